"""Loading the program: thousands of objects are made that stay for good, and nothing that is thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def for_good() -> Iterator[None]:
    """Load and build what stays until the process ends, without looking for garbage among it, now or ever after.

    Python would go through all of it again and again while it grows: a quarter of the time that a start takes. It is
    done once in a process: what is made later does not stay.
    """
    if gc.get_freeze_count():
        yield
        return
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
