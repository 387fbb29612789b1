"""The machine: room on its disk, and the fonts to print with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel.shipped import FONTS
from nam_tinh_hinh.kernel.typeface import FACES
from nam_tinh_hinh.kernel.uploads import size_text
from nam_tinh_hinh.upkeep.findings import Finding

LEAST_FREE = 500 * 1024 * 1024
# A file of glyphs begins with the version of its tables; what begins otherwise is no TrueType font.
TRUE_TYPE = (b"\x00\x01\x00\x00", b"true")
# The folder of the copies is not counted: a copy holds the data only.
COUNTED = ("nam-tinh-hinh.db", "uploads")


def disk(settings: Settings) -> Iterator[Finding]:
    """Tell when less than 500 MB, or less than twice the data, is free where the data or the copies lie."""
    least = max(LEAST_FREE, 2 * data_size(settings.folder))
    for folder in _one_of_each_disk(settings.folder, settings.backups):
        if (free := shutil.disk_usage(folder).free) < least:
            yield Finding(
                f"Sắp hết chỗ trống: còn {size_text(free)} ở {folder}, cần ít nhất {size_text(least)}.",
                "Hết chỗ thì không lưu được, không gửi được, không sao lưu được.",
                "Chép các bản sao lưu cũ ra ổ khác rồi xóa ở đây, dọn tệp lạ, hoặc thay ổ lớn hơn.",
            )  # fmt: skip


def data_size(folder: Path) -> int:
    """Return how many bytes the database and the files take; what lies elsewhere is not counted."""
    paths = [folder / name for name in COUNTED]
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    return sum(file.stat().st_size for file in files)


def _one_of_each_disk(*folders: Path) -> list[Path]:
    there = [next(one for one in (folder, *folder.parents) if one.is_dir()) for folder in folders]
    return list({folder.stat().st_dev: folder for folder in reversed(there)}.values())


def fonts(_settings: Settings) -> Iterator[Finding]:
    """Tell which of the four styles of the printing font is missing or no font."""
    for name in FACES.values():
        path = FONTS / name
        if not path.is_file():
            yield _font(f"Thiếu phông chữ in {name}.")
        elif not _head(path).startswith(TRUE_TYPE):
            yield _font(f"Phông chữ in {name} bị hỏng.")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _font(what: str) -> Finding:
    return Finding(what, "Không in được văn bản, báo cáo nào.", "Cài lại chương trình (dữ liệu vẫn giữ nguyên).")
