"""Campaigns, fields and exemplars. The database itself refuses a stage that contradicts its columns."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import (
    DECIDED,
    REASONED,
    RELEASED,
    UNSENT,
    ExemplarKind,
    Mark,
    OwnerKind,
    Stage,
)
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import Unit


def _in(stages: frozenset[Stage]) -> str:
    return "stage IN (" + ", ".join(f"'{stage.value}'" for stage in sorted(stages)) + ")"


# Seed 003, I.2 and V step 1: name, address, time from and to, content, owner.
FIVE_FACTS = (
    "name <> '' AND address <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL AND content <> '' AND owner <> ''"
)


class EmulationField(Record):
    """A field (lĩnh vực) exemplars are counted by."""

    __tablename__ = "emulation_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class Campaign(Record):
    """The emulation movement of one year (seed 003 is one year's plan)."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]


class Exemplar(Record):
    """One mô hình or điển hình that a unit registers in one year's campaign."""

    __tablename__ = "exemplar"
    __table_args__ = (
        CheckConstraint(f"{_in(UNSENT)} OR (submitted_at IS NOT NULL AND {FIVE_FACTS})", name="sent_with_five_facts"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint(f"({_in(DECIDED)}) = (decided_at IS NOT NULL)", name="decided_when"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_whom"),
        CheckConstraint(f"NOT ({_in(REASONED)}) OR decision_reason <> ''", name="decided_why"),
        CheckConstraint(f"({_in(RELEASED)}) = (released_at IS NOT NULL)", name="released_when"),
        Index("ix_exemplar_campaign_id_stage", "campaign_id", "stage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[ExemplarKind] = mapped_column(enum_column(ExemplarKind), default=ExemplarKind.PRACTICE)
    name: Mapped[str] = mapped_column(String(300), default="")
    field_id: Mapped[int | None] = mapped_column(ForeignKey("emulation_field.id"), index=True)
    address: Mapped[str] = mapped_column(String(500), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    content: Mapped[str] = mapped_column(Text, default="")
    owner_kind: Mapped[OwnerKind] = mapped_column(enum_column(OwnerKind), default=OwnerKind.COLLECTIVE)
    owner: Mapped[str] = mapped_column(String(300), default="")
    lead: Mapped[str] = mapped_column(String(300), default="")
    is_priority: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(String(300), default="")
    stage: Mapped[Stage] = mapped_column(enum_column(Stage), default=Stage.DRAFT)
    version: Mapped[int] = mapped_column()
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_supplemented: Mapped[bool] = mapped_column(default=False)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    folded_name: Mapped[str] = mapped_column(String(400), default="")
    folded_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Unit] = relationship()
    field: Mapped[EmulationField | None] = relationship()

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
