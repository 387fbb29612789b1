"""The year's days off, and the weekend days that are worked."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from nam_tinh_hinh.kernel.db import Record


class Holiday(Record):
    """A day that is not as its weekday says: off, or worked in return for another day off ("làm bù")."""

    __tablename__ = "holiday"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(String(120))
    is_working: Mapped[bool] = mapped_column(default=False)
