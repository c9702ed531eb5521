"""The model card: what the pipeline is, what it was trained on, what it scores and what it is bad at."""

from importlib.resources import files
from pathlib import Path

from firsthand.train.language import measure


def write(pipeline: Path, data: Path, own: Path | None = None) -> Path:
    """Writes card.md into the pipeline's folder, its table measured now; returns the card's path."""
    from firsthand.extract import language

    nlp = language.load(str(pipeline))
    rows = "\n".join([*measure.table(nlp, data, own), f"| size on disk | MB | {_megabytes(pipeline):.1f} |"])
    text = (files("firsthand.train.language") / "data" / "card.md").read_text(encoding="utf-8")
    path = pipeline / "card.md"
    path.write_text(text.replace("{version}", language.version(nlp)).replace("{table}", rows), encoding="utf-8")
    return path


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
