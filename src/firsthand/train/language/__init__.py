"""Training of the language pipeline that ships with the program: two stages, each resumable from its checkpoint.

`run` reproduces the model; `command` is the same for the command line.
"""

from pathlib import Path
from typing import Literal

import click

Stage = Literal["syntax", "entities", "all"]
Device = Literal["cpu", "gpu"]


def run(data: Path, out: Path, stage: Stage = "all", device: Device = "cpu", words: Path | None = None) -> Path | None:
    """Trains `stage` and, once both stages are there, writes the pipeline; returns its folder or `None`.

    `data` is the folder of the gold data (with language/*.spacy and place/packs), `out` a working folder: checkpoints
    in out/borders, out/syntax and out/names, the finished pipeline in out/en_firsthand, and how words are written
    within a sentence in out/casing.tsv.gz. Started again, a stage goes on after its last finished epoch. `words` is a
    file of word vectors; without it those of the shipped pipeline serve.
    """
    from firsthand.train.language import assemble, card, casing, entities, syntax

    _use(device)
    texts = data / "language"
    if stage in {"syntax", "all"}:
        syntax.train_borders(texts, out / "borders")
        syntax.train(texts, out / "syntax", words=words)
    if stage in {"entities", "all"}:
        entities.train(texts, out / "names", words=words)
    borders, trees, names = (out / name / "best" for name in ("borders", "syntax", "names"))
    if not (borders.exists() and trees.exists() and names.exists()):
        return None
    pipeline = assemble.assemble(borders, trees, names, out / "en_firsthand", texts)
    card.write(pipeline, texts)
    casing.build(texts, out / "casing.tsv.gz")
    return pipeline


def _use(device: Device) -> None:
    from thinc.api import require_gpu

    from firsthand.train.language.pipeline import fast_multiplication

    if device == "gpu":
        require_gpu()
    else:
        fast_multiplication()


@click.command("language")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("checkpoints/language"))
@click.option("--stage", type=click.Choice(["syntax", "entities", "all"]), default="all")
@click.option("--device", type=click.Choice(["cpu", "gpu"]), default="cpu")
@click.option(
    "--vectors", "words", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="GloVe; else the shipped"
)
def command(data: Path, out: Path, stage: Stage, device: Device, words: Path | None) -> None:
    """Train the English pipeline from the gold data in DATA, in stages that can be stopped and resumed."""
    folder = run(data, out, stage, device, words)
    if folder is None:
        click.echo(f"{stage}: done; train the other stage to complete the pipeline")
        return
    click.echo((folder / "card.md").read_text(encoding="utf-8"))
