"""One section page by page, without JavaScript: saving, ticking off, two at once, the period before."""

import re
from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import SectionStage, Stage
from nam_tinh_hinh.reporting.tables import Section
from tests.browser import form_values
from tests.reporting.writing import WORDS, again, held, main, page_of, path


@pytest.fixture
def section(reporting) -> Section:
    return reporting.section(reporting.report())


# --- one section ---


def test_a_section_shows_what_to_write_and_where_to_go_on(reporting, clerk, section):
    page = main(clerk.get(path(section)))
    assert "1. Kết quả thực hiện nhiệm vụ trong tuần" in page
    assert "Việc chính đã làm, kết quả cụ thể." in page
    assert "Mục 1/7" in page
    following = reporting.section(section.report, "tasks")
    assert f'<a class="muc-ke__sau" href="{path(following)}" rel="next">2. {following.heading.title}' in page
    assert 'rel="prev"' not in page


def test_words_are_saved_by_a_press_and_composed(reporting, clerk, section):
    typed = "Ho\u0323\u0302i nghi\u0323.\r\nXong "
    answer = clerk.post(f"{path(section)}/luu", {"text": typed, "version": section.version})
    assert answer.location == path(section)
    assert held(section.id) == ("Hội nghị.\nXong", {}, SectionStage.WRITING)
    assert again(section.id).saved_by_name == reporting.world.actor("canbo").name


def test_xong_saves_ticks_and_goes_on_to_the_next_and_is_undone(reporting, clerk, section):
    answer = clerk.post(f"{path(section)}/xong", {"text": WORDS, "version": section.version, "buoc": "xong"})
    following = reporting.section(section.report, "tasks")
    assert answer.location == path(following)
    assert held(section.id) == (WORDS, {}, SectionStage.DONE)
    undo = form_values(clerk.get(path(following)).text, f"{path(section)}/xong")
    assert clerk.post(f"{path(section)}/xong", undo).location == path(section)
    assert held(section.id) == (WORDS, {}, SectionStage.WRITING)


def test_a_double_press_of_xong_does_it_once(clerk, section):
    said = {"text": WORDS, "version": section.version, "buoc": "xong"}
    assert [clerk.post(f"{path(section)}/xong", said).status_code for _ in range(2)] == [303, 303]
    assert held(section.id) == (WORDS, {}, SectionStage.DONE)


def test_xong_without_a_word_says_what_to_do(clerk, section):
    answer = clerk.post(f"{path(section)}/xong", {"text": "", "version": section.version})
    assert answer.status_code == 422
    assert "Viết vào, hoặc bấm “Không phát sinh”" in answer.text
    assert held(section.id) == ("", {}, SectionStage.TO_DO)


def test_the_last_section_leads_back_to_the_report(reporting, clerk):
    report = reporting.report()
    for one in report.sections:
        answer = clerk.post(f"{path(one)}/xong", {"buoc": "khong", "version": one.version})
    assert answer.location == page_of(report)
    page = main(clerk.get(page_of(report)))
    assert "Xong 7/7" in page
    assert "Các mục đều đã xong." in page


def test_nothing_in_a_section_is_one_press_and_the_given_words_come_back(reporting, clerk, section):
    services.save_section(actor=reporting.of("ccb"), section=section, text="Số liệu cho sẵn.", figures={})
    section.given = "Số liệu cho sẵn."
    reporting.save()
    clerk.post(f"{path(section)}/xong", {"buoc": "khong", "version": section.version})
    assert held(section.id) == ("", {}, SectionStage.NOTHING)
    clerk.post(f"{path(section)}/xong", {"buoc": "lai", "version": again(section.id).version})
    assert held(section.id) == ("Số liệu cho sẵn.", {}, SectionStage.WRITING)


def test_nothing_never_costs_words_that_a_person_wrote(clerk, section):
    clerk.post(f"{path(section)}/luu", {"text": WORDS, "version": section.version})
    row = again(section.id)
    for said in ({"text": WORDS + " Thêm."}, {}):
        answer = clerk.post(f"{path(row)}/xong", said | {"buoc": "khong", "version": row.version})
        assert answer.status_code == 422
        assert "đang có chữ đã viết" in answer.text
        assert said.get("text", WORDS) in answer.text
    assert held(section.id) == (WORDS, {}, SectionStage.WRITING)


def test_figures_are_typed_as_offices_write_them(reporting, clerk):
    row = reporting.section(reporting.report(), "figures")
    said = {"so_observations": "1.200", "so_voices": " 0 ", "so_hot": "", "text": "", "version": row.version}
    clerk.post(f"{path(row)}/luu", said)
    assert held(row.id) == ("", {"observations": 1200, "voices": 0}, SectionStage.WRITING)
    page = main(clerk.get(path(row)))
    assert 'value="1200"' in page
    bad = clerk.post(f"{path(row)}/luu", said | {"so_hot": "mười hai", "version": again(row.id).version})
    assert bad.status_code == 422
    assert "không phải là số nguyên" in bad.text
    assert "mười hai" in bad.text


@pytest.mark.parametrize(
    "said",
    [
        {"text": "x" * 20_001}, {"text": "a\x00b\u202e", "version": "9" * 400}, {"version": "-1"}, {"lay": "text"},
        {"so_observations": "9" * 5000}, {"so_observations": "-3"}, {"chep": "them"}, {"chep": "bo"}, {"buoc": "\x00"},
        {"ve": "https://elsewhere.vn/"}, {"ve": "/\\elsewhere"},
    ],
)  # fmt: skip
def test_hostile_input_is_answered_in_words(reporting, clerk, said):
    row = reporting.section(reporting.report(), "figures")
    for verb in ("luu", "xong"):
        answer = clerk.post(f"{path(row)}/{verb}", {"text": WORDS, "version": row.version} | said)
        assert answer.status_code in (303, 409, 422)
        assert (answer.location or "/").startswith("/bao-cao") or answer.status_code != 303


def test_too_long_words_stay_in_the_field(clerk, section):
    answer = clerk.post(f"{path(section)}/luu", {"text": "y" * 20_001, "version": section.version})
    assert answer.status_code == 422
    assert "y" * 20_001 in answer.text
    assert "nhiều nhất 20000 ký tự" in answer.text


def test_words_marked_secret_are_kept_nowhere(clerk, section):
    marked = "TUYỆT MẬT: kế hoạch"
    answer = clerk.post(f"{path(section)}/luu", {"text": marked, "version": section.version})
    assert answer.status_code == 422
    assert 'data-keep="never"' in answer.text
    box = clerk.htmx(f"{path(section)}/luu", {"text": marked, "version": section.version})
    assert f'data-forget="muc-bao-cao-{section.id}"' in box.text
    assert "trên máy này." not in box.text
    assert again(section.id).text == ""


# --- two at once ---


def test_the_answer_of_an_autosave_is_the_save_box_alone(clerk, section):
    answer = clerk.htmx(f"{path(section)}/luu", {"text": WORDS, "version": section.version})
    assert answer.status_code == 200
    assert "<textarea" not in answer.text
    assert f'value="{again(section.id).version}"' in answer.text
    assert "Đã lưu trên máy chủ" in answer.text
    assert f'data-forget="muc-bao-cao-{section.id}"' in answer.text


