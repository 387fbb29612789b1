"""Guidance downward with its one matrix of receipts, and the internal networks it may go to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.people.tables import Unit, User
from nam_tinh_hinh.situation.enums import Ask, GuidanceStage
from nam_tinh_hinh.situation.tables.casework import CaseFile


class Network(Record):
    """Mạng lưới thông tin nội bộ (seed 000, III.2): a leading unit and its members."""

    __tablename__ = "network"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    unit: Mapped[Unit] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class NetworkMember(Record):
    """A unit (its leaders and clerks) or one officer in a network, from a day to a day."""

    __tablename__ = "network_member"
    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (user_id IS NULL)", name="a_unit_or_a_person"),
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="leaves_after_joining"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    joined_on: Mapped[date]
    left_on: Mapped[date | None]

    network: Mapped[Network] = relationship()
    unit: Mapped[Unit | None] = relationship()
    user: Mapped[User | None] = relationship()


class Guidance(Record):
    """Chỉ đạo, định hướng from a unit downward, or a message inside a network (then replies are open to its members).

    ``audience`` says in words whom it went to; who exactly is in the receipts. A draft keeps there what was chosen so
    far (``situation.audience``).
    """

    __tablename__ = "guidance"
    __table_args__ = (
        CheckConstraint("(stage = 'draft') = (sent_at IS NULL)", name="sent_when"),
        CheckConstraint("stage <> 'recalled' OR recall_reason <> ''", name="recalled_why"),
        CheckConstraint("stage = 'draft' OR (title <> '' AND content <> '')", name="says_something"),
        Index("ix_guidance_unit_id_stage", "unit_id", "stage"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[GuidanceStage] = mapped_column(enum_column(GuidanceStage), default=GuidanceStage.DRAFT)
    version: Mapped[int] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    network_id: Mapped[int | None] = mapped_column(ForeignKey("network.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    ask: Mapped[Ask] = mapped_column(enum_column(Ask), default=Ask.INFORM)
    title: Mapped[str] = mapped_column(String(300), default="")
    content: Mapped[str] = mapped_column(Text, default="")
    folded_text: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(Text, default="")
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    written_by_name: Mapped[str] = mapped_column(String(200), default="")
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recall_reason: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship()
    network: Mapped[Network | None] = relationship()
    case: Mapped[CaseFile | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict


class Receipt(Record):
    """One cell of a guidance's matrix: sent, opened, "Đã nhận" pressed, done - each with its time.

    It is a unit's (whoever of it acts) or one officer's.
    """

    __tablename__ = "guidance_receipt"
    __table_args__ = (
        UniqueConstraint("guidance_id", "unit_id"),
        UniqueConstraint("guidance_id", "user_id"),
        CheckConstraint("(unit_id IS NULL) <> (user_id IS NULL)", name="a_unit_or_a_person"),
        CheckConstraint("done_at IS NULL OR received_at IS NOT NULL", name="received_before_done"),
        CheckConstraint("received_at IS NULL OR opened_at IS NOT NULL", name="opened_before_received"),
        Index("ix_guidance_receipt_unit_id_received_at", "unit_id", "received_at"),
        Index("ix_guidance_receipt_user_id_received_at", "user_id", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guidance_id: Mapped[int] = mapped_column(ForeignKey("guidance.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_by_name: Mapped[str] = mapped_column(String(200), default="")
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_by_name: Mapped[str] = mapped_column(String(200), default="")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by_name: Mapped[str] = mapped_column(String(200), default="")
    done_words: Mapped[str] = mapped_column(Text, default="")
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminders: Mapped[int] = mapped_column(default=0)

    guidance: Mapped[Guidance] = relationship()
    unit: Mapped[Unit | None] = relationship()
    user: Mapped[User | None] = relationship()


class GuidanceReply(Record):
    """One reply in the thread between the sender and one receiver; in a network, everybody's."""

    __tablename__ = "guidance_reply"
    __table_args__ = (CheckConstraint("words <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    guidance_id: Mapped[int] = mapped_column(ForeignKey("guidance.id"), index=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("guidance_receipt.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    written_by_name: Mapped[str] = mapped_column(String(200))
    written_unit: Mapped[str] = mapped_column(String(300), default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
