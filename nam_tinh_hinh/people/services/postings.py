"""Writes about postings: who is put in charge of what, until when, and who takes over."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries, spans
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.services.rows import put_back, snapshot
from nam_tinh_hinh.people.spans import ONE_DAY, Span
from nam_tinh_hinh.people.tables import Area, Posting, User

POSTING = "posting"


def assign(*, actor: Actor, user: User, areas: Sequence[Area], span: Span, key: str | None = None) -> history.Event:
    """Put ``user`` in charge of each of ``areas`` for ``span``; all of them or none.

    Raises ``ActionRefused`` for an officer who is not the actor's to assign, ``EntryRefused`` with a sentence for
    every area when the end is before the start, outside the area's or the officer's own time, or overlaps another
    posting of the same officer there (S0 II.5.1: postings have days, so that they can be reviewed).
    """
    if earlier := history.replayed(key, actor, POSTING):
        return earlier
    _allow(actor, user.id)
    _refuse(_faults(user, areas, span))
    made = [_posted(user.id, area.id, span) for area in areas]
    return _record(actor, "assign", user.id, [], made, key)


def end_posting(*, actor: Actor, posting: Posting, on_day: date, key: str | None = None) -> history.Event:
    """Let a posting end with ``on_day``, its last day; raises ``EntryRefused`` for a day outside what may be."""
    if earlier := history.replayed(key, actor, POSTING):
        return earlier
    _allow(actor, posting.user_id)
    if on_day < posting.valid_from:
        raise EntryRefused(
            f"Ngày kết thúc phải bằng hoặc sau ngày bắt đầu ({day_text(posting.valid_from)}). "
            "Nếu phân công này ghi nhầm, dùng “Bỏ (ghi nhầm)”."
        )
    others = [one for one in queries.postings_of_officer(posting.user_id) if one.id != posting.id]
    span = Span(posting.valid_from, on_day)
    _refuse(_faults(posting.user, [posting.area], span, others))
    before = snapshot(posting)
    posting.valid_to = on_day
    return _record(actor, "end_posting", posting.user_id, [before], [posting], key)


def remove_posting(*, actor: Actor, posting: Posting, key: str | None = None) -> history.Event:
    """Take away a posting that was entered by mistake; the history keeps it."""
    if earlier := history.replayed(key, actor, POSTING):
        return earlier
    _allow(actor, posting.user_id)
    before = snapshot(posting)
    db.session.delete(posting)
    return _record(actor, "remove_posting", posting.user_id, [before], [], key)


def hand_over(*, actor: Actor, giver: User, taker: User, from_day: date, key: str | None = None) -> history.Event:
    """Give everything ``giver`` is in charge of from ``from_day`` on to ``taker``, as one action.

    The giver's postings end the day before; the taker's run as long as they would have run. Where the taker is in
    charge already only the missing days are added. Raises as ``assign``, and when there is nothing to hand over.
    """
    if earlier := history.replayed(key, actor, POSTING):
        return earlier
    for user in (giver, taker):
        _allow(actor, user.id)
    given = queries.postings_from(giver.id, from_day)
    if giver.id == taker.id:
        raise EntryRefused("Người giao và người nhận là một. Chọn người nhận khác.", field="taker")
    if not given:
        raise EntryRefused(f"{giver.name} không phụ trách địa bàn nào từ {day_text(from_day)}.", field="giver")
    wanted = [(posting.area, Span(max(posting.valid_from, from_day), posting.valid_to)) for posting in given]
    missing = _missing(taker, wanted)
    _refuse([fault for area, span in missing for fault in _faults(taker, [area], span)], field="taker")
    before = [snapshot(posting) for posting in given]
    kept = list(_cut(given, from_day))
    made = [_posted(taker.id, area.id, span) for area, span in missing]
    return _record(actor, "hand_over", giver.id, before, kept + made, key)


def _missing(taker: User, wanted: Iterable[tuple[Area, Span]]) -> list[tuple[Area, Span]]:
    held: dict[int, list[Posting]] = {}
    for posting in queries.postings_of_officer(taker.id):
        held.setdefault(posting.area_id, []).append(posting)
    return [(area, gap) for area, span in wanted for gap in spans.uncovered(span, held.get(area.id, ()))]


def _cut(given: Iterable[Posting], from_day: date) -> Iterable[Posting]:
    """End each posting the day before; one that had not begun by then is no longer there."""
    for posting in given:
        if posting.valid_from < from_day:
            posting.valid_to = from_day - ONE_DAY
            yield posting
        else:
            db.session.delete(posting)


def undo_postings(*, actor: Actor, event: history.Event, key: str | None = None) -> history.Event:
    """Put everything one event changed back as it was.

    Raises ``ActionRefused`` when any of those postings has changed since.
    """
    if earlier := history.replayed(key, actor, POSTING):
        return earlier
    _allow(actor, event.subject_id or 0)
    details = event.details or {}
    before, after = details.get("before", []), details.get("after", [])
    if event.action == "undo_posting" or not _as_left(before, after):
        raise ActionRefused(Refusal.MOVED_ON, "Không hoàn tác được: phân công đã được sửa thêm từ lúc đó.")
    kept = {row["id"] for row in before}
    for row in after:
        if row["id"] not in kept:
            db.session.delete(db.session.get_one(Posting, row["id"]))
    rows = [put_back(Posting, row) for row in before]
    _refuse_doubled(rows)
    return _record(actor, "undo_posting", event.subject_id or 0, after, rows, key)


def _as_left(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> bool:
    wanted: dict[int, dict[str, Any] | None] = {row["id"]: None for row in before}
    wanted |= {row["id"]: row for row in after}
    rows = db.session.scalars(select(Posting).where(Posting.id.in_(wanted)))
    return {row.id: snapshot(row) for row in rows} == {one: row for one, row in wanted.items() if row}


def _refuse_doubled(rows: Iterable[Posting]) -> None:
    """Refuse an undo after which somebody would be in charge of one area twice at a time."""
    for row in rows:
        for other in queries.postings_of_officer(row.user_id):
            if other.id != row.id and other.area_id == row.area_id and spans.overlap(other, row):
                raise ActionRefused(
                    Refusal.MOVED_ON, "Không hoàn tác được: sau đó đã có phân công khác trùng thời gian."
                )


def _allow(actor: Actor, user_id: int) -> None:
    if not queries.may_assign(actor, user_id, clock.today()):
        raise ActionRefused(
            Refusal.NOT_ALLOWED, "Bạn chỉ phân công được người đang giữ vị trí ở đơn vị mình hoặc đơn vị trực thuộc."
        )


def _faults(user: User, areas: Iterable[Area], span: Span, postings: Sequence[Posting] | None = None) -> Iterable[str]:
    if spans.last_day(span) < span.valid_from:
        return ["Ngày kết thúc phải bằng hoặc sau ngày bắt đầu."]
    held = queries.postings_of_officer(user.id) if postings is None else postings
    faults = list(_outside_positions(user, span))
    for area in areas:
        faults += _outside_area(area, span)
        faults += [_overlaps(user, area, one) for one in held if one.area_id == area.id and spans.overlap(one, span)]
    return faults


def _outside_positions(user: User, span: Span) -> Iterable[str]:
    for gap in spans.uncovered(span, queries.positions_of(user.id))[:1]:
        open_end = gap.valid_to is None
        yield (
            f"{user.name} không giữ vị trí nào {'từ ' + day_text(gap.valid_from) if open_end else spans.said(gap)}. "
            "Chọn ngày trong thời gian giữ vị trí, hoặc đề nghị quản trị gia hạn vị trí trước."
        )


def _outside_area(area: Area, span: Span) -> Iterable[str]:
    if spans.uncovered(span, [area]):
        yield f"Địa bàn “{area.name}” chỉ có {spans.said(area)}. Chọn ngày trong thời gian đó."


def _overlaps(user: User, area: Area, other: Posting) -> str:
    return (
        f"{user.name} đã được phân công phụ trách “{area.name}” {spans.said(other)}. "
        "Bỏ địa bàn này ra, hoặc kết thúc phân công đó trước."
    )


def _refuse(faults: Iterable[str], field: str = "") -> None:
    if sentences := list(dict.fromkeys(faults)):
        raise EntryRefused(*sentences, field=field)


def _posted(user_id: int, area_id: int, span: Span) -> Posting:
    posting = Posting(user_id=user_id, area_id=area_id, valid_from=span.valid_from, valid_to=span.valid_to)
    db.session.add(posting)
    return posting


def _record(
    actor: Actor, action: str, user_id: int, before: list[dict[str, Any]], rows: Iterable[Posting], key: str | None
) -> history.Event:
    db.session.flush()
    details = {"before": before, "after": [snapshot(row) for row in rows]}
    return history.record(actor=actor, action=action, subject=POSTING, subject_id=user_id, key=key, details=details)
