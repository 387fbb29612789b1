"""The headers that every answer carries, and the flags of the one cookie."""

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.emulation.enums import Stage
from tests.browser import Browser

EVERY_ANSWER = {
    "Content-Security-Policy": {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    },
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"no-referrer"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
    "Permissions-Policy": {"camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
}


def headers_of(answer):
    return {name: set(answer.headers[name].split("; ")) for name in EVERY_ANSWER if name in answer.headers}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", 200),
        ("/khong-co", 404),
        ("/dan-van-kheo/hang-doi", 403),
        ("/dang-nhap", 303),
        ("/dan-van-kheo", 308),
        ("/vi-tri", 405),
        ("/dan-van-kheo/danh-sach.pdf", 200),
        ("/dan-van-kheo/danh-sach.xlsx", 200),
        ("/static/css/app.css", 200),
        ("/static/khong-co.css", 404),
        ("/htmx.js", 200),
        ("/healthz", 200),
    ],
)
def test_every_answer_carries_the_headers(clerk, path, code):
    answer = clerk.get(path)
    assert (answer.status_code, headers_of(answer)) == (code, EVERY_ANSWER)


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("/dan-van-kheo/dang-ky", {"csrf_token": ""}, 400),
        ("/dan-van-kheo/dang-ky", {"buoc": "gui"}, 422),
        ("/dan-van-kheo/{}/bo", {}, 409),
        ("/dang-xuat", {}, 303),
    ],
)
def test_every_refusal_carries_the_headers(world, clerk, path, data, code):
    answer = clerk.post(path.format(world.staged(Stage.AGREED).id), data)
    assert (answer.status_code, headers_of(answer)) == (code, EVERY_ANSWER)


def test_a_crash_and_a_wrong_host_carry_the_headers(tmp_path):
    app = create_app(Settings(folder=tmp_path, hosts=("nth.local",), secret_key="t" * 48, testing=True))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answers = {
        host: app.test_client().get("/healthz", headers={"Host": host}) for host in ("nth.local", "evil.example")
    }
    assert {host: answer.status_code for host, answer in answers.items()} == {"nth.local": 503, "evil.example": 400}
    app.view_functions["web.healthz"] = divide
    divide.guard = None
    answers["crash"] = app.test_client().get("/healthz", headers={"Host": "nth.local"})
    assert answers["crash"].status_code == 500
    assert {name: headers_of(answer) for name, answer in answers.items()} == dict.fromkeys(answers, EVERY_ANSWER)


def divide():
    return str(1 // 0)


@pytest.mark.parametrize("path", ["/", "/dan-van-kheo/", "/dan-van-kheo/danh-sach.xlsx", "/khong-co"])
def test_pages_of_the_signed_in_stay_in_no_cache(clerk, path):
    assert clerk.get(path).headers["Cache-Control"] == "no-store"


def test_files_may_be_cached(clerk):
    assert "max-age" in clerk.get("/static/css/app.css").headers["Cache-Control"]


def test_signing_out_clears_what_the_browser_kept(clerk):
    assert clerk.post("/dang-xuat").headers["Clear-Site-Data"] == '"cache", "storage"'


def real_app(folder, *, https):
    return create_app(Settings(folder=folder, hosts=("localhost",), https=https, proxy_hops=1, secret_key="t" * 48))


@pytest.mark.parametrize(("https", "name", "secure"), [(True, "__Host-nth", {"Secure"}), (False, "nth", set())])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(tmp_path, https, name, secure):
    kept = Browser(real_app(tmp_path, https=https)).get("/dang-nhap").headers.getlist("Set-Cookie")
    assert [cookie.split("=")[0] for cookie in kept] == [name]
    assert set(kept[0].split("; ")[1:]) == {"HttpOnly", "SameSite=Lax", "Path=/"} | secure


@pytest.mark.parametrize(("https", "said"), [(True, "max-age=31536000"), (False, None)])
@pytest.mark.parametrize("path", ["/dang-nhap", "/khong-co", "/static/css/app.css"])
def test_only_where_tls_stands_in_front_browsers_are_told_to_stay_with_it(tmp_path, path, https, said):
    answer = Browser(real_app(tmp_path, https=https)).get(path)
    assert answer.headers.get("Strict-Transport-Security") == said


def test_over_tls_a_form_is_taken_without_the_referer_that_browsers_are_told_not_to_send(tmp_path):
    browser = Browser(real_app(tmp_path, https=True))
    browser.get("/dang-nhap", base_url="https://localhost")
    answer = browser.post("/dang-nhap", {"username": "", "password": ""}, base_url="https://localhost")
    assert answer.status_code == 422
