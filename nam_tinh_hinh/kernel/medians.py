"""The middle of many numbers. Pure: values in, value out."""

from collections.abc import Iterable, Mapping


def median_number(numbers: Iterable[int]) -> int | None:
    """Return the lower median of ``numbers``, None of nothing: always a number that was given."""
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def median_counted(counts: Mapping[int, int]) -> int | None:
    """Return the lower median of numbers that come with how often each was given, None of nothing."""
    middle = (sum(counts.values()) - 1) // 2
    for number in sorted(counts):
        if middle < counts[number]:
            return number
        middle -= counts[number]
    return None
