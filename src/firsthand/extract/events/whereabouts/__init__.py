"""Which place of its sentence an event word happened at, if any: chosen by fitted weights (model/card.md).

A conditional log-linear model over the places of the sentence and "none": the weights of a choice's features (`ties`)
are summed, and the shares of their exponentials are its chance. Asked about any word, known to the lexicon or not.
"""

import gzip
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from firsthand.extract.events.page import Page
from firsthand.extract.events.placing import FINENESS
from firsthand.extract.events.whereabouts import ways
from firsthand.extract.events.whereabouts.candidates import Candidate, candidates
from firsthand.extract.events.whereabouts.ties import ties, without
from firsthand.extract.events.whereabouts.word import CORE, Word, reports, slots
from firsthand.extract.language.layer import Argument, Frame
from firsthand.extract.shares import shares
from firsthand.model import Span, Where
from firsthand.reference import cues, lexicon, speakers
from firsthand.reference.discourse import discourse

__all__ = ["chances", "choices", "place_of", "weights"]

FILE = "weights.tsv.gz"
COUNTED = re.compile(r"\b(?:hour|day|night|week|month|year|decade)s?\s+(?:after|before)\b", re.IGNORECASE)
ADDED = re.compile(r"\b(?:in addition to|besides|apart from|aside from)\b[^,;]*$", re.IGNORECASE)
FIRING = frozenset("fire launch shoot shell bombard strike hit lob".split())
HARM = frozenset("kill wound injure shoot stab behead execute murder arrest detain attack ambush".split())
LOCAL = frozenset("police policeman authority mayor attorney".split())  # beside witnesses
CARING = frozenset("hospital clinic morgue mortuary doctor medic nurse surgeon".split())
LEAVING = frozenset(
    "displace uproot leave flee withdraw retreat escape evacuate head depart travel airlift transfer".split()
)
LEGAL = frozenset(
    "accuse acquit arrest charge convict detain execute extradite fine hang imprison indict jail punish "
    "sentence try".split()
)
CHARGED = re.compile(r"\b(?:for|over|(?:accused|convicted|guilty|suspected) of)\s+(?:[\w'’-]+\s+){1,6}$", re.IGNORECASE)
ACCUSING = frozenset("accuse blame condemn denounce criticise criticize".split())
FINITE = frozenset({"VBD", "VBZ", "VBP"})
LASTING = re.compile(
    r"\bfor\s+(?:[\w'’-]+\s+){0,3}(?:hours?|days?|weeks?|months?|years?|life|questioning)\b", re.IGNORECASE
)
TAKING = frozenset("abduct kidnap expel evict".split())
GOAL = frozenset("to for toward towards into".split())
JOINT = frozenset("NOUN PROPN ADJ ADP DET NUM PUNCT PART".split())  # between two names of one phrase
REACH = 8  # words
NARROW = 0.3  # of the chance of a wider place suffices for one that lies in it
BORDER = re.compile(r"\b(?:borders?|frontier|boundary)\s+with\s+(?:the\s+|neighbou?ring\s+)?$")  # on this side of it
KEPT = re.compile(r"\s+from\s+\w+ing\b")  # "kept X from voting": somebody, and no place
NO_WORD = re.compile(r"\b(?:comments?|reactions?|replies|reply|statements?|word)(?:\s\w+)?\s(?:from|in)\s(?:the\s)?$")
SPEAKING = re.compile(r"[“\"]?(?:Speaking|Talking|Addressing|Reporting|Reached|Interviewed|Writing)\b[^,;]*$")
INNER = re.compile(
    r"['’]s\s+(?:(?!in |on |with |to |for |of |from |by |near )[a-z-]+\s+){0,3}"
    r"|\s+(?:[a-z-]+\s+)??(?P<noun>[a-z]+)\s+of\s+"
)
WITHIN = re.compile(r",?\s+in (?:the )?(?:[a-z]+(?:-[a-z]+)? ){0,2}")
AREA = re.compile(r"\s+(?:countryside|province|governorate|region|district|area|hinterland)\b")
BETWEEN = re.compile(r"\bbetween\s[A-Z][\w'’ -]*?\sand the (?:border|frontier) (?:of|with) (?:the )?$")  # a road's end
CARRIED = re.compile(  # where the wounded were brought
    r"\b(?:brought|taken|rushed|evacuated|flown|carried|moved|transferred|airlifted|admitted|transported)\s(?:to|into)\s"
    r"(?:[^.;,]|No\.){0,60}\bin (?:the )?$"
)
BLAMED = re.compile(r"\b(?:blam(?:ed|es|e|ing)|pinned|attributed|ascribed) (?:on|to) (?:the )?$")  # who did it
DIRECTION = re.compile(r"\bin the direction of (?:the )?$|\bnow (?:staying|living|sheltering)\b[^.;]{0,60}$")
DEATHBED = re.compile(  # where the wounded died of it
    r"\b(?:died|dies|dead|succumbed|passed away)\b[^.;,]{0,40} (?:in|at|on) (?:(?!of )[\w-]+ ){0,3}?"
    r"(?:[Hh]ospital|operating (?:table|theatre|room)|clinic|ward|intensive care)\b[^.;]{0,20}\b(?:in|at|of) (?:the )?$"
)
BESIDE = 0.05  # the least chance of a known place near which an unknown name is looked for


