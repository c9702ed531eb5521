"""An event word among the predicates of its sentence: its own arguments, and the predicates above it."""

from dataclasses import dataclass
from functools import cache, cached_property

from firsthand.extract.events import nominal
from firsthand.extract.events.page import Page
from firsthand.extract.language.layer import Argument, Frame, Sentence, Token
from firsthand.model import Span
from firsthand.reference import cues, lexicon
from firsthand.reference.discourse import discourse

STOP = 6  # governors to climb at most
PERCEIVED = frozenset({"hear", "feel", "witness", "see"})
CORE = ("agent", "patient", "recipient")
WITHIN = frozenset(f"as {p}" for p in "in on by during amid with under".split())
SETS = frozenset("barrage chain flurry number pair rash round series slew spate spree string wave".split())
Slot = tuple[str, Argument]  # the argument's name (agent, patient, recipient or its preposition), and the argument


@dataclass(frozen=True)
class Word:
    """Any word that may tell of a happening, known to the event lexicon or not."""

    page: Page
    sentence: Sentence
    span: Span

    @cached_property
    def token(self) -> Token | None:
        return next(iter(self.page.within(self.span)), None)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The predicates that stand on the word, verbs first."""
        on = [f for f in self.sentence.frames if f.trigger.overlaps(self.span)]
        return tuple(sorted(on, key=lambda f: (f.pos != "VERB", f.trigger != self.span, f.trigger)))

    @property
    def frame(self) -> Frame | None:
        return self.frames[0] if self.frames else None

    @property
    def lemma(self) -> str:
        if self.frame is not None:
            return self.frame.lemma.lower()
        return self.token.lemma.lower() if self.token else ""

    @cached_property
    def slots(self) -> list[Slot]:
        """Its arguments by name; those of a noun without a frame by what stands around it."""
        if self.frames or self.token is None or self.token.pos not in ("NOUN", "PROPN"):
            return [slot for frame in self.frames for slot in slots(frame)]
        return [(n, a) for n, group in nominal.arguments(self.page, self.sentence, self.span).items() for a in group]

    @cached_property
    def above(self) -> dict[Span, tuple[int, str]]:
        """The predicates that govern it, by trigger: how many steps up, and how what is below hangs on each."""
        found: dict[Span, tuple[int, str]] = {}
        current, relation = self._holder()
        for _ in range(STOP):
            if current is None or current.trigger in found or current in self.frames:
                break
            found[current.trigger] = (len(found), relation)
            current, relation = self._governor(current)
        return found

    @cached_property
    def dealing(self) -> tuple[Frame, ...]:
        """The predicates above that tell what people did about the happening: "visited the site of the attack", "met
        to discuss the raid", "buried those who died". Their place and time are not its own."""
        frames = {f.trigger: f for f in self.sentence.frames}
        links = [(frames[t], relation) for t, (_, relation) in self.above.items()]
        first = next((n for n, (f, relation) in enumerate(links) if self._only_deals(f, relation)), len(links))
        return tuple(f for f, _ in links[first:])

    def _only_deals(self, frame: Frame, relation: str) -> bool:
        if frame.lemma == "be" or cues.verbs().get(frame.lemma, {}).get("phrase") == "show":  # a picture of it
            return False
        if relation in ("relative", "relative of noun"):
            return not is_deed(frame)
        if relation == "as agent" or not (relation.startswith("as ") or relation == "inside"):
            return False
        held = [a for _, a in slots(frame) if a.span.contains(self.span)]
        inner = min(held, key=lambda a: len(a.span), default=None)
        if inner is not None and not (inner.head.overlaps(self.span) or self._is_one_of(inner)):
            return True
        return relation not in WITHIN and not is_deed(frame)

    def _is_one_of(self, argument: Argument) -> bool:
        """ "a series of attacks": the noun is what the phrase is about, though another heads it."""
        head = next(iter(self.page.within(argument.head)), None)
        return head is not None and head.lemma.lower() in SETS

    def is_of_cause(self, span: Span) -> bool:
        """ "the assault was in retaliation for air strikes on X last week": told of what it answers."""
        return discourse().answered.search(self.page.text[self.span.end : max(self.span.end, span.start)]) is not None

    def _holder(self) -> tuple[Frame | None, str]:
        """The predicate right above: the governor of a verb, what has a noun for its argument."""
        if self.frame is not None and self.frame.pos == "VERB":
            return self._governor(self.frame)
        verb = nominal.governor(self.sentence, self.span)
        if verb is not None:
            return verb, next((f"as {n}" for n, a in slots(verb) if a.span.contains(self.span)), "beside")
        return self._around(self.span), "inside"

    def _governor(self, frame: Frame) -> tuple[Frame | None, str]:
        if frame.governor is None:
            return None, ""
        verb = next((f for f in self.sentence.frames if f.trigger == frame.governor), None)
        relation = frame.relation or "beside"
        return (verb, relation) if verb is not None else (self._around(frame.governor), f"{relation} of noun")

    def _around(self, span: Span) -> Frame | None:
        """The verb with the smallest clause around a span."""
        found = [f for f in self.verbs if f.clause and f.clause.contains(span) and not f.trigger.overlaps(span)]
        return min(found, key=lambda f: len(f.clause or f.trigger), default=None)

    @cached_property
    def verbs(self) -> tuple[Frame, ...]:
        return tuple(f for f in self.sentence.frames if f.pos == "VERB")


def is_deed(frame: Frame) -> bool:
    """Whether a verb tells that something happened, and not what was done about it."""
    if frame.lemma in lexicon.occurring() | _light() or _is_perceived(frame):
        return True
    return any(s.type == "ASSAULT" for s in lexicon.senses(frame.lemma, "VERB"))


@cache
def _light() -> frozenset[str]:
    return frozenset(w.split()[0] for light in lexicon.lights() for w in light.words)


def reports(frame: Frame, span: Span) -> bool:
    """Whether a predicate only tells of what stands at the span (a picture that shows it was taken where and when)."""
    named = [n for n, a in slots(frame) if a.span.contains(span)]
    if _is_perceived(frame) and "patient" in named:
        return False  # "a blast was heard in X at noon", "clashes were reported in X on Monday"
    if frame.content is not None and frame.content.contains(span):
        return True
    kinds = cues.verbs().get(frame.lemma, {})
    return bool(kinds) and kinds.get("phrase") != "show" and named != ["agent"]


def _is_perceived(frame: Frame) -> bool:
    """Whether a verb says that something was noticed, by nobody in particular: where and when is where it happened."""
    reported = frame.lemma == "report" and frame.voice == "passive" and all(name != "by" for name, _ in slots(frame))
    return frame.lemma in PERCEIVED or (reported and frame.agent is None)


def slots(frame: Frame) -> list[Slot]:
    """A predicate's arguments by name."""
    core = zip(CORE, (frame.agent, frame.patient, frame.recipient), strict=True)
    named = [(name, argument) for name, argument in core if argument is not None]
    return named + [((o.preposition or "bare").split(" ")[0], o) for o in frame.obliques]
