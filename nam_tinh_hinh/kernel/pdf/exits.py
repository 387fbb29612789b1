"""What the child's exit code says to its parent. The numbers stay clear of Python's own 1 and 2."""

from enum import IntEnum


class Exit(IntEnum):
    """How a rendering child ended."""

    DRAWN = 0
    REFUSED = 10
    OUT_OF_MEMORY = 11
    OUT_OF_TIME = 12