def place_of(page: Page, *words: Span) -> Where | None:
    """The place of a happening that is told of by these words of one sentence; `None` where they tell none.

    A name that nobody knows is put where the next likely place of the sentence is, with its precision lowered.
    """
    sentence = page.sentence(words[0].start) if words else None
    if sentence is None:
        return None
    places = candidates(page, sentence)
    if not places:
        return None
    shares = [_shares(Word(page, sentence, w), places) for w in words]
    mean = [sum(column) / len(shares) for column in zip(*shares, strict=True)]
    best = max(range(len(mean)), key=mean.__getitem__)
    best = _left(page, words, places, best)
    if best == len(places):
        return None
    return _known(page, places, mean, _innermost(page, places, _narrowest(places, mean, best)))


def _left(page: Page, words: tuple[Span, ...], places: list[Candidate], best: int) -> int:
    """ "thousands fled from X": where they left, rather than nowhere."""
    sentence = page.sentence(words[0].start)
    if best < len(places) or sentence is None:
        return best
    word = Word(page, sentence, words[0])
    from_ = (n for n, c in enumerate(places) if c.under == "from" and word.span < c.place.span)
    return next((n for n in from_ if word.lemma in LEAVING | TAKING and _is_own(word, places[n])), best)


def _is_own(word: Word, c: Candidate) -> bool:
    return any(name == "from" and a.span.contains(c.place.span) for name, a in word.slots)


def _innermost(page: Page, places: list[Candidate], best: int) -> int:
    """ "North Waziristan's Mir Ali", "the Harare township of Highfield": what lies in the place that was chosen."""
    wide, follows = places[best].place, best + 1
    if best and AREA.match(page.text, wide.span.end) and places[best - 1].place.span.end < wide.span.start:
        first = places[best - 1].place  # "in Ariha in the southern Idlib countryside"
        within = WITHIN.fullmatch(page.text, first.span.end, wide.span.start) is not None
        return best - 1 if within and FINENESS[first.precision] >= FINENESS[wide.precision] else best
    if follows == len(places) or wide.name is None:
        return best
    fine = places[follows].place
    between = INNER.fullmatch(page.text, wide.span.end, fine.span.start)
    if between is None or (between["noun"] and "@place" not in lexicon.classes_of(between["noun"])):
        return best
    held = wide.country == fine.country and FINENESS[fine.precision] > FINENESS[wide.precision]
    return follows if fine.name is None or (held and not between["noun"]) else best


def _shares(word: Word, places: list[Candidate]) -> list[float]:
    """The chance of each place, and of none; nought where it was fired from and where somebody told of it."""
    apart = [
        _is_fired_from(word, c.place.span)
        or BORDER.search(word.page.text, max(0, c.place.span.start - 40), c.place.span.start) is not None
        or BLAMED.search(word.page.text, max(0, c.place.span.start - 40), c.place.span.start) is not None
        or DEATHBED.search(word.page.text, word.sentence.span.start, c.place.span.start) is not None
        or _is_of_speaker(word, c.place.span)
        or BETWEEN.search(word.page.text, word.sentence.span.start, c.place.span.start) is not None
        or CARRIED.search(word.page.text, word.span.end, c.place.span.start) is not None
        or SPEAKING.match(word.page.text, word.sentence.span.start, c.place.span.start) is not None
        or _is_origin(word, c)
        or _is_goal(word, c)
        or _is_of_report(word, c.place.span)
        or _is_counted_from(word, c.place.span)
        or _is_of_dealing(word, c.place.span)
        or word.is_of_cause(c.place.span)
        or _is_of_charge(word, c.place.span)
        or _is_of_accusation(word, c.place.span)
        or ways.is_flown(word.page, places, c)
        or KEPT.match(word.page.text, c.place.span.end) is not None
        or _is_parted(word, c.place.span, places)
        for c in places
    ]
    left = [n for n, out in enumerate(apart) if not out]
    found = chances(choices(word, places, left), weights())
    chance = dict(zip([*left, len(places)], found, strict=True))
    return [chance.get(n, 0.0) for n in range(len(places) + 1)]


