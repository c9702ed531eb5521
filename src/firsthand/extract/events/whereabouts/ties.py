"""How a place of the sentence is tied to an event word: features by which fitted weights choose its place, or none.

Each feature is a few words that a reader can check; all are there or not there.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from firsthand.extract.events.placing import FINENESS, LOCATIVE, is_place_noun
from firsthand.extract.events.whereabouts.beside import beside
from firsthand.extract.events.whereabouts.candidates import Candidate
from firsthand.extract.events.whereabouts.word import CORE, Word, slots
from firsthand.extract.language.layer import Argument, Frame, Token
from firsthand.model import Span
from firsthand.reference import lexicon
from firsthand.reference.word_classes import word_class

STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 30)
LINKS = frozenset(
    "after when while who which that and but where as before because although whom whose if until since , ; : ( - – — "
    '" “ ”'.split()
)
FUNCTION = frozenset({"ADP", "DET", "CCONJ", "PUNCT", "SCONJ", "PART", "AUX"})
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
CLOSE = 10  # tokens between two places under like prepositions that compete


def ties(word: Word, all_: Sequence[Candidate], number: int) -> list[str]:
    """The features of one candidate."""
    mine = all_[number]
    side = "after" if mine.place.span.start >= word.span.end else "before"
    found = [*_roles(word, mine, side), *_wording(word, mine), *_kind(word, mine), *beside(word.page, all_, number)]
    return [*found, *_order(word, all_, number, side), *_clauses(word, mine)]


def without(word: Word, all_: Sequence[Candidate]) -> list[str]:
    """The features of the event word having no place among those of its sentence."""
    tag = word.token.tag if word.token else "-"
    found = ["no place", f"no place: {word.lemma}", f"no place: {tag}", f"no place of {min(len(all_), 5)}"]
    found += [f"no place: {c}" for c in _classes(word.lemma)]
    found += _offers(word, all_)
    frame = word.frame
    if frame is None:
        return [*found, "no place: no predicate"]
    found += [f"no place: {frame.tense}", f"no place: {frame.relation}"]
    facts = {
        "says": frame.content is not None,
        "negated": frame.negated,
        "modal": frame.modal is not None,
        "nobody does": frame.agent is None,
        "to nobody": frame.patient is None,
    }
    return found + [f"no place: {name}" for name, true in facts.items() if true]


def _offers(word: Word, all_: Sequence[Candidate]) -> Iterator[str]:
    """What the sentence has to offer for a place: in the word's clause and arguments, under "in" or "near"."""
    clause = word.frame.clause if word.frame is not None else None
    inside = [c for c in all_ if clause is not None and clause.contains(c.place.span)]
    own = [n for c in all_ for n, a in word.slots if a.span.contains(c.place.span)]
    yield f"no place: {min(len(inside), 2)} in the clause"
    yield f"no place: {'own' if own else 'none own'}"
    yield from (f"no place: own {n}" for n in sorted(set(own)))
    near = [c for c in all_ if c.under in LOCATIVE]
    yield f"no place: {min(len(near), 2)} under a preposition of place"
    within = [c for c in inside if c.under in LOCATIVE]
    yield f"no place: {min(len(within), 2)} under one in the clause"
    behind = [c for c in near if c.place.span.start > word.span.end]
    yield f"no place: {'one' if behind else 'none'} behind"
    if len(all_) == 1:
        yield f"no place: only one under {all_[0].under}"
        yield f"no place: only a {all_[0].place.precision}"


@lru_cache(4096)
def _classes(lemma: str) -> list[str]:
    found = word_class(lemma.split(" ")[0])
    return [f"class {found[0]}", f"narrow class {found[1]}"] if found else ["class -"]


# ---- by the predicates
def _roles(word: Word, c: Candidate, side: str) -> Iterator[str]:
    tie = "apart"
    own = [(n, a) for n, a in word.slots if a.span.contains(c.place.span)]
    if own:
        name, argument = min(own, key=lambda s: len(s[1].span))
        tie = f"own {name} {_within(name, argument, c)}"
    else:
        for n, feature in enumerate(_through_others(word, c)):
            if n == 0:
                tie = feature
            else:
                yield feature
    short = tie.split(" ")[0]
    yield tie
    yield f"{tie}, {_classes(word.lemma)[0]}"
    yield f"{short} {c.under}"
    yield f"{tie}, under {c.under}"
    yield f"{short} {side}"


