"""The numbers that the room's rules go by, as the administrator sets them."""

import pytest

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation import queries
from nam_tinh_hinh.situation.thresholds import Code
from tests.browser import form_values

PAGE = "/quan-tri/quy-tac"


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def sent(admin, **typed):
    page = admin.get(PAGE).text
    known = {row.code: str(row.value) for row in queries.thresholds()}
    return form_values(page, PAGE) | known | typed


def test_a_number_is_changed_once_and_its_history_is_readable(admin, world):
    form = sent(admin, answer_normal="15")
    assert [admin.post(PAGE, form).status_code for _ in range(2)] == [303, 303]
    db.session.rollback()
    assert queries.threshold(Code.ANSWER_NORMAL) == 15
    events = db.session.scalars(db.select(history.Event).filter_by(subject="threshold")).all()
    assert [event.details for event in events] == [{"before": {"answer_normal": 10}, "after": {"answer_normal": 15}}]
    page = admin.get("/quan-tri/nhat-ky").text
    assert "Sửa số của quy tắc" in page
    assert "Hạn trả lời việc bình thường" in page
    assert PAGE in admin.get("/quan-tri").text


@pytest.mark.parametrize("typed", ["", "0", "91", "mười", "-1", "9" * 12, "1,5"])
def test_a_number_out_of_reason_is_refused_in_words(admin, world, typed):
    answer = admin.post(PAGE, sent(admin, answer_normal=typed))
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    db.session.rollback()
    assert queries.threshold(Code.ANSWER_NORMAL) == 10


@pytest.mark.parametrize("who", ["canbo", "lanhdao", "tonghop", "truongban"])
def test_nobody_else_opens_it(world, sign_in, who):
    other = sign_in(who)
    assert [other.get(PAGE).status_code, other.post(PAGE, {"answer_normal": "5"}).status_code] == [403, 403]
