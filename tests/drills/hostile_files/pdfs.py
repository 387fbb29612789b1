"""PDF files that run, carry, lock, or lead their reader in circles."""

import zlib

from tests.drills.hostile_files.base import Hostile
from tests.kernel.uploads import given

RUNS, CARRIES, LOCKED, CUT = "mã chạy được", "tệp khác giấu", "mật khẩu", "bị cụt"


def in_circles() -> bytes:
    """100,000 pages, each the parent and the child of the next."""
    return given.pdf(*(b"<< /Type /Pages /Kids [%d 0 R] /Parent %d 0 R >>" % (n + 4, n + 4) for n in range(100_000)))


def dense() -> bytes:
    packed = zlib.compress(zlib.compress(b"\0" * 200_000_000, 1), 9)
    return given.pdf(b"<< /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % packed)


PDFS = {
    "pdf with a script": Hostile(lambda: given.pdf(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), "a.pdf", RUNS),
    "pdf with a script in disguise": Hostile(lambda: given.pdf(b"<< /S /J#61vaScript /JS (x) >>"), "a.pdf", RUNS),
    "pdf with a packed script": Hostile(
        lambda: given.pdf(given.object_stream(b"5 0 << /S /JavaScript /JS (x) >>")), "a.pdf", RUNS
    ),
    "pdf that starts a program": Hostile(lambda: given.pdf(b"<< /S /Launch /F (cmd.exe) >>"), "a.pdf", RUNS),
    "pdf that sends what is typed": Hostile(lambda: given.pdf(b"<< /S /SubmitForm /F (http://x/) >>"), "a.pdf", RUNS),
    "pdf with a file inside": Hostile(lambda: given.pdf(b"<< /Type /EmbeddedFile >>"), "a.pdf", CARRIES),
    "pdf with an archive behind": Hostile(lambda: given.pdf() + given.docx(), "a.pdf", CARRIES),
    "a locked pdf": Hostile(lambda: given.pdf(trailer=b"/Encrypt 9 0 R"), "a.pdf", LOCKED),
    "half a pdf": Hostile(lambda: given.pdf()[:-9], "a.pdf", CUT),
    "100,000 pages in circles": Hostile(in_circles, "a.pdf"),
    "200 MB in two layers": Hostile(dense, "a.pdf"),
}
