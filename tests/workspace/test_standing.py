"""Incidents kept beside a ledger are those of a full computation, whatever came since; and they can be done without."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from firsthand.ledger import Kept, KeptError, Ledger
from firsthand.model import Anchor, Correction, Decision, Rejection
from firsthand.workspace import apart, effects, review, standing, views
from tests.workspace.telling import SECOND, Told, keep

TEXTS = (
    ("The bomb at the market of {place} killed {n} people on {when}, the governor said.", "governor"),
    ("A bomb went off in {place} on {when} and killed {n} people.", None),
    ("Near {place} {n} people died when a bomb hit a bus on {when}, doctors said.", "doctors"),
)
ENDINGS = ("", " The road is closed.", " Nobody could be reached for comment on that day.")
BY = "ana"


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.setattr(standing, "LARGE", 0)
    monkeypatch.setattr(standing, "SHARE", 99)
    with Ledger.open(tmp_path / "l.db") as opened:
        yield opened


def lines(ledger: Ledger, sources: Path | None = None) -> list[str]:
    return list(views.view(ledger, sources).lines())


def anew(ledger: Ledger, sources: Path | None = None) -> list[str]:
    """The same by a full computation: a view as of the last entry is never a kept one."""
    return list(views.view(ledger, sources, ledger.position().seq).lines())


def told(random: Random) -> Told:
    text, source = random.choice(TEXTS)
    place, n, day = random.choice(["Gao", "Menaka"]), random.choice(["five", "six", "nine"]), random.randint(1, 5)
    words = text.format(place=place, n=n, when=f"{day} May 2021") + random.choice(ENDINGS)
    published = f"2021-05-{random.randint(day, 9):02}"
    outlet = random.choice(["Dara Daily", "Niger Times", "Radio Azur"])
    return Told(
        words, outlet, published, source, killed=n, place=place, when=f"{day} May 2021", day=f"2021-05-{day:02}"
    )


def anchor(one: Told) -> Anchor:
    claim = one.event()
    return Anchor(claim.id, one.document.id, claim.trigger, "event", claim.type)


def act(ledger: Ledger, random: Random, number: int, known: list[Told]) -> None:
    """Something comes in, is read anew, or a person says something."""
    at = f"2021-06-{number + 1:02}T00:00:00Z"
    one, other = random.choice(known), random.choice(known)
    match random.randint(0, 8):
        case 0 | 1 | 2 | 3:
            known.append(told(random))
            keep(ledger, known[-1])
        case 4:
            ledger.add_reading(replace(one.reading(SECOND), claims=()))
        case 5 if one.claim != other.claim:
            groups = random.choice([((one.claim, other.claim),), ((one.claim,), (other.claim,))])
            ledger.add_decision(Decision(f"d{number}", BY, at, groups, None, (anchor(one), anchor(other))))
        case 6:
            claim = one.event()
            right = tuple(replace(t, count=replace(t.count, low=7, best=7, high=7)) for t in claim.counts)
            ledger.add_correction(
                Correction(f"c{number}", BY, at, anchor(one), "killed", right, claim.counts, None, "the list")
            )
        case 7:
            ledger.add_rejection(Rejection(f"r{number}", BY, at, anchor(one), "no bomb"))
        case _:
            for made in (*ledger.decisions(), *ledger.corrections(), *ledger.rejections())[:1]:
                ledger.withdraw(made.id, "wrong", BY)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_a_full_computation_gives(ledger, seed):
    random = Random(seed)
    known = [told(random) for _ in range(3)]
    for one in known:
        keep(ledger, one)
    kept, whole = views.view(ledger), views.view(ledger, None, ledger.position().seq)
    for number in range(8):
        before, was = kept, whole
        for _ in range(random.choice([1, 1, 2])):
            act(ledger, random, number, known)
        kept, whole = views.view(ledger), views.view(ledger, None, ledger.position().seq)
        assert list(kept.lines()) == list(whole.lines())
        assert effects.effects(before, kept) == effects.effects(was, whole)
        assert review.queue(ledger, kept) == review.queue(ledger, whole)


@pytest.fixture
def told_of(ledger):
    """A ledger of four documents whose incidents were kept."""
    random = Random(1)
    known = [told(random) for _ in range(4)]
    for one in known:
        keep(ledger, one)
    lines(ledger)
    return known


def test_two_processes_give_what_one_gives(ledger, told_of, monkeypatch):
    keep(ledger, replace(told_of[0], outlet="Another Times"))  # a further sighting
    begun: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: begun.append(process := fork()) or process)
    for may in (True, False):
        monkeypatch.setattr(apart, "_may_fork", lambda may=may: may)
        Path(f"{ledger.path}-views").unlink()
        assert lines(ledger) == anew(ledger)
    assert len(begun) > 2  # one compares sentences, the others put incidents together


def test_two_processes_ask_and_export_what_one_does(ledger, told_of, monkeypatch, tmp_path):
    monkeypatch.setattr(views, "READS", 2)  # documents: a turn of their own for every two
    found: list[object] = []
    for may in (True, False):
        monkeypatch.setattr(apart, "_may_fork", lambda may=may: may)
        Path(f"{ledger.path}-views").unlink()
        asked = review.queue(ledger, views.view(ledger), ["link"])
        made = views.export(views.view(ledger), ledger, "parquet", tmp_path / str(may))
        found.append((asked, made.sha256))
    assert found[0] == found[1]
    whole = views.view(ledger, None, ledger.position().seq)
    assert found[0] == (
        review.queue(ledger, whole, ["link"]),
        views.export(whole, ledger, "parquet", tmp_path / "w").sha256,
    )


@pytest.fixture
def made_anew(monkeypatch) -> list[str]:
    """Notes each full computation."""
    calls: list[str] = []
    whole = standing._made_anew
    monkeypatch.setattr(standing, "_made_anew", lambda *given: calls.append("whole") or whole(*given))
    return calls


def test_nothing_is_computed_again_where_nothing_changed_and_little_where_little_did(ledger, told_of, made_anew):
    lines(ledger)
    keep(ledger, told(Random(9)))
    assert lines(ledger) == anew(ledger)
    assert made_anew == []


def spoil(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at as one" * 40)


def of_another_program(path: Path) -> None:
    with Kept.open(path.with_name("l.db")) as kept:
        kept._run("UPDATE fact SET value = 'older' WHERE name = 'program'")


def of_another_ledger(path: Path) -> None:
    with Kept.open(path.with_name("l.db")) as kept:
        kept._run("UPDATE fact SET value = 'sha256:0' WHERE name = 'head'")
        kept._run("UPDATE fact SET value = '2' WHERE name = 'seq'")


@pytest.mark.parametrize("harm", [spoil, of_another_program, of_another_ledger, Path.unlink])
def test_what_is_spoilt_or_of_something_else_is_made_anew(ledger, told_of, made_anew, harm: Callable[[Path], None]):
    before = lines(ledger)
    harm(Path(f"{ledger.path}-views"))
    for ending in ("-wal", "-shm"):
        Path(f"{ledger.path}-views{ending}").unlink(missing_ok=True)
    assert lines(ledger) == before
    assert made_anew == ["whole"]


def test_a_full_disk_costs_a_warning_and_no_answer(ledger, told_of, monkeypatch, capsys):
    def full(*_: object) -> None:
        raise KeptError("database or disk is full")

    keep(ledger, told(Random(9)))
    monkeypatch.setattr(Kept, "write", full)
    assert lines(ledger) == anew(ledger)
    assert "disk is full" in capsys.readouterr().err


def test_a_kill_in_the_middle_of_writing_leaves_what_was_kept_before(ledger, told_of, made_anew):
    script = (
        "import os, signal, sys; from firsthand.ledger import Kept, Change, Made; from pathlib import Path\n"
        "def cut():\n    yield Made('x', '', '{}', ()); os.kill(os.getpid(), signal.SIGKILL)\n"
        "Kept.open(Path(sys.argv[1])).write(Change({'seq': '9'}, {}, cut(), whole=True))"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(ledger.path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert lines(ledger) == anew(ledger)
    assert made_anew == []


def test_a_view_stays_as_it_was_while_the_ledger_goes_on(ledger, told_of):
    before = views.view(ledger)
    expected = anew(ledger)
    keep(ledger, told(Random(9)))
    lines(ledger)
    assert list(before.lines()) == expected


def test_an_id_leads_to_what_a_full_computation_finds(ledger, told_of):
    kept, whole = views.view(ledger), views.view(ledger, None, ledger.position().seq)
    for named in (whole.incidents[0].id, told_of[1].claim, told_of[2].document.id[:20]):
        assert views.find(kept, ledger, named) == views.find(whole, ledger, named)


def test_another_table_of_sources_grades_anew(ledger, told_of, tmp_path, made_anew):
    table = tmp_path / "sources.toml"
    table.write_text('[sources]\n"governor" = "B"\n"Dara Daily" = "C"\n', "utf-8")
    assert lines(ledger, table) == anew(ledger, table) != lines(ledger)
    assert made_anew == []


def test_a_redaction_leaves_no_word_of_it_beside_the_ledger(ledger, told_of):
    ledger.redact(told_of[0].document.id, "a court says so", BY)
    assert not list(ledger.path.parent.glob("*views*"))
    assert lines(ledger) == anew(ledger)
