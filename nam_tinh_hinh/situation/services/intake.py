"""Writes of the import: take in the good rows of a table in one transaction, with their meetings and answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.people.queries.calendar import work_calendar
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import Outcome, StepKind
from nam_tinh_hinh.situation.intake.lines import Answer, Line
from nam_tinh_hinh.situation.queries import intake as queries
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.observing import record
from nam_tinh_hinh.situation.services.petitions import due_after, log, open_petition
from nam_tinh_hinh.situation.services.petitions.opening import HORIZON
from nam_tinh_hinh.situation.tables import Observation, Occasion, Petition, PetitionStep
from nam_tinh_hinh.situation.workflow import OBSERVATION, petition_workflow

IMPORT, OCCASION = "import", "occasion"
NO_REASON = "Vượt thẩm quyền"


@dataclass(frozen=True)
class Receipt:
    """What one import took in: the observations it made, and the numbers of their rows."""

    observation_ids: tuple[int, ...]
    numbers: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many rows were taken in."""
        return len(self.numbers)


def receipt(*, actor: Reach, key: str | None) -> Receipt | None:
    """Return what the same sending took in before, if it did: a double click gets the first's receipt."""
    earlier = history.replayed(key, actor, OBSERVATION, action=IMPORT)
    if earlier is None:
        return None
    after = (earlier.details or {})["after"]
    return Receipt(tuple(after["observation_ids"]), tuple(after["rows"]))


def take_in(*, actor: Reach, lines: Sequence[Line], key: str | None = None) -> Receipt:
    """Take in the rows of a table, none of which may have a fault, for the actor's unit.

    They wait for the focal point as any other; a focal point's own are confirmed at once and those that were answered
    are followed and answered (R044, R049). The same ``key`` again takes in nothing and returns the first receipt.
    """
    if earlier := receipt(actor=actor, key=key):
        return earlier
    meetings = _meetings(actor, lines)
    calendar = _calendar(lines)
    made = [_take_one(actor, line, meetings, calendar) for line in lines]
    done = Receipt(tuple(row.id for row in made), tuple(line.number for line in lines))
    details = {"before": {}, "after": {"observation_ids": list(done.observation_ids), "rows": list(done.numbers)}}
    history.record(actor=actor, action=IMPORT, subject=OBSERVATION, key=history.unused(key), details=details)
    return done


def _calendar(lines: Sequence[Line]) -> WorkCalendar | None:
    """Return the working days by which every answered row's term is counted, read once."""
    days = [line.facts["on_day"] for line in lines if line.answer]
    return work_calendar(min(days), max(days) + HORIZON) if days else None


def _take_one(actor: Reach, line: Line, meetings: dict[object, int], calendar: WorkCalendar | None) -> Observation:
    facts = line.facts | {"occasion_id": meetings.get(line.occasion_key)}
    row = record(actor=actor, facts=facts)
    if line.answer and rules.holds(actor, row):
        answered_already(actor=actor, observation=row, answer=line.answer, calendar=calendar)
    return row


def _meetings(actor: Reach, lines: Sequence[Line]) -> dict[object, int]:
    """Return the ids of the meetings the rows come from, by what their rows share; new ones are written down."""
    there = queries.occasions(actor.unit_id, lines)
    found: dict[object, int] = {
        (fold(one.title), one.channel_id, one.area_id, one.on_day): one.id for one in reversed(there)
    }
    speakers = {line.occasion_key: line.meeting.speakers for line in lines if line.meeting and line.meeting.speakers}
    for line in lines:
        if line.meeting and line.occasion_key not in found:
            found[line.occasion_key] = _meeting(actor, line, speakers.get(line.occasion_key))
    return found


def _meeting(actor: Reach, line: Line, speakers: int | None) -> int:
    assert line.meeting is not None
    same = {name: line.facts[name] for name in ("channel_id", "area_id", "on_day")}
    row = Occasion(
        **same, title=line.meeting.title, speakers=speakers, unit_id=actor.unit_id, recorded_by_id=actor.user_id,
        recorded_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    history.record(actor=actor, action="record", subject=OCCASION, subject_id=row.id)
    return row.id


def answered_already(
    *, actor: Reach, observation: Observation, answer: Answer, calendar: WorkCalendar | None = None
) -> Petition:
    """Follow an observation to the answer it already has, from the day it was said (R049).

    What is still being settled, or went to a superior, stays waited for. Raises ``ActionRefused``.
    """
    petition = db.session.get(Petition, observation.id) or open_petition(actor=actor, observation=observation)
    petition.received_on = observation.on_day
    petition.due_at = due_after(petition.received_on, petition.term_days, calendar)
    first = PetitionStep.observation_id == observation.id
    db.session.execute(update(PetitionStep).where(first).values(on_day=petition.received_on, due_after=petition.due_at))
    action, kind = _columns(petition, answer)
    reason = (answer.words or NO_REASON) if action == "forward" else ""
    petition_workflow.apply(petition_workflow.actions[action], actor, petition, reason=reason)
    log(
        actor=actor, petition=petition, kind=kind, on_day=answer.on_day, words=answer.words, paper=answer.paper,
        authority=petition.authority,
    )  # fmt: skip
    return petition


def _columns(petition: Petition, answer: Answer) -> tuple[str, StepKind]:
    """Fill the columns an answer asks for; return the action that tells of it and the kind of its line."""
    if answer.authority:
        petition.authority, petition.authority_unit_id = answer.authority, answer.authority_unit_id
    if answer.outcome is Outcome.FORWARDED:
        petition.handed_on, petition.handed_paper = answer.on_day, answer.paper
        return "forward", StepKind.FORWARDED
    if answer.outcome is Outcome.IN_PROGRESS:
        return "progress", StepKind.PROGRESS
    petition.outcome, petition.answer = answer.outcome, answer.words
    petition.answer_paper, petition.answered_on = answer.paper, answer.on_day
    return "answer", StepKind.ANSWERED
