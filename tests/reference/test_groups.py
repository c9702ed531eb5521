"""The dictionary of actors: counts, kinds, aliases that mean one actor each, backers that exist."""

from collections import Counter, defaultdict
from typing import get_args

import pytest

from firsthand.model import PartyKind
from firsthand.reference import actor_nouns, actor_words, groups, outlets, people

# Plain aliases that two groups share on purpose; the document's countries tell them apart.
SHARED: set[str] = set()


def test_as_many_groups_as_promised():
    assert len(groups.groups()) >= 900
    assert len(groups.groups()) + 4 * len(groups.states()) >= 1600


def test_a_key_is_the_slug_of_the_name():
    for key, g in groups.groups().items():
        assert key == g.id and key and key == groups.slug(g.name), g


def test_kinds_and_countries_are_known():
    for g in groups.groups().values():
        assert g.kind in get_args(PartyKind)
        assert all(c in groups.states() for c in g.countries), g


def test_years_run_forward():
    for g in groups.groups().values():
        assert g.since is not None and 1600 <= g.since <= 2026, g
        assert g.until is None or g.since <= g.until <= 2026, g


def test_a_plain_alias_means_one_group():
    owners: dict[str, set[str]] = defaultdict(set)
    for g in groups.groups().values():
        for alias in g.aliases:
            owners[alias].add(g.id)
    assert {a: ids for a, ids in owners.items() if len(ids) > 1 and a not in SHARED} == {}


def test_a_weak_alias_of_several_groups_is_told_apart_by_country():
    owners: dict[str, list[groups.Group]] = defaultdict(list)
    for g in groups.groups().values():
        for alias in g.weak:
            owners[alias].append(g)
    for alias, found in owners.items():
        homes = [set(g.countries) for g in found]
        assert len(found) == 1 or all(homes), alias
        assert sum(map(len, homes)) == len(set().union(*homes)) or len(found) == 1, alias


def test_no_alias_stands_twice_in_one_group():
    for g in groups.groups().values():
        twice = [a for a, n in Counter((*g.aliases, *g.weak)).items() if n > 1]
        assert not twice, (g.id, twice)


def test_backers_exist():
    for g in groups.groups().values():
        assert all(groups.by_id(b) for b in g.backed_by), g
    assert all(key in groups.groups() for key in actor_nouns.backed().values())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Daesh", "islamic-state"),
        ("ISIL", "islamic-state"),
        ("the Islamic State group"[4:], "islamic-state"),
        ("Sendero Luminoso", "shining-path"),
        ("FARC", "revolutionary-armed-forces-of-colombia"),
        ("Hayat Tahrir al-Sham", "hayat-tahrir-al-sham"),
        ("Ansar Allah", "houthis"),
        ("Pakistani Taliban", "tehrik-i-taliban-pakistan"),
        ("Doctors Without Borders", "medecins-sans-frontieres"),
    ],
)
def test_find(name, key):
    found = groups.find(name)
    assert found and found.id == key


@pytest.mark.parametrize(
    ("iso", "forces", "police", "government"),
    [
        ("SY", "Syrian Armed Forces", "Syrian Police", "Government of Syria"),
        ("IL", "Israel Defense Forces", "Israeli Police", "Government of Israel"),
        ("MM", "Tatmadaw", "Burmese Police", "Government of Myanmar"),
        ("US", "US Armed Forces", "US Police", "Government of the United States"),
        ("HT", "Haitian Armed Forces", "Haitian National Police", "Government of Haiti"),
    ],
)
def test_organs_of_states(iso, forces, police, government):
    assert groups.armed_forces(iso).name == forces
    assert groups.police(iso).name == police
    assert groups.government(iso).name == government
    assert groups.by_id(groups.government(iso).id) == groups.government(iso)


def test_ministries():
    assert groups.ministry("SY", "defence").name == "Syrian Defence Ministry"
    assert groups.ministry("SY", "defence").id == "sy-defence-ministry"
    assert groups.ministry(None, "defence").id == ""


def test_media():
    assert len(outlets.outlets()) >= 250
    found = outlets.of_host("edition.cnn.com")
    assert found and "CNN" in (found.name, *found.aliases)
    assert outlets.of_host("example.org") is None
    shared = Counter(n for o in outlets.outlets().values() for n in {o.name, *o.aliases})
    assert [n for n, k in shared.items() if k > 3] == []


def test_heads_have_one_class_each():
    heads = actor_nouns.heads()
    assert heads[("gunmen",)].word == "gunman" and heads[("gunmen",)].number == "plural"
    assert heads[("armed", "forces")].group == "army"
    assert {h.kind for h in heads.values()} <= set(get_args(PartyKind))


def test_words_and_people():
    assert "backed" in actor_words.words("relations")
    assert actor_words.organisation_kinds()["brigade"] == "rebel-group"
    assert people.gender(("spokeswoman",)) == "female"
    assert people.gender(("xyz",)) is None
