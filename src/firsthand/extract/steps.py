"""The steps from a document to its reading: each says what it needs and what it gives, and the order is checked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A pure function with the layers that it needs (its arguments, in order) and the layer that it gives."""

    fn: Callable[..., Any]
    needs: tuple[str, ...]
    gives: str


class OrderError(ValueError):
    """A step needs a layer that no earlier step gives, or gives one that stands already."""


def check_order(steps: Iterable[Step], given: Iterable[str]) -> None:
    """Raise OrderError unless every step's needs are `given` or come from earlier steps."""
    known = set(given)
    for step in steps:
        missing = [n for n in step.needs if n not in known]
        if missing:
            raise OrderError(f"step {step.gives!r} needs {', '.join(missing)}, which no earlier step gives")
        if step.gives in known:
            raise OrderError(f"step {step.gives!r} gives a layer that stands already")
        known.add(step.gives)


def run(steps: Iterable[Step], given: Mapping[str, Any]) -> dict[str, Any]:
    """All layers: those `given` and those that the steps give."""
    layers = dict(given)
    for step in steps:
        layers[step.gives] = step.fn(*(layers[n] for n in step.needs))
    return layers
