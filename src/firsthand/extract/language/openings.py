"""Sentences that begin with what happened, or with its date, as notes of coders and agencies' summaries do.

"Around 9 May, fighting between the army and rebels was reported": a parser trained on other prose takes what happened
for a verb, the second side for the subject and the date for what was reported. Each function puts one such habit
right.
"""

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import FINITE, NOUNS, PAST, Node, Tree, move, subtree
from firsthand.reference import timewords

HARMING = {"wounds": "wound", "injures": "injure", "hurts": "hurt", "kills": "kill", "abducts": "abduct"}
NOMINAL = frozenset({"NN", "NNS", "VBG", "VBZ"})


def repair(tree: Tree) -> None:
    """The tree, changed in place where one of the habits shows."""
    for node in tree.nodes:
        _hyphened(node, tree)
        _behind_particle(node, tree)
        _behind_date(node)
        _behind_setting(node, tree)
        _behind_place(node, tree)
    for node in tree.nodes:
        _between(node)
        _fighting_where(node, tree)
        _finite_noun(node)
        _opening_day(node, tree)
        _as_adjective(node)
        _another(node)
        _behind_quote(node, tree)
        _numbered(node, tree)
        _verbless_setting(node)


def _hyphened(last: Node, tree: Tree) -> None:
    """ "A sit-in by teachers": one noun, which ends with its last part."""
    if last.lower != "in" or last.index < 2 or tree.nodes[last.index - 1].text != "-":
        return
    first = tree.nodes[last.index - 2]
    if first.lower != "sit" or first.head is last:
        return
    head, role = first.head, first.role
    move(last, head, role)
    last.pos, last.tag, last.lemma = "NOUN", "NN", "in"
    for child in list(first.children):
        move(child, last, child.role)
    move(first, last, "compound")
    first.pos, first.tag = "NOUN", "NN"


def _behind_particle(noun: Node, tree: Tree) -> None:
    """ "Soldiers broke up a march": a noun with an article right behind a verb's particle is its object."""
    verb, article = noun.head, noun.child("det")
    if noun.role != "obl:unmarked" or verb is None or article is None or verb.child("obj") or verb.pos != "VERB":
        return
    before = tree.nodes[article.index - 1] if article.index else None
    if before is not None and before.role == "compound:prt" and before.head is verb and not is_time(noun):
        noun.role = "obj"


def _behind_date(date: Node) -> None:
    """ "Around 9 May, fighting was reported": it was no date that was reported."""
    verb, deed = date.head, date.child("acl")
    if date.role not in {"nsubj", "nsubj:pass"} or verb is None or deed is None or not date.child("case"):
        return
    named = any(is_time(n) for n in (date, *date.all("nmod", "nmod:unmarked", "compound")))
    if named and deed.tag == "VBG" and is_event(deed) and deed.index < verb.index:
        role = date.role
        date.role = "obl"
        _as_noun(deed)
        move(deed, verb, role)


def _behind_setting(doer: Node, tree: Tree) -> None:
    """ "In the south, Israeli forces raided a village": before the comma where, behind it who."""
    verb, case = doer.head, doer.child("case")
    if doer.role != "obl" or verb is None or case is None or verb.index < doer.index or verb.pos != "VERB":
        return
    comma = next((n for n in tree.nodes[case.index + 2 : doer.index] if n.text == ","), None)
    if comma is None or case.index != 0 or verb.child("nsubj", "nsubj:pass", "csubj"):
        return
    setting = tree.nodes[comma.index - 1]
    for word in [w for w in doer.children if w.index < comma.index and w is not setting]:
        move(word, setting, word.role)
    move(setting, verb, "obl")
    setting.pos = "NOUN" if setting.pos in {"ADJ", "ADV"} else setting.pos
    doer.role = "nsubj:pass" if verb.child("aux:pass") else "nsubj"


def _behind_place(place: Node, tree: Tree) -> None:
    """ "In Idlib, the Front, a faction, shelled two villages": who did it, and no other name of the place."""
    verb, case = place.head, place.child("case")
    if place.role != "obl" or verb is None or case is None or case.index or verb.pos != "VERB":
        return
    if verb.index < place.index or verb.child("nsubj", "nsubj:pass", "csubj", "expl"):
        return
    apposed = [c for c in place.all("appos") if c.index < verb.index]
    firsts = [min([c.index, *(w.index for w in c.children)]) for c in apposed]
    apposed = [c for c, i in zip(apposed, firsts, strict=True) if "," in (tree.nodes[i].text, tree.nodes[i - 1].text)]
    for doer in apposed[:1]:
        move(doer, verb, "nsubj:pass" if verb.child("aux:pass") else "nsubj")
        for other in apposed[1:]:
            move(other, doer, "appos")


