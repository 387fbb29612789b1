"""Papers that are one table, to print in tests."""

from dataclasses import replace
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nam_tinh_hinh.kernel.paper import PARTY, Letterhead, Signing
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.pdf import render
from nam_tinh_hinh.kernel.shipped import shipped

LETTERHEAD = Letterhead(
    parent_lines=("Đảng bộ phường Thuận Thành",),
    issuer_lines=("Ban Chỉ đạo phong trào thi đua", "“Dân vận khéo”"),
    symbol="BCĐ",
    place="Thuận Thành",
    signing=Signing.FOR_CHIEF,
    authority="Trưởng ban",
    post="Phó Trưởng ban",
    signer="Nguyễn Văn Ước",
    recipients=("Ban Thường vụ Đảng ủy", "Các đơn vị đăng ký"),
    archive="Văn phòng Đảng ủy",
)
COLUMNS = (
    GridColumn("TT", 0.06, centred=True),
    GridColumn("Tên hoạt động", 0.22),
    GridColumn("Thời gian", 0.14, centred=True),
    GridColumn("Nội dung", 0.43),
    GridColumn("Ghi chú/\nKết quả", 0.15),
)
_TEXTS = (  # of ordinary length: what units write
    ("Hiến đất mở rộng tuyến đường trục chính khu dân cư số 2", "Vận động 56 hộ tự nguyện hiến gần 1.000 m2 đất"),
    ("Tổ liên gia tự quản", "Tổ liên gia tự quản, bảo đảm an ninh trật tự khu vực giáp ranh, nhắc nhau từng việc nhỏ"),
    ("Tiếng kẻng an ninh", "Mỗi tối 21 giờ đánh kẻng nhắc các gia đình trông con, khóa cửa, tắt bếp; góp 5 triệu đồng"),
)


def cells(ordinal: int, **texts: str) -> tuple[str, ...]:
    """Return an ordinary row; ``texts`` replace its name, period, content or note."""
    name, content = _TEXTS[ordinal % len(_TEXTS)]
    ordinary = {"name": name, "period": "01/2026 - 12/2026", "content": content, "note": "Đã báo cáo chi bộ"}
    return (str(ordinal), *(ordinary | texts).values())


def paper(count: int, **changes) -> TablePaper:
    """Return a paper on its side with ``count`` ordinary rows, 20 to a group; ``changes`` replace its fields."""
    rows = [cells(ordinal) for ordinal in range(1, count + 1)]
    groups = tuple(
        GridGroup(f"Nhóm {place}", tuple(rows[start : start + 20]))
        for place, start in enumerate(range(0, count, 20), start=1)
    )
    plain = TablePaper(
        title="Danh sách", subject="các hoạt động “Dân vận khéo”", columns=COLUMNS, groups=groups, landscape=True,
        closing=f"Danh sách này có {count} hoạt động.", nothing="Chưa có hoạt động nào.", letterhead=LETTERHEAD,
        layout=PARTY,
    )  # fmt: skip
    return replace(plain, **changes)


def one_row(**texts: str) -> TablePaper:
    """Return a paper of one row whose texts are replaced by ``texts``."""
    return paper(0, groups=(GridGroup("Nhóm 1", (cells(1, **texts),)),))


@cache
def printed(paper: TablePaper) -> bytes:
    """Return the PDF of ``paper``, through the very template that the program prints with."""
    # Strict: a name that the paper does not have must fail here, not print as nothing.
    env = Environment(loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined)
    return render(env.get_template("print/table.html").render(paper=paper))
