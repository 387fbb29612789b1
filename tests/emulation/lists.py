"""Registration lists to print in tests."""

from nam_tinh_hinh.emulation.documents.registration_list import ListRow, UnitRows, registration_paper
from nam_tinh_hinh.kernel.paper import PARTY
from nam_tinh_hinh.kernel.paper.table import TablePaper
from tests.kernel.tables import LETTERHEAD

_TEXTS = (  # of ordinary length: what units write when they register
    ("Hiến đất mở rộng tuyến đường trục chính khu dân cư số 2", "Vận động 56 hộ tự nguyện hiến gần 1.000 m2 đất"),
    ("Tổ liên gia tự quản", "Tổ liên gia tự quản, bảo đảm an ninh trật tự khu vực giáp ranh, nhắc nhau từng việc nhỏ"),
    ("Tiếng kẻng an ninh", "Mỗi tối 21 giờ đánh kẻng nhắc các gia đình trông con, khóa cửa, tắt bếp; góp 5 triệu đồng"),
)


def row(place: int) -> ListRow:
    """Return an ordinary row."""
    name, content = _TEXTS[place % len(_TEXTS)]
    return ListRow(
        name=name,
        address="Khu dân cư số 2, phường Thuận Thành",
        period="01/01/2026 - 31/12/2026",
        content=content,
        owner_and_lead="Chi bộ khu 2\nÔng Đỗ Văn Ngữ",
        note="Chờ xét; ưu tiên" if place % 5 == 0 else "Chờ xét",
    )


def units(count: int) -> list[UnitRows]:
    """Return ``count`` ordinary rows, 20 to a unit."""
    rows = tuple(row(place) for place in range(1, count + 1))
    starts = enumerate(range(0, count, 20), start=1)
    return [UnitRows(f"Chi bộ khu {place}", rows[start : start + 20]) for place, start in starts]


def paper(count: int, **changes) -> TablePaper:
    """Return the list of ``count`` ordinary rows, a draft for 2026; ``changes`` replace what it is made of."""
    plain = {"years": [2026], "number": None, "day": None, "letterhead": LETTERHEAD, "layout": PARTY}
    return registration_paper(**({"units": units(count)} | plain | changes))
