"""The lists that go out under a number: a unit's own, and that of the whole area (requirements R091, R121)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from nam_tinh_hinh.emulation.documents.from_rows import list_row, unit_names
from nam_tinh_hinh.emulation.documents.registration_list import UnitRows, registration_paper
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting

WHOLE_AREA = " trên toàn địa bàn"


def unit_list(
    items: Sequence[Exemplar], *, year: int, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return the list that a unit sends: ``items`` under its own letterhead; a draft without a ``number``."""
    rows = tuple(list_row(item, _said(item)) for item in items)
    return registration_paper(
        [UnitRows("", rows)], years=[year], number=number, day=day, letterhead=people.letterhead(setting),
        layout=people.layout(setting),
    )  # fmt: skip


def area_list(
    items: Sequence[Exemplar], *, year: int, setting: PrintSetting, number: int | None, day: date | None
) -> TablePaper:
    """Return the list of the whole area, ``items`` unit by unit, each with the stage that everyone may know."""
    paper = registration_paper(
        _units(items, unit_names(items, day)), years=[year], number=number, day=day,
        letterhead=people.letterhead(setting), layout=people.layout(setting),
    )  # fmt: skip
    return replace(paper, subject=paper.subject + WHOLE_AREA)


def _units(items: Sequence[Exemplar], names: dict[int, str]) -> Iterator[UnitRows]:
    for unit_id, exemplars in groupby(items, key=lambda item: item.unit_id):
        yield UnitRows(
            names[unit_id], tuple(list_row(one, _said(one, one.stage.open_stage.label)) for one in exemplars)
        )


def _said(item: Exemplar, stage: str = "") -> str:
    parts = (stage, "ưu tiên" if item.is_priority else "", "đã bổ sung" if item.is_supplemented else "", item.remark)
    words = "; ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]
