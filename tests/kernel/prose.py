"""Written papers to try: a notice, a decision with an annex, minutes."""

from datetime import date
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.paper import PARTY, Layout, Letterhead, Signing
from nam_tinh_hinh.kernel.paper.certificates import Certificate, CertificateSheet
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import (
    Appendix,
    Article,
    Blanks,
    Heading,
    Item,
    PaperTable,
    Paragraph,
    ProsePaper,
    Signer,
)
from nam_tinh_hinh.kernel.shipped import shipped

LONG = (
    "Tổ tự quản bảo vệ an ninh trật tự, vệ sinh môi trường và chăm sóc người cao tuổi neo đơn "
    "tại khu dân cư số 2 phố Phúc Ninh"
)
SENTENCE = (
    "Ban Chỉ đạo giao nhiệm vụ xây dựng mô hình, điển hình “Dân vận khéo” năm 2026 cho các đơn vị có tên trong danh "
    "sách kèm theo; yêu cầu cấp ủy, lãnh đạo các đơn vị chỉ đạo, tổ chức thực hiện đúng tiến độ, hiệu quả, thiết thực. "
)
COLUMNS = (
    GridColumn("TT", 0.07, centred=True),
    GridColumn("Tên mô hình, điển hình", 0.4),
    GridColumn("Đơn vị thực hiện", 0.33),
    GridColumn("Thời gian\nhoàn thành", 0.2, centred=True),
)
COMMITTEE = Letterhead(
    parent_lines=("Đảng ủy phường Minh Họa",), issuer_lines=("Ban Chỉ đạo", "phong trào thi đua", "“Dân vận khéo”"),
    symbol="BCĐ", place="Minh Họa", post="Trưởng ban", signer="Nguyễn Văn Minh",
    recipients=("Thường trực Đảng ủy phường (để b/c)", "Các thành viên Ban Chỉ đạo",
                "Các đơn vị có tên trong danh sách"),
    archive="Ban Chỉ đạo",
)  # fmt: skip
STANDING_COMMITTEE = Letterhead(
    parent_lines=("Đảng bộ tỉnh Minh Họa",), issuer_lines=("Đảng ủy phường Minh Họa",), symbol="ĐU", place="Minh Họa",
    signing=Signing.ON_BEHALF, authority="Ban Thường vụ", post="Bí thư", signer="Trần Thị Bình",
    recipients=("Ban Thường vụ Tỉnh ủy (để b/c)", "Các chi bộ, đảng bộ trực thuộc"), archive="Văn phòng Đảng ủy",
)  # fmt: skip


def table(rows: int, total_line: str = "") -> PaperTable:
    cells = tuple((str(n), LONG if n % 3 else "Tiếng kẻng an ninh", "Hội Cựu chiến binh phường", "15/12/2026")
                  for n in range(1, rows + 1))  # fmt: skip
    return PaperTable(COLUMNS, (GridGroup("", cells),), total_line)


def paper(layout: Layout = PARTY, **given: Any) -> ProsePaper:
    """A notice with two parts and an item; ``given`` replaces anything."""
    said = {
        "kind": PaperKind.NOTICE, "subject": "giao nhiệm vụ xây dựng mô hình, điển hình “Dân vận khéo” năm 2026",
        "letterhead": COMMITTEE, "number": 5, "day": date(2026, 3, 2), "layout": layout,
        "basis": ("Căn cứ Kế hoạch số 12-KH/ĐU ngày 15/01/2026 của Ban Thường vụ Đảng ủy phường",
                  "Căn cứ kết quả họp xét ngày 26/02/2026 của Ban Chỉ đạo"),
        "blocks": (
            Paragraph(SENTENCE * 2), Heading("Nhiệm vụ chung"), Paragraph(SENTENCE), Heading("Đối với đơn vị", 2),
            Item("Xây dựng kế hoạch trước ngày 31/3/2026."), Item(SENTENCE), Heading("Đối với Ban Chỉ đạo", 2),
            Heading("Phân công thành viên", 3), Paragraph(SENTENCE), Heading("Tổ chức thực hiện"), Paragraph(SENTENCE),
        ),
    }  # fmt: skip
    return ProsePaper(**(said | given))


