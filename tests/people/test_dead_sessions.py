"""Words sent after the sign-in had ended come back after the next one; nothing of a page lands in a box."""

import re
from datetime import timedelta
from html import unescape

import pytest

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from tests.browser import PASSWORD

FORM = "/dan-van-kheo/dang-ky"
TYPED = {"name": "Con đường <hoa> & “cờ”", "content": "Trồng hoa.\r\nTreo cờ.", "kind": "paragon", "is_priority": "y"}
TYPED |= {"owner_kind": "individual", "buoc": "nhap"}


@pytest.fixture
def idle(clerk):
    """A clerk's open form, left alone until the sign-in ended; the browser and the moment he comes back."""
    clerk.get(FORM)
    return clerk, clock.now() + timedelta(hours=2)


def fields_of(html: str) -> dict[str, str]:
    form = re.search(r'<form method="post" action="/dan-van-kheo.*?</form>', html, re.S)[0]
    return {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form)}


def sent_late(browser):
    """Send the form too late; return the page that asks to sign in and the note it carries."""
    page = browser.post(FORM, TYPED | {"form_key": "0" * 32})
    return page, re.search(r'name="kept" value="([^"]+)"', page.text)[1]


def test_words_sent_too_late_are_sent_after_signing_in_again(world, idle):
    clerk, later = idle
    with clock.stopped_at(later):
        page, note = sent_late(clerk)
        assert (page.status_code, db.session.scalars(db.select(Exemplar)).all()) == (401, [])
        again = clerk.post("/dang-nhap", {"username": "canbo", "password": PASSWORD, "kept": note})
        fields = fields_of(again.text)
        assert fields.pop("form_key") != "0" * 32
        assert {name: value for name, value in fields.items() if name in TYPED} == TYPED
        assert clerk.post(FORM, fields).status_code == 303
    saved = db.session.scalars(db.select(Exemplar)).one()
    assert (saved.name, saved.content, saved.is_priority) == (TYPED["name"], "Trồng hoa.\nTreo cờ.", True)


def test_a_wrong_password_in_between_loses_nothing(idle):
    clerk, later = idle
    with clock.stopped_at(later):
        _page, note = sent_late(clerk)
        wrong = clerk.post("/dang-nhap", {"username": "canbo", "password": "sai rồi bạn ơi", "kept": note})
        assert (wrong.status_code, f'value="{note}"' in wrong.text) == (422, True)


def test_a_note_made_in_another_browser_is_worth_nothing(idle, stranger):
    clerk, later = idle
    with clock.stopped_at(later):
        _page, note = sent_late(clerk)
        stranger.get("/dang-nhap")
        answer = stranger.post("/dang-nhap", {"username": "canbo2", "password": PASSWORD, "kept": note})
    assert (answer.status_code, TYPED["content"] in answer.text) == (303, False)


@pytest.mark.parametrize("secret", ["current", "new", "again"])
def test_a_password_is_never_among_the_kept_words(idle, secret):
    clerk, later = idle
    with clock.stopped_at(later):
        page = clerk.post("/doi-mat-khau", {secret: "mưa rào tháng sáu"})
        note = re.search(r'name="kept" value="([^"]+)"', page.text)[1]
        again = clerk.post("/dang-nhap", {"username": "canbo", "password": PASSWORD, "kept": note})
    assert "mưa rào" not in again.text
    assert f'name="{secret}"' not in again.text


@pytest.mark.parametrize(("page", "back"), [("/dan-van-kheo/hang-doi", "/dan-van-kheo/hang-doi"), ("", "/")])
def test_htmx_is_led_to_the_whole_sign_in_page(idle, page, back):
    clerk, later = idle
    with clock.stopped_at(later):
        answer = clerk.htmx(FORM, TYPED, page=page)
    assert (answer.status_code, answer.text) == (204, "")
    assert unescape(answer.headers["HX-Redirect"]) in {
        f"/dang-nhap?next={back}",
        f"/dang-nhap?next={back.replace('/', '%2F')}",
    }


def test_a_page_asked_for_too_late_is_given_after_signing_in(idle):
    clerk, later = idle
    with clock.stopped_at(later):
        answer = clerk.get("/dan-van-kheo/?tu-khoa=tiếng kẻng&nam=2026")
        assert clerk.post(answer.location, {"username": "canbo", "password": PASSWORD}).location == (
            "/dan-van-kheo/?tu-khoa=ti%E1%BA%BFng%20k%E1%BA%BBng&nam=2026"
        )
