"""Clauses that close with who told them: "Four died, the mayor, Karim Haddad, said"; "Four died, said Karim Haddad".

The commonest sentence of news, and one that parsers stumble over where something is said of the speaker between
commas. It is read from the words and their parts of speech alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.extract.attribution.formulas import telling
from firsthand.extract.attribution.kinds import ENDINGS
from firsthand.extract.attribution.verbs import is_sentence
from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.language.layer import Sentence, Token
from firsthand.model import Span
from firsthand.model.reading import SayKind
from firsthand.reference import cues, roles

FINITE = frozenset("VBD VBZ VBP MD".split())
BEFORE_VERB = frozenset("AUX ADV PART".split())
NAMES = frozenset("DET PROPN NOUN ADJ NUM PRON".split())
OPENERS = frozenset(
    "who whose which that where when while whereas as and but or after before if because although".split()
)
LEADS = frozenset("when while as after before if because although since once until".split())
WHEN_SAID = frozenset("on in at during by after over via to from through earlier later".split())
INVERTED = frozenset(
    """said says say added wrote writes announced reported reports confirmed explained noted stated disclosed recalled
    recalls insisted warned""".split()
)
OBJECTS = frozenset("it them him me us".split())
MEANS = frozenset("phone telephone radio email e-mail message link whatsapp signal telegram letter".split())
ASIDES = 2  # how much is said of a speaker between commas
TOLD_TO = 6  # words of whom a thing is told to
TO_DAY = 3  # words of when it was said
SHORTEST = 5  # words of what is told, where a named speaker closes it
LONGEST = 22  # words of a speaker with what is said of him


def drafts(view: View) -> Iterator[Draft]:
    """One draft for each verb of telling that closes a clause."""
    for sentence in view.sentences:
        for i, token in enumerate(sentence.tokens):
            kind = _kind(view, token, as_noun=_reports(sentence.tokens, i))
            if kind is None:
                continue
            found = _upright(view, sentence, i) or _inverted(view, sentence, i)
            if found is not None:
                yield Draft((found.cue,), found.content, found.source, kind)


def openings(view: View) -> Iterator[Draft]:
    """One draft for each "X, who would not be named, said that …", which parsers lose behind a long speaker."""
    for sentence in view.sentences:
        for i, token in enumerate(sentence.tokens):
            before = sentence.tokens[max(i - 1, 0)]
            behind_aside = before.text == "," or (before.pos != "AUX" and _has_relative(sentence.tokens[:i]))
            kind = _kind(view, token) if token.tag in FINITE or behind_aside else None
            that = _that_behind(sentence.tokens, i) if kind is not None else None
            that = _clause_behind(sentence.tokens, i) if that is None and kind and behind_aside else that
            speaker = speaker_before(sentence.tokens, i) if that is not None else None
            content = trim(view.text, sentence.tokens[that].span.start, sentence.span.end) if that is not None else None
            if kind is not None and speaker is not None and content is not None:
                yield Draft((token.span,), (content,), speaker, kind)


def _has_relative(tokens: Sequence[Token]) -> bool:
    """Whether a speaker with a clause on him stands before a verb: "an official who asked not to be named told"."""
    return any(t.tag in ("WP", "WP$") or t.text == "whose" or t.text in HEARD for t in tokens)


def _that_behind(tokens: Sequence[Token], verb: int) -> int | None:
    """The "that" behind a verb, or behind whom it was told to."""
    reach = TOLD_TO if tokens[verb].text in ("told", "informed") else TO_DAY
    for i in range(verb + 1, min(verb + 1 + reach, len(tokens) - 1)):
        if tokens[i].text == "that":
            return i
        if tokens[i].pos not in ("DET", "NOUN", "PROPN", "ADJ", "ADP") or tokens[i].text == ",":
            return None
    return None


def _clause_behind(tokens: Sequence[Token], verb: int) -> int | None:
    """Where a clause begins behind "said" without a "that": "a witness, Karim Haddad, said a bomb …"."""
    behind = tokens[verb + 1 :]
    opens = tokens[verb].text in ("said", "says") and bool(behind) and behind[0].pos in NAMES
    return verb + 1 if opens and any(t.tag in FINITE | {"VBN"} for t in behind[1:]) else None


def speaker_before(tokens: Sequence[Token], verb: int) -> Span | None:
    """The whole phrase that speaks before a verb, with what is said of it: "an official in the port who fled"."""
    left = _before_helpers(tokens, verb)
    start = _speaker_start(tokens, left) if left >= 0 else None
    last = left if tokens[left].text != "," else left - 1
    return Span(tokens[start].span.start, tokens[last].span.end) if start is not None and start <= last else None


def _before_helpers(tokens: Sequence[Token], verb: int) -> int:
    """The last word of a verb's subject: over auxiliaries and adverbs, but for those of "a porter *who was there*"."""
    left = verb - 1
    while left > 0 and tokens[left].pos in BEFORE_VERB and tokens[left].text != ",":
        left -= 1
    return verb - 1 if tokens[left].tag in ("WP", "WDT") and left < verb - 1 else left


