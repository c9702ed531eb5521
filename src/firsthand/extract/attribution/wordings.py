"""Attributions without a verb of their own: "according to X", "reportedly", "his claim that …", "it is clear …"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from firsthand.extract.attribution.view import Draft, Place, View, trim
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Span
from firsthand.reference import cues, roles

POSSESSIVES = frozenset("his her its their my our your whose".split())
LIGHT_VERBS = frozenset(
    "make issue give release deliver publish voice express raise repeat have send post write".split()
)
SUBORDINATORS = frozenset("that whether how why when if who where".split())
EXPLETIVES = frozenset("it there that this".split())
LINKING = frozenset("be seem appear become remain sound look feel make stay".split())

SHOWING = re.compile(
    r"\b(?:showing|(?:which|that)\s+(?:\w+ly\s+)?show(?:s|ed)?|(?:appear|purport|seem)(?:s|ed|ing)?\s+to\s+show)(?=\s)"
)
SHOWN_BY = 14  # words before it in which the picture stands
CAPTION = re.compile(
    r"(?:^|[-–—:]\s+)(?P<what>(?:An?|The|This|These|Two|Several)\s+(?:[\w-]+\s+){0,3}?[\w-]+)\s+"
    r"(?:(?:taken|made|released|provided|published|posted|filmed|shot|obtained|distributed|from|by|of)\b[^.;:“”]{0,160}?\s)?"
    r"(?P<cue>shows?|showed|depicts?|depicted)\s"
)


def drafts(view: View) -> Iterator[Draft]:
    """All drafts of the wordings in this module, in no order."""
    for sentence in view.sentences:
        yield from _prepositions(view, sentence)
        yield from _adverbs(view, sentence)
        yield from _nouns(view, sentence)
        yield from _adjectives(view, sentence)


def shown(view: View) -> Iterator[Draft]:
    """What pictures show, as captions and in passing: wordings that stand whatever a tagger makes of them."""
    for sentence in view.sentences:
        yield from _captions(view, sentence)
        yield from _showing(view, sentence)


# ---- "according to X"
def _prepositions(view: View, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.span.of(view.text)
    taken: list[Span] = []
    for phrase, kind in cues.prepositions().items():
        for found in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE):
            cue = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
            source = None if any(cue.overlaps(t) for t in taken) else phrase_after(view, sentence, cue.end)
            if source is None or (phrase == "per" and not _whole_per(view, cue, source)):
                continue
            taken.append(cue)
            content = rest_of_clause(view, sentence, Span(cue.start, source.end))
            if content:
                yield Draft((cue,), content, source, kind)


def _whole_per(view: View, cue: Span, source: Span) -> bool:
    """Whether "per" names a source ("per Reuters") and no rate ("per day")."""
    before = view.before(cue.start)
    named = source.of(view.text)[:1].isupper() or cue.of(view.text) == "Per"
    return named and (before is None or before.pos not in ("NUM", "SYM"))


def phrase_after(view: View, sentence: Sentence, start: int) -> Span | None:
    """The noun phrase after a preposition with its prepositional phrases, up to a comma, a verb or the clause's end."""
    tokens = [t for t in sentence.tokens if t.span.start >= start]
    end = None
    for i, token in enumerate(tokens):
        if (
            token.pos in ("VERB", "AUX", "SCONJ")
            or token.tag == "TO"
            or token.text in "—–;:()"
            or token.tag in ("WDT", "WP", "WRB")
        ):
            break
        if token.text == "," and (not _in_name(tokens, i) or tokens[i + 1].text.lower() == "that"):
            break
        if token.pos == "PUNCT" and token.text not in ",.-’'" and i > 0:
            break
        if token.pos not in ("ADP", "CCONJ", "PUNCT", "DET"):
            end = token.span.end
    first = tokens[0].span.start if tokens else start
    return trim(view.text, first, end) if end else None


def _in_name(tokens: list[Token], i: int) -> bool:
    """Whether a comma stands within a list of names ("the police, the army and the mayor")."""
    later = [t.text for t in tokens[i + 1 : i + 6]]
    return "and" in later and all(t.pos not in ("VERB", "AUX") for t in tokens[i + 1 : i + 7])


def rest_of_clause(view: View, sentence: Sentence, out: Span) -> Place:
    """The sentence without `out`: what stands before it and what stands after it."""
    if (told := in_relative(view, sentence, out)) is not None:
        return (told,)
    before = trim(view.text, sentence.span.start, out.start)
    after = trim(view.text, out.end, sentence.span.end)
    pieces = [p for p in (before, after) if p and any(c.isalnum() for c in p.of(view.text))]
    if before and after and not view.text[: out.start].rstrip().endswith(","):
        pieces = [before] if len(before) > len(after) or not _opens_clause(view, after) else pieces
    return behind_relative(view, out, tuple(_with_marks(view, p) for p in pieces))


