"""Odd addresses, methods, hosts and ways back: no second door to a row, no way out of the site, no fault of ours."""

from urllib.parse import unquote

import pytest
from flask import url_for
from werkzeug.exceptions import HTTPException

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.people.sessions import safe_next
from tests.browser import Browser

METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "XYZZY")
# What is no row's number: signs, nothing, a number past what a row can have, digits of other scripts, and a long word.
ODD_NUMBERS = (
    "-1", "+1", "0x1", "1.0", "1e3", "%31%00", "1%20", "２", "１２", "٣", "१", "²", "2147483648", "9223372036854775807",
    "9223372036854775808", "18446744073709551616", "9" * 5000, "NaN", "null", "..", "1;2", "1%2F2", "1'",
)  # fmt: skip
ELSEWHERE = (
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "/\r\n/evil.example", "/\x00/evil.example", "https:evil.example", "https://evil.example", "http:///evil.example",
    "HTTPS://evil.example", "javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
    " //evil.example", "\u200b//evil.example", "／／evil.example", "/／evil.example\\", "@evil.example", "evil.example",
    "?x=//evil.example", "#//evil.example", "./evil", "../evil", "/\x7f/evil.example", "/.\\evil.example", "",
)  # fmt: skip


def numbered(app):
    """Return every rule with a number in it."""
    return [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]


def filled(rule, number):
    """Return the address of a rule with ``number`` in the place of its last number, 1 in the others."""
    words = {"slug": "dung", "subject": "exemplar", "way": "len", "code": "dang", "filename": "a", "round_": "1"}
    out, last = [], max(i for i, (dynamic, _data) in enumerate(rule._trace) if dynamic and _is_number(rule, _data))
    for place, (dynamic, data) in enumerate(rule._trace):
        if not dynamic:
            out.append(data)
        elif _is_number(rule, data):
            out.append(number if place == last else "1")
        else:
            way = rule._converters[data]
            out.append(next(iter(getattr(way, "items", ())), words.get(data, "x")))
    return "".join(out).partition("|")[2] or "".join(out)


def _is_number(rule, name):
    return type(rule._converters[name]).__name__ == "RowId"


@pytest.mark.parametrize("number", ODD_NUMBERS)
def test_no_odd_number_is_a_row_on_any_route(app, number):
    """The map itself is asked, for every route: whatever it does not know answers 404."""
    adapter = app.url_map.bind("localhost")
    matched = {rule.endpoint: match(adapter, rule, filled(rule, number)) for rule in numbered(app)}
    assert [endpoint for endpoint, found in matched.items() if found == endpoint] == []


def match(adapter, rule, path):
    """Return the endpoint that answers at ``path`` by a method of the rule, or the code of the refusal."""
    try:
        return adapter.match(path, "GET" if "GET" in rule.methods else "POST")[0]
    except HTTPException as error:
        return error.code


def test_the_addresses_asked_here_are_those_of_the_rules(app):
    """With an honest number every one of them is found: the test above can fail."""
    adapter = app.url_map.bind("localhost")
    assert [rule.endpoint for rule in numbered(app) if match(adapter, rule, filled(rule, "7")) != rule.endpoint] == []