def test_a_lost_answer_is_no_conflict(clerk, section):
    said = {"text": WORDS, "version": section.version}
    answers = [clerk.htmx(f"{path(section)}/luu", said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert f'value="{again(section.id).version}"' in answers[1].text


def test_two_at_once_are_shown_side_by_side_and_one_chooses(reporting, clerk, section):
    theirs, seen = "Của lãnh đạo.", section.version
    services.save_section(actor=reporting.reach("lanhdao"), section=section, text=theirs, figures={})
    reporting.save()
    box = clerk.htmx(f"{path(section)}/luu", {"text": WORDS, "version": seen})
    assert box.status_code == 409
    assert reporting.world.actor("lanhdao").name in box.text
    assert f'value="{seen}"' in box.text
    assert "So hai bản" in box.text
    page = clerk.post(f"{path(section)}/luu", {"text": WORDS, "version": seen})
    assert page.status_code == 409
    assert (theirs in page.text, WORDS in page.text, "data-autosave" in page.text) == (True, True, False)
    assert again(section.id).text == theirs
    form = form_values(page.text, f"{path(section)}/luu")
    clerk.post(f"{path(section)}/luu", form | {"text": WORDS, "lay": "text"})
    assert again(section.id).text == theirs
    clerk.post(f"{path(section)}/luu", form | {"text": WORDS, "version": again(section.id).version})
    assert again(section.id).text == WORDS


def test_figures_are_chosen_one_by_one(reporting, clerk):
    row = reporting.section(reporting.report(), "figures")
    seen = row.version
    services.save_section(
        actor=reporting.reach("lanhdao"), section=row, text="Chung", figures={"observations": 7, "voices": 9}
    )
    reporting.save()
    mine = {"text": "Chung", "so_observations": "5", "so_voices": "6"}
    page = clerk.post(f"{path(row)}/luu", mine | {"version": seen})
    assert page.status_code == 409
    assert re.findall(r'name="lay" value="([^"]+)"', page.text) == ["so_observations", "so_voices"]
    form = form_values(page.text, f"{path(row)}/luu")
    clerk.post(f"{path(row)}/luu", form | mine | {"lay": "so_voices"})
    assert again(row.id).figures == {"observations": 5, "voices": 9}


def test_an_autosave_after_the_leader_signed_is_refused_and_the_words_stay(reporting, clerk, section):
    seen = section.version
    reporting.staged(Stage.SENT)
    before = again(section.id).text
    box = clerk.htmx(f"{path(section)}/luu", {"text": WORDS, "version": seen})
    assert box.status_code == 409
    assert "data-stop" in box.text
    assert "data-forget" not in box.text
    assert "Chữ bạn gõ vẫn còn" in box.text
    page = clerk.post(f"{path(section)}/luu", {"text": WORDS, "version": seen})
    assert page.status_code == 409
    assert WORDS in page.text
    assert "để chép lại" in page.text
    assert again(section.id).text == before


def test_words_sent_after_the_sign_in_ended_wait_for_it(fresh, reporting, section, sign_in):
    browser = sign_in("canbo")
    browser.client.delete_cookie("session")
    said = {"text": WORDS, "version": section.version, "csrf_token": ""}
    assert browser.post(f"{path(section)}/luu", said).status_code in (400, 401)
    assert again(section.id).text == ""


# --- the period before ---


def earlier(reporting, text: str, **more: str):
    """A report of last week that was sent."""
    with clock.stopped_at(clock.now() - timedelta(weeks=1)):
        report = reporting.sent(done=text, **more)
    regime, reporting._week = report.obligation.period.regime, None
    reporting._week = reporting.open(regime)
    return report


def test_what_the_period_before_said_stands_beside_and_is_copied_and_taken_off(reporting, clerk):
    earlier(reporting, "Kỳ trước làm 3 việc. [nguồn 2]")
    row = reporting.section(reporting.report())
    page = main(clerk.get(path(row)))
    assert "Kỳ trước làm 3 việc." in page
    assert "[nguồn 2]" not in page
    for _ in range(2):
        said = {"text": again(row.id).text or WORDS, "chep": "them", "version": again(row.id).version}
        answer = clerk.post(f"{path(row)}/luu", said, follow_redirects=True)
        assert again(row.id).text == f"{WORDS}\nKỳ trước làm 3 việc."
    undo = dict(re.findall(r'name="(chep|version)" value="([^"]+)"', answer.text.partition('id="loi-nhan"')[2]))
    clerk.post(f"{path(row)}/luu", {"chep": "bo", "version": undo["version"]})
    assert again(row.id).text == WORDS


def test_the_period_before_of_another_unit_is_not_shown(reporting, sign_in):
    earlier(reporting, "Việc riêng của Hội CCB.")
    row = reporting.section(reporting.report("phu_nu"))
    assert "Việc riêng của Hội CCB." not in sign_in("canbo2").get(path(row)).text


def test_copying_more_than_fits_is_refused_in_words(reporting, clerk):
    earlier(reporting, "z" * 15_000)
    row = reporting.section(reporting.report())
    answer = clerk.post(f"{path(row)}/luu", {"text": "y" * 15_000, "chep": "them", "version": row.version})
    assert answer.status_code == 422
    assert "quá 20.000 ký tự" in answer.text
