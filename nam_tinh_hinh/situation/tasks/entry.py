"""What comes back to who wrote it."""

from collections.abc import Iterator
from functools import partial

from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.situation.queries import page
from nam_tinh_hinh.situation.reach import Reach

LONGEST = 90


def matters(person: Reach) -> Iterator[Matter]:
    """Yield the observations that a focal point returned to ``person``."""
    yield Matter(partial(_returned, person), page.returned(person))


def _returned(person: Reach) -> Iterator[Task]:
    for row in page.returned_to(person):
        yield Task(
            f"Sửa, gửi lại: {short(row.content)}", "situation.edit", {"observation_id": row.id}, row.stage.label,
            row.stage.tone, waits_text=short(row.return_reason),
        )  # fmt: skip


def short(words: str) -> str:
    """Return the beginning of ``words`` on one line, cut between words."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + "…"
