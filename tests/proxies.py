"""The program behind a real nginx or Caddy, each with the configuration that is handed out in ``docs/deploy``."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import waitress
from flask import Flask

DEPLOY = Path(__file__).parents[1] / "docs" / "deploy"
NAME = "nth.xa.local"
NGINX = """
{user} pid {place}/nginx.pid; error_log {place}/error.log; worker_processes 1;
events {{}}
http {{ {temporary} include {place}/site.conf; }}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Door:
    """Where the proxy listens, and the certificate by which a browser knows it."""

    plain: int
    tls: int
    certificate: Path

    def ask(self, method: str, path: str, body: bytes | None = None, *, tls: bool = True, **headers: str):
        """Return an answer and its bytes, asked for by the server's real name unless a ``Host`` is given."""
        line = _Line(NAME, self.tls if tls else self.plain, self.certificate if tls else None)
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        line.request(method, path, body, {"Host": NAME} | named)
        answer = line.getresponse()
        return answer, answer.read()


class _Line(http.client.HTTPConnection):
    """A connection to this machine that asks for a name no name server knows."""

    def __init__(self, name: str, port: int, certificate: Path | None) -> None:
        super().__init__(name, port, timeout=30)
        self.certificate = certificate

    def connect(self) -> None:
        self.sock = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        if self.certificate:
            trusting = ssl.create_default_context(cafile=str(self.certificate))
            self.sock = trusting.wrap_socket(self.sock, server_hostname=self.host)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Return a certificate for ``NAME`` that signs itself, and its key, made by openssl."""
    made = folder / f"{NAME}.crt", folder / f"{NAME}.key"
    words = [
        "-keyout",
        str(made[1]),
        "-out",
        str(made[0]),
        "-subj",
        f"/CN={NAME}",
        "-addext",
        f"subjectAltName=DNS:{NAME}",
    ]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *words],
        check=True,
        capture_output=True,
    )
    return made


def nginx(place: Path, door: Door, behind: int) -> list[str]:
    """Write the handed-out site for ports and files of a test; return the command that checks and runs it."""
    said = (DEPLOY / "nginx.conf").read_text("utf-8")
    said = said.replace("listen 80 ", f"listen 127.0.0.1:{door.plain} ").replace(
        "listen 443 ", f"listen 127.0.0.1:{door.tls} "
    )
    said = said.replace("127.0.0.1:8000", f"127.0.0.1:{behind}").replace("/var/log/nam-tinh-hinh", str(place))
    (place / "site.conf").write_text(said.replace("/etc/nginx/tls", str(place)), "utf-8")
    user = "" if os.name == "nt" or os.geteuid() else "user root;"  # a test's folder is open to its own account only
    temporary = " ".join(f"{one}_temp_path {place}/{one};" for one in TEMPORARY)
    (place / "nginx.conf").write_text(NGINX.format(user=user, place=place, temporary=temporary), "utf-8")
    return [found("nginx"), "-c", str(place / "nginx.conf"), "-p", str(place)]


def caddy(place: Path, door: Door, behind: int) -> list[str]:
    """The same for Caddy."""
    said = (DEPLOY / "Caddyfile").read_text("utf-8").replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    said = said.replace("{\n", f"{{\n\thttp_port {door.plain}\n\thttps_port {door.tls}\n", 1)
    (place / "Caddyfile").write_text(said.replace("/etc/caddy/tls", str(place)), "utf-8")
    return [found("caddy"), "run", "--adapter", "caddyfile", "--config", str(place / "Caddyfile")]


def found(program: str) -> str:
    """Return where a program lies: a server's own stand where a plain user's path does not lead."""
    return shutil.which(program, path=f"{Path('/usr/sbin')}:/usr/bin:/bin:/usr/local/bin") or ""


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """Run ``app`` as ``serve`` does, on a port of its own."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, clear_untrusted_proxy_headers=False)
    threading.Thread(target=server.run, daemon=True).start()
    yield server.effective_port
    server.close()


@contextmanager
def running(command: list[str], door: Door, place: Path) -> Iterator[None]:
    """Run a proxy until the block ends."""
    foreground = ["-g", "daemon off;"] if command[0].endswith("nginx") else []
    with (place / "said").open("wb") as said:
        process = subprocess.Popen([*command, *foreground], stdout=said, stderr=said, env={"HOME": str(place)})
    try:
        _wait(process, door, place)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: subprocess.Popen[bytes], door: Door, place: Path) -> None:
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", door.tls)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError((place / "said").read_text("utf-8", "replace"))
