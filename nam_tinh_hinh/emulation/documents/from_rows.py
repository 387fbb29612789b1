"""From the rows a person may see to the printed list and its spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.documents.registration_list import ListRow, UnitRows, registration_paper
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import names_on
from nam_tinh_hinh.people.tables import PrintSetting, Unit

SHEET_COLUMNS = (
    Column("TT", 6),
    Column("Đơn vị", 30),
    Column("Tên mô hình", 40),
    Column("Loại", 12),
    Column("Lĩnh vực", 22),
    Column("Địa chỉ", 32),
    Column("Ngày bắt đầu", 13),
    Column("Ngày kết thúc", 13),
    Column("Nội dung", 60),
    Column("Chủ mô hình", 28),
    Column("Người phụ trách", 22),
    Column("Ưu tiên", 9),
    Column("Giai đoạn", 22),
    Column("Đã bổ sung", 11),
    Column("Ghi chú", 26),
)


def registration_list(
    actor: Actor, filters: Filters, *, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return "Danh sách đăng ký" of what ``actor`` sees under ``filters``, unit by unit (requirement R121).

    Without a ``number`` it is a draft and says so on every page.
    """
    items = _in_order(actor, filters)
    years = sorted({item.campaign.year for item in items}) or [filters.year or clock.today().year]
    return registration_paper(
        _units(actor, items, unit_names(items, day)),
        years=years,
        number=number,
        day=day,
        letterhead=people.letterhead(setting),
        layout=people.layout(setting),
        filters_line=_in_words(filters),
    )


def _in_order(actor: Actor, filters: Filters) -> Sequence[Exemplar]:
    query = queries.filtered(actor, filters).order_by(None)
    return db.session.scalars(query.order_by(Unit.id, Exemplar.id)).all()


def unit_names(items: Iterable[Exemplar], day: date | None) -> dict[int, str]:
    """Return what the units were called on the paper's day: a later change of name does not reach back."""
    units = {item.unit_id: item.unit.name for item in items}
    called = names_on(day or clock.today(), units.keys())
    return units | {unit_id: name.name for unit_id, name in called.items()}


def _units(actor: Actor, items: Iterable[Exemplar], names: dict[int, str]) -> Iterator[UnitRows]:
    for unit_id, exemplars in groupby(items, key=lambda item: item.unit_id):
        yield UnitRows(names[unit_id], tuple(list_row(item, _note(actor, item)) for item in exemplars))


def list_row(item: Exemplar, note: str) -> ListRow:
    """Return one exemplar as a line of the list."""
    return ListRow(
        name=item.name or "(chưa có tên)",
        address=item.address,
        period=f"{day_text(item.starts_on) or '…'} - {day_text(item.ends_on) or '…'}",
        content=item.content,
        owner_and_lead="\n".join(part for part in (item.owner, item.lead) if part),
        note=note,
    )


def _note(actor: Actor, item: Exemplar) -> str:
    stage = queries.shown_stage(actor, item).label
    parts = (stage, "ưu tiên" if item.is_priority else "", "đã bổ sung" if item.is_supplemented else "", item.remark)
    return "; ".join(part for part in parts if part)


def _in_words(filters: Filters) -> str:
    said = []
    if filters.unit_id and (unit := db.session.get(Unit, filters.unit_id)):
        said.append(f"đơn vị{' lúc đăng ký' if filters.as_registered else ''}: {unit.name}")
    if field := next((field for field in queries.fields() if field.id == filters.field_id), None):
        said.append(f"lĩnh vực: {field.label}")
    if filters.stage:
        said.append(f"giai đoạn: {filters.stage.label}")
    if filters.words:
        said.append(f"từ khóa: “{filters.words}”")
    return f"({'; '.join(said)})" if said else ""


def registration_sheet(actor: Actor, filters: Filters) -> bytes:
    """Return the same list as the bytes of an xlsx file."""
    rows = [_sheet_row(actor, item, n) for n, item in enumerate(_in_order(actor, filters), start=1)]
    return workbook("Dân vận khéo", SHEET_COLUMNS, rows)


def _sheet_row(actor: Actor, item: Exemplar, ordinal: int) -> list[str | int | date | None]:
    return [
        ordinal, item.unit.name, item.name, item.kind.label, item.field.label if item.field else "", item.address,
        item.starts_on, item.ends_on, item.content, item.owner, item.lead, "x" if item.is_priority else "",
        queries.shown_stage(actor, item).label, "x" if item.is_supplemented else "", item.remark,
    ]  # fmt: skip
