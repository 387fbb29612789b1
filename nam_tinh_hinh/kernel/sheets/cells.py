"""One cell of a table that comes in: the words as they may be kept, or a sentence that says what to do."""

from ..text import from_legacy, legacy_encoding, secret_mark

MARKED = "có dấu hiệu bí mật nhà nước (“{}”). Hệ thống này không được chứa nội dung mật; hãy xóa phần đó."
LEGACY = "chữ dán từ tệp dùng bảng mã {}. Sửa thành: “{}”."


class CellRefused(Exception):
    """What is wrong in a cell, and the fix; ``secret`` says that its words are to be kept nowhere.

    ``offered`` is what may stand there instead.
    """

    def __init__(self, sentence: str, *, secret: bool = False, offered: str | None = None) -> None:
        super().__init__(sentence)
        self.secret = secret
        self.offered = offered


def plain(text: str, most: int) -> str:
    """Return a cell's cleaned ``text`` of at most ``most`` characters. Raises ``CellRefused``.

    Refused are secret marks, text in a pre-Unicode encoding (offered converted) and what is too long.
    """
    if mark := secret_mark(text):
        raise CellRefused(MARKED.format(mark), secret=True)
    if encoding := legacy_encoding(text):
        converted = from_legacy(text, encoding)
        raise CellRefused(LEGACY.format(encoding, converted[:200]), offered=converted)
    if len(text) > most:
        raise CellRefused(f"dài {len(text)} ký tự, nhiều nhất {most}. Hãy viết gọn lại.")
    return text
