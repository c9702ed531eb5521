""" "Police shot and killed two men": two verbs for one deed, of which the tagger takes the first for a noun."""

from dataclasses import replace

from firsthand.extract.events.page import Page
from firsthand.extract.events.words import Candidate
from firsthand.extract.language.layer import Argument, Sentence, Token
from firsthand.model import Span

DEEDS = frozenset({"shot", "stabbed", "hacked", "beat"})
HARM = frozenset({"kill", "wound", "injure"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def paired(page: Page, sentence: Sentence, c: Candidate) -> Candidate:
    """The candidate of "shot and killed", with who did it; any other candidate as it is."""
    before = page.before(c.span.start, 2)
    if c.lemma not in HARM or [t.text.lower() for t in before[1:]] != ["and"] or before[0].text.lower() not in DEEDS:
        return c
    deed = before[0]
    if any(f.trigger.overlaps(deed.span) for f in sentence.frames):
        return c  # read as a verb of its own
    agent = _subject(page, sentence, deed) if "agent" not in c.arguments else None
    lemma = "shoot dead" if (deed.text.lower(), c.lemma) == ("shot", "kill") else c.lemma
    arguments = c.arguments | ({"agent": (agent,)} if agent else {})
    return replace(c, span=Span(deed.span.start, c.span.end), lemma=lemma, arguments=arguments)


def _subject(page: Page, sentence: Sentence, deed: Token) -> Argument | None:
    """The noun phrase right before the deed, past a day that stands between: "a soldier Monday shot and killed"."""
    dates = [n.span for n in sentence.names if n.label == "DATE"]
    words = [t for t in page.before(deed.span.start, 8) if not any(d.contains(t.span) for d in dates)]
    if not words or words[-1].pos not in NOMINAL:
        return None
    head = words[-1]
    phrases = [p.span for p in sentence.noun_phrases if p.span.contains(head.span)]
    start = min((p.start for p in phrases), default=head.span.start)
    return Argument(Span(start, head.span.end), head.span)
