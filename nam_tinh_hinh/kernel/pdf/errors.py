"""Why a document was not printed, in words for the person who asked for it."""

from collections.abc import Iterable
from unicodedata import category


class PdfRefused(Exception):
    """The document could not be drawn exactly as written, so nothing was printed.

    ``str(error)`` is a Vietnamese sentence for the user; ``detail`` is the engine's own words for the administrator.
    """

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class PdfTooSlow(PdfRefused):
    """The document ran past its limit of time or memory, or no place to print came free in time."""


class MissingCharacters(PdfRefused):
    """The printing font lacks some of the document's characters, which would come out as empty squares."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(characters)
        names = ", ".join(_name(char) for char in self.characters)
        super().__init__(f"Phông chữ in không có các ký tự sau: {names}. Xin sửa hoặc xóa các ký tự này rồi in lại.")


def _name(char: str) -> str:
    """Show ``char`` with its code point; only the code point when it is invisible."""
    code = f"U+{ord(char):04X}"
    return code if category(char)[0] in "CMZ" else f"“{char}” ({code})"


def drawn_wrongly(detail: str) -> PdfRefused:
    """Return the refusal for a document that the engine could not draw as its template asks."""
    return PdfRefused(
        "Không tạo được bản in: có phần không vẽ được đúng như mẫu. Dữ liệu vẫn còn nguyên; xin báo người quản trị.",
        detail=detail,
    )


def unreadable(title: str) -> PdfRefused:
    """Return the refusal to bind the paper called ``title``, whose file is no PDF, broken or locked."""
    return PdfRefused(
        f"Không ghép được “{title}”: tệp này hỏng hoặc có mật khẩu. Xin thay tệp, hoặc bỏ văn bản này ra rồi in lại."
    )


def out_of_time(seconds: float) -> PdfTooSlow:
    """Return the refusal for a document that took longer than ``seconds``."""
    return PdfTooSlow(
        f"Bản in quá lớn: sau {_spoken(seconds)} giây vẫn chưa xong. Xin in thành nhiều phần, ví dụ từng đơn vị."
    )


def out_of_memory(megabytes: int) -> PdfTooSlow:
    """Return the refusal for a document that needed more than ``megabytes`` of memory."""
    return PdfTooSlow(f"Bản in quá lớn: cần hơn {megabytes} MB bộ nhớ. Xin in thành nhiều phần, ví dụ từng đơn vị.")


def no_free_place(seconds: float) -> PdfTooSlow:
    """Return the refusal for a document that waited ``seconds`` while other documents were being printed."""
    return PdfTooSlow(f"Máy chủ đang tạo các bản in khác; đã chờ {_spoken(seconds)} giây. Xin thử lại sau ít phút.")


def _spoken(seconds: float) -> str:
    """Write a number the Vietnamese way: 1,5."""
    return f"{seconds:g}".replace(".", ",")