def _within(name: str, argument: Argument, c: Candidate) -> str:
    """Where in the argument the place stands."""
    if argument.head.overlaps(c.place.span):
        return "head"
    if c.place.span.end <= argument.head.start:
        return "before the head"
    return "of" if c.under == "of" or (name not in CORE and c.under == name) else f"with {c.under}"


def _through_others(word: Word, c: Candidate) -> Iterator[str]:
    """The tie through another predicate's argument, and what else there is to say of it."""
    frames, span = [f for f in word.sentence.frames if f not in word.frames], c.place.span
    held = [(len(a.span), f.pos != "VERB", f, n, a) for f in frames for n, a in slots(f) if a.span.contains(span)]
    held.sort(key=lambda h: (h[0], h[1], h[2].trigger))
    if not held:
        return
    above = next((h for h in held if h[2].trigger in word.above), None)
    below = next((h for h in held if _hangs_on(h[2], word)), None)
    if above is not None and (below is None or above[0] <= below[0]):
        _, _, frame, name, argument = above
        steps, relation = word.above[frame.trigger]
        where = "head" if argument.head.overlaps(span) else "in"
        where = "before the head" if span.end <= argument.head.start else where
        yield f"above {min(steps, 3)} {name if name in CORE else 'oblique'} {where}"
        yield f"above as {relation}: {name}"
        yield f"above {min(steps, 3)} as {relation}"
        if held[0][2] is not frame and not held[0][1]:
            yield "above, in a clause within"
    elif below is not None:
        yield f"below {below[2].relation} {below[3]}"
    else:
        frame, name = held[0][2], held[0][3]
        beside = word.frame is not None and frame.governor is not None and frame.governor == word.frame.governor
        yield f"{'beside' if beside else 'elsewhere'} {name}"


def _hangs_on(frame: Frame, word: Word) -> bool:
    spans = [f.trigger for f in word.frames] or [word.span]
    return frame.governor is not None and any(frame.governor.overlaps(s) for s in spans)


# ---- by the words around
def _wording(word: Word, c: Candidate) -> Iterator[str]:
    side = "after" if c.place.span.start >= word.span.end else "before"
    yield f"under {c.under} {side}"
    yield f"under {c.under} by {min(c.steps, 4)}"
    yield f"under {c.under}, {_classes(word.lemma)[0]}"
    yield f"under {c.under} {side}: {word.lemma}"
    if c.direction:
        yield from ("direction", f"direction under {c.under}")
    if c.noun:
        yield from ("noun of", f"{c.noun} of")
    before, after = word.page.before(c.place.span.start, 1), word.page.after(c.place.span.end, 1)
    yield f"behind {_shape(before)}"
    yield f"ahead of {_shape(after)}"
    yield from (f"behind word {t.lemma.lower()}" for t in before if t.pos in NAMING)
    yield from (f"ahead of word {t.lemma.lower()}" for t in after if t.pos in NAMING)
    yield from ("ahead of a noun of place" for t in after if t.pos in NAMING and is_place_noun(t))


def _shape(tokens: list[Token]) -> str:
    """A function word itself, of other words the part of speech."""
    if not tokens:
        return "the edge"
    return tokens[0].text.lower() if tokens[0].pos in FUNCTION else tokens[0].pos


def _kind(word: Word, c: Candidate) -> Iterator[str]:
    place = c.place
    yield f"a {place.precision}"
    yield f"a {place.precision} under {c.under}"
    # A sentence by itself, as the weights were fitted on, does not tell which place "the village" is; the page does.
    yield "a location" if place.use == "noun" and place.name is not None else f"a {place.use}"
    if place.name is None:
        label = next((n.label for n in word.sentence.names if n.span.overlaps(place.span)), "-")
        yield from ("unknown", f"unknown under {c.under}", f"unknown {label}", f"unknown {label} under {c.under}")
        last = word.page.within(place.span)[-1].text.lower()
        if "@place" in lexicon.classes_of(last):
            yield "unknown, named a place"
    if place.span in word.page.spots:
        yield "a party"
    elif any(s.contains(place.span) for s in word.page.spots):
        yield "within a party"


