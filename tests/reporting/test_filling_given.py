"""What the data give for a report, by the clock of one week."""

import pytest
from sqlalchemy import event

from nam_tinh_hinh.emulation.enums import Stage as ExemplarStage
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.reporting import services
from nam_tinh_hinh.reporting.enums import FigureSource, HeadingKind
from nam_tinh_hinh.reporting.queries import filling
from nam_tinh_hinh.reporting.tables import OutlineFigure
from nam_tinh_hinh.situation import services as situation_services
from nam_tinh_hinh.situation.enums import Outcome, Severity
from nam_tinh_hinh.situation.services import alerts, petitions
from tests.reporting.filled import CULTURE, DRAINS, ECONOMY, SAFETY, SCHOOL, Week


@pytest.fixture
def week(world) -> Week:
    return Week(world)


def given(week, code="issues", key="ccb", weekday=2, hour=10):
    section = week.section(code, key)
    with week.at(weekday, hour):
        return filling.given_for(section)


# --- observations ---


def test_each_matter_stands_once_under_its_heading_in_the_plans_order(week):
    rows = week.gathered()
    assert given(week).text == f"{ECONOMY}\n{CULTURE}"
    assert [one.observation_id for one in given(week).sources] == [rows["drains"].id, rows["school"].id]
    assert given(week, "hot").text.startswith(SAFETY)
    assert given(week, "sentiment").text == ""


def test_what_was_told_urgently_says_when(week):
    fire = week.gathered()["fire"]
    with week.at(1, 9, 15):
        day = week.reporting.at(1, 9).strftime("%d/%m/%Y")
        committee = week.world.unit("dang_uy").id
        alerts.send(actor=week.situation.reach("lanhdao"), observation=fire, to_unit_ids=[committee])
        week.save()
    assert given(week, "hot").text == f"{SAFETY} (Phố Phúc Ninh; 1 lượt ý kiến) (đã báo nhanh lúc 09:15 ngày {day})."


def test_joined_ones_speak_in_their_root(week):
    drains = week.gathered()["drains"]
    with week.at(1, 10):
        other = week.situation.confirmed(content="Cống tổ 3 vẫn tắc.", voices=4)
        situation_services.join(actor=week.situation.reach("lanhdao"), observation=other, to=drains)
        week.save()
    assert "ngập (Phố Phúc Ninh; 5 lượt ý kiến)." in given(week).text
    assert "vẫn tắc" not in given(week).text


def test_what_came_after_the_deadline_or_is_anothers_is_not_told(week):
    week.gathered()
    with week.at(3, 13, 30):
        week.situation.confirmed(content="Xác nhận lúc hết hạn.")
    with week.at(1, 9):
        week.situation.confirmed("lanhdao2", content="Của đơn vị khác.")
    with week.at(1, 9):
        week.situation.recorded("canbo", content="Chưa xác nhận.")
    assert given(week, weekday=4).text == f"{ECONOMY}\n{CULTURE}"
    assert given(week, key="phu_nu").text.endswith("Của đơn vị khác (Phố Phúc Ninh; 1 lượt ý kiến).")


def test_who_wrote_it_and_where_it_stood_are_never_told(week):
    with week.at(0, 9):
        week.situation.confirmed(content="Ý kiến trên mạng.", source="Trang của ông Nguyễn Văn Bình", channel="social")
    words = given(week).text
    assert "Bình" not in words
    assert week.situation.reach("lanhdao").name not in words


# --- petitions, exemplars ---


def test_petitions_stand_with_the_overdue_ones_named(week):
    late, _waits, answered = (week.petition(content=words) for words in ("Nạo vét cống.", "Lắp đèn.", "Sửa cầu."))
    with week.at(1, 9):
        petitions.answer(
            actor=week.situation.reach("lanhdao"), petition=answered, outcome=Outcome.EXPLAINED,
            words="Đã giải thích.", on_day=answered.received_on,
        )  # fmt: skip
        late.due_at = week.reporting.at(1, 17)
        week.save()
    due = week.reporting.at(1, 17).strftime("%d/%m/%Y")
    section = week.section("figures")
    section.heading.kind = HeadingKind.PETITIONS  # the weekly outline has none; the data do not care where they go
    with week.at(2, 10):
        found = filling.given_for(section)
    assert found.text.split("\n") == [
        "- Tiếp nhận trong kỳ: 3 kiến nghị.",
        "- Đã có kết quả trong kỳ: 1, trong đó đã giải quyết 0.",
        "- Đang chờ kết quả: 2, trong đó quá hạn 1.",
        f"- Quá hạn: Nạo vét cống (chưa chuyển cơ quan giải quyết; hạn trả lời {due}).",
    ]
    assert [one.observation_id for one in found.sources] == [None, None, None, late.id]


def test_a_unit_without_petitions_and_exemplars_has_nothing_to_say(week):
    for kind in (HeadingKind.PETITIONS, HeadingKind.EXEMPLARS):
        section = week.section("figures")
        section.heading.kind = kind
        assert filling.given_for(section).text == ""


def test_exemplars_tell_nothing_the_committee_has_not_made_known(week):
    week.world.staged(ExemplarStage.UNDERWAY, name="Tiếng kẻng an ninh")
    week.world.staged(ExemplarStage.RECOGNISE_PENDING, name="Ngõ xóm tự quản")
    week.world.staged(ExemplarStage.AGREE_PENDING, name="Tổ hòa giải")
    week.world.saved_draft(name="Còn nháp")
    section = week.section("figures")
    section.heading.kind = HeadingKind.EXEMPLARS
    year = section.report.obligation.period.last.year
    assert filling.given_for(section).text.split("\n") == [
        f"- Đăng ký năm {year}: 3 mô hình, điển hình.",
        "- Đang thực hiện: 1 (“Tiếng kẻng an ninh”).",
        "- Đã báo cáo kết quả, chờ công nhận: 1 (“Ngõ xóm tự quản”).",
    ]


# --- figures ---


def test_figures_with_a_source_get_their_number(week):
    week.gathered()
    week.petition(severity=Severity.NOTABLE)
    assert given(week, "figures").figures == {
        "observations": 4, "voices": 5, "hot": 2, "petitions": 1, "answered": 0, "overdue": 0,
    }  # fmt: skip


def test_every_source_of_figures_is_known(week):
    section = week.section("figures")
    section.heading.figures = [
        OutlineFigure(code=f"moi_{one.value}", position=n, label=one.label, source=one)
        for n, one in enumerate(FigureSource)
    ]
    assert filling.given_for(section).figures == {f"moi_{one.value}": 0 for one in FigureSource}


def test_a_consolidating_unit_adds_up_the_latest_sendings_and_names_who_is_missing(week):
    week.gathered()
    report = week.reporting.written("ccb")
    services.fill_first(actor=Machine(), report=report)
    with week.at(2, 10):
        services.fill_first(actor=week.reporting.of("ccb"), report=report)
        week.reporting.send(report)
        women = week.reporting.written("phu_nu")
        section = week.reporting.section(women, "figures")
        services.save_section(
            actor=week.reporting.of("phu_nu"), section=section, text="", figures={"observations": 4, "voices": 40}
        )
        week.reporting.send(women, "phu_nu")
    own = given(week, "figures", "mttq")
    names = [week.world.unit(key).short_name for key in ("mttq", "ccb", "phu_nu", "nong_dan")]
    assert own.parts["voices"] == [(names[0], 0), (names[1], 4), (names[2], 40)]
    assert (own.figures["observations"], own.figures["voices"], own.figures["petitions"]) == (7, 44, 0)
    assert own.missing == (names[3],)
    assert own.parts["observations"] == [(names[0], 0), (names[1], 3), (names[2], 4)]
    assert (given(week, "figures").parts, given(week, "figures").missing) == ({}, ())


def test_what_the_data_do_not_know_is_summed_from_below_only(week):
    heading_id = week.section("figures", "mttq").heading_id
    db.session.add(OutlineFigure(heading_id=heading_id, code="meetings", position=9, label="Cuộc tuyên truyền"))
    week.save()
    with week.at(2, 10):
        women = week.reporting.written("phu_nu")
        section = week.reporting.section(women, "figures")
        services.save_section(actor=week.reporting.of("phu_nu"), section=section, text="", figures={"meetings": 3})
        week.reporting.send(women, "phu_nu")
    found = given(week, "figures", "mttq")
    assert found.figures["meetings"] == 3
    assert found.parts["meetings"] == [(week.world.unit("phu_nu").short_name, 3)]
    assert "meetings" not in given(week, "figures", "nong_dan").figures


def test_figures_that_do_not_add_up_stay_ones_own(week):
    week.section("figures", "mttq").heading.figures[0].adds_up = False
    with week.at(2, 10):
        women = week.reporting.written("phu_nu")
        section = week.reporting.section(women, "figures")
        services.save_section(actor=week.reporting.of("phu_nu"), section=section, text="", figures={"observations": 4})
        week.reporting.send(women, "phu_nu")
    found = given(week, "figures", "mttq")
    assert (found.figures["observations"], "observations" in found.parts) == (0, False)


@pytest.mark.parametrize("code", ["issues", "figures"])
def test_the_number_of_statements_does_not_grow(week, code):
    week.gathered()
    given(week, code)  # opens the period
    few = statements(lambda: given(week, code))
    with week.at(1, 10):
        for number in range(30):
            week.situation.confirmed(content=f"Việc số {number}.", topic="culture.health", area="Thôn Cầu Đá")
    assert statements(lambda: given(week, code)) == few


def statements(do) -> int:
    db.session.expire_all()
    seen: list[str] = []

    def note(_c, _cursor, statement, *_more):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    do()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_contents_of_several_lines_make_one(week):
    with week.at(0, 9):
        week.situation.confirmed(content=f"{DRAINS}\n\n{SCHOOL}", topic="economy.urban")
    assert given(week).text == (
        "- Kinh tế: Cống tổ 3 tắc, mưa là ngập. Trường tiểu học thiếu phòng học (Phố Phúc Ninh; 1 lượt ý kiến)."
    )