def _between(deed: Node) -> None:
    """ "Fighting between the army and the rebels was reported": the second side is no subject."""
    if deed.head is not None or deed.tag not in NOMINAL:
        return
    first = next((c for c in deed.all("nmod", "obl", "obj") if _case(c) == "between"), None)
    verb = next((c for c in deed.children if first and c.index > first.index and _is_finite(c)), None)
    if first is None or verb is None or not (is_event(deed) or deed.tag in {"NN", "NNS"}):
        return
    joint = next((c for c in verb.all("cc") if c.lower == "and"), None)
    second = verb.child("nsubj", "nsubj:pass")
    if second is not None and (joint is None or second.index < joint.index):
        return
    if second is not None and joint is not None:
        move(second, first, "conj")
        move(joint, second, "cc")
    subject_of(deed, verb)


def _fighting_where(deed: Node, tree: Tree) -> None:
    """ "In Kivu, where fighting between X and Y has driven out many": the fighting did, and no verb is left over."""
    where, sides = deed.child("advmod"), deed.child("obl", "nmod")
    if deed.tag != "VBG" or deed.role not in {"acl:relcl", "acl", "advcl"} or where is None or where.lower != "where":
        return
    if sides is None or _case(sides) != "between" or deed.child("nsubj", "aux", "obj"):
        return
    verb = next((n for n in tree.nodes[deed.index + 1 :] if n.pos == "VERB" and n.role != "acl"), None)
    if verb is None or verb.child("nsubj", "nsubj:pass") or not (_is_finite(verb) or verb.child("aux")):
        return
    move(where, verb, "advmod")
    _as_noun(deed)
    move(deed, verb, "nsubj:pass" if verb.child("aux:pass") else "nsubj")


def _finite_noun(verb: Node) -> None:
    """ "Two factions of the movement merged": a finite verb is no part of a name."""
    noun = verb.head
    if verb.tag != "VBD" or verb.role != "nmod" or noun is None or noun.head is not None or noun.pos not in {"NOUN"}:
        return
    inner, case = next(iter(verb.all("compound")), None), verb.child("case")
    if inner is None or case is None or noun.child("nsubj", "cop"):
        return
    for child in [c for c in verb.children if c.index < verb.index and c is not inner]:
        move(child, inner, child.role)
    move(inner, noun, "nmod")
    subject_of(noun, verb)


def _opening_day(day: Node, tree: Tree) -> None:
    """ "On 3 June, a mass grave was found": the day of the finding, and no day of the grave."""
    case, noun = day.child("case"), day.head
    if case is None or case.index != 0 or day.role != "nmod" or noun is None or noun.index < day.index:
        return
    verb = noun.head
    comma = any(n.text == "," for n in tree.nodes[day.index : noun.index])
    if comma and verb is not None and verb.pos == "VERB" and noun.role in {"nsubj", "nsubj:pass"}:
        move(day, verb, "obl")


def _as_adjective(noun: Node) -> None:
    """ "Armed herders ambushed vigilantes": between two phrases stands what the one did to the other."""
    doer, deed = noun.child("nsubj"), next((c for c in noun.all("amod") if c.tag in PAST), None)
    if noun.head is not None or doer is None or deed is None or noun.child("cop", "det"):
        return
    if doer.index < deed.index < noun.index and all(c.index > doer.index for c in noun.children if c is not doer):
        move(deed, None, "root")
        deed.pos, deed.tag = "VERB", "VBD"
        for child in [c for c in noun.children if c is doer or c.role in {"punct", "advcl", "acl"}]:
            move(child, deed, "advcl" if child.role == "acl" else child.role)
        move(noun, deed, "obj")


def _another(noun: Node) -> None:
    """ "Another killed five members of a family": who or what did it, and no five more members."""
    doer, deed = noun.child("det"), next((c for c in noun.all("amod") if c.tag in {"VBN", "VBD"}), None)
    if doer is None or deed is None or doer.lower not in {"another", "others"} or noun.head is not None:
        return
    if deed.index == doer.index + 1 and any(n.index > deed.index for n in noun.all("nummod")):
        move(deed, None, "root")
        deed.pos, deed.tag = "VERB", "VBD"
        for mark in noun.all("punct", "advcl", "parataxis"):
            move(mark, deed, mark.role)
        move(doer, deed, "nsubj")
        doer.pos, doer.tag = "PRON", "DT"
        move(noun, deed, "obj")


