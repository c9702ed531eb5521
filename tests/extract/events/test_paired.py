"""Two verbs for one deed: what the tagger makes of the first costs neither the doer nor the means."""

import pytest

from firsthand.model import Block, Document, Event, Span, text_id

CASES = [
    # the sentence, the trigger, who did it
    ("Police shot and killed two bandits in the town of Gusau.", "shot and killed", "police"),
    ("Hooded gunmen shot and killed a judge near the river on Friday.", "shot and killed", "gunmen"),
    ("The rebels began their assault on Sake at dawn.", "began their assault", "rebels"),
]


@pytest.fixture(scope="module")
def read(events_of) -> dict[str, list[Event]]:
    texts = [text for text, _, _ in CASES]
    return dict(zip(texts, events_of(map(_document, texts)), strict=True))


@pytest.mark.parametrize(("text", "trigger", "doer"), CASES, ids=[c[1] for c in CASES])
def test_the_trigger_is_the_whole_expression_and_has_its_doer(read, text, trigger, doer):
    events = [e for e in read[text] if e.trigger.of(text) == trigger]
    assert events, [e.trigger.of(text) for e in read[text]]
    assert any(doer in (p.text or "").lower() for p in events[0].actor)


def _document(text: str) -> Document:
    return Document(text_id(text), text, None, None, None, "en", None, (Block(Span(0, len(text)), "paragraph"),))
