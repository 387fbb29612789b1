"""Word and Excel files: what the archive unpacks to is known before anything is opened, and nothing in it may run."""

import io
import zipfile
import zlib

from .. import office
from .refusing import UploadRefused

MOST_PARTS = 2000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 200
# A letter of 500 pages has half a million.
MOST_TAGS = 3_000_000
# Below this size a part may be as empty as it likes.
SMALL = 1024 * 1024
MAIN_PART = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
CONTENTS = "[Content_Types].xml"
RUNS = ("vbaproject", "vbadata", "macrosheets/", "activex/")
RUNNING_ENDINGS = (
    ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".exe", ".dll", ".scr", ".com", ".bat", ".cmd",
    ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".jar", ".lnk", ".msi",
)  # fmt: skip
DAMAGED = "Tệp bị hỏng hoặc không đúng là tệp {}. Hãy mở bằng Word, Excel, lưu lại rồi chọn lại."
MACROS = "Tệp có chứa macro hoặc chương trình chạy được nên không nhận. Hãy lưu lại thành tệp .docx, .xlsx thường."
LOCKED = "Tệp có đặt mật khẩu nên không nhận. Hãy bỏ mật khẩu, lưu lại rồi chọn lại."
OUTSIDE = (
    "Tệp có chỗ tự gọi ra ngoài (chạy chương trình khác hoặc lấy nội dung từ máy khác) nên không nhận. Hãy bỏ phần "
    "liên kết đó, hoặc chép nội dung sang một tệp mới."
)
TOO_LARGE = "Tệp giải nén ra quá lớn nên không nhận. Hãy chép nội dung sang một tệp mới."


def check(content: bytes, ending: str) -> None:
    """Raise ``UploadRefused`` unless this is a whole, open, harmless file of that ending ("docx" or "xlsx").

    Harmless also to who opens it later: nothing in it asks another program or fetches from another machine by itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_large(parts)
            _refuse_running(parts)
            contents = archive.read(CONTENTS)
            damaged = _read_through(archive, parts)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UploadRefused(DAMAGED.format(f".{ending}")) from error
    if b"macroenabled" in contents.lower():
        raise UploadRefused(MACROS)
    if damaged or MAIN_PART[ending] not in contents:
        raise UploadRefused(DAMAGED.format(f".{ending}"))


def _read_through(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """Read every part, no more of it than it says it holds, and tell whether one of them is not what it should be."""
    tags = 0
    for part in parts:
        content = archive.read(part)
        if not part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            continue
        if office.declares(content):
            return True
        tags += office.tags(content)
        if tags > MOST_TAGS:
            raise UploadRefused(TOO_LARGE)
        if _may_call(part.filename.casefold()) and office.calls_outside(content):
            raise UploadRefused(OUTSIDE)
    return False


def _may_call(name: str) -> bool:
    return name.endswith(".rels") or name.startswith(("word/", "xl/externallinks/"))


def _refuse_large(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    dense = any(p.file_size > max(SMALL, MOST_RATIO * p.compress_size) for p in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or dense:
        raise UploadRefused(TOO_LARGE)


def _refuse_running(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise UploadRefused(LOCKED)
    names = [part.filename.casefold() for part in parts]
    if any(word in name for name in names for word in RUNS) or any(name.endswith(RUNNING_ENDINGS) for name in names):
        raise UploadRefused(MACROS)
