"""Pictures that burst, hide something, say where they were taken, or are none."""

import io
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.drills.hostile_files.base import Hostile
from tests.kernel.uploads import given

BROKEN, LARGE, OTHER = "bị hỏng hoặc bị cụt", "triệu điểm ảnh", "nội dung khác"
SCRIPT = b"<script>alert(1)</script><?php system($_GET[0]); __HALT_COMPILER(); ?>"


def png(width: int, height: int, *more: tuple[bytes, bytes], colour: int = 2, rows: bytes = b"\0" * 5000) -> bytes:
    """A PNG that claims a size, with further chunks after its head."""
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = [(b"IHDR", head), *more, (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def spoken() -> bytes:
    said = PngInfo()
    said.add_text("Comment", SCRIPT.decode())
    return given.picture("PNG", pnginfo=said)


def moving() -> bytes:
    out, colours = io.BytesIO(), [(n, 0, 0) for n in range(200)]
    first, *others = [Image.new("RGB", (300, 300), colour) for colour in colours]
    first.save(out, "PNG", save_all=True, append_images=others)
    return out.getvalue()


def printed() -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", (50, 50), (9, 9, 9, 9)).save(out, "JPEG")
    return out.getvalue()


def packed(size: int) -> bytes:
    return zlib.compress(b"\0" * size, 9)


def largest(mode: str, kind: str, side: int = 6300, **kw: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (side, side)).save(out, kind, **kw)
    return out.getvalue()


PICTURES = {
    "2.5 billion points": Hostile(lambda: png(50_000, 50_000), "a.png", LARGE),
    "50 million points": Hostile(lambda: png(8_000, 6_300), "a.png", LARGE),
    "39 million points of four colours": Hostile(lambda: largest("RGBA", "PNG"), "a.png", "trong suốt lớn quá"),
    "29 million points of four colours": Hostile(lambda: largest("RGBA", "PNG", 5400), "a.png"),
    "39 million points of a photograph": Hostile(lambda: largest("RGB", "JPEG", subsampling=0), "a.jpg"),
    "39 million points bit by bit": Hostile(lambda: largest("RGB", "JPEG", progressive=True, subsampling=0), "a.jpg"),
    "39 million points of ink bit by bit": Hostile(lambda: largest("CMYK", "JPEG", progressive=True), "a.jpg"),
    "png that speaks a script": Hostile(spoken, "a.png"),
    "svg called png": Hostile(lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.png", OTHER),
    "svg": Hostile(lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", "Chỉ nhận"),
    "jpeg that is a page": Hostile(lambda: given.picture(comment=SCRIPT) + SCRIPT, "a.jpg"),
    "jpeg that is an archive": Hostile(lambda: given.picture() + given.docx(), "a.jpg"),
    "jpeg that knows where it was taken": Hostile(given.photograph, "a.jpg"),
    "jpeg for the printing house": Hostile(printed, "a.jpg"),
    "png that moves": Hostile(moving, "a.png"),
    "one point": Hostile(lambda: given.picture("PNG", (1, 1)), "a.png"),
    "65,535 points in a line": Hostile(lambda: given.picture("PNG", (65_535, 1)), "a.png"),
    "65,000 points on top of each other": Hostile(lambda: given.picture(size=(1, 65_000)), "a.jpg"),
    "half a jpeg": Hostile(lambda: given.picture(size=(600, 600))[:2000], "a.jpg", BROKEN),
    "half a png": Hostile(lambda: given.picture("PNG", (600, 600))[:200], "a.png", BROKEN),
    "a colour profile that bursts": Hostile(
        lambda: png(10, 10, (b"iCCP", b"x\0\0" + packed(200_000_000)), rows=b"\0" * 310), "a.png", BROKEN
    ),
    "words that burst": Hostile(
        lambda: png(10, 10, (b"zTXt", b"x\0\0" + packed(200_000_000)), rows=b"\0" * 310), "a.png", BROKEN
    ),
    "500,000 words of nothing": Hostile(
        lambda: png(10, 10, *[(b"tEXt", b"a\0b")] * 500_000, rows=b"\0" * 310), "a.png"
    ),
    "a program called a picture": Hostile(lambda: b"MZ\x90\0" + b"\0" * 500, "ảnh.jpg", OTHER),
}
