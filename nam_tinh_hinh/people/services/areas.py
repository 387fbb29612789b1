"""Writes about areas."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import clean_line, fold
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries, spans
from nam_tinh_hinh.people.refusals import EntryRefused, changes
from nam_tinh_hinh.people.services.rows import put_back, restorable, restored, snapshot
from nam_tinh_hinh.people.spans import Span
from nam_tinh_hinh.people.tables import Area

AREA = "area"


def add_area(*, actor: history.Doer, facts: Mapping[str, Any], key: str | None = None) -> Area:
    """Add an area; the same ``key`` again returns what it made the first time.

    ``facts``: kind_id, parent_id, name, valid_from, valid_to, households, population, is_pilot. Raises
    ``EntryRefused`` for an empty name, an end before the start, and a name that stands below the same area already.
    """
    if earlier := history.replayed(key, actor, AREA):
        return db.session.get_one(Area, earlier.subject_id)
    area = Area()
    _check(area, facts)
    _fill(area, facts)
    db.session.add(area)
    db.session.flush()
    history.record(actor=actor, action="add_area", subject=AREA, subject_id=area.id, key=key)
    return area


def edit_area(
    *, actor: history.Doer, area: Area, facts: Mapping[str, Any], seen: int | None = None, key: str | None = None
) -> None:
    """Change an area, or close it by a last day.

    ``seen`` is the newest event of the area when the person opened the page. Raises ``ActionRefused`` when somebody
    has changed it since, ``EntryRefused`` for what ``add_area`` refuses, for a circle in the tree, and for days
    outside which it still has officers or areas below.
    """
    if history.replayed(key, actor, AREA):
        return
    newest = history.last(AREA, area.id)
    if seen is not None and newest and newest.id != seen:
        raise ActionRefused(Refusal.MOVED_ON, "Địa bàn này vừa được sửa từ khi bạn mở trang.", newest)
    _check(area, facts)
    before = snapshot(area)
    _fill(area, facts)
    db.session.flush()
    ended = area.valid_to is not None and before["valid_to"] is None
    history.record(
        actor=actor, action="close_area" if ended else "edit_area", subject=AREA, subject_id=area.id, key=key,
        details=changes(before, snapshot(area)),
    )  # fmt: skip


def _fill(area: Area, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(area, name, value)
    area.folded_name = fold(area.name)


def _check(area: Area, facts: Mapping[str, Any]) -> None:
    span = Span(facts["valid_from"], facts["valid_to"])
    if not clean_line(facts["name"]):
        raise EntryRefused("Ghi tên địa bàn.", field="name")
    if spans.last_day(span) < span.valid_from:
        raise EntryRefused("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.", field="valid_to")
    if area.id and facts["parent_id"]:
        _refuse_circle(area, facts["parent_id"])
    _refuse_twin(area, facts, span)
    if area.id:
        _refuse_orphans(area, span)


def _refuse_circle(area: Area, parent_id: int) -> None:
    above, place = queries.parents_of_areas(), parent_id
    while place and place != area.id:
        place = above.get(place) or 0
    if place:
        raise EntryRefused(
            f"“{area.name}” không thể nằm trong chính nó hoặc trong nơi thuộc nó. Chọn địa bàn khác ở ô “Thuộc”.",
            field="parent_name",
        )


def _refuse_twin(area: Area, facts: Mapping[str, Any], span: Span) -> None:
    for twin in queries.same_area_name(fold(facts["name"]), facts["parent_id"]):
        if twin.id != area.id and spans.overlap(twin, span):
            raise EntryRefused(
                f"Đã có “{twin.name}” ở cùng nơi này ({spans.said(twin)}). Mở địa bàn đó để sửa, hoặc đặt tên khác.",
                field="name",
            )


def _refuse_orphans(area: Area, span: Span) -> None:
    for posting in queries.postings_of_area(area.id):
        if spans.uncovered(posting, [span]):
            raise EntryRefused(
                f"{posting.user.name} còn phụ trách “{area.name}” {spans.said(posting)}. "
                "Kết thúc hoặc bàn giao phân công đó trước.",
                field="valid_to" if spans.last_day(posting) > spans.last_day(span) else "valid_from",
            )
    for below in queries.areas_below(area.id):
        if spans.last_day(below) > spans.last_day(span):
            raise EntryRefused(
                f"“{below.name}” thuộc địa bàn này và còn hiệu lực sau {day_text(span.valid_to)}. "
                "Chuyển hoặc kết thúc nơi đó trước.",
                field="valid_to",
            )


def delete_area(*, actor: history.Doer, area: Area, key: str | None = None) -> history.Event:
    """Delete an area entered by mistake; raises ``EntryRefused`` when anything hangs on it."""
    if earlier := history.replayed(key, actor, AREA):
        return earlier
    used = [f"địa bàn “{below.name}” bên dưới" for below in queries.areas_below(area.id)]
    used += [f"phân công của {posting.user.name}" for posting in queries.postings_of_area(area.id)]
    if used:
        raise _in_use(area, ", ".join(used[:3]) + ("…" if len(used) > 3 else ""))
    before = snapshot(area)
    try:
        with db.session.begin_nested():
            db.session.delete(area)
    except IntegrityError as error:  # a room above people keeps something there
        raise _in_use(area, "hồ sơ khác") from error
    return history.record(
        actor=actor, action="delete_area", subject=AREA, subject_id=before["id"], key=key, details={"before": before}
    )


def _in_use(area: Area, by: str) -> EntryRefused:
    return EntryRefused(
        f"“{area.name}” đang được dùng ({by}) nên không xóa được. "
        "Nếu nơi này không còn nữa, hãy sửa và ghi ngày kết thúc."
    )


def restore_area(*, actor: history.Doer, event: history.Event, key: str | None = None) -> None:
    """Put back an area that ``event`` deleted; raises ``EntryRefused`` when its place has been taken meanwhile."""
    if history.replayed(key, actor, AREA):
        return
    before = restorable(event)
    facts = restored(Area, before)
    _check(Area(), facts)
    if facts["parent_id"] and queries.area(facts["parent_id"]) is None:
        raise EntryRefused("Không hoàn tác được: địa bàn bên trên cũng đã bị xóa. Lấy lại nơi đó trước.")
    put_back(Area, before)
    history.record(actor=actor, action="restore_area", subject=AREA, subject_id=event.subject_id, key=key)
