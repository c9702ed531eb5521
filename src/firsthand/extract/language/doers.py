"""Who did it, where the parser leaves him beside the deed: "An airstrike on a school in Lin Ta, Sagaing, killed six".

A parser trained on little text makes two of one sentence where an aside, a second doer or a list stands before the
verb. Each function puts one such habit right.
"""

from firsthand.extract.language.openings import is_event, is_time, subject_of
from firsthand.extract.language.tree import FINITE, NOUNS, Node, Tree, move, subtree


def repair(tree: Tree) -> None:
    """The tree, changed in place where one of the habits shows."""
    for node in tree.nodes:
        _joint_doers(node)
        _second_side(node)
        _before_semicolon(node, tree)
        _deed_apart(node, tree)
        _deed_behind_comma(node, tree)
        _doer_with_aside(node, tree)
        _another_doer(node, tree)
        _apposed_doer(node, tree)


def _joint_doers(first: Node) -> None:
    """ "The government of Chad and the armed groups signed a deal": no two nouns with a clause, but a sentence."""
    if first.head is not None or first.tag not in NOUNS or first.child("nsubj", "nsubj:pass", "cop"):
        return
    others = [c for c in first.all("conj") if c.tag in NOUNS]
    deeds = [d for c in others[-1:] for d in c.all("acl") if d.tag == "VBD" and d.child("obj", "obl", "ccomp")]
    if deeds and not deeds[0].child("mark", "aux", "aux:pass", "nsubj", "nsubj:pass"):
        subject_of(first, deeds[0])


def _before_semicolon(deed: Node, tree: Tree) -> None:
    """ "Students of two schools fought with knives; one was stabbed": two sentences, each with its own deed."""
    stop = next((n.index for n in tree.nodes[deed.index :] if n.text == ";"), None)
    above = deed.head
    if deed.role != "acl" or deed.tag != "VBD" or stop is None or above is None or deed.child("mark", "aux:pass"):
        return
    doer = above
    while doer.head is not None and doer.role in {"nmod", "conj", "appos"} and doer.head.index < doer.index:
        doer = doer.head
    verb = doer.head
    if verb is None or verb.index < stop or verb.pos != "VERB" or not doer.role.startswith("nsubj"):
        return
    move(deed, verb.head, verb.role)
    move(doer, deed, "nsubj")
    move(verb, deed, "parataxis")
    for mark in [c for c in verb.children if c.index < stop]:
        move(mark, deed, mark.role)


def _second_side(deed: Node) -> None:
    """ "Supporters of the one and the other party clashed": two sides, and no noun beside a sentence."""
    first, second, link = deed.head, deed.child("nsubj"), deed.child("cc")
    if deed.role != "conj" or first is None or first.head is not None or first.tag != "NNS" or second is None:
        return
    if link is None or link.index > second.index or deed.tag not in FINITE or first.child("nsubj", "cop", "acl:relcl"):
        return
    beside = next((c for c in reversed(first.all("nmod")) if c.index < link.index), None)
    if beside is not None and not is_event(first):
        move(second, beside, "conj")
        move(link, second, "cc")
        subject_of(first, deed)


def _deed_apart(act: Node, tree: Tree) -> None:
    """ "An airstrike on a school in Lin Ta, Sagaing Township, killed six": no noun beside a verb, but what did it."""
    verb = next((c for c in act.all("conj", "parataxis") if c.tag in {"VBD", "VBZ"} and c.pos == "VERB"), None)
    if act.head is not None or act.tag not in NOUNS or verb is None or act.child("nsubj", "nsubj:pass", "cop", "expl"):
        return
    before = tree.nodes[verb.index - 1]
    if (
        verb.index < act.index
        or verb.child("nsubj", "nsubj:pass", "cc", "mark")
        or not verb.child("obj", "obl")
        or before.pos in {"CCONJ", "VERB"}
    ):
        return
    subject_of(act, verb)
    for other in [c for c in verb.all("conj") if c.pos != "VERB" and c.index < verb.index]:
        move(other, act, "conj")


