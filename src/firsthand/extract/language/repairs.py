"""Parses that news shows to be wrong, put right: each function knows one habit of a parser trained on little text."""

import re
from itertools import pairwise

from firsthand.extract.language import (
    deeds,
    described,
    directions,
    doers,
    harms,
    lookalikes,
    openings,
    participles,
    predicates,
)
from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import Node, Tree, crown, move, subtree
from firsthand.reference import timewords

YEAR = re.compile(r"(?:19|20)\d\d")
BEFORE_VERB = frozenset({"obl", "obl:unmarked", "nsubj", "nsubj:pass", "obj"})
NO_NAMES = frozenset("RB RBR JJ PRP WP VB VBD VBN VBZ DT UH".split())
BEFORE_NAME = frozenset({"obj", "obl", "nmod", "appos", "conj", "obl:unmarked"})
BORDERING = frozenset({"neighbouring", "neighboring", "surrounding"})
NOUN_ROLES = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "obl"})


def repair(tree: Tree) -> Tree:
    """The tree, changed in place where a repair applies."""
    lookalikes.repair(tree)
    openings.repair(tree)
    doers.repair(tree)
    described.repair(tree)
    predicates.repair(tree)
    participles.repair(tree)
    deeds.repair(tree)
    directions.repair(tree)
    for node in tree.nodes:
        _noun(node)
        _bordering(node)
        _denied_that(node)
        _particle(node)
        _day_before_doer(node, tree)
        _reported_clause(node)
        _spoken_aside(node)
        _finite(node)
        _by_letters(node, tree)
        _closing_speakers(node, tree)
        _titled_speaker(node, tree)
        _not_the_speakers(node)
    for node in tree.nodes:
        participles.told_deed(node)
        harms.rehang(node)
    return tree


def _closing_speakers(said: Node, tree: Tree) -> None:
    """ "Soldiers shelled the port of Goma, residents said.": who closes the sentence is not of Goma."""
    rest = tree.nodes[said.index + 1 :]
    ends = all(n.pos == "PUNCT" for n in rest)
    if said.lemma not in lexicon().speech_verbs or said.tag != "VBD" or not ends or said.child("nsubj", "nsubj:pass"):
        return
    comma = next((n for n in reversed(tree.nodes[: said.index]) if n.pos in {"VERB", "PUNCT"}), None)
    inside = tree.nodes[comma.index + 1 : said.index] if comma is not None and comma.text == "," else []
    heads = [n for n in inside if n.head is not None and n.head not in inside and n.pos in {"NOUN", "PROPN"}]
    speaker = next(
        (n for n in heads if n.role in {"conj", "appos", "nmod", "obl", "obj"} and not n.child("case")), None
    )
    top = next((n for n in tree.nodes if n.head is None), None)
    if speaker is None or top is None or any(n.pos == "ADP" and n.head in heads for n in inside):
        return
    if top is not said:
        move(said, top, "parataxis")
    move(speaker, said, "nsubj")
    for other in heads:
        if other is not speaker:
            move(other, speaker, "conj")


def _titled_speaker(said: Node, tree: Tree) -> None:
    """ "A tanker exploded, Front spokesman Musa Bello said": the spokesman speaks and did not explode."""
    speaker = said.child("nsubj")
    if said.lemma not in lexicon().speech_verbs or speaker is None or speaker.pos != "PROPN":
        return
    first = min(n.index for n in subtree(speaker))
    title = tree.nodes[first - 1] if first else None
    if title is None or title.tag != "NN" or title.head in (None, speaker, said) or title.role not in BEFORE_NAME:
        return
    start = min(n.index for n in subtree(title))
    if (
        start > 0
        and tree.nodes[start - 1].text in {",", "”", "''", '"'}
        and all(n.index < first for n in title.children)
    ):
        move(title, speaker, "compound")