def _speaker_start(tokens: Sequence[Token], left: int) -> int | None:
    start = subject_start(tokens, left)
    if start is not None or tokens[left].text != ",":
        return start
    aside = _after_comma(tokens, left - 1)  # ", in a message obtained by the paper,"
    if aside < 2 or tokens[aside].pos != "ADP":
        return None
    start = _after_comma(tokens, aside - 2)
    return start if is_name(tokens[start : aside - 1]) else None


@dataclass(frozen=True, slots=True)
class _Found:
    cue: Span
    source: Span
    content: tuple[Span, ...]


def _reports(tokens: Sequence[Token], i: int) -> bool:
    """Whether "reports" ends a sentence behind a name, taken for a noun: "…, the Hill Rights Desk reports."."""
    ends = i + 1 < len(tokens) and tokens[i + 1].text == "." and i + 2 == len(tokens)
    return ends and i > 1 and tokens[i].text == "reports" and tokens[i - 1].text.istitle()


def _kind(view: View, token: Token, *, as_noun: bool = False) -> SayKind | None:
    """The kind of a verb that may close a clause, outside of quotations."""
    told = as_noun or token.tag in FINITE | {"VBN"}  # "the mayor, Karim Haddad, confirmed" may pass for a participle
    if not told or not _stems(token) & cues.closing_verbs() or view.quotation(token.span.start) is not None:
        return None
    return telling(token.text.lower())


def _stems(token: Token) -> set[str]:
    word = token.text.lower()
    return {token.lemma.lower(), *(word.removesuffix(end) + new for end, new in ENDINGS if word.endswith(end))}


# ---- "…, the mayor, Karim Haddad, said on Friday"
def _upright(view: View, sentence: Sentence, verb: int) -> _Found | None:
    tokens = sentence.tokens
    left = _before_helpers(tokens, verb)
    if tokens[verb].tag == "VBN" and any(t.lemma.lower() == "be" for t in tokens[left + 1 : verb]):
        return None
    start = subject_start(tokens, left)
    if start is None or start < 2 or tokens[start - 1].text != ",":
        return None
    end = tail_end(tokens, verb + 1)
    if end is None or not _closes(view, tokens[verb:end]):
        return None
    last = left if tokens[left].text != "," else left - 1
    source = Span(tokens[start].span.start, tokens[last].span.end)
    content = _content(view, sentence, start - 1, end)
    return _Found(Span(tokens[left + 1].span.start, tokens[verb].span.end), source, content) if content else None


def subject_start(tokens: Sequence[Token], last: int) -> int | None:
    """Where the phrase that ends at a word begins, with what is said of it between commas."""
    if last < 0:
        return None
    if tokens[last].text != ",":
        start = _without_lead(tokens, _after_comma(tokens, last), last)
        return start if is_name(tokens[start : last + 1]) else None
    for _ in range(ASIDES):
        aside = _after_comma(tokens, last - 1)
        if aside == 0 or not _is_aside(tokens[aside:last]):
            return None
        start, last = _without_lead(tokens, _after_comma(tokens, aside - 2), aside - 2), aside - 1
        if is_name(tokens[start:last]) and not (
            start and _is_aside(tokens[start:last]) and _names_before(tokens, start)
        ):
            return start
    return None


def _names_before(tokens: Sequence[Token], start: int) -> bool:
    """Whether what is said of a speaker follows his name or office: "its leader, Karim Haddad, known as Abu Omar"."""
    before = _after_comma(tokens, start - 2)
    return tokens[start - 1].text == "," and 0 < before < start and is_name(tokens[before : start - 1])


def _without_lead(tokens: Sequence[Token], start: int, last: int) -> int:
    """The word behind a "while" or "and" that leads to a speaker."""
    return start + 1 if start < last and tokens[start].text.lower() in ("while", "and", "but", "whereas") else start


def _after_comma(tokens: Sequence[Token], last: int) -> int:
    """The word behind the nearest comma (or dash, or opening mark) before a word."""
    start = last
    while start > 0 and tokens[start - 1].text not in (",", ";", ":", "—", "–", "(", "“", "”", '"'):
        start -= 1
    return max(start, 0)


