"""Search in a real browser: "/" from anywhere, typing follows, one kind, the thing itself; and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.demonstration import demonstration
from tests.situation.given import Situation
from tests.world import World

pytestmark = pytest.mark.journey

WORDS = "Cột điện nghiêng cạnh trường mầm non, phụ huynh lo khi trời gió to."


@pytest.fixture(scope="module")
def prepared():
    """The demonstration with one observation of the veterans about an electric pole."""

    def fill(folder):
        with demonstration(folder) as app:
            Situation(World(app)).recorded("canbo", content=WORDS)

    return fill


def test_a_clerk_finds_what_his_unit_heard_by_the_keyboard(person):
    page = person("canbo")
    page.goto("/bao-cao/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("cot dien")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?q=cot+dien*")
    page.locator("mark", has_text="Cột điện").first.wait_for()
    page.locator("#tim-o").press("End")
    page.locator("#tim-o").press_sequentially(" nghieng")
    page.wait_for_url("**/tim?q=cot*dien*nghieng*")
    page.get_by_role("link", name="Nội dung nắm được").first.click()
    page.wait_for_url("**loai=noi-dung*")
    page.locator(".tim-ten").first.click()
    page.get_by_text(WORDS).first.wait_for()


def test_a_stranger_finds_nothing_and_is_told_what_to_do(person):
    page = person("canbo2")
    page.goto("/tim?q=cot+dien+nghieng")
    page.get_by_text("Không tìm thấy “cot dien nghieng”").wait_for()
    expect(page.locator("mark")).to_have_count(0)