def _behind_quote(deed: Node, tree: Tree) -> None:
    """ "… when “a group of criminals” ambushed soldiers": whoever stands between marks did what follows them."""
    noun, mark = deed.head, tree.nodes[deed.index - 1]
    if deed.role != "amod" or deed.tag not in {"VBN", "VBD"} or mark.tag != "''" or noun is None:
        return
    if noun.role != "appos" or noun.index < deed.index or noun.head is None:
        return
    doer = noun.head
    while doer.role in {"nmod", "conj", "appos"} and doer.head is not None and doer.head.index < deed.index:
        doer = doer.head
    above = doer.head
    if above is None or doer.child("case"):
        return
    when = doer.child("advmod", "mark")
    move(deed, above, "advcl" if when is not None else doer.role)
    deed.pos, deed.tag = "VERB", "VBD"
    if when is not None:
        move(when, deed, when.role)
    move(doer, deed, "nsubj")
    move(noun, deed, "obj")


def _numbered(verb: Node, tree: Tree) -> None:
    """ "Blast kills 3, wounds 12": a headline's second count is of a second deed."""
    number = verb.child("flat", "nummod", "obj")
    if verb.lower not in HARMING or number is None or number.tag != "CD" or number.index != verb.index + 1:
        return
    first = next((n for n in reversed(tree.nodes[: verb.index]) if n.tag == "VBZ"), None)
    if first is None or first.child("obj") is None or tree.nodes[verb.index - 1].lower not in {",", "and"}:
        return
    move(verb, first, "conj")
    verb.pos, verb.tag, verb.lemma = "VERB", "VBZ", HARMING[verb.lower]
    number.role = "obj"


def _verbless_setting(setting: Node) -> None:
    """ "In a separate incident on 14 May, a mine killed two": where and when stand before the deed, and are none."""
    case = setting.child("case")
    if setting.head is not None or setting.tag not in NOUNS or case is None or case.index != 0:
        return
    found = [n for n in subtree(setting) if n.role == "acl" and n.tag in {"VBD", "VBN"} and n.child("obj")]
    deed = next((n for n in found if n.head is not None and n.head.role == "appos"), None)
    doer = deed.head if deed is not None else None
    if deed is None or doer is None or deed.child("mark", "aux:pass", "nsubj"):
        return
    move(deed, None, "root")
    deed.pos, deed.tag = "VERB", "VBD"
    move(doer, deed, "nsubj")
    move(setting, deed, "obl")
    for other in [c for c in setting.children if c.role in {"conj", "punct", "parataxis"} and c.index > deed.index]:
        move(other, deed, other.role)


def subject_of(subject: Node, verb: Node) -> None:
    """Makes the verb the root, with what was the root for its subject and all that stands behind it."""
    move(verb, None, "root")
    verb.pos = "VERB"
    for child in [c for c in subject.children if c.index > verb.index or c.role == "punct"]:
        move(child, verb, child.role)
    move(subject, verb, "nsubj:pass" if verb.child("aux:pass") else "nsubj")
    _as_noun(subject)


def _as_noun(deed: Node) -> None:
    if deed.tag in {"VBG", "VBZ"}:
        deed.pos, deed.tag, deed.lemma = "NOUN", "NN" if deed.tag == "VBG" else "NNS", _lemma(deed)
        for side in deed.all("obl", "obj"):
            side.role = "nmod"


def _lemma(deed: Node) -> str:
    return deed.lower if deed.tag == "VBG" else deed.lemma


def _is_finite(verb: Node) -> bool:
    passive = verb.tag == "VBN" and verb.child("aux:pass") is not None
    return verb.role not in {"acl:relcl", "acl"} and (verb.tag in FINITE or passive)


def is_event(node: Node) -> bool:
    return bool({node.lemma, node.lower} & lexicon().event_nouns)


def is_time(node: Node) -> bool:
    words = timewords.words()
    named = node.text[0].isupper() and (node.lower in words.months or node.lower in words.weekdays)  # no "march"
    return named or any(node.lower in t for t in (words.dayparts, words.units, words.plurals))


def _case(node: Node) -> str | None:
    case = node.child("case")
    return case.lower if case is not None else None
