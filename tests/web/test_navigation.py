"""The navigation says where one is, also on the pages below its own."""

import re

import pytest


def current(page):
    return re.findall(r'aria-current="page"[^>]*>([^<\n]+)', page.split("<main")[0])


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/", ["Việc của tôi"]),
        ("/dan-van-kheo/", ["Dân vận khéo"]),
        ("/dan-van-kheo/dang-ky", ["Đăng ký mô hình"]),
        ("/to-chuc/1", ["Tổ chức"]),
        ("/danh-ba", ["Tổ chức"]),
        ("/huong-dan", []),
    ],
)
def test_the_word_of_the_place_is_marked(clerk, path, word):
    assert current(clerk.get(path).text) == word * 2  # the wide and the folded navigation


def test_administration_is_one_place(sign_in):
    assert current(sign_in("quantri").get("/quan-tri/nhat-ky").text) == ["Quản trị"] * 2


def test_the_tab_of_a_page_below_it_is_marked(clerk):
    assert re.findall(r'aria-current="page">([^<]+)', clerk.get("/to-chuc/1").text.split("<main")[1]) == ["Đơn vị"]
