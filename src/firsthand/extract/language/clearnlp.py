"""Adapter for pipelines with ClearNLP labels (en_core_web_*): prepositions, copulas and particles are turned to UD."""

from collections.abc import Callable, Iterator

from firsthand.extract.language.tree import Tree


def tree(doc, chars: Callable[[int, int], tuple[int, int]]) -> Iterator[Tree]:
    raise NotImplementedError