def _noun(word: Word) -> bool:
    """Whether it is a noun or stands for one: "the shelling", "the wounded"."""
    before = word.page.before(word.span.start, 1)
    return word.token is not None and (word.token.pos in ("NOUN", "PROPN") or any(t.pos == "DET" for t in before))


def _is_fired_from(word: Word, place: Span) -> bool:
    """ "fired the shells from a hill near X": not where they fell."""
    return word.lemma in FIRING and any(n == "from" and a.span.contains(place) for n, a in word.slots)


def _is_origin(word: Word, c: Candidate) -> bool:
    """ "killed a woman visiting from X": where somebody came from, not where the harm was done."""
    if c.under != "from" or word.lemma not in HARM:
        return False
    return any(n in CORE and a.span.contains(c.place.span) and not a.head.overlaps(c.place.span) for n, a in word.slots)


def _is_parted(word: Word, place: Span, places: list[Candidate]) -> bool:
    """ "burned houses in X; they shelled Y's outskirts": of another clause, where its own names a place."""
    text = word.page.text

    def apart(other: Span) -> bool:
        low, high = sorted((other, word.span))
        return ";" in text[low.end : high.start]

    own = (c.place.span for c in places if not apart(c.place.span))
    return apart(place) and any(a.span.contains(o) for o in own for _, a in word.slots)


def _is_goal(word: Word, c: Candidate) -> bool:
    """ "killed two guards before fleeing to X", "thousands fled to X": where somebody went, not where it happened."""
    place = c.place.span
    if DIRECTION.search(word.page.text, word.sentence.span.start, place.start) is not None:
        return True
    if word.lemma in LEAVING and c.under in GOAL and word.span < place:
        return True
    leaving = [f for f in word.verbs if f.lemma in LEAVING]
    goals = [a.span for f in leaving for name, a in slots(f) if name in GOAL]
    return any(g.contains(place) and not g.contains(word.span) for g in goals)


def _is_of_speaker(word: Word, place: Span) -> bool:
    """ "The blast shook the port, an official in X said": the speaker's place, where the parser finds nothing said."""
    if NO_WORD.search(word.page.text, max(0, place.start - 30), place.start) is not None:
        return place.start > word.span.end
    own = {f.trigger for f in word.frames}
    said = [f for f in word.verbs if f.governor in own and f.content is None and f.patient is None and _tells(f)]
    return any(
        f.agent is not None and f.trigger.start > f.agent.span.end and f.agent.span.contains(place) for f in said
    )


def _tells(frame: Frame) -> bool:
    return frame.relation == "adverbial" and frame.marker is None and frame.lemma in cues.verbs()


def _is_counted_from(word: Word, place: Span) -> bool:
    """ "shot two days after an attack in X", "a year after the raid on X, gunmen shot": of another happening, by which
    the time of this one is told."""
    text = word.page.text
    if place.start > word.span.end:
        after = text[word.span.end : place.start]
        return COUNTED.search(after) is not None or (_noun(word) and discourse().followed.fullmatch(after) is not None)
    fronted = COUNTED.search(text, word.sentence.span.start, place.start)
    between = text[place.end : word.span.start]
    if "," in between and ADDED.search(text, word.sentence.span.start, place.start) is not None:
        return True  # "besides its raids on X, the army struck Y"
    return fronted is not None and "," in between and "," not in text[fronted.end() : place.start]


def _is_of_charge(word: Word, place: Span) -> bool:
    """ "a court sentenced the general for the killings in X": where that was done of which somebody is accused."""
    between = word.page.text[word.span.end : max(word.span.end, place.start)]
    return word.lemma in LEGAL and CHARGED.search(between) is not None and LASTING.search(between) is None


def _is_of_accusation(word: Word, place: Span) -> bool:
    """ "freed the soldiers and accused the army of bombing a school in X": not where the soldiers were freed."""
    accusing = [f.trigger for f in word.verbs if f.lemma in ACCUSING and f not in word.frames]
    finite = [t for t in accusing if any(w.tag in FINITE for w in word.page.within(t))]
    return any(word.span < t < place for t in finite)


def _is_of_dealing(word: Word, place: Span) -> bool:
    """ "ministers met in X to discuss the attack", "a court in X sentenced a man for the bombing"; not what stands
    behind the noun: "visited victims of the bombing in X"."""
    if place > word.span and not any(word.span < f.trigger < place for f in word.verbs):
        return False
    return any(a.span.contains(place) and not a.span.contains(word.span) for f in word.dealing for _, a in slots(f))


def _is_of_report(word: Word, place: Span) -> bool:
    """Where somebody told of it: "told reporters in X that", "an official in X said". Who tells of what befell those
    around him may stand where it happened: "residents of X said"."""
    if any(t.tag == "TO" for t in word.page.before(word.span.start, 1)):
        return False  # "plans to march in X"
    noun = _noun(word)
    telling = [f for f in word.verbs if f not in word.frames and reports(f, word.span)]
    within = [f for f in telling if (noun and f.trigger in word.above) or _is_said(f, word.span)]
    return any(
        a.span.contains(place) and not a.span.contains(word.span) and not (f.content and f.content.contains(place))
        for f in within
        for name, a in slots(f)
        if noun or not (_is_local(word, a) if name == "agent" else _opens(word, a, place))
    )


def _is_said(frame: Frame, span: Span) -> bool:
    told = "quote" in cues.verbs().get(frame.lemma, {})
    return told and frame.content is not None and frame.content.contains(span)


def _is_local(word: Word, speaker: Argument) -> bool:
    """ "A resident", "a police source"; to a hospital the wounded are brought from elsewhere."""
    words = {t.lemma.lower() for t in word.page.within(speaker.span)}
    if words & CARING:
        return False
    head = word.page.token(speaker.head)
    return bool(words & LOCAL) or (head is not None and head.lemma.lower() in speakers.speakers().witnesses)


def _opens(word: Word, argument: Argument, place: Span) -> bool:
    """ "In the town of X, officials said that": what follows is told of the place."""
    opening = word.page.within(Span(word.sentence.span.start, argument.span.start))
    return len(opening) <= 1 and argument.span.contains(place)


def choices(word: Word, places: list[Candidate], among: Iterable[int]) -> list[list[str]]:
    """The features of each place whose number is `among` those, and last those of none."""
    return [*(ties(word, places, n) for n in among), without(word, places)]


def chances(rows: list[list[str]], table: dict[str, float]) -> list[float]:
    """The chance of each choice."""
    return shares([sum(table.get(name, 0.0) for name in row) for row in rows])


@cache
def weights() -> dict[str, float]:
    """The weights by feature; those that are not listed are nought."""
    packed = (files("firsthand.extract.events.whereabouts") / "model" / FILE).read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return {name: float(weight) for weight, _, name in (line.partition("\t") for line in lines)}


def _narrowest(places: list[Candidate], mean: list[float], best: int) -> int:
    """The likeliest place within a province or country that is about as likely as that itself."""
    wide = places[best].place
    within = [
        n
        for n, c in enumerate(places)
        if mean[n] >= NARROW * mean[best]
        and FINENESS[c.place.precision] > FINENESS[wide.precision]
        and wide.country is not None
        and c.place.country == wide.country
        and (wide.precision == "country" or (wide.precision == "admin1" and c.place.admin1 == wide.admin1))
    ]
    return max(within, key=lambda n: mean[n], default=best)


def _known(page: Page, places: list[Candidate], mean: list[float], best: int) -> Where:
    place = ways.afar(page, ways.along(page, places, _by_name(places, places[best].place)))
    if place.name is not None:
        return place
    known = [(m, c.place) for m, c in zip(mean, places, strict=False) if c.place.name is not None and m >= BESIDE]
    known = [(m, other) for m, other in known if _joined(page, place.span, other.span)]
    if not known:
        return place
    around = max(known, key=lambda k: k[0])[1]
    precision = "district" if around.precision in ("site", "town") else around.precision
    return replace(around, text=place.text, span=place.span, precision=precision, use="location")


def _by_name(places: list[Candidate], noun: Where) -> Where:
    """The name itself where the sentence has it, for a noun that stands for it: "in Moro, an attack on the town"."""
    if noun.use != "noun":
        return noun
    named = (c.place for c in places if c.place.use != "noun" and c.place.name is not None)
    return next((p for p in named if (p.name, p.lat, p.lon) == (noun.name, noun.lat, noun.lon)), noun)


def _joined(page: Page, one: Span, other: Span) -> bool:
    """Whether one phrase holds both: "X, a village near Y", "the X area of Y", "Y's X district"; not "X and Y"."""
    first, second = sorted((one, other))
    between = page.within(Span(first.end, max(first.end, second.start)))
    return len(between) <= REACH and all(t.pos in JOINT for t in between)
