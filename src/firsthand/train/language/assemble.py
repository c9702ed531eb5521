"""Both stages in one pipeline folder, with its meta, card and licence."""

import shutil
from pathlib import Path

from firsthand.train.language import pipeline

NAME, VERSION = "firsthand", "0.1.0"
DESCRIPTION = "English for news of armed conflict: tags, morphology, lemmas, Universal Dependencies, names"
LICENSE = "CC BY-SA 4.0"


def assemble(syntax: Path, names: Path, out: Path) -> Path:
    """Writes the complete pipeline to `out`, which is replaced; returns `out`."""
    import spacy

    pipeline.fast_multiplication()
    nlp = spacy.load(syntax)
    pipeline.add_lemmas(nlp)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(name=NAME, version=VERSION, description=DESCRIPTION, license=LICENSE)
    fresh = out.with_name(out.name + ".new")
    nlp.to_disk(fresh)
    if out.exists():
        shutil.rmtree(out)
    fresh.rename(out)
    return out
