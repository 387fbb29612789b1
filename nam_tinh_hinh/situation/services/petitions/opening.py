"""Begin to follow a petition, cease to, and write lines of its way."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.queries.calendar import work_calendar
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.enums import PetitionStage, Severity, Stage, StepKind
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.standing import closing_of
from nam_tinh_hinh.situation.tables import Observation, Petition, PetitionStep
from nam_tinh_hinh.situation.thresholds import Code
from nam_tinh_hinh.situation.workflow import PETITION

TERMS = {
    Severity.NORMAL: Code.ANSWER_NORMAL,
    Severity.NOTABLE: Code.ANSWER_NOTABLE,
    Severity.URGENT: Code.ANSWER_URGENT,
}
# No term and no run of days off reaches further than this.
HORIZON = timedelta(days=366)


def due_after(received_on: date, days: int, calendar: WorkCalendar | None = None) -> datetime:
    """Return the end of the working day that is ``days`` working days after ``received_on``, as a moment in UTC.

    Whoever asks for many brings a ``calendar`` that reaches ``HORIZON`` beyond each of them.
    """
    calendar = calendar or work_calendar(received_on, received_on + HORIZON)
    return closing_of(calendar.after(received_on, days))


def open_petition(*, actor: Reach, observation: Observation, key: str | None = None) -> Petition:
    """Begin to follow an observation to its answer: its term runs from the day it was confirmed (R049)."""
    received_on, days = clock.today(), queries.threshold(TERMS[observation.severity])
    petition = Petition(
        observation_id=observation.id, stage=PetitionStage.RECEIVED, unit_id=observation.holder_id,
        received_on=received_on, term_days=days, due_at=due_after(received_on, days),
    )  # fmt: skip
    db.session.add(petition)
    db.session.flush()
    log(actor=actor, petition=petition, kind=StepKind.RECEIVED, on_day=received_on, due_after=petition.due_at)
    history.record(
        actor=actor, action="open", subject=PETITION, subject_id=observation.id, to_stage=petition.stage, key=key
    )
    return petition


def follow(*, actor: Reach, observation: Observation, key: str | None = None) -> Petition:
    """Begin to follow what is no petition by its kind: the focal point wants an answer to it all the same.

    What is followed already stays as it is. Raises ``ActionRefused`` for a stranger and for what is not confirmed.
    """
    if not rules.holds(actor, observation):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ đầu mối đang giữ nội dung này được mở theo dõi trả lời.")
    if petition := db.session.get(Petition, observation.id):
        return petition
    if observation.stage is not Stage.CONFIRMED:
        raise ActionRefused(Refusal.INCOMPLETE, "Xác nhận nội dung trước, rồi mới mở theo dõi trả lời.")
    return open_petition(actor=actor, observation=observation, key=key)


def drop_petition(*, petition: Petition) -> None:
    """Follow an observation no longer, about which nothing was done yet."""
    db.session.execute(delete(PetitionStep).where(PetitionStep.observation_id == petition.observation_id))
    db.session.delete(petition)
    db.session.flush()


def log(*, actor: Reach, petition: Petition, kind: StepKind, on_day: date, **said: object) -> PetitionStep:
    """Add one line to a petition's way; ``said`` are the other columns of ``PetitionStep``.

    It is flushed with what comes next: a table of 500 answers has two such lines a row.
    """
    step = PetitionStep(
        observation_id=petition.observation_id, kind=kind, on_day=on_day, written_by_name=actor.name,
        written_unit=actor.unit_name, written_at=clock.now(), **said,
    )  # fmt: skip
    db.session.add(step)
    return step
