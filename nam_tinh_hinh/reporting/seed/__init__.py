"""Reference rows of the room: the outlines that come with the program, the regimes of the plans."""

from nam_tinh_hinh.reporting.seed.outlines import seed_outlines


def seed() -> None:
    """Add what is missing; rows that are there stay as the commune has them."""
    seed_outlines()
