"""Reads of regimes."""

from nam_tinh_hinh.reporting.calendar import Rule
from nam_tinh_hinh.reporting.tables import Regime


def rule_of(regime: Regime) -> Rule | None:
    """Return the due rule of a regime as the calendar takes it; None for one without a cadence."""
    if regime.cadence is None or regime.due_rule is None or regime.due_time is None:
        return None
    return Rule(
        cadence=regime.cadence, due=regime.due_rule, number=regime.due_number, months_after=regime.months_after,
        time=regime.due_time, holiday=regime.holiday_rule, opens_days=regime.opens_days,
        grace_minutes=regime.grace_minutes,
    )  # fmt: skip
