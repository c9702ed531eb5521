"""The tables of block patterns and of agencies."""

import pytest

from firsthand.reference import agencies, blocks


def test_every_pattern_compiles_and_is_named_once() -> None:
    names = [(p.kind, p.name) for p in blocks.patterns()]
    assert len(names) == len(set(names)) > 10
    assert {p.kind for p in blocks.patterns()} == {"boilerplate", "caption", "byline"}


def test_a_long_block_is_never_site_furniture() -> None:
    plea = "Please tell us if you have problems posting a comment. "
    assert blocks.kind(plea.strip()) == "boilerplate"
    assert blocks.kind(plea * 20) is None


@pytest.mark.parametrize("words", ["a" * 300, "By " + "Aa " * 80, "(" * 400, "a b " * 90, "12 " * 100, "share " * 60])
def test_no_pattern_runs_away(words: str) -> None:
    assert blocks.kind(words.strip()) in (None, "boilerplate", "byline", "caption")


def test_no_two_agencies_share_a_name() -> None:
    names = [n for a in agencies.agencies() for n in (a.name, *a.aliases)]
    assert len(names) == len(set(names))
    assert len(agencies.agencies()) >= 60
    assert {a.kind for a in agencies.agencies()} <= {"cooperative", "private", "public", "state", "party"}
    assert all(a.country is None or (len(a.country) == 2 and a.country.isupper()) for a in agencies.agencies())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Jane Doe, AP", "Associated Press"),
        ("THE ASSOCIATED PRESS", "Associated Press"),
        ("(AFP)", "Agence France-Presse"),
        ("Interfax-Ukraine", "Interfax-Ukraine"),
        ("Source: Ma’an", "Ma'an News Agency"),
        ("SAPPER and SANAA", None),
        ("reuters", None),
    ],
)
def test_an_agency_is_found_by_whole_words_as_written(text: str, name: str | None) -> None:
    found = agencies.find(text)
    assert (found.name if found else None) == name
