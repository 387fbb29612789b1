"""Numbers of papers, and the papers that were issued: bytes kept as they went out."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nam_tinh_hinh.kernel.db import Record, UtcDateTime, enum_column
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Audience, Renewal
from nam_tinh_hinh.people.tables.units import Unit


class Numbering(Record):
    """When a unit's numbers begin anew; a unit without a row begins each year (Nghị định 30; 05-HD/VPTW: each term)."""

    __tablename__ = "numbering"
    __table_args__ = (
        CheckConstraint("renewal <> 'term' OR (term_label <> '' AND term_from IS NOT NULL)", name="term_is_named"),
        CheckConstraint("term_to IS NULL OR term_to >= term_from", name="term_ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), unique=True)
    renewal: Mapped[Renewal] = mapped_column(enum_column(Renewal), default=Renewal.YEAR)
    term_label: Mapped[str] = mapped_column(String(60), default="")
    term_from: Mapped[date | None]
    term_to: Mapped[date | None]


class NumberRegister(Record):
    """The last number given to one kind of paper of one unit in one year or term ("2026", "2025 - 2030")."""

    __tablename__ = "number_register"
    __table_args__ = (
        UniqueConstraint("unit_id", "symbol", "period"),
        CheckConstraint("last >= 0", name="counts_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    symbol: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(60))
    last: Mapped[int] = mapped_column(default=0)


class IssuedPaper(Record):
    """One paper as it went out. The database refuses to change or remove it; a mistake is put right by a new paper.

    ``number`` is the first of ``count`` numbers: certificates take a run. ``subject`` and ``subject_id`` are the matter
    it is about, as in the history; ``about_unit_id`` the unit it went to.
    """

    __tablename__ = "issued_paper"
    __table_args__ = (
        UniqueConstraint("unit_id", "symbol", "period", "number"),
        CheckConstraint("number >= 1 AND count >= 1", name="counts_from_one"),
        CheckConstraint("size > 0 AND pages > 0", name="is_a_paper"),
        Index("ix_issued_paper_subject_subject_id", "subject", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[PaperKind] = mapped_column(enum_column(PaperKind))
    symbol: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    count: Mapped[int] = mapped_column(default=1)
    number_text: Mapped[str] = mapped_column(String(120))
    day: Mapped[date] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(120))
    subject_words: Mapped[str] = mapped_column(String(500))
    layout_code: Mapped[str] = mapped_column(String(30))
    audience: Mapped[Audience] = mapped_column(enum_column(Audience))
    about_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int | None]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    pages: Mapped[int]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    issued_by_name: Mapped[str] = mapped_column(String(200))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"), unique=True)
    replaced_words: Mapped[str] = mapped_column(String(500), default="")

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    about_unit: Mapped[Unit | None] = relationship(foreign_keys=[about_unit_id])
    replaces: Mapped["IssuedPaper | None"] = relationship(remote_side=[id], back_populates="replaced_by")
    replaced_by: Mapped["IssuedPaper | None"] = relationship(back_populates="replaces", uselist=False)

    @property
    def name(self) -> str:
        """How people name it: "Thông báo số 05-TB/BCĐ"; a run of certificates by its first and last number."""
        run = f" đến số {self.number + self.count - 1:02d}" if self.count > 1 else ""
        return f"{self.title} số {self.number_text}{run}"
