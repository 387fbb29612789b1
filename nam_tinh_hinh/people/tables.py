"""Units through time, people and the positions they hold, sign-ins, and what stands on a unit's papers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.kernel.paper import Signing
from nam_tinh_hinh.people.enums import Role


class UnitKind(Record):
    """Đảng ủy, Mặt trận, hội, trường học, chi bộ …: rows, because the plans count by them."""

    __tablename__ = "unit_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)


class Unit(Record):
    """An organisation, from a day to a day, below another."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("unit_kind.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    symbol: Mapped[str] = mapped_column(String(30), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    kind: Mapped[UnitKind] = relationship()


class User(Record):
    """A person with an account. What he may do comes from his positions."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=False)
    code_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Position(Record):
    """One hat: a person in a unit, in a role, from a day to a day."""

    __tablename__ = "position"
    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    title: Mapped[str] = mapped_column(String(120), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    user: Mapped[User] = relationship()
    unit: Mapped[Unit] = relationship()


class SignIn(Record):
    """One sign-in on one machine. The browser holds the secret, the server its hash; ending it here ends it there."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(String(60), default="")

    user: Mapped[User] = relationship()


class PaperLayout(Record):
    """The numbers of one official layout (mm, pt), so that a corrected guide needs no new program."""

    __tablename__ = "paper_layout"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON)


class PrintSetting(Record):
    """What stands on a unit's papers in one layout: letterhead, place, signer, recipients (one a line)."""

    __tablename__ = "print_setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    layout_id: Mapped[int] = mapped_column(ForeignKey("paper_layout.id"))
    parent_lines: Mapped[str] = mapped_column(Text, default="")
    issuer_lines: Mapped[str] = mapped_column(Text)
    symbol: Mapped[str] = mapped_column(String(40), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    signing: Mapped[Signing] = mapped_column(enum_column(Signing), default=Signing.IN_PERSON)
    authority: Mapped[str] = mapped_column(String(200), default="")
    post: Mapped[str] = mapped_column(String(200), default="")
    signer: Mapped[str] = mapped_column(String(200), default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    archive: Mapped[str] = mapped_column(String(120), default="")

    layout: Mapped[PaperLayout] = relationship()
