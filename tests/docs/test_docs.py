"""The docs name every command, option, setting, column and field that there is, and no file that there is not."""

import re
from pathlib import Path

import click
import pytest

from firsthand.cli import cli
from firsthand.cli.outputs import EXPORT_NAMES
from firsthand.export import EXPORTS, acled, polecat, ucdp
from firsthand.model import schema

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")


def commands(group=cli, prefix="firsthand"):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda v: v if isinstance(v, str) else "")
def test_every_command_and_option_is_documented(name, command):
    assert f"`{name}" in COMMANDS
    for option in (p for p in command.params if isinstance(p, click.Option)):
        assert any(re.search(rf"{re.escape(o)}\b", COMMANDS) for o in option.opts), option.opts


def test_every_setting_is_documented():
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/firsthand").rglob("*.py"))
    for variable in set(re.findall(r"\bFIRSTHAND_[A-Z]+\b", source)):
        assert f"`{variable}`" in COMMANDS, variable


@pytest.mark.parametrize("columns", [acled.COLUMNS, ucdp.COLUMNS, polecat.COLUMNS], ids=["acled", "ucdp", "polecat"])
def test_every_column_is_documented(columns):
    text = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    assert [c for c in columns if f"`{c}`" not in text] == []


def test_every_export_is_offered_and_documented():
    assert set(EXPORT_NAMES) == set(EXPORTS)
    text = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    assert all(f"(`{name}`)" in text for name in EXPORTS)


@pytest.mark.parametrize("name", ["reading", "incident"])
def test_every_field_is_documented(name):
    made = schema(name)
    fields = set(made["properties"])
    for definition in made["$defs"].values():
        fields |= set(definition["properties"])
    text = "".join((ROOT / f"docs/{n}-format.md").read_text(encoding="utf-8") for n in ("reading", "incident"))
    assert [f for f in sorted(fields) if f"`{f}`" not in text] == []


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(page):
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        assert target.startswith("http") or (path.parent / target).exists(), target
    for named in re.findall(r"`(src/firsthand/[\w/.]+)`", path.read_text(encoding="utf-8")):
        assert (ROOT / named).exists(), named
