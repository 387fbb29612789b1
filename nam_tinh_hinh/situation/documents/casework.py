"""The papers of case files: their list, the same list as a spreadsheet, and the file of one case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.blocks import Block, Heading, Item, Paragraph, Signer
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.heading import Heading as Top
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import Area, PrintSetting, Unit
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.queries import casework as queries
from nam_tinh_hinh.situation.queries.casework import CaseFilters
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import CaseEntry, CaseFile, Observation, Petition, Topic

COLUMNS = (
    GridColumn("TT", 0.045, centred=True),
    GridColumn("Vụ việc", 0.3),
    GridColumn("Lĩnh vực", 0.17),
    GridColumn("Địa bàn", 0.125),
    GridColumn("Đơn vị chịu trách nhiệm", 0.17),
    GridColumn("Tình trạng", 0.09, centred=True),
    GridColumn("Ngày xem lại", 0.1, centred=True),
)
SHEET = (
    Column("TT", 6, Kind.NUMBER), Column("Vụ việc", 50), Column("Tóm tắt", 60), Column("Lĩnh vực", 34),
    Column("Địa bàn", 24), Column("Đơn vị lập", 34), Column("Đơn vị chịu trách nhiệm", 34), Column("Tình trạng", 16),
    Column("Số nội dung", 11, Kind.NUMBER), Column("Ngày lập", 18, Kind.DATE), Column("Ngày xem lại", 14, Kind.DATE),
    Column("Kết thúc lúc", 18, Kind.DATE), Column("Kết quả, lý do kết thúc", 50),
)  # fmt: skip
SECTIONS = (
    (CaseEntryKind.EVENT, "Diễn biến"), (CaseEntryKind.MEASURE, "Biện pháp đã thực hiện"),
    (CaseEntryKind.FORECAST, "Dự báo"), (CaseEntryKind.REVIEW, "Kết quả rà soát"),
)  # fmt: skip


def case_list(
    person: Reach, filters: CaseFilters, *, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return the list of cases that ``person`` sees under ``filters``; without a ``number`` it is a draft."""
    rows = tuple(_cells(n, case) for n, case in enumerate(queries.all_cases(person, filters), start=1))
    return TablePaper(
        title="Danh sách", subject="vụ việc nổi cộm", columns=COLUMNS, groups=(GridGroup("", rows),), landscape=True,
        closing=f"Danh sách này có {len(rows)} vụ việc.", nothing="Không có vụ việc nào.", number=number, day=day,
        draft=number is None, filters_line=_in_words(filters), letterhead=people.letterhead(setting),
        layout=people.layout(setting),
    )  # fmt: skip


def _cells(ordinal: int, case: CaseFile) -> tuple[str, ...]:
    return (
        str(ordinal), case.title, case.topic.label, case.area.name if case.area else "Nhiều nơi",
        case.responsible_unit.name, case.stage.label, day_text(case.review_on),
    )  # fmt: skip


def _in_words(filters: CaseFilters) -> str:
    said = [f"tình trạng: {filters.stage.label.lower()}"] if filters.stage else []
    said += ["quá ngày xem lại"] if filters.overdue else []
    if filters.topic_id and (topic := db.session.get(Topic, filters.topic_id)):
        said.append(f"lĩnh vực: {topic.label}")
    if filters.area_id and (area := db.session.get(Area, filters.area_id)):
        said.append(f"địa bàn: {area.name}")
    if filters.unit_id and (unit := db.session.get(Unit, filters.unit_id)):
        said.append(f"đơn vị chịu trách nhiệm: {unit.name}")
    said += [f"từ khóa: “{filters.words}”"] if filters.words else []
    return f"({'; '.join(said)})" if said else ""


