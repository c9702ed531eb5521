"""Participles behind a noun that the parser takes for the sentence's verb: "soldiers deployed to the area had fled".

So it does with who somebody is thought to be ("men believed to be herders killed two", "a man suspected of being a spy
was shot"), and takes the supposed name for the doer.
"""

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import FINITE, NOUNS, Node, Tree, move, subtree

SUPPOSED = frozenset(
    "suspected believed thought alleged presumed reported said known understood feared reputed".split()
)
INFINITIVES = frozenset({"be", "have", "belong", "come"})
BORDERS = frozenset(
    {",", ";", ":", "who", "which", "that", "when", "while", "after", "before", "and", "but", "because"}
)
BETWEEN = ("nsubj", "nsubj:pass", "obl", "mark", "cop", "aux", "aux:pass")  # of "believed | to be herders | killed two"
SETTING = frozenset({"obl", "obl:unmarked", "advmod", "obl:agent", "compound:prt"})


def repair(tree: Tree) -> None:
    """The tree, changed in place: the participle hangs from its noun, the deed above both."""
    for node in tree.nodes:
        _by_doer(node, tree)
        _with_subject(node)
        _slain(node)
        _beside_adjective(node, tree)
        _belief_aside(node, tree)
    for noun, word in zip(tree.nodes, tree.nodes[1:], strict=False):
        if noun.tag not in NOUNS or word.child("aux", "aux:pass", "cc", "mark"):
            continue
        if _is_belief(noun, word, tree):
            deed = _deed(word, tree)
        elif word.tag in {"VBD", "VBN"} and noun.head is word and noun.role == "nsubj":
            deed = _second_verb(word, tree)
        else:
            continue
        if deed is not None:
            _hang(noun, word, deed)


def _by_doer(noun: Node, tree: Tree) -> None:
    """ "A bomb planted by rebels blew up": who stands behind "by" did what the participle tells, and nothing else."""
    if noun.role not in {"nsubj", "nsubj:pass"} or noun.head is None or noun.head.index < noun.index:
        return
    first = min(subtree(noun), key=lambda n: n.index)
    word = tree.nodes[first.index - 1] if first.index else None
    if first.lower != "by" or first.pos != "ADP" or word is None or word.tag not in {"VBN", "VBD"}:
        return
    if word.pos == "VERB" and word.head is not None and word.role.startswith("acl"):
        move(first, noun, "case")
        move(noun, word, "obl:agent")


def _with_subject(verb: Node) -> None:
    """ "An attack that officials blamed on rebels": a clause with a subject, and no participle."""
    which = any(c.tag in {"WDT", "WP"} for c in verb.all("obj", "obl"))
    if verb.role == "acl" and verb.tag == "VBN" and which and verb.child("nsubj") and not verb.child("aux", "aux:pass"):
        verb.role, verb.tag = "acl:relcl", "VBD"


def _beside_adjective(state: Node, tree: Tree) -> None:
    """ "Where protesters angry at shortages had set fires": what they did, and not only how they were."""
    who = state.child("nsubj")
    if state.pos != "ADJ" or who is None or state.child("cop", "aux") or who.index != state.index - 1:
        return
    deed = _deed(state, tree)
    if (
        deed is None
        or deed.child("nsubj", "nsubj:pass")
        or not deed.child("aux", "aux:pass")
        or deed.child("cc", "mark")
    ):
        return
    head, role, opening = state.head, state.role, state.child("advmod", "mark")
    move(deed, head, role)
    move(who, deed, "nsubj:pass" if deed.child("aux:pass") else "nsubj")
    if opening is not None and opening.index < who.index:
        move(opening, deed, opening.role)
    move(state, who, "amod")


def told_deed(deed: Node) -> None:
    """ "Told parliament that bandits had killed 30 and burned 20": the second is what they did, not who tells it."""
    said = deed.head
    told = said.child("ccomp") if said is not None else None
    if deed.role != "conj" or said is None or told is None or said.lemma not in lexicon().speech_verbs:
        return
    done = deed.lemma in lexicon().transitive and told.lemma in lexicon().transitive
    if done and told.index < deed.index and not deed.child("nsubj", "nsubj:pass") and told.child("nsubj"):
        move(deed, told, "conj")


