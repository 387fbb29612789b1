"""A regime in an office's words: who owes, to whom, from when, with which reminders. Pure: a row in, words out."""

from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.reporting.calendar import MOST_GRACE
from nam_tinh_hinh.reporting.enums import Receiver
from nam_tinh_hinh.reporting.tables import Regime, RegimeOwner


class Group(Labelled):
    """Under which heading a regime stands in the list."""

    IN_FORCE = "in_force", "Đang áp dụng"
    KNOWN = "known", "Đã biết, chưa áp dụng"
    ENDED = "ended", "Đã ngừng áp dụng"


def group_of(regime: Regime, today: date) -> Group:
    """Return where a regime stands on ``today``; one to be applied later stands among those in force."""
    if regime.valid_from is None:
        return Group.KNOWN
    return Group.ENDED if regime.valid_to and regime.valid_to < today else Group.IN_FORCE


def since_words(regime: Regime, today: date) -> str:
    """Return from when to when it is applied: "từ 01/01/2026", "sẽ áp dụng từ …, đến hết …"; "" when it is not."""
    if regime.valid_from is None:
        return ""
    begins = f"{'sẽ áp dụng ' if regime.valid_from > today else ''}từ {day_text(regime.valid_from)}"
    return f"{begins} đến hết {day_text(regime.valid_to)}" if regime.valid_to else begins


def clause_words(regime: Regime) -> str:
    """Return the clause as it is named: "mục II.5.1"; what says itself what it is ("điều 4") stays."""
    return f"mục {regime.clause}" if regime.clause and not regime.clause[0].islower() else regime.clause


def basis_words(regime: Regime) -> str:
    """Return where it is written: "mục II.5.1, Kế hoạch …"; "" for one that names nothing."""
    return ", ".join(part for part in (clause_words(regime), regime.plan) if part)


def sort_words(kind: str | None, level: str | None) -> str:
    """Return "Chi bộ", "Mọi đơn vị cấp xã, phường", "Chi bộ (thôn, khu phố, tổ dân phố)"."""
    if kind and level:
        return f"{kind} ({_lowered(level)})"
    return kind or f"Mọi đơn vị {_lowered(level or '')}".strip()


def owner_words(owner: RegimeOwner) -> str:
    """Return one line of who owes."""
    if owner.unit is not None:
        return owner.unit.name
    return sort_words(owner.kind.label if owner.kind else None, owner.level.label if owner.level else None)


def owners_words(regime: Regime) -> list[str]:
    """Return who owes: kinds and levels first, then the units that are named."""
    ordered = sorted(regime.owners, key=lambda owner: (owner.unit_id is not None, owner.id or 0))
    return [owner_words(owner) for owner in ordered]


def receiver_words(regime: Regime) -> str:
    """Return to whom the reports go: the named unit, or how it is found for each."""
    if regime.receiver is Receiver.UNIT and regime.receiver_unit:
        return regime.receiver_unit.name
    return regime.receiver.label


def copies_words(regime: Regime) -> list[str]:
    """Return who reads along, beside the receiver."""
    committee = ["Cấp ủy cùng cấp"] if regime.copies_committee else []
    return committee + [line for line in regime.copies.splitlines() if line]


def grace_words(minutes: int) -> str:
    """Return how long after the deadline a report counts as late but within grace: "30 phút", "2 ngày"; "" for none."""
    for unit, words in ((24 * 60, "ngày"), (60, "giờ")):
        if minutes and minutes <= MOST_GRACE and minutes % unit == 0:
            return f"{minutes // unit} {words}"
    return f"{minutes} phút" if minutes else ""


def reminds_words(regime: Regime) -> str:
    """Return when the unit is reminded: "trước hạn 1 ngày, 2 giờ"; "" for never before the deadline."""
    said = [f"{n} {word}" for n, word in ((regime.remind_days, "ngày"), (regime.remind_hours, "giờ")) if n]
    return f"trước hạn {', rồi '.join(said)}" if said else ""


def opens_words(days: int) -> str:
    """Return when a period opens."""
    return f"{days} ngày trước hạn nộp" if days else "vào đúng ngày đến hạn"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
