"""Fixed wordings of news that are read from the words alone, since parsers stumble over them.

"The dam was hit, AFP reports." ends with its source and cue; "The convoy is believed to have carried missiles" has
none to name.
"""

import re
from collections.abc import Iterator

from firsthand.extract.attribution import uncued
from firsthand.extract.attribution.kinds import ENDINGS
from firsthand.extract.attribution.verbs import DAYS
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.attribution.wordings import phrase_after, rest_of_clause, to_clause_end
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Span
from firsthand.model.reading import SayKind
from firsthand.reference import cues

BE = frozenset("is are was were be been being 's ’s".split())
FINITE = frozenset("VBD VBZ VBP MD".split())
LONGEST = 9  # words of a source and cue that close a sentence
STATES = frozenset("dead missing wounded injured killed captured hurt trapped".split())
IMPERSONAL = re.compile(
    r"\b[Ii]t\s+(?P<cue>(?:(?:has|had|was|is|been|later|then|also|since|soon|widely|first|\w+ly)\s+)*"
    r"(?:(?<=was\s)|(?<=is\s)|(?<=been\s)|(?<=ly\s)|(?=emerge|transpire))"
    r"(?P<verb>emerged|emerges|transpired|reported|alleged|claimed|rumoured|rumored|announced|learned|understood|feared))"
    r"(?:\s+(?:on\s+)?\w+day)?\s+(?=that\s)"
)
IN_PASSING = re.compile(
    r",\s+it\s+(?P<cue>(?:is|was|(?:has|had)\s+been)\s+(?:\w+ly\s+)?(?P<verb>\w+))(?=[,.;]|\s+(?:on\s+)?\w+day\b|$)"
)
CONFIRMED_BY = re.compile(
    r"\b[Ii]t\s+(?P<cue>(?:is|was|(?:has|had)\s+been)\s+(?:\w+ly\s+)?(?P<verb>\w+))(?:\s+(?:on\s+)?\w+day)?\s+by\s+"
    r"(?P<who>[^;:“”\"]{2,80}?)(?:,|\s+on\s+\w+day)?\s+(?=that\s)"
)
BY_COUNT = re.compile(r"\b[Bb]y\s+(?P<who>his|her|its|their)\s+(?:own\s+)?(?:count|tally|reckoning|account)\b")
AS_PUT = re.compile(r"As\s+(?P<who>[^;:“”\"]{2,90}?),?\s+(?P<cue>(?:put|puts|has|had|have|tells?|told)\s+it),\s+")
AS_HAS = re.compile(r",\s+as\s+(?P<who>[^,;:“”\"]{2,60}?)\s+(?P<cue>(?:puts?|ha[sd]|have|tells?|told)\s+it)(?=\.?$)")
AS_TOLD = re.compile(
    r",\s+as\s+(?P<who>[^,;:“”\"]{2,80}?)\s+(?P<cue>(?:has\s+|had\s+)?told)\s+(?!it\b)(?P<whom>[^,;:“”\"]{2,60}?)(?=\.?$)"
)
IN_CLAUSE = re.compile(
    r"\b(?:that|which|who),\s+(?P<who>it|he|she|they|the\s+[\w\s]{2,40}?|[A-Z][\w\s'’]{1,40}?)\s+(?P<cue>\w+),\s+(?P<told>[^,;:“”]+)"
)
TALK = re.compile(
    r"\b[Tt]here\s+(?:is|was|has\s+been|were|are)\s+(?P<cue>talk|rumou?rs?|word|speculation)\s+(?:of|that)\s+"
)
EXPLETIVES = frozenset("it there".split())


def drafts(view: View) -> Iterator[Draft]:
    """All drafts of the wordings in this module."""
    for sentence in view.sentences:
        closing = _closing(view, sentence)
        if closing:
            yield closing
        yield from _passives(view, sentence)
        yield from _impersonal(view, sentence)
        yield from _by_count(view, sentence)
        yield from _as_put(view, sentence)
        yield from _talk(view, sentence)
        yield from in_clause(view, sentence)


# ---- "By her count 17 people were buried"
def _by_count(view: View, sentence: Sentence) -> Iterator[Draft]:
    """What somebody's own count comes to: the rest of its sentence."""
    for found in BY_COUNT.finditer(sentence.span.of(view.text)):
        cue = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
        who = Span(sentence.span.start + found.start("who"), sentence.span.start + found.end("who"))
        content = rest_of_clause(view, sentence, cue)
        if content and view.quotation(cue.start) is None:
            yield Draft((Span(who.end + 1, cue.end),), content, who, "say")


