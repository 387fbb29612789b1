"""Reference rows of people: kinds and levels of units, kinds of areas (seed 003, III; PRACTICE.md §2b), layouts."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import LAYOUTS, PARTY, STATE, Signing
from nam_tinh_hinh.people.tables import AreaKind, PaperLayout, PrintSetting, Unit, UnitKind, UnitLevel

UNIT_KINDS = {
    "party_committee": "Đảng ủy",
    "steering_committee": "Ban Chỉ đạo",
    "party_office": "Cơ quan tham mưu, giúp việc của Đảng ủy",
    "front": "Mặt trận Tổ quốc",
    "veterans": "Hội Cựu chiến binh",
    "farmers": "Hội Nông dân",
    "women": "Hội Liên hiệp Phụ nữ",
    "youth": "Đoàn Thanh niên",
    "union": "Công đoàn",
    "government": "Ủy ban nhân dân",
    "agency": "Cơ quan, đơn vị",
    "police": "Công an",
    "military": "Quân sự",
    "school": "Trường học",
    "health": "Trạm y tế",
    "enterprise": "Doanh nghiệp",
    "party_cell": "Chi bộ",
    "branch": "Chi hội",
    "front_board": "Ban Công tác Mặt trận",
    "village": "Thôn, khu phố",
}
UNIT_LEVELS = {
    "province": "Cấp tỉnh",
    "commune": "Cấp xã, phường",
    "base": "Cơ sở trực thuộc xã, phường",
    "residential": "Thôn, khu phố, tổ dân phố",
}
# Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15, Điều 2.3 gives the local words.
AREA_KINDS = {
    "commune": "Xã",
    "ward": "Phường",
    "special": "Đặc khu",
    "village": "Thôn",
    "hamlet": "Ấp",
    "mountain": "Bản",
    "quarter": "Khu phố",
    "group": "Tổ dân phố",
    "residential": "Khu dân cư",
}
COMMITTEE_LINES = "BAN CHỈ ĐẠO\nPHONG TRÀO THI ĐUA\n“DÂN VẬN KHÉO”"


def seed() -> None:
    """Add the reference rows that are missing; rows that are there stay as the commune has them."""
    _add_missing(UnitKind, UNIT_KINDS, lambda code, label, n: UnitKind(code=code, label=label, position=n))
    _add_missing(UnitLevel, UNIT_LEVELS, lambda code, label, n: UnitLevel(code=code, label=label, position=n))
    _add_missing(AreaKind, AREA_KINDS, lambda code, label, n: AreaKind(code=code, label=label, position=n))
    _add_missing(
        PaperLayout,
        dict(LAYOUTS),
        lambda code, paper, _n: PaperLayout(code=code, label=paper.name, numbers=paper.as_row()),
    )
    db.session.flush()


def _add_missing(table: Any, wanted: dict[str, Any], make: Callable[[str, Any, int], Any]) -> None:
    there = set(db.session.scalars(select(table.code)))
    db.session.add_all(make(code, value, n) for n, (code, value) in enumerate(wanted.items()) if code not in there)


def in_a_sentence(commune: str) -> str:
    """Return a commune's name as it stands inside a sentence: "Phường Minh Họa" becomes "phường Minh Họa"."""
    return commune[:1].lower() + commune[1:]


def print_settings(unit: Unit, *, commune: str, province: str, place: str) -> None:
    """Give ``unit`` a first letterhead in both layouts, to be corrected by the commune before its first paper.

    The head of a ban chỉ đạo signs in his own name (36-HD/VPTW, 1.7), so nobody is signed for.
    """
    inside = in_a_sentence(commune)
    recipients = "\n".join(
        (f"Thường trực Đảng ủy {inside} (để b/c)", "Các thành viên Ban Chỉ đạo", "Các đơn vị có tên trong danh sách")
    )
    above = {PARTY.code: f"ĐẢNG ỦY {commune.upper()}", STATE.code: f"{province.upper()}\n{commune.upper()}"}
    archive = {PARTY.code: "Ban Chỉ đạo", STATE.code: "VT, BCĐ"}
    for row in db.session.scalars(select(PaperLayout)).all():
        setting = PrintSetting(
            unit_id=unit.id, layout=row, parent_lines=above[row.code], issuer_lines=COMMITTEE_LINES, symbol="BCĐ",
            place=place, post="TRƯỞNG BAN", recipients=recipients, archive=archive[row.code],
        )  # fmt: skip
        db.session.add(setting)
    db.session.flush()


def party_print_settings(unit: Unit, *, commune: str, province: str, place: str) -> None:
    """Give a Party committee its first letterhead in both layouts: its standing committee issues (36-HD/VPTW, 1.7)."""
    inside = in_a_sentence(commune)
    recipients = "\n".join(
        (
            "Thường trực Tỉnh ủy (để b/c)",
            f"Ban Chỉ đạo phong trào thi đua “Dân vận khéo” {inside}",
            "Các đơn vị có tên trong thông báo",
        )
    )
    for row in db.session.scalars(select(PaperLayout)).all():
        setting = PrintSetting(
            unit_id=unit.id, layout=row, parent_lines=f"ĐẢNG BỘ {province.upper()}",
            issuer_lines=f"ĐẢNG ỦY {commune.upper()}",
            symbol=unit.symbol or "ĐU", place=place, signing=Signing.ON_BEHALF, authority="Ban Thường vụ",
            post="BÍ THƯ", recipients=recipients, archive="Văn phòng Đảng ủy",
        )  # fmt: skip
        db.session.add(setting)
    db.session.flush()
