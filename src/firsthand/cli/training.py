"""Commands that rebuild the models which ship with the program."""

from pathlib import Path

import click

from firsthand.cli.common import explained, say
from firsthand.train import language


@click.group()
def train() -> None:
    """Rebuild the shipped models from a folder of gold data."""


train.add_command(language.command)


@train.command()
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--without", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Ids to leave out.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("checkpoints/attribution"))
@click.option("--model", envvar="FIRSTHAND_MODEL", help="A spaCy pipeline: package name or path.")
@explained
def attribution(data: Path, without: Path | None, out: Path, model: str | None) -> None:
    """Train the attribution tagger on DATA, a JSON Lines file of attributions in PolNeAR's terms (may be .gz)."""
    from firsthand.extract.language import load
    from firsthand.train import attribution as training

    left_out = frozenset(without.read_text(encoding="utf-8").split()) if without else frozenset()
    training.build(training.Plan(data, out, left_out), load(model), say)
    say(f"{out / 'weights.npz'}: written; copy it into firsthand/extract/attribution/model to ship it")


@train.command()
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("checkpoints/locations"))
@click.option("--model", envvar="FIRSTHAND_MODEL", help="A spaCy pipeline: package name or path.")
@explained
def locations(data: Path, out: Path, model: str | None) -> None:
    """Fit the weights that choose an event's place on DATA, JSON Lines of event words and places (may be .gz)."""
    from firsthand.extract.language import load
    from firsthand.reference import gazetteer
    from firsthand.train import locations as training

    training.build(data, out, load(model), gazetteer.open(), say)
    say(f"{out / training.FILE}: written; copy it into firsthand/extract/events/whereabouts/model to ship it")


@train.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("checkpoints/events"))
@click.option("--model", envvar="FIRSTHAND_MODEL", help="A spaCy pipeline: package name or path.")
@explained
def events(data: Path, out: Path, model: str | None) -> None:
    """Train the classifier of event words on DATA, a folder of gold data with `events` and `factuality` in it."""
    from firsthand.extract import pipeline
    from firsthand.train import events as training

    training.build(training.Plan(data, out), pipeline.load(model), say)
    say(f"{out / 'weights.npz'}: written; copy it into firsthand/extract/events/model to ship it")