def test_a_number_of_nothing_is_nothing(clerk):
    paths = [
        f"/{room}/{number}" for room in ("dan-van-kheo", "phan-anh", "bao-cao") for number in (0, 2**31 - 1, "007")
    ]
    assert {path: clerk.client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


def test_an_odd_number_in_a_filter_is_no_fault_of_ours(clerk):
    for number in ODD_NUMBERS:
        asked = dict.fromkeys(("trang", "nam", "don-vi", "linh-vuc", "dia-ban"), number)
        codes = [clerk.client.get(path, query_string=asked).status_code for path in ("/dan-van-kheo/", "/phan-anh/")]
        assert codes == [200, 200], number[:30]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_way_back_leads_out_of_the_site(app, target):
    with app.test_request_context():
        assert safe_next(target) == url_for("web.home")


def test_no_form_sends_anyone_elsewhere(world, clerk):
    """``next`` in a form of files, and ``next`` on the sign-in page."""
    exemplar_id = world.saved_draft().id
    for target in ELSEWHERE:
        sent = clerk.client.post(f"/tep/them/exemplar/{exemplar_id}", data={"csrf_token": clerk.token, "next": target})
        asked = clerk.client.get("/dang-nhap", query_string={"next": target})
        assert [sent.location, asked.location] == [f"/#tep-exemplar-{exemplar_id}", "/"], target


def test_no_other_method_does_anything(world, clerk):
    exemplar_id = world.saved_draft().id
    for path in ("/", f"/dan-van-kheo/{exemplar_id}", f"/dan-van-kheo/{exemplar_id}/bo", "/dang-xuat", "/healthz"):
        answers = {method: clerk.client.open(path, method=method) for method in METHODS}
        assert {method: answer.status_code for method, answer in answers.items()} == dict.fromkeys(METHODS, 405)
        assert "nth=" not in answers["TRACE"].text  # it would say the cookie back
    assert clerk.get("/huong-dan").status_code == 200
    assert world.again(exemplar_id).stage.value == "draft"


def test_asking_for_what_is_only_sent_does_nothing(world, clerk):
    exemplar_id = world.saved_draft().id
    ways = ("HEAD", "GET", "OPTIONS")
    codes = [clerk.client.open(f"/dan-van-kheo/{exemplar_id}/bo", method=way).status_code for way in ways]
    assert (codes, world.again(exemplar_id).stage.value) == ([405, 405, 200], "draft")


def test_head_is_guarded_like_get(world, clerk, stranger):
    exemplar = world.saved_draft()
    path = f"/dan-van-kheo/{exemplar.id}"
    people = (clerk, stranger, Browser(world.app))
    assert [one._ask("HEAD", path).status_code for one in people] == [200, 404, 303]


def test_a_method_is_not_overridden(world, clerk):
    exemplar_id = world.saved_draft().id
    told = dict.fromkeys(("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"), "POST")
    answer = clerk.client.get(f"/dan-van-kheo/{exemplar_id}/bo?_method=POST", headers=told)
    assert (answer.status_code, world.again(exemplar_id).stage.value) == (405, "draft")


SLASHES = (
        "//evil.example", "//evil.example/", "///evil.example/dan-van-kheo", "/\\evil.example", "//dan-van-kheo",
        "//dan-van-kheo//", "/dan-van-kheo//1", "/./dan-van-kheo", "/dan-van-kheo/../quan-tri", "/%2e%2e/quan-tri",
        "/dan-van-kheo%2F1", "/dan-van-kheo/%2F1", "/DAN-VAN-KHEO/", "/dan-van-kheo/1/", "/dan-van-kheo/1;sua",
        "/static/../du-lieu/nam-tinh-hinh.db", "/static/%2e%2e/%2e%2e/wsgi.py", "/static/..%5cwsgi.py",
        "/static//etc/passwd",
)  # fmt: skip


def test_odd_slashes_open_nothing_and_lead_nowhere_else(clerk):
    for path in SLASHES:
        answer = clerk.client.get("/", environ_overrides={"PATH_INFO": unquote(path)})
        assert answer.status_code in {308, 403, 404}, path
        assert (answer.location or "http://localhost/").startswith("http://localhost/"), path


def test_odd_slashes_do_not_pass_a_guard(clerk):
    paths = ("//quan-tri", "/quan-tri/", "/./quan-tri", "//quan-tri//tai-khoan")
    ask = {"follow_redirects": True}
    codes = [clerk.client.get("/", environ_overrides={"PATH_INFO": path}, **ask).status_code for path in paths]
    assert set(codes) <= {403, 404}


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("nth.local", 303), ("nth.local:8000", 303), ("NTH.LOCAL", 400), ("evil.example", 400),
        ("nth.local.evil.example", 400),
        ("evil.example:nth.local", 400), ("nth.local@evil.example", 400), ("", 400), ("nth.local/evil.example", 400),
        ("nth.local\\evil.example", 400), ("[::1]", 400), ("nth.local, evil.example", 400), ("xn--nth-local", 400),
    ],
)  # fmt: skip
def test_only_the_names_of_this_server_are_answered(tmp_path, host, code):
    app = create_app(Settings(folder=tmp_path, hosts=("nth.local",), https=False, secret_key="t" * 48))
    told = {"Host": host, "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example", "X-Original-URL": "/x"}
    answer = app.test_client(use_cookies=False).get("/dan-van-kheo/", headers=told)
    assert answer.status_code == code
    assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("https", [True, False])
def test_the_one_cookie_has_its_flags_after_signing_in_too(fresh, https, monkeypatch):
    monkeypatch.setitem(fresh.config, "SESSION_COOKIE_SECURE", https)
    browser = Browser(fresh)
    base = {"base_url": "https://localhost" if https else "http://localhost"}
    browser.get("/dang-nhap", **base)
    headers = {"Referer": "https://localhost/dang-nhap"} if https else {}
    browser.post("/dang-nhap", {"username": "canbo", "password": "con đường hoa giấy"}, headers=headers, **base)
    answer = browser.get("/huong-dan", **base)
    kept = answer.headers.getlist("Set-Cookie") or browser.get("/", **base).headers.getlist("Set-Cookie")
    for cookie in kept:
        assert cookie.startswith("nth=")
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; ")[1:])
        assert ("Secure" in cookie.split("; ")) is https
        assert "Domain" not in cookie