def is_name(tokens: Sequence[Token]) -> bool:
    """Whether words may name a speaker: a noun phrase, with a clause on it at most."""
    if not tokens or len(tokens) > LONGEST or tokens[0].pos not in NAMES or tokens[0].text.lower() in OPENERS:
        return False
    clause = next((i for i, t in enumerate(tokens) if _opens_clause(tokens, i)), len(tokens))
    named = any(t.pos in ("NOUN", "PROPN", "PRON") or t.tag.startswith("NN") for t in tokens[:clause])
    return named and not any(_is_finite(t) for t in tokens[:clause])


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether what is said of a speaker begins with a word: "who fled", "reached by telephone"."""
    reached = tokens[i].text in HEARD and any(t.text in ("by", "in", "on", "at") for t in tokens[i + 1 : i + 2])
    return reached or tokens[i].tag in ("WP", "WDT", "WP$") or tokens[i].text in ("that", "whose")


def _is_finite(token: Token) -> bool:
    """Whether a word is a finite verb; one in capitals is a part of a name: "the Sahel Witness Collective"."""
    return token.tag in FINITE and not token.text[:1].isupper()


def _is_aside(tokens: Sequence[Token]) -> bool:
    """Whether words between commas say who somebody is: "the mayor", "who leads the union", "an aid group"."""
    if not tokens:
        return False
    words = " ".join(t.text for t in tokens)
    relative = (
        tokens[0].tag in ("WP", "WDT", "WP$")
        or tokens[0].text in HEARD
        or any(t.text in ("known", "identified") for t in tokens[:2])
    )
    noun = tokens[0].pos in ("DET", "NOUN", "ADJ", "PROPN") or tokens[0].tag == "PRP$"
    return relative or (noun and is_name(tokens)) or roles.role(words) is not None


# ---- "…, said Karim Haddad, the mayor"
def _inverted(view: View, sentence: Sentence, verb: int) -> _Found | None:
    tokens = sentence.tokens
    if verb < 3 or tokens[verb].text not in INVERTED or tokens[verb - 1].text != ",":
        return None
    name = _until(tokens, verb + 1)
    no_name = tokens[verb + 1].text in OBJECTS or tokens[verb + 1].pos == "NUM"  # "reported eight deaths"
    if no_name or not is_name(tokens[verb + 1 : name]):
        return None
    relative = name < len(tokens) and tokens[name].tag == "WP"  # "said an official who asked not to be named"
    end = len(tokens) if relative and "," not in {t.text for t in tokens[name:]} else tail_end(tokens, name)
    if end is None or (not relative and any(t.tag in FINITE for t in tokens[name:end])):
        return None
    last = _with_aside(tokens, name)
    told_of = last > name and tokens[name + 1].text in ("identified", "named", "known")
    if told_of and last + 1 < len(tokens) and tokens[last + 1].tag in FINITE:
        return None  # "said the guard, identified as Haddad, died": no speaker, but of whom it is told
    content = _content(view, sentence, verb - 1, max(last, end))
    source = Span(tokens[verb + 1].span.start, tokens[last - 1].span.end)
    return _Found(tokens[verb].span, source, content) if content else None


def _until(tokens: Sequence[Token], start: int) -> int:
    """The end of the speaker's phrase: before a comma, a clause, or when and where it was said."""
    for i in range(start, len(tokens)):
        parts = tokens[i].pos == "PUNCT" and tokens[i].text not in "-.'’"
        if parts or tokens[i].tag in ("WP", "WDT", "WP$") or tokens[i].text in DAYS or _is_occasion(tokens, i):
            return i
    return len(tokens) - 1 if tokens[-1].text == "." else len(tokens)


def _is_occasion(tokens: Sequence[Token], i: int) -> bool:
    """Whether a preposition leads to a day or to what a thing is said in: "on Friday", "in a written statement"."""
    after = tokens[i + 1 : i + 5]
    said = any(t.lemma.lower() in _occasions() for t in after) and after[0].text.lower() in (
        "a",
        "an",
        "his",
        "her",
        "by",
    )
    return tokens[i].text in WHEN_SAID and (said or (bool(after) and after[0].text in DAYS))


def _with_aside(tokens: Sequence[Token], name: int) -> int:
    """The end of what is said of the speaker behind a comma: "said Karim Haddad, the mayor"."""
    if name >= len(tokens) or tokens[name].text != ",":
        return name
    end = _until(tokens, name + 1)
    aside = tokens[name + 1 : end]
    return end if aside and not any(t.tag in FINITE for t in aside) and _is_aside(aside) else name


