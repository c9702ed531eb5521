"""Who somebody is, told between him and his deed: "gunmen dressed as soldiers attacked a hotel".

Two verbs without "and" have not one subject: the first says how the doers looked, where they came from or whose they
are, and a parser trained on little text takes it for what they did. It then gives the deed to whoever stands beside
it ("soldiers attacked").
"""

from itertools import pairwise

from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.participles import SUPPOSED
from firsthand.extract.language.tree import FINITE, NOUNS, PAST, Node, Tree, move, subtree
from firsthand.reference import timewords

BORDERS = frozenset(", ; : ( who which that when while after before but because where if until since – —".split())
ALONE = frozenset({"root", "ccomp", "advcl", "conj", "parataxis", "obj", "acl:relcl"})  # a noun that no verb has yet
BELOW = frozenset({"advcl", "acl", "xcomp", "ccomp", "conj", "parataxis", "root", "case", "amod"})
THINKING = frozenset(
    "say think fear believe know claim insist warn hope mean suggest report see hear watch find feel show".split()
)


def repair(tree: Tree) -> None:
    """The tree, changed in place: the description hangs from its noun, the deed above both."""
    for node in tree.nodes:
        _supposed(node)
        _who_it_says(node, tree)
    for noun, word in pairwise(tree.nodes):
        if noun.tag not in NOUNS:
            continue
        doer = _whole(noun, word)
        if _describes(doer, word, tree) and (deed := _deed(word, tree)) is not None:
            _hang(doer, word, deed, tree)
        elif word.head is noun and word.role == "acl" and word.tag in PAST:
            _doer_of_description(noun, word, tree)


def _supposed(word: Node) -> None:
    """ "Suspected Maoist rebels kidnapped two villagers": who did it, and no suspecting."""
    who, deed = word.child("obj"), word.head
    if word.role != "csubj" or word.lower not in SUPPOSED or who is None or deed is None or deed.index < who.index:
        return
    if not word.child("nsubj", "aux", "aux:pass", "mark"):
        move(who, deed, "nsubj:pass" if deed.child("aux:pass") else "nsubj")
        move(word, who, "amod")
        word.pos, word.tag = "ADJ", "JJ"


def _who_it_says(says: Node, tree: Tree) -> None:
    """ "14 civilians who it says died", "a man who police believe was shot": what befell them, said in passing."""
    whom, teller = says.head, says.child("nsubj")
    if says.role != "acl:relcl" or says.lemma not in THINKING or whom is None or teller is None or teller.index < 2:
        return
    who = next((t for t in says.children if t.tag in {"WP", "WDT"} and t.index < teller.index), None)
    rest = [n for n in tree.nodes[says.index + 1 :] if n.pos not in {"AUX", "ADV", "PART"}]
    deed = rest[0] if rest and rest[0].tag in FINITE | PAST else None
    if who is None or deed is None or deed.child("nsubj", "nsubj:pass", "mark"):
        return
    if deed.tag == "VBN" and not deed.child("aux", "aux:pass"):
        return
    move(deed, whom, "acl:relcl")
    move(who, deed, "nsubj:pass" if deed.child("aux:pass") else "nsubj")
    move(says, deed, "parataxis")


def _whole(noun: Node, word: Node) -> Node:
    """The convoy of "a convoy of trucks carrying aid was looted"."""
    top = noun
    while top.head not in (None, word) and top.role in {"nmod", "appos", "conj"} and top.head.index < top.index:
        top = top.head
    return top if top.head is word else noun


def _describes(noun: Node, word: Node, tree: Tree) -> bool:
    """Whether a word right behind a noun can say what it is like, and stands as if it were the sentence's verb."""
    if word.child("aux", "aux:pass", "cop", "cc", "expl") or word.index + 2 >= len(tree.nodes):
        return False
    subject = noun.head is word and noun.role in {"nsubj", "nsubj:pass"}
    if not subject and not (word.head is noun and word.role in {"acl", "amod"} and noun.role in ALONE):
        return False
    if noun.role == "obj" and noun.head is not None and noun.head.lemma not in lexicon().speech_verbs:
        return False
    link = tree.nodes[word.index + 1]
    if word.lower in lexicon().describing:
        return link.pos in {"ADP", "SCONJ", "PART"} or word.tag == "VBG"
    return word.tag == "VBG" or (
        word.tag in PAST and (link.lower == "by" or (word.tag == "VBN" and link.lower != "as"))
    )


def _deed(word: Node, tree: Tree) -> Node | None:
    """The first finite verb behind the description and its complement, if nobody else is its doer."""
    clause = _clause(word, tree)
    deed = next((n for n in clause if _is_finite(n, word)), None)
    deed = deed or next((n for n in clause if _reads_as_adjective(n, tree)), None)
    if deed is None or deed.role not in BELOW | {"root"} or any(c.index < deed.index for c in deed.all("cc")):
        return None
    if any(c.index != word.index + 1 and not _is_dated(c, tree) for c in deed.all("mark") if c.lower != "the"):
        return None
    by = any((c := o.child("case")) is not None and c.lower == "by" for o in deed.all("obl", "obl:agent"))
    subjects = (c for c in deed.all("nsubj", "nsubj:pass") if c.index > word.index)
    doer = next((c for c in subjects if not _is_dated(tree.nodes[c.index - 1], tree)), None)
    if doer is None:
        return None if by and not deed.child("aux", "aux:pass") else deed
    linked = tree.nodes[word.index + 1].pos in {"ADP", "SCONJ"}
    complement = linked or (word.tag == "VBG" and word.lemma not in THINKING)
    return deed if complement and word.index < doer.index < deed.index else None


