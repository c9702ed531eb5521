"""Grammar of one predicate: its voice, its subject wherever it stands, tense, modal, negation, hedges."""

from firsthand.extract.language.layer import Tense
from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.tree import Node, subtree

PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
OBJECTS = ("obj", "iobj")
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
AUXILIARIES = ("aux", "aux:pass", "cop")


def is_verb(node: Node) -> bool:
    """Whether the word is the head of a verbal predicate (participles before nouns too: "wounded fighters")."""
    if node.pos == "VERB":
        if node.role in {"compound", "flat", "fixed", "case", "mark", "goeswith", "cc", "det"}:
            return False
        return node.role != "amod" or node.tag in PARTICIPLES
    return node.pos == "AUX" and node.role not in {"aux", "aux:pass", "cop", "fixed", "compound", "flat", "case"}


def is_copular(node: Node) -> bool:
    """Whether the word is said of a subject with "be": "is dead", "are hostages", "was in Aleppo"."""
    return not is_verb(node) and node.child("cop") is not None


def is_predicate(node: Node) -> bool:
    return is_verb(node) or is_copular(node)


def is_reduced(node: Node) -> bool:
    """A participle that stands for a relative clause: "fighters killed in the raid", "captured fighters"."""
    return node.role in {"acl", "amod"} and node.tag in PARTICIPLES


def passive(node: Node) -> bool:
    if node.child("aux:pass", "obl:agent"):
        return True
    if node.lemma in lexicon().intransitive:
        return False
    if node.child("nsubj:pass"):  # with an object and no "be" it is a past tense, mistaken for a participle
        return is_reduced(node) or node.child("obj") is None or bool(node.all("aux"))
    if not is_verb(node) or node.child("nsubj") or has(node):
        return False
    if node.child("obj"):  # a past tense, mistaken for a participle
        return False
    if is_reduced(node):
        return node.tag != "VBG"
    if node.tag != "VBN":
        return False
    return passive(node.head) if node.role == "conj" and node.head and is_verb(node.head) else True


def has(node: Node) -> Node | None:
    """The perfect's auxiliary."""
    return next((aux for aux in node.all("aux") if aux.lower in {"have", "has", "had", "'ve", "’ve", "having"}), None)


def infinitive(node: Node) -> bool:
    return any(mark.tag == "TO" or mark.lower == "to" for mark in node.all("mark", "aux")) and node.tag in {"VB", ""}


def subject(node: Node) -> Node | None:
    """Who the predicate is said of: its own subject, or the one that it shares with, or inherits from, another."""
    own = node.child("nsubj", "nsubj:pass")
    if own is not None:
        return antecedent(own)
    head = node.head
    if head is None or node.child("csubj", "csubj:pass", "expl"):
        return None
    if node.role == "conj":
        return subject(head) if is_predicate(head) else None
    if node.role == "xcomp":
        return controller(head)
    if node.role in {"advcl", "ccomp"}:
        return subject(head) if nonfinite(node) and is_predicate(head) else None
    if is_reduced(node):
        return head
    if node.role == "acl:relcl":
        return head if node.tag in {"VBD", "VBZ", "VBP", "VBN", "VBG"} else None
    return owner(head) if node.role == "acl" else None


def controller(head: Node) -> Node | None:
    """The understood subject of an infinitive or participle under `head`: its object if any, else its subject."""
    told = head.child(*OBJECTS)
    if told is not None and not passive(head) and head.lemma not in {"promise", "threaten", "vow"}:
        return antecedent(told)
    return subject(head)


def owner(noun: Node) -> Node | None:
    """Whose plan, threat or attempt a noun is: its possessor, or the subject of the verb that it is the object of."""
    possessor = noun.child("nmod:poss")
    if possessor is not None:
        return possessor
    return subject(noun.head) if noun.role == "obj" and noun.head and is_verb(noun.head) else None


def nonfinite(node: Node) -> bool:
    return node.tag in {"VBG", "VBN", "VB"} and not any(aux.tag in {"VBD", "VBZ", "VBP", "MD"} for aux in aux_of(node))


