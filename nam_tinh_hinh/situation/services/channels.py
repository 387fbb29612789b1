"""Writes of what a channel is beside its words: regular or periodic, and whether people meet there."""

from collections.abc import Mapping

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import Regularity
from nam_tinh_hinh.situation.tables import Channel

CHANNEL = "channel"


def set_kinds(*, actor: history.Doer, kinds: Mapping[int, tuple[Regularity, bool]], key: str | None = None) -> int:
    """Set regularity and whether it is a meeting, by channel; return how many changed, each a line of the history."""
    if history.replayed(key, actor, CHANNEL):
        return 0
    changed = 0
    for row in db.session.scalars(db.select(Channel).where(Channel.id.in_(kinds)).order_by(Channel.id)):
        before = _said(row)
        row.regularity, row.is_meeting = kinds[row.id]
        if before != (after := _said(row)):
            changed += 1
            history.record(
                actor=actor, action="sort", subject=CHANNEL, subject_id=row.id, key=history.unused(key),
                details={"before": before, "after": after},
            )  # fmt: skip
    return changed


def _said(row: Channel) -> dict[str, object]:
    return {"label": row.label, "regularity": row.regularity.label, "is_meeting": row.is_meeting}
