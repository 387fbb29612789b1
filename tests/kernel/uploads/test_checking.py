"""What is taken in, and everything that is not: each refusal is a sentence that says what to do."""

import io
import struct
import time
import unicodedata
import zipfile
import zlib
from contextlib import suppress

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from nam_tinh_hinh.kernel import pdf as papers
from nam_tinh_hinh.kernel.uploads import UploadRefused, inspect, size_text
from nam_tinh_hinh.kernel.uploads.checking import MOST_BYTES
from tests.kernel.uploads import given

JS = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
MOST = 10 * 1024 * 1024


def png_that_says(width, height):
    """A PNG of a few bytes that claims to be enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 5000)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def locked_zip():
    made = bytearray(given.docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


HOSTILE = {
    "a program called a picture": (b"MZ\x90\0" + b"\0" * 500, "ảnh.jpg", "bên trong là nội dung khác"),
    "a program": (b"MZ\x90\0", "chay.exe", "Chỉ nhận ảnh"),
    "no ending": (given.picture(), "anh", "Chỉ nhận ảnh"),
    "jpeg called png": (given.picture(), "anh.png", "bên trong là ảnh JPEG"),
    "png called jpg": (given.picture("PNG"), "anh.jpg", "bên trong là ảnh PNG"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "anh.svg", "Chỉ nhận ảnh"),
    "svg called png": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "anh.png", "nội dung khác"),
    "gif called jpg": (given.picture("GIF"), "anh.jpg", "nội dung khác"),
    "html called pdf": (b"<html><script>alert(1)</script>", "a.pdf", "nội dung khác"),
    "html that mentions pdf": (b"<html>%PDF-1.7 %%EOF", "a.pdf", "nội dung khác"),
    "pdf and archive in one": (given.pdf() + given.docx(), "a.pdf", "tệp khác giấu bên trong"),
    "archive behind a program": (b"MZ" + given.docx(), "a.docx", "nội dung khác"),
    "a picture of 60,000 x 60,000": (png_that_says(60_000, 60_000), "a.png", "40 triệu điểm ảnh"),
    "a picture of 8,000 x 6,000": (png_that_says(8_000, 6_000), "a.png", "40 triệu điểm ảnh"),
    "half a jpeg": (given.picture(size=(600, 600))[:2000], "a.jpg", "bị hỏng hoặc bị cụt"),
    "a jpeg's head only": (b"\xff\xd8\xff\xe0", "a.jpg", "bị hỏng hoặc bị cụt"),
    "half a png": (given.picture("PNG", (600, 600))[:200], "a.png", "bị hỏng hoặc bị cụt"),
    "an archive that unpacks to 30 MB of nothing": (
        given.docx(**{"word/media/a.bin": b"\0" * 30_000_000}), "a.docx", "giải nén ra quá lớn",
    ),
    "an archive of 3,000 parts": (
        given.docx(**{f"word/{n}.xml": "" for n in range(3000)}), "a.docx", "giải nén ra quá lớn",
    ),
    "macros": (given.docx(**{"word/vbaProject.bin": b"Sub AutoOpen"}), "a.docx", "macro"),
    "macros by another name": (
        given.archive({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}), "a.docx",
        "macro",
    ),
    "a macro document inside": (given.docx(**{"word/embeddings/b.docm": given.docx()}), "a.docx", "macro"),
    "a program inside": (given.docx(**{"word/embeddings/b.exe": b"MZ"}), "a.docx", "chương trình chạy được"),
    "an old macro document": (b"\xd0\xcf\x11\xe0", "a.docm", "macro"),
    "with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "a.docx", "mật khẩu"),
    "a locked archive": (locked_zip(), "a.docx", "mật khẩu"),
    "old Word": (b"\xd0\xcf\x11\xe0", "a.doc", "lưu thành .docx"),
    "Excel called Word": (given.xlsx(), "a.docx", "không đúng là tệp .docx"),
    "an archive of anything": (given.archive({"a.txt": "a"}), "a.docx", "không đúng là tệp .docx"),
    "half an archive": (given.docx()[:-30], "a.docx", "bị hỏng"),
    "a damaged part": (
        given.archive(given.DOCX | {"word/document.xml": "ABCD" * 9}, zipfile.ZIP_STORED).replace(b"ABCD", b"ABCE", 1),
        "a.docx", "bị hỏng",
    ),
    "pdf that runs": (given.pdf(JS), "a.pdf", "mã chạy được"),
    "pdf that runs, escaped": (given.pdf(b"<< /S /J#61vaScr#69pt >>"), "a.pdf", "mã chạy được"),
    "pdf that runs, packed": (given.pdf(given.object_stream(b"9 0 " + JS)), "a.pdf", "mã chạy được"),
    "pdf packed twice": (
        given.pdf(given.object_stream(b"", b"/Filter [/ASCIIHexDecode /FlateDecode]")), "a.pdf", "nhiều lớp",
    ),
    "pdf that starts a program": (given.pdf(b"<< /S /Launch /F (cmd.exe) >>"), "a.pdf", "mã chạy được"),
    "pdf with a file inside": (given.pdf(b"<< /Type /EmbeddedFile >>"), "a.pdf", "tệp khác giấu bên trong"),
    "pdf with a password": (given.pdf(trailer=b"/Encrypt 5 0 R"), "a.pdf", "mật khẩu"),
    "half a pdf": (given.pdf()[:-10], "a.pdf", "bị cụt"),
    "nothing": (b"", "a.jpg", "Tệp rỗng"),
    "11 MB": (given.pdf() + b" " * (11 * 1024 * 1024), "a.pdf", "lớn quá 10 MB"),
    "a secret's name": (given.picture(), "Công văn TUYỆT MẬT.jpg", "bí mật nhà nước"),
    "an iPhone's own kind": (b"\0\0\0\x18ftypheic", "IMG_1.HEIC", "Tương thích nhất"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "why"), HOSTILE.values(), ids=HOSTILE)
def test_what_must_not_come_in_is_refused_in_words(content, name, why):
    with pytest.raises(UploadRefused) as refused:
        inspect(content, name)
    assert why in str(refused.value)
    assert str(refused.value).endswith(".")


HONEST = {
    "jpg": (given.picture(), "image/jpeg"),
    "JPEG": (given.picture(), "image/jpeg"),
    "png": (given.picture("PNG"), "image/png"),
    "pdf": (given.pdf(given.object_stream(b"9 0 << /Type /Page >>")), "application/pdf"),
    "docx": (given.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (given.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@pytest.mark.parametrize("ending", HONEST)
def test_the_five_kinds_come_in(ending):
    content, kind = HONEST[ending]
    checked = inspect(content, f"Biên bản họp.{ending}")
    assert (checked.name, checked.kind) == (f"Biên bản họp.{ending}", kind)
    assert (checked.content == content) == (checked.width is None)


@pytest.mark.parametrize("word", [b"stream\n", b"stream\n\x78\x9c", b"obj ", b"obj/ObjStm ", b"endstream", b"#41"])
def test_a_pdf_that_repeats_itself_keeps_nobody_busy(word):
    full = given.pdf()[:-6] + word * ((MOST - 1000) // len(word)) + b"%%EOF\n"
    began = time.perf_counter()
    with suppress(UploadRefused):
        inspect(full, "a.pdf")
    assert time.perf_counter() - began < 15  # it took minutes once; a second or two on an old server


def test_our_own_papers_and_tables_come_in():
    content = papers.render("<html><body><p>Biên bản</p></body></html>")
    assert inspect(content, "a.pdf").content == content


def test_a_file_of_just_ten_megabytes_comes_in():
    content = given.pdf()
    assert MOST_BYTES == MOST
    full = content[:-6] + b" " * (MOST - len(content)) + content[-6:]
    assert len(inspect(full, "a.pdf").content) == MOST


def test_a_photograph_is_turned_upright_and_forgets_where_it_was_taken():
    before = Image.open(io.BytesIO(given.photograph()))
    assert before.getexif().get_ifd(0x8825)
    checked = inspect(given.photograph(), "ảnh.jpg")
    after = Image.open(io.BytesIO(checked.content))
    assert (before.size, after.size, (checked.width, checked.height)) == ((64, 48), (48, 64), (48, 64))
    assert dict(after.getexif()) == {}
    assert b"Exif" not in checked.content
    assert b"Hoa" not in checked.content


def test_what_is_hidden_behind_a_picture_is_not_kept():
    checked = inspect(given.picture() + b"<script>alert(1)</script>", "a.jpg")
    assert b"<script>" not in checked.content


def test_words_hidden_in_a_png_are_not_kept():
    said = PngInfo()
    said.add_text("Comment", "số điện thoại của chị Hoa")
    content = given.picture("PNG", pnginfo=said, icc_profile=b"profile of mine")
    assert b"Comment" in content
    assert b"Comment" not in inspect(content, "a.png").content


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png")])
def test_a_large_picture_is_made_small_enough(kind, ending):
    checked = inspect(given.picture(kind, (4000, 3000)), f"a.{ending}")
    assert (checked.width, checked.height) == (1920, 1440)
    assert Image.open(io.BytesIO(checked.content)).size == (1920, 1440)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_pictures_of_every_make_stay_pictures(mode):
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "PNG")
    made = Image.open(io.BytesIO(inspect(out.getvalue(), "a.png").content))
    assert (made.size, made.mode) == ((30, 20), "RGBA" if mode in ("RGBA", "LA") else "RGB")


def test_a_phones_double_picture_is_a_jpeg():
    out, second = io.BytesIO(), Image.new("RGB", (20, 10))
    Image.new("RGB", (40, 30)).save(out, "MPO", save_all=True, append_images=[second])
    made = Image.open(io.BytesIO(inspect(out.getvalue(), "a.jpg").content))
    assert (made.format, made.size) == ("JPEG", (40, 30))


def test_a_printers_jpeg_becomes_one_for_screens():
    out = io.BytesIO()
    Image.new("CMYK", (30, 20)).save(out, "JPEG")
    assert Image.open(io.BytesIO(inspect(out.getvalue(), "a.jpg").content)).mode == "RGB"


NAMES = {
    "Biên bản họp Ban Chỉ đạo.jpg": "Biên bản họp Ban Chỉ đạo.jpg",
    unicodedata.normalize("NFD", "Đảng ủy phường.jpg"): "Đảng ủy phường.jpg",
    "../../etc/passwd.jpg": "passwd.jpg",
    "C:\\Users\\Hoa\\Ảnh 1.jpg": "Ảnh 1.jpg",
    "a\0.exe\0.jpg": "a.exe.jpg",
    "ảnh\u202egpj.jpg": "ảnhgpj.jpg",
    "a\r\nSet-Cookie: x.jpg": "a Set-Cookie: x.jpg",
    '"><b>.jpg': '"><b>.jpg',
    ".jpg": "tệp.jpg",
    "….jpg": "….jpg",
    "ả" * 300 + ".jpg": "ả" * 196 + ".jpg",
}


@pytest.mark.parametrize(("sent", "kept"), NAMES.items(), ids=range(len(NAMES)))
def test_names_stay_as_people_wrote_them(sent, kept):
    assert inspect(given.picture(), sent).name == kept
    assert len(kept) <= 200


@pytest.mark.parametrize("name", ["anh\u202egpj.exe", "anh.jpg.exe", "anh.jpg\0.exe", "anh.jpg/x.html"])
def test_tricks_with_the_ending_do_not_work(name):
    with pytest.raises(UploadRefused, match="Chỉ nhận"):
        inspect(given.picture(), name)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 KB"),
        (2048, "2 KB"),
        (1_048_575, "1,0 MB"),
        (1_258_291, "1,2 MB"),
        (10 << 20, "10,0 MB"),
        (80 << 30, "80,0 GB"),
    ],
)
def test_a_size_is_said_in_words(size, said):
    assert size_text(size) == said
