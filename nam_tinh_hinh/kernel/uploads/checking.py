"""What may come in as a file (TRUST.md, "What comes in"): five kinds, whole, harmless, and what they say they are."""

from dataclasses import dataclass, field
from hashlib import sha256

from ..text import secret_mark
from . import archives, pdfs, pictures
from .names import clean_name, ending_of
from .refusing import UploadRefused

__all__ = ["ENDINGS", "MOST_BYTES", "Checked", "UploadRefused", "inspect"]

MOST_BYTES = 10 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, its name on the web, the bytes it begins with, and what people call it."""

    ending: str
    mime: str
    begins: bytes
    label: str


JPG = Kind("jpg", "image/jpeg", b"\xff\xd8\xff", "ảnh JPEG")
PNG = Kind("png", "image/png", b"\x89PNG\r\n\x1a\n", "ảnh PNG")
PDF = Kind("pdf", "application/pdf", b"%PDF-", "tệp PDF")
DOCX = Kind("docx", f"{OFFICE}wordprocessingml.document", b"PK\x03\x04", "tệp Word, Excel")
XLSX = Kind("xlsx", f"{OFFICE}spreadsheetml.sheet", b"PK\x03\x04", "tệp Word, Excel")
ENDINGS = {"jpg": JPG, "jpeg": JPG, "png": PNG, "pdf": PDF, "docx": DOCX, "xlsx": XLSX}
# Old Office files and, since 2007, those with a password begin so.
COMPOUND = b"\xd0\xcf\x11\xe0"

ONLY = "Chỉ nhận ảnh (.jpg, .png), tệp .pdf, .docx, .xlsx."
WAYS = {
    "doc": "Tệp .doc cũ: mở bằng Word, lưu thành .docx rồi chọn lại.",
    "xls": "Tệp .xls cũ: mở bằng Excel, lưu thành .xlsx rồi chọn lại.",
    "docm": archives.MACROS,
    "xlsm": archives.MACROS,
    "heic": "Ảnh .heic của iPhone: vào Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại; "
    "hoặc lưu ảnh thành .jpg.",
    "webp": "Ảnh .webp: mở ảnh, lưu thành .jpg hoặc .png rồi chọn lại.",
}  # fmt: skip
EMPTY = "Tệp rỗng. Hãy mở thử trên máy, lưu lại rồi chọn lại."
TOO_LARGE = "Tệp lớn quá 10 MB. Hãy chụp, quét hoặc lưu lại ở cỡ nhỏ hơn."
MARKED = (
    "Tên tệp hoặc chú thích có dấu hiệu bí mật nhà nước (“{}”). Hệ thống này không được phép chứa nội dung mật và chưa "
    "lưu gì."
)
OTHER_INSIDE = "Tệp có đuôi .{} nhưng bên trong là {}. Hãy đổi đúng đuôi hoặc lưu lại rồi chọn lại."


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its name for people, its kind, the bytes to keep, and a picture's size in pixels."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def inspect(content: bytes, name: str) -> Checked:
    """Return the file as it may be kept: a picture written anew, anything else as it came.

    ``name`` is the name it came with; ``content`` its bytes, at most ``MOST_BYTES``. Raises ``UploadRefused``.
    """
    called = clean_name(name)
    refuse_secret(called)
    kind = _kind(content, ending_of(called))
    if kind in (JPG, PNG):
        renewed, width, height = pictures.renew(content, kind.ending)
        return Checked(called, kind.mime, renewed, width, height)
    if kind is PDF:
        pdfs.check(content)
    else:
        archives.check(content, kind.ending)
    return Checked(called, kind.mime, content)


def refuse_secret(text: str) -> None:
    """Raise ``UploadRefused`` when a file's name or caption is marked as a state secret."""
    if mark := secret_mark(text.rpartition(".")[0] or text) or secret_mark(text):
        raise UploadRefused(MARKED.format(mark))


def _kind(content: bytes, ending: str) -> Kind:
    kind = ENDINGS.get(ending)
    if kind is None:
        raise UploadRefused(WAYS.get(ending, ONLY))
    if not content:
        raise UploadRefused(EMPTY)
    if len(content) > MOST_BYTES:
        raise UploadRefused(TOO_LARGE)
    if not content.startswith(kind.begins):
        raise UploadRefused(_what_else(content, ending))
    return kind


def _what_else(content: bytes, ending: str) -> str:
    """Say what a file is whose ending says something else."""
    if content.startswith(COMPOUND) and ending in ("docx", "xlsx"):
        return archives.LOCKED
    inside = next((kind.label for kind in ENDINGS.values() if content.startswith(kind.begins)), "nội dung khác")
    return OTHER_INSIDE.format(ending, inside)
