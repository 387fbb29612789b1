"""How a petition's last day was counted, day by day, in words that a citizen may be shown."""

from collections.abc import Sequence
from datetime import date

from flask import render_template

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.workdays import weekday_words
from nam_tinh_hinh.people.queries.calendar import work_calendar, years_without_holidays
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import StepKind
from nam_tinh_hinh.situation.queries import petitions as queries
from nam_tinh_hinh.situation.standing import Pause, due_day, term_days
from nam_tinh_hinh.situation.tables import Petition, PetitionStep
from nam_tinh_hinh.situation.views.base import bp, fetch
from nam_tinh_hinh.situation.views.parts import about


@bp.get("/phan-anh/<int:observation_id>/cach-tinh-han")
@allow(rules.may_look)
def term(observation_id: int) -> Answer:
    observation = fetch(observation_id)
    row, steps = found(queries.petition(observation_id)), queries.steps(observation_id)
    first, last = _begins(row, steps), due_day(row.due_at)
    days = term_days(work_calendar(first, last), first, last, _pauses(row, steps))
    return render_template(
        "situation/petitions/term.html", **about(observation), petition=row, first=first, last=last, days=days,
        weekday=weekday_words, moves=_moves(steps), counted=max((one.number or 0 for one in days), default=0),
        unknown=years_without_holidays(first, last), reopened=first != row.received_on, today=clock.today(),
    )  # fmt: skip


def _begins(row: Petition, steps: Sequence[PetitionStep]) -> date:
    """Return from which day the present term is counted: the receipt, or the last time it was given a new term."""
    again = [step.on_day for step in steps if step.kind is StepKind.REOPENED and step.due_after]
    return again[-1] if again else row.received_on


def _pauses(row: Petition, steps: Sequence[PetitionStep]) -> list[Pause]:
    """Return the pauses that are over, and the present one up to today."""
    found, began = [], None
    for step in steps:
        if step.kind is StepKind.PAUSED:
            began = step
        elif step.kind is StepKind.RESUMED and began is not None:
            found.append(Pause(began.on_day, step.on_day, began.words))
            began = None
    if row.paused_on:
        found.append(Pause(row.paused_on, clock.today(), row.pause_reason))
    return found


def _moves(steps: Sequence[PetitionStep]) -> list[tuple[PetitionStep, date, date]]:
    """Return each time the last day moved: the step that says why, from when, to when."""
    return [
        (step, due_day(step.due_before), due_day(step.due_after))
        for step in steps
        if step.due_before and step.due_after
    ]
