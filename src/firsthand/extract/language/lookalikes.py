"""Words that the parser takes for others of the same looks: "IS" for a verb, "set up" for an adjective.

Each function puts one such habit right, before the verbs and who did what are looked for.
"""

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import NOUNS, PAST, Node, Tree, move

SEEING = frozenset({"see", "watch", "find", "witness"})
PLACED = frozenset({"from", "in", "at", "near", "outside", "inside", "on"})


def repair(tree: Tree) -> None:
    """The tree, changed in place where one of the habits shows."""
    for node in tree.nodes:
        _left_wounded(node)
        _and_shot(node, tree)
        _clause_as_adjective(node)
        _away(node)
        _taken_prisoner(node)
        _took_place(node)
        _with_particle(node)
        _is_name(node, tree)
        _past(node)
        _whose_deed(node)
        _event_first(node)
        _in_headline(node, tree)
        _fight_between(node)
        _by_agent(node)
        _told_last(node, tree)
        _seen_shot(node)


def _past(verb: Node) -> None:
    """ "Troops advanced towards the town": what they did, and not how far they were."""
    doer, stem = verb.child("nsubj"), verb.lower.removesuffix("d")
    if verb.tag != "JJ" or not verb.lower.endswith("ed") or doer is None or verb.child("cop", "aux", "amod", "det"):
        return
    known = [s for s in (stem, stem.removesuffix("e")) if s in lexicon().intransitive | lexicon().transitive]
    if known and doer.index < verb.index:
        verb.pos, verb.tag, verb.lemma = "VERB", "VBD", known[0]


def _event_first(deed: Node) -> None:
    """ "Shelling by the army killed 30, the ministry said": the shelling did, and nobody shelled and killed."""
    verb = deed.head
    if deed.tag != "VBG" or deed.role != "advcl" or deed.index > 1 or verb is None or verb.child("nsubj", "nsubj:pass"):
        return
    by = any((c := o.child("case")) is not None and c.lower == "by" for o in deed.all("obl", "obl:agent"))
    if deed.lower in lexicon().event_nouns and by and verb.tag in PAST and not deed.child("obj"):
        deed.pos, deed.tag, deed.lemma, deed.role = "NOUN", "NN", deed.lower, "nsubj"
        for side in deed.all("obl", "obl:agent"):
            side.role = "nmod"


def _in_headline(verb: Node, tree: Tree) -> None:
    """ "… as army retakes district": what the army does, and no retakes of it."""
    doer = tree.nodes[verb.index - 1] if verb.index > 1 else None
    mark = tree.nodes[verb.index - 2] if verb.index > 1 else None
    thing = verb.head
    stem = verb.lower.removesuffix("s")
    if verb.tag != "NNS" or doer is None or mark is None or thing is None or doer.head is not verb:
        return
    if stem not in lexicon().transitive or mark.lower not in {"as", "after", "while"} or tree.nodes[-1].text == ".":
        return
    above = thing.head if thing.index > verb.index else None
    if above is None or above.pos != "VERB" or doer.tag not in NOUNS:
        return
    verb.pos, verb.tag, verb.lemma = "VERB", "VBZ", stem
    move(verb, above, "advcl")
    move(thing, verb, "obj")
    move(doer, verb, "nsubj")
    move(mark, verb, "mark")


def _whose_deed(deed: Node) -> None:
    """A headline's "RSF shelling kills 30": shelling by the RSF, and no clause."""
    doer = deed.child("nsubj")
    if deed.tag != "NN" or deed.role != "nsubj" or doer is None or deed.child("cop", "aux"):
        return
    if deed.lower in lexicon().event_nouns and doer.index == deed.index - 1:
        doer.role = "compound"


def _fight_between(fight: Node) -> None:
    """ "Clashes between farmers and herders killed 17": the clashes did, and no verb begins the sentence."""
    verb = next((c for c in fight.all("ccomp", "advcl") if c.tag in PAST), None)
    sides = verb.child("nsubj") if verb is not None else None
    case = sides.child("case") if sides is not None else None
    if fight.tag != "VBZ" or fight.head is not None or verb is None or sides is None or case is None:
        return
    if fight.lower not in lexicon().event_nouns and fight.lower.removesuffix("es") not in lexicon().event_nouns:
        return
    if case.lower != "between" or fight.child("nsubj", "aux"):
        return
    move(verb, None, "root")
    move(sides, fight, "nmod")
    for child in [c for c in fight.children if c.index > verb.index]:
        move(child, verb, child.role)
    move(fight, verb, "nsubj")
    fight.pos, fight.tag, fight.lemma = "NOUN", "NNS", fight.lower.removesuffix("es")


def _by_agent(doer: Node) -> None:
    """ "Two men were taken from a bus by gunmen": the gunmen took them, and no bus is theirs."""
    case, place = doer.child("case"), doer.head
    verb = place.head if place is not None and place.role == "obl" else None
    if doer.role != "nmod" or case is None or case.lower != "by" or place is None or verb is None:
        return
    within = place.child("case")
    if within is not None and within.lower == "under" and verb.lemma == "come":
        move(doer, verb, "obl")  # "came under attack by gunmen"
    if within is None or within.lower not in PLACED or place.lower in lexicon().event_nouns:
        return
    if verb.tag == "VBN" and verb.child("aux:pass") and not verb.child("obl:agent"):
        move(doer, verb, "obl:agent")


def _left_wounded(state: Node) -> None:
    """ "The blast left four people wounded": what they were then, and no second deed."""
    verb = state.head
    if state.role != "xcomp" or state.lower not in {"wounded", "injured"} or verb is None:
        return
    if verb.lemma == "leave" and verb.child("obj"):
        state.pos, state.tag = "ADJ", "JJ"


def _away(word: Node) -> None:
    """ "Soldiers took 30 men away from the village": they took them away."""
    verb = word.head
    if word.lower != "away" or word.role != "advmod" or verb is None or verb.pos != "VERB" or not verb.child("obj"):
        return
    word.role = "compound:prt"
    for place in list(word.children):
        move(place, verb, place.role)


def _taken_prisoner(state: Node) -> None:
    """ "took seven soldiers prisoner": the soldiers were taken, and no prisoners of theirs."""
    who, verb = next((c for c in state.all("compound") if c.tag == "NNS"), None), state.head
    if state.lower not in {"prisoner", "hostage", "captive"} or who is None or verb is None:
        return
    if state.role not in {"obj", "xcomp"} or verb.child("obj") not in {None, state}:
        return
    for word in [c for c in state.children if c is not who]:
        move(word, who, word.role)
    move(who, verb, "obj")
    state.role = "xcomp"


def _and_shot(word: Node, tree: Tree) -> None:
    """ "looted homes and shot people who fled": a second deed, and no shot of theirs."""
    before, behind = tree.nodes[word.index - 1 : word.index], tree.nodes[word.index + 1 : word.index + 2]
    if word.lower != "shot" or word.tag not in NOUNS or not behind or not before or before[0].lower != "and":
        return
    verb = word.head
    while verb is not None and verb.pos != "VERB":
        verb = verb.head
    thing = word.head if word.role == "compound" else verb.child("obj") if verb is not None else None
    things = thing if thing is not None and thing.index > word.index else None
    things = things or next((c for c in verb.all("obj") if c.index > word.index), None) if verb is not None else None
    if verb is None or things is None or behind[0].tag not in {"NNS", "CD", "DT", "PRP$", "JJ"}:
        return
    word.pos, word.tag, word.lemma = "VERB", "VBD", "shoot"
    move(word, verb, "conj")
    move(things, word, "obj")
    move(before[0], word, "cc")


def _clause_as_adjective(verb: Node) -> None:
    """ "Residents said gunmen looted homes": what they did, and no homes of that kind."""
    noun, doer = verb.head, verb.child("nsubj")
    above = noun.head if noun is not None else None
    if verb.role != "amod" or verb.tag not in PAST or noun is None or doer is None or above is None:
        return
    if doer.index < verb.index < noun.index and noun.role == "obj" and above.lemma in lexicon().speech_verbs:
        move(verb, above, "ccomp")
        verb.pos, verb.tag = "VERB", "VBD"
        move(noun, verb, "obj")


