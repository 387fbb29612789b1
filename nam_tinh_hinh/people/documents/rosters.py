"""The officers' list as an official paper and as a spreadsheet (requirements R034, R132)."""

from datetime import date

from nam_tinh_hinh.kernel.clock import local
from nam_tinh_hinh.kernel.paper import PARTY, STATE, Layout, Letterhead, Signing
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, Value, workbook
from nam_tinh_hinh.people.documents import letterhead as letterhead_of
from nam_tinh_hinh.people.enums import LineChange, RosterStage
from nam_tinh_hinh.people.queries import print_setting
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.rostering.lines import FIELDS, LABELS
from nam_tinh_hinh.people.tables import PaperLayout, Roster, RosterLine
from nam_tinh_hinh.people.titles import chief_of, commune_in, initials

SUBJECT = "cán bộ được phân công phụ trách, theo dõi, nắm tình hình"
COLUMNS = (
    GridColumn("TT", 0.07, centred=True),
    GridColumn("Họ và tên", 0.20),
    GridColumn("Chức vụ", 0.20),
    GridColumn("Điện thoại", 0.16, centred=True),
    GridColumn("Địa bàn phụ trách", 0.25),
    GridColumn("Ghi chú", 0.12),
)
_WIDTHS = {"name": 28, "post": 30, "phone": 16, "email": 28, "areas": 44, "username": 20}
SHEET_COLUMNS = (Column("TT", 6), *(Column(LABELS[field], _WIDTHS[field]) for field in FIELDS))
SAMPLE_LINES = (
    "DANH SÁCH " + SUBJECT,
    "Mỗi người một dòng. Nhiều địa bàn cách nhau bằng dấu chấm phẩy (;). Chưa có tài khoản: để trống tên đăng nhập.",
)
_SAMPLE_ROWS = 20
ARCHIVES = {PARTY.code: "Văn phòng", STATE.code: "VT"}
NO_TITLE = "Thủ trưởng đơn vị"


def roster_paper(roster: Roster, layout: PaperLayout, *, number: int | None, day: date | None) -> TablePaper:
    """Return a list as it is printed in ``layout``; it is marked as a draft until it is approved."""
    listed = enumerate(_listed(roster), start=1)
    people = tuple((str(n), line.name, line.post, line.phone, line.areas, "") for n, line in listed)
    return TablePaper(
        title="Danh sách",
        subject=SUBJECT,
        columns=COLUMNS,
        groups=(GridGroup("", people),),
        closing=f"Danh sách này có {len(people)} người.",
        nothing="Danh sách chưa có ai.",
        letterhead=_letterhead(roster, layout),
        layout=Layout.from_row(layout.numbers),
        number=number,
        day=day,
        draft=roster.stage is not RosterStage.APPROVED,
    )


def _listed(roster: Roster) -> list[RosterLine]:
    return [line for line in roster.lines if line.change is not LineChange.LEAVING]


def _letterhead(roster: Roster, layout: PaperLayout) -> Letterhead:
    """Return the unit's own letterhead, or one derived from its name, its superior's and its leader's title."""
    if own := queries.unit_print_setting(roster.unit_id, layout.id):
        return letterhead_of(own)
    day = local(roster.submitted_at).date()
    unit, above = roster.unit, roster.unit.parent
    title = queries.leader_title(unit.id, roster.submitted_by_id, day)
    superior = queries.unit_on(above.id, day) if above else ""
    return derived_letterhead(
        unit_name=queries.unit_on(unit.id, day), superior=superior, symbol=unit.symbol or initials(unit.name),
        title=title, signer=roster.submitted_by.name, place=_place(layout), archive=ARCHIVES.get(layout.code, "VT"),
    )  # fmt: skip


def _place(layout: PaperLayout) -> str:
    committee = print_setting(layout.code)
    return committee.place if committee else ""


def derived_letterhead(
    *, unit_name: str, superior: str, symbol: str, title: str, signer: str, place: str, archive: str
) -> Letterhead:
    """Return a letterhead made of names: a deputy signs for his chief, the place is the commune's in the names.

    The copies go to the superior and to whoever makes the accounts (S0 II.5.1).
    """
    chief = chief_of(title)
    return Letterhead(
        parent_lines=(superior,) if superior else (),
        issuer_lines=(unit_name,),
        symbol=symbol,
        place=place or commune_in(unit_name, superior),
        signing=Signing.FOR_CHIEF if chief else Signing.IN_PERSON,
        authority=chief,
        post=title or NO_TITLE,
        signer=signer,
        recipients=(*([f"{superior} (để b/c)"] if superior else []), "Quản trị hệ thống (để cấp tài khoản)"),
        archive=archive,
    )


def roster_sheet(roster: Roster) -> bytes:
    """Return the list as an xlsx file with the columns of the file to send in, so that it can come back."""
    rows: list[list[Value]] = [
        [n, *(getattr(line, field) for field in FIELDS)] for n, line in enumerate(_listed(roster), start=1)
    ]
    return workbook("Danh sách cán bộ", SHEET_COLUMNS, rows, heading_lines=("DANH SÁCH " + SUBJECT, roster.unit.name))


def sample_sheet() -> bytes:
    """Return the file to fill in: headings, two lines of explanation, numbered empty rows."""
    rows: list[list[Value]] = [[n, *([None] * len(FIELDS))] for n in range(1, _SAMPLE_ROWS + 1)]
    return workbook("Danh sách cán bộ", SHEET_COLUMNS, rows, heading_lines=SAMPLE_LINES)
