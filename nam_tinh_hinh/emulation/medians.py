"""The middle of what several members said. Pure: values in, value out."""

from collections.abc import Iterable

from nam_tinh_hinh.emulation.enums import Proposal


def median_number(numbers: Iterable[int]) -> int | None:
    """Return the lower median of ``numbers``, None of nothing: always a number that somebody gave."""
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def median_proposal(proposals: Iterable[Proposal]) -> Proposal | None:
    """Return the lower median by rank, None of nothing: between two halves the more careful one counts."""
    middle = median_number(proposal.rank for proposal in proposals)
    return next((one for one in Proposal if one.rank == middle), None)
