"""Steps 3 and 4: the plan, who helps, how it goes, the interim reviews, and the year's reports."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import ReportKind
from nam_tinh_hinh.emulation.tables.campaigns import Campaign
from nam_tinh_hinh.emulation.tables.exemplars import Exemplar
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column


class ActionPlan(Record):
    """Kế hoạch, giải pháp, nguồn lực, chính sách hỗ trợ of one exemplar (seed 003, V step 3)."""

    __tablename__ = "action_plan"

    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), primary_key=True, autoincrement=False)
    measures: Mapped[str] = mapped_column(Text, default="")
    resources: Mapped[str] = mapped_column(Text, default="")
    support: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class Helper(Record):
    """Someone of the committee, MTTQ or an organisation assigned to guide one exemplar (seed 003, V step 3)."""

    __tablename__ = "helper"

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200), default="")
    organisation: Mapped[str] = mapped_column(String(300), default="")
    duty: Mapped[str] = mapped_column(String(500), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ProgressEntry(Record):
    """What was done up to a day, in words and perhaps in percent."""

    __tablename__ = "progress_entry"
    __table_args__ = (
        CheckConstraint("words <> ''", name="says_something"),
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 100", name="a_share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), index=True)
    on_day: Mapped[date]
    percent: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    written_by_name: Mapped[str] = mapped_column(String(200))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class InterimReview(Record):
    """A unit's self-review after so many months (seed 003, V step 4; deadline D6).

    The rows are made with the notice of assignment, so that due days are facts; one opens by itself on ``opens_on``.
    """

    __tablename__ = "interim_review"
    __table_args__ = (
        UniqueConstraint("exemplar_id", "months"),
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 100", name="a_share"),
        CheckConstraint("sent_at IS NULL OR (percent IS NOT NULL AND progress <> '')", name="sent_with_progress"),
        CheckConstraint("due_on >= opens_on", name="due_after_opening"),
        Index("ix_interim_review_due_on", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"))
    months: Mapped[int]
    opens_on: Mapped[date]
    due_on: Mapped[date]
    percent: Mapped[int | None]
    progress: Mapped[str] = mapped_column(Text, default="")
    results: Mapped[str] = mapped_column(Text, default="")
    difficulties: Mapped[str] = mapped_column(Text, default="")
    proposals: Mapped[str] = mapped_column(Text, default="")
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    sent_by_name: Mapped[str] = mapped_column(String(200), default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    exemplar: Mapped[Exemplar] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class CampaignReport(Record):
    """The standing office's words in the half-year or year report; its figures come from the data (R126, R127)."""

    __tablename__ = "campaign_report"
    __table_args__ = (UniqueConstraint("campaign_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    kind: Mapped[ReportKind] = mapped_column(enum_column(ReportKind))
    leadership: Mapped[str] = mapped_column(Text, default="")
    strengths: Mapped[str] = mapped_column(Text, default="")
    shortcomings: Mapped[str] = mapped_column(Text, default="")
    tasks: Mapped[str] = mapped_column(Text, default="")
    proposals: Mapped[str] = mapped_column(Text, default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    number_text: Mapped[str] = mapped_column(String(80), default="")
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    campaign: Mapped[Campaign] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict
