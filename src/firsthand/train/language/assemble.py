"""The stages in one pipeline folder, with its meta and licence."""

import shutil
from importlib.resources import files
from pathlib import Path

from firsthand.train.language import corpus, lemmas, pipeline, tokens

NAME, VERSION = "firsthand", "0.1.0"
DESCRIPTION = "English for news of armed conflict: sentences, tags, lemmas, Universal Dependencies, names"
LICENSE = "CC BY-SA 4.0"


def assemble(borders: Path, syntax: Path, names: Path, out: Path, data: Path) -> Path:
    """Writes the complete pipeline to `out`, which is replaced; returns `out`. `data` gives the lemmas."""
    import spacy

    pipeline.fast_multiplication()
    nlp = spacy.load(syntax)
    splitter = spacy.load(borders)
    splitter.vocab.vectors = nlp.vocab.vectors  # which it does not read: components must share one table
    nlp.add_pipe("senter", source=splitter, before="parser")
    tokens.adapt(nlp)
    lemmas.add(nlp, corpus.read(data / "parse-train.spacy", nlp))
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(name=NAME, version=VERSION, description=DESCRIPTION, license=LICENSE)
    fresh = out.with_name(out.name + ".new")
    nlp.to_disk(fresh)
    (fresh / "LICENSE").write_text(licence(), encoding="utf-8")
    if out.exists():
        shutil.rmtree(out)
    fresh.rename(out)
    return out


def licence() -> str:
    """Under which terms the weights may be used, and those of the texts that they were trained on."""
    return (files("firsthand.train.language") / "data" / "LICENSE.weights").read_text(encoding="utf-8")
