"""Outlines of reports (đề cương): headings in order, in editions, so that what was written keeps the one it had."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.reporting.enums import FigureSource, HeadingKind, Part


class Outline(Record):
    """One edition of an outline. The newest edition of a ``code`` is used for periods that open from now on."""

    __tablename__ = "outline"
    __table_args__ = (
        UniqueConstraint("code", "edition"),
        CheckConstraint("edition >= 1", name="counts_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    edition: Mapped[int] = mapped_column(default=1)
    label: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    headings: Mapped[list["OutlineHeading"]] = relationship(
        back_populates="outline", order_by="OutlineHeading.position", cascade="all, delete-orphan"
    )


class OutlineHeading(Record):
    """One heading. ``code`` is the same from edition to edition and from a lower unit's outline to its superior's.

    ``level`` 1 is "I.", 2 "1.", 3 "a)". ``topics`` (codes of main topics), ``kinds`` (values of ObservationKind) and
    ``hot_only`` say which observations a heading of that kind is filled with; empty lists take all.
    """

    __tablename__ = "outline_heading"
    __table_args__ = (
        UniqueConstraint("outline_id", "position"),
        UniqueConstraint("outline_id", "code"),
        CheckConstraint("level BETWEEN 1 AND 3", name="three_levels"),
        CheckConstraint("title <> ''", name="is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    outline_id: Mapped[int] = mapped_column(ForeignKey("outline.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    level: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[HeadingKind] = mapped_column(enum_column(HeadingKind), default=HeadingKind.TEXT)
    part: Mapped[Part | None] = mapped_column(enum_column(Part))
    hint: Mapped[str] = mapped_column(Text, default="")
    compulsory: Mapped[bool] = mapped_column(default=False)
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    hot_only: Mapped[bool] = mapped_column(default=False)

    outline: Mapped[Outline] = relationship(back_populates="headings")
    figures: Mapped[list["OutlineFigure"]] = relationship(
        back_populates="heading", order_by="OutlineFigure.position", cascade="all, delete-orphan"
    )

    @property
    def picks(self) -> dict[str, Any]:
        """Which observations it is filled with, as the queries take it."""
        return {"topics": self.topics, "kinds": self.kinds, "hot_only": self.hot_only}


class OutlineFigure(Record):
    """One line of a figures table: its label, what it is counted in, where it comes from, whether levels add it up."""

    __tablename__ = "outline_figure"
    __table_args__ = (
        UniqueConstraint("heading_id", "code"),
        CheckConstraint("label <> ''", name="is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    heading_id: Mapped[int] = mapped_column(ForeignKey("outline_heading.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    label: Mapped[str] = mapped_column(String(200))
    measure: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[FigureSource | None] = mapped_column(enum_column(FigureSource))
    adds_up: Mapped[bool] = mapped_column(default=True)

    heading: Mapped[OutlineHeading] = relationship(back_populates="figures")
