"""A unit's report: its sections while they are written, and every sending as it went out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.reporting.enums import Punctuality, SectionStage, Stage
from nam_tinh_hinh.reporting.tables.outlines import OutlineHeading
from nam_tinh_hinh.reporting.tables.regimes import Obligation

# In these very words also where it is asked for: of a bound value the planner does not know that the index holds it.
UNFINISHED = text("stage <> 'accepted'")


class Report(Record):
    """The one report that answers an obligation. What others read is its newest sending, never its sections.

    ``unit_id`` writes it (it moves to an heir with the obligation). ``nothing`` says that the whole of it is "không
    phát sinh". ``accepted_round`` is the sending the receiver took over. ``missing`` names the lower units without
    whose report it goes on: [{"obligation_id", "unit_name", "why"}]. ``signers``: [{"authority", "post", "name",
    "note"}], empty for the letterhead's; ``recipients`` one a line, empty for the usual ones.
    """

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("stage <> 'declined' OR decline_reason <> ''", name="declined_why"),
        CheckConstraint("stage <> 'returned' OR return_reason <> ''", name="returned_why"),
        CheckConstraint("(stage = 'accepted') = (accepted_round IS NOT NULL)", name="accepted_one_sending"),
        CheckConstraint("stage NOT IN ('sent', 'accepted') OR rounds >= 1", name="sent_once"),
        Index("ix_report_unit_id_stage", "unit_id", "stage"),
        # What its receiver has not accepted yet: a few of all that were ever owed.
        Index("ix_report_unfinished", "obligation_id", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    stage: Mapped[Stage] = mapped_column(enum_column(Stage), default=Stage.DRAFT)
    is_nothing: Mapped[bool] = mapped_column(default=False)
    rounds: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    proposed_by_name: Mapped[str] = mapped_column(String(200), default="")
    decline_reason: Mapped[str] = mapped_column(String(1000), default="")
    return_reason: Mapped[str] = mapped_column(String(1000), default="")
    accepted_round: Mapped[int | None]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by_name: Mapped[str] = mapped_column(String(200), default="")
    missing: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    signers: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    recipients: Mapped[str] = mapped_column(Text, default="")

    obligation: Mapped[Obligation] = relationship()
    unit: Mapped[Unit] = relationship()
    sections: Mapped[list["Section"]] = relationship(back_populates="report", order_by="Section.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class Section(Record):
    """What is written under one heading, saved by itself: two people write two sections at once.

    ``given`` and ``given_figures`` are what the data gave when it was filled; where ``text`` or ``figures`` differ, a
    person changed them. ``figures`` maps the outline's figure codes to whole numbers. ``opened`` tells whether it may
    be written: after a return only the sections asked for are.
    """

    __tablename__ = "section"
    __table_args__ = (
        UniqueConstraint("report_id", "heading_id"),
        CheckConstraint("stage <> 'to_mend' OR return_reason <> ''", name="to_mend_why"),
        CheckConstraint("stage <> 'nothing' OR text = ''", name="nothing_is_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    heading_id: Mapped[int] = mapped_column(ForeignKey("outline_heading.id"))
    stage: Mapped[SectionStage] = mapped_column(enum_column(SectionStage), default=SectionStage.TO_DO)
    text: Mapped[str] = mapped_column(Text, default="")
    figures: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    given: Mapped[str] = mapped_column(Text, default="")
    given_figures: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    filled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened: Mapped[bool] = mapped_column(default=True)
    return_reason: Mapped[str] = mapped_column(String(1000), default="")
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    saved_by_name: Mapped[str] = mapped_column(String(200), default="")

    report: Mapped[Report] = relationship(back_populates="sections")
    heading: Mapped[OutlineHeading] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class Sending(Record):
    """A report as it was sent the first, second … time; never changed but for who read it, its recall and its paper."""

    __tablename__ = "sending"
    __table_args__ = (
        UniqueConstraint("report_id", "round"),
        CheckConstraint("round >= 1", name="counts_from_one"),
        Index("ix_sending_sent_at", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    round: Mapped[int]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    sent_by_name: Mapped[str] = mapped_column(String(200))
    signed_post: Mapped[str] = mapped_column(String(200), default="")
    punctuality: Mapped[Punctuality] = mapped_column(enum_column(Punctuality))
    is_nothing: Mapped[bool] = mapped_column(default=False)
    missing: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    recalled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_by_name: Mapped[str] = mapped_column(String(200), default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"), unique=True)

    report: Mapped[Report] = relationship()
    paper: Mapped[IssuedPaper | None] = relationship()
    sections: Mapped[list["SentSection"]] = relationship(order_by="SentSection.id")

    @property
    def receipt_number(self) -> str:
        """The number on the receipt: "BN-000123"."""
        return f"BN-{self.id:06d}"

    @property
    def label(self) -> str:
        """ "Đã nộp", or "Đã nộp (có sửa)" from the second time on."""
        return "Đã nộp" if self.round == 1 else "Đã nộp (có sửa)"


class SentSection(Record):
    """One section as it went out. Marks of origin in it are those of its own report."""

    __tablename__ = "sent_section"
    __table_args__ = (UniqueConstraint("sending_id", "heading_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sending_id: Mapped[int] = mapped_column(ForeignKey("sending.id"), index=True)
    heading_id: Mapped[int] = mapped_column(ForeignKey("outline_heading.id"))
    is_nothing: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text, default="")
    figures: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    heading: Mapped[OutlineHeading] = relationship()
