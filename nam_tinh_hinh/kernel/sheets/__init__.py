"""Tables out to Excel and CSV, and in from xlsx, csv and pasted cells."""

from nam_tinh_hinh.kernel.sheets.guarding import SheetRefused
from nam_tinh_hinh.kernel.sheets.reading import (
    SheetRow,
    as_pasted,
    read_file,
    read_pasted,
    under_headings,
)
from nam_tinh_hinh.kernel.sheets.writing import Column, Kind, Value, csv_bytes, workbook

__all__ = [
    "Column",
    "Kind",
    "SheetRefused",
    "SheetRow",
    "Value",
    "as_pasted",
    "csv_bytes",
    "read_file",
    "read_pasted",
    "under_headings",
    "workbook",
]
