"""The numbers that the room's rules go by, as the commune sets them."""

from collections.abc import Mapping

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.situation import queries

THRESHOLD = "threshold"


def change_thresholds(*, actor: history.Doer, values: Mapping[str, int], key: str | None = None) -> bool:
    """Set the numbers named by their codes; tell whether any changed. What runs already keeps its last day.

    Raises ``EntryRefused`` with the code as its field for a number outside what its row allows.
    """
    if history.replayed(key, actor, THRESHOLD, action="change_thresholds"):
        return False
    rows = {row.code: row for row in queries.thresholds()}
    for code, value in values.items():
        row = rows[code]
        if not row.least <= value <= row.most:
            raise EntryRefused(f"Ghi từ {row.least} đến {row.most} {row.measure}.", field=code)
    changed = {code: value for code, value in values.items() if value != rows[code].value}
    before = {code: rows[code].value for code in changed}
    for code, value in changed.items():
        rows[code].value = value
    if changed:
        details = {"before": before, "after": changed}
        history.record(
            actor=actor, action="change_thresholds", subject=THRESHOLD, key=history.unused(key), details=details
        )
    return bool(changed)
