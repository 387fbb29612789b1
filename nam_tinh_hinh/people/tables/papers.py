"""What stands on a unit's papers, and the numbers of the official layouts."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, enum_column
from nam_tinh_hinh.kernel.paper import Signing


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
