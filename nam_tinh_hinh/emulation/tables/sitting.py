"""The committee's sittings, and the notices of assignment that come of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.emulation.enums import NoticeKind, SittingPurpose, SittingStage
from nam_tinh_hinh.emulation.tables.campaigns import Campaign
from nam_tinh_hinh.emulation.tables.exemplars import Exemplar
from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import Unit


class Sitting(Record):
    """One session of the committee; ``paper_id`` is its frozen minutes."""

    __tablename__ = "sitting"
    __table_args__ = (CheckConstraint("(stage = 'closed') = (closed_at IS NOT NULL)", name="closed_when"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    purpose: Mapped[SittingPurpose] = mapped_column(enum_column(SittingPurpose))
    held_on: Mapped[date]
    begins: Mapped[str] = mapped_column(String(20), default="")
    ends: Mapped[str] = mapped_column(String(20), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    chaired_by: Mapped[str] = mapped_column(String(200), default="")
    chaired_by_post: Mapped[str] = mapped_column(String(200), default="")
    recorded_by: Mapped[str] = mapped_column(String(200), default="")
    recorded_by_post: Mapped[str] = mapped_column(String(200), default="")
    guests: Mapped[str] = mapped_column(Text, default="")
    conclusion: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[SittingStage] = mapped_column(enum_column(SittingStage), default=SittingStage.PLANNED)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    number_text: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    campaign: Mapped[Campaign] = relationship()
    attendances: Mapped[list["Attendance"]] = relationship(order_by="Attendance.position", cascade="all, delete-orphan")
    items: Mapped[list["SittingItem"]] = relationship(
        order_by="SittingItem.position", cascade="all, delete-orphan", back_populates="sitting"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class Attendance(Record):
    """A committee member at a sitting: there, or away and why."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("sitting_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(200))
    post: Mapped[str] = mapped_column(String(200), default="")
    present: Mapped[bool] = mapped_column(default=True)
    absent_why: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)


class SittingItem(Record):
    """One exemplar on the agenda; ``outcome`` is the workflow's action that the committee decided on."""

    __tablename__ = "sitting_item"
    __table_args__ = (
        UniqueConstraint("sitting_id", "exemplar_id"),
        CheckConstraint("(outcome = '') = (decided_at IS NULL)", name="decided_when"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    exemplar_id: Mapped[int] = mapped_column(ForeignKey("exemplar.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    discussion: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    sitting: Mapped[Sitting] = relationship(back_populates="items")
    exemplar: Mapped[Exemplar] = relationship()
    aside: Mapped[list["SteppedAside"]] = relationship(order_by="SteppedAside.id", cascade="all, delete-orphan")


class SteppedAside(Record):
    """A member who steps aside from one item because he is concerned; he does not see its content in the sitting."""

    __tablename__ = "stepped_aside"
    __table_args__ = (UniqueConstraint("item_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("sitting_item.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(String(300), default="")


class AssignmentNotice(Record):
    """ "Thông báo giao nhiệm vụ", or the supplementary one: it moved the exemplars that name it (seed 003, V step 2).

    ``paper_id`` is its frozen paper; none where a notice of before the program is entered.
    """

    __tablename__ = "assignment_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(enum_column(NoticeKind), default=NoticeKind.FIRST)
    number_text: Mapped[str] = mapped_column(String(80), default="")
    day: Mapped[date]
    duties: Mapped[str] = mapped_column(Text, default="")
    count: Mapped[int] = mapped_column(default=0)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    issued_by_name: Mapped[str] = mapped_column(String(200))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)

    campaign: Mapped[Campaign] = relationship()
    receipts: Mapped[list["NoticeReceipt"]] = relationship(order_by="NoticeReceipt.id", cascade="all, delete-orphan")


class NoticeReceipt(Record):
    """A unit that a notice was left for, and when it pressed "Đã nhận"."""

    __tablename__ = "notice_receipt"
    __table_args__ = (UniqueConstraint("notice_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("assignment_notice.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    confirmed_by_name: Mapped[str] = mapped_column(String(200), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship()
