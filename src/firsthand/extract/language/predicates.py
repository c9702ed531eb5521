"""Verbs that the parser takes for something else, and who did what where it hangs the doer from another word.

A parser trained on little text knows few of the words of wars as verbs, least where a number follows or an article is
missing. Each function puts one such habit right, and only where the words around it leave no other reading.
"""

from itertools import pairwise

from firsthand.extract.language import numbers
from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import FINITE, NOUNS, PAST, Node, Tree, crown, move, subtree

CLAUSES = frozenset({"ccomp", "parataxis", "obl:unmarked", "obl"})  # as what a small parser hangs what was said
UNCHANGED = frozenset({"set", "hit", "shot", "beat", "cut", "put"})  # the past that looks like the present


def repair(tree: Tree) -> None:
    """Changes the tree in place where one of the habits shows."""
    for node, following in pairwise(tree.nodes):
        _shot(node, following)
        _as_verb(node, following)
    for node in tree.nodes:
        _split_name(node, tree)
        _verbless(node, tree)
        _as_preposition(node)
        _as_adjective(node)
        _as_noun(node)
        numbers.counted(node, tree)
        _joined(node, tree)
        numbers.before_number(node)
        _in_row(node)
        numbers.number(node)
        numbers.up_to(node)
        numbers.before_comma(node, tree)
        numbers.of_them(node)
        _swallowed(node)
        _two_objects(node)
    for node in tree.nodes:
        numbers.of_told(node, tree)
        _subject(node)


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
        crown(before, noun, "obj")
        return
    if noun.child("acl:relcl"):
        return
    after = next((n for n in noun.all("acl") if n.index > noun.index and n.tag in PAST), None)
    if after is not None and not after.child("mark", "nsubj", "aux", "aux:pass"):
        counted = next((o for o in after.all("obl") if numbers.is_counted(o, after)), None)
        if counted is not None:
            counted.role = "obj"
        behind = [*noun.all("nmod"), *(o for o in after.all("obl") if o.child("det"))]
        bare = next((o for o in behind if o.index > after.index and not o.child("case")), None)
        if bare is not None and (said or bare.child("det")):
            move(bare, after, "obj")
        if after.child("obj", "ccomp"):
            crown(after, noun, "nsubj")


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
    done = next(
        (c for c in verb.all("obj", "nmod") if not c.child("case") and (c.role == "obj" or numbers.least(c))), None
    )
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


def _joined(verb: Node, tree: Tree) -> None:
    """ "stormed a town and abducted three farmers", "came on motorbikes, burned shops and took cattle": a second
    deed."""
    noun = verb.head
    if verb.tag not in PAST or verb.role != "amod" or noun is None or noun.role != "conj" or noun.index < verb.index:
        return
    if verb.tag == "VBN" and not numbers.numbered(verb, noun) and not _is_deed(verb, noun):
        return
    joint = next((c for c in [*noun.all("cc"), *verb.all("cc")] if c.index == verb.index - 1), None)
    beside = noun.head
    first = beside.head if beside is not None and beside.pos != "VERB" and beside.role in {"obj", "obl"} else beside
    if first is None or first.pos != "VERB":
        return
    listed = tree.nodes[verb.index - 1].text == "," and any(c.index > noun.index for c in first.all("conj"))
    if joint is None and not listed:
        return
    move(verb, first, "conj")
    if joint is not None:
        move(joint, verb, "cc")
    move(noun, verb, "obj")
    verb.pos = "VERB"


def _is_deed(verb: Node, noun: Node) -> bool:
    """ "stole cattle and burned houses": an attack's verb with several things bare behind it is no adjective."""
    base = verb.lemma if verb.lemma in lexicon().transitive else verb.lower.removesuffix("ed")
    deed = base in lexicon().transitive or f"{base}e" in lexicon().transitive
    return deed and noun.tag == "NNS" and not noun.child("det", "nummod") and noun.index == verb.index + 1


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
    if verb.tag in {"VB", *FINITE} and verb.pos == "NOUN" and verb.child("nsubj") and verb.child("obj"):
        verb.pos = "VERB"
    bare = verb.tag == "VB" or (verb.tag == "VBN" and verb.child("obj") is not None)
    if bare and verb.lower in UNCHANGED and verb.child("nsubj") and not verb.child("aux", "aux:pass", "mark"):
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
