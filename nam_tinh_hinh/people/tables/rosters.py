"""The list of officers in charge of areas, from which accounts are made (S0 II.5.1, requirements R034, R151)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.enums import LineChange, RosterStage
from nam_tinh_hinh.people.tables.accounts import User
from nam_tinh_hinh.people.tables.units import Unit


class Roster(Record):
    """One "Danh sách cán bộ được phân công phụ trách, theo dõi, nắm tình hình" of a unit."""

    __tablename__ = "roster"
    __table_args__ = (
        UniqueConstraint("unit_id", "fingerprint"),
        CheckConstraint("(stage = 'approved') = (approved_at IS NOT NULL)", name="approved_when"),
        CheckConstraint("stage <> 'returned' OR return_reason <> ''", name="returned_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    stage: Mapped[RosterStage] = mapped_column(enum_column(RosterStage), default=RosterStage.SUBMITTED)
    version: Mapped[int] = mapped_column()
    fingerprint: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    return_reason: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship()
    submitted_by: Mapped[User] = relationship(foreign_keys=[submitted_by_id])
    lines: Mapped[list["RosterLine"]] = relationship(
        order_by="RosterLine.row", back_populates="roster", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class RosterLine(Record):
    """One officer on the list; ``user`` is his account once there is one."""

    __tablename__ = "roster_line"
    __table_args__ = (UniqueConstraint("roster_id", "row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"))
    row: Mapped[int]
    change: Mapped[LineChange] = mapped_column(enum_column(LineChange))
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    areas: Mapped[str] = mapped_column(Text, default="")
    username: Mapped[str] = mapped_column(String(60), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    roster: Mapped[Roster] = relationship(back_populates="lines")
    user: Mapped[User | None] = relationship()
