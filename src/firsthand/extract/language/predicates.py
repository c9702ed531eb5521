"""Verbs that the parser takes for something else, and who did what where it hangs the doer from another word.

A parser trained on little text knows few of the words of wars as verbs, least where a number follows or an article is
missing. Each function puts one such habit right, and only where the words around it leave no other reading.
"""

from itertools import pairwise

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import Node, Tree, move

PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
CLAUSES = frozenset({"ccomp", "parataxis", "obl:unmarked", "obl"})  # as what a small parser hangs what was said
RELATIVES = ("acl:relcl", "advcl:relcl", "acl", "advcl", "ccomp", "csubj")
UNCHANGED = frozenset({"set", "hit", "shot", "beat", "cut", "put"})  # the past that looks like the present


def repair(tree: Tree) -> None:
    """Changes the tree in place where one of the habits shows."""
    for node, following in pairwise(tree.nodes):
        _shot(node, following)
    for node in tree.nodes:
        _verbless(node, tree)
        _as_preposition(node)
        _as_adjective(node)
        _as_noun(node)
        _counted(node, tree)
        _joined(node)
        _opening_fire(node)
        _in_headline(node, tree)
        _deed_in_ing(node, tree)
        _number(node)
        _before_speaker(node)
        _day_of_deed(node)
    for node in tree.nodes:
        _subject(node)
        _cleft(node)


def _shot(node: Node, following: Node) -> None:
    """ "On Monday gunmen shot dead two monks": a deed, also where "shot" is tagged as a noun."""
    dead = following.lower == "dead"
    if node.lower != "shot" or node.tag not in NOUNS or not (dead or node.child("obj")):
        return
    node.pos, node.tag, node.lemma = "VERB", "VBD", "shoot"
    for case in node.all("case"):
        if day := next((n for n in node.all("compound") if n.index == case.index + 1), None):
            move(day, node, "obl")
            move(case, day, "case")
    if not node.child("nsubj") and (doer := next(reversed(node.all("compound", "nmod")), None)):
        doer.role = "nsubj"
        for word in [w for w in node.all("det", "amod", "nummod", "compound") if w.index < doer.index]:
            move(word, doer, word.role)
    if dead and following.head is not node:
        move(following, node, "xcomp")


def _verbless(noun: Node, tree: Tree) -> None:
    """ "An official denied that …", "The states imposed sanctions …": no noun with what is said of it, but a sentence.

    Only where the words after the verb show it: of "Soldiers killed in Gao." nobody knows whether it is one.
    """
    said = noun.role in CLAUSES and noun.head is not None and noun.head.lemma in lexicon().speech_verbs
    if not (said or noun.head is None) or noun.pos not in {"NOUN", "PROPN"} or tree.nodes[-1].tag not in {".", "''"}:
        return
    if noun.child("nsubj", "nsubj:pass", "cop", "acl:relcl", "conj", "parataxis"):
        return
    after = next((n for n in noun.all("acl") if n.index > noun.index and n.tag in PAST), None)
    if after is not None and not after.child("mark", "nsubj", "aux", "aux:pass"):
        counted = next((o for o in after.all("obl") if _is_counted(o, after)), None)
        if counted is not None:
            counted.role = "obj"
        bare = next((o for o in noun.all("nmod") if o.index > after.index and not o.child("case")), None)
        if bare is not None and said:
            move(bare, after, "obj")
        if after.child("obj", "ccomp"):
            _crown(after, noun, "nsubj")
        return
    before = next((n for n in noun.all("amod", "acl") if n.index < noun.index and n.tag in PAST), None)
    if before is not None and before.child("nsubj"):
        _crown(before, noun, "obj")


def _is_counted(phrase: Node, verb: Node) -> bool:
    """ "killed at least 15 people": right behind its verb, "at" belongs to the number."""
    case = phrase.child("case")
    return (
        case is not None and case.lower == "at" and case.index == verb.index + 1 and phrase.child("nummod") is not None
    )


