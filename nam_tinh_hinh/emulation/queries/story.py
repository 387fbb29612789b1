"""The way of one exemplar through the six steps, told from what is issued, sent and recorded.

What the committee has decided and not made known yet is told to nobody here; findings only to those who may read them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.emulation.enums import ASSIGNED, PUBLISHED, STEPS, UNSENT, Purpose, SittingPurpose, Stage
from nam_tinh_hinh.emulation.enums.carrying import Standing
from nam_tinh_hinh.emulation.queries.carrying import helpers_of, last_percent, plan_of
from nam_tinh_hinh.emulation.queries.changing import requests_visible_to
from nam_tinh_hinh.emulation.queries.inspecting import recorded_at_exemplar
from nam_tinh_hinh.emulation.queries.interim import reviews_of, standing_of
from nam_tinh_hinh.emulation.queries.library import CARRIED_ON
from nam_tinh_hinh.emulation.tables import (
    AssignmentNotice,
    ChangeRequest,
    Exemplar,
    Inspection,
    Lesson,
    NoticeReceipt,
    ProgressEntry,
    Recognition,
    RegistrationList,
    Sitting,
    SittingItem,
)
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries.issuing import papers_visible_to
from nam_tinh_hinh.people.tables import IssuedPaper

STEP_OF_PURPOSE = {Purpose.REGISTRATION: 2, Purpose.INTERIM: 4, Purpose.FINAL: 5}


@dataclass(frozen=True)
class Line:
    """One thing that happened, or is due: in which step, what, when, the page that tells more and the paper."""

    step: int
    words: str
    day: date | None = None
    endpoint: str = ""
    paper_id: int | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Chapter:
    """One of the six steps with what is told of it."""

    step: int
    title: str
    lines: Sequence[Line]


def story(actor: Actor, exemplar: Exemplar) -> list[Chapter]:
    """Return the steps of ``exemplar`` that have something to tell ``actor``, in a constant number of statements.

    A paper stands on its line only when ``actor`` may open it.
    """
    if exemplar.stage in UNSENT:
        return []
    told = [*_registered(exemplar), *_changes(actor, exemplar), *_visits(actor, exemplar), *_sittings(exemplar)]
    told += [*_decided(exemplar), *_carried(exemplar), *_results(exemplar), *_learnt(exemplar)]
    opened = _openable(actor, [line.paper_id for line in told if line.paper_id])
    shown = [line if line.paper_id in opened else replace(line, paper_id=None) for line in told]
    shown = [line for line in shown if line.endpoint or line.day or line.paper_id]
    return [chapter for step, title in enumerate(STEPS, start=1) if (chapter := _chapter(step, title, shown)).lines]


def _chapter(step: int, title: str, lines: Sequence[Line]) -> Chapter:
    of_step = [line for line in lines if line.step == step]
    return Chapter(step, title, sorted(of_step, key=lambda line: line.day or date.max))


def _openable(actor: Actor, paper_ids: Sequence[int]) -> set[int]:
    query = papers_visible_to(actor).where(IssuedPaper.id.in_(paper_ids))
    return {paper.id for paper in db.session.scalars(query)}


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None


def _numbered(words: str, number: str) -> str:
    return f"{words} số {number}" if number else words


def _registered(item: Exemplar) -> Iterator[Line]:
    yield Line(1, "Lãnh đạo đơn vị duyệt đăng ký", _day(item.approved_at), "emulation.preparation")
    if sent := db.session.get(RegistrationList, item.list_id) if item.list_id else None:
        words = _numbered("Đơn vị gửi danh sách đăng ký", sent.number_text)
        yield Line(1, words, sent.day, paper_id=sent.paper_id)
    if item.is_supplemented:
        yield Line(1, "Đơn vị gửi lại bản đã bổ sung", _day(item.submitted_at))
    elif not item.list_id:
        yield Line(1, "Đơn vị gửi đăng ký", _day(item.submitted_at))
    if item.stage is Stage.WITHDRAWN:
        yield Line(1, "Rút khỏi danh sách", _day(item.ended_at))


def _changes(actor: Actor, item: Exemplar) -> Iterator[Line]:
    for one in db.session.scalars(requests_visible_to(actor).where(ChangeRequest.exemplar_id == item.id)):
        words = f"Đề nghị điều chỉnh: {one.kind.label} – {one.stage.label}"
        yield Line(3 if item.notice_id else 1, words, _day(one.asked_at), "emulation.ask_change")


def _visits(actor: Actor, item: Exemplar) -> Iterator[Line]:
    for one in recorded_at_exemplar(actor, item):
        yield _visit(one)


def _visit(one: Inspection) -> Line:
    verdict = f": {one.verdict.label}" if one.verdict else ""
    step = STEP_OF_PURPOSE[one.team.purpose]
    return Line(step, f"{one.team.purpose.label}{verdict}", one.visited_on, "emulation.inspections", one.paper_id)


def _sittings(item: Exemplar) -> Iterator[Line]:
    """Yield the sittings whose decision is made known; their minutes tell more than this exemplar's matter."""
    known = {SittingPurpose.REGISTRATION: item.released_at is not None, SittingPurpose.RECOGNITION: _published(item)}
    query = select(SittingItem).join(SittingItem.sitting).options(contains_eager(SittingItem.sitting))
    query = query.where(SittingItem.exemplar_id == item.id, SittingItem.decided_at.is_not(None))
    for one in db.session.scalars(query.where(Sitting.paper_id.is_not(None)).order_by(Sitting.id)):
        if known[one.sitting.purpose]:
            step = 2 if one.sitting.purpose is SittingPurpose.REGISTRATION else 5
            held = day_text(one.sitting.held_on)
            yield Line(step, f"Biên bản phiên họp ngày {held}", paper_id=one.sitting.paper_id)