def _not_the_speakers(said: Node) -> None:
    """ "The bomb went off, killing two, police said": what stands before the speaker is not the speaker's act."""
    speaker = said.child("nsubj")
    if said.lemma not in lexicon().speech_verbs or speaker is None:
        return
    clause = next((c for c in said.all("ccomp", "parataxis") if c.index < speaker.index), None)
    if clause is None and said.role in {"advcl", "parataxis", "conj"} and not said.child("mark", "cc"):
        clause = said.head if said.head is not None and said.head.index < speaker.index else None
    if clause is None:
        return
    first = min(node.index for node in subtree(speaker))
    for child in [c for c in said.all("advcl", "csubj", "obl") if clause.index < c.index < first]:
        move(child, clause, "obl" if child.role == "obl" else "advcl")
    if clause is said.head:
        said.role = "parataxis"


def _noun(node: Node) -> None:
    """ "There were clashes", tagged as a verb: a noun, as it stands where nouns stand, with article or preposition."""
    if node.pos != "VERB" or node.tag != "VBZ" or node.head is None or node.role not in NOUN_ROLES:
        return
    if node.child("det", "case") or node.head.child("expl"):
        node.pos, node.tag = "NOUN", "NNS"
        node.lemma = node.lemma if node.lemma != node.text else node.lower.removesuffix("s")


def _bordering(node: Node) -> None:
    """ "a school in neighbouring Chad", taken for what somebody neighbours: an adjective of the place."""
    named, case = node.child("obj"), node.child("mark", "case")
    if node.lower not in BORDERING or node.pos != "VERB" or named is None or case is None or node.head is None:
        return
    case.pos = "ADP"
    move(case, named, "case")
    move(named, node.head, "obl")
    move(node, named, "amod")
    node.pos, node.tag, node.lemma = "ADJ", "JJ", node.lower


def _day_before_doer(doer: Node, tree: Tree) -> None:
    """ "On Sunday militants abducted 12 farmers": the day belongs to the deed, and who stands behind it did it."""
    verb, case = doer.head, doer.child("case")
    if doer.role not in BEFORE_VERB or verb is None or case is None or verb.pos != "VERB" or verb.index < doer.index:
        return
    day = _day_behind(case, doer, tree)
    if (
        day is None
        or doer.tag not in {"NNS", "NNP", "NN", "NNPS"}
        or verb.child("nsubj", "nsubj:pass", "csubj") not in {None, doer}
    ):
        return
    for word in tree.nodes[case.index + 1 : day.index]:
        if word.head is doer:
            move(word, day, word.role)
    move(case, day, "case")
    move(day, verb, "obl")
    doer.role = "nsubj:pass" if verb.child("aux:pass") else "nsubj"


def _day_behind(case: Node, doer: Node, tree: Tree) -> Node | None:
    """The last word of the day, month or hour that stands right behind a preposition: "on Monday evening"."""
    words = timewords.words()
    last = None
    for word, following in pairwise(tree.nodes[case.index + 1 : doer.index + 1]):
        if last is None and word.tag == "CD" and following.lower in words.months:
            continue
        named = word.lower in words.weekdays or (word.lower in words.months and word.tag.startswith("NNP"))
        year = case.lower == "in" and last is None and YEAR.fullmatch(word.lower) is not None
        if not named and not year and not (last is not None and (word.tag == "CD" or word.lower in words.dayparts)):
            break
        last = word
    return last if last is None or not _is_time(doer) else None


def _is_time(node: Node) -> bool:
    words = timewords.words()
    tables = (words.dayparts, words.weekdays, words.months, words.units, words.plurals)
    return any(node.lower in t or node.lower.removesuffix("s") in t for t in tables)


def _particle(node: Node) -> None:
    """ "broke off the talks": a particle (by its tag) right after its verb is no preposition of the object."""
    noun = node.head
    if node.tag != "RP" or node.role != "case" or noun is None or noun.head is None:
        return
    if noun.head.pos == "VERB" and noun.head.index == node.index - 1:
        verb = noun.head
        if noun.role == "obl":
            noun.role = "obj"
        move(node, verb, "compound:prt")