def _crown(verb: Node, noun: Node, role: str) -> None:
    """Puts the verb in the noun's place, with the noun and what stood beside them under it."""
    move(verb, noun.head, "root" if noun.head is None else "ccomp")
    verb.pos, verb.tag = "VERB", "VBD"
    move(noun, verb, role)
    that = next((c for c in noun.all("det") if c.lower == "that" and noun.tag == "NNS"), None)
    if that is not None:
        move(that, verb, "mark")
    for child in [c for c in noun.children if c.role in {"punct", "advcl", "obl", "advmod", "discourse"}]:
        if (child.index > verb.index) == (noun.index < verb.index):
            move(child, verb, child.role)


def _as_preposition(verb: Node) -> None:
    """ "Rebels wounded three aid workers", the verb read as a preposition of those whom it befell."""
    noun = verb.head
    if verb.tag not in PAST or verb.role != "case" or noun is None or verb.children:
        return
    doer = noun.child("nsubj") or noun.head
    if doer is None or doer.index > verb.index or doer.tag not in NOUNS:
        return
    day = doer.head if doer.role == "appos" and doer.head is not None and doer.head.child("case") else None
    top = noun if doer.head is noun else day or doer
    move(verb, top.head, top.role)
    verb.pos, verb.tag = "VERB", "VBD"
    if day is not None:
        move(day, verb, "obl")
    move(doer, verb, "nsubj")
    move(noun, verb, "obj")
    for mark in [m for n in (noun, day) if n is not None for m in n.all("punct", "mark") if m.head is not verb]:
        move(mark, verb, mark.role)


def _as_adjective(verb: Node) -> None:
    """ "Soldiers free 20 traders", "They on Sunday set fire to a market": an adjective has no object."""
    if verb.tag in {"JJ", "NN"} and verb.child("nsubj") and verb.child("obj") and not verb.child("cop", "det", "case"):
        verb.pos, verb.tag = "VERB", "VBD" if verb.lower in UNCHANGED else "VBP"
        verb.lemma = verb.lower


def _as_noun(verb: Node) -> None:
    """ "…, beheading at least 20 teachers": what has an object is no noun, nor is a bare word between two phrases."""
    done = next((c for c in verb.all("obj", "nmod") if not c.child("case") and (c.role == "obj" or _least(c))), None)
    if verb.tag != "NN" or done is None or verb.child("det", "case", "amod"):
        return
    doer = next((c for c in verb.all("compound") if c.tag == "NNS" and c.index == verb.index - 1), None)
    if verb.lower.endswith("ing") and verb.head is not None:
        verb.pos, verb.tag, verb.role, verb.lemma = "VERB", "VBG", "advcl", _base(verb.lower)
    elif verb.head is None and doer is not None:
        verb.pos, verb.tag, verb.lemma, doer.role = "VERB", "VBP", verb.lower, "nsubj"
    else:
        return
    done.role = "obj"


def _in_headline(verb: Node, tree: Tree) -> None:
    """ "Five children killed, three wounded in Goma": both befell them, and nobody killed three."""
    others = verb.child("obj", "obl:unmarked")
    if verb.tag not in PAST or verb.child("aux", "aux:pass") or others is None or others.index < verb.index:
        return
    harmed = next((c for c in others.all("acl") if c.tag in PAST and c.index == others.index + 1), None)
    first = min([others.index, *(c.index for c in others.children if c.role != "punct")])
    if harmed is None or tree.nodes[first - 1].lower not in {",", "and"}:
        return
    move(harmed, verb, "conj")
    move(others, harmed, "nsubj:pass")
    for victim in verb.all("nsubj"):
        victim.role = "nsubj:pass"


def _deed_in_ing(deed: Node, tree: Tree) -> None:
    """ "died in shelling in Taiz on Tuesday": a noun, with the place and the day that stand behind it."""
    link = deed.child("case", "mark")
    if deed.tag != "VBG" or deed.lower not in lexicon().event_nouns or link is None or link.index != deed.index - 1:
        return
    following = tree.nodes[deed.index + 1] if deed.index + 1 < len(tree.nodes) else None
    bare = following is None or following.tag in {"IN", ",", ".", "CC"}
    if (
        not bare
        or deed.role not in {"obl", "nmod", "advcl", "acl"}
        or deed.child("obj", "nsubj", "ccomp", "compound:prt")
    ):
        return
    deed.pos, deed.tag, deed.lemma, link.role = "NOUN", "NN", deed.lower, "case"
    deed.role = "nmod" if deed.role in {"nmod", "acl"} else "obl"
    for place in deed.all("obl"):
        place.role = "nmod"


