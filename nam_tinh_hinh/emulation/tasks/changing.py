"""What change requests put on "Việc của tôi": to answer, and answers to read."""

from collections.abc import Iterator
from datetime import timedelta

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import RequestStage
from nam_tinh_hinh.emulation.queries import changing
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor

ANSWER_IS_NEWS = timedelta(days=7)


def tasks_for(actor: Actor) -> Iterator[Task]:
    """Yield the queue of unanswered requests for those who settle them, and each new answer for the unit."""
    if rules.serves_committee(actor):
        number, oldest = changing.to_settle(actor)
        if number:
            yield Task(
                "Trả lời đề nghị điều chỉnh", "emulation.changes", {"tra-loi": RequestStage.ASKED.value},
                "Chờ trả lời", "waiting", count=number, due_text=f"lâu nhất từ {moment_text(oldest)}",
            )  # fmt: skip
    if rules.may_register(actor):
        for one in changing.answered_since(actor, clock.now() - ANSWER_IS_NEWS):
            yield Task(
                f"Trả lời đề nghị: {one.exemplar.name}", "emulation.ask_change", {"exemplar_id": one.exemplar_id},
                one.stage.label, one.stage.tone, waits_text=one.kind.label,
                due_text=f"trả lời {moment_text(one.decided_at)}",
            )  # fmt: skip
