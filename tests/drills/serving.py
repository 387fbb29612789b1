"""A real server process on a folder, and requests sent to it over a real connection."""

import base64
import http.client
import os
import subprocess
import sys
import time
import urllib.parse
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from nam_tinh_hinh.cli.bench.server import free_port
from tests.drills.crashing.steps import CONTACTS, SECRET

SERVED = (  # the temporary folder is settled at the start, as by a server that has run for days
    "import tempfile; tempfile.gettempdir(); import waitress; from wsgi import app; "
    "waitress.serve(app, host='127.0.0.1', port={}, threads=4)"
)


class Away(Exception):
    """The connection ended without an answer."""


class Server:
    """Serves a folder until ended or killed."""

    def __init__(self, folder: Path, log: Path, **environment: str) -> None:
        self.port = free_port()
        said = {"NTH_DIR": str(folder), "NTH_SECRET_KEY": SECRET, "NTH_CONTACT_KEY": CONTACTS, "NTH_HTTPS": "0"}
        given = os.environ | said | {"NTH_HOSTS": "127.0.0.1"} | environment
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVED.format(self.port)], env=given, stdout=out, stderr=out
            )
        self.log = log
        self._await()

    def _await(self) -> None:
        for _ in range(600):
            with suppress(Away):
                self.get("/healthz")
                return
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.1)
        raise AssertionError("the server did not answer in 60 s")

    def end(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.wait(20)

    def get(self, path: str, cookie: str = "") -> tuple[int, str]:
        """Return the code and the page."""
        return self._ask("GET", path, cookie)

    def send(self, asked: dict[str, Any]) -> tuple[int, str]:
        """Send what a page has ready (see ``acts``); return the code and the page."""
        if asked["files"]:
            body, kind = _parts(asked)
        else:
            body, kind = urllib.parse.urlencode(asked["data"]).encode(), "application/x-www-form-urlencoded"
        return self._ask("POST", asked["path"], asked["cookie"], body, kind)

    def _ask(self, method: str, path: str, cookie: str, body: bytes | None = None, kind: str = "") -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"nth={cookie}"} | ({"Content-Type": kind} if kind else {})
        if kind.startswith("multipart"):
            headers["HX-Request"] = "true"  # files are sent by the list itself, which says which were refused
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            raise Away from error
        finally:
            line.close()


def _parts(asked: dict[str, Any]) -> tuple[bytes, str]:
    """Return a form with files as a browser sends it, and its content type."""
    mark, lines = uuid4().hex, list[bytes]()
    for name, value in asked["data"].items():
        lines.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for field, (name, content) in asked["files"].items():
        lines.append(f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode())
        lines.append(base64.b64decode(content) + b"\r\n")
    return b"".join([*lines, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
