"""What a write about areas, postings or focal points says when it does not happen."""

from collections.abc import Mapping
from typing import Any


class EntryRefused(Exception):
    """Something typed that cannot be saved as it is; ``field`` is the form's field to look at, "" for none."""

    def __init__(self, *sentences: str, field: str = "") -> None:
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)
        self.field = field


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return only what differs, as the history takes it."""
    names = [name for name in after if before.get(name) != after[name]]
    return {"before": {name: before.get(name) for name in names}, "after": {name: after[name] for name in names}}