def _decided(item: Exemplar) -> Iterator[Line]:
    if item.stage in {Stage.RETURNED, Stage.REPROPOSED}:
        yield Line(2, "Ban Chỉ đạo yêu cầu bổ sung", _day(item.decided_at))
    if item.released_at:
        outcome = Stage.DECLINED.label if item.stage is Stage.DECLINED else Stage.AGREED.label
        yield Line(2, f"Kết quả xét: {outcome.lower()}", _day(item.released_at))
    if item.notice_id:
        yield from _assigned(item, db.session.get_one(AssignmentNotice, item.notice_id))


def _assigned(item: Exemplar, notice: AssignmentNotice) -> Iterator[Line]:
    yield Line(2, _numbered(notice.kind.label, notice.number_text), notice.day, paper_id=notice.paper_id)
    query = select(NoticeReceipt).filter_by(notice_id=notice.id, unit_id=item.unit_id)
    receipt = db.session.scalar(query)
    if receipt and receipt.confirmed_at:
        yield Line(2, "Đơn vị xác nhận đã nhận thông báo", _day(receipt.confirmed_at))


def _carried(item: Exemplar) -> Iterator[Line]:
    if item.stage not in ASSIGNED:
        return
    page = "emulation.carrying"
    if plan := plan_of(item.id):
        yield Line(3, "Đơn vị ghi kế hoạch thực hiện", _day(plan.edited_at), page)
    if helpers := [one for one in helpers_of(item.id) if one.ended_at is None]:
        yield Line(3, f"Người tham gia chỉ đạo, giúp đỡ: {len(helpers)}", _day(helpers[0].added_at), page)
    entered, last = _progress(item.id)
    if entered:
        newest = last_percent(item.id)
        reached = f", đạt {newest.percent}%" if newest and newest.percent is not None else ""
        yield Line(3, f"{entered} lần ghi tiến độ{reached}", last, page)
    if item.stage is Stage.STOPPED:
        yield Line(3, "Dừng thực hiện", _day(item.ended_at))
    yield from _reviews(item)


def _progress(exemplar_id: int) -> tuple[int, date | None]:
    query = select(func.count(), func.max(ProgressEntry.on_day)).where(
        ProgressEntry.exemplar_id == exemplar_id, ProgressEntry.removed_at.is_(None)
    )
    row = db.session.execute(query).one()
    return row[0], row[1]


def _reviews(item: Exemplar) -> Iterator[Line]:
    for one in reviews_of(item.id):
        stands = standing_of(one, item)
        if stands.standing is Standing.NEEDLESS:
            continue
        words = f"Sơ kết {one.months} tháng: {stands.words.lower()}"
        late = stands.standing is Standing.OVERDUE
        yield Line(4, words, _day(one.sent_at) or one.due_on, "emulation.interim", is_late=late)


def _published(item: Exemplar) -> bool:
    return item.stage in PUBLISHED


def _results(item: Exemplar) -> Iterator[Line]:
    page = "emulation.result"
    if item.reported_at:
        yield Line(5, "Đơn vị gửi báo cáo kết quả", _day(item.reported_at), page)
    decision = db.session.get(Recognition, item.recognition_id) if item.recognition_id and _published(item) else None
    if decision is None:
        return
    if item.award is None:
        yield Line(5, Stage.NOT_RECOGNISED.label, decision.day, page)
        return
    yield Line(5, f"Kết quả: {item.award.label}", decision.day, page)
    yield Line(5, _numbered("Quyết định công nhận", decision.number_text), decision.day, paper_id=decision.paper_id)
    yield Line(5, "Giấy chứng nhận", paper_id=decision.certificates_paper_id)


def _learnt(item: Exemplar) -> Iterator[Line]:
    if item.stage is not Stage.RECOGNISED:
        return
    lesson = db.session.get(Lesson, item.id)
    if lesson and (lesson.worked or lesson.hard or lesson.advice or lesson.committee_words):
        yield Line(6, "Đã rút kinh nghiệm", _day(lesson.edited_at), "emulation.library_show")
    counted = select(func.count()).where(Exemplar.learnt_from_id == item.id, Exemplar.stage.in_(CARRIED_ON))
    if learners := db.session.scalar(counted):
        yield Line(6, f"{learners} mô hình học tập, nhân rộng", endpoint="emulation.family")
