"""Files made for tests: honest ones, and the parts of hostile ones."""

import io
import zipfile
import zlib
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/{part}" ContentType="application/'
    'vnd.openxmlformats-officedocument.{main}.main+xml"/></Types>'
)
DOCX = {"[Content_Types].xml": TYPES.format(part="word/document.xml", main="wordprocessingml.document")}
XLSX = {"[Content_Types].xml": TYPES.format(part="xl/workbook.xml", main="spreadsheetml.sheet")}


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), colour: Any = (200, 30, 30), **kw: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **kw)
    return out.getvalue()


def photograph() -> bytes:
    """A photograph of a phone held upright: lying in the file, with the place where it was taken."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "Máy của chị Hoa"
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (21.0, 3.0, 12.5)})
    return picture(size=(64, 48), exif=exif)


def archive(parts: dict[str, Any], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(**more: Any) -> bytes:
    return archive(DOCX | {"word/document.xml": "<w:document>Biên bản</w:document>"} | more)


def xlsx() -> bytes:
    return archive(XLSX | {"xl/workbook.xml": "<workbook/>"})


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A document of one page with more objects; nobody here reads its table of references."""
    body = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", *objects]
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, said) for n, said in enumerate(body, start=1))
    return b"%PDF-1.7\n" + numbered + b"trailer << /Root 1 0 R " + trailer + b" >>\nstartxref\n0\n%%EOF\n"


def object_stream(inside: bytes, said: bytes = b"/Filter /FlateDecode") -> bytes:
    packed = zlib.compress(inside)
    return b"<< /Type /ObjStm /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream" % (said, len(packed), packed)
