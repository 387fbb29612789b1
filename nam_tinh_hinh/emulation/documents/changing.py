"""Change requests in words: before and after side by side, and the year's requests as a paper and a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count, groupby
from typing import Any, NamedTuple

from nam_tinh_hinh.emulation.enums import ExemplarKind, OwnerKind
from nam_tinh_hinh.emulation.tables import ChangeRequest
from nam_tinh_hinh.kernel.clock import day_text, local
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.numerals import roman
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting

COLUMNS = (
    GridColumn("TT", 0.045, centred=True),
    GridColumn("Tên mô hình", 0.18),
    GridColumn("Đề nghị", 0.105),
    GridColumn("Lý do", 0.19),
    GridColumn("Nội dung điều chỉnh", 0.26),
    GridColumn("Trả lời", 0.22),
)
SHEET_COLUMNS = (
    Column("TT", 6),
    Column("Đơn vị", 30),
    Column("Tên mô hình", 40),
    Column("Đề nghị", 22),
    Column("Ngày gửi", 13),
    Column("Người gửi", 22),
    Column("Lý do", 50),
    Column("Nội dung điều chỉnh", 60),
    Column("Kết quả", 22),
    Column("Ngày trả lời", 13),
    Column("Ý kiến trả lời", 50),
)
NOTHING = "(trống)"
KINDS: dict[str, type[ExemplarKind] | type[OwnerKind]] = {"kind": ExemplarKind, "owner_kind": OwnerKind}


class Difference(NamedTuple):
    """One fact that a request changes: its label, what stands there, what is asked for."""

    label: str
    before: str
    after: str


class Wording(NamedTuple):
    """How facts are called: labels by name, and what the ids in some of them stand for."""

    labels: Mapping[str, str]
    choices: Mapping[str, Mapping[int, str]]

    def differences(self, request: ChangeRequest) -> list[Difference]:
        """Return what a request changes, in words; nothing for one that changes no fact."""
        before, after = request.before or {}, request.after or {}
        return [
            Difference(self.labels.get(name, name), self._said(name, before.get(name)), self._said(name, after[name]))
            for name in after
        ]

    def _said(self, name: str, value: Any) -> str:
        if name in KINDS and value:
            return KINDS[name](value).label
        if name in self.choices and value is not None:
            return self.choices[name].get(value, NOTHING)
        if isinstance(value, bool):
            return "Có" if value else "Không"
        if name.endswith("_on") and value:
            return day_text(date.fromisoformat(value))
        return str(value or NOTHING)

    def in_one(self, request: ChangeRequest) -> str:
        """Return the same as lines of one text."""
        return "\n".join(f"{one.label}: {one.before} → {one.after}" for one in self.differences(request))


def requests_paper(
    requests: Iterable[ChangeRequest], wording: Wording, *, year: int | None, setting: PrintSetting, number: int | None,
    day: date | None,
) -> TablePaper:  # fmt: skip
    """Return the list of requests, unit by unit; without a ``number`` it is a draft and says so."""
    rows = list(requests)
    of_year = f" năm {year}" if year else ""
    return TablePaper(
        title="Danh sách", subject=f"đề nghị điều chỉnh mô hình, điển hình “Dân vận khéo”{of_year}", columns=COLUMNS,
        groups=tuple(_groups(rows, wording)), landscape=True, closing=f"Danh sách này có {len(rows)} đề nghị.",
        nothing="Chưa có đề nghị điều chỉnh nào.", number=number, day=day, draft=number is None,
        letterhead=people.letterhead(setting), layout=people.layout(setting),
    )  # fmt: skip


def _groups(rows: list[ChangeRequest], wording: Wording) -> Iterator[GridGroup]:
    ordinals = count(1)
    ordered = sorted(rows, key=lambda one: (one.exemplar.unit_id, one.id))
    by_unit = groupby(ordered, key=lambda one: one.exemplar.unit)
    for place, (unit, requests) in enumerate(by_unit, start=1):
        lines = tuple((str(next(ordinals)), *_line(one, wording)) for one in requests)
        yield GridGroup(f"{roman(place)}. {unit.name} ({len(lines)} đề nghị)", lines)


def _line(one: ChangeRequest, wording: Wording) -> tuple[str, ...]:
    answered = f" ngày {local(one.decided_at):%d/%m/%Y}" if one.decided_at else ""
    answer = f"{one.stage.label}{answered}" + (f"\n{one.answer}" if one.answer else "")
    return one.exemplar.name, one.kind.label, one.reason, wording.in_one(one), answer


def requests_sheet(requests: Iterable[ChangeRequest], wording: Wording) -> bytes:
    """Return the same list as the bytes of an xlsx file."""
    rows = [_sheet_row(one, n, wording) for n, one in enumerate(requests, start=1)]
    return workbook("Đề nghị điều chỉnh", SHEET_COLUMNS, rows)


def _sheet_row(one: ChangeRequest, ordinal: int, wording: Wording) -> list[str | int | date | None]:
    return [
        ordinal, one.exemplar.unit.name, one.exemplar.name, one.kind.label, local(one.asked_at).date(),
        one.asked_by_name, one.reason, wording.in_one(one), one.stage.label,
        local(one.decided_at).date() if one.decided_at else None, one.answer,
    ]  # fmt: skip
