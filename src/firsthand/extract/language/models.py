"""Loading the language pipeline: the one that ships with the program, or one that the user names."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand.extract.language.borders import mark_borders

if TYPE_CHECKING:
    from spacy.language import Language

    from firsthand.extract.language.tree import Adapter

SHIPPED = "en_firsthand"
NEEDED = ("tagger", "parser", "ner")


class ModelError(Exception):
    """There is no such pipeline, or it is none that the program can read with."""


@cache
def load(name: str | None = None) -> "Language":
    """The shipped pipeline, or the installed spaCy package or folder `name`. Raises ModelError."""
    import spacy
    from spacy.language import Language
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))  # numpy's own BLAS multiplies up to four times faster than the default
    source = path() if name is None else name
    try:
        nlp = spacy.load(source)
    except OSError as error:
        raise ModelError(
            f"no language pipeline {str(source)!r}: name an installed spaCy package or a folder"
        ) from error
    _check(nlp, str(source))
    Language.component("firsthand_borders", func=mark_borders)
    nlp.add_pipe("firsthand_borders", before="parser")
    return nlp


def path() -> Path:
    """The folder of the shipped pipeline."""
    return Path(str(files("firsthand.extract.language") / SHIPPED))


def _check(nlp: "Language", name: str) -> None:
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"the language pipeline {name!r} lacks {', '.join(missing)}")
    adapter(nlp)


def version(nlp: "Language") -> str:
    """The pipeline's name and version, as every reading states them: "en_firsthand 0.1.0"."""
    lang, name, number = (nlp.meta.get(key, "") for key in ("lang", "name", "version"))
    return f"{name if name.startswith(lang + '_') else f'{lang}_{name}'} {number}"


def adapter(nlp: "Language") -> "Adapter":
    """How to read the pipeline's trees, by the labels of its parser. Raises ModelError for an unknown scheme."""
    from firsthand.extract.language import clearnlp, ud

    labels = set(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    if {"obl", "obj"} <= labels:
        return ud.tree
    if {"dobj", "pobj"} <= labels:
        return clearnlp.tree
    raise ModelError(f"{version(nlp)}: neither Universal Dependencies nor ClearNLP labels")
