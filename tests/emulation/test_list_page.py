"""The list: what a filter finds, how many questions the database is asked, and addresses typed by mistake."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import LISTED, ExemplarKind, Stage
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.turns import is_beginning

LIST = "/dan-van-kheo/"


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL said meanwhile, without what merely opens a transaction."""
    said: list[str] = []

    def note(_connection, _cursor, sql, *_rest):
        if not is_beginning(sql):
            said.append(sql)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("username", "path", "stage"),
    [
        ("canbo", LIST, Stage.SUBMITTED),
        ("tonghop", LIST, Stage.AGREED),
        ("banchidao", "/dan-van-kheo/hang-doi", Stage.SUBMITTED),
        ("banchidao", "/dan-van-kheo/hang-doi", Stage.AGREE_PENDING),
        ("thuongtruc", "/dan-van-kheo/cong-bo", Stage.DECLINE_PENDING),
        ("canbo", "/", Stage.RETURNED),
        ("canbo", "/", Stage.DECLINED),
        ("banchidao", "/", Stage.SUBMITTED),
        ("thuongtruc", "/", Stage.AGREE_PENDING),
        ("tonghop", "/dan-van-kheo/danh-sach.xlsx", Stage.AGREED),
    ],
)
def test_a_page_asks_as_much_for_fifty_rows_as_for_one(world, sign_in, username, path, stage):
    fields, browser, counts = queries.fields(), sign_in(username), []
    for n in range(50):
        world.staged(stage, name=f"Mô hình {n}", field_id=fields[n % 4].id)
        if n in (0, 49):
            with statements() as said:
                assert browser.get(path).status_code == 200
            counts.append(said)
    assert len(counts[0]) > 2
    assert [len(said) for said in counts] == [len(counts[0])] * 2


@pytest.fixture
def shelf(world):
    """A few exemplars that differ in what the filters look at."""
    culture = next(field for field in queries.fields() if field.code == "culture").id
    world.staged(Stage.SUBMITTED, name="Đường hoa Cựu chiến binh")
    world.staged(Stage.AGREE_PENDING, name="Tiếng kẻng an ninh", field_id=culture)
    world.staged(Stage.RETURNED, name="Ngõ xóm sáng đèn", field_id=culture)
    world.staged(Stage.SUBMITTED, "phu_nu", name="Đường hoa phụ nữ", content="Vận động 100% số hộ")
    world.staged(Stage.DISCARDED, name="Đã bỏ")
    older = services.open_campaign(actor=Machine(), year=2020)
    world.staged(Stage.AGREED, name="Của năm cũ").campaign = older
    world.save()
    return {"ccb": world.unit("ccb").id, "phu_nu": world.unit("phu_nu").id, "culture": culture}


def found(browser, **query):
    page = browser.get(LIST, query_string=query)
    assert page.status_code == 200
    return set(re.findall(r'class="bang__ten"><a [^>]*>([^<]*)<', page.text))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, {"Đường hoa Cựu chiến binh", "Tiếng kẻng an ninh", "Ngõ xóm sáng đèn", "Đường hoa phụ nữ", "Của năm cũ"}),
        ({"nam": "2020"}, {"Của năm cũ"}),
        ({"don-vi": "{phu_nu}"}, {"Đường hoa phụ nữ"}),
        ({"linh-vuc": "{culture}"}, {"Tiếng kẻng an ninh", "Ngõ xóm sáng đèn"}),
        ({"giai-doan": "submitted"}, {"Đường hoa Cựu chiến binh", "Tiếng kẻng an ninh", "Đường hoa phụ nữ"}),
        ({"giai-doan": "returned"}, {"Ngõ xóm sáng đèn"}),
        ({"giai-doan": "agreed"}, {"Của năm cũ"}),
        ({"tu-khoa": "duong hoa"}, {"Đường hoa Cựu chiến binh", "Đường hoa phụ nữ"}),
        ({"tu-khoa": "HOA nữ"}, {"Đường hoa phụ nữ"}),
        ({"tu-khoa": "100%"}, {"Đường hoa phụ nữ"}),
        ({"tu-khoa": "khong co chu nay"}, set()),
        ({"tu-khoa": "duong hoa", "don-vi": "{ccb}", "nam": "2020"}, set()),
    ],
)
def test_each_filter_finds_what_it_says(shelf, sign_in, query, names):
    query = {name: value.format(**shelf) for name, value in query.items()}
    assert found(sign_in("tonghop"), **query) == names


