"""The queue in a real browser: the list at the left follows each decision without a new page."""

import pytest

pytestmark = pytest.mark.journey


def names(page):
    return page.locator("#dang-cho b").all_inner_texts()


def press(page, button):
    """Press a decision's button and wait until another registration is open at the right."""
    before = page.locator("#ho-so h2[data-focus]").inner_text()
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_function("before => document.querySelector('#ho-so h2').innerText !== before", arg=before)
    page.locator("#dang-cho [aria-current]").wait_for()


def test_the_list_follows_what_was_decided(person):
    page = person("banchidao2")
    page.goto("/dan-van-kheo/hang-doi")
    first, second, third, *rest = names(page)

    press(page, "Để sau")
    assert names(page) == [second, third, *rest, first]
    press(page, "Đồng ý")
    assert names(page) == [third, *rest, first]

    current = page.locator("#dang-cho [aria-current] b").all_inner_texts()
    assert current == [third]
    page.reload()
    assert names(page) == [third, *rest, first]
