"""The register of issued papers as a spreadsheet (Nghị định 30/2020/NĐ-CP, Phụ lục IV: sổ đăng ký văn bản đi)."""

from collections.abc import Iterable

from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, workbook
from nam_tinh_hinh.people.tables import IssuedPaper

COLUMNS = (
    Column("Số, ký hiệu", 20),
    Column("Số lượng số", 9),
    Column("Ngày", 13, Kind.DATE),
    Column("Tên loại", 18),
    Column("Trích yếu", 60),
    Column("Cơ quan ban hành", 44),
    Column("Gửi đơn vị", 36),
    Column("Ai xem được", 34),
    Column("Số trang", 9),
    Column("Người ban hành", 26),
    Column("Lúc", 22),
    Column("Thay thế", 28),
    Column("Được thay thế bằng", 28),
    Column("Mã kiểm tra (SHA-256)", 68),
)


def register_sheet(papers: Iterable[IssuedPaper]) -> bytes:
    """Return the papers, in the order given, as the bytes of an xlsx file."""
    return workbook("Sổ văn bản đi", COLUMNS, [_row(paper) for paper in papers])


def _row(paper: IssuedPaper) -> list[Value]:
    return [
        paper.number_text, paper.count, paper.day, paper.title, paper.subject_words, paper.unit.name,
        paper.about_unit.name if paper.about_unit else "", paper.audience.label, paper.pages, paper.issued_by_name,
        moment_text(paper.issued_at), paper.replaces.name if paper.replaces else "",
        paper.replaced_by.name if paper.replaced_by else "", paper.sha256,
    ]  # fmt: skip
