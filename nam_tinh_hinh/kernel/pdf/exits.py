"""What a parent asks of its child, and what the child answers."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Task(StrEnum):
    """What a child is to make."""

    DRAW = "draw"  # a PDF of HTML
    BIND = "bind"  # one PDF of many


class Exit(IntEnum):
    """How a child ended; as exit codes these are numbers clear of Python's own 1 and 2."""

    DRAWN = 0
    REFUSED = 10
    OUT_OF_MEMORY = 11
    OUT_OF_TIME = 12
    UNREADABLE = 13  # one of the PDFs to bind; its title is the words
    BROKEN = 14


@dataclass(frozen=True)
class Answer:
    """What a child made, and with what words it ended."""

    exit: Exit
    made: bytes = b""
    words: str = ""


class Unreadable(Exception):
    """A PDF to bind cannot be read; ``str(error)`` is its title."""
