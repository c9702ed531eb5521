"""Predicates with their arguments, read off a tree: verbs, "be" with what is said of its subject, event nouns."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.language import clause as cl
from firsthand.extract.language import nouns
from firsthand.extract.language.layer import Argument, Frame
from firsthand.extract.language.lexicon import lexicon
from firsthand.extract.language.phrases import phrase
from firsthand.extract.language.tree import Node, Tree, subtree
from firsthand.model import Span

OBLIQUE = frozenset({"obl", "obl:unmarked", "obl:agent"})
CONDITIONS = frozenset({"if", "unless", "provided", "whether", "lest"})
COMPLEMENTISERS = frozenset({"that", "whether", "if"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Who takes part in a predicate, before they become arguments."""

    agent: Node | None = None
    patient: Node | None = None
    recipient: Node | None = None


def frames(tree: Tree) -> tuple[Frame, ...]:
    """The frames of a sentence in text order of their triggers."""
    found = [verb(node) for node in tree.nodes if cl.is_predicate(node)]
    found += [noun(node) for node in tree.nodes if nouns.is_event(node)]
    return tuple(sorted(found, key=lambda frame: frame.trigger))


def verb(node: Node) -> Frame:
    roles = _roles(node)
    governor, relation, marker = _governor(node)
    modal, have = cl.modal(node), cl.obliged(node)
    denied = cl.negation(node)
    content = _content(node)
    return Frame(
        trigger=trigger(node),
        lemma=_lemma(node),
        pos="VERB",
        voice="passive" if cl.passive(node) else "active",
        negated=denied is not None,
        modal=cl.modal_word(modal) if modal else "have to" if have else None,
        hedges=tuple(hedge.span for hedge in cl.hedges(node)),
        tense=cl.tense(node),
        agent=_argument(roles.agent, node),
        patient=_argument(roles.patient, node),
        recipient=_argument(roles.recipient, node),
        content=_span(content) if content else None,
        obliques=tuple(_obliques(node, roles)),
        governor=governor,
        relation=relation,
        marker=marker,
        negation=denied.span if denied else None,
        modal_span=modal.span if modal else have.span if have else None,
        clause=_span(_clause(node)),
    )


def noun(node: Node) -> Frame:
    """An event noun; under a light verb ("launched an attack") it shares the verb's polarity, modal and tense."""
    light = nouns.light_verb(node)
    base = light or node
    denied = cl.negation(light) if light else nouns.denied(node)
    modal = cl.modal(light) if light else None
    roles = nouns.roles(node)
    return Frame(
        trigger=node.span,
        lemma=node.lemma.lower(),
        pos="NOUN",
        voice="passive" if roles.by else "active",
        negated=denied is not None,
        modal=cl.modal_word(modal) if modal else None,
        hedges=tuple(hedge.span for hedge in [*cl.hedges(node), *(cl.hedges(light) if light else [])]),
        tense=cl.tense(base) if light else "none",
        agent=_doer(roles, node),
        patient=_argument(roles.patient, node, nouns.preposition_of(roles.patient, node)),
        obliques=tuple(_participant(child, node, cl.preposition(child)) for child in nouns.obliques(node, roles)),
        governor=trigger(light) if light else None,
        relation="light" if light else None,
        negation=denied.span if denied else None,
        modal_span=modal.span if modal else None,
        clause=_span(_clause(node)),
    )


def _doer(roles: nouns.Parts, node: Node) -> Argument | None:
    """The agent of an event noun, without the patient where that hangs from it."""
    agent, patient = roles.agent, roles.patient
    if agent is None or patient is None or patient.head is not agent:
        return _argument(agent, node)
    kept = subtree(agent, lambda child: child is patient or _outside(child, agent))
    return Argument(_span(kept) or agent.span, agent.span)


def trigger(node: Node) -> Span:
    """The verb with its particle where they touch; of a copular clause the form of "be"."""
    copula = node.child("cop")
    if copula is not None and not cl.is_verb(node):
        return copula.span
    particle = node.child("compound:prt")
    touching = particle is not None and particle.index == node.index + 1
    return Span(node.start, particle.end) if touching and particle else node.span


