"""Files of the user's own actors: what they may hold, and what is said of one that can't be used."""

import pytest

from firsthand.reference import own_actors

HEAD = "name,kind,country,aliases,active,backed_by,code\n"


def load(tmp_path, text, name="actors.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return own_actors.load(path)


def test_a_row_is_an_actor(tmp_path):
    found = load(tmp_path, HEAD + "Karsu Front,rebel-group,SD TD,KF;Front of Karsu,2014-,sd,SDNREB\n")
    (actor,) = found.actors
    assert actor.names == ("Karsu Front", "KF", "Front of Karsu")
    assert (actor.group.id, actor.group.kind, actor.group.countries) == ("karsu-front", "rebel-group", ("SD", "TD"))
    assert (actor.code, actor.group.backed_by, actor.land) == ("SDNREB", ("sd",), False)
    assert [actor.active(y) for y in (2013, 2014, 2030, None)] == [False, True, True, True]


def test_toml_says_the_same_as_csv(tmp_path):
    csv = load(tmp_path, HEAD + "Maruvia,state,,Maruvi*;Port Marun,1960-,,MRV\n")
    toml = '[[actor]]\nname = "Maruvia"\nkind = "state"\naliases = ["Maruvi*", "Port Marun"]\n'
    toml += 'active = "1960-"\ncode = "MRV"\n'
    assert load(tmp_path, toml, "actors.toml").actors == csv.actors


def test_roles_comments_and_few_columns(tmp_path):
    found = load(tmp_path, "# ours\nname,code,kind\n\nforeign minister,~GOV,role\nMaruvia,MRV,\n")
    assert found.roles == (("foreign minister", "~GOV"),)
    assert [a.group.kind for a in found.actors] == ["other"]
    assert found.digest.startswith("sha256:")
    assert own_actors.load(None).digest is None


def test_capitals_throughout_say_nothing(tmp_path):
    found = load(tmp_path, "name,code\nKARSU FRONT,A\nMARUVIA*,B\nPORT MARUN,C\n")
    assert [a.names for a in found.actors] == [("Karsu Front",), ("Maruvia*",), ("Port Marun",)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "Karsu,army,,,,,\n", "line 2: Karsu: 'army' is no kind"),
        (HEAD + "\n# one\nKarsu,militia,Sudan,,,,\n", "line 4: Karsu: 'Sudan' is no country"),
        (HEAD + "Karsu,militia,,,since 2014,,\n", "line 2: Karsu: 'since 2014' are no years"),
        (HEAD + ",militia,,,,,\n", "line 2: the actor has no name"),
        (HEAD + "minister,role,,,,,\n", "line 2: minister: a role has a code"),
        (HEAD + "Karsu,militia,,,,karsu army,\n", "line 2: Karsu is backed by 'karsu army'"),
        (HEAD + "Karsu,militia,,KF,,,A\nKo Front,militia,,KF,,,B\n", "line 3: 'KF' is also a name of Karsu (line 2)"),
        (HEAD + "Karsu,militia,,KF, Karsu Force,,,A\n", "line 2: 8 cells under 7 columns"),
        ("Karsu,militia\n", "line 1: 'karsu' is no column"),
        ("", "no actor in it"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, text, told):
    with pytest.raises(own_actors.ActorsError) as error:
        load(tmp_path, text)
    assert told in str(error.value)


def test_one_name_for_two_in_other_years(tmp_path):
    rows = "Karsu Army,militia,,KA,2001-2009,,A\nKarsu Alliance,militia,,KA,2010-,,B\n"
    assert len(load(tmp_path, HEAD + rows).actors) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[actor]]\nname = "A b"\n\n[[actor]]\nnamed = "C d"\n', "line 4: 'named' is none of"),
        ('[[actor]]\nname = "A b\n', "at line 2"),
        ("[actor]\n", "no actor in it"),
    ],
)
def test_toml_is_checked_too(tmp_path, text, told):
    with pytest.raises(own_actors.ActorsError) as error:
        load(tmp_path, text, "actors.toml")
    assert told in str(error.value)