def _reported_clause(node: Node) -> None:
    """ "told reporters that the base was safe": no relative clause of the reporters, but what they were told."""
    noun = node.head
    if not node.role.startswith("acl") or noun is None or noun.role not in {"obj", "iobj"} or noun.head is None:
        return
    that = any(mark.lower == "that" and mark.role == "mark" for mark in node.children)
    if that and noun.head.lemma in lexicon().speech_verbs and node.child("nsubj", "nsubj:pass"):
        move(node, noun.head, "ccomp")


def _spoken_aside(node: Node) -> None:
    """ "The shelling has stopped, a witness told Reuters": no second main clause, but who says the first."""
    if node.role != "conj" or node.lemma not in lexicon().speech_verbs or node.child("cc", "ccomp", "xcomp"):
        return
    if node.head is not None and node.head.pos in {"VERB", "AUX", "ADJ", "NOUN"} and node.child("nsubj"):
        node.role = "parataxis"


def _finite(verb: Node) -> None:
    """ "said that a bomb exploded", "told the paper that a raid hit a school", read as a participle or a bare verb:
    what has a subject and no auxiliary is a finite verb in the past."""
    told = verb.role == "ccomp" and _has_that(verb)
    one_form = verb.tag == "VB" and verb.lower in predicates.UNCHANGED
    speaks = verb.tag == "VBN" and verb.lemma in lexicon().speech_verbs and verb.child("ccomp") is not None
    subject = verb.child("nsubj", "nsubj:pass")
    if subject is None or subject.index > verb.index or verb.child("aux", "aux:pass", "cop"):
        return
    if speaks or (told and (verb.tag == "VBN" or one_form)):
        verb.tag, subject.role = "VBD", "nsubj"


def _denied_that(top: Node) -> None:
    """ "An official of the movement denied on Thursday that …", read as a noun without a verb, or with that of what he
    denied."""
    clause = top if top.pos == "VERB" and _has_that(top) else None
    doers = top.all("nsubj", "nsubj:pass") if clause else [top]
    bare = top.pos in {"NOUN", "PROPN"} and not top.child("nsubj", "nsubj:pass", "cop", "conj")
    if top.head is not None or not (bare or len(doers) > 1):
        return
    told = [n for n in subtree(doers[0]) if n.role == "acl" and n.tag in {"VBN", "VBD"}]
    for verb in (n for n in told if n.lemma in lexicon().speech_verbs):
        below = next((c for c in verb.all("advcl", "ccomp") if c.index > verb.index and _has_that(c)), clause)
        if below is None or verb.child("mark", "nsubj", "nsubj:pass", "aux", "aux:pass"):
            continue
        crown(verb, top, "ccomp" if below is top else "nsubj")
        if below is top:
            move(doers[0], verb, "nsubj")
        else:
            below.role = "ccomp"
        return


def _has_that(clause: Node) -> bool:
    return any(mark.lower == "that" for mark in clause.all("mark"))


def _by_letters(body: Node, tree: Tree) -> None:
    """ "OHCHR said …", "WHO said …": capitals in a sentence of small letters are no adverb, but a body's name."""
    if len(body.text) < 3 or not body.text.isupper() or not body.text.isalpha() or body.tag not in NO_NAMES:
        return
    if not any(node.text.islower() for node in tree.nodes[:8]):
        return
    body.pos, body.tag = "PROPN", "NNP"
    said = tree.nodes[body.index + 1] if body.index + 1 < len(tree.nodes) else None
    if said is None or said.lemma not in lexicon().speech_verbs or said.child("aux", "aux:pass", "nsubj:pass"):
        return
    if body.role in {"nsubj", "conj", "root"} and body.head is not said:
        return
    move(body, said, "nsubj")
    said.pos, said.tag = "VERB", "VBD" if said.tag == "VBN" else said.tag
    other = next((c for c in said.all("nsubj", "obj") if c.index > said.index), None)
    verb = other.child("acl:relcl", "acl") if other is not None else None
    if other is not None and verb is not None and not verb.child("mark", "nsubj"):
        move(verb, said, "ccomp")
        move(other, verb, "nsubj")
        verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
