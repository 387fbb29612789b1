"""What an examination finds, as plain data: what is the matter, why it matters, what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from nam_tinh_hinh.config import Settings


class Severity(StrEnum):
    """A fault must be mended; a remark is good to know; what could not be found out is said too."""

    FAULT = "fault"
    REMARK = "remark"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {Severity.FAULT: "LỖI", Severity.REMARK: "Lưu ý", Severity.UNKNOWN: "Chưa biết được"}[self]

    @property
    def word(self) -> str:
        """The same on a page, where nothing shouts."""
        return self.label.capitalize()

    @property
    def tone(self) -> str:
        return {Severity.FAULT: "overdue", Severity.REMARK: "attention", Severity.UNKNOWN: "quiet"}[self]


@dataclass(frozen=True)
class Finding:
    """One thing found, in sentences that stand by themselves; ``remedy`` is the way out."""

    what: str
    why: str
    remedy: str
    severity: Severity = Severity.FAULT

    @property
    def is_fault(self) -> bool:
        return self.severity is Severity.FAULT


def remark(what: str, why: str, remedy: str) -> Finding:
    """Return what is good to know and no fault."""
    return Finding(what, why, remedy, Severity.REMARK)


def unknown(what: str, why: str, remedy: str) -> Finding:
    """Return what could not be found out."""
    return Finding(what, why, remedy, Severity.UNKNOWN)


Look = Callable[[Settings], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One thing that is looked at: the name for machines, the words for people.

    ``reads_rows``: it needs a database of the program's own schema, and an application to read it in.
    """

    name: str
    title: str
    look: Look
    reads_rows: bool = False
