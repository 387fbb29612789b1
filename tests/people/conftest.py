"""Fixtures of this room."""

from tests.people.units import busy

__all__ = ["busy"]
