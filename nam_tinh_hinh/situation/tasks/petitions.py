"""Petitions that are overdue, fall due, were handed to one's unit, are answered but not told back, or came again."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import asked_once
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.situation.enums import PetitionStage, Standing
from nam_tinh_hinh.situation.queries import petition_tasks as queries
from nam_tinh_hinh.situation.queries.petition_list import Pick
from nam_tinh_hinh.situation.queries.petition_tasks import Some
from nam_tinh_hinh.situation.queries.petitions import yard
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.standing import Yardstick, due_day, standing_of, time_words
from nam_tinh_hinh.situation.tables import Petition

LONGEST = 90


def matters(person: Reach) -> Iterator[Matter]:
    """Yield what the petitions of his units may ask of ``person``."""
    if not person.speaks:
        return
    for by_the_clock, pick, some in (
        (queries.overdue, Pick.OVERDUE, queries.running(person).where(Petition.due_at < clock.now())),
        (queries.due_soon, Pick.IN_TIME_LEFT, queries.running(person).where(Petition.due_at >= clock.now())),
        (queries.handed_to, Pick.WAITING, queries.handed(person)),
    ):
        yield Matter(partial(_by_the_clock, person, by_the_clock, pick), some)
    to_tell = queries.to_tell(person)
    yield Matter(partial(_few, to_tell, _to_tell), to_tell)
    # Looking whether any came again takes as long as reading those that did.
    yield Matter(partial(_few, queries.recurred(person), _recurred))


def _few(waits: Select[Any], tasks: Callable[[Some], Iterator[Task]]) -> Iterator[Task]:
    return tasks(queries.some_of(waits))


def _by_the_clock(person: Reach, waits: Callable[[Reach, Yardstick], Select[Any]], pick: Pick) -> Iterator[Task]:
    measure = asked_once("yard", yard)
    some = queries.some_of(waits(person, measure))
    for row in some.rows:
        standing = standing_of(row, measure)
        late = standing.tone == "overdue"
        yield Task(
            f"Kiến nghị: {_short(row)}", "situation.petition", {"observation_id": row.id},
            standing.label if late else "Chờ trả lời", standing.tone, waits_text=_waits(row),
            due_text=time_words(row, measure) if late else f"hạn {day_text(due_day(row.due_at))}",
        )  # fmt: skip
    if some.more:
        tone = "overdue" if pick is Pick.OVERDUE else "waiting"
        yield _more(some, "kiến nghị", pick, tone)


def _waits(row: Petition) -> str:
    if row.stage is PetitionStage.RECEIVED:
        return "Chưa chuyển cơ quan giải quyết"
    return f"Chờ {row.authority}" if row.authority else row.stage.label


def _to_tell(some: Some) -> Iterator[Task]:
    for row in some.rows:
        yield Task(
            f"Thông tin lại cho dân: {_short(row)}", "situation.petition", {"observation_id": row.id}, "Có kết quả",
            "attention", waits_text=f"Trả lời ngày {day_text(row.answered_on)}",
        )  # fmt: skip
    if some.more:
        yield _more(some, "kiến nghị chờ thông tin lại", Pick.NOT_TOLD, "attention")


def _recurred(some: Some) -> Iterator[Task]:
    for row in some.rows:
        yield Task(
            f"Đã trả lời, nay tái diễn: {_short(row)}", "situation.petition", {"observation_id": row.id}, "Tái diễn",
            "attention", waits_text=f"Trả lời ngày {day_text(row.answered_on)}",
        )  # fmt: skip
    if some.more:
        yield _more(some, "kiến nghị tái diễn", Pick.ANSWERED, "attention")


def _more(some: Some, what: str, pick: Pick, tone: str) -> Task:
    label = Standing.OVERDUE.label if pick is Pick.OVERDUE else pick.label
    return Task(f"… và {some.more} {what} nữa", "situation.petitions", {"tinh-trang": pick.value}, label, tone)


def _short(row: Petition) -> str:
    words = row.observation.content
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
