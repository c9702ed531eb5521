"""Where the parts of a deed belong: who did it, what it befell, on which day, where a small parser errs."""

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import NOUNS, PAST, Node, Tree, move, subtree

RELATIVES = ("acl:relcl", "advcl:relcl", "acl", "advcl", "ccomp", "csubj", "dep")
CAPTIVES = frozenset("hostage hostages captive captives prisoner prisoners".split())
HELD = frozenset({"hold", "control", "occupy", "own", "run", "use", "inhabit"})  # lasting states, of no day


def repair(tree: Tree) -> None:
    """Changes the tree in place where a habit of the parser shows."""
    for node in tree.nodes:
        _opening_fire(node)
        _in_headline(node, tree)
        _captive(node)
        _deed_in_ing(node, tree)
        _participle(node)
        _before_speaker(node)
        _day_of_deed(node)
        _cleft(node)
        _two_subjects(node)
        _swallowed(node)


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


def _captive(taken: Node) -> None:
    """ "Two men were killed and three guards taken hostage": it befell the guards, who took nobody."""
    victims, role = taken.head, taken.child("obj")
    if taken.role != "acl" or taken.tag != "VBN" or role is None or role.lower not in CAPTIVES or victims is None:
        return
    role.role = "xcomp"
    verb, joint = victims.head, victims.child("cc")
    if victims.role == "conj" and verb is not None and verb.pos == "VERB":
        move(taken, verb, "conj")
        move(victims, taken, "nsubj:pass")
        if joint is not None:
            move(joint, taken, "cc")


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


def _participle(deed: Node) -> None:
    """ "accused them of bombing a market": what they did, no thing of theirs."""
    mark = deed.child("case")
    if deed.tag == "VBG" and deed.role in {"nmod", "obl"} and mark is not None and deed.child("obj") and deed.head:
        deed.role = "acl" if deed.head.tag in NOUNS else "advcl"
        mark.role = "mark"


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
    """ "claimed responsibility for the attack in Goma on Sunday": the day behind an attack is when it happened.

    So of who is blamed for it, of who is dead after it, and of what those attacked hold.
    """
    held = verb.head if verb.lemma in HELD and verb.role == "acl" else None
    deed = (
        held.head if held is not None and held.role == "obj" else verb.child("xcomp") if verb.lemma == "deny" else None
    )
    deed = deed or _told_of(verb)
    if deed is None:
        return
    role = "obl" if deed.pos == "VERB" else "nmod"
    for day in [c for c in verb.all("obl") if c.index > deed.index and _case(c) == "on" and c.tag == "NNP"]:
        move(day, deed, role)


def _told_of(verb: Node) -> Node | None:
    """The attack behind the words that say what somebody has to do with it."""
    thing = verb.child("obj")
    holders = [verb] if verb.lower == "dead" else [thing, verb] if verb.lemma == "blame" else []
    if verb.lemma == "claim" and thing is not None and thing.lemma == "responsibility":
        holders = [thing, verb]
    links = {"after", "in"} if verb.lower == "dead" else {"for"}
    return next((c for h in holders if h is not None for c in h.all("nmod", "obl") if _case(c) in links), None)


def _two_subjects(said: Node) -> None:
    """ "… when a drone fired on a crowd, doctors said": the drone fired and said nothing."""
    subjects = said.all("nsubj")
    if said.lemma not in lexicon().speech_verbs or len(subjects) < 2:
        return
    told = said.head if said.role == "parataxis" else next((c for c in said.all("ccomp") if c.index < said.index), None)
    for doer in subjects[:-1]:
        deed = next((c for c in doer.all("acl") if c.tag in PAST and c.index > doer.index), None)
        if deed is None or deed.child("nsubj", "obl:agent"):
            continue
        for link in [c for c in said.all("advmod", "mark") if c.index < doer.index]:
            move(link, deed, link.role)
        move(deed, said if told is None else told, "ccomp" if told is None else "advcl")
        move(doer, deed, "nsubj")
        deed.tag = "VBD"


def _swallowed(speaker: Node) -> None:
    """ "A driver who had stopped told The Post that …": what he said is no part of how he is described."""
    clause = speaker.child("acl:relcl")
    if speaker.head is not None or speaker.tag not in NOUNS or clause is None or speaker.child("cop", "nsubj"):
        return
    told = (n for n in subtree(clause) if n is not clause and n.index > clause.index and n.tag in PAST | {"VBZ"})
    said = next((n for n in told if n.lemma in lexicon().speech_verbs and n.child("ccomp", "iobj")), None)
    if said is None or said.child("nsubj", "aux", "aux:pass"):
        return
    said.tag = "VBD" if said.tag == "VBN" else said.tag
    move(said, None, "root")
    move(speaker, said, "nsubj")
    for mark in [c for c in speaker.all("punct") if c.index > said.index]:
        move(mark, said, "punct")


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


def _case(noun: Node) -> str:
    case = noun.child("case")
    return case.lower if case is not None else ""
