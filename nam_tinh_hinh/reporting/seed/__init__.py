"""Reference rows of the room: the outlines that come with the program, the regimes of the plans."""

from nam_tinh_hinh.reporting.seed.outlines import seed_outlines
from nam_tinh_hinh.reporting.seed.regimes import seed_regimes


def seed() -> None:
    """Add what is missing; rows that are there stay as the commune has them. Kinds of units must be there before."""
    seed_outlines()
    seed_regimes()
