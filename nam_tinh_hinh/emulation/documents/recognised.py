"""From rows to the papers and spreadsheets of recognition and of the library."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.documents.recognition import (
    Awarded,
    Ground,
    certificate_sheet,
    decision_paper,
    decision_words,
)
from nam_tinh_hinh.emulation.queries.recognising import Standing
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, Recognition
from nam_tinh_hinh.kernel.paper.certificates import CertificateSheet
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.kernel.sheets import Column, workbook
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import names_on
from nam_tinh_hinh.people.tables import PrintSetting

RESULT_COLUMNS = (
    Column("TT", 6), Column("Đơn vị", 30), Column("Tên mô hình", 40), Column("Lĩnh vực", 22),
    Column("Ngày báo cáo", 13), Column("Đơn vị đề nghị", 18), Column("Số thành viên đã đánh giá", 12),
    Column("Đề nghị chung", 18), Column("Giai đoạn", 24), Column("Mức", 24),
)  # fmt: skip
LIBRARY_COLUMNS = (
    Column("TT", 6), Column("Năm", 8), Column("Tên mô hình", 40), Column("Loại", 12), Column("Đơn vị", 30),
    Column("Chủ mô hình", 28), Column("Lĩnh vực", 22), Column("Loại địa bàn", 18), Column("Địa chỉ", 32),
    Column("Nội dung", 60), Column("Mức", 24), Column("Quyết định", 18), Column("Ngày quyết định", 13),
    Column("Nơi học tập", 10),
)  # fmt: skip
LIBRARY_GRID = (
    GridColumn("TT", 0.05, centred=True), GridColumn("Năm", 0.06, centred=True), GridColumn("Tên mô hình", 0.23),
    GridColumn("Đơn vị", 0.2), GridColumn("Lĩnh vực", 0.12), GridColumn("Nội dung", 0.22), GridColumn("Mức", 0.12),
)  # fmt: skip


def awarded(items: Iterable[Exemplar], day: date) -> list[Awarded]:
    """Return those of ``items`` that get an award, units named as on ``day``."""
    items = [item for item in items if item.award is not None]
    names = {item.unit_id: item.unit.name for item in items}
    names |= {unit_id: name.name for unit_id, name in names_on(day, names).items()}
    return [
        Awarded(item.award, item.name, item.kind.label, names[item.unit_id], item.owner, item.address)
        for item in items
        if item.award
    ]


def decision(
    campaign: Campaign, items: Iterable[Exemplar], setting: PrintSetting, *, issuer: str, number: int | None, day: date
) -> ProsePaper:
    """Return the decision of recognition over what is judged; ``issuer`` is the name of ``setting``'s unit."""
    ground = Ground(campaign.year, campaign.plan_number, campaign.plan_day)
    return decision_paper(
        awarded(items, day), ground, letterhead=people.letterhead(setting), layout=people.layout(setting),
        issuer=issuer, number=number, day=day,
    )  # fmt: skip


def certificates(
    recognition: Recognition, items: Iterable[Exemplar], setting: PrintSetting, *, number: int | None, day: date,
    issuer: str,
) -> CertificateSheet:  # fmt: skip
    """Return the certificates of ``items`` under a decision that ``issuer`` has issued."""
    layout = people.layout(setting)
    words = decision_words(layout, recognition.number_text, recognition.day, issuer)
    return certificate_sheet(
        awarded(items, recognition.day), recognition.campaign.year, letterhead=people.letterhead(setting),
        layout=layout, number=number, day=day, decision_words=words,
    )  # fmt: skip


def result_sheet(actor: Actor, items: Sequence[Exemplar], standings: Mapping[int, Standing]) -> bytes:
    """Return the list of results as the bytes of an xlsx file, with what ``actor`` may know of each."""
    rows = [_result_row(actor, item, standings[item.id], n) for n, item in enumerate(items, start=1)]
    return workbook("Kết quả xét công nhận", RESULT_COLUMNS, rows)


def _result_row(actor: Actor, item: Exemplar, standing: Standing, ordinal: int) -> list[str | int | date | None]:
    stage = queries.shown_stage(actor, item)
    return [
        ordinal, item.unit.name, item.name, item.field.label if item.field else "",
        item.reported_at,
        item.result.proposal.label if item.reported_at and item.result and item.result.proposal else "",
        standing.count, standing.median.label if standing.median else "", stage.label,
        item.award.label if item.award and stage is item.stage else "",
    ]  # fmt: skip


def library_sheet(rows: Sequence[Row[Any]]) -> bytes:
    """Return the library as the bytes of an xlsx file."""
    return workbook("Thư viện", LIBRARY_COLUMNS, [_library_row(row, n) for n, row in enumerate(rows, start=1)])


def _library_row(row: Row[Any], ordinal: int) -> list[str | int | date | None]:
    return [
        ordinal, row.year, row.name, row.kind.label, row.unit_name, row.owner, row.field or "", row.place_kind or "",
        row.address, row.content, row.award.label, row.number_text, row.decided_on, row.replicas,
    ]  # fmt: skip


def library_paper(
    rows: Sequence[Row[Any]], setting: PrintSetting, *, number: int | None, day: date | None
) -> TablePaper:
    """Return the library as a printed list; without a ``number`` it is a draft and says so."""
    cells = tuple(
        (str(n), str(row.year), row.name, row.unit_name, row.field or "", row.content, row.award.label)
        for n, row in enumerate(rows, start=1)
    )
    return TablePaper(
        title="Danh sách", subject="mô hình, điển hình “Dân vận khéo” đã được công nhận", columns=LIBRARY_GRID,
        groups=(GridGroup("", cells),), landscape=True, closing=f"Danh sách này có {len(rows)} mô hình, điển hình.",
        nothing="Chưa có mô hình, điển hình nào được công nhận.", number=number, day=day, draft=number is None,
        letterhead=people.letterhead(setting), layout=people.layout(setting),
    )  # fmt: skip
