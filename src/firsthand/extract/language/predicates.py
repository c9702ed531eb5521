"""Verbs that the parser takes for something else, and who did what where it hangs the doer from another word.

A parser trained on little text knows few of the words of wars as verbs, least where a number follows or an article is
missing. Each function puts one such habit right, and only where the words around it leave no other reading.
"""

from itertools import pairwise

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import Node, Tree, move, subtree

PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
CLAUSES = frozenset({"ccomp", "parataxis", "obl:unmarked", "obl"})  # as what a small parser hangs what was said
LATER = frozenset({"acl", "xcomp", "ccomp", "advcl"})  # as what the parser hangs a finite verb from a participle
VAGUE = frozenset({"scores", "dozens", "hundreds", "thousands", "several", "many"})
UNCHANGED = frozenset({"set", "hit", "shot", "beat", "cut", "put"})  # the past that looks like the present


def repair(tree: Tree) -> None:
    """Changes the tree in place where one of the habits shows."""
    for node, following in pairwise(tree.nodes):
        _shot(node, following)
        _as_verb(node, following)
    for node in tree.nodes:
        _bare_participle(node)
        _split_name(node, tree)
        _verbless(node, tree)
        _as_preposition(node)
        _as_adjective(node)
        _as_noun(node)
        _counted(node, tree)
        _joined(node)
        _before_number(node)
        _in_row(node)
        _number(node)
        _before_comma(node, tree)
        _swallowed(node)
        _two_objects(node)
    for node in tree.nodes:
        _subject(node)


def _bare_participle(verb: Node) -> None:
    """ "Protesters demanding elections clashed with the police": what they demand tells who they are; they clashed."""
    doer = verb.child("nsubj")
    if verb.tag != "VBG" or verb.head is not None or doer is None or doer.index != verb.index - 1 or verb.child("aux"):
        return
    below = [n for n in subtree(verb) if n.index > verb.index and n.tag in PAST and n.role in LATER]
    deed = next((n for n in below if not n.child("mark", "aux", "aux:pass", "nsubj", "nsubj:pass")), None)
    by = deed is not None and any((c := o.child("case")) is not None and c.lower == "by" for o in deed.all("obl"))
    if deed is None or by or not deed.child("obj", "obl"):
        return
    move(deed, None, "root")
    deed.pos, deed.tag = "VERB", "VBD"
    for child in [c for c in verb.children if c.index > deed.index]:
        move(child, deed, child.role)
    move(doer, deed, "nsubj")
    move(verb, doer, "acl")


def _split_name(said: Node, tree: Tree) -> None:
    """ "…, governor Oleh Kiper wrote": a speaker's first name is no part of what is told."""
    last = said.child("nsubj")
    if said.lemma not in lexicon().speech_verbs or last is None or last.tag != "NNP" or last.index == 0:
        return
    first = tree.nodes[last.index - 1]
    if first.tag != "NNP" or first.head is last or first in last.children or last.child("compound", "flat"):
        return
    if said.head is first:
        move(said, first.head, "parataxis")
    move(first, last, "compound")


def _shot(node: Node, following: Node) -> None:
    """ "On Monday gunmen shot dead two monks": a deed, also where "shot" is tagged as a noun."""
    dead = following.lower == "dead"
    at = following.lower == "at" and any(c.tag == "NNS" and c.index == node.index - 1 for c in node.all("compound"))
    if node.lower != "shot" or node.tag not in NOUNS or not (dead or at or node.child("obj")):
        return
    node.pos, node.tag, node.lemma = "VERB", "VBD", "shoot"
    for case in node.all("case"):
        if day := next((n for n in node.all("compound") if n.index == case.index + 1), None):
            move(case, day, "case")
    for day in [n for n in node.all("compound", "nummod") if n.child("case")]:
        move(day, node, "obl")
    if not node.child("nsubj") and (doer := next(reversed(node.all("compound", "nmod")), None)):
        doer.role = "nsubj"
        for word in [w for w in node.all("det", "amod", "nummod", "compound") if w.index < doer.index]:
            move(word, doer, word.role)
    if dead and following.head is not node:
        move(following, node, "xcomp")


def _as_verb(noun: Node, verb: Node) -> None:
    """ "Clashes erupted between …": a sentence begins with what happened, and no verb."""
    bare = noun.tag == "VBZ" and noun.index == 0 and not noun.child("nsubj", "obj", "aux")
    if not bare or verb.tag not in PAST or verb.head is not noun or noun.head is not None:
        return
    if noun.lemma not in lexicon().event_nouns and noun.lower not in lexicon().event_nouns:
        return
    move(verb, None, "root")
    verb.pos, verb.tag = "VERB", "VBD"
    for child in [c for c in noun.children if c.index > verb.index]:
        move(child, verb, child.role)
    move(noun, verb, "nsubj")
    noun.pos, noun.tag = "NOUN", "NNS"


