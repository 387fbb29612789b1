"""Petitions that are overdue, fall due, were handed to one's unit, are answered but not told back, or came again."""

from collections.abc import Iterator
from functools import partial

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
    if person.speaks:
        yield Matter(partial(_pressing, person), queries.concern(person))


def _pressing(person: Reach) -> Iterator[Task]:
    measure = asked_once("yard", yard)
    running = queries.overdue(person, measure), queries.due_soon(person, measure), queries.handed_to(person, measure)
    *timed, told, again = queries.some_of_each([*running, queries.to_tell(person), queries.recurred(person)])
    for some, pick in zip(timed, (Pick.OVERDUE, Pick.IN_TIME_LEFT, Pick.WAITING), strict=True):
        yield from _by_the_clock(some, measure, pick)
    yield from _to_tell(told)
    yield from _recurred(again)


def _by_the_clock(some: Some, measure: Yardstick, pick: Pick) -> Iterator[Task]:
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
