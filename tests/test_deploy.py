"""What docs/deploy hands out is run for real: TLS in front, forwarded headers, the way in, and what goes wrong."""

import re
import shutil
import subprocess
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import group
from nam_tinh_hinh.cli.bench.server import free_port
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event
from tests import proxies
from tests.proxies import DEPLOY, NAME, Door

WORDS = ["--commune", "Phường Thử", "--province", "Tỉnh Thử", "--admin", "quantri", "--admin-name", "Người Thử"]
CODE = re.compile(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){3}")
PROXIES = {"nginx": proxies.nginx, "caddy": proxies.caddy}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An installation as ``init --https`` makes it, and its first one-time code."""
    folder = tmp_path_factory.mktemp("may-chu") / "du-lieu"
    said = CliRunner().invoke(group, ["init", *WORDS, "--hosts", NAME, "--https", "--dir", str(folder)])
    assert said.exit_code == 0, said.output
    app = create_app(Settings.read(folder, {}))
    app.config["FIRST_CODE"] = CODE.search(said.output)[0]
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module", params=PROXIES)
def door(request, installed, tmp_path_factory):
    if not proxies.found(request.param) or not shutil.which("openssl"):
        pytest.skip(f"no {request.param} or openssl on this machine")
    place = tmp_path_factory.mktemp(request.param)
    place.chmod(0o755)
    made = Door(free_port(), free_port(), proxies.certificate(place)[0])
    with proxies.served(installed) as behind:
        command = PROXIES[request.param](place, made, behind)
        with proxies.running(command, made, place):
            yield made


def form(door, path="/dang-nhap", **headers):
    """Return the cookie and the form's token of a page."""
    answer, body = door.ask("GET", path, **headers)
    cookie = SimpleCookie(answer.headers["Set-Cookie"])
    token = re.search(r'name="csrf_token" value="([^"]+)"', body.decode())[1]
    return "; ".join(f"{name}={one.value}" for name, one in cookie.items()), token


def sign_in(door, password, **headers):
    cookie, token = form(door)
    said = urlencode({"csrf_token": token, "username": "quantri", "password": password}).encode()
    kind = "application/x-www-form-urlencoded"
    return door.ask("POST", "/dang-nhap", said, Cookie=cookie, Content_Type=kind, **headers)


def test_the_answer_carries_the_programs_headers_once_and_no_ones_name(door):
    answer, body = door.ask("GET", "/dang-nhap")
    assert (answer.status, "Đăng nhập" in body.decode()) == (200, True)
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert len(answer.headers.get_all("Content-Security-Policy")) == 1
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-nth=")
    assert "; Secure" in cookie
    assert answer.headers.get("Server") in (None, "nginx")


def test_without_tls_one_is_led_to_it(door):
    answer, _body = door.ask("GET", "/dang-nhap?next=/", tls=False)
    assert (answer.status in (301, 308), answer.headers["Location"]) == (True, f"https://{NAME}/dang-nhap?next=/")


def test_a_browsers_own_forwarded_headers_are_worth_nothing(door, installed):
    said = {"X_Forwarded_For": "6.6.6.6", "X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "http"}
    answer, body = sign_in(door, "không phải mật khẩu", **said)
    assert (answer.status, "chưa đúng" in body.decode()) == (422, True)
    with installed.app_context():
        refused = db.session.scalar(db.select(Event).order_by(Event.id.desc()).limit(1))
        assert (refused.action, refused.actor_name) == ("sign_in_refused", "Địa chỉ 127.0.0.1")


def test_one_gets_in_without_a_referer(door, installed):
    """Our own header tells browsers to send none; under TLS this once kept everybody out."""
    answer, _body = sign_in(door, installed.config["FIRST_CODE"])
    assert (answer.status, answer.headers["Location"]) == (303, "/")


def test_another_name_is_refused(door):
    answer, body = door.ask("GET", "/dang-nhap", Host="evil.example")
    # Caddy does not know the site and says nothing; nginx asks the program, which refuses in words.
    assert answer.status == 400 or (answer.status, body) == (200, b"")


def test_what_is_too_large_is_refused_by_the_program_in_its_own_words(door):
    cookie, _token = form(door)
    kind = "multipart/form-data; boundary=x"
    answer, body = door.ask("POST", "/dang-nhap", b"x" * (16 * 1024 * 1024 + 1), Cookie=cookie, Content_Type=kind)
    assert (answer.status, "Nội dung gửi lên quá lớn" in body.decode()) == (413, True)


@pytest.mark.parametrize("name", PROXIES)
def test_while_the_program_is_away_people_are_told_so(name, tmp_path):
    if not proxies.found(name) or not shutil.which("openssl"):
        pytest.skip(f"no {name} or openssl on this machine")
    tmp_path.chmod(0o755)
    made = Door(free_port(), free_port(), proxies.certificate(tmp_path)[0])
    with proxies.running(PROXIES[name](tmp_path, made, free_port()), made, tmp_path):
        answer, body = made.ask("GET", "/")
    assert (answer.status, "đang khởi động lại" in body.decode()) == (503, True)


def test_systemd_understands_the_service(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze on this machine")
    unit = (
        (DEPLOY / "nam-tinh-hinh.service")
        .read_text("utf-8")
        .replace("/opt/nam-tinh-hinh/bin/nam-tinh-hinh", "/bin/true")
    )
    (tmp_path / "nam-tinh-hinh.service").write_text(unit, "utf-8")
    words = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "nam-tinh-hinh.service")]
    said = subprocess.run(words, capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")
