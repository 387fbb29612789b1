"""The demonstration ward's areas, who looks after them, and its directory. All of it is invented.

Phone numbers are of the range 0900 000 xxx and addresses end in @minhhoa.example, so that nobody is ever called.
"""

from datetime import timedelta

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import hats_of, user_by_name
from nam_tinh_hinh.people.spans import Span
from nam_tinh_hinh.people.tables import Area, AreaKind, Unit, User

WARD = "Phường Minh Họa"
# name: (kind, households, population); those of the published exemplars first.
AREAS: dict[str, tuple[str, int | None, int | None]] = {
    "Phố Phúc Ninh": ("quarter", 412, 1486),
    "Khu dân cư số 2": ("residential", 268, 951),
    "Thôn Đồng Lân": ("village", 195, 742),
    "Thôn Bến Trăm": ("village", 173, 655),
    "Thôn Trại Hồng": ("village", 221, 830),
    "Khu phố Hòa Bình": ("quarter", 356, 1267),
    "Khu phố Tân Lập": ("quarter", 301, 1102),
    "Khu phố Chợ Mới": ("quarter", 389, 1390),
    "Khu dân cư số 1": ("residential", 244, 870),
    "Khu dân cư số 3": ("residential", 259, 913),
    "Tổ dân phố số 4": ("group", 142, 508),
    "Tổ dân phố số 10": ("group", None, None),
    "Thôn Cầu Đá": ("village", 118, 431),
}
PILOT = "Phố Phúc Ninh"
# (officer, areas, days ago from, days ago to): "Thôn Cầu Đá" and "Tổ dân phố số 10" have nobody today.
POSTINGS: tuple[tuple[str, tuple[str, ...], int, int | None], ...] = (
    ("phutrach", ("Phố Phúc Ninh", "Khu dân cư số 2", "Khu dân cư số 1"), 240, None),
    ("canbo", ("Thôn Đồng Lân", "Thôn Bến Trăm"), 300, 61),
    ("lanhdao", ("Thôn Đồng Lân", "Thôn Bến Trăm", "Thôn Trại Hồng"), 60, None),
    ("canbo2", ("Khu phố Hòa Bình", "Khu phố Tân Lập"), 200, None),
    ("banchidao", ("Phố Phúc Ninh", "Khu phố Chợ Mới"), 150, None),
    ("canbo", ("Khu dân cư số 3", "Tổ dân phố số 4"), 45, None),
    ("canbo", ("Thôn Cầu Đá",), 300, 20),
)
# unit: [(name, post, phone's last three digits, mail box)]; the fields of requirement R036.
CONTACTS = {
    "ban_xay_dung": [("Đỗ Quang Huy", "Phó Trưởng ban", "101", "xaydungdang")],
    "van_phong": [("Bùi Thị Thanh", "Chuyên viên tổng hợp", "102", "vanphong")],
    "mttq": [
        ("Lê Minh Đức", "Phó Chủ tịch", "103", "mttq"),
        ("Hoàng Văn Sơn", "Cán bộ phụ trách địa bàn", "104", "son.mttq"),
    ],
    "ccb": [
        ("Phạm Văn Thắng", "Chủ tịch Hội, trưởng nhóm", "105", "ccb"),
        ("Nguyễn Thị Hòa", "Cán bộ văn phòng Hội", "106", "hoa.ccb"),
    ],
    "nong_dan": [("Trịnh Văn Mẫu", "Chủ tịch Hội", "108", "nongdan")],
    "doan": [("Lý Thị Mẫu", "Bí thư Đoàn", "109", "doanthanhnien")],
    "ubnd": [("Đặng Anh Tuấn", "Công chức Văn phòng", "110", "ubnd")],
    "dong_lan": [("Hoàng Thị Mẫu", "Tổ trưởng Tổ dân vận", "111", "donglan")],
}


def build(units: dict[str, Unit]) -> None:
    """Add the areas, postings with some history, and the directory."""
    areas = _areas()
    today = clock.today()
    for username, names, ago_from, ago_to in POSTINGS:
        last = None if ago_to is None else today - timedelta(days=ago_to)
        span = Span(max(FOUNDED, today - timedelta(days=ago_from)), last)
        _assign(username, [areas[name] for name in names], span)
    for key, points in CONTACTS.items():
        for name, post, phone, box in points:
            _contact(units[key], name, post, f"0900 000 {phone}", f"{box}@minhhoa.example")


def _areas() -> dict[str, Area]:
    kinds = {kind.code: kind.id for kind in db.session.scalars(db.select(AreaKind))}
    ward = _area(WARD, kinds["ward"], None, None, None)
    areas = {
        name: _area(name, kinds[kind], ward.id, households, population)
        for name, (kind, households, population) in AREAS.items()
    }
    return areas | {WARD: ward}


def _area(name: str, kind_id: int, parent_id: int | None, households: int | None, population: int | None) -> Area:
    facts = {
        "name": name, "kind_id": kind_id, "parent_id": parent_id, "households": households, "population": population,
        "valid_from": FOUNDED, "valid_to": None, "is_pilot": name == PILOT,
    }  # fmt: skip
    return services.add_area(actor=Machine(), facts=facts)


def _admin() -> Actor:
    user = user_by_name("quantri")
    assert user
    hats = hats_of(user.id, clock.today())
    return Actor(user.id, user.username, user.name, 0, "", False, hats[0], hats)


def _assign(username: str, areas: list[Area], span: Span) -> None:
    user = user_by_name(username)
    assert isinstance(user, User)
    services.assign(actor=_admin(), user=user, areas=areas, span=span)


def _contact(unit: Unit, name: str, post: str, phone: str, email: str) -> None:
    facts = {"name": name, "post": post, "phone": phone, "email": email, "zalo": phone, "facebook": ""}
    services.add_contact(actor=_admin(), unit_id=unit.id, facts=facts)