def _clause(word: Node, tree: Tree) -> list[Node]:
    """The words behind a description up to where another clause begins."""
    found: list[Node] = []
    for node in tree.nodes[word.index + 2 :]:
        joins = node.lower in {"and", "or"} and _joins_nouns(node, tree)
        dates = node.lower in {"since", "until", "before", "after"} and _is_dated(node, tree)
        if node.lower in BORDERS | {"and", "or"} and not joins and not dates:
            break
        found.append(node)
    return found


def _is_dated(link: Node, tree: Tree) -> bool:
    """ "since May", "until 2019": no clause begins."""
    words = timewords.words()
    following = tree.nodes[link.index + 1 : link.index + 2]
    return any(n.lower in words.months or n.lower in words.weekdays or n.tag == "CD" for n in following)


def _joins_nouns(link: Node, tree: Tree) -> bool:
    before, behind = tree.nodes[link.index - 1], tree.nodes[link.index + 1 : link.index + 2]
    return before.tag in NOUNS and bool(behind) and behind[0].tag in {*NOUNS, "JJ", "CD"}


def _is_finite(verb: Node, word: Node) -> bool:
    """A verb in the past or present, with its helpers; a participle with an object and without them."""
    if any(c.tag in FINITE or c.tag == "MD" for c in verb.all("aux", "aux:pass") if c.index > word.index + 1):
        return verb.pos == "VERB"
    bare = verb.tag == "VBN" and any(c.index > verb.index for c in verb.all("obj"))
    return verb.pos != "AUX" and not verb.child("cop") and (verb.tag in FINITE or (bare and verb.role in BELOW))


def _reads_as_adjective(verb: Node, tree: Tree) -> bool:
    """ "in a pickup | opened fire", "a student | clashed with police": no adjective stands behind a noun, and what has
    no object is no passive."""
    if verb.tag not in PAST or verb.pos == "AUX" or tree.nodes[verb.index - 1].tag not in NOUNS:
        return False
    thing = verb.head
    before = verb.role == "amod" and thing is not None and thing.index > verb.index
    return before or (verb.role == "acl" and verb.lemma in lexicon().intransitive)


def _hang(noun: Node, word: Node, deed: Node, tree: Tree) -> None:
    top = noun if word.head is noun else word
    helpers = [c.index for c in deed.all("aux", "aux:pass", "advmod") if c.index > word.index]
    begins = min([deed.index, *helpers])
    thing = deed.head if deed.head is not None and deed.head.index > deed.index else None
    if top.head is not deed:
        move(deed, top.head, top.role)
    if thing is not None:
        move(thing, deed, "obj")
    first = min(n.index for n in subtree(noun) if n is not word)
    for child in [
        c for n in (word, noun) for c in n.children if (c.index > begins or c.index < first) and c is not deed
    ]:
        move(child, deed, child.role)
    link = tree.nodes[word.index + 1]
    for wrong in [c for c in deed.children if word.index < c.index < begins]:
        _complement(wrong, word, link)
    move(noun, deed, "nsubj:pass" if deed.child("aux:pass") else "nsubj")
    move(word, noun, "amod" if word.tag == "JJ" else "acl")
    deed.pos, deed.tag = "VERB", "VBD" if deed.tag == "VBN" and not helpers else deed.tag
    word.tag = "VBN" if word.tag == "VBD" else word.tag
    bare = next((c for c in deed.all("obl") if c.index > deed.index and not c.child("case")), None)
    if bare is not None and not deed.child("obj"):
        bare.role = "obj"


def _doer_of_description(noun: Node, word: Node, tree: Tree) -> None:
    """ "A missile launched by the Houthis struck a ship", the deed in its place: the launchers did not strike it."""
    deed, link = noun.head, tree.nodes[word.index + 1]
    if deed is None or deed.index < word.index or link.head is not deed or link.lower != "by":
        return
    for wrong in [c for c in deed.all("nsubj", "nsubj:pass") if word.index < c.index < deed.index]:
        _complement(wrong, word, link)
        wrong.role = "obl:agent"


def _complement(wrong: Node, word: Node, link: Node) -> None:
    """What was taken for part of the deed: as what they were dressed, whom they belong to."""
    if wrong is link or wrong.lower == "the":
        return
    linked = link.pos in {"ADP", "SCONJ"}
    for small in [c for c in (wrong.head.children if wrong.head else []) if c is link or c.lower == "the"]:
        if small.index < wrong.index:
            move(small, wrong, "case" if small is link else "det")
    role = ("obl" if linked else "obj") if wrong.role.startswith("nsubj") else wrong.role
    move(wrong, word, role)
    if linked and link in wrong.children:
        link.pos, link.tag = "ADP", "IN"
