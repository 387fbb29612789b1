"""Rows of "Việc của tôi": made and removed only by the state of things, never by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Task:
    """One thing to do now: a sentence, where it is done, a word for its stage, how many there are, who waits, when."""

    title: str
    endpoint: str
    params: Mapping[str, object] = field(default_factory=dict)
    stage_label: str = ""
    tone: str = "quiet"
    count: int | None = None
    waits_text: str = ""
    due_text: str = ""
