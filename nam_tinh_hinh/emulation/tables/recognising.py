"""Steps 5 and 6: results, criteria, what each member makes of them, the decision, and the lessons."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import Proposal
from nam_tinh_hinh.emulation.tables.campaigns import Campaign
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column


class ResultReport(Record):
    """The unit's report on what came of its exemplar (seed 003, V step 5)."""

    __tablename__ = "result_report"

    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), primary_key=True, autoincrement=False)
    results: Mapped[str] = mapped_column(Text, default="")
    benefits: Mapped[str] = mapped_column(Text, default="")
    difficulties: Mapped[str] = mapped_column(Text, default="")
    lessons: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[Proposal | None] = mapped_column(enum_column(Proposal))
    version: Mapped[int] = mapped_column()
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class Criterion(Record):
    """One line of the checklist of recognition; without points it is ticked or not (PRACTICE.md §1.4)."""

    __tablename__ = "criterion"
    __table_args__ = (CheckConstraint("most_points IS NULL OR most_points > 0", name="points_to_give"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(300))
    most_points: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class Assessment(Record):
    """What one member makes of an exemplar's results, given apart from the others."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("exemplar_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    user_name: Mapped[str] = mapped_column(String(200))
    proposal: Mapped[Proposal] = mapped_column(enum_column(Proposal))
    words: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)

    marks: Mapped[list["CriterionMark"]] = relationship(order_by="CriterionMark.id", cascade="all, delete-orphan")


class CriterionMark(Record):
    """One criterion in one assessment: met or not, or so many points."""

    __tablename__ = "criterion_mark"
    __table_args__ = (UniqueConstraint("assessment_id", "criterion_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    met: Mapped[bool | None]
    points: Mapped[int | None]

    criterion: Mapped[Criterion] = relationship()


class Recognition(Record):
    """The decision of recognition that was issued; the exemplars under it name it (seed 003, V step 5)."""

    __tablename__ = "recognition"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    number_text: Mapped[str] = mapped_column(String(80), default="")
    day: Mapped[date]
    count: Mapped[int] = mapped_column(default=0)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    certificates_paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    issued_by_name: Mapped[str] = mapped_column(String(200))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)

    campaign: Mapped[Campaign] = relationship()


class Lesson(Record):
    """What others can learn from a recognised exemplar, in the words of its unit and of the committee."""

    __tablename__ = "lesson"

    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), primary_key=True, autoincrement=False)
    worked: Mapped[str] = mapped_column(Text, default="")
    hard: Mapped[str] = mapped_column(Text, default="")
    advice: Mapped[str] = mapped_column(Text, default="")
    committee_words: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict
