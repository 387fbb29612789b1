"""What a table of many observations says, what is wrong with it, and what comes of its good rows."""

from datetime import date, timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.sheets import SheetRefused
from nam_tinh_hinh.kernel.sheets.cells import CellRefused
from nam_tinh_hinh.situation.enums import ObservationKind, Outcome, PetitionStage, Severity, Stage, StepKind
from nam_tinh_hinh.situation.intake import reading
from nam_tinh_hinh.situation.intake.cells import past_day
from nam_tinh_hinh.situation.queries import intake as queries
from nam_tinh_hinh.situation.services import intake as services
from nam_tinh_hinh.situation.tables import Observation, Occasion, Petition, PetitionStep
from tests.people.statements import counted
from tests.situation.intake_given import row, table


def lines_of(situation, text, who="lanhdao"):
    person = situation.reach(who)
    return queries.judged(person, reading.from_pasted(text), queries.ground(person))


def line(situation, who="lanhdao", **cells):
    return lines_of(situation, table(row(**cells)), who)[0]


def taken(situation, *rows, who="lanhdao", key=None):
    lines = lines_of(situation, table(*rows), who)
    assert [one.faults for one in lines] == [[] for _one in lines]
    done = services.take_in(actor=situation.reach(who), lines=lines, key=key)
    situation.save()
    return [db.session.get_one(Observation, one) for one in done.observation_ids]


@pytest.mark.parametrize(("column", "typed", "fact", "meant"), [
    ("channel", "notebook", "channel", "notebook"),
    ("channel", "ZALO", "channel", "social"),
    ("channel", "gặp gỡ, cà phê sáng với nhân dân", "channel", "meeting_people"),
    ("topic", "kinh tế (môi trường)", "topic", "economy.urban"),
    ("topic", "van hoa - xa hoi (an sinh)", "topic", "culture.welfare"),
    ("topic", "Cải cách hành chính: sáp nhập", "topic", "reform.merged"),
    ("topic", "an ninh trật tự", "topic", "security.order"),
    ("topic", "Kinh tế", "topic", "economy"),
    ("topic", "economy.rural", "topic", "economy.rural"),
    ("area", "KP Hòa Bình", "area", "Khu phố Hòa Bình"),
    ("area", "tdp 4", "area", "Tổ dân phố số 4"),
    ("area", "KDC2", "area", "Khu dân cư số 2"),
])  # fmt: skip
def test_words_are_understood_as_people_write_them(situation, column, typed, fact, meant):
    found = line(situation, **{column: typed})
    assert found.faults == []
    assert found.facts[f"{fact}_id"] == getattr(situation, fact)(meant).id


def test_the_rest_of_a_row_is_read_too(situation):
    found = line(
        situation, kind="kien nghi", voices="1.200", severity="đáng chú ý", source="Công văn 12", on_day="1/3/26"
    )
    assert {name: found.facts[name] for name in ("kind", "voices", "severity", "source")} == {
        "kind": ObservationKind.PETITION, "voices": 1200, "severity": Severity.NOTABLE, "source": "Công văn 12",
    }  # fmt: skip
    assert f"{found.facts['on_day']:%d/%m/%Y}" == "01/03/2026"


@pytest.mark.parametrize(("typed", "meant"), [
    ("2026-11-19", "19/11/2026"), ("19/11", "19/11/2026"), ("ngày 19.11", "19/11/2026"), ("28/12", "28/12/2025"),
])  # fmt: skip
def test_days_are_read_as_notebooks_and_programs_write_them(typed, meant):
    assert day_text(past_day(typed, date(2026, 11, 21))) == meant


@pytest.mark.parametrize("typed", ["29/2", "2026-13-01", "0019-11-2026", "²/1", "0/0", "ngày"])
def test_what_is_no_day_is_not_taken_for_one(typed):
    with pytest.raises(CellRefused, match="không phải là ngày"):
        past_day(typed, date(2026, 11, 21))


@pytest.mark.parametrize(("column", "typed", "said"), [
    ("on_day", "", "còn trống"),
    ("on_day", "31/02/2026", "không phải là ngày"),
    ("on_day", "01/01/2099", "chưa đến"),
    ("channel", "tiếp xúc cử tri", "có thể là nhiều kênh"),
    ("channel", "Đường giây nóng", "Gần giống: “Đường dây nóng”"),
    ("area", "Thôn Đồng Lâng", "Gần giống: “Thôn Đồng Lân”"),
    ("area", "Thôn Đồng Lân; Thôn Bến Trăm", "ghi một nơi"),
    ("topic", "bóng đá", "không có lĩnh vực"),
    ("kind", "khác", "không có loại"),
    ("content", "", "còn trống"),
    ("content", "a" * 4001, "nhiều nhất 4000"),
    ("content", "Céng tho¸t n­íc t¾c, ®Ò nghÞ n¹o vÐt", "bảng mã TCVN3"),
    ("voices", "0", "từ 1 đến 100.000"),
    ("voices", "nhiều", "không phải là số nguyên"),
    ("speakers", "8", "còn trống mà có số người"),
    ("outcome", "xong", "không có kết quả"),
    ("answer", "Đã trả lời.", "còn trống mà có nội dung trả lời"),
])  # fmt: skip
def test_a_bad_cell_is_named_with_its_fix(situation, column, typed, said):
    faults = line(situation, **{column: typed}).faults
    assert [said in fault.sentence for fault in faults] == [True]


@pytest.mark.parametrize(("cells", "columns"), [
    ({"outcome": "Đã giải quyết"}, ["answered_on", "answer", "paper"]),
    ({"outcome": "Giải trình", "answer": "Đã giải trình.", "answered_on": "01/01/2020"}, ["answered_on"]),
    ({"outcome": "Giải trình", "answer": "Đã giải trình.", "answered_on": "hôm qua"}, ["answered_on"]),
])  # fmt: skip
def test_an_answer_says_how_when_and_by_which_paper(situation, cells, columns):
    assert [fault.field for fault in line(situation, **cells).faults] == columns


def test_a_clerk_leaves_the_answer_to_his_focal_point(situation):
    faults = line(situation, "canbo", outcome="Trả lời tại chỗ", answer="Đã trả lời.").faults
    assert [(fault.field, fault.mendable) for fault in faults] == [("outcome", False)]
    assert "Đầu mối ghi kết quả sau khi xác nhận" in faults[0].sentence


@pytest.mark.parametrize("column", ["content", "source", "answer", "channel"])
def test_a_secret_mark_anywhere_refuses_the_row_and_keeps_no_word_of_it(situation, column):
    lines = lines_of(situation, table(row(**{column: "Kế hoạch di dời (TUYỆT MẬT)"}), row()))
    assert [one.raw.secret for one in lines] == [True, False]
    assert lines[0].raw.cells == {}
    assert "di dời" not in reading.as_text(one.raw for one in lines)


def test_a_mark_alone_on_a_line_of_a_cell_or_above_the_table_is_seen_too(situation):
    marked = lines_of(situation, table(row(content='"MẬT\nKế hoạch di dời"')))
    assert [one.raw.secret for one in marked] == [True]
    with pytest.raises(reading.SecretTable):
        reading.from_pasted("\n".join(["Độ mật: MẬT", table(row())]))


def test_rows_without_headings_come_in_the_order_of_the_columns_and_count_from_two(situation):
    lines = lines_of(situation, "\n".join([row(), row(content="Khác")]))
    assert [(one.number, one.faults) for one in lines] == [(2, []), (3, [])]


def test_headings_may_be_written_in_many_ways_and_stand_below_a_title(situation):
    day = f"{clock.today():%d/%m/%Y}"
    text = (
        f"Sổ tay\nSTT\tNGAY (ngày/tháng/năm)\tHình thức\tNơi\tChủ đề\tÝ kiến\n1\t{day}\tzalo\ttdp 4\ty te\tTrạm vắng\n2"
    )
    assert [(one.number, one.faults) for one in lines_of(situation, text)] == [(3, [])]


def test_what_is_too_long_or_has_nothing_is_refused_in_words():
    for text, said in (
        ("", "Chưa có ô nào"), (table(), "chưa có nội dung nào"), (table(*["a\tb"] * 501), "501 dòng"),
        ("Ngày\tKênh\tĐịa bàn\tLĩnh vực\n1", "“Nội dung”"), (table(*[row(content="Ấ" * 4000)] * 60), "quá nhiều chữ"),
    ):  # fmt: skip
        with pytest.raises(SheetRefused, match=said):
            reading.from_pasted(text)


def test_a_table_written_back_reads_the_same(situation):
    rows = reading.from_pasted("\n\n" + table(row(content='Nói: "kẻng" kêu\\'), "", row(source="=1+1")))
    assert reading.from_pasted(reading.as_text(rows)) == rows
    assert [one.number for one in rows] == [4, 6]


def test_what_repeats_is_pointed_out_and_no_fault(situation):
    [there] = taken(situation, row(content="Đã có rồi"))
    lines = lines_of(situation, table(row(), row(content="rác tồn đọng ở ĐẦU ngõ 5, đề nghị thu gom đúng giờ"),
                                      row(content=there.content), row(area="tdp 4")))  # fmt: skip
    assert [one.doubles for one in lines] == [
        "", "Giống dòng 2: cùng nội dung, cùng nơi, cùng ngày.",
        "Hệ thống đã có nội dung này, cùng nơi, cùng ngày.", "",
    ]  # fmt: skip
    assert [one.doubles for one in lines_of(situation, table(row(content="Đã có rồi")), "canbo2")] == [""]


def test_rows_come_in_as_any_other(situation):
    [waits] = taken(situation, row(kind="Kiến nghị"), who="canbo")
    [confirmed] = taken(situation, row(content="Khác", kind="Kiến nghị"))
    assert [(one.stage, db.session.get(Petition, one.id) is not None) for one in (waits, confirmed)] == [
        (Stage.WAITING, False), (Stage.CONFIRMED, True),
    ]  # fmt: skip


def test_the_same_sending_takes_in_once(situation):
    for _again in range(2):
        taken(situation, row(), row(content="Khác"), key="a" * 32)
    assert db.session.scalar(db.select(db.func.count(Observation.id))) == 2
    assert list(history.broken_links()) == []


def test_an_answer_comes_in_with_its_row(situation):
    asked_on = clock.today() - timedelta(days=30)
    [item] = taken(situation, row(
        on_day=f"{asked_on:%d/%m/%Y}", kind="Kiến nghị", outcome="đã giải quyết", answer="Đã nạo vét xong.",
        answered_on=f"{asked_on + timedelta(days=3):%d/%m/%Y}", paper="12/UBND",
    ))  # fmt: skip
    petition = db.session.get_one(Petition, item.id)
    assert (petition.stage, petition.outcome, petition.answer, petition.answer_paper, petition.received_on) == (
        PetitionStage.ANSWERED, Outcome.RESOLVED, "Đã nạo vét xong.", "12/UBND", asked_on,
    )  # fmt: skip
    steps = db.session.scalars(db.select(PetitionStep).filter_by(observation_id=item.id).order_by(PetitionStep.id))
    assert [(step.kind, (step.on_day - asked_on).days) for step in steps] == [
        (StepKind.RECEIVED, 0), (StepKind.ANSWERED, 3),
    ]  # fmt: skip


def test_what_is_open_stays_waited_for(situation):
    forwarded, going_on = taken(
        situation, row(outcome="Chuyển cấp trên", authority="cong an phuong", paper="05-CV"),
        row(content="Khác", outcome="Đang giải quyết", answer="Đã khảo sát."),
    )  # fmt: skip
    found = [db.session.get_one(Petition, one.id) for one in (forwarded, going_on)]
    assert [(one.stage, one.authority_unit_id, one.outcome) for one in found] == [
        (PetitionStage.FORWARDED, situation.world.unit("cong_an").id, None), (PetitionStage.IN_PROGRESS, None, None),
    ]  # fmt: skip


def test_the_superiors_are_the_direct_one_when_none_is_named(situation):
    [item] = taken(situation, row(outcome="chuyển cấp trên"))
    assert db.session.get_one(Petition, item.id).authority_unit_id == situation.world.unit("dang_uy").id


def test_rows_of_one_meeting_are_one_occasion_also_when_they_come_later(situation):
    rows = [row(content=words, occasion="Họp thôn tháng 11", speakers=n) for words, n in (("Một", ""), ("Hai", "8"))]
    first, second = taken(situation, *rows)
    [third] = taken(situation, row(content="Ba", occasion="HỌP THÔN THÁNG 11", speakers="8"))
    [other] = taken(situation, row(content="Bốn", occasion="Họp thôn tháng 11", area="tdp 4"))
    assert first.occasion_id == second.occasion_id == third.occasion_id != other.occasion_id
    occasion = db.session.get_one(Occasion, first.occasion_id)
    assert (occasion.title, occasion.speakers, occasion.area_id) == ("Họp thôn tháng 11", 8, first.area_id)


@pytest.mark.parametrize(("second", "said"), [
    ({"occasion": "Họp thôn", "speakers": "9"}, "khác dòng 2"),
    ({"occasion": "Họp thôn", "channel": "Đường dây nóng"}, "không phải cuộc họp"),
])  # fmt: skip
def test_meetings_that_contradict_themselves_are_faults(situation, second, said):
    lines = lines_of(situation, table(row(occasion="Họp thôn", speakers="8"), row(content="Hai", **second)))
    assert [said in fault.sentence for fault in lines[1].faults] == [True]


def test_judging_takes_the_same_number_of_statements_however_long_the_table(situation):
    counts = []
    for number in (2, 60):
        text = table(*(row(content=f"Việc {n}") for n in range(number)))
        with counted(situation.world.app) as statements:
            lines_of(situation, text)
        counts.append(len(statements))
    assert counts[0] == counts[1]
