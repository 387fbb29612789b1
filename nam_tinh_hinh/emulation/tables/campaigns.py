"""A year of the movement: its rounds, quotas, deadlines and committee."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import DeadlineKind, Duty, ReminderAbout, RoundKind
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import Unit, UnitKind, User


class EmulationField(Record):
    """A field (lĩnh vực) exemplars are counted by."""

    __tablename__ = "emulation_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class Campaign(Record):
    """The emulation movement of one year (seed 003 is one year's plan).

    ``counts_supplements`` says whether registrations of the supplementary round fill a quota (the plan is silent, A8);
    ``uses_criteria`` switches the checklist of recognition on (off as shipped: the plan does not attach it, A12).
    """

    __tablename__ = "campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    plan_number: Mapped[str] = mapped_column(String(60), default="")
    plan_day: Mapped[date | None]
    counts_supplements: Mapped[bool] = mapped_column(default=True)
    uses_criteria: Mapped[bool] = mapped_column(default=False)

    rounds: Mapped[list["RegistrationRound"]] = relationship(
        order_by="RegistrationRound.id", cascade="all, delete-orphan"
    )


class RegistrationRound(Record):
    """When registrations are taken; an end left open is open."""

    __tablename__ = "registration_round"
    __table_args__ = (
        UniqueConstraint("campaign_id", "kind"),
        CheckConstraint("closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    kind: Mapped[RoundKind] = mapped_column(enum_column(RoundKind))
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]


class Quota(Record):
    """How many exemplars a unit of one kind registers at least in a year (seed 003, IV)."""

    __tablename__ = "quota"
    __table_args__ = (
        UniqueConstraint("campaign_id", "unit_kind_id"),
        CheckConstraint("at_least >= 0", name="at_least_none"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    # A kind of units that an administrator takes away takes its quotas with it.
    unit_kind_id: Mapped[int] = mapped_column(ForeignKey("unit_kind.id", ondelete="CASCADE"))
    at_least: Mapped[int]

    unit_kind: Mapped[UnitKind] = relationship()


class CampaignDeadline(Record):
    """A dated duty of the year; the day is a fact that can be changed."""

    __tablename__ = "campaign_deadline"
    __table_args__ = (UniqueConstraint("campaign_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    kind: Mapped[DeadlineKind] = mapped_column(enum_column(DeadlineKind))
    due_on: Mapped[date]


class CommitteeMember(Record):
    """A person in the year's steering committee; ``post`` is what he is elsewhere, as papers say it."""

    __tablename__ = "committee_member"
    __table_args__ = (UniqueConstraint("campaign_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    duty: Mapped[Duty] = mapped_column(enum_column(Duty), default=Duty.MEMBER)
    post: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)

    user: Mapped[User] = relationship()
    charges: Mapped[list["CommitteeCharge"]] = relationship(order_by="CommitteeCharge.id", cascade="all, delete-orphan")


class CommitteeCharge(Record):
    """A unit that a member follows and urges ("địa bàn phụ trách", seed 003, VI.3)."""

    __tablename__ = "committee_charge"
    __table_args__ = (UniqueConstraint("member_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("committee_member.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)

    unit: Mapped[Unit] = relationship()


class Reminder(Record):
    """That a unit was reminded; it stands on the unit's home for as long as what it reminds of is not done."""

    __tablename__ = "reminder"
    __table_args__ = (Index("ix_reminder_unit_id_campaign_id", "unit_id", "campaign_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    about: Mapped[ReminderAbout] = mapped_column(enum_column(ReminderAbout))
    exemplar_id: Mapped[int | None] = mapped_column(ForeignKey("exemplar.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    by_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
