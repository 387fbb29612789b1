"""Step 1: what a registration rests on, the list a unit sends, and what it asks to change afterwards."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import ChangeKind, RequestStage
from nam_tinh_hinh.emulation.tables.campaigns import Campaign, RegistrationRound
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import Unit


class Preparation(Record):
    """The survey, the approach and the meeting behind a registration, with the details of PRACTICE.md §1.3."""

    __tablename__ = "preparation"

    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), primary_key=True, autoincrement=False)
    survey_place: Mapped[str] = mapped_column(Text, default="")
    situation: Mapped[str] = mapped_column(Text, default="")
    advantages: Mapped[str] = mapped_column(Text, default="")
    difficulties: Mapped[str] = mapped_column(Text, default="")
    approach: Mapped[str] = mapped_column(Text, default="")
    met_on: Mapped[date | None]
    attended: Mapped[str] = mapped_column(Text, default="")
    agreed: Mapped[str] = mapped_column(Text, default="")
    aims: Mapped[str] = mapped_column(Text, default="")
    forces: Mapped[str] = mapped_column(Text, default="")
    resources: Mapped[str] = mapped_column(Text, default="")
    products: Mapped[str] = mapped_column(Text, default="")
    upkeep: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class RegistrationList(Record):
    """A unit's list as it went to the committee; ``paper_id`` is its frozen paper (none for a list sent on paper)."""

    __tablename__ = "registration_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("registration_round.id"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    number_text: Mapped[str] = mapped_column(String(80), default="")
    day: Mapped[date]
    count: Mapped[int]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    sent_by_name: Mapped[str] = mapped_column(String(200))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)

    campaign: Mapped[Campaign] = relationship()
    unit: Mapped[Unit] = relationship()
    round: Mapped[RegistrationRound] = relationship()


class ChangeRequest(Record):
    """What a unit asks the committee to change about an exemplar it has sent (requirement R114).

    ``before`` and ``after`` hold the facts of a request to correct them, by name.
    """

    __tablename__ = "change_request"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint("(stage IN ('accepted', 'refused')) = (decided_at IS NOT NULL)", name="decided_when"),
        CheckConstraint("stage <> 'refused' OR answer <> ''", name="refused_why"),
        Index("ix_change_request_open", "exemplar_id", unique=True, sqlite_where=text("stage = 'asked'"),
              postgresql_where=text("stage = 'asked'")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), index=True)
    kind: Mapped[ChangeKind] = mapped_column(enum_column(ChangeKind))
    reason: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    stage: Mapped[RequestStage] = mapped_column(enum_column(RequestStage), default=RequestStage.ASKED)
    version: Mapped[int] = mapped_column()
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_by_name: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_by_name: Mapped[str] = mapped_column(String(200), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")

    exemplar: Mapped["Exemplar"] = relationship()  # type: ignore[name-defined]  # noqa: F821

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict
