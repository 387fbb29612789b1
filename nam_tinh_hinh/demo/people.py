"""The units and accounts of the demonstration ward (structure after PRACTICE.md §2b)."""

from datetime import date

from nam_tinh_hinh.kernel import passwords
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.people import seed, services
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables import Unit, UnitKind

COMMUNE, PROVINCE, PLACE = "Phường Minh Họa", "Tỉnh Minh Họa", "Minh Họa"
WARD = "phường Minh Họa"
# Communes of the two-tier government began on this day (PRACTICE.md §2b).
SINCE = date(2025, 7, 1)

# key: (kind, name, symbol); the first is above all others.
UNITS = {
    "dang_uy": ("party_committee", f"Đảng ủy {WARD}", "ĐU"),
    "ban_chi_dao": ("steering_committee", f"Ban Chỉ đạo phong trào thi đua “Dân vận khéo” {WARD}", "BCĐ"),
    "ban_xay_dung": ("party_office", f"Ban Xây dựng Đảng {WARD}", "BXDĐ"),
    "van_phong": ("party_office", f"Văn phòng Đảng ủy {WARD}", "VPĐU"),
    "mttq": ("front", f"Ủy ban MTTQ Việt Nam {WARD}", "MTTQ"),
    "ccb": ("veterans", f"Hội Cựu chiến binh {WARD}", "CCB"),
    "phu_nu": ("women", f"Hội Liên hiệp Phụ nữ {WARD}", "HPN"),
    "nong_dan": ("farmers", f"Hội Nông dân {WARD}", "HND"),
    "doan": ("youth", f"Đoàn TNCS Hồ Chí Minh {WARD}", "ĐTN"),
    "ubnd": ("government", f"Ủy ban nhân dân {WARD}", "UBND"),
    "cong_an": ("police", f"Công an {WARD}", "CA"),
    "tieu_hoc": ("school", "Trường Tiểu học Minh Họa", "TH"),
    "thcs": ("school", "Trường Trung học cơ sở Minh Họa", "THCS"),
    "mam_non": ("school", "Trường Mầm non chất lượng cao 20/10", "MN"),
    "phuc_ninh": ("party_cell", "Chi bộ phố Phúc Ninh", "CB"),
    "khu_2": ("front_board", "Ban Công tác Mặt trận khu dân cư số 2", "CTMT"),
    "dong_lan": ("village", "Tổ dân vận thôn Đồng Lân", "TDV"),
}

# user name: (full name, [(unit, role, title), …]); the first position is the hat worn after signing in.
ACCOUNTS = {
    "canbo": ("Nguyễn Thị Hòa", [("ccb", Role.CLERK, "Cán bộ văn phòng Hội")]),
    "canbo2": ("Trần Thu Hà", [("phu_nu", Role.CLERK, "Cán bộ văn phòng Hội")]),
    "lanhdao": ("Phạm Văn Thắng", [("ccb", Role.LEADER, "Chủ tịch Hội")]),
    "banchidao": (
        "Lê Minh Đức",
        [("ban_chi_dao", Role.COMMITTEE, "Ủy viên Ban Chỉ đạo"), ("mttq", Role.LEADER, "Phó Chủ tịch")],
    ),
    "banchidao2": ("Vũ Thị Ngọc Ánh", [("ban_chi_dao", Role.COMMITTEE, "Phó Trưởng ban Chỉ đạo")]),
    "thuongtruc": ("Đỗ Quang Huy", [("ban_xay_dung", Role.STANDING, "Thường trực Ban Chỉ đạo")]),
    "tonghop": ("Bùi Thị Thanh", [("van_phong", Role.COMPILER, "Chuyên viên tổng hợp")]),
    "phutrach": ("Hoàng Văn Sơn", [("mttq", Role.OFFICER, "Cán bộ phụ trách địa bàn")]),
    "quantri": ("Đặng Anh Tuấn", [("ubnd", Role.ADMIN, "Quản trị hệ thống")]),
}


def build(password: str) -> dict[str, Unit]:
    """Add the ward's units and accounts, all with ``password``; return the units by key."""
    kinds = {kind.code: kind for kind in db.session.scalars(db.select(UnitKind))}
    units: dict[str, Unit] = {}
    for key, (kind, name, symbol) in UNITS.items():
        units[key] = services.add_unit(kind=kinds[kind], name=name, parent=units.get("dang_uy"), symbol=symbol)
    seed.print_settings(units["ban_chi_dao"], commune=COMMUNE, province=PROVINCE, place=PLACE)
    known = passwords.hash_password(password)
    for username, (name, positions) in ACCOUNTS.items():
        _account(username, name, [(units[unit], role, title) for unit, role, title in positions], known)
    return units


def _account(username: str, name: str, positions: list[tuple[Unit, Role, str]], known: str) -> None:
    user, _code = services.add_user(actor=Machine(), username=username, name=name)
    # The demonstration's passwords are printed on the screen that started it: nothing to change first.
    user.password_hash, user.must_change, user.code_expires_at = known, False, None
    for unit, role, title in positions:
        services.appoint(user=user, unit=unit, role=role, title=title, valid_from=SINCE)
