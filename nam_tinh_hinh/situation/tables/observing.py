"""Observations, the meetings they come from, their way upward, and urgent word to superiors."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.people.tables import Area, Unit, User
from nam_tinh_hinh.situation.enums import ObservationKind, Severity, Stage
from nam_tinh_hinh.situation.tables.reference import Channel, PeopleGroup, Topic


def _of_few(column: str) -> Index:
    """Return an index of the observations that have ``column``."""
    there = text(f"{column} IS NOT NULL")
    return Index(f"ix_observation_{column}", column, sqlite_where=there, postgresql_where=there)


class Occasion(Record):
    """One meeting or reception from which many items come: "8 lượt cử tri phát biểu với 15 ý kiến" (PRACTICE.md §2.5).

    ``speakers`` counts those who spoke; the items are the observations that name it.
    """

    __tablename__ = "occasion"
    __table_args__ = (CheckConstraint("speakers IS NULL OR speakers >= 0", name="speakers_counted"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    on_day: Mapped[date]
    title: Mapped[str] = mapped_column(String(300), default="")
    speakers: Mapped[int | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    channel: Mapped[Channel] = relationship()
    area: Mapped[Area] = relationship()
    unit: Mapped[Unit] = relationship()


class Observation(Record):
    """One thing people say about one matter, at one place, by one channel. Never who said it.

    ``unit`` wrote it down, ``holder`` is the unit whose focal point has it now; both are the same until it is passed
    upward, and ``came_from`` passed it up while the holder has not taken it yet. ``source`` names a page, a paper, a
    box - never a person. ``joined_to`` is the one it says the same as, ``earlier`` the one that was answered before
    and has come again.
    """

    __tablename__ = "observation"
    __table_args__ = (
        CheckConstraint("content <> ''", name="says_something"),
        CheckConstraint("voices BETWEEN 1 AND 100000", name="voices_counted"),
        CheckConstraint("(stage = 'joined') = (joined_to_id IS NOT NULL)", name="joined_to_something"),
        CheckConstraint("joined_to_id IS NULL OR joined_to_id <> id", name="not_joined_to_itself"),
        CheckConstraint("earlier_id IS NULL OR earlier_id <> id", name="not_before_itself"),
        CheckConstraint("stage <> 'returned' OR return_reason <> ''", name="returned_why"),
        CheckConstraint("stage <> 'confirmed' OR confirmed_at IS NOT NULL", name="confirmed_when"),
        CheckConstraint("(stage = 'passed_up') = (came_from_id IS NOT NULL)", name="passed_by_someone"),
        CheckConstraint("came_from_id IS NULL OR came_from_id <> holder_id", name="passed_to_another"),
        Index("ix_observation_holder_id_stage", "holder_id", "stage"),
        Index("ix_observation_unit_id_on_day", "unit_id", "on_day"),
        Index("ix_observation_unit_id_confirmed_at", "unit_id", "confirmed_at"),
        Index("ix_observation_area_id_topic_id_on_day", "area_id", "topic_id", "on_day"),
        Index("ix_observation_recorded_by_id_stage", "recorded_by_id", "stage"),
        Index("ix_observation_on_day", "on_day"),
        Index("ix_observation_channel_id_on_day", "channel_id", "on_day"),
        # All that ``visible_to`` asks of a row, so that counting what one may see reads no row itself.
        Index("ix_observation_sight", "unit_id", "stage", "holder_id", "area_id", "recorded_by_id"),
        # A list narrowed to a topic, or to what is urgent, is counted without reading the rows.
        Index("ix_observation_topic_id_stage_unit_id", "topic_id", "stage", "unit_id"),
        Index("ix_observation_severity_stage_unit_id", "severity", "stage", "unit_id"),
        # Hardly any row has these: an index of all rows looks to the planner as if every row were alike.
        _of_few("joined_to_id"),
        _of_few("earlier_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[Stage] = mapped_column(enum_column(Stage), default=Stage.WAITING)
    version: Mapped[int] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    holder_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    occasion_id: Mapped[int | None] = mapped_column(ForeignKey("occasion.id"), index=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("people_group.id"))
    kind: Mapped[ObservationKind] = mapped_column(enum_column(ObservationKind))
    severity: Mapped[Severity] = mapped_column(enum_column(Severity), default=Severity.NORMAL)
    content: Mapped[str] = mapped_column(Text)
    folded_content: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    on_day: Mapped[date]
    voices: Mapped[int] = mapped_column(default=1)
    joined_to_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id"))
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("observation.id"))
    return_reason: Mapped[str] = mapped_column(Text, default="")
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime)

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    holder: Mapped[Unit] = relationship(foreign_keys=[holder_id])
    came_from: Mapped[Unit | None] = relationship(foreign_keys=[came_from_id])
    occasion: Mapped[Occasion | None] = relationship()
    channel: Mapped[Channel] = relationship()
    area: Mapped[Area] = relationship()
    topic: Mapped[Topic] = relationship()
    group: Mapped[PeopleGroup | None] = relationship()
    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])
    joined_to: Mapped["Observation | None"] = relationship(foreign_keys=[joined_to_id], remote_side=[id])
    earlier: Mapped["Observation | None"] = relationship(foreign_keys=[earlier_id], remote_side=[id])

    # Where an action under way leads: the unit it is passed to, or the observation it is joined to. Never stored.
    going_to_id = None

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain dict

    @validates("content")
    def _fold(self, _key: str, content: str) -> str:
        self.folded_content = fold(content)
        return content


class Passing(Record):
    """An observation handed upward because it is above a level's powers (vượt thẩm quyền), and what came of that."""

    __tablename__ = "passing"
    __table_args__ = (
        CheckConstraint("from_unit_id <> to_unit_id", name="to_another"),
        CheckConstraint("taken_at IS NULL OR given_back_at IS NULL", name="taken_or_given_back"),
        CheckConstraint("given_back_at IS NULL OR back_reason <> ''", name="given_back_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"), index=True)
    from_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    passed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    passed_by_name: Mapped[str] = mapped_column(String(200))
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_by_name: Mapped[str] = mapped_column(String(200), default="")
    given_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    back_reason: Mapped[str] = mapped_column(Text, default="")

    from_unit: Mapped[Unit] = relationship(foreign_keys=[from_unit_id])
    to_unit: Mapped[Unit] = relationship(foreign_keys=[to_unit_id])


class Alert(Record):
    """Urgent word to a superior (seed 004, IV.2), or its copy to the direct superior; seen when its page was opened."""

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("observation_id", "to_unit_id"),
        CheckConstraint("(seen_at IS NULL) = (seen_by_name = '')", name="seen_by_someone"),
        Index("ix_alert_to_unit_id_seen_at", "to_unit_id", "seen_at"),
        Index("ix_alert_sent_at", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id"))
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    is_copy: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by_name: Mapped[str] = mapped_column(String(200))
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_by_name: Mapped[str] = mapped_column(String(200), default="")

    observation: Mapped[Observation] = relationship()
    to_unit: Mapped[Unit] = relationship()