def decision(layout: Layout = PARTY, rows: int = 12, **given: Any) -> ProsePaper:
    said = {
        "kind": PaperKind.DECISION, "subject": "về việc công nhận mô hình, điển hình “Dân vận khéo” năm 2026",
        "decider": "Ban Thường vụ Đảng ủy phường Minh Họa", "letterhead": STANDING_COMMITTEE,
        "issuer": "Ban Thường vụ Đảng ủy phường Minh Họa",
        "blocks": (
            Article("Công nhận 12 mô hình, điển hình “Dân vận khéo” năm 2026 (có danh sách kèm theo)."),
            Article(SENTENCE),
            Article("Quyết định này có hiệu lực từ ngày ký."),
            Appendix("Danh sách", "mô hình, điển hình “Dân vận khéo” năm 2026 được công nhận",
                     (table(rows, f"Danh sách này có {rows} mô hình."),)),
        ),
    }  # fmt: skip
    return paper(layout, **(said | given))


SIGNERS = (
    Signer("", "Thư ký", "Lê Thị Hoa", "(Ký, ghi rõ họ tên)"),
    Signer("", "Chủ trì", "Nguyễn Văn Minh", "(Ký, ghi rõ họ tên)"),
)
SIX = tuple(Signer(f"T/M {body}", post, f"Nguyễn Văn Ký {n}") for n, (body, post) in enumerate((
    ("Hội Cựu chiến binh", "Chủ tịch"), ("Ban Thường trực Ủy ban Mặt trận Tổ quốc", "Chủ tịch"),
    ("Hội Nông dân", "Chủ tịch"),
    ("Hội Liên hiệp Phụ nữ", "Chủ tịch"), ("Đoàn Thanh niên", "Bí thư"), ("Công đoàn", "Chủ tịch"),
), start=1))  # fmt: skip


def minutes(layout: Layout = PARTY, **given: Any) -> ProsePaper:
    said = {
        "kind": PaperKind.MINUTES, "subject": "kiểm tra mô hình “Dân vận khéo” năm 2026", "basis": (),
        "signers": SIGNERS,
        "blocks": (
            Heading("Thành phần"), Item("Đoàn kiểm tra: ông Nguyễn Văn Minh, Trưởng đoàn."),
            Blanks("Đại diện đơn vị:", 2), Blanks("Số hộ tham gia:"), Heading("Kết quả kiểm tra"), Blanks("", 5),
            Blanks("Những khó khăn, vướng mắc của đơn vị trong quá trình xây dựng mô hình và kiến nghị:", 3),
            Paragraph("Biên bản lập thành hai bản, mỗi bên giữ một bản."),
        ),
    }  # fmt: skip
    return paper(layout, **(said | given))


def printed(shown: Any, template: str = "print/prose.html") -> bytes:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return pdf.render(environment.get_template(template).render(paper=shown))


def certificates(layout: Layout = PARTY, count: int = 3, **given: Any) -> CertificateSheet:
    said = {
        "certificates": tuple(
            Certificate(name="Tiếng kẻng an ninh" if n % 2 else LONG, kind_words="Mô hình “Dân vận khéo”",
                        unit="Hội Cựu chiến binh phường Minh Họa", place="khu phố Phúc Ninh", year=2026)
            for n in range(1, count + 1)
        ),
        "decision_words": "Quyết định số 05-QĐ/ĐU ngày 02 tháng 3 năm 2026 của Ban Thường vụ Đảng ủy phường Minh Họa",
        "letterhead": STANDING_COMMITTEE, "number": 7, "day": date(2026, 12, 25), "layout": layout,
    }  # fmt: skip
    return CertificateSheet(**(said | given))
