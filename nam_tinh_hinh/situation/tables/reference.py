"""Reference rows: topics, channels, groups of people, and the numbers the room's rules go by."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, enum_column
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import Regularity


class Topic(Record):
    """Lĩnh vực: the six of seed 004 II with their sub-topics; a unit may add its own below one of them.

    Codes never change; words may. A row without ``unit`` is everybody's.
    """

    __tablename__ = "topic"
    __table_args__ = (
        CheckConstraint("unit_id IS NULL OR parent_id IS NOT NULL", name="own_ones_stand_below"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))

    parent: Mapped["Topic | None"] = relationship(remote_side=[id])
    unit: Mapped[Unit | None] = relationship()


class Channel(Record):
    """Hình thức, kênh nắm (requirements R046, R047). Of a meeting, speakers are counted beside the items."""

    __tablename__ = "channel"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    regularity: Mapped[Regularity] = mapped_column(enum_column(Regularity), default=Regularity.REGULAR)
    is_meeting: Mapped[bool] = mapped_column(default=False)


class PeopleGroup(Record):
    """Whose words they are: nhân dân, doanh nghiệp, đoàn viên, hội viên … (requirement R050); never who."""

    __tablename__ = "people_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class Threshold(Record):
    """A number that a rule of the room goes by (working days to answer, how often makes a case …)."""

    __tablename__ = "threshold"
    __table_args__ = (CheckConstraint("value BETWEEN least AND most", name="within_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    label: Mapped[str] = mapped_column(String(300))
    measure: Mapped[str] = mapped_column(String(40))
    value: Mapped[int]
    least: Mapped[int]
    most: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
