"""The real program in a process of its own, and a visitor who speaks plain HTTP to it."""

import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

from tests import served
from tests.demonstration import PASSWORD

BOUNDARY = "mot-ranh-gioi"


@contextmanager
def serving(folder: Path, command: str) -> Iterator[str]:
    """Run ``nam-tinh-hinh demo`` or ``serve`` on ``folder`` for the time of the block; yield its address."""
    words = ["nam_tinh_hinh", command, "--host", "127.0.0.1", "--dir", str(folder)]
    log = folder.with_name(f"{folder.name}.log")  # beside it: what is restored there is the folder itself
    with served.serving(log, lambda port: [*words, "--port", port], NTH_HOSTS="127.0.0.1", NTH_HTTPS="0") as address:
        yield address


class Visitor:
    """One signed-in person, without a browser."""

    def __init__(self, address: str, username: str) -> None:
        self.address, self.token = address, ""
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.get("/dang-nhap")
        page = self.post("/dang-nhap", {"username": username, "password": PASSWORD})[1].decode()
        self.is_in = "/dang-xuat" in page

    def get(self, path: str) -> bytes:
        """Return what the address answers; remember its form token."""
        return self._open(urllib.request.Request(self.address + path))[1]

    def post(self, path: str, typed: dict[str, object]) -> tuple[int, bytes]:
        """Send a form; return the code and the content of the last answer."""
        content = urlencode({"csrf_token": self.token} | typed).encode()
        return self._open(urllib.request.Request(self.address + path, content))

    def hang(self, path: str, content: bytes) -> tuple[int, bytes]:
        """Send a PDF with the form of attachments."""
        fields = {"csrf_token": self.token, "next": "/"}
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items()
        ]
        file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="tep"; filename="a.pdf"\r\n\r\n'
        body = "".join([*parts, file]).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._open(urllib.request.Request(self.address + path, body, kind))

    def _open(self, asked: urllib.request.Request) -> tuple[int, bytes]:
        asked.add_header("Origin", self.address)
        try:
            with self.opener.open(asked, timeout=60) as answer:
                code, content = answer.status, answer.read()
        except HTTPError as error:
            code, content = error.code, error.read()
        if token := re.search(rb'name="csrf_token" value="([^"]+)"', content):
            self.token = token[1].decode()
        return code, content