def _order(word: Word, all_: Sequence[Candidate], number: int, side: str) -> Iterator[str]:
    c, start = all_[number], word.page.index(word.sentence.span.start)
    apart = abs(c.at - word.page.index(word.span.start))
    yield f"{next((s for s in STEPS if apart <= s), 99)} words {side}"
    low, high = (word.span.end, c.place.span.start) if side == "after" else (c.place.span.end, word.span.start)
    between = Span(low, max(low, high))
    yield f"{min(sum(between.contains(v.trigger) for v in word.verbs), 4)} verbs {side}"
    others = sum(between.contains(o.place.span) for o in all_)
    yield f"{min(others, 3)} places {side}"
    links = {t.text.lower() for t in word.page.within(between)} & LINKS
    yield from (f"{side} past {link}" for link in sorted(links))
    yield f"one of {min(len(all_), 5)}"
    yield from _nearest(word, all_, c, apart)
    if _fronted(word, c):
        yield from ("fronted", f"fronted under {c.under}")
    elif any(_fronted(word, o) for o in all_):
        yield "another one is fronted"
    if number == 0:
        yield from ("first", f"first under {c.under}")
    if number == len(all_) - 1:
        yield "last"
    if len(all_) == 1:
        yield f"only under {c.under}"
    opening = word.page.index((c.preposition.span if c.preposition else c.place.span).start) - start
    if opening <= 1:
        yield from ("opens", f"opens under {c.under}")
    if all(c.place.span.end < v.trigger.start for v in word.verbs):
        yield f"ahead of all verbs under {c.under}"
    if any(FINENESS[o.place.precision] > FINENESS[c.place.precision] for o in all_):
        yield "a finer one stands beside"
    if any(o is not c and o.under == c.under and abs(o.at - c.at) < CLOSE for o in all_):
        yield "another one under the same"


def _fronted(word: Word, c: Candidate) -> bool:
    """Whether it opens the word's clause: "…, while in Mosul gunmen shot", "; near Bria, two were killed"."""
    between = Span(c.place.span.end, max(c.place.span.end, word.span.start))
    if (
        c.preposition is None
        or c.place.span.end > word.span.start
        or any(between.overlaps(v.trigger) for v in word.verbs)
    ):
        return False
    before = word.page.before(c.preposition.span.start, 1)
    return not before or before[0].text.lower() in LINKS


def _nearest(word: Word, all_: Sequence[Candidate], c: Candidate, apart: int) -> Iterator[str]:
    """Whether it is the nearest of the places, of those behind the word, of those under a preposition of place."""
    start = word.page.index(word.span.start)
    near = [o for o in all_ if o.under in LOCATIVE]
    if all(abs(o.at - start) >= apart for o in all_):
        yield f"nearest under {c.under}"
    if c.under in LOCATIVE and all(abs(o.at - start) >= apart for o in near):
        yield "nearest under a preposition of place"
    behind = [o.at for o in near if o.at > start]
    if behind and c.at == min(behind):
        yield "first behind under a preposition of place"


def _clauses(word: Word, c: Candidate) -> Iterator[str]:
    clauses = [v.clause for v in word.verbs if v.clause is not None]
    span = c.place.span
    if word.frame is not None and word.frame.clause is not None:
        yield "in the clause" if word.frame.clause.contains(span) else "outside the clause"
        yield f"{min(sum(k.contains(span) and not k.contains(word.span) for k in clauses), 3)} clauses down"
    yield f"{min(sum(k.contains(word.span) and not k.contains(span) for k in clauses), 3)} clauses up"
    apart = abs(word.span.start - span.start)
    nearer = [v for v in word.verbs if not v.trigger.overlaps(word.span) and abs(v.trigger.start - span.start) < apart]
    yield f"{min(len(nearer), 3)} verbs nearer"
    if nearer:
        nearest = min(nearer, key=lambda v: abs(v.trigger.start - span.start))
        yield f"nearer: {_classes(nearest.lemma)[0]}"
        if nearest.content is not None:
            yield "nearer: says"