def _number(noun: Node) -> None:
    """ "pulled at least 20 bodies out": no two objects, but how many there were."""
    verb = noun.head
    before = next((c for c in verb.all("obj") if c.tag == "CD" and c.index == noun.index - 1), None) if verb else None
    if noun.role == "obj" and before is not None and noun.tag == "NNS":
        move(before, noun, "nummod")


def _before_speaker(deed: Node) -> None:
    """ "The army set fire to a hospital, officials said": who says it did not do it."""
    speaker, doer = (
        deed.head,
        next((c for c in deed.children if c.role == "compound" and c.index == deed.index - 1), None),
    )
    if deed.role not in {"amod", "acl"} or speaker is None or speaker.role != "nsubj" or speaker.head is None:
        return
    comma = any(c.lower == "," and c.index == speaker.index - 1 for c in [*deed.children, *speaker.children])
    told = speaker.head.lemma in lexicon().speech_verbs and deed.index < speaker.index
    if not comma or not told or not deed.child("obj", "obl"):
        return
    before = next((c for c in speaker.head.all("ccomp", "parataxis") if c.index < deed.index), None)
    if deed.tag == "VBG" and before is not None:
        move(deed, before, "advcl")
    elif deed.tag in PAST and doer is not None and doer.tag in NOUNS:
        deed.tag, doer.role = "VBD", "nsubj"
        move(deed, speaker.head, "ccomp")
        for word in [w for w in speaker.children if w.index < doer.index]:
            move(word, doer, word.role)


def _day_of_deed(verb: Node) -> None:
    """ "claimed responsibility for the attack in Goma on Sunday", "are dead after a blast in Goma on Sunday"."""
    holder = verb.child("obj") if verb.lemma == "claim" else verb if verb.lower == "dead" else None
    deed = next((c for c in holder.all("nmod", "obl") if _case(c) in {"for", "after", "in"}), None) if holder else None
    if deed is None or holder is None or (verb.lemma == "claim" and holder.lemma != "responsibility"):
        return
    for day in [c for c in verb.all("obl") if c.index > deed.index and _case(c) == "on" and c.tag == "NNP"]:
        move(day, deed, "nmod")


def _opening_fire(opening: Node) -> None:
    """ "accused them of opening fire on a bus": what they did to the bus, and no kind of fire."""
    fire = opening.head
    if opening.tag != "VBG" or fire is None or fire.lower != "fire" or fire.index != opening.index + 1:
        return
    above, mark = fire.head, fire.child("case")
    if opening.role != "amod" or above is None or fire.child("det"):
        return
    opening.pos = "VERB"
    move(opening, above, "advcl" if above.pos == "VERB" else "acl")
    move(fire, opening, "obj")
    if mark is not None:
        move(mark, opening, "mark")
    for holder in [h for h in (above, above.head, fire) if h is not None]:
        for target in [c for c in holder.all("obl", "nmod") if c.index > fire.index and _case(c) in {"on", "at"}]:
            move(target, opening, "obl")


def _case(noun: Node) -> str:
    case = noun.child("case")
    return case.lower if case is not None else ""


def _base(word: str) -> str:
    """The verb of a word in -ing: "beheading", "gunning", "torching"."""
    stem = word.removesuffix("ing")
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem


def _least(noun: Node) -> Node | None:
    """The first word of the "at least" that counts the noun."""
    for number in [noun, *noun.all("nummod")]:
        for least in number.all("nmod", "advmod", "amod"):
            if least.lower == "least" and (at := least.child("case")) is not None:
                return at
    return None


def _counted(noun: Node, tree: Tree) -> None:
    """ "fired on at least 20 villagers": "at" belongs to the number, and who is counted is whom it befell."""
    at = _least(noun)
    if at is None or at.index == 0:
        return
    before = tree.nodes[at.index - 1]
    verb = before.head if before.role == "compound:prt" and before.head is not None else before
    if (
        before.lower in {"on", "upon"}
        and before.role == "advmod"
        and before.head is noun.head
        and noun.head is not None
    ):
        move(before, noun, "case")
        noun.role = "obl"
        return
    if verb.pos != "VERB" or verb.tag not in PAST | FINITE | {"VBG", "VB"} or verb.child("aux:pass"):
        return
    if noun.head is not verb:
        _over(verb, noun)
    noun.role = "obj"
    doer = verb.head
    clause = verb.role == "acl" and verb.tag in PAST and not verb.child("nsubj", "mark")
    if clause and doer is not None and doer.role in {"ccomp", "root", "parataxis"}:
        _crown(verb, doer, "nsubj")