def _verbless(noun: Node, tree: Tree) -> None:
    """ "An official denied that …", "The states imposed sanctions …": no noun with what is said of it, but a sentence.

    Only where the words after the verb show it: of "Soldiers killed in Gao." nobody knows whether it is one.
    """
    said = noun.role in CLAUSES and noun.head is not None and noun.head.lemma in lexicon().speech_verbs
    if not (said or noun.head is None) or noun.pos not in {"NOUN", "PROPN"} or tree.nodes[-1].tag not in {".", "''"}:
        return
    if noun.child("nsubj", "nsubj:pass", "cop", "conj", "parataxis"):
        return
    before = next((n for n in noun.all("amod", "acl") if n.index < noun.index and n.tag in PAST), None)
    if before is not None and before.child("nsubj"):
        _crown(before, noun, "obj")
        return
    if noun.child("acl:relcl"):
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
    if done is None and verb.lower.endswith("ing"):
        done = _denied(verb)
    mark = verb.child("case")
    accused = (
        mark is not None and done is not None and done.role == "obj" and mark.lower in {"of", "for", "by", "after"}
    )
    if verb.tag != "NN" or done is None or verb.child("det", "amod") or not (mark is None or accused):
        return
    doer = next((c for c in verb.all("compound") if c.tag == "NNS" and c.index == verb.index - 1), None)
    if verb.lower.endswith("ing") and verb.head is not None:
        role = "xcomp" if verb.role == "obj" else "acl" if accused else "advcl"
        if mark is not None:
            mark.role = "mark"
        if done.head is not verb:
            move(done, verb, "obj")
        verb.pos, verb.tag, verb.role, verb.lemma = "VERB", "VBG", role, _base(verb.lower)
    elif verb.head is None and doer is not None:
        verb.pos, verb.tag, verb.lemma, doer.role = "VERB", "VBP", verb.lower, "nsubj"
    else:
        return
    done.role = "obj"


def _number(noun: Node) -> None:
    """ "pulled at least 20 bodies out": no two objects, but how many there were."""
    verb = noun.head
    before = next((c for c in verb.all("obj") if c.tag == "CD" and c.index == noun.index - 1), None) if verb else None
    if noun.role == "obj" and before is not None and noun.tag == "NNS":
        move(before, noun, "nummod")


def _before_comma(number: Node, tree: Tree) -> None:
    """ "A strike killed four, medics said": a number before a comma counts nobody behind it, but is whom it befell."""
    noun, verb = number.head, tree.nodes[number.index - 1]
    if number.role != "nummod" or noun is None or verb.pos != "VERB" or number.index + 1 >= noun.index:
        return
    if tree.nodes[number.index + 1].lower == "," and not verb.child("obj", "aux:pass"):
        move(number, verb, "obj")


def _swallowed(verb: Node) -> None:
    """ "Gunmen on a motorbike shot dead two soldiers", the verb read as what the preposition stands before."""
    doer, case, inner = verb.head, verb.child("case"), verb.child("nsubj")
    if verb.tag != "VBD" or doer is None or case is None or inner is None or doer.tag not in NOUNS:
        return
    said = doer.role == "nsubj" and doer.head is not None and doer.head.lemma in lexicon().speech_verbs
    if not doer.index < case.index < inner.index < verb.index or not (doer.head is None or said):
        return
    move(case, inner, "case")
    move(verb, doer.head, "ccomp" if said else "root")
    move(doer, verb, "nsubj")
    move(inner, doer, "nmod")
    for other in [c for c in doer.all("conj") if c.index > verb.index and not c.child("cc")][:1]:
        move(other, verb, "obj")


def _two_objects(verb: Node) -> None:
    """ "killing himself and six others": no two objects, but whom it befell beside the first."""
    for first, second in pairwise(verb.all("obj")):
        joint = min(subtree(second), key=lambda n: n.index)
        if joint.role == "cc" and first.index < joint.index:
            move(second, first, "conj")
            move(joint, second, "cc")


def _denied(deed: Node) -> Node | None:
    """The hospital of "denied bombing a hospital", read as a second object or as another name of the bombing."""
    beside = deed.head.all("obj") if deed.head is not None and deed.role == "obj" else []
    return next((c for c in [*deed.all("appos"), *beside] if c.child("det") and c.index == deed.index + 2), None)


