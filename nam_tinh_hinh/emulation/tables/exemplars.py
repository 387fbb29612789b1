"""Exemplars and the notes of the committee's members on them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import (
    APPROVED_ONCE,
    ASSIGNED,
    AWARDED,
    DECIDED,
    ENDED,
    JUDGED,
    PUBLISHED,
    REASONED,
    RELEASED,
    REPORTED_ONCE,
    UNSENT,
    WITH_FACTS,
    Award,
    ExemplarKind,
    Mark,
    OwnerKind,
    Stage,
)
from nam_tinh_hinh.emulation.tables.campaigns import Campaign, EmulationField
from nam_tinh_hinh.emulation.tables.recognising import ResultReport
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import AreaKind, Unit


def _in(stages: frozenset[Stage]) -> str:
    return "stage IN (" + ", ".join(f"'{stage.value}'" for stage in sorted(stages)) + ")"


def _together(stages: frozenset[Stage], column: str) -> str:
    return f"({_in(stages)}) = ({column} IS NOT NULL)"


# Seed 003, I.2 and V step 1: name, address, time from and to, content, owner.
FIVE_FACTS = (
    "name <> '' AND address <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND content <> '' AND owner <> ''"
)


class Exemplar(Record):
    """One mô hình or điển hình that a unit registers in one year's campaign."""

    __tablename__ = "exemplar"
    __table_args__ = (
        CheckConstraint(f"NOT ({_in(WITH_FACTS)}) OR ({FIVE_FACTS})", name="proposed_with_five_facts"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint(f"NOT ({_in(APPROVED_ONCE)}) OR approved_at IS NOT NULL", name="approved_when"),
        CheckConstraint(f"({_in(UNSENT)}) = (submitted_at IS NULL)", name="sent_when"),
        CheckConstraint("(submitted_at IS NULL) = (round_id IS NULL)", name="sent_in_a_round"),
        CheckConstraint(_together(DECIDED, "decided_at"), name="decided_when"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_whom"),
        CheckConstraint(f"NOT ({_in(REASONED)}) OR decision_reason <> ''", name="decided_why"),
        CheckConstraint(_together(RELEASED, "released_at"), name="released_when"),
        CheckConstraint(_together(ASSIGNED, "notice_id"), name="assigned_by_notice"),
        CheckConstraint(_together(ENDED, "ended_at"), name="ended_when"),
        CheckConstraint("ended_at IS NULL OR end_reason <> ''", name="ended_why"),
        CheckConstraint(_together(REPORTED_ONCE, "reported_at"), name="reported_when"),
        CheckConstraint(_together(JUDGED, "judged_at"), name="judged_when"),
        CheckConstraint("(judged_at IS NULL) = (judged_by_id IS NULL)", name="judged_by_whom"),
        CheckConstraint(_together(AWARDED, "award"), name="awarded_what"),
        CheckConstraint("judged_at IS NULL OR award IS NOT NULL OR judgement_reason <> ''", name="refused_why"),
        CheckConstraint(_together(PUBLISHED, "recognition_id"), name="published_by_decision"),
        CheckConstraint("learnt_from_id IS NULL OR learnt_from_id <> id", name="not_learnt_from_itself"),
        Index("ix_exemplar_campaign_id_stage", "campaign_id", "stage"),
        Index("ix_exemplar_unit_id_stage", "unit_id", "stage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[ExemplarKind] = mapped_column(enum_column(ExemplarKind), default=ExemplarKind.PRACTICE)
    name: Mapped[str] = mapped_column(String(300), default="")
    field_id: Mapped[int | None] = mapped_column(ForeignKey("emulation_field.id"), index=True)
    place_kind_id: Mapped[int | None] = mapped_column(ForeignKey("area_kind.id"))
    address: Mapped[str] = mapped_column(String(500), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    content: Mapped[str] = mapped_column(Text, default="")
    owner_kind: Mapped[OwnerKind] = mapped_column(enum_column(OwnerKind), default=OwnerKind.COLLECTIVE)
    owner: Mapped[str] = mapped_column(String(300), default="")
    lead: Mapped[str] = mapped_column(String(300), default="")
    is_priority: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(String(300), default="")
    # Step 6: what this one was learnt from ("Học tập mô hình này").
    learnt_from_id: Mapped[int | None] = mapped_column(ForeignKey("exemplar.id"), index=True)
    stage: Mapped[Stage] = mapped_column(enum_column(Stage), default=Stage.DRAFT)
    version: Mapped[int] = mapped_column()
    # Step 1: the unit's leader approves, the unit sends its list in a round.
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("registration_round.id"))
    list_id: Mapped[int | None] = mapped_column(ForeignKey("registration_list.id"), index=True)
    is_supplemented: Mapped[bool] = mapped_column(default=False)
    # Step 2: the committee decides, makes it known, and assigns by notice.
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("assignment_notice.id"), index=True)
    # Withdrawn or stopped.
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    end_reason: Mapped[str] = mapped_column(Text, default="")
    # Step 5: results reported, judged, and published by a decision.
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    judged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    judgement_reason: Mapped[str] = mapped_column(Text, default="")
    award: Mapped[Award | None] = mapped_column(enum_column(Award))
    recognition_id: Mapped[int | None] = mapped_column(ForeignKey("recognition.id"), index=True)
    folded_name: Mapped[str] = mapped_column(String(400), default="")
    folded_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Unit] = relationship()
    field: Mapped[EmulationField | None] = relationship()
    place_kind: Mapped[AreaKind | None] = relationship()
    result: Mapped[ResultReport | None] = relationship(viewonly=True)
    learnt_from: Mapped["Exemplar | None"] = relationship(remote_side=[id])

    # Two people who saw the same version can never both change it.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class ReviewMark(Record):
    """ "Để sau" or "Không xét (liên quan)" of one member for one exemplar; nobody else's queue changes."""

    __tablename__ = "review_mark"
    __table_args__ = (UniqueConstraint("exemplar_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    mark: Mapped[Mark] = mapped_column(enum_column(Mark))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
