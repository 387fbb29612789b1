"""Every page of administration is the administrator's alone."""

import pytest

OTHERS = ("canbo", "canbo2", "lanhdao", "banchidao", "truongban", "thuongtruc", "tonghop", "phutrach", "nguoixem")
FILLED = {
    "user_id": "1", "position_id": "1", "slug": "loai-don-vi", "row_id": "1", "way": "len", "setting_id": "1",
    "code": "dang", "holiday_id": "1", "event_id": "1", "name": "x.nth",
}  # fmt: skip


def pages(app):
    """Return (method, address) of every page under /quan-tri."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/quan-tri"):
            address = rule.rule
            for name in rule.arguments:
                address = address.replace(next(p for p in address.split("/") if f"{name}>" in p), FILLED[name])
            found += [(method, address) for method in rule.methods & {"GET", "POST"}]
    return found


@pytest.mark.parametrize("username", OTHERS)
def test_every_other_role_is_refused_everywhere(sign_in, fresh, username):
    browser = sign_in(username)
    listed = pages(fresh)
    assert len(listed) > 30
    answers = {(m, path): (browser.get if m == "GET" else browser.post)(path).status_code for m, path in listed}
    assert {where: code for where, code in answers.items() if code != 403} == {}


def test_nobody_signed_in_is_led_to_the_door(fresh):
    client = fresh.test_client()
    answers = {client.get(path).headers["Location"].split("?")[0] for method, path in pages(fresh) if method == "GET"}
    assert answers == {"/dang-nhap"}


@pytest.mark.parametrize(
    "path", ["", "/tai-khoan", "/tai-khoan/them", "/danh-muc", "/ngay-nghi", "/mau-in", "/thiet-lap", "/nhat-ky"]
)
def test_the_administrator_opens_them(sign_in, path):
    assert sign_in("quantri").get(f"/quan-tri{path}").status_code == 200


def test_only_he_sees_the_way_there(sign_in):
    assert 'href="/quan-tri"' in sign_in("quantri").get("/").text
    assert 'href="/quan-tri"' not in sign_in("lanhdao").get("/").text
