"""Pages of the data of a section: the box beside it, bringing newer data in, taking that back."""

import re
from contextlib import contextmanager

import pytest
from flask import render_template_string
from flask_login import login_user

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.queries import filling
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.views.filling import about_filling, first_filling
from tests.browser import Browser
from tests.pagelint import faults
from tests.reporting.filled import CULTURE, ECONOMY, Week

BOX = "{% include 'reporting/filling/_given.html' %}"


@pytest.fixture
def week(world) -> Week:
    found = Week(world)
    found.gathered()
    return found


@pytest.fixture
def clerk(fresh) -> Browser:
    browser = Browser(fresh)
    browser.sign_in("canbo")
    return browser


def address(section) -> str:
    return f"/bao-cao/{section.report_id}/muc/{section.id}/lay-so-lieu"


def press(week, browser, section, hour=11):
    path = address(section)
    with week.at(2, hour):
        return browser.post(path)


def undo_form(html: str) -> dict[str, str]:
    found = re.search(r'name="before" value="([^"]+)"', html)
    assert found
    return {"before": found[1]}


def test_newer_data_come_in_and_can_be_taken_back(week, clerk):
    section = week.filled()
    week.written(f"{ECONOMY}\nThêm bằng tay.")
    with week.at(2, 10, 30):
        week.situation.confirmed(content="Đèn đường hỏng.", topic="economy.urban")
    path, before = address(section), section.text
    answer = press(week, clerk, section)
    assert answer.status_code == 200
    assert "Số liệu mới: thêm 1 nội dung." in answer.text
    assert week.again(section).text.split("\n")[1].startswith("- Kinh tế: Đèn đường hỏng")
    with week.at(2, 11, 5):
        back = clerk.post(f"{path}/hoan-tac", undo_form(answer.text))
    assert back.status_code == 303
    assert week.again(section).text == before


def test_nothing_new_says_so(week, clerk):
    section = week.filled()
    assert press(week, clerk, section, hour=10).status_code == 303
    assert week.again(section).text == f"{ECONOMY}\n{CULTURE}"


def test_what_was_written_since_is_not_taken_back(week, clerk):
    section = week.section()
    answer, path = press(week, clerk, section), address(section)
    week.written("Viết sau khi cập nhật.")
    refused = clerk.post(f"{path}/hoan-tac", undo_form(answer.text))
    assert refused.status_code == 409
    assert "lưu ở nơi khác" in refused.text
    assert week.again(section).text == "Viết sau khi cập nhật."


@pytest.mark.parametrize("forged", ["", "abc", "ImFiYyI.x"])
def test_what_the_page_did_not_sign_puts_nothing_back(week, clerk, forged):
    section = week.filled()
    path = address(section)
    assert clerk.post(f"{path}/hoan-tac", {"before": forged}).status_code == 409
    assert week.again(section).text == f"{ECONOMY}\n{CULTURE}"


def test_what_was_taken_of_one_section_fits_no_other(week, clerk):
    section, other = week.section(), week.section("hot")
    answer, path = press(week, clerk, section), address(other)
    assert clerk.post(f"{path}/hoan-tac", undo_form(answer.text)).status_code == 409


def test_strangers_find_nothing_and_free_text_has_no_data(week, clerk, stranger):
    issues, done = week.section(), week.section("done")
    paths = [address(issues), f"{address(issues)}/hoan-tac"]
    assert [stranger.post(path).status_code for path in paths] == [404, 404]
    assert clerk.post(address(done)).status_code == 404
    assert clerk.post("/bao-cao/1/muc/999999/lay-so-lieu").status_code == 404
    assert week.again(issues).text == ""


def test_a_locked_section_says_why(week, clerk):
    section = week.filled()
    section.opened = False
    week.save()
    refused = press(week, clerk, section)
    assert (refused.status_code, "đang khóa" in refused.text) == (403, True)


# --- the box ---


@contextmanager
def signed_in(week, who):
    """A request of ``who``, with a session and a ``g`` of its own."""
    actor = week.world.actor(who)
    db.session.rollback()
    app = week.world.app
    with app.app_context(), app.test_request_context():
        login_user(actor)
        yield


def box(week, section, who="canbo") -> str:
    """The box as a page of ``who`` shows it on Wednesday at 11:00."""
    report_id, section_id = section.report_id, section.id
    with week.at(2, 11), signed_in(week, who):
        section = queries.section(report_id, section_id)
        html = render_template_string(BOX, section=section, filling=about_filling(section))
    assert faults(html) == []
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_box_says_what_was_given_and_what_was_changed(week):
    section = week.filled()
    week.written(f"{ECONOMY.replace('tắc', 'tắc nặng')}\nThêm bằng tay.")
    said = box(week, section)
    day = week.reporting.at(2, 10).strftime("%d/%m/%Y")
    assert f"Lấy từ số liệu lúc 10:00 ngày {day}: 2 nội dung, đã sửa 1, thêm 1, bỏ 1" in said
    assert "Cập nhật số liệu" not in said


def test_the_box_offers_newer_data(week):
    section = week.filled()
    with week.at(2, 10, 30):
        week.situation.confirmed(content="Đèn đường hỏng.")
    said = box(week, section)
    assert "Số liệu đã thay đổi từ lúc lấy: thêm 1 nội dung" in said
    assert "Cập nhật số liệu" in said


def test_each_line_leads_to_its_observation_for_those_who_may_see_it(week):
    section = week.filled()
    number = filling_source(week, section)
    assert f"Mở nội dung số {number}" in box(week, section)
    assert "Mở nội dung" not in box(week, section, "canbo2")


def filling_source(week, section) -> int:
    with week.at(2, 11):
        return filling.given_for(section).sources[0].observation_id


def test_sums_are_shown_with_their_parts_and_who_is_missing(week):
    with week.at(2, 9):
        report = week.reporting.written("ccb")
        services.fill_first(actor=week.reporting.of("ccb"), report=report)
        week.reporting.send(report)
    said = box(week, week.filled("figures", "mttq"))
    names = [week.world.unit(key).short_name for key in ("mttq", "ccb", "phu_nu", "nong_dan")]
    assert f"3 = {names[0]} 0 + {names[1]} 3" in said
    missing = ", ".join(sorted(names[2:], key=sort_key))
    assert f"Chưa có số liệu của: {missing}." in said


def test_a_heading_of_free_text_has_no_box(week):
    assert box(week, week.section("done")) == ""


def test_the_first_opening_fills_for_a_writer_only(week):
    section = week.section()
    for who, wanted in (("canbo2", ""), ("nguoixem", ""), ("canbo", f"{ECONOMY}\n{CULTURE}")):
        report_id = section.report_id
        with week.at(2, 10), signed_in(week, who):
            shown = first_filling(db.session.get_one(Report, report_id))
            assert shown.id == report_id
        assert week.again(section).text == wanted
