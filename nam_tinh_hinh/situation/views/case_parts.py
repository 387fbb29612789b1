"""What the pages of case files share: fetching, the timeline as its reader may know it, where guidance is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import redirect, request, url_for
from flask_login import current_user

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.access import found
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.uploads import Attachment
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.queries import casework as queries
from nam_tinh_hinh.situation.tables import CaseEntry, CaseFile
from nam_tinh_hinh.situation.views.base import doer_of, person
from nam_tinh_hinh.situation.workflow import CASE, case_workflow

OPENED = "Lập vụ việc"
STEPS = {"open": OPENED} | {action.name: action.label for action in case_workflow.actions.values()}


def fetch_case(case_id: int) -> CaseFile:
    """Return a case that the signed-in person may see, or answer 404."""
    return found(queries.case(person(), case_id))


def to_case(case_id: int, **more: Any) -> Answer:
    """Lead back to a case's page."""
    return redirect(url_for(".case", case_id=case_id, **more), 303)


def seen_version() -> int:
    """Return the version of the row that the form was shown with, one of no row's when it does not say."""
    return whole_number(request.form.get("version")) or 0


@dataclass(frozen=True)
class Line:
    """One line of the timeline: an entry, or a step of the case."""

    label: str
    on_day: date
    at: datetime
    who: str
    words: str
    entry: CaseEntry | None = None


def timeline(case: CaseFile, entries: Sequence[CaseEntry]) -> list[Line]:
    """Return what was written and done, the newest first."""
    lines = [*map(_written, entries), *_steps(case)]
    return sorted(lines, key=lambda line: (line.on_day, line.at), reverse=True)


def writer_of(entry: CaseEntry) -> str:
    """Name who wrote an entry: by name inside his own unit, by unit to all others."""
    return entry.written_by_name if entry.written_unit in ("", person().unit_name) else entry.written_unit


def _written(entry: CaseEntry) -> Line:
    return Line(entry.kind.label, entry.on_day, entry.written_at, writer_of(entry), entry.words, entry)


def _steps(case: CaseFile) -> Iterator[Line]:
    for event in history.of(CASE, case.id):
        if label := STEPS.get(event.action):
            yield Line(label, clock.local(event.at).date(), event.at, doer_of(event), event.reason or "")


@dataclass(frozen=True)
class ShownFile:
    """A file as the macro ``files`` shows it, its bringer named as the reader may know him."""

    id: int
    name: str
    is_picture: bool
    caption: str
    size: int
    added_by_name: str
    added_at: datetime


def shown_files(entry: CaseEntry, files: Sequence[Attachment]) -> list[ShownFile]:
    """Return the files on an entry: who hung them there is named inside his own unit only."""
    is_own = entry.written_unit in ("", person().unit_name)
    return [
        ShownFile(
            one.id, one.name, one.is_picture, one.caption, one.size,
            one.added_by_name if is_own else entry.written_unit, one.added_at,
        )
        for one in files
    ]  # fmt: skip


def guiding_url(case: CaseFile) -> str | None:
    """Return where guidance about a case is written, for those who may."""
    if not rules.may_guide(current_user):
        return None
    return url_for("situation.new_guidance", **{"vu-viec": case.id})