# ---- "a strike that, it says, killed nine"
def in_clause(view: View, sentence: Sentence) -> Iterator[Draft]:
    """What a relative clause tells that opens with whose words it is in."""
    start = sentence.span.start
    for found in IN_CLAUSE.finditer(sentence.span.of(view.text)):
        who, cue, told = (Span(start + found.start(g), start + found.end(g)) for g in ("who", "cue", "told"))
        kind, content = telling(found["cue"].lower()), trim(view.text, told.start, told.end)
        if kind and content and view.quotation(cue.start) is None:
            yield Draft((cue,), (content,), who, kind)


# ---- "There is talk of more than thirty dead"
def _talk(view: View, sentence: Sentence) -> Iterator[Draft]:
    """What is told of by nobody whom the report names."""
    for found in TALK.finditer(sentence.span.of(view.text)):
        cue = Span(sentence.span.start + found.start("cue"), sentence.span.start + found.end("cue"))
        content = trim(view.text, cue.end + 1, sentence.span.end)
        if content and view.quotation(cue.start) is None:
            yield Draft((cue,), (content,), None, "report")


# ---- "As the mayor put it, …", "…, as Coast Wire has it", "…, as the mayor told Coast Wire"
def _as_put(view: View, sentence: Sentence) -> Iterator[Draft]:
    """What stands behind, or before, the aside that names whose words it is in."""
    words, start = sentence.span.of(view.text), sentence.span.start
    for found in filter(None, (AS_PUT.match(words), AS_HAS.search(words), AS_TOLD.search(words))):
        cue = Span(start + found.start("cue"), start + found.end("cue"))
        who = Span(start + found.start("who"), start + found.end("who"))
        behind = found.start() == 0
        told = trim(view.text, start + found.end(), sentence.span.end) if behind else None
        told = told or trim(view.text, start, start + found.start())
        if told is not None and view.quotation(cue.start) is None:
            yield Draft((cue,), (told,), who, "say")


# ---- "…, AFP reports."
def _closing(view: View, sentence: Sentence) -> Draft | None:
    """What stands before a closing ", SOURCE VERB", where the source is a medium, a party or a word for a source."""
    tokens = [t for t in sentence.tokens if t.text not in ".”\"'’"]
    comma = max((i for i, t in enumerate(tokens) if t.text == ","), default=None)
    if comma is None or not 2 <= len(tokens) - comma - 1 <= LONGEST or view.quotation(tokens[-1].span.start):
        return None
    rest = tokens[comma + 1 :]
    verb = next((i for i in range(len(rest) - 1, 0, -1) if telling(rest[i].text.lower())), None)
    if verb is None or not only_time(view, rest[verb + 1 :]):
        return None
    source = trim(view.text, rest[0].span.start, rest[verb - 1].span.end)
    content = _before(view, sentence, tokens[comma])
    told = view.quotation(tokens[comma].span.start) or any(t.tag in FINITE for t in tokens[:comma])
    if source is None or content is None or not told or not _speaks(view, source):
        return None
    kind = telling(rest[verb].text.lower())
    return Draft((rest[verb].span,), (content,), source, kind) if kind else None


def _before(view: View, sentence: Sentence, comma: Token) -> Span | None:
    """What stands before the comma, a quotation whole and with its marks."""
    quote = view.quotation(comma.span.start)
    if quote is None:
        return trim(view.text, sentence.span.start, comma.span.start)
    return Span(min(sentence.span.start, quote.span.start), quote.span.end)


def _speaks(view: View, source: Span) -> bool:
    """Whether a phrase names who says something: a party, a medium, an official, a film."""
    images = cues.bearers("image") & {t.lemma.lower() for t in view.within(source)}
    return bool(images) or uncued.names_source(view, source)


def telling(word: str) -> SayKind | None:
    """The kind that a form of a verb of speech makes ("reports", "noted"), by its ending alone."""
    stems = (word.removesuffix(end) + new for end, new in ENDINGS if word.endswith(end) and end != "ing")
    uses = next((cues.verbs()[s] for s in (word, *stems) if "quote" in cues.verbs().get(s, {})), None)
    return uses["quote"] if uses else IRREGULAR.get(word)


IRREGULAR: dict[str, SayKind] = {"said": "say", "told": "say", "wrote": "say"}


def only_time(view: View, tokens: list[Token]) -> bool:
    """Whether nothing but a time follows ("…, police said on Sunday")."""
    words = [t for t in tokens if t.pos not in ("ADP", "DET", "PUNCT")]
    dated = [m.when.span for m in view.times if m.when.span]
    return all(t.text.lower() in DAYS or any(d.overlaps(t.span) for d in dated) for t in words)


# ---- "is believed to have …", "were reported killed"
def _passives(view: View, sentence: Sentence) -> Iterator[Draft]:
    tokens = sentence.tokens
    for i, token in enumerate(tokens[:-2]):
        kind = cues.passives().get(token.text.lower())
        first = _auxiliary(tokens, i) if kind else None
        if kind is None or first is None:
            continue
        source, after = _by(view, sentence, i + 1)
        subject = _subject(view, sentence, tokens[first])
        if subject is None or after >= len(tokens) or not _is_said(tokens, after):
            continue
        told = to_clause_end(view, sentence, tokens[after].span.start)
        if told:
            yield Draft((Span(tokens[first].span.start, token.span.end),), (subject, told), source, kind)


def _impersonal(view: View, sentence: Sentence) -> Iterator[Draft]:
    """ "It later emerged that …", "it was reported on Tuesday that …": told by nobody in particular."""
    for found in IMPERSONAL.finditer(sentence.span.of(view.text)):
        word = found["verb"].lower()
        at = sentence.span.start
        told = trim(view.text, at + found.end(), sentence.span.end)
        if told and view.quotation(at + found.start()) is None:
            yield Draft(
                (Span(at + found.start("cue"), at + found.end("cue")),),
                (told,),
                None,
                cues.passives().get(word, "report"),
            )
    yield from _in_passing(view, sentence)
    yield from _confirmed_by(view, sentence)


def _in_passing(view: View, sentence: Sentence) -> Iterator[Draft]:
    """ "Six people were killed, it was reported": what its sentence tells, by nobody in particular."""
    for found in IN_PASSING.finditer(sentence.span.of(view.text)):
        kind, at = cues.passives().get(found["verb"].lower()), sentence.span.start
        told = rest_of_clause(view, sentence, Span(at + found.start() + 1, at + found.end())) if kind else ()
        if kind and told and view.quotation(at + found.start("cue")) is None:
            yield Draft((Span(at + found.start("cue"), at + found.end("cue")),), told, None, kind)


def _confirmed_by(view: View, sentence: Sentence) -> Iterator[Draft]:
    """ "It was confirmed by the mayor that …"."""
    for found in CONFIRMED_BY.finditer(sentence.span.of(view.text)):
        kind, at = telling(found["verb"].lower()), sentence.span.start
        told = trim(view.text, at + found.end(), sentence.span.end)
        if kind and told and view.quotation(at + found.start("cue")) is None:
            cue, who = (Span(at + found.start(g), at + found.end(g)) for g in ("cue", "who"))
            yield Draft((cue,), (told,), who, kind)


def _auxiliary(tokens: tuple[Token, ...], i: int) -> int | None:
    """The first word of the forms of "be" and "have" and the adverbs before a participle; None without a "be"."""
    first = i
    while first and (tokens[first - 1].pos in ("AUX", "ADV") or tokens[first - 1].text.lower() in BE):
        first -= 1
    return first if any(t.text.lower() in BE for t in tokens[first:i]) else None


def _by(view: View, sentence: Sentence, i: int) -> tuple[Span | None, int]:
    """By whom, and the number of the word after it."""
    tokens = sentence.tokens
    if i >= len(tokens) or tokens[i].text.lower() != "by":
        return None, i
    source = phrase_after(view, sentence, tokens[i].span.end)
    end = source.end if source else tokens[i].span.end
    return source, next((n for n in range(i, len(tokens)) if tokens[n].span.start >= end), len(tokens))


def _subject(view: View, sentence: Sentence, auxiliary: Token) -> Span | None:
    """What stands before the auxiliary as its subject; None for "it" and "there"."""
    frames = [f for f in sentence.frames if f.voice == "passive" and f.patient]
    near = [f.patient.span for f in frames if f.patient and 0 <= auxiliary.span.start - f.patient.span.end <= 2]
    before = view.before(auxiliary.span.start)
    phrase = view.noun_phrase(before.span.start) if before else None
    found = max(near, key=len) if near else (phrase.span if phrase else None)
    return found if found and found.of(view.text).lower() not in EXPLETIVES else None


def _is_said(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether an infinitive or a state follows: "to have fled", "killed"."""
    word = tokens[i].text.lower()
    return word in STATES or (word == "to" and i + 1 < len(tokens) and tokens[i + 1].tag in ("VB", "RB"))
