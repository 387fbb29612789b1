"""Tables for tests of the import."""

import io
from typing import Any

from openpyxl import Workbook

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.situation.intake.columns import FIELDS, LABELS

HEADINGS = "\t".join(LABELS.values())
GOOD = {
    "channel": "hop thon", "area": "pho phuc ninh", "topic": "môi trường",
    "content": "Rác tồn đọng ở đầu ngõ 5, đề nghị thu gom đúng giờ.",
}  # fmt: skip


def row(**cells: Any) -> str:
    """One row as it is pasted; what is not said is good."""
    said = GOOD | {"on_day": f"{clock.today():%d/%m/%Y}"} | cells
    return "\t".join(said.get(field, "") for field in FIELDS)


def table(*rows: str) -> str:
    """Rows below their headings."""
    return "\n".join([HEADINGS, *rows])


def xlsx(*rows: dict[str, Any]) -> io.BytesIO:
    """The same as a file."""
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["Sổ ghi chép quý IV"])
    sheet.append(list(LABELS.values()))
    for cells in rows:
        said = GOOD | {"on_day": clock.today()} | cells
        sheet.append([said.get(field) for field in FIELDS])
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target
