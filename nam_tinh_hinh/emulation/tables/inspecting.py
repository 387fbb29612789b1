"""Teams that go out, whom they consist of, and what they find at each exemplar."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import Purpose, TeamDuty, Verdict
from nam_tinh_hinh.emulation.tables.campaigns import Campaign
from nam_tinh_hinh.emulation.tables.exemplars import Exemplar
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column


class InspectionTeam(Record):
    """A team set up for a purpose (seed 003, V steps 2, 4, 5); ``paper_id`` is the decision that sets it up."""

    __tablename__ = "inspection_team"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose))
    name: Mapped[str] = mapped_column(String(200))
    planned_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    number_text: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    campaign: Mapped[Campaign] = relationship()
    members: Mapped[list["TeamMember"]] = relationship(order_by="TeamMember.position", cascade="all, delete-orphan")
    inspections: Mapped[list["Inspection"]] = relationship(
        order_by="Inspection.position", cascade="all, delete-orphan", back_populates="team"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class TeamMember(Record):
    """One of a team: with an account here or not, as the decision names him."""

    __tablename__ = "team_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("inspection_team.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200), default="")
    duty: Mapped[TeamDuty] = mapped_column(enum_column(TeamDuty), default=TeamDuty.MEMBER)
    position: Mapped[int] = mapped_column(default=0)


class Inspection(Record):
    """One exemplar on a team's way: planned in ``position`` (from 1), then with what was found there."""

    __tablename__ = "inspection"
    __table_args__ = (
        UniqueConstraint("team_id", "exemplar_id"),
        CheckConstraint("verdict IS NULL OR (visited_on IS NOT NULL AND findings <> '')", name="verdict_with_findings"),
        CheckConstraint("(verdict IS NULL) = (recorded_at IS NULL)", name="recorded_when"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("inspection_team.id"))
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    visited_on: Mapped[date | None]
    received_by: Mapped[str] = mapped_column(Text, default="")
    findings: Mapped[str] = mapped_column(Text, default="")
    shortcomings: Mapped[str] = mapped_column(Text, default="")
    advice: Mapped[str] = mapped_column(Text, default="")
    verdict: Mapped[Verdict | None] = mapped_column(enum_column(Verdict))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(200), default="")
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    team: Mapped[InspectionTeam] = relationship(back_populates="inspections")
    exemplar: Mapped[Exemplar] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict
