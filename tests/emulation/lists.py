"""Registration lists to print in tests."""

from dataclasses import replace
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nam_tinh_hinh.emulation.documents import ListRow, RegistrationList, UnitGroup
from nam_tinh_hinh.kernel.paper import PARTY, Letterhead, Signing
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
_TEXTS = (  # of ordinary length: what units write when they register
    ("Hiến đất mở rộng tuyến đường trục chính khu dân cư số 2", "Vận động 56 hộ tự nguyện hiến gần 1.000 m2 đất"),
    ("Tổ liên gia tự quản", "Tổ liên gia tự quản, bảo đảm an ninh trật tự khu vực giáp ranh, nhắc nhau từng việc nhỏ"),
    ("Tiếng kẻng an ninh", "Mỗi tối 21 giờ đánh kẻng nhắc các gia đình trông con, khóa cửa, tắt bếp; góp 5 triệu đồng"),
)


def row(ordinal: int) -> ListRow:
    """Return an ordinary row."""
    name, content = _TEXTS[ordinal % len(_TEXTS)]
    return ListRow(
        ordinal=ordinal,
        name=name,
        address="Khu dân cư số 2, phường Thuận Thành",
        period="01/2026 - 12/2026",
        content=content,
        owner_and_lead="Chi bộ khu 2; ông Đỗ Văn Ngữ",
    )


def paper(count: int, **changes) -> RegistrationList:
    """Return a list of ``count`` ordinary rows, 20 to a unit; ``changes`` replace its fields."""
    rows = [row(ordinal) for ordinal in range(1, count + 1)]
    groups = tuple(
        UnitGroup(name=f"Chi bộ khu {place}", rows=tuple(rows[start : start + 20]))
        for place, start in enumerate(range(0, count, 20), start=1)
    )
    plain = RegistrationList(years=(2026,), groups=groups, number=None, day=None, letterhead=LETTERHEAD, layout=PARTY)
    return replace(plain, **changes)


def one_row(**texts: str) -> RegistrationList:
    """Return a list of one row whose texts are replaced by ``texts``."""
    return paper(0, groups=(UnitGroup(name="Chi bộ khu 1", rows=(replace(row(1), **texts),)),))


@cache
def printed(paper: RegistrationList) -> bytes:
    """Return the PDF of ``paper``, through the very template that the program prints with."""
    # Strict: a name that the paper does not have must fail here, not print as nothing.
    env = Environment(loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined)
    return render(env.get_template("print/registration_list.html").render(paper=paper))