def in_relative(view: View, sentence: Sentence, out: Span) -> Span | None:
    """ "The group, which has 600 men according to the army, left": no more than the clause on somebody."""
    before = [t for t in sentence.tokens if t.span.end <= out.start]
    comma = max((i for i, t in enumerate(before) if t.text == ","), default=-1)
    opens = 0 <= comma < len(before) - 2 and before[comma + 1].tag in ("WDT", "WP")
    after = view.after(out.end)
    closed = after is not None and after.text == "," and comma > 0
    return trim(view.text, before[comma + 1].span.start, out.start) if opens and closed else None


def behind_relative(view: View, source: Span, content: Place) -> Place:
    """The content without what is said of the source before it: "the mayor, *who spoke by phone*, two huts burned"."""
    last, whole = content[-1] if content else source, content
    while content and 0 <= last.start - source.end <= 2:
        comma = view.text.find(", ", last.start, last.end)
        part = Span(last.start, comma if comma >= 0 else last.end)
        if not _of_source(view, source, part, comma < 0):
            break
        rest = trim(view.text, comma + 1, last.end) if comma >= 0 else None
        source, content = Span(source.start, part.end), (*content[:-1], *((rest,) if rest else ()))
        last = content[-1] if rest else source
    return content or whole


def _of_source(view: View, source: Span, part: Span, closes: bool) -> bool:
    """Whether words behind a source's comma say who it is: "who spoke by phone", "the chief of the district"."""
    opening = view.within(part)[:1]
    if not opening or view.text[source.end : part.start].strip() != ",":
        return False
    words = part.of(view.text)
    if opening[0].tag.startswith("W") or roles.role(words) is not None or roles.person(words) is not None:
        return True
    return closes and not _tells(view.within(part)) and opening[0].text in ("a", "an")


def _tells(tokens: list[Token]) -> bool:
    """Whether words have a verb of their own, taken for a participle or not: "an air strike destroyed two"."""
    told = any(t.tag in ("VB", "VBD", "VBZ", "VBP", "MD") for t in tokens)
    taking = (b for a, b in pairwise(tokens) if a.tag == "VBN")
    return told or any(t.pos in ("DET", "NUM", "PROPN", "PRON") for t in taking)


def _opens_clause(view: View, span: Span) -> bool:
    return any(span.contains(f.trigger) for f in view.frames)


def _with_marks(view: View, span: Span) -> Span:
    """The span with the quotation mark that closes a quotation which starts in it."""
    quote = view.quotation(span.end - 1)
    return Span(span.start, quote.span.end) if quote and quote.span.start >= span.start else span


# ---- "reportedly"
def _adverbs(view: View, sentence: Sentence) -> Iterator[Draft]:
    for token in sentence.tokens:
        kind = cues.adverbs().get(token.text.lower())
        content = _hedged(view, sentence, token) if kind else ()
        if kind and content:
            yield Draft((token.span,), content, None, kind)


def _hedged(view: View, sentence: Sentence, adverb: Token) -> Place:
    """What the adverb bears on: the clause whose verb it modifies, else its sentence."""
    frames = [f for f in sentence.frames if adverb.span in f.hedges and f.clause]
    clause = min((f.clause for f in frames if f.clause), key=len, default=sentence.span)
    frame = next((f for f in frames if f.clause == clause), None)
    start = clause.start
    if frame and frame.relation == "relative" and frame.agent:
        start = frame.clause.start if frame.clause else start
    pieces = (trim(view.text, start, adverb.span.start), trim(view.text, adverb.span.end, clause.end))
    return tuple(p for p in pieces if p and any(c.isalnum() for c in p.of(view.text)))


# ---- "a statement saying", "his claim that"
def _nouns(view: View, sentence: Sentence) -> Iterator[Draft]:
    for i, token in enumerate(sentence.tokens[:-2]):
        kind = cues.nouns().get(token.lemma.lower()) if token.pos == "NOUN" else None
        following = sentence.tokens[i + 1]
        if not kind or following.text.lower() != "that" or following.pos not in ("SCONJ", "ADP", "DET", "PRON"):
            continue
        led = token.text == "reports" and kind == "report" and _led(sentence, i) and following.tag == "IN"
        if following.tag in ("WDT", "WP") or (not led and _relative(view, sentence, following)):
            continue
        content = to_clause_end(view, sentence, following.span.start)
        source, cue = _holder(view, sentence, token)
        if content:
            yield Draft((cue,), (content,), source, kind, sure=led and source is None)


def _led(sentence: Sentence, noun: int) -> bool:
    """Whether a preposition leads to a bare noun: "appalled by reports that"."""
    return noun > 0 and sentence.tokens[noun - 1].pos == "ADP"


def _relative(view: View, sentence: Sentence, that: Token) -> bool:
    """Whether "that" stands for its noun ("the claim that he made"): the next frame is a relative clause."""
    after = next((f for f in sentence.frames if f.trigger.start > that.span.start), None)
    return after is not None and after.relation == "relative"