def _lemma(node: Node) -> str:
    if cl.is_copular(node):
        return "be"
    particle = node.child("compound:prt")
    return f"{node.lemma.lower()} {particle.lower}" if particle else node.lemma.lower()


def _roles(node: Node) -> Roles:
    """Deep roles: what a passive is said of is its patient; a gap in a relative clause is filled."""
    said_of = cl.subject(node)
    if cl.is_copular(node):
        return Roles(agent=said_of, patient=node if cl.preposition(node) is None else None)
    given = node.child("iobj")
    thing = node.child("obj")
    thing = cl.antecedent(thing) if thing else _gap(node, said_of) or _shared(node)
    if cl.passive(node):
        return Roles(_by(node), thing or said_of, said_of if thing else given)
    told = thing is not None and given is None and (node.child("ccomp") is not None or _quoted(node) is not None)
    return Roles(said_of, None if told else thing, thing if told else given and cl.antecedent(given))


def _shared(node: Node) -> Node | None:
    """The convoy of "attacked and looted a convoy", for the verb of the two that does not have it."""
    first = node.head if node.role == "conj" else None
    if first is not None and not cl.passive(node) and first.pos == "VERB" and _adjoins(first, node):
        return next((o for o in first.all("obj") if o.index > node.index), None)
    second = next((c for c in node.all("conj") if c.pos == "VERB" and _adjoins(node, c)), None)
    if second is None or node.lemma not in lexicon().transitive or cl.passive(node) or cl.passive(second):
        return None
    return next((o for o in second.all("obj") if o.index > second.index), None)


def _adjoins(first: Node, second: Node) -> bool:
    """Whether nothing but "and" stands between two verbs."""
    return second.index == first.index + 2 and any(c.index == first.index + 1 for c in second.all("cc"))


def _by(node: Node) -> Node | None:
    agents = [*node.all("obl:agent"), *(child for child in node.all("obl") if cl.preposition(child) == "by")]
    if agents:
        return agents[0]
    # "were killed or wounded by the blast": the last verb's agent is that of the others too
    later = [other for other in node.all("conj") if cl.passive(other) and other.child("nsubj:pass", "nsubj") is None]
    return next((agent for other in later if (agent := _by(other)) is not None), None)


def _gap(node: Node, said_of: Node | None) -> Node | None:
    """ "the town [that] they captured": the noun that a relative clause without an object modifies."""
    if node.role != "acl:relcl" or said_of is None or node.head is said_of or cl.passive(node):
        return None
    placed = any(word.tag == "WRB" for word in node.all("advmod", "mark"))
    pronoun = any(child.tag in cl.RELATIVE_TAGS for child in node.all("obl", "nsubj", "nsubj:pass"))
    complete = node.child("ccomp", "xcomp", "cop") is not None
    return None if placed or pronoun or complete else node.head


def _obliques(node: Node, roles: Roles) -> Iterator[Argument]:
    if cl.is_copular(node) and cl.preposition(node) is not None:
        yield phrase(node, cl.preposition(node))
    for child in node.children:
        if child.role in OBLIQUE and child is not roles.agent:
            noun_ = cl.antecedent(child)
            yield _participant(noun_, node, cl.preposition(child))


def _argument(node: Node | None, predicate: Node, preposition: str | None = None) -> Argument | None:
    """The phrase of a participant; one that the predicate itself modifies goes without that clause."""
    return None if node is None else _participant(node, predicate, preposition)


def _participant(node: Node, predicate: Node, preposition: str | None = None) -> Argument:
    if _above(node, predicate):
        kept = subtree(node, lambda child: child.head is node and (_modifies(child) or _outside(child, node)))
        return Argument(_span(kept) or node.span, node.span, preposition)
    return phrase(node, preposition)


def _above(node: Node, predicate: Node) -> bool:
    head = predicate.head
    while head is not None and head is not node:
        head = head.head
    return head is node


def _modifies(child: Node) -> bool:
    return child.role.startswith(("acl", "parataxis", "appos"))


