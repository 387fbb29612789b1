"""Case files: what belongs together, what is done about it, and when one looks again."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.tables import Area, Unit
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.tables.observing import Observation
from nam_tinh_hinh.situation.tables.reference import Topic


class CaseFile(Record):
    """Vụ việc nổi cộm: observations and petitions of one matter, followed to its closure (seed 000, II.3.3)."""

    __tablename__ = "case_file"
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("(stage = 'closed') = (closed_at IS NOT NULL)", name="closed_when"),
        CheckConstraint("stage <> 'closed' OR closing_words <> ''", name="closed_how"),
        CheckConstraint("stage = 'closed' OR review_on IS NOT NULL", name="looked_at_again"),
        Index("ix_case_file_unit_id_stage", "unit_id", "stage"),
        Index("ix_case_file_review_on", "review_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[CaseStage] = mapped_column(enum_column(CaseStage), default=CaseStage.OPEN)
    version: Mapped[int] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    responsible_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    title: Mapped[str] = mapped_column(String(300))
    folded_title: Mapped[str] = mapped_column(String(500), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    review_on: Mapped[date | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closing_words: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    responsible_unit: Mapped[Unit] = relationship(foreign_keys=[responsible_unit_id])
    topic: Mapped[Topic] = relationship()
    area: Mapped[Area | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict

    @validates("title")
    def _fold(self, _key: str, title: str) -> str:
        self.folded_title = fold(title)
        return title


class CaseItem(Record):
    """One observation in one case."""

    __tablename__ = "case_item"
    __table_args__ = (UniqueConstraint("case_id", "observation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_name: Mapped[str] = mapped_column(String(200))

    case: Mapped[CaseFile] = relationship()
    observation: Mapped[Observation] = relationship()


class CaseEntry(Record):
    """One line of a case's timeline: what happened, what is done about it, what a review found."""

    __tablename__ = "case_entry"
    __table_args__ = (CheckConstraint("words <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[CaseEntryKind] = mapped_column(enum_column(CaseEntryKind))
    on_day: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    written_by_name: Mapped[str] = mapped_column(String(200))
    written_unit: Mapped[str] = mapped_column(String(300), default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseDismissal(Record):
    """A suggested case that a unit does not make, with its reason; ``times`` is how often the matter had come then."""

    __tablename__ = "case_dismissal"
    __table_args__ = (
        UniqueConstraint("unit_id", "observation_id"),
        CheckConstraint("reason <> ''", name="dismissed_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"))
    times: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    dismissed_by_name: Mapped[str] = mapped_column(String(200))
    dismissed_at: Mapped[datetime] = mapped_column(UtcDateTime)