def to_clause_end(view: View, sentence: Sentence, start: int) -> Span | None:
    """The clause that opens at `start`, by the first frame whose clause begins there, else to the next comma."""
    clauses = [f.clause for f in sentence.frames if f.clause and start <= f.clause.start <= start + 10]
    end = max((c.end for c in clauses), default=None)
    if end is None:
        comma = view.text.find(",", start, sentence.span.end)
        end = comma if comma > 0 else sentence.span.end
    return trim(view.text, start, end)


def _holder(view: View, sentence: Sentence, noun: Token) -> tuple[Span | None, Span]:
    """Whose claim it is, and the cue: "his" in "his claim"; the agent of "X made the claim"."""
    phrase = view.noun_phrase(noun.span.start)
    start = phrase.span.start if phrase else noun.span.start
    tokens = view.within(Span(start, noun.span.end))
    if tokens and tokens[0].text.lower() in POSSESSIVES:
        return tokens[0].span, Span(tokens[1].span.start if len(tokens) > 1 else noun.span.start, noun.span.end)
    mark = next((t for t in tokens if t.tag == "POS"), None)
    if mark:
        return trim(view.text, start, mark.span.start), Span(mark.span.end + 1, noun.span.end)
    frame = next((f for f in sentence.frames if f.patient and f.patient.span.contains(noun.span)), None)
    if frame and frame.agent and frame.lemma in LIGHT_VERBS and not frame.agent.span.overlaps(noun.span):
        return frame.agent.span, Span(frame.trigger.start, noun.span.end)
    return None, Span(noun.span.start, noun.span.end)


# ---- "A picture taken in X shows …"
def _captions(view: View, sentence: Sentence) -> Iterator[Draft]:
    """Pictures that show, however long the phrase between: parsers take such a "shows" for a noun."""
    found = CAPTION.search(sentence.span.of(view.text))
    if found is None or found["what"].split()[-1].lower().removesuffix("s") not in cues.bearers("image"):
        return
    start = sentence.span.start
    source = trim(view.text, start + found.start("what"), start + found.start("cue"))
    content = trim(view.text, start + found.end("cue"), sentence.span.end)
    if source and content:
        yield Draft((Span(start + found.start("cue"), start + found.end("cue")),), (content,), source, "show")


def _showing(view: View, sentence: Sentence) -> Iterator[Draft]:
    """Pictures of which it is told in passing what they show: "footage showing …", "films that seem to show"."""
    for found in SHOWING.finditer(sentence.span.of(view.text)):
        cue = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
        before = [t for t in sentence.tokens if t.span.end <= cue.start][-SHOWN_BY:]
        picture = next(
            (
                t
                for t in reversed(before)
                if t.tag.startswith("NN") and t.lemma.lower().removesuffix("s") in cues.bearers("image")
            ),
            None,
        )
        phrase = view.noun_phrase(picture.span.start) if picture else None
        told = trim(view.text, cue.end, _stop(view, sentence, cue.end))
        if phrase and told and view.quotation(cue.start) is None:
            yield Draft((cue,), (told,), phrase.span, "show")


def _stop(view: View, sentence: Sentence, start: int) -> int:
    """The next comma outside of a number, or the sentence's end."""
    after = (t.span.start for t in sentence.tokens if t.span.start >= start and t.text in (",", ";"))
    return next(after, sentence.span.end)


# ---- "confident that", "it is unclear when"
def _adjectives(view: View, sentence: Sentence) -> Iterator[Draft]:
    for i, token in enumerate(sentence.tokens[:-2]):
        kind = cues.adjectives().get(token.lemma.lower()) if token.pos in ("ADJ", "VERB") else None
        following = sentence.tokens[i + 1].text.lower()
        linking = _linking(sentence, i)
        if not kind or linking is None or following not in SUBORDINATORS:
            continue
        content = to_clause_end(view, sentence, sentence.tokens[i + 1].span.start)
        if content:
            cue, source = Span(linking, token.span.end), _subject(view, linking)
            yield Draft((cue,), (content,), source, kind, sure=kind == "assess" and source is None)


def _linking(sentence: Sentence, i: int) -> int | None:
    """The start of the linking verb before an adjective, over adverbs and auxiliaries."""
    start = None
    for token in reversed(sentence.tokens[:i]):
        if token.lemma in LINKING or token.pos in ("AUX", "ADV", "PART"):
            start = token.span.start
        else:
            break
    return start


def _subject(view: View, start: int) -> Span | None:
    """The noun phrase right before `start`; None for "it" and "there", which stand for nobody."""
    before = view.before(start)
    phrase = view.noun_phrase(before.span.start) if before else None
    if phrase is None and before is not None and before.pos in ("PRON", "PROPN", "NOUN"):
        return None if before.text.lower() in EXPLETIVES else before.span
    return phrase.span if phrase and phrase.span.of(view.text).lower() not in EXPLETIVES else None