def case_sheet(person: Reach, filters: CaseFilters) -> bytes:
    """Return the same list as the bytes of an xlsx file."""
    cases = queries.all_cases(person, filters)
    sizes = queries.sizes(person, [case.id for case in cases])
    rows = [_line(n, case, sizes.get(case.id, 0)) for n, case in enumerate(cases, start=1)]
    return workbook("Vụ việc", SHEET, rows, heading_lines=[f"Danh sách vụ việc nổi cộm {_in_words(filters)}".strip()])


def _line(ordinal: int, case: CaseFile, size: int) -> tuple[Value, ...]:
    return (
        ordinal, case.title, case.summary, case.topic.label, case.area.name if case.area else "", case.unit.name,
        case.responsible_unit.name, case.stage.label, size, case.opened_at, case.review_on, case.closed_at,
        case.closing_words,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Dossier(ProsePaper):
    """A paper of the house's own use: it goes into no register, so no number stands on it."""

    @cached_property
    def _top(self) -> Top:
        return replace(super().heading, number="")

    @property
    def heading(self) -> Top:
        """The top of the first page, without a number."""
        return self._top


def dossier(person: Reach, case: CaseFile, *, setting: PrintSetting) -> ProsePaper:
    """Return "Hồ sơ vụ việc" with what ``person`` may see of it; who wrote what is named by unit only."""
    items = [(row.Observation, row.Petition) for row in queries.all_items(person, case.id)]
    return Dossier(
        kind=PaperKind.REPORT, title="Hồ sơ vụ việc", subject=case.title, letterhead=people.letterhead(setting),
        layout=people.layout(setting), draft=True, blocks=tuple(_told(case, items, queries.entries(case.id))),
        signers=(Signer("", "Người lập hồ sơ", ""),), sent_to=(),
    )  # fmt: skip


def _told(
    case: CaseFile, items: Sequence[tuple[Observation, Petition | None]], entries: Sequence[CaseEntry]
) -> Iterator[Block]:
    yield Heading("Vụ việc")
    if case.summary:
        yield Paragraph(case.summary)
    yield from (Item(f"{name}: {words}.") for name, words in _facts(case))
    yield Heading(f"Nội dung nắm được ({len(items)})")
    yield from (Item(_said(row, petition)) for row, petition in items)
    if not items:
        yield Paragraph("Chưa có nội dung nào.")
    for kind, title in SECTIONS:
        if written := [entry for entry in reversed(entries) if entry.kind is kind]:
            yield Heading(title)
            yield from _written(written)
    if case.stage is CaseStage.CLOSED:
        yield Heading("Kết thúc")
        yield Paragraph(case.closing_words)


def _facts(case: CaseFile) -> Iterator[tuple[str, str]]:
    yield "Lĩnh vực", case.topic.label
    if case.area:
        yield "Địa bàn", case.area.name
    yield "Đơn vị lập hồ sơ", f"{case.unit.name}, ngày {day_text(_day_of(case))}"
    yield "Đơn vị chịu trách nhiệm", case.responsible_unit.name
    yield "Tình trạng", case.stage.label.lower()
    if case.review_on:
        yield "Ngày xem lại", day_text(case.review_on)


def _day_of(case: CaseFile) -> date:
    opened: date = clock.local(case.opened_at).date()
    return opened


def _said(row: Observation, petition: Petition | None) -> str:
    about = [row.kind.label.lower(), *([f"{row.voices} lượt ý kiến"] if row.voices > 1 else [])]
    if petition:
        due = f", hạn {day_text(clock.local(petition.due_at).date())}" if not petition.outcome else ""
        about.append(f"{petition.stage.label.lower()}{due}")
    return f"{day_text(row.on_day)}, {row.area.name} ({'; '.join(about)}): {_one_line(row.content)}"


def _written(entries: Iterable[CaseEntry]) -> Iterator[Block]:
    for entry in entries:
        by = f" ({entry.written_unit})" if entry.written_unit else ""
        yield Item(f"{day_text(entry.on_day)}{by}: {_one_line(entry.words)}")


def _one_line(words: str) -> str:
    return "; ".join(line.strip(" ;") for line in words.splitlines() if line.strip())