def test_the_stages_on_offer_are_those_outsiders_may_know(clerk, officer):
    def offered(browser):
        choice = re.search(r'<select[^>]*name="giai-doan".*?</select>', browser.get(LIST).text, re.S)[0]
        return re.findall(r'value="([^"]+)"', choice)

    assert offered(clerk) == [stage.value for stage in LISTED]
    assert offered(officer) == [stage.value for stage in LISTED if stage is not Stage.DRAFT]


MISTYPED = (str(2**63), "-1", "0", "x", "²", "1e3", " ", "' OR 1=1 --", "%", "draft\x00", "9" * 400)


@pytest.mark.parametrize("name", ["nam", "don-vi", "linh-vuc", "giai-doan", "tu-khoa", "trang"])
def test_a_mistyped_address_is_never_a_crash(world, clerk, name):
    world.sent()
    codes = {value: clerk.client.get(LIST, query_string={name: value}).status_code for value in MISTYPED}
    assert codes == dict.fromkeys(MISTYPED, 200)


@pytest.mark.parametrize(("name", "code"), [("the-thuc", 200), ("nam", 200), ("so", 422), ("ngay-ky", 422)])
def test_a_mistyped_paper_is_never_a_crash_nor_printed_wrong(clerk, name, code):
    answer = clerk.get("/dan-van-kheo/danh-sach.pdf", query_string={name: str(2**63)})
    assert answer.status_code == code
    assert (answer.mimetype == "application/pdf") == (code == 200)


@pytest.fixture
def many(world):
    for n in range(101):
        world.draft(name=f"Mô hình {n:03}")
    world.save()


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [(None, 100, 51), (1, 100, 51), (2, 50, 1), (3, 0, 0), (0, 100, 51), (4, 0, 0), (999999999, 0, 0)],
)
def test_a_page_holds_fifty_and_the_last_one_the_rest(many, clerk, page, first, last):
    html = clerk.get(LIST, query_string={"trang": page} if page else {}).text
    names = re.findall(r"Mô hình (\d{3})<", html)
    assert (names[0], names[-1]) == (f"{first:03}", f"{last:03}")
    assert f"Trang {min(page or 1, 3)}/3 · 101 mô hình" in html


def test_the_pager_keeps_the_filters(many, clerk):
    html = clerk.get(LIST, query_string={"tu-khoa": "mo hinh", "nam": clock.today().year}).text
    assert f"?nam={clock.today().year}&amp;tu-khoa=mo+hinh&amp;trang=2" in html


@pytest.mark.parametrize(
    ("username", "query", "title", "way_out"),
    [
        ("canbo", "", "Chưa có mô hình nào", "/dan-van-kheo/dang-ky"),
        ("tonghop", "", "Chưa có mô hình nào", None),
        ("canbo", "?tu-khoa=x", "Không có mô hình nào khớp", LIST),
    ],
)
def test_an_empty_list_says_so_and_where_to_go(sign_in, username, query, title, way_out):
    box = re.search(r'<div class="trong">.*?</div>', sign_in(username).get(LIST + query).text, re.S)[0]
    assert title in box
    assert re.findall(r'href="([^"]*)"', box) == ([way_out] if way_out else [])


def test_htmx_gets_the_list_alone_and_caches_know(world, clerk):
    world.sent()
    answer = clerk.get(LIST, headers={"HX-Request": "true"})
    assert "HX-Request" in answer.vary
    assert "<html" not in answer.text
    assert "Tiếng kẻng an ninh" in answer.text
    assert '<div hx-swap-oob="innerHTML:#tim-thay">Có 1 mô hình</div>' in answer.text
    assert 'role="status" id="tim-thay"></p>' in clerk.get(LIST).text


def test_a_paragon_is_told_from_a_practice(world, clerk):
    world.sent(name="Ông Tư hòa giải", kind=ExemplarKind.PARAGON)
    assert re.search(r"Ông Tư hòa giải</a>\s*<span[^>]*>· Điển hình", clerk.get(LIST).text)


def test_filters_come_back_as_the_address_had_them():
    filters = Filters(year=2026, unit_id=3, stage=Stage.RETURNED, words="kẻng")
    assert filters.as_args() == {"nam": "2026", "don-vi": "3", "giai-doan": "returned", "tu-khoa": "kẻng"}


def test_an_area_officer_may_look_for_one_unit(world, officer, clerk):
    sent = world.sent("mttq", name="Ngõ xóm tự quản")
    world.sent("ccb", name="Tiếng kẻng an ninh")
    counts = {}
    for who, browser in (("officer", officer), ("stranger", clerk)):
        answer = browser.get(f"{LIST}?don-vi={sent.unit_id}")
        counts[who] = (answer.status_code, "Ngõ xóm tự quản" in answer.text, "Tiếng kẻng an ninh" in answer.text)
    assert counts == {"officer": (200, True, False), "stranger": (200, False, False)}
