"""People, the positions they hold, who stands in for whom, and their sign-ins."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables.units import Unit


class User(Record):
    """A person with an account. What he may do comes from his positions."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(300), default="", index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=False)
    code_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # The second factor: its secret, encrypted, and the last time step used, so that no code works twice. A secret
    # without a step has been shown but not yet proven with a first code: it asks nothing at the door.
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_step: Mapped[int | None]

    @property
    def has_second_factor(self) -> bool:
        return self.totp_step is not None

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.folded_name = fold(name)
        return name


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
    """One sign-in on one machine. The browser holds the secret, the server its hash; ending it here ends it there.

    One that awaits a code has proven the password only: it is nobody's until the second factor is shown.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(String(60), default="")
    awaits_code: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship()


class StandIn(Record):
    """A leader lends one of his positions to a colleague, from a day to a day (ủy quyền)."""

    __tablename__ = "stand_in"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    position: Mapped[Position] = relationship()
    deputy: Mapped[User] = relationship()


class Setting(Record):
    """One switch or number the commune decides for itself."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(300))
