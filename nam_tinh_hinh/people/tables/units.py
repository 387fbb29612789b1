"""Units through time: their kinds and levels, two lines upward, names as of a day, mergers and splits."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.enums import Change


class UnitKind(Record):
    """Đảng ủy, Mặt trận, hội, trường học, chi bộ …: rows, because the plans count by them."""

    __tablename__ = "unit_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)


class UnitLevel(Record):
    """Tỉnh, xã, thôn …: how far from the top; rows, because levels come and go with reforms."""

    __tablename__ = "unit_level"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)


class Unit(Record):
    """An organisation, from a day to a day, with two lines upward (requirement R031).

    ``parent`` is its vertical superior (ngành dọc), ``committee`` the Party committee of its own level. ``name``,
    ``short_name`` and ``symbol`` are today's; those of any day are in ``UnitName``.
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        CheckConstraint("committee_id IS NULL OR committee_id <> id", name="not_its_own_committee"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("unit_kind.id"), index=True)
    level_id: Mapped[int | None] = mapped_column(ForeignKey("unit_level.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(120), default="")
    folded_name: Mapped[str] = mapped_column(String(500), default="")
    symbol: Mapped[str] = mapped_column(String(30), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    kind: Mapped[UnitKind] = relationship()
    level: Mapped[UnitLevel | None] = relationship()
    parent: Mapped["Unit | None"] = relationship(foreign_keys=[parent_id], remote_side=[id])
    committee: Mapped["Unit | None"] = relationship(foreign_keys=[committee_id], remote_side=[id])


class UnitName(Record):
    """What a unit was called from a day on: papers keep the names of their day."""

    __tablename__ = "unit_name"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(120), default="")
    symbol: Mapped[str] = mapped_column(String(30), default="")
    valid_from: Mapped[date]


class Reorganisation(Record):
    """One decision that merged, split, renamed or closed units."""

    __tablename__ = "reorganisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[Change] = mapped_column(enum_column(Change))
    on_day: Mapped[date]
    decision_number: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Succession(Record):
    """Who came after whom: many to one in a merger, one to many in a split.

    The first successor of a unit is its chosen heir: what stays in the old unit's name is counted with the heir. A
    succession that is undone is taken away.
    """

    __tablename__ = "succession"
    __table_args__ = (UniqueConstraint("reorganisation_id", "predecessor_id", "successor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reorganisation_id: Mapped[int] = mapped_column(ForeignKey("reorganisation.id"))
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)


class Moved(Record):
    """One effect of a reorganisation, so that it can be taken back: undoing goes through them, the last one first.

    ``kind`` is the table of a row that went from one unit to another, or what was done to a unit itself: "made",
    "joined", "closed", "renamed", and "unit_parent" or "unit_committee" for a line that leads elsewhere now. ``was``
    is the last day an ended position had before.
    """

    __tablename__ = "moved"
    __table_args__ = (Index("ix_moved_kind_row_id", "kind", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reorganisation_id: Mapped[int] = mapped_column(ForeignKey("reorganisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    from_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    to_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    made_row_id: Mapped[int | None]
    was: Mapped[str] = mapped_column(String(60), default="")