# ---- what is told, and what stands behind the verb
def tail_end(tokens: Sequence[Token], start: int) -> int | None:
    """Where what belongs to the verb ends: at the sentence's end, or a comma with more to come behind it."""
    for i in range(start, len(tokens)):
        if tokens[i].text in (",", ";", "—", "–", "X."):  # "wrote on X." is often no sentence's end for parsers
            return i
        if tokens[i].text in (":", "“", '"') or tokens[i].tag in ("WDT", "WP"):
            return None
    return len(tokens)


def _closes(view: View, tokens: Sequence[Token]) -> bool:
    """Whether a verb is followed by no words of its own to tell: only to whom, when, where or how it was told."""
    verb, *tail = [t for t in tokens if t.text not in ".”’'\""]
    if verb.tag == "VBN" and tail and tail[0].text == "by" and tail[-1].lemma.lower() not in MEANS:
        return False
    if any(t.tag in FINITE or t.text in ("that", "how", "why") for t in tail):
        return False
    if verb.text == "told":
        return bool(tail)
    first = tail[0] if tail else None
    if first is None or first.text in WHEN_SAID or first.text in DAYS or first.pos == "ADV":
        return True
    return any(m.when.span is not None and m.when.span.overlaps(first.span) for m in view.times)


def _content(view: View, sentence: Sentence, comma: int, end: int) -> tuple[Span, ...]:
    """What stands before the speaker, if it tells something; and what goes on behind him."""
    tokens = sentence.tokens
    quote = view.quotation(tokens[comma].span.start) or view.quotation(tokens[comma].span.start - 1)
    begin = _begin(view, tokens, comma)
    first = trim(view.text, tokens[begin].span.start, tokens[comma].span.start)
    quoted = quote is not None and is_sentence(view, quote.span)
    apposed = tokens[end - 1].text == "," or any(t.text == "," for t in tokens[comma + 1 : end])
    headed = (
        apposed and comma >= SHORTEST and tokens[0].pos in NAMES
    )  # whatever parsers make of "Gunmen shot dead a guard"
    if first is None or quoted or not (headed or tells(tokens[begin:comma])):
        return ()
    rest = tokens[end + 1 :] if end < len(tokens) and tokens[end].text == "," else ()
    if not rest or rest[0].text.lower() in OPENERS - {"when", "after", "while"} or _tells_on(rest[0]):
        return (first,)
    if not any(t.tag.startswith("VB") for t in rest):
        return (first,)
    more = trim(view.text, rest[0].span.start, sentence.span.end)
    return (first, more) if more else (first,)


def _begin(view: View, tokens: Sequence[Token], comma: int) -> int:
    """Where what a speaker closes begins: behind a semicolon before which another one closed his."""
    last = next((i for i in range(comma - 1, 0, -1) if tokens[i].text == ";"), None)
    if last is None or view.quotation(tokens[last].span.start) is not None or not tells(tokens[last + 1 : comma]):
        return 0
    return last + 1 if any(_kind(view, t) for t in tokens[:last]) else 0


def _tells_on(token: Token) -> bool:
    """Whether a participle goes on with the speaker: "adding", "citing"."""
    lemma = token.lemma.lower()
    return token.tag == "VBG" and (lemma in cues.verbs() or lemma in ("speak", "refer", "call", "use", "blame"))


def tells(tokens: Sequence[Token]) -> bool:
    """Whether words hold a clause of their own, which neither "who" nor "when" opens.

    Any form of a verb will do: "A bomb exploded", "A shell hit" are often taken for participles.
    """
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return any(_is_clause(part, i == 0) for i, part in enumerate(parts))


def _is_clause(tokens: Sequence[Token], opens: bool) -> bool:
    if opens and len(tokens) > 1 and tokens[0].text.lower() in LEADS:
        return False
    relative = next((i for i, t in enumerate(tokens) if t.tag in ("WP", "WDT", "WP$")), len(tokens))
    heard = bool(tokens) and tokens[0].tag == "VBN"  # ", cited by the agency,"
    told = list(zip(("", *(t.tag for t in tokens)), tokens[:relative], strict=False))[heard:]
    return any(t.pos in ("VERB", "AUX") and t.tag != "VBG" and before != "TO" for before, t in told)


HEARD = frozenset("quoted cited signed reached contacted interviewed".split())
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday".split())


def _occasions() -> frozenset[str]:
    return cues.bearers("document") | frozenset({"interview", "briefing", "conference", "telephone", "phone"})