def _base(word: str) -> str:
    """The verb of a word in -ing: "beheading", "gunning", "torching"."""
    stem = word.removesuffix("ing") or word
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem


def _least(noun: Node) -> Node | None:
    """The first word of the "at least" that counts the noun."""
    for number in [noun, *noun.all("nummod")]:
        for least in number.all("nmod", "advmod", "amod"):
            at = least.child("case") or noun.child("case")
            if least.lower == "least" and at is not None and at.index == least.index - 1:
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
    move(noun, verb, "obj")


def _joined(verb: Node) -> None:
    """ "stormed a town and abducted three farmers", "killed 14 soldiers and wounded scores": a second deed."""
    noun = verb.head
    if verb.tag not in PAST or verb.role != "amod" or noun is None or noun.role != "conj" or noun.index < verb.index:
        return
    if verb.tag == "VBN" and not _numbered(verb, noun):
        return
    joint = next((c for c in [*noun.all("cc"), *verb.all("cc")] if c.index == verb.index - 1), None)
    beside = noun.head
    first = beside.head if beside is not None and beside.pos != "VERB" and beside.role == "obj" else beside
    if joint is None or first is None or first.pos != "VERB":
        return
    move(verb, first, "conj")
    move(joint, verb, "cc")
    move(noun, verb, "obj")
    verb.pos = "VERB"


def _numbered(verb: Node, noun: Node) -> bool:
    """Whether a number stands between, or is the noun: "wounded two soldiers" tells a deed."""
    between = any(c.role in {"nummod", "det"} and verb.index < c.index < noun.index for c in noun.children)
    return between or (noun.lower in VAGUE and verb.index == noun.index - 1)


def _before_number(verb: Node) -> None:
    """ "An attack on a checkpoint wounded two soldiers", read as soldiers of the attack."""
    noun = verb.head
    top = noun.head if noun is not None else None
    if verb.tag not in PAST or verb.role != "amod" or noun is None or top is None or top.head is not None:
        return
    bare = noun.role in {"nmod", "appos"} and not noun.child("case") and top.pos == "NOUN"
    if bare and _numbered(verb, noun) and not top.child("nsubj", "cop"):
        _crown(verb, top, "nsubj")
        move(noun, verb, "obj")


def _in_row(verb: Node) -> None:
    """ "killed nine bandits, freed four hostages": no second sentence, but what they also did."""
    first = verb.head
    if verb.role != "parataxis" or first is None or first.pos != "VERB" or verb.tag != "VBD" or first.tag != "VBD":
        return
    spoken = {first.lemma, verb.lemma} & lexicon().speech_verbs
    if first.index < verb.index and not verb.child("nsubj", "nsubj:pass") and verb.child("obj") and not spoken:
        verb.role = "conj"


def _subject(verb: Node) -> None:
    """Who did it, from where the parser hung it instead: an auxiliary, a passive that is none, a compound."""
    if verb.pos != "VERB":
        return
    that = verb.head if verb.role == "fixed" else None
    if that is not None and that.lower == "that":
        move(verb, that.head, that.role)
        move(that, verb, "mark")
    if verb.lower == "wound" and verb.child("obj"):
        verb.lemma = "wound"
    if verb.tag == "VB" and verb.lower in UNCHANGED and verb.child("nsubj") and not verb.child("aux", "mark"):
        verb.tag = "VBD"
    _day_as_subject(verb)
    for aux in verb.all("aux", "aux:pass"):
        for word in aux.all("nsubj", "nsubj:pass", "aux:pass"):
            move(word, verb, word.role)
    if verb.child("obj") and not verb.child("aux:pass") and any(a.lemma == "have" for a in verb.all("aux")):
        for doer in verb.all("nsubj:pass"):
            doer.role = "nsubj"
    that = next((c for c in verb.all("nsubj", "obj") if c.lower == "that"), None)
    if that is not None and any(c is not that for c in verb.all(that.role)):
        that.role = "mark"
    if verb.tag in FINITE and not verb.child("nsubj", "nsubj:pass"):
        _plural(verb)


def _plural(verb: Node) -> None:
    """ "Gunmen fired on …", "Gunmen riding motorcycles fired on …": no compound with a verb, but who did it."""
    for held in [verb, *(c for c in verb.all("advcl") if c.tag == "VBG" and c.index < verb.index)]:
        doer = next((c for c in held.all("compound") if c.tag == "NNS" and c.index == held.index - 1), None)
        if doer is not None:
            move(doer, verb, "nsubj")
            if held is not verb:
                move(held, doer, "acl")
            return


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
