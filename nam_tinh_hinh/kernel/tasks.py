"""Rows of "Việc của tôi": made and removed only by the state of things, never by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Task:
    """One thing to do now: a sentence, where it is done, a word for its stage, how many there are, who waits, when.

    ``soon``: its deadline is only hours away.
    """

    title: str
    endpoint: str
    params: Mapping[str, object] = field(default_factory=dict)
    stage_label: str = ""
    tone: str = "quiet"
    count: int | None = None
    waits_text: str = ""
    due_text: str = ""
    soon: bool = False


# What is overdue comes first, then what falls due within hours: there is still time for it. Then what waits for an
# answer or an act; drafts, news and looking around come last.
URGENCY = {"overdue": 0, "attention": 2, "waiting": 2}
SOON, LEAST = 1, 3


def most_pressing_first(tasks: Iterable[Task]) -> list[Task]:
    """Return ``tasks`` ordered by how they press; those that press alike keep the order of their matters."""
    return sorted(tasks, key=_urgency)


def _urgency(task: Task) -> int:
    pressing = URGENCY.get(task.tone, LEAST)
    return min(pressing, SOON) if task.soon else pressing
