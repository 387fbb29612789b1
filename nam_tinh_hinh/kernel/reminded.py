"""What a press of "Nhắc" came to, in any room."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reminded:
    """How many were reminded now, and how many were left out because they had been a short while ago."""

    reminded: int
    left_out: int
