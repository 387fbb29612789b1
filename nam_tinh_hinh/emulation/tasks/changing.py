"""What change requests put on "Việc của tôi": to answer, and answers to read."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import RequestStage
from nam_tinh_hinh.emulation.queries import changing
from nam_tinh_hinh.emulation.tables import ChangeRequest, Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor

ANSWER_IS_NEWS = timedelta(days=7)


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield the queue of unanswered requests for those who settle them, and each new answer for the unit."""
    if rules.serves_committee(actor):
        yield Matter(_to_settle, figures=changing.to_settle(actor))
    if rules.may_register(actor):
        since = clock.now() - ANSWER_IS_NEWS
        own = select(ChangeRequest.id).join(ChangeRequest.exemplar).where(Exemplar.unit_id == actor.unit_id)
        yield Matter(partial(_answered, actor, since), own.where(ChangeRequest.decided_at > since))


def _to_settle(number: int, oldest: datetime | None) -> Iterator[Task]:
    if number:
        yield Task(
            "Trả lời đề nghị điều chỉnh", "emulation.changes", {"tra-loi": RequestStage.ASKED.value},
            "Chờ trả lời", "waiting", count=number, due_text=f"lâu nhất từ {moment_text(oldest)}",
        )  # fmt: skip


def _answered(actor: Actor, since: datetime) -> Iterator[Task]:
    for one in changing.answered_since(actor, since):
        yield Task(
            f"Trả lời đề nghị: {one.exemplar.name}", "emulation.ask_change", {"exemplar_id": one.exemplar_id},
            one.stage.label, one.stage.tone, waits_text=one.kind.label,
            due_text=f"trả lời {moment_text(one.decided_at)}",
        )  # fmt: skip
