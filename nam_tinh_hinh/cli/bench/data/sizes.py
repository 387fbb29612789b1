"""How much is made: a commune's ten years, or a province's."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Size:
    """How many there are of what; the ward of the demonstration is the first of the communes."""

    communes: int
    years: int
    observations: int
    reports: int
    exemplars: int
    users: int

    @property
    def weeks(self) -> int:
        """Return how many whole weeks the years have."""
        return self.years * 52

    def scaled(self, share: float) -> "Size":
        """Return the same over as many years, with ``share`` of everything that is counted (for a trial)."""
        counted = ("observations", "reports", "exemplars", "users")
        return replace(self, **{name: max(1, round(getattr(self, name) * share)) for name in counted})


SIZES = {
    "commune": Size(communes=1, years=10, observations=100_000, reports=20_000, exemplars=1_000, users=300),
    "province": Size(
        communes=130, years=10, observations=2_000_000, reports=300_000, exemplars=50_000, users=20_000
    ),
}  # fmt: skip