def _slain(word: Node) -> None:
    """ "Two rebels were slain": no adjective."""
    be, who = word.child("cop"), word.child("nsubj")
    if word.lower == "slain" and word.pos == "ADJ" and be is not None:
        word.pos, word.tag, word.lemma = "VERB", "VBN", "slay"
        be.role = "aux:pass"
        if who is not None:
            who.role = "nsubj:pass"


def _belief_aside(belief: Node, tree: Tree) -> None:
    """ "Three gunmen, believed to be of the Front, were slain": who they were is told between commas."""
    who, deed = belief.child("nsubj"), belief.head
    if belief.lower not in SUPPOSED or who is None or deed is None or deed.index < belief.index or belief.index == 0:
        return
    behind = [n.lower for n in tree.nodes[belief.index + 1 : belief.index + 2]]
    alone = not deed.child("nsubj", "nsubj:pass") and not belief.child("aux", "aux:pass")
    if tree.nodes[belief.index - 1].text == "," and who.index < belief.index and behind == ["to"] and alone:
        move(who, deed, "nsubj:pass" if deed.child("aux:pass") else "nsubj")
        move(belief, who, "acl")
        belief.tag = "VBN"


def _is_belief(noun: Node, belief: Node, tree: Tree) -> bool:
    if belief.lower not in SUPPOSED:
        return False
    behind = tuple(n.lower for n in tree.nodes[belief.index + 1 : belief.index + 3])
    if behind != ("of", "being") and not (behind[:1] == ("to",) and INFINITIVES & set(behind)):
        return False
    return (noun.head is belief and noun.role == "nsubj") or (belief.head is noun and noun.head is None)


def _deed(word: Node, tree: Tree) -> Node | None:
    """The first finite verb behind the participle and what goes with it, in the same clause."""
    for node in tree.nodes[word.index + 2 :]:
        if node.lower in BORDERS:
            return None
        helped = any(c.tag in FINITE or c.tag == "MD" for c in node.all("aux", "aux:pass") if c.index > word.index + 2)
        done = helped if node.tag in {"VBG", "VB"} else helped or node.child("obj") is not None
        if node.pos == "VERB" and (node.tag in FINITE or (done and node.tag in {"VBN", "VBG", "VB"})):
            return node
    return None


def _second_verb(word: Node, tree: Tree) -> Node | None:
    """A verb with an auxiliary and without a doer, where only a setting stands between: two verbs have not one subject
    without "and"."""
    deed = _deed(word, tree)
    if deed is None or word.child("obj", "iobj", "xcomp", "ccomp") or deed.child("nsubj", "nsubj:pass", "mark", "cc"):
        return None
    related = deed.head in (word, word.head) and deed.role in {"conj", "ccomp", "parataxis", "advcl", "xcomp"}
    between = [c for c in word.children if word.index < c.index < deed.index]
    setting = bool(between) and all(c.role in SETTING for c in between)
    return deed if related and setting and deed.child("aux", "aux:pass") else None


def _hang(noun: Node, word: Node, deed: Node) -> None:
    top = noun if noun.head is None else word
    head, role = top.head, top.role
    begins = min([deed.index, *(c.index for c in deed.all("aux", "aux:pass", "advmod") if c.index > word.index + 2)])
    move(deed, head, role)
    settings = [c for c in word.children if c.index < noun.index and c.role in {"obl", "advmod", "punct"}]
    for child in [c for n in (word, noun) for c in n.children if c.index > begins and c is not deed] + settings:
        move(child, deed, child.role)
    for wrong in [
        c
        for c in deed.all("nsubj", "nsubj:pass", "obl", "mark", "cop", "aux", "aux:pass")
        if word.index < c.index < begins
    ]:
        move(wrong, word, "xcomp" if wrong.role.startswith("nsubj") else wrong.role)
    move(noun, deed, "nsubj:pass" if deed.child("aux:pass") else "nsubj")
    move(word, noun, "acl")
    word.pos, word.tag = "VERB", "VBN"
