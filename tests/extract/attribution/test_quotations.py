"""Which characters stand within quotation marks."""

import pytest

from firsthand.extract.attribution.quotes import quotations
from firsthand.model import Span


def read(text):
    return quotations(text, [Span(0, len(text))])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We hold,” he said. “We stay.”", ["“We hold,”", "“We stay.”"]),
        ('"We hold," he said.', ['"We hold,"']),
        ("''We hold,'' he said.", ["''We hold,''"]),
        ("Front on pass: ‘We Won’t Kneel’", ["‘We Won’t Kneel’"]),
        ("The fighters' camp and the rebels’ post fell in the '90s.", []),
        ("He said “one ‘two’ three” again.", ["“one ‘two’ three”"]),
        ('A 12" shell hit the mill.', []),
        ("No marks at all.", []),
    ],
)
def test_quotations_with_their_marks(text, wanted):
    assert [q.span.of(text) for q in read(text)] == wanted


def test_a_quotation_left_open_is_taken_up_by_the_next_paragraph():
    text = "“We heard the first shell at six.\n\n“Then the roof came down,” she said."
    first, second = read(text)
    assert not first.closed
    assert second.closed and second.continues
    assert first.span.of(text) == "“We heard the first shell at six."


def test_a_closed_quotation_is_taken_up_by_nobody():
    first, second = read("“It is over,” she said.\n\n“It is not,” he said.")
    assert first.closed and not second.continues


def test_inner_leaves_the_marks_out():
    text = "“Hold,” he said, ''stay.''"
    assert [q.inner(text).of(text) for q in read(text)] == ["Hold,", "stay."]
