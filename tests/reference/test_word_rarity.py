"""Common words of news are no sign of one happening; names and odd words are."""

import pytest

from firsthand.reference.word_rarity import UNLISTED, rarity


@pytest.mark.parametrize(("common", "rare"), [("killed", "bakery"), ("police", "minaret"), ("government", "zyxqvw")])
def test_a_word_of_every_report_is_less_rare_than_one_of_few(common: str, rare: str) -> None:
    assert 0 < rarity(common) < rarity(rare) <= UNLISTED
