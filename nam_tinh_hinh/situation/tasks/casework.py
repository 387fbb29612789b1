"""Case files on "Việc của tôi": reviews that are due, cases entrusted to the unit, matters that suggest a case."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Select, func, select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.queries import casework as queries
from nam_tinh_hinh.situation.queries.case_suggestions import suggestions
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import CaseFile

SHOWN = 5


def matters(person: Reach) -> Iterator[Matter]:
    """Yield what ``person`` may have to do about case files."""
    if person.speaks:
        entrusted = queries.entrusted(person)
        yield Matter(partial(_entrusted, entrusted), entrusted)
    if rules.keeps_desk(person.actor):
        due = queries.reviews_due(person, clock.today())
        yield Matter(partial(_reviews, due), due)
        yield Matter(partial(_suggested, person))


def _suggested(person: Reach) -> Iterator[Task]:
    if found := suggestions(person).suggestions:
        yield Task(
            "Gợi ý lập vụ việc", "situation.cases", {}, "Nên xem", "attention", count=len(found),
            waits_text=found[0].reason,
        )  # fmt: skip


def _entrusted(entrusted: Select[Any]) -> Iterator[Task]:
    rows, more = _first(entrusted)
    for case in rows:
        yield Task(
            f"Vụ việc: {case.title}", "situation.case", {"case_id": case.id}, "Mới giao", "attention",
            waits_text=f"{case.unit.name} giao, chưa ghi biện pháp", due_text=f"từ {moment_text(case.opened_at)}",
        )  # fmt: skip
    if more:
        yield Task(f"… và {more} vụ việc giao đơn vị bạn nữa", "situation.cases", {}, "Mới giao", "attention")


def _reviews(due: Select[Any]) -> Iterator[Task]:
    today = clock.today()
    rows, more = _first(due)
    for case in rows:
        days = (today - case.review_on).days
        yield Task(
            f"Xem lại vụ việc: {case.title}", "situation.case", {"case_id": case.id},
            "Quá ngày" if days else "Hôm nay", "overdue" if days else "attention",
            due_text=f"quá {days} ngày" if days else f"ngày {day_text(case.review_on)}",
        )  # fmt: skip
    if more:
        yield Task(f"… và {more} vụ việc cần xem lại nữa", "situation.cases", {}, "Cần xem lại", "attention")


def _first(query: Select[tuple[CaseFile]]) -> tuple[list[CaseFile], int]:
    """Return the first of a query's cases, and how many there are beside them."""
    rows = list(db.session.scalars(query.limit(SHOWN)))
    counted = select(func.count()).select_from(query.order_by(None).with_only_columns(CaseFile.id).subquery())
    return rows, (db.session.scalar(counted) or 0) - len(rows) if len(rows) == SHOWN else 0
