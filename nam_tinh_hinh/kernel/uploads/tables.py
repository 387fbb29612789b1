"""The table of what hangs where. No foreign keys: like the history, it knows rooms only by their subject's name."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Record, UtcDateTime


class Attachment(Record):
    """One file on one subject. Its bytes lie under ``sha256``; ``removed_at`` is set when it is taken off."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_subject_subject_id", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    caption: Mapped[str] = mapped_column(String(300), default="")
    sha256: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    added_by_id: Mapped[int | None]
    added_by_name: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def is_picture(self) -> bool:
        """Tell whether it can be shown in a page."""
        return self.width is not None
