"""Areas, and who looks after which of them on which day."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record
from nam_tinh_hinh.people.tables.accounts import User
from nam_tinh_hinh.people.tables.units import Unit


class AreaKind(Record):
    """Xã, phường, thôn, khu phố, tổ dân phố …: rows, for every province has its own words (Luật 10/2022, Điều 2.3)."""

    __tablename__ = "area_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)


class Area(Record):
    """A place people live in, from a day to a day, inside another."""

    __tablename__ = "area"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        CheckConstraint("households IS NULL OR households >= 0", name="households_counted"),
        CheckConstraint("population IS NULL OR population >= 0", name="population_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("area_kind.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(300), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    households: Mapped[int | None]
    population: Mapped[int | None]
    is_pilot: Mapped[bool] = mapped_column(default=False)

    kind: Mapped[AreaKind] = relationship()
    parent: Mapped["Area | None"] = relationship(remote_side=[id])


class Posting(Record):
    """An officer in charge of an area, from a day to a day (S0 II.5.1); several to several."""

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        Index("ix_posting_area_id_valid_from", "area_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    user: Mapped[User] = relationship()
    area: Mapped[Area] = relationship()


class ContactPoint(Record):
    """A unit's focal point, shared with every signed-in user (S4 IV.1, requirement R036)."""

    __tablename__ = "contact_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    zalo: Mapped[str] = mapped_column(String(120), default="")
    facebook: Mapped[str] = mapped_column(String(200), default="")
    folded_text: Mapped[str] = mapped_column(String(1500), default="")
    version: Mapped[int] = mapped_column()

    unit: Mapped[Unit] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict
