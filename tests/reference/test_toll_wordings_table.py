"""The table of toll wordings: each pattern has the groups that its reader needs, and fits or refuses as it should."""

import pytest

from firsthand.reference.tolls import wordings


def test_every_pattern_names_its_number():
    patterns = [p for told in wordings().told for p in told.patterns]
    assert len(patterns) >= 40
    assert all({"n", "at"} <= set(p.groupindex) for p in patterns)
    assert all("no" in p.groupindex and {"what", "safe"} & set(p.groupindex) for p in wordings().nobody)


@pytest.mark.parametrize(
    ("coded", "kind"),
    [
        ("raising the number of dead to #m0.", "killed"),
        ("the ministry put the dead at #m0.", "killed"),
        ("#p0 did not survive.", "killed"),
        ("#b0 were brought to the morgue.", "killed"),
        ("#p0 sustained burns.", "wounded"),
        ("#p0 were carried off.", "abducted"),
        ("#p0 had fled their homes.", "displaced"),
        ("#p0 are unaccounted for.", "missing"),
        ("the government has spoken of #m0.", None),
        ("#p0 came to the market.", "-"),
    ],
)
def test_the_first_pattern_that_fits_says_what_is_counted(coded, kind):
    found = [told.of for told in wordings().told if any(p.search(coded) for p in told.patterns)]
    assert (found or ["-"])[0] == kind


@pytest.mark.parametrize("words", ["down from ", "an earlier toll of ", "had first spoken of "])
def test_figures_that_are_put_aside(words):
    assert wordings().before.search(f"nine people died, {words}")


@pytest.mark.parametrize(
    ("words", "fits"), [(" fewer than before", True), (" reported earlier", True), (" died", False)]
)
def test_figures_that_what_follows_puts_aside(words, fits):
    assert (wordings().behind.search(words) is not None) is fits
