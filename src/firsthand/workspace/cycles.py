"""Python looks for cycles among its values over and over: a third of the time where millions of them are made."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None]:
    """Without looking for cycles: for work that makes millions of small values, none of which holds one."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
