"""Passages of lower reports, and what became of each in the report of the level above (seed 004, IV.2; R067)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.tables.outlines import OutlineHeading
from nam_tinh_hinh.reporting.tables.writing import Report, Sending
from nam_tinh_hinh.situation.tables import Observation


class Passage(Record):
    """One paragraph of a sent section, cut when the report was sent: plain words, without marks of its own origins."""

    __tablename__ = "passage"
    __table_args__ = (
        UniqueConstraint("sending_id", "heading_id", "position"),
        CheckConstraint("words <> ''", name="says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sending_id: Mapped[int] = mapped_column(ForeignKey("sending.id"), index=True)
    heading_id: Mapped[int] = mapped_column(ForeignKey("outline_heading.id"))
    position: Mapped[int]
    words: Mapped[str] = mapped_column(Text)

    sending: Mapped[Sending] = relationship()
    heading: Mapped[OutlineHeading] = relationship()


class PassageUse(Record):
    """What a consolidating report does with one passage or one confirmed observation.

    ``number`` is that of its mark "[nguồn 3]" in the report's text. ``fate`` is stored when it is decided by a press
    (not used, next period) and for all when the report is sent; until then it is read off the marks.
    """

    __tablename__ = "passage_use"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        UniqueConstraint("report_id", "passage_id"),
        UniqueConstraint("report_id", "observation_id"),
        CheckConstraint("(passage_id IS NULL) <> (observation_id IS NULL)", name="a_passage_or_an_observation"),
        CheckConstraint("fate <> 'not_used' OR why <> ''", name="not_used_why"),
        Index("ix_passage_use_passage_id", "passage_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    number: Mapped[int]
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"))
    observation_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_name: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    fate: Mapped[Fate | None] = mapped_column(enum_column(Fate))
    why: Mapped[str] = mapped_column(String(500), default="")
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_by_name: Mapped[str] = mapped_column(String(200), default="")

    report: Mapped[Report] = relationship()
    passage: Mapped[Passage | None] = relationship()
    observation: Mapped[Observation | None] = relationship()
    unit: Mapped[Unit] = relationship()
