"""What is asked for and followed to its answer, and the contact by which the answer goes back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import Outcome, PetitionStage, StepKind, ToldBy
from nam_tinh_hinh.situation.tables.observing import Observation

STORED_OUTCOMES = "'on_the_spot', 'resolved', 'explained', 'not_accepted', 'to_complaints'"

_WAITS = text("outcome IS NULL")


class Petition(Record):
    """An observation that wants an answer, and how far that has come (seed 004, IV.2; requirement R049).

    ``unit`` follows it. ``due_at`` is a stored fact: the end of the last working day; a pause stops the clock and
    moves it on by the working days it lasted. ``answer`` is what was answered, ``answer_paper`` the paper that proves
    it (a picture may, instead).
    """

    __tablename__ = "petition"
    __table_args__ = (
        CheckConstraint("(stage IN ('answered', 'told')) = (outcome IS NOT NULL)", name="answered_somehow"),
        CheckConstraint(f"outcome IS NULL OR outcome IN ({STORED_OUTCOMES})", name="outcome_is_final"),
        CheckConstraint("outcome IS NULL OR (answer <> '' AND answered_on IS NOT NULL)", name="answer_is_told"),
        CheckConstraint("(stage = 'told') = (told_on IS NOT NULL)", name="told_when"),
        CheckConstraint("(told_on IS NULL) = (told_by IS NULL)", name="told_how"),
        CheckConstraint("stage NOT IN ('handed_on', 'forwarded') OR authority <> ''", name="handed_to_someone"),
        CheckConstraint("paused_on IS NULL OR pause_reason <> ''", name="paused_why"),
        CheckConstraint("paused_on IS NULL OR outcome IS NULL", name="paused_while_waiting"),
        Index("ix_petition_unit_id_stage", "unit_id", "stage"),
        Index("ix_petition_authority_unit_id_stage", "authority_unit_id", "stage"),
        Index("ix_petition_due_at", "due_at"),
        # The order of the list: what waits first, by its last day.
        Index("ix_petition_pressing", text("(outcome IS NOT NULL)"), "due_at", "observation_id"),
        Index("ix_petition_authority", "authority", "unit_id"),
        # What still waits: some hundreds of all that were ever followed.
        Index("ix_petition_waiting", "due_at", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"), primary_key=True, autoincrement=False)
    stage: Mapped[PetitionStage] = mapped_column(enum_column(PetitionStage), default=PetitionStage.RECEIVED)
    version: Mapped[int] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    received_on: Mapped[date]
    term_days: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    authority_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    authority: Mapped[str] = mapped_column(String(300), default="")
    handed_on: Mapped[date | None]
    handed_paper: Mapped[str] = mapped_column(String(200), default="")
    paused_on: Mapped[date | None]
    pause_reason: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_paper: Mapped[str] = mapped_column(String(200), default="")
    answered_on: Mapped[date | None]
    told_on: Mapped[date | None]
    told_by: Mapped[ToldBy | None] = mapped_column(enum_column(ToldBy))
    told_note: Mapped[str] = mapped_column(String(500), default="")

    observation: Mapped[Observation] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    authority_unit: Mapped[Unit | None] = relationship(foreign_keys=[authority_unit_id])

    # Whether a picture on it proves what the answer says; who is about to answer looks. Never stored.
    proven_by_picture = False

    @property
    def id(self) -> int:
        """The observation's: they are one matter."""
        return self.observation_id

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class PetitionStep(Record):
    """One line of a petition's way: what was done, on which day, by whom, with which words and paper."""

    __tablename__ = "petition_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int] = mapped_column(ForeignKey("petition.observation_id"), index=True)
    kind: Mapped[StepKind] = mapped_column(enum_column(StepKind))
    on_day: Mapped[date]
    words: Mapped[str] = mapped_column(Text, default="")
    authority: Mapped[str] = mapped_column(String(300), default="")
    paper: Mapped[str] = mapped_column(String(200), default="")
    due_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_after: Mapped[datetime | None] = mapped_column(UtcDateTime)
    written_by_name: Mapped[str] = mapped_column(String(200))
    written_unit: Mapped[str] = mapped_column(String(300), default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReplyContact(Record):
    """How to reach who asked, only to tell the answer: sealed, apart, erased when its purpose ends.

    The key lies outside the database and its backups. The day of erasing follows from how the petition stands.
    """

    __tablename__ = "reply_contact"
    __table_args__ = (CheckConstraint("(sealed IS NULL) = (erased_at IS NOT NULL)", name="kept_or_erased"),)

    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"), primary_key=True, autoincrement=False)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
