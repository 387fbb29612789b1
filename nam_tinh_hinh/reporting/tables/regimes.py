"""Regimes as rows, their periods with frozen deadlines, and who owes a report in each."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.people.tables import Unit, UnitKind, UnitLevel
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, PeriodKind, Receiver, RegimeKind
from nam_tinh_hinh.reporting.tables.outlines import Outline


class Regime(Record):
    """One reporting duty: kind, cadence, due rule with its hour, who owes it, to whom, by which outline.

    ``plan`` and ``clause`` say where it is written. One without ``valid_from`` is known but not applied; a shipped one
    keeps its ``code``. An ad hoc regime has no cadence and so no deadline of its own.
    """

    __tablename__ = "regime"
    __table_args__ = (
        CheckConstraint("(kind = 'ad_hoc') = (cadence IS NULL)", name="ad_hoc_has_no_cadence"),
        CheckConstraint("cadence IS NULL OR (due_rule IS NOT NULL AND due_time IS NOT NULL)", name="knows_its_due"),
        CheckConstraint(
            "valid_to IS NULL OR (valid_from IS NOT NULL AND valid_to >= valid_from)", name="ends_after_start"
        ),
        CheckConstraint("(receiver = 'unit') = (receiver_unit_id IS NOT NULL)", name="names_its_receiver"),
        CheckConstraint(
            "grace_minutes >= 0 AND opens_days >= 0 AND remind_days >= 0 AND remind_hours >= 0", name="counted"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    code: Mapped[str | None] = mapped_column(String(60), unique=True)
    plan: Mapped[str] = mapped_column(String(120), default="")
    clause: Mapped[str] = mapped_column(String(200), default="")
    label: Mapped[str] = mapped_column(String(200))
    kind: Mapped[RegimeKind] = mapped_column(enum_column(RegimeKind))
    cadence: Mapped[Cadence | None] = mapped_column(enum_column(Cadence))
    due_rule: Mapped[DueRule | None] = mapped_column(enum_column(DueRule))
    due_number: Mapped[int] = mapped_column(default=1)
    months_after: Mapped[int] = mapped_column(default=0)
    due_time: Mapped[time | None] = mapped_column(Time)
    holiday_rule: Mapped[HolidayRule] = mapped_column(enum_column(HolidayRule), default=HolidayRule.SAME)
    grace_minutes: Mapped[int] = mapped_column(default=0)
    opens_days: Mapped[int] = mapped_column(default=0)
    remind_days: Mapped[int] = mapped_column(default=1)
    remind_hours: Mapped[int] = mapped_column(default=2)
    receiver: Mapped[Receiver] = mapped_column(enum_column(Receiver), default=Receiver.SUPERIOR)
    receiver_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    copies_committee: Mapped[bool] = mapped_column(default=False)
    copies: Mapped[str] = mapped_column(Text, default="")
    outline_code: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    receiver_unit: Mapped[Unit | None] = relationship()
    owners: Mapped[list["RegimeOwner"]] = relationship(
        back_populates="regime", order_by="RegimeOwner.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class RegimeOwner(Record):
    """Who owes: one named unit, or all units of a kind, of a level, or of a kind at a level."""

    __tablename__ = "regime_owner"
    __table_args__ = (
        CheckConstraint(
            "(unit_id IS NOT NULL) <> (kind_id IS NOT NULL OR level_id IS NOT NULL)", name="a_unit_or_a_sort"
        ),
        UniqueConstraint("regime_id", "unit_id", "kind_id", "level_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    regime_id: Mapped[int] = mapped_column(ForeignKey("regime.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("unit_kind.id"))
    level_id: Mapped[int | None] = mapped_column(ForeignKey("unit_level.id"))

    regime: Mapped[Regime] = relationship(back_populates="owners")
    unit: Mapped[Unit | None] = relationship()
    kind: Mapped[UnitKind | None] = relationship()
    level: Mapped[UnitLevel | None] = relationship()


class Period(Record):
    """One period of a regime, opened by itself; or one report on request, or of a unit's own accord.

    ``slot`` is unique, so that two servers open a period once. ``due_at`` and ``grace_until`` are facts from then on.
    Data of ``gathers_from`` to before ``gathers_to`` belong to it: nothing between two reports is lost or told twice.
    """

    __tablename__ = "period"
    __table_args__ = (
        CheckConstraint("last >= first", name="ends_after_start"),
        CheckConstraint("gathers_to >= gathers_from", name="gathers_forward"),
        CheckConstraint("grace_until IS NULL OR grace_until >= due_at", name="grace_after_due"),
        CheckConstraint("kind <> 'scheduled' OR due_at IS NOT NULL", name="scheduled_has_a_deadline"),
        CheckConstraint("(kind = 'scheduled') = (asked_by_id IS NULL)", name="asked_by_someone"),
        Index("ix_period_regime_id_first", "regime_id", "first"),
        Index("ix_period_due_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[PeriodKind] = mapped_column(enum_column(PeriodKind), default=PeriodKind.SCHEDULED)
    regime_id: Mapped[int] = mapped_column(ForeignKey("regime.id"))
    outline_id: Mapped[int] = mapped_column(ForeignKey("outline.id"))
    title: Mapped[str] = mapped_column(String(300))
    first: Mapped[date]
    last: Mapped[date]
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    grace_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    gathers_from: Mapped[datetime] = mapped_column(UtcDateTime)
    gathers_to: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    asked_words: Mapped[str] = mapped_column(Text, default="")

    regime: Mapped[Regime] = relationship()
    outline: Mapped[Outline] = relationship()
    asked_by: Mapped[Unit | None] = relationship()


class Obligation(Record):
    """That one unit owes one report in one period: frozen when the period opens, with its own due time.

    ``receiver`` None: it goes to a body outside the program. ``copy`` is the Party committee of its own level that
    reads along (seed 004, IV.2). An exception moves ``due_at`` or exempts, always with a reason.
    """

    __tablename__ = "obligation"
    __table_args__ = (
        UniqueConstraint("period_id", "unit_id"),
        CheckConstraint("receiver_id IS NULL OR receiver_id <> unit_id", name="not_to_itself"),
        CheckConstraint("grace_until IS NULL OR grace_until >= due_at", name="grace_after_due"),
        CheckConstraint("exempted_at IS NULL OR exception_reason <> ''", name="exempted_why"),
        CheckConstraint("reminders >= 0", name="reminders_counted"),
        Index("ix_obligation_unit_id_due_at", "unit_id", "due_at"),
        Index("ix_obligation_receiver_id_due_at", "receiver_id", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit_name: Mapped[str] = mapped_column(String(300))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    grace_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exempted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exception_reason: Mapped[str] = mapped_column(String(500), default="")
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminders: Mapped[int] = mapped_column(default=0)

    period: Mapped[Period] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    receiver: Mapped[Unit | None] = relationship(foreign_keys=[receiver_id])
    copy: Mapped[Unit | None] = relationship(foreign_keys=[copy_id])
