"""A real-looking report of any length: three levels of headings, justified text, lists, figures, an appendix."""

from datetime import date
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from nam_tinh_hinh.kernel.paper import PARTY, Layout
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import Appendix, Block, Heading, Item, PaperTable, Paragraph, ProsePaper
from nam_tinh_hinh.kernel.shipped import shipped
from tests.kernel.prose import STANDING_COMMITTEE

SAID = (
    "Trong tháng, tình hình tư tưởng, tâm trạng của cán bộ, đảng viên và Nhân dân trên địa bàn cơ bản ổn định, tin "
    "tưởng vào sự lãnh đạo của Đảng, quản lý, điều hành của chính quyền; tích cực tham gia các phong trào thi đua yêu "
    "nước, các cuộc vận động do Trung ương và địa phương phát động. Tuy nhiên, một bộ phận Nhân dân còn băn khoăn về "
    "tiến độ giải phóng mặt bằng tuyến đường liên xã, giá vật tư nông nghiệp và việc thu gom rác thải sinh hoạt. "
)
FIGURES = (
    GridColumn("TT", 0.08, centred=True),
    GridColumn("Lĩnh vực", 0.42),
    GridColumn("Kỳ này", 0.16, centred=True),
    GridColumn("Kỳ trước", 0.16, centred=True),
    GridColumn("Tăng, giảm", 0.18, centred=True),
)
TOPICS = ("Đất đai, giải phóng mặt bằng, đền bù, hỗ trợ và tái định cư", "Môi trường", "An sinh xã hội", "Y tế",
          "Giáo dục", "Xây dựng nông thôn mới, đô thị văn minh", "An ninh trật tự")  # fmt: skip


def figures(rows: int = 10) -> PaperTable:
    cells = tuple(
        (str(n), TOPICS[n % len(TOPICS)], str(n * 3), str(n * 2 + 1), f"+{n - 1}") for n in range(1, rows + 1)
    )
    return PaperTable(FIGURES, (GridGroup("", cells),), f"Tổng cộng: {rows} lĩnh vực.")


def part(number: int) -> tuple[Block, ...]:
    """Return one part of the report: about three pages and a half."""
    written: list[Block] = [Heading(f"Tình hình Nhân dân, phần thứ {number}"), Paragraph(SAID * 2)]
    for topic in TOPICS[:3]:
        written += [Heading(topic, 2), Paragraph(SAID * 2), Heading("Kết quả nổi bật", 3), Paragraph(SAID)]
        written += [Item(f"Chi bộ khu phố {n}: tổ chức {n + 2} buổi đối thoại, tiếp thu {n * 7} ý kiến của Nhân dân.")
                    for n in range(1, 5)]  # fmt: skip
        written += [Heading("Hạn chế, nguyên nhân", 3), Paragraph(SAID)]
    return (*written, figures())


def report(parts: int = 1, layout: Layout = PARTY, **given: Any) -> ProsePaper:
    """Return a report of ``parts`` parts; ``given`` replaces anything."""
    blocks = (*(block for n in range(1, parts + 1) for block in part(n)), Paragraph("Trân trọng báo cáo."))
    said = {
        "kind": PaperKind.REPORT, "subject": "tình hình Nhân dân và kết quả công tác dân vận tháng 6 năm 2026",
        "letterhead": STANDING_COMMITTEE, "number": 15, "day": date(2026, 6, 24), "layout": layout,
        "addressed_to": "Ban Thường vụ Tỉnh ủy", "issuer": "Ban Thường vụ Đảng ủy phường Minh Họa",
        "blocks": (*blocks, Appendix("Số liệu", "tình hình Nhân dân tháng 6 năm 2026", (figures(14),))),
    }  # fmt: skip
    return ProsePaper(**(said | given))


def template() -> Template:
    loader = FileSystemLoader(shipped("templates"))
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("print/prose.html")
