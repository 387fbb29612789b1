"""The page of the year's holidays, as the administrator uses it and as others do not."""

from datetime import date

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import queries
from nam_tinh_hinh.people.holidays import planned
from nam_tinh_hinh.people.tables import Holiday
from tests.browser import form_values
from tests.people.statements import counted

PAGE = "/quan-tri/ngay-nghi"
WORKED = {"day": "22/08/2026", "label": "Làm bù ngày 31/8", "is_working": "y"}


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def listed(year=2026):
    db.session.rollback()
    return [(row.day, row.label, row.is_working) for row in queries.holidays(year)]


def added(admin, **facts):
    assert admin.post(PAGE, WORKED | facts).status_code == 303
    db.session.rollback()
    return db.session.scalars(db.select(Holiday.id).order_by(Holiday.id.desc())).first()


def test_an_empty_year_says_so_and_is_filled(admin, world):
    page = admin.get(PAGE, query_string={"nam": 2026}).text
    assert "Năm 2026 chưa có ngày nghỉ nào" in page
    sent = form_values(page, f"{PAGE}/ngay-le")
    for _ in range(2):
        assert admin.post(f"{PAGE}/ngay-le", sent).location == f"{PAGE}?nam=2026"
    assert listed() == [(day, label, False) for day, label in planned(2026).items()]
    page = admin.get(f"{PAGE}?nam=2026").text
    assert f"Đã thêm {len(planned(2026))} ngày nghỉ của năm 2026." in page
    assert '<td class="gon" data-label="Thứ">Chủ nhật</td>' in page
    assert "chưa có ngày nghỉ nào" not in page
    assert f"{PAGE}/ngay-le" not in page  # nothing left to add


def test_the_year_is_this_one_unless_another_is_asked(admin):
    this = clock.today().year
    for asked in ("", "?nam=", "?nam=abc", "?nam=0", "?nam=99999", "?nam=2101"):
        assert f"Ngày nghỉ năm {this}" in admin.get(PAGE + asked).text
    for year in (1900, 2028, 2100):
        assert f"Ngày nghỉ năm {year}" in admin.get(f"{PAGE}?nam={year}").text


def test_a_day_is_typed_in_once(admin, world):
    sent = WORKED | {"form_key": "a" * 32}
    assert [admin.post(PAGE, sent).location for _ in range(2)] == [f"{PAGE}?nam=2026"] * 2
    assert listed() == [(date(2026, 8, 22), "Làm bù ngày 31/8", True)]
    page = admin.get(f"{PAGE}?nam=2026").text
    assert "Đã thêm Làm bù ngày 31/8, thứ bảy 22/08/2026." in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": ""}, "Ghi ngày."),
        ({"day": "31/02/2026"}, "“31/02/2026” không phải là ngày"),
        ({"label": "  "}, "Ghi tên ngày nghỉ"),
        ({"label": "x" * 121}, "nhiều nhất 120 ký tự"),
        ({"day": "24/08/2026"}, "Thứ Hai 24/08/2026 vốn là ngày làm việc"),
        ({"day": "01/01/2026", "is_working": ""}, "Đã có ngày 01/01/2026 (Tết Dương lịch)"),
    ],
)
def test_a_bad_day_keeps_what_was_typed(admin, world, changed, words):
    added(admin, day="01/01/2026", label="Tết Dương lịch", is_working="")
    before, sent = listed(), WORKED | {"nam": "2026"} | changed
    answer = admin.post(PAGE, sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Ngày nghỉ năm 2026" in answer.text
    assert f'value="{sent["day"]}"' in answer.text
    assert listed() == before


def test_a_day_is_changed_and_changed_back(admin, world):
    where = f"{PAGE}/{added(admin)}/sua"
    assert 'value="Làm bù ngày 31/8"' in admin.get(where).text
    assert admin.post(where, {"day": "31/08/2026", "label": "Nghỉ hoán đổi"}).status_code == 303
    assert listed() == [(date(2026, 8, 31), "Nghỉ hoán đổi", False)]
    undo = form_values(admin.get(f"{PAGE}?nam=2026").text, where)
    assert admin.post(where, undo).status_code == 303
    assert listed() == [(date(2026, 8, 22), "Làm bù ngày 31/8", True)]


def test_a_bad_change_keeps_what_was_typed(admin, world):
    row = added(admin)
    added(admin, day="31/08/2026", label="Nghỉ hoán đổi", is_working="")
    before = listed()
    answer = admin.post(f"{PAGE}/{row}/sua", WORKED | {"day": "31/08/2026", "label": "Tên tôi gõ"})
    assert (answer.status_code, "Tên tôi gõ" in answer.text) == (422, True)
    assert "Đã có ngày 31/08/2026 (Nghỉ hoán đổi)" in answer.text
    assert listed() == before


def test_a_day_taken_off_comes_back(admin, world):
    row, before = added(admin), listed()
    for _ in range(2):
        assert admin.post(f"{PAGE}/{row}/bo", {"form_key": "b" * 32}).location == f"{PAGE}?nam=2026"
    assert listed() == []
    undo = f"{PAGE}/hoan-tac/{history.last('holiday', row).id}"
    assert f'action="{undo}"' in admin.get(f"{PAGE}?nam=2026").text
    assert admin.post(undo).status_code == 303
    assert listed() == before
    admin.post(undo)
    assert "Không hoàn tác được" in admin.get(PAGE).text
    assert listed() == before


def test_only_a_removed_day_comes_back(admin, world):
    row = added(admin)
    other = history.last("holiday", row).id
    assert [admin.post(f"{PAGE}/hoan-tac/{event}").status_code for event in (other, 99999)] == [404, 404]
    assert [admin.post(f"{PAGE}/99999/{way}").status_code for way in ("bo", "sua")] == [404, 404]
    assert admin.post(f"{PAGE}/ngay-le", {"nam": "1"}).status_code == 404


@pytest.mark.parametrize("username", ["canbo", "canbo2", "lanhdao", "truongban", "thuongtruc", "nguoixem"])
def test_nobody_else_sees_or_changes_the_list(admin, sign_in, world, username):
    row, before = added(admin), listed()
    other = sign_in(username)
    sent = [
        other.post(PAGE, WORKED | {"day": "23/08/2026"}),
        other.post(f"{PAGE}/{row}/sua", WORKED | {"label": "Khác"}),
        other.post(f"{PAGE}/{row}/bo"),
        other.post(f"{PAGE}/ngay-le", {"nam": "2026"}),
    ]
    assert [answer.status_code for answer in [other.get(PAGE), other.get(f"{PAGE}/{row}/sua"), *sent]] == [403] * 6
    assert listed() == before


def test_the_way_there_and_the_history_in_words(admin, world):
    added(admin)
    assert f'href="{PAGE}"' in admin.get("/quan-tri").text
    assert "Thêm ngày nghỉ, ngày làm bù" in admin.get("/quan-tri/nhat-ky").text
    assert admin.get("/huong-dan/ngay-nghi").status_code == 200


def test_a_full_year_costs_no_more_statements(admin, fresh):
    costs = []
    for _ in range(2):
        with counted(fresh) as asked:
            admin.get(f"{PAGE}?nam=2026")
        costs.append(len(asked))
        admin.post(f"{PAGE}/ngay-le", {"nam": "2026"})
        admin.get(PAGE)  # takes the message
    assert costs[0] == costs[1]