def _took_place(thing: Node) -> None:
    """ "A clash took place between X and Y": it was between them, and no place was."""
    verb = thing.head
    if thing.lower != "place" or thing.role != "obj" or verb is None or verb.lemma != "take" or thing.child("det"):
        return
    for setting in [c for c in thing.all("nmod") if c.index > thing.index]:
        move(setting, verb, "obl")


def _with_particle(verb: Node) -> None:
    """ "Protesters set up barricades and threw stones": what has a particle is a verb, and no word for barricades."""
    thing = verb.head
    if verb.role != "amod" or verb.child("compound:prt") is None or thing is None or thing.index < verb.index:
        return
    doer = thing.head
    if thing.child("case") or doer is None or doer.tag not in NOUNS or doer.index > verb.index or doer.child("case"):
        return
    move(verb, doer.head, doer.role)
    verb.pos, verb.tag, verb.lemma = "VERB", "VBD", verb.lower
    move(thing, verb, "obj")
    for other in [c for c in doer.children if c.index > verb.index]:
        move(other, verb, other.role)
    move(doer, verb, "nsubj")


def _is_name(word: Node, tree: Tree) -> None:
    """ "IS fighters", "killed by IS": two capitals among small letters are the name of a group, and no verb."""
    if word.text != "IS" or word.pos == "PROPN" or not any(n.text.islower() for n in tree.nodes):
        return
    behind = tree.nodes[word.index + 1] if word.index + 1 < len(tree.nodes) else None
    link = tree.nodes[word.index - 1] if word.index else None
    helps = word.role in {"aux", "aux:pass", "cop"} and behind is not None
    noun = helps and behind is not None and behind.tag in NOUNS
    doer = helps and behind is word.head
    led = link is not None and link.tag == "IN"
    if not (noun or doer or led):
        return
    word.pos, word.tag, word.lemma = "PROPN", "NNP", "IS"
    word.role = "nsubj" if doer else word.role
    if behind is not None and noun:
        move(word, behind, "compound")
    elif link is not None and led:
        _led(word, link, tree)


def _led(word: Node, link: Node, tree: Tree) -> None:
    """ "killed by IS in Hama", "members of IS on Monday": it belongs to what stands before its preposition."""
    place, before = word.head, tree.nodes[link.index - 1] if link.index else None
    if before is not None and before.tag in NOUNS and link.lower == "of":
        move(word, before, "nmod")
    elif place is not None and place.index > word.index and place.head is not None:
        move(word, place.head, place.role)
        place.role = "obl" if place.role == "obl:agent" else place.role
    move(link, word, "case")


def _told_last(verb: Node, tree: Tree) -> None:
    """ "… on Sunday, the spokesman, Major Musa Bello, told reporters": who told it, and no second deed of the first."""
    if verb.role != "conj" or verb.tag not in PAST or verb.lemma not in lexicon().speech_verbs | {"tell"}:
        return
    if verb.child("cc", "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") or tree.nodes[verb.index - 1].text != ",":
        return
    behind = [n for n in tree.nodes[: verb.index] if n.role == "appos" and any(c.lower == "," for c in n.all("punct"))]
    first = next((n for n in behind if n.head not in behind), None)
    if first is not None and first.head is not None and first.head.role in {"obl", "nmod", "obj"}:
        for other in [n for n in behind if n is not first and n.head is not first]:
            move(other, first, "appos")
        move(first, verb, "nsubj")
        verb.role = "parataxis"


def _seen_shot(shot: Node) -> None:
    """ "She saw the pharmacist shot": what befell him, and no shot of a pharmacist's."""
    saw, whom = shot.head, shot.child("compound")
    if shot.lower != "shot" or shot.role != "obj" or saw is None or saw.lemma not in SEEING or whom is None:
        return
    if whom.index != shot.index - 1 or whom.lemma in lexicon().weapons | {"warning", "gun", "rifle", "pistol", "head"}:
        return
    move(whom, saw, "obj")
    for child in shot.all("det", "amod", "nmod:poss", "nummod"):
        move(child, whom, child.role)
    shot.pos, shot.tag, shot.lemma, shot.role = "VERB", "VBN", "shoot", "xcomp"