def _deed_behind_comma(noun: Node, tree: Tree) -> None:
    """ "Hezbollah, the movement, fired rockets": behind an aside stands what somebody did, and no adjective."""
    doer = noun.head
    if doer is None or doer.head is not None or doer.tag not in NOUNS or noun.role not in {"conj", "appos", "list"}:
        return
    deed = next((n for n in subtree(noun) if n.pos != "PUNCT"), noun)
    if deed.head is not noun or deed.role != "amod" or deed.tag not in {"VBN", "VBD"} or doer.child("cop", "nsubj"):
        return
    aside = doer.child("appos", "acl", "acl:relcl", "parataxis")
    if aside is None or aside is noun or deed.index == 0 or tree.nodes[deed.index - 1].text != ",":
        return
    move(deed, doer, "acl")
    move(noun, deed, "obj")
    deed.tag = "VBD"
    subject_of(doer, deed)


def _doer_with_aside(doer: Node, tree: Tree) -> None:
    """ "He said troops, backed by jets, repelled the rebels": no clause without a verb, but who did it."""
    verb = (
        next((c for c in doer.head.children if c.index > doer.index and c.pos == "VERB"), None) if doer.head else None
    )
    said = doer.head is not None and doer.head.lemma == "say"
    if doer.role not in ({"ccomp", "advcl", "iobj", "obj"} if said else {"ccomp", "advcl"}) or doer.tag not in NOUNS:
        return
    if verb is None or doer.child("cop", "case", "mark") or verb.child("nsubj", "nsubj:pass", "cc", "mark"):
        return
    aside = doer.child("acl", "acl:relcl", "appos") or (tree.nodes[doer.index + 1].text == "," and said)
    helpers = [c.index for c in verb.all("aux", "aux:pass", "advmod") if c.index < verb.index]
    finite = verb.tag in FINITE or verb.child("aux", "aux:pass") is not None
    first = min([verb.index, *helpers])
    if aside and finite and verb.role in {"ccomp", "conj", "parataxis", "advcl"} and tree.nodes[first - 1].text == ",":
        role = "ccomp" if said else doer.role
        move(doer, verb, "nsubj:pass" if verb.child("aux:pass") else "nsubj")
        verb.role = role


def _another_doer(name: Node, tree: Tree) -> None:
    """ "None claimed it but the Front, which operates there, said it had": who said it, and no second thing claimed."""
    link = name.child("cc")
    if name.role != "conj" or link is None or link.lower not in {"but", "while"} or name.tag not in NOUNS:
        return
    later = (n for n in tree.nodes[name.index + 1 :] if n.tag in FINITE)
    verb = next((n for n in later if n.role == "conj" or n.head is None), None)
    comma = tree.nodes[verb.index - 1].text == "," if verb is not None else False
    if verb is None or not comma or verb.pos != "VERB" or verb.child("nsubj", "nsubj:pass", "cc"):
        return
    first = name.head
    for clause in [c for c in (first.children if first else []) if c.role == "acl:relcl" and c.index > name.index]:
        move(clause, name, "acl:relcl")
    for before in verb.all("ccomp"):
        before.role = "parataxis" if before.index < name.index else before.role
    move(link, verb, "cc")
    move(name, verb, "nsubj")


def _apposed_doer(name: Node, tree: Tree) -> None:
    """ "The Front, al-Qaeda's branch there, claimed the raid": the name did it, what follows says who it is."""
    verb, comma = name.head, next((n for n in tree.nodes[name.index + 1 :] if n.text == ","), None)
    if (
        not name.role.startswith("obl")
        or verb is None
        or verb.pos != "VERB"
        or name.child("case", "mark")
        or comma is None
    ):
        return
    doer = verb.child("nsubj")
    start = min(n.index for n in subtree(name))
    if (
        doer is None
        or start != 0
        or not comma.index < doer.index < verb.index
        or is_time(name)
        or name.tag not in NOUNS
    ):
        return
    if min(n.index for n in subtree(doer)) == comma.index + 1 and tree.nodes[verb.index - 1].text == ",":
        name.role = "nsubj"
        move(doer, name, "appos")
