"""The queue in a real browser: the list at the left follows each decision without a new page."""

import pytest

pytestmark = pytest.mark.journey

QUEUE = "/dan-van-kheo/hang-doi"


@pytest.fixture
def page(person):
    page = person("banchidao2")
    page.goto(QUEUE)
    return page


def names(page):
    return page.locator("#dang-cho b").all_inner_texts()


def open_one(page):
    return page.locator("#ho-so h2[data-focus]").inner_text()


def progress(page):
    return page.locator("#tien-do").inner_text()


def settled(page, before):
    """Wait until another registration is open at the right and may be judged."""
    page.wait_for_function(
        "before => (document.querySelector('#ho-so h2')?.innerText ?? before) !== before", arg=before
    )
    page.locator("#dang-cho [aria-current]").wait_for()
    page.locator("#ho-so:not([data-fresh]) h2:focus").wait_for()


def press(page, button):
    before = open_one(page)
    page.get_by_role("button", name=button, exact=True).click()
    settled(page, before)


def test_the_list_follows_what_was_decided(page):
    first, second, third, *rest = names(page)

    press(page, "Để sau")
    assert names(page) == [second, third, *rest, first]
    press(page, "Đồng ý")
    assert names(page) == [third, *rest, first]

    current = page.locator("#dang-cho [aria-current] b").all_inner_texts()
    assert current == [third]
    page.reload()
    assert names(page) == [third, *rest, first]


def test_a_row_opens_beside_the_list_and_takes_the_focus(page):
    second = names(page)[1]
    page.evaluate("window.same = true")
    page.locator("#dang-cho a").nth(1).click()
    page.locator("#ho-so h2:focus", has_text=second).wait_for()
    assert page.locator("[data-queue] [aria-current] b").all_inner_texts() == [second]
    assert (page.evaluate("window.same"), "?xem=" in page.url) == (True, True)


@pytest.mark.parametrize("again", ["click", "Control+Enter"])
def test_a_second_press_does_not_judge_what_nobody_has_read(page, again):
    first, second, *_ = names(page)
    page.locator("[data-primary]").click()
    page.locator("#ho-so h2:focus", has_text=second).wait_for()
    if again == "click":
        page.locator("[data-primary]").click()
    else:
        page.keyboard.press(again)
    page.wait_for_timeout(900)
    assert (open_one(page), names(page)[0]) == (second, second)
    assert first not in names(page)


def test_ctrl_enter_works_from_nowhere_and_presses_the_button_the_focus_is_on(page):
    first, second, third, *rest = names(page)
    page.keyboard.press("Control+Enter")
    settled(page, first)
    assert names(page) == [second, third, *rest]
    page.get_by_role("button", name="Để sau").focus()
    page.keyboard.press("Control+Enter")
    settled(page, second)
    assert names(page) == [third, *rest, second]


def test_the_keyboard_reaches_the_registration_at_once(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "ho-so"
