"""Writes of regimes: add, change, apply from a day, end from a day, take back; what is open already stays as it is."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.tables import Unit, UnitKind, UnitLevel
from nam_tinh_hinh.reporting import regime_words as words
from nam_tinh_hinh.reporting.calendar import holiday_words, rule_words
from nam_tinh_hinh.reporting.queries import regime_pages as queries
from nam_tinh_hinh.reporting.regime_facts import COLUMNS, FIXED, RegimeFacts, facts_of, packed, problems, unpacked
from nam_tinh_hinh.reporting.tables import Outline, Regime, RegimeOwner
from nam_tinh_hinh.reporting.workflow import REGIME

MOVED = "Chế độ này đã thay đổi từ khi bạn mở trang."
NOTHING_TO_UNDO = "Không hoàn tác được: chế độ đã thay đổi sau việc đó. Hãy sửa ở trang của chế độ."
UNDOABLE = frozenset({"edit", "apply", "end"})


class RegimeRefused(Exception):
    """What was typed cannot stand: ``problems`` names the field and says why, in words."""

    def __init__(self, found: list[tuple[str, str]]) -> None:
        super().__init__(" ".join(sentence for _, sentence in found))
        self.problems = found


def create(*, actor: history.Doer, facts: RegimeFacts, key: str | None = None) -> Regime:
    """Add a regime of the commune's own; the same ``key`` again returns the first. Raises ``RegimeRefused``."""
    if earlier := history.replayed(key, actor, REGIME, action="add"):
        return db.session.get_one(Regime, earlier.subject_id)
    _check(facts)
    row = Regime()
    _write(row, facts)
    db.session.add(row)
    db.session.flush()
    _note(actor, "add", row, None, key)
    if facts.valid_from:
        _note(actor, "apply", row, said(row) | {"valid_from": ""}, None, kept=packed(replace(facts, valid_from=None)))
    return row


def edit(
    *, actor: history.Doer, regime: Regime, facts: RegimeFacts, version: int | None = None, key: str | None = None
) -> None:
    """Change what is written about a regime; periods that are open keep what they were opened with.

    One that came with the program keeps what its plan fixes (``FIXED``), whatever ``facts`` say of it. ``version`` is
    the one the person saw. Raises ``RegimeRefused``, and ``ActionRefused`` when someone changed it meanwhile.
    """
    if regime.code is not None:
        was = facts_of(regime)
        facts = replace(facts, **{name: getattr(was, name) for name in FIXED})
    _change(actor, "edit", regime, facts, version, key)


def apply(
    *, actor: history.Doer, regime: Regime, day: date, version: int | None = None, key: str | None = None
) -> None:
    """Apply a regime from ``day`` on, without an end; raises as ``edit`` does."""
    _change(actor, "apply", regime, replace(facts_of(regime), valid_from=day, valid_to=None), version, key)


def end(*, actor: history.Doer, regime: Regime, day: date, version: int | None = None, key: str | None = None) -> None:
    """Apply a regime no longer from ``day`` on: the day before is its last. What is open stays owed.

    Raises as ``edit`` does; the first day that can be given is the one after it began.
    """
    begun = regime.valid_from
    if begun is None:
        raise RegimeRefused([("day", "Chế độ này chưa áp dụng nên chưa có gì để ngừng.")])
    if day <= begun:
        raise RegimeRefused([("day", f"Chế độ áp dụng từ {day_text(begun)}: ngày ngừng phải sau ngày đó.")])
    _change(actor, "end", regime, replace(facts_of(regime), valid_to=day - timedelta(days=1)), version, key)


def undo(*, actor: history.Doer, regime: Regime, version: int | None = None, key: str | None = None) -> None:
    """Take back the last change, application or end of a regime.

    Raises ``ActionRefused`` when something else happened since, or when applying it has opened periods already: they
    are owed, and only an end from a day on helps.
    """
    if history.replayed(key, actor, REGIME, action="undo", subject_id=regime.id):
        return
    last = history.last(REGIME, regime.id)
    if last is None or last.action not in UNDOABLE or version not in (None, regime.version):
        raise ActionRefused(Refusal.MOVED_ON, NOTHING_TO_UNDO, last)
    opened = queries.opened_since(regime.id, last.at) if last.action == "apply" else 0
    if opened:
        raise ActionRefused(
            Refusal.MOVED_ON,
            f"Không hoàn tác được: đã mở {opened} kỳ báo cáo và giao cho các đơn vị. Hãy dùng “Ngừng áp dụng”.",
        )
    _change(actor, "undo", regime, unpacked((last.details or {})["kept"]), version, key)