def _over(verb: Node, noun: Node) -> None:
    """The noun under the verb before it; where the noun stood for a whole clause, the verb stands there."""
    if noun.role in {"ccomp", "root", "parataxis", "advcl"}:
        doer = verb.head if verb.role in {"acl", "amod"} else None
        move(verb, noun.head, noun.role)
        verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
        for mark in noun.all("mark", "punct"):
            move(mark, verb, mark.role)
        if doer is not None and doer is not noun and doer.tag in NOUNS:
            move(doer, verb, "nsubj")
    if not any(n is noun for n in _above(verb)):
        move(noun, verb, "obj")


def _above(node: Node) -> list[Node]:
    found = []
    head = node.head
    while head is not None and len(found) < len(FINITE) * 40:
        found.append(head)
        head = head.head
    return found


def _joined(verb: Node) -> None:
    """ "stormed a town and abducted three farmers": a second deed, not farmers who were stormed."""
    noun = verb.head
    if verb.tag != "VBD" or verb.role != "amod" or noun is None or noun.role != "conj" or noun.index < verb.index:
        return
    joint = next((c for c in [*noun.all("cc"), *verb.all("cc")] if c.index == verb.index - 1), None)
    if joint is None or noun.head is None or noun.head.pos != "VERB":
        return
    move(verb, noun.head, "conj")
    move(joint, verb, "cc")
    move(noun, verb, "obj")
    verb.pos = "VERB"


def _subject(verb: Node) -> None:
    """Who did it, from where the parser hung it instead: an auxiliary, a passive that is none, a compound."""
    if verb.pos != "VERB":
        return
    if verb.lower == "wound" and verb.child("obj"):
        verb.lemma = "wound"
    _day_as_subject(verb)
    for aux in verb.all("aux", "aux:pass"):
        for doer in aux.all("nsubj"):
            move(doer, verb, "nsubj")
    if verb.child("obj") and not verb.child("aux:pass") and any(a.lemma == "have" for a in verb.all("aux")):
        for doer in verb.all("nsubj:pass"):
            doer.role = "nsubj"
    that = next((c for c in verb.all("nsubj", "obj") if c.lower == "that"), None)
    if that is not None and any(c is not that for c in verb.all(that.role)):
        that.role = "mark"
    doer = next((c for c in verb.all("compound") if c.tag == "NNS" and c.index == verb.index - 1), None)
    if doer is not None and verb.tag in FINITE and not verb.child("nsubj", "nsubj:pass"):
        doer.role = "nsubj"


def _day_as_subject(verb: Node) -> None:
    """ "The army shot 12 teachers on Monday", the day read as who did it, with the doer before the verb as its part."""
    day = next((c for c in verb.all("nsubj") if c.index > verb.index and c.child("case")), None)
    if day is None:
        return
    day.role = "obl"
    doer = next((c for c in reversed(day.all("compound", "nmod")) if c.index < verb.index), None)
    if doer is not None:
        move(doer, verb, "nsubj")
        for word in [w for w in day.children if w.index < doer.index]:
            move(word, doer, word.role)


def _cleft(told: Node) -> None:
    """ "It was on Monday that rebels attacked": what was done, on Monday, and no saying of what Monday was."""
    it, case = told.child("nsubj", "expl"), told.child("case")
    if it is None or case is None or it.lower != "it" or not told.child("cop"):
        return
    deed = next(
        (c for c in told.all(*RELATIVES) if c.pos == "VERB" and c.child("mark", "nsubj") and c.index > told.index), None
    )
    if deed is None or not any(c.lower == "that" for n in [deed, *deed.all("nsubj")] for c in n.children):
        return
    move(deed, told.head, told.role)
    for word in [c for c in told.children if c.role in {"cop", "nsubj", "expl"}]:
        move(word, deed, "discourse")
    move(told, deed, "obl")
    for mark in told.all("punct"):
        move(mark, deed, "punct")
