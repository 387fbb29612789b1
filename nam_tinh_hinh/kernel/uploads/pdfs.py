"""PDF files: read as bytes, never run through a parser that a hostile file could lead in circles.

Looked at is all that is plain in the file and all that Flate unpacks, escapes of names undone. Not seen is what a maker
hides behind rare chains of filters; pages are not judged. What gets through still leaves as an attachment, never as a
page of ours.
"""

import re
import zlib
from collections.abc import Iterator

from .refusing import UploadRefused

HEAD, FOOT = b"%PDF-", b"%%EOF"
# The foot may be followed by a little of what scanners and mail add.
FOOT_WITHIN = 2048
MOST_OF_A_STREAM = 4 * 1024 * 1024
MOST_IN_ALL = 256 * 1024 * 1024
# What runs, and what sends or fetches by itself.
RUNS = re.compile(rb"/(?:JavaScript|Launch|RichMedia|SubmitForm|ImportData|GoToE|XFA)\b")
CARRIES = re.compile(rb"/EmbeddedFiles?\b")
LOCKED = re.compile(rb"/Encrypt\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_FILTER = re.compile(rb"/(\w+Decode)\b")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
# How far from its type the rest of a stream's dictionary is looked for, in bytes.
_AROUND = 400
# An honest file names a thing once; one that repeats itself without end would only keep the server busy.
MOST_OBJECT_STREAMS = 20_000
MOST_STREAMS_IN_ONE = 8

DAMAGED = "Tệp PDF bị hỏng hoặc bị cụt. Hãy lưu hoặc quét lại thành PDF rồi chọn lại."
IS_LOCKED = "Tệp PDF có đặt mật khẩu hoặc bị khóa nên không nhận. Hãy bỏ khóa (in lại ra PDF) rồi chọn lại."
IS_RUNNING = "Tệp PDF có chứa mã chạy được nên không nhận. Hãy in lại ra PDF rồi chọn lại."
IS_CARRYING = "Tệp PDF có tệp khác giấu bên trong nên không nhận. Hãy in lại ra PDF rồi chọn lại."
TOO_DENSE = "Tệp PDF nén quá nhiều lớp nên không kiểm tra được. Hãy in lại ra PDF rồi chọn lại."


def check(content: bytes) -> None:
    """Raise ``UploadRefused`` unless this is a whole PDF that anybody can read, that runs and carries nothing."""
    if not content.startswith(HEAD) or FOOT not in content[-FOOT_WITHIN:]:
        raise UploadRefused(DAMAGED)
    if b"PK\x05\x06" in content[-70_000:]:  # an archive hung behind the document
        raise UploadRefused(IS_CARRYING)
    plain = _unescaped(content)
    if LOCKED.search(plain):
        raise UploadRefused(IS_LOCKED)
    _refuse_rare_filters(plain)
    _refuse(plain)
    for part in _unpacked(content):
        _refuse(part)


def _refuse_rare_filters(plain: bytes) -> None:
    for number, found in enumerate(_OBJECT_STREAM.finditer(plain)):
        before = plain[max(0, found.start() - _AROUND) : found.start()].rpartition(b"obj")[2]
        after = plain[found.end() : found.end() + _AROUND].partition(b"stream")[0]
        if number >= MOST_OBJECT_STREAMS or _FILTER.findall(before + after) not in ([], [b"FlateDecode"]):
            raise UploadRefused(TOO_DENSE)


def _refuse(part: bytes) -> None:
    if RUNS.search(part):
        raise UploadRefused(IS_RUNNING)
    if CARRIES.search(part):
        raise UploadRefused(IS_CARRYING)


def _unescaped(part: bytes) -> bytes:
    """Return ``part`` with the escapes of names undone: /J#61vaScript is /JavaScript."""
    return _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), part)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what each compressed stream begins with; more than any honest document holds is refused."""
    left = MOST_IN_ALL
    for one in content.split(b"endstream"):
        for number, found in enumerate(_STREAM.finditer(one)):
            part = _inflated(memoryview(one)[found.end() :])
            left -= len(part)
            if left < 0 or number >= MOST_STREAMS_IN_ONE:
                raise UploadRefused(TOO_DENSE)
            yield _unescaped(part)


def _inflated(packed: memoryview) -> bytes:
    # Two bytes by which a zlib stream is known; everything else (JPEG pictures above all) is not unpacked.
    if len(packed) < 2 or packed[0] & 0x0F != 8 or int.from_bytes(packed[:2], "big") % 31:
        return b""
    try:
        return zlib.decompressobj().decompress(packed, MOST_OF_A_STREAM)
    except zlib.error:
        return b""
