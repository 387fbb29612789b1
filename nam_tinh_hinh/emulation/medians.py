"""The middle of what several members said. Pure: values in, value out."""

from collections.abc import Iterable

from nam_tinh_hinh.emulation.enums import Proposal
from nam_tinh_hinh.kernel.medians import median_number


def median_proposal(proposals: Iterable[Proposal]) -> Proposal | None:
    """Return the lower median by rank, None of nothing: between two halves the more careful one counts."""
    middle = median_number(proposal.rank for proposal in proposals)
    return next((one for one in Proposal if one.rank == middle), None)
