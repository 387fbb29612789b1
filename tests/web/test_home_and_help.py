"""Home shows what is to be done and nothing else; every job has its help page."""

import pytest

from nam_tinh_hinh.kernel.tasks import Task, most_pressing_first
from nam_tinh_hinh.web.help import PAGES


def test_an_empty_home_says_so(clerk):
    assert "Không còn việc nào chờ bạn" in clerk.get("/").text


def test_who_writes_down_begins_from_home(clerk, sign_in):
    assert 'href="/phan-anh/ghi">Ghi nội dung nắm được</a>' in clerk.get("/").text
    assert "Ghi nội dung nắm được</a>" not in sign_in("nguoixem").get("/").text


def test_what_was_returned_waits_on_the_units_home_with_its_reason(world, clerk, stranger):
    exemplar = world.sent(name="Tuyến đường hoa")
    world.act("banchidao2", exemplar, "return", "Ghi rõ số hộ.")
    home = clerk.get("/").text
    assert "Bổ sung: Tuyến đường hoa" in home
    assert "Ghi rõ số hộ." in home
    assert "Tuyến đường hoa" not in stranger.get("/").text


def test_the_committee_sees_how_many_wait_and_since_when(world, member):
    world.sent(name="Một")
    world.sent("phu_nu", name="Hai")
    home = member.get("/").text
    assert "Xét đăng ký mô hình, điển hình" in home
    assert '<span class="so">2' in home


def test_the_standing_office_is_told_only_of_what_is_decided(world, standing):
    exemplar = world.sent()
    assert "Công bố kết quả xét" not in standing.get("/").text.split("<main")[1]
    world.act("banchidao2", exemplar, "agree")
    assert "Công bố kết quả xét" in standing.get("/").text.split("<main")[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_every_help_page_opens_and_is_listed(clerk, page):
    assert page.title in clerk.get("/huong-dan").text
    answer = clerk.get(f"/huong-dan/{page.slug}")
    assert answer.status_code == 200
    assert page.title in answer.text


def test_a_help_page_that_is_not_there(clerk):
    assert clerk.get("/huong-dan/khong-co").status_code == 404


def test_the_administrator_is_led_to_his_own_pages(sign_in):
    admin = sign_in("quantri")
    assert "Mở trang Quản trị" in admin.get("/").text
    assert "Dân vận khéo</a>" not in admin.get("/").text
    assert admin.get("/dan-van-kheo/").status_code == 403


def test_a_refused_paper_leads_back_to_its_list_with_the_same_filters(clerk):
    answer = clerk.get("/dan-van-kheo/danh-sach.pdf?nam=2026&so=x")
    assert answer.status_code == 422
    assert 'href="/dan-van-kheo?nam=2026&amp;so=x">Quay lại danh sách' in answer.text


def test_home_puts_what_presses_first():
    tones = ("quiet", "waiting", "good", "overdue", "attention")
    ordered = most_pressing_first(Task(tone, "web.home", tone=tone) for tone in tones)
    assert [task.title for task in ordered] == ["overdue", "waiting", "attention", "quiet", "good"]


def test_home_puts_what_falls_due_within_hours_right_after_what_is_overdue():
    tasks = [
        Task("later", "web.home", tone="attention"), Task("soon", "web.home", tone="waiting", soon=True),
        Task("overdue", "web.home", tone="overdue"), Task("past", "web.home", tone="overdue", soon=True),
    ]  # fmt: skip
    assert [task.title for task in most_pressing_first(tasks)] == ["overdue", "past", "soon", "later"]
