"""Papers of about so many pages to be drawn: the registration list and a written report, of words as offices write."""

from collections.abc import Iterator
from datetime import date

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nam_tinh_hinh.emulation.documents.registration_list import ListRow, UnitRows, registration_paper
from nam_tinh_hinh.kernel.paper import PARTY, Letterhead, Signing
from nam_tinh_hinh.kernel.paper.blocks import Block, Heading, Item, PaperTable, Paragraph
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.shipped import shipped

DAY, NUMBER = date(2026, 6, 24), 15
HEAD = Letterhead(
    parent_lines=("Đảng bộ tỉnh Minh Họa",), issuer_lines=("Đảng ủy phường Minh Họa",), symbol="ĐU", place="Minh Họa",
    signing=Signing.ON_BEHALF, authority="Ban Thường vụ", post="Phó Bí thư Thường trực", signer="Nguyễn Văn Ước",
    recipients=("Ban Thường vụ Tỉnh ủy", "Các đơn vị có tên trong danh sách"), archive="Văn phòng Đảng ủy",
)  # fmt: skip
ROWS_TO_A_UNIT = 20
# What stands on a page, and on the first and the last one less because of the letterhead and the signature.
ROWS_A_PAGE, FEWER_ROWS = 8.8, 9
POINTS_A_PAGE, FEWER_POINTS = 3.4, 2
NAMES = (
    ("Hiến đất mở rộng tuyến đường trục chính khu dân cư số 2", "Vận động 56 hộ tự nguyện hiến gần 1.000 m2 đất"),
    ("Tổ liên gia tự quản", "Tổ liên gia tự quản, bảo đảm an ninh trật tự khu vực giáp ranh, nhắc nhau từng việc nhỏ"),
    ("Tiếng kẻng an ninh", "Mỗi tối 21 giờ đánh kẻng nhắc các gia đình trông con, khóa cửa, tắt bếp; góp 5 triệu đồng"),
)
SAID = (
    "Tình hình tư tưởng, tâm trạng của cán bộ, đảng viên và Nhân dân trên địa bàn cơ bản ổn định, tin tưởng vào sự "
    "lãnh đạo của Đảng, quản lý, điều hành của chính quyền; tích cực tham gia các phong trào thi đua yêu nước; "
    "một bộ phận Nhân dân còn băn khoăn về tiến độ giải phóng mặt bằng tuyến đường liên xã, giá vật tư nông nghiệp."
)
FIGURES = (GridColumn("TT", 0.1, centred=True), GridColumn("Lĩnh vực", 0.6), GridColumn("Số lượt", 0.3, centred=True))
TOPICS = ("Đất đai, giải phóng mặt bằng", "Môi trường", "An sinh xã hội", "Y tế", "Giáo dục", "An ninh trật tự")


def listed(pages: int) -> TablePaper:
    """Return the registration list, on about ``pages`` pages."""
    rows = tuple(_row(place) for place in range(max(1, round(pages * ROWS_A_PAGE - FEWER_ROWS))))
    starts = range(0, len(rows), ROWS_TO_A_UNIT)
    units = [UnitRows(f"Chi bộ khu phố {n}", rows[at : at + ROWS_TO_A_UNIT]) for n, at in enumerate(starts, start=1)]
    return registration_paper(units, years=[2026], number=NUMBER, day=DAY, letterhead=HEAD, layout=PARTY)


def _row(place: int) -> ListRow:
    name, content = NAMES[place % len(NAMES)]
    where, who = "Khu dân cư số 2, phường Minh Họa", "Chi bộ khu phố 2\nÔng Đỗ Văn Ngữ"
    return ListRow(name, where, "01/01/2026 - 31/12/2026", content, who, "Chờ xét")


def written(pages: int) -> ProsePaper:
    """Return a report with headings, justified text, lists and small tables, on about ``pages`` pages."""
    points = max(1, round(pages * POINTS_A_PAGE - FEWER_POINTS))
    return ProsePaper(
        kind=PaperKind.REPORT, subject="tình hình Nhân dân tháng 6 năm 2026", letterhead=HEAD, number=NUMBER, day=DAY,
        layout=PARTY, addressed_to="Ban Thường vụ Tỉnh ủy", issuer="Ban Thường vụ Đảng ủy phường Minh Họa",
        blocks=tuple(block for place in range(points) for block in _point(place)),
    )  # fmt: skip


def _point(place: int) -> Iterator[Block]:
    """Yield what is said of one topic; every sixth one begins a part, which ends with its figures."""
    if place % len(TOPICS) == 0:
        yield Heading(f"Tình hình Nhân dân ở khu phố {place // len(TOPICS) + 1}")
    yield Heading(TOPICS[place % len(TOPICS)], 2)
    yield Paragraph(SAID)
    yield Item(f"Chi bộ khu phố {place + 1}: tổ chức {place % 5 + 2} buổi đối thoại, tiếp thu 7 ý kiến của Nhân dân.")
    if place % len(TOPICS) == len(TOPICS) - 1:
        cells = tuple((str(n), topic, str(n * 3)) for n, topic in enumerate(TOPICS, start=1))
        yield PaperTable(FIGURES, (GridGroup("", cells),), f"Tổng cộng: {len(TOPICS)} lĩnh vực.")


def as_html(paper: TablePaper | ProsePaper) -> str:
    """Return ``paper`` through the very template that the program prints it with."""
    loader = FileSystemLoader(shipped("templates"))
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    kind = "table" if isinstance(paper, TablePaper) else "prose"
    return templates.get_template(f"print/{kind}.html").render(paper=paper)