def antecedent(node: Node) -> Node:
    """The noun that a relative pronoun stands for; any other word itself."""
    if node.tag not in RELATIVE_TAGS and not (node.lower == "that" and node.role.startswith("nsubj")):
        return node
    clause = node.head
    while clause is not None and clause.role != "acl:relcl":
        clause = clause.head
    return clause.head if clause is not None and clause.head is not None else node


def aux_of(node: Node) -> list[Node]:
    """The predicate's auxiliaries, those shared with an earlier conjunct if it has none of its own."""
    own = node.all(*AUXILIARIES)
    shared = node.role == "conj" and node.tag in {"VB", "VBN", "VBG"} and node.child("nsubj", "nsubj:pass") is None
    return aux_of(node.head) if not own and shared and node.head is not None else own


def modal(node: Node) -> Node | None:
    return next((aux for aux in aux_of(node) if aux.tag == "MD"), None)


MODALS = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "sha": "shall"}


def modal_word(node: Node) -> str:
    return MODALS.get(node.lower, node.lower)


def obliged(node: Node) -> Node | None:
    """The "have" of "have to withdraw"."""
    head = node.head
    if node.role != "xcomp" or head is None or head.lemma != "have" or head.child("obj") or not infinitive(node):
        return None
    return head


def tense(node: Node) -> Tense:
    auxiliaries = aux_of(node)
    helper = next((aux for aux in auxiliaries if aux.tag == "MD"), None)
    if helper is not None and modal_word(helper) in {"will", "shall", "would"}:
        return "future"
    if _going(node):
        return "future"
    tags = {aux.tag for aux in auxiliaries} or {node.tag}
    if "VBD" in tags or any(aux.lemma == "have" or aux.lower in {"have", "has"} for aux in node.all("aux")):
        return "past"
    if tags & {"VBZ", "VBP", "MD"}:
        return "present"
    return "past" if is_reduced(node) and node.tag != "VBG" else "none"


def _going(node: Node) -> bool:
    return node.role == "xcomp" and node.head is not None and node.head.lower in {"going", "gon"} and infinitive(node)


def negation(node: Node) -> Node | None:
    """The word that denies the predicate: "not", "never", "no" in its subject or object, "without"."""
    words = lexicon().negations
    for child in node.children:
        if child.role in {"advmod", "neg", "cc", "cc:preconj", "det"} and child.lower in words:
            return child
        if child.role == "mark" and child.lower == "without":
            return child
        if child.role in {"nsubj", "nsubj:pass", "obj"}:
            denied = _denied(child)
            if denied is not None:
                return denied
    return _shared_negation(node)


def _denied(noun: Node) -> Node | None:
    if noun.lower in {"none", "nobody", "nothing", "neither"}:
        return noun
    return next((child for child in noun.children if child.role == "det" and child.lower in {"no", "neither"}), None)


def _shared_negation(node: Node) -> Node | None:
    """ "did not attack or kill": the second verb is denied too."""
    joined = node.role == "conj" and any(word.lower in {"or", "nor"} for word in node.all("cc"))
    return negation(node.head) if joined and node.head and not node.all(*AUXILIARIES) and is_verb(node.head) else None


def hedges(node: Node) -> list[Node]:
    """Hedging words of the predicate: adverbs of a verb, adjectives of an event noun."""
    words = lexicon().hedging_adverbs | (lexicon().hedging_adjectives if node.pos == "NOUN" else frozenset())
    return [child for child in node.children if child.role in {"advmod", "amod", "discourse"} and child.lower in words]


def preposition(node: Node) -> str | None:
    """The preposition before a noun, several words joined: "in", "according to"."""
    cases = [child for child in node.all("case") if child.index < node.index and child.lower not in {"'s", "’s"}]
    words = [word for case in cases for word in subtree(case, lambda child: child.role not in {"fixed", "case"})]
    return " ".join(word.lower for word in words) or None