def _outside(child: Node, top: Node) -> bool:
    if child.role == "case":
        return True
    return (child.role in {"mark", "cc"} and child.index < top.index) or child.role in {"cop", "nsubj", "advcl"}


def _content(node: Node) -> list[Node]:
    """The words of what is said, thought or shown: a clause below the verb, or the quotation that it interrupts."""
    below = _content_below(node)
    if below is not None:
        words = subtree(below, lambda child: child is node)
        return _longest_run([word for word in words if not _complementiser(word, below)], node)
    quoted = _quoted(node)
    return _longest_run(subtree(quoted, lambda child: child is node), node) if quoted else []


def _content_below(node: Node) -> Node | None:
    clause = node.child("ccomp")
    if clause is None and node.child("expl"):
        clause = node.child("csubj", "csubj:pass")
    if clause is None and node.lemma in lexicon().speech_verbs:
        clause = node.child("xcomp") or next((c for c in node.all("parataxis") if cl.is_predicate(c)), None)
        if clause is not None and clause.role == "parataxis" and clause.index < node.index:
            return None
    return clause


def _complementiser(word: Node, clause: Node) -> bool:
    return word.role == "mark" and word.head is clause and word.lower in COMPLEMENTISERS


def _quoted(node: Node) -> Node | None:
    """The clause that a verb of speech stands beside: "…", said X."""
    if node.role != "parataxis" or node.lemma not in lexicon().speech_verbs or node.head is None:
        return None
    told = node.child("obj") is None or node.lemma in lexicon().telling_verbs
    return node.head if told and node.child("nsubj") is not None and node.child("ccomp") is None else None


def _longest_run(words: list[Node], speech: Node) -> list[Node]:
    """The words on the longer side of the verb of speech, where it stands in their midst."""
    before = [word for word in words if word.index < speech.index]
    after = [word for word in words if word.index > speech.index]
    return max(before, after, key=len)


def _governor(node: Node) -> tuple[Span | None, str | None, str | None]:
    speech = next((child for child in node.all("parataxis") if _quoted(child) is node), None)
    if speech is not None:
        return trigger(speech), "content", None
    head = node.head
    if head is None or (node.role == "parataxis" and head.lemma not in lexicon().speech_verbs):
        return None, None, None
    if node.role == "conj":
        return (trigger(head), "conjunct", None) if cl.is_predicate(head) else (None, None, None)
    if node.role in {"ccomp", "xcomp", "csubj", "csubj:pass", "parataxis"}:
        return trigger(head), "content", None
    if node.role in {"advcl", "advcl:relcl"}:
        return trigger(head), *_adverbial(node)
    if node.role == "acl" and cl.infinitive(node):
        return head.span, "content", None
    if node.role.startswith("acl") or node.role == "amod":
        return _predicate_above(head), "relative", None
    return None, None, None


def _adverbial(node: Node) -> tuple[str, str | None]:
    marks = [mark for mark in node.all("mark", "advmod", "case") if mark.index < node.index]
    word = next((mark for mark in marks if mark.role != "advmod" or mark.tag == "WRB"), None)
    if word is not None and word.lower in CONDITIONS:
        return "condition", word.lower
    if cl.infinitive(node) and (word is None or word.lower in {"to", "in", "so"}):
        return "purpose", None
    return "adverbial", word.lower if word else None


def _predicate_above(node: Node | None) -> Span | None:
    while node is not None and not cl.is_predicate(node):
        node = node.head
    return trigger(node) if node is not None else None


def _clause(node: Node) -> list[Node]:
    def other(child: Node) -> bool:
        return child.head is node and (child.role in {"parataxis", "conj", "mark", "case"} or _joins(child, node))

    return subtree(node, other)


def _joins(child: Node, node: Node) -> bool:
    return child.role in {"cc", "punct"} and (child.index < node.index or child.role == "cc")


def _span(words: list[Node]) -> Span | None:
    """From the first to the last word without marks at the ends; `None` of nothing."""
    kept = list(words)
    while kept and kept[0].pos == "PUNCT":
        kept.pop(0)
    while kept and kept[-1].pos == "PUNCT":
        kept.pop()
    return Span(kept[0].start, kept[-1].end) if kept else None