def remove(*, actor: history.Doer, regime: Regime, key: str | None = None) -> history.Event:
    """Remove an own regime under which nothing was ever opened; the event brings it back. Raises ``ActionRefused``."""
    if earlier := history.replayed(key, actor, REGIME, action="remove"):
        return earlier
    if regime.code is not None or queries.periods_of(regime.id):
        why = "chế độ có sẵn theo kế hoạch" if regime.code else "đã có kỳ báo cáo theo chế độ này"
        raise ActionRefused(Refusal.INCOMPLETE, f"Không bỏ được: {why}. Muốn thôi dùng, hãy bấm “Ngừng áp dụng”.")
    details = {"before": said(regime), "after": None, "kept": packed(facts_of(regime))}
    regime_id = regime.id
    db.session.delete(regime)
    db.session.flush()
    return history.record(
        actor=actor, action="remove", subject=REGIME, subject_id=regime_id, key=history.unused(key), details=details
    )


def restore(*, actor: history.Doer, event: history.Event, key: str | None = None) -> Regime:
    """Bring back the regime that ``event`` removed. Raises ``ActionRefused`` when anything happened to it since."""
    if earlier := history.replayed(key, actor, REGIME, action="restore"):
        return db.session.get_one(Regime, earlier.subject_id)
    last = history.last(REGIME, event.subject_id or 0)
    if last is None or last.id != event.id:
        raise ActionRefused(Refusal.MOVED_ON, "Chế độ này đã được lấy lại rồi.", last)
    row = Regime(id=event.subject_id)
    _write(row, unpacked((event.details or {})["kept"]))
    db.session.add(row)
    db.session.flush()
    _note(actor, "restore", row, None, key)
    return row


def _change(
    actor: history.Doer, action: str, regime: Regime, facts: RegimeFacts, version: int | None, key: str | None
) -> None:
    if history.replayed(key, actor, REGIME, action=action, subject_id=regime.id):
        return
    if version not in (None, regime.version):
        raise moved_on(MOVED, REGIME, regime.id)
    _check(facts)
    was = facts_of(regime)
    if was == facts:
        return
    before = said(regime)
    if action == "edit" and facts.valid_from not in (None, was.valid_from):
        action = "apply"  # the calendar asks when that was, so that nobody is asked for the months before
    _write(regime, facts)
    flag_modified(regime, "label")  # who owes stands in rows of its own, and the version has to grow for them too
    _note(actor, action, regime, before, key, kept=packed(was))


def _check(facts: RegimeFacts) -> None:
    if found := problems(facts):
        raise RegimeRefused(found)
    if not db.session.scalar(select(Outline.id).filter_by(code=facts.outline_code).limit(1)):
        raise RegimeRefused([("outline_code", "Đề cương này không còn. Chọn đề cương khác.")])


def _write(row: Regime, facts: RegimeFacts) -> None:
    for name in COLUMNS:
        setattr(row, name, getattr(facts, name))
    if row.receiver != "unit":
        row.receiver_unit_id = None
    row.receiver_unit = db.session.get(Unit, row.receiver_unit_id) if row.receiver_unit_id else None
    there = {(one.unit_id, one.kind_id, one.level_id): one for one in row.owners}
    row.owners = [there.get(owner) or _owner(*owner) for owner in sorted(facts.owners, key=str)]


def _owner(unit_id: int | None, kind_id: int | None, level_id: int | None) -> RegimeOwner:
    return RegimeOwner(
        unit=db.session.get(Unit, unit_id) if unit_id else None,
        kind=db.session.get(UnitKind, kind_id) if kind_id else None,
        level=db.session.get(UnitLevel, level_id) if level_id else None,
    )


def said(row: Regime) -> dict[str, Any]:
    """Return a regime in words, as the history shows what was changed."""
    rule = facts_of(row).rule
    outline = queries.newest_outlines().get(row.outline_code)
    return {
        "label": row.label, "plan": row.plan, "clause": row.clause, "kind": row.kind.label,
        "cadence": row.cadence.label if row.cadence else "", "due": rule_words(rule) if rule else "",
        "holiday": holiday_words(rule) if rule else "", "grace": words.grace_words(row.grace_minutes),
        "opens": words.opens_words(row.opens_days), "reminds": words.reminds_words(row),
        "to": words.receiver_words(row), "copies": words.copies_words(row),
        "outline": outline.label if outline else row.outline_code, "owners": words.owners_words(row),
        "valid_from": day_text(row.valid_from), "valid_to": day_text(row.valid_to),
    }  # fmt: skip


def _note(
    actor: history.Doer, action: str, row: Regime, before: dict[str, Any] | None, key: str | None,
    kept: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    after = said(row)
    if before is not None:
        names = [name for name in after if before[name] != after[name]]
        before, after = {name: before[name] for name in names}, {name: after[name] for name in names}
    record_change(
        MOVED, actor=actor, action=action, subject=REGIME, subject_id=row.id, key=key,
        details={"before": before, "after": after} | ({"kept": kept} if kept else {}),
    )  # fmt: skip
