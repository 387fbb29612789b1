"""The units and accounts of the demonstration ward: the public structure of a ward since 01/7/2025."""

from datetime import date
from importlib.resources import files

from nam_tinh_hinh.kernel import passwords
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.sheets import read_file, under_headings
from nam_tinh_hinh.people import seed, services
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.people.unit_lists import HEADINGS, NEEDED

COMMUNE, PROVINCE, PLACE = "Phường Minh Họa", "Tỉnh Minh Họa", "Minh Họa"
# The two-tier local government works from this day on.
FOUNDED = date(2025, 7, 1)


def listed() -> list[tuple[int, dict[str, str]]]:
    """Return the ward's list of units as the import reads it: any commune's list may come in the same way."""
    content = files("nam_tinh_hinh.demo").joinpath("units.csv").read_bytes()
    return under_headings(read_file(content, "units.csv"), HEADINGS | {"key": ("Mã",)}, NEEDED)


# key: (kind, name, symbol) of the units that accounts and exemplars name.
UNITS = {row["key"]: (row["kind"], row["name"], row["symbol"]) for _number, row in listed() if row["key"]}

Accounts = dict[str, tuple[str, list[tuple[str, Role, str]]]]
# user name: (full name, [(unit, role, title), …]); the first position is the hat worn after signing in.
ACCOUNTS: Accounts = {
    "canbo": ("Nguyễn Thị Hòa", [("ccb", Role.CLERK, "Cán bộ văn phòng Hội")]),
    "canbo2": ("Trần Thu Hà", [("phu_nu", Role.CLERK, "Cán bộ văn phòng Hội")]),
    "lanhdao": ("Phạm Văn Thắng", [("ccb", Role.LEADER, "Chủ tịch Hội")]),
    "lanhdao2": ("Nguyễn Thị Mai Lan", [("phu_nu", Role.LEADER, "Chủ tịch Hội")]),
    "banchidao": (
        "Lê Minh Đức",
        [("ban_chi_dao", Role.COMMITTEE, "Ủy viên Ban Chỉ đạo"), ("mttq", Role.LEADER, "Phó Chủ tịch")],
    ),
    "banchidao2": ("Vũ Thị Ngọc Ánh", [("ban_chi_dao", Role.COMMITTEE, "Phó Trưởng ban Chỉ đạo")]),
    "truongban": (
        "Nguyễn Văn Minh",
        [("ban_chi_dao", Role.CHAIR, "Phó Bí thư Thường trực Đảng ủy, Trưởng Ban Chỉ đạo")],
    ),
    "thuongtruc": ("Đỗ Quang Huy", [("ban_xay_dung", Role.STANDING, "Thường trực Ban Chỉ đạo")]),
    "tonghop": ("Bùi Thị Thanh", [("van_phong", Role.COMPILER, "Chuyên viên tổng hợp")]),
    "phutrach": ("Hoàng Văn Sơn", [("mttq", Role.OFFICER, "Cán bộ phụ trách địa bàn")]),
    "nguoixem": ("Lê Thị Thu", [("van_phong", Role.VIEWER, "Chuyên viên")]),
    "quantri": ("Đặng Anh Tuấn", [("ubnd", Role.ADMIN, "Quản trị hệ thống")]),
}
# Who receives and consolidates at the Front, beside those every test knows.
MORE: Accounts = {
    "mattran": ("Ngô Thị Bích Hạnh", [("mttq", Role.COMPILER, "Cán bộ tổng hợp MTTQ")]),
    "chutichmt": ("Trịnh Xuân Bình", [("mttq", Role.LEADER, "Chủ tịch Ủy ban MTTQ")]),
}


def build(password: str) -> dict[str, Unit]:
    """Add the ward's units and accounts, all with ``password``; return the units by key."""
    rows = listed()
    judged, made = services.take_in(actor=Machine(), rows=rows, day=FOUNDED)
    assert not judged.faults, judged.faults
    units = {row["key"]: made[number] for number, row in rows if row["key"]}
    seed.print_settings(units["ban_chi_dao"], commune=COMMUNE, province=PROVINCE, place=PLACE)
    _accounts(ACCOUNTS, units, password)
    return units


def add_more(password: str, units: dict[str, Unit]) -> None:
    """Add the accounts of the Front."""
    _accounts(MORE, units, password)


def _accounts(accounts: Accounts, units: dict[str, Unit], password: str) -> None:
    known = passwords.hash_password(password)
    for username, (name, positions) in accounts.items():
        _account(username, name, [(units[unit], role, title) for unit, role, title in positions], known)


def _account(username: str, name: str, positions: list[tuple[Unit, Role, str]], known: str) -> None:
    user, _code = services.add_user(actor=Machine(), username=username, name=name)
    # The demonstration's passwords are printed on the screen that started it: nothing to change first.
    user.password_hash, user.must_change, user.code_expires_at = known, False, None
    for unit, role, title in positions:
        services.appoint(user=user, unit=unit, role=role, title=title, valid_from=FOUNDED)
