"""Accusations that parsers misread: "Open Gate, in a report, accused fighters of killing nine", "accused by residents
of burning houses"."""

import re
from collections.abc import Iterator

from firsthand.extract.attribution.view import Draft, View, trim
from firsthand.extract.language.layer import Sentence
from firsthand.model import Span

COMMA = re.compile(r",")
BEHIND = re.compile(r",\s+(?:an?\s|which|who|where|while|as|but|though|although|in\s+what)\b|\s[–—-]+\s")


def drafts(view: View) -> Iterator[Draft]:
    """One draft for each "accused" with "of" doing something."""
    for sentence in view.sentences:
        words = [t.text.lower() for t in sentence.tokens]
        for i, word in enumerate(words[:-2]):
            if word == "accused" and view.quotation(sentence.tokens[i].span.start) is None:
                found = _passive(view, sentence, i) if words[i + 1] == "by" else _active(view, sentence, i)
                yield from [found] if found else []


def _passive(view: View, sentence: Sentence, i: int) -> Draft | None:
    """ "The army has been accused by residents of burning houses": the residents say so, of the army."""
    tokens = sentence.tokens
    by = view.noun_phrase(tokens[i + 2].span.start)
    deed = view.after(by.span.end) if by else None
    first = i
    while first and (tokens[first - 1].pos in ("AUX", "ADV") or tokens[first - 1].text in (",", "been")):
        first -= 1
    accused = view.noun_phrase(tokens[first - 1].span.start) if first else None
    if by is None or accused is None or deed is None or deed.text != "of":
        return None
    told = _told(view, sentence, deed.span.start, aside=tokens[first].text == ",")
    cue = Span(tokens[first].span.start, tokens[i].span.end) if tokens[first].text != "," else tokens[i].span
    return Draft((cue,), (accused.span, told), by.span, "claim") if told else None


def _told(view: View, sentence: Sentence, start: int, *, aside: bool) -> Span | None:
    """The deeds of which somebody is accused: up to the comma that ends the aside, or to what is said of them."""
    stop = (COMMA if aside else BEHIND).search(view.text, start, sentence.span.end)
    return trim(view.text, start, stop.start() if stop else sentence.span.end)


def _active(view: View, sentence: Sentence, i: int) -> Draft | None:
    """ "Open Gate, in a report out in May, accused fighters of killing nine": who opens the sentence says so."""
    tokens = sentence.tokens
    after = range(i + 2, len(tokens) - 2)
    of = next((n for n in after if tokens[n].text == "of" and "VBG" in (tokens[n + 1].tag, tokens[n + 2].tag)), None)
    speaker = view.noun_phrase(sentence.span.start)
    aside = speaker is not None and view.text[speaker.span.end : speaker.span.end + 1] == ","
    if of is None or speaker is None or not aside or tokens[i - 1].text != ",":
        return None
    told = trim(view.text, tokens[i + 1].span.start, sentence.span.end)
    return Draft((tokens[i].span,), (told,), speaker.span, "claim") if told else None
