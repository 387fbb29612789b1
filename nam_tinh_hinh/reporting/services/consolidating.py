"""Putting a report together: take passages, merge them, decide about the others, name who is missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, record_change
from nam_tinh_hinh.reporting import origins
from nam_tinh_hinh.reporting.enums import DECIDED, Fate
from nam_tinh_hinh.reporting.queries.consolidating import Item, Material, lines, lowers, material
from nam_tinh_hinh.reporting.services.sending import note_reading
from nam_tinh_hinh.reporting.services.uses import numbers_after, pointed, pressed, row_of
from nam_tinh_hinh.reporting.services.writing import (
    SectionMoved,
    check_open,
    check_writable,
    save_section,
)
from nam_tinh_hinh.reporting.tables import PassageUse, Report, Section
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.reach import Reach

NOTHING_CHOSEN = "Chọn ít nhất một đoạn."
NOT_THERE = "Có đoạn không còn như trên trang: đơn vị đã gửi bản mới. Xem lại các đoạn rồi bấm lại."
IN_TEXT = "Đoạn của {} đang có trong bài. Bấm “Hoàn tác” ở đoạn đó trước."
NOT_DEALT_WITH = "Đoạn này chưa được xử lý, không có gì để hoàn tác."
NO_WHY = "Ghi lý do không đưa vào; đơn vị gửi sẽ đọc."
NOTHING_LEFT = "Không còn đoạn nào chưa xử lý."
NOT_CHANGED = "Câu trong bài không còn dấu nguồn của đoạn này. Bấm “Đưa vào” để đưa đoạn mới vào."
MOVED = "Người khác vừa xử lý đoạn này. Xem lại rồi bấm lại."
NO_UNIT = "Chọn ít nhất một đơn vị chưa nộp."
NO_WHY_MISSING = "Ghi lý do thiếu báo cáo của đơn vị; bản in sẽ nêu."


@dataclass(frozen=True)
class Typed:
    """What the page of one section had in its fields when something was pressed beside it: kept before anything else.

    ``version`` is the one the person saw.
    """

    section: Section
    text: str
    figures: Mapping[str, int]
    version: int | None = None


def take(
    *, actor: Reach, report: Report, section: Section, items: Sequence[str], merged: bool = False,
    typed: Typed | None = None, version: int | None = None, key: str | None = None,
) -> list[PassageUse]:  # fmt: skip
    """Take passages and observations ("p12", "o7") into a section: a marked line each, or one for all when ``merged``.

    One whose mark was lost comes again under its number; one that its unit put differently takes the place of its
    earlier words where they stand as taken. ``version`` is the section's that the person saw, unless ``typed`` says so.
    The same ``key`` again returns the first's rows. Raises ``ActionRefused``, ``SectionMoved`` as ``save_section``.
    """
    if _replayed(key, actor, report, "take", items):
        return [item.use for item in _chosen(material(report), items) if item.use]
    check_writable(actor, section)
    _keep(actor, typed)
    if typed is None and version not in (None, section.version):
        raise SectionMoved(section)
    found = material(report)
    chosen = _not_in_text(_chosen(found, items))
    rows = _written(actor, report, section, found, chosen, merged)
    _note(actor, report, "take", chosen, key)
    return rows


def _written(
    actor: Reach, report: Report, section: Section, found: Material, chosen: Sequence[Item], merged: bool
) -> list[PassageUse]:
    """Write the chosen items into the section, each with its row."""
    numbers, words = numbers_after(found), found.words  # as they were taken, before rows are pointed at newer ones
    text, rows = section.text, list[PassageUse]()
    for item in chosen:
        stands = item.old is not None and item.old.number in found.marked
        row = pointed(item.old, item) if item.old and stands else row_of(report, item, numbers, dict(found.marked))
        rows.append(pressed(row, None, actor.name))
        if not merged:
            new = origins.line([item.words], [row.number])
            text = origins.replaced(text, row.number, words, item.words) if stands else origins.added(text, new)
    if merged:
        text = origins.added(text, origins.line([item.words for item in chosen], [row.number for row in rows]))
    _flushed()
    save_section(actor=actor, section=section, text=text, figures=section.figures)
    return rows


def keep(
    *, actor: Reach, report: Report, items: Sequence[str], typed: Typed | None = None, key: str | None = None
) -> None:
    """Let the sentence stand that was written from a passage which its unit has put differently since.

    Raises ``ActionRefused``.
    """
    if _replayed(key, actor, report, "keep_sentence", items):
        return
    check_open(actor, report)
    _keep(actor, typed)
    found = material(report)
    chosen = _chosen(found, items)
    for item in chosen:
        if item.old is None or item.old.number not in found.marked:
            raise ActionRefused(Refusal.INCOMPLETE, NOT_CHANGED)
        pressed(pointed(item.old, item), None, actor.name)
    _note(actor, report, "keep_sentence", chosen, key)


def decide(
    *, actor: Reach, report: Report, items: Sequence[str], fate: Fate, why: str = "", typed: Typed | None = None,
    key: str | None = None,
) -> None:  # fmt: skip
    """Decide that passages are not used (``why`` is compulsory and read by their unit) or wait for the next period.

    Raises ``ActionRefused``: nothing chosen, no reason, or one stands in the text.
    """
    if _replayed(key, actor, report, f"decide_{fate.value}", items):
        return
    check_open(actor, report)
    _keep(actor, typed)
    found = material(report)
    _decided(actor, found, _not_in_text(_chosen(found, items)), fate, why, key)


def decide_rest(
    *, actor: Reach, report: Report, fate: Fate, why: str = "", section: Section | None = None,
    typed: Typed | None = None, key: str | None = None,
) -> int:  # fmt: skip
    """Decide about everything that is left under one heading, or in the whole report; return how many there were.

    Raises ``ActionRefused``, also when nothing is left.
    """
    if history.replayed(key, actor, REPORT, action=f"decide_{fate.value}", subject_id=report.id):
        return 0
    check_open(actor, report)
    _keep(actor, typed)
    found = material(report)
    left = [one for one in (found.of(section.id) if section else found.items) if one.fate is None]
    if not left:
        raise ActionRefused(Refusal.INCOMPLETE, NOTHING_LEFT)
    _decided(actor, found, left, fate, why, key)
    return len(left)


def _decided(
    actor: Reach, found: Material, chosen: Sequence[Item], fate: Fate, why: str, key: str | None
) -> None:  # fmt: skip
    assert fate in DECIDED
    if fate is Fate.NOT_USED and not why:
        raise ActionRefused(Refusal.NO_REASON, NO_WHY)
    numbers, marked = numbers_after(found), dict(found.marked)
    for item in chosen:
        pressed(row_of(found.report, item, numbers, marked), fate, actor.name, why if fate is Fate.NOT_USED else "")
    _note(actor, found.report, f"decide_{fate.value}", chosen, key)


def undo(
    *, actor: Reach, report: Report, items: Sequence[str], typed: Typed | None = None, key: str | None = None
) -> None:
    """Take back what was done with passages, or ("n3") with one that its unit says no longer.

    A sentence that nobody changed goes; a rewritten one stays, unmarked.

    Raises ``ActionRefused``, also when the sentence stands in a section that is locked.
    """
    if _replayed(key, actor, report, "undo_use", items):
        return
    check_open(actor, report)
    _keep(actor, typed)
    found = material(report)
    unsaid = {f"n{use.number}": use for use in found.gone}
    said = [one for one in items if one not in unsaid]
    chosen = _chosen(found, said) if said or not items else []
    for item in chosen:
        if item.use is None or not (item.fate or item.is_lost):
            raise ActionRefused(Refusal.INCOMPLETE, NOT_DEALT_WITH)
    for use in [*(unsaid[one] for one in items if one in unsaid), *(item.use for item in chosen if item.use)]:
        _taken_back(actor, found, use)
    _note(actor, report, "undo_use", chosen, key)


def _taken_back(actor: Reach, found: Material, use: PassageUse) -> None:
    _out_of_text(actor, found, use.number)
    if found.report.rounds:
        pressed(use, None, "")  # a sending may carry its mark: the row stays, to say what that meant
    else:
        db.session.delete(use)


def _out_of_text(actor: Reach, found: Material, number: int) -> None:
    for section in found.sections:
        text = origins.without(section.text, number, found.words)
        if text != section.text:
            save_section(actor=actor, section=section, text=text, figures=section.figures)


def take_sums(*, actor: Reach, report: Report, section: Section, typed: Typed | None = None) -> None:
    """Put the sums of the lower units into the section's figures, where levels add them up.

    Raises ``ActionRefused``, ``SectionMoved``. Pressed twice it says the same.
    """
    check_writable(actor, section)
    _keep(actor, typed)
    sums = {one.figure.code: one.total for one in lines(section, lowers(report)) if one.total is not None}
    if not sums:
        raise ActionRefused(Refusal.INCOMPLETE, "Chưa có số liệu nào của đơn vị để cộng.")
    save_section(actor=actor, section=section, text=section.text, figures={**section.figures, **sums})


def mark_missing(
    *, actor: Reach, report: Report, obligation_ids: Collection[int], why: str, key: str | None = None
) -> None:
    """Go on without units that have not sent: they are named with ``why``, and the print says so.

    Raises ``ActionRefused``: no unit that is awaited, no reason.
    """
    if history.replayed(key, actor, REPORT, action="mark_missing", subject_id=report.id):
        return
    check_open(actor, report)
    awaited = [one.obligation for one in lowers(report) if one.is_awaited and one.obligation.id in obligation_ids]
    if not awaited:
        raise ActionRefused(Refusal.INCOMPLETE, NO_UNIT)
    if not why:
        raise ActionRefused(Refusal.NO_REASON, NO_WHY_MISSING)
    named = [{"obligation_id": owed.id, "unit_name": owed.unit_name, "why": why} for owed in awaited]
    others = [one for one in report.missing if one["obligation_id"] not in {owed.id for owed in awaited}]
    _name(actor, report, "mark_missing", [*others, *named], key)


def unmark_missing(*, actor: Reach, report: Report, obligation_id: int, key: str | None = None) -> None:
    """Take back that a unit is named as missing. Raises ``ActionRefused``."""
    if history.replayed(key, actor, REPORT, action="unmark_missing", subject_id=report.id):
        return
    check_open(actor, report)
    others = [one for one in report.missing if one["obligation_id"] != obligation_id]
    _name(actor, report, "unmark_missing", others, key)


def _name(actor: Reach, report: Report, action: str, missing: list[dict[str, object]], key: str | None) -> None:
    before = [one["unit_name"] for one in report.missing]
    report.missing = missing
    record_change(
        MOVED, actor=actor, action=action, subject=REPORT, subject_id=report.id, key=key,
        details={"before": before, "after": [one["unit_name"] for one in missing]},
    )  # fmt: skip


def _replayed(key: str | None, actor: Reach, report: Report, action: str, items: Sequence[str]) -> bool:
    """Tell whether this very press came before; the key of a page may come with another of its buttons."""
    earlier = history.replayed(key, actor, REPORT, action=action, subject_id=report.id)
    return earlier is not None and (earlier.details or {}).get("after") == list(items)


def _keep(actor: Reach, typed: Typed | None) -> None:
    """Save what was typed beside the button first: nothing typed is lost by pressing another one."""
    if typed is not None and (typed.text, dict(typed.figures)) != (typed.section.text, typed.section.figures):
        save_section(actor=actor, section=typed.section, text=typed.text, figures=typed.figures, version=typed.version)


def _chosen(found: Material, items: Sequence[str]) -> list[Item]:
    by_key = found.by_key()
    if not items:
        raise ActionRefused(Refusal.INCOMPLETE, NOTHING_CHOSEN)
    if any(one not in by_key for one in items):
        raise ActionRefused(Refusal.MOVED_ON, NOT_THERE)
    return [by_key[one] for one in dict.fromkeys(items)]


def _not_in_text(chosen: list[Item]) -> list[Item]:
    if there := [one for one in chosen if one.fate and one.fate not in DECIDED]:
        raise ActionRefused(Refusal.MOVED_ON, IN_TEXT.format(there[0].unit_name))
    return chosen


def _note(actor: Reach, report: Report, action: str, chosen: Sequence[Item], key: str | None) -> None:
    """Write the line of the history; whose words were looked at counts as read, so that they are not recalled."""
    _flushed()
    for sending_id in {item.sending_id for item in chosen if item.sending_id}:
        note_reading(sending_id=sending_id, name=actor.name)
    record_change(
        MOVED, actor=actor, action=action, subject=REPORT, subject_id=report.id, key=key,
        details={"after": [item.key for item in chosen]},
    )  # fmt: skip


def _flushed() -> None:
    """Flush; a row that another transaction made meanwhile shows as a conflict, not as an error."""
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise ActionRefused(Refusal.MOVED_ON, MOVED) from error
