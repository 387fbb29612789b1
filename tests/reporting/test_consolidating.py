"""Putting a report together: what is offered, taken, merged, decided, taken back; what a second sending changes."""

from collections import Counter

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting import marks, queries
from nam_tinh_hinh.reporting import services as verbs
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.queries.consolidating import ended_of, lines, material, report_above, use_of
from nam_tinh_hinh.reporting.services import consolidating as services
from nam_tinh_hinh.reporting.services.consolidating import Typed
from nam_tinh_hinh.reporting.tables import PassageUse, Sending
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.services import alerts
from tests.reporting.consolidating import DULL, FLOOD, LAMPS, MARKET, Consolidating
from tests.reporting.given import Reporting
from tests.situation.given import Situation


@pytest.fixture
def below(world):
    """On Wednesday morning, before the reports are due."""
    with clock.stopped_at(Reporting(world).at(2, 9)):
        yield Consolidating(world)


def test_passages_stand_under_the_heading_of_their_code(below):
    found = below.all()
    heading = {one.id: one.heading.code for one in found.sections}
    places = {one.words: (one.unit_name, heading[one.section_id]) for one in found.items}
    assert {words: places[words] for words in (FLOOD, LAMPS, DULL)} == {
        FLOOD: ("Hội CCB", "issues"), LAMPS: ("Hội LHPN", "issues"), DULL: ("Hội CCB", "sentiment"),
    }  # fmt: skip
    assert [(one.name, one.is_awaited) for one in found.lowers] == [
        ("Hội CCB", False), ("Hội LHPN", False), ("Hội ND", True),
    ]  # fmt: skip


def test_a_taken_passage_comes_as_a_marked_line_with_its_row(below):
    below.take(FLOOD)
    use = use_of(below.mine, 1)
    assert below.part().text == "Đường tổ 5 ngập sau mưa, người dân đi lại khó khăn [nguồn 1]."
    assert (use.words, use.unit_name, use.done_by_name) == (FLOOD, below.unit("ccb").name, below.clerk.name)
    assert below.item(FLOOD).fate is Fate.USED
    assert below.item(FLOOD).where == "Nội dung Nhân dân phản ánh, kiến nghị"


def test_several_passages_become_one_sentence(below):
    below.take(FLOOD, LAMPS, merged=True)
    assert marks.numbers_in(below.part().text) == [1, 2]
    assert len(below.part().text.split("\n")) == 1
    assert {below.item(one).fate for one in (FLOOD, LAMPS)} == {Fate.MERGED}


def test_what_was_typed_is_kept_when_a_passage_is_taken(below):
    section = below.part()
    typed = Typed(section, "Tôi đang viết dở", {}, section.version)
    below.take(FLOOD, typed=typed)
    assert below.part().text.split("\n")[0] == "Tôi đang viết dở"


def test_a_passage_is_taken_once_by_two_people(below):
    key, section = below.keys(FLOOD), below.part()
    below.take(FLOOD)
    with pytest.raises(ActionRefused, match="đang có trong bài"):
        services.take(actor=below.leader, report=below.mine, section=section, items=key)
    with pytest.raises(verbs.SectionMoved):
        services.take(actor=below.leader, report=below.mine, section=section, items=below.keys(LAMPS), version=1)
    assert Counter(marks.numbers_in(below.part().text)) == {1: 1}


def test_the_same_key_takes_once(below):
    for _ in range(2):
        below.take(FLOOD, key="k" * 32)
    assert below.part().text.count("Đường tổ 5") == 1


def test_not_used_needs_a_reason_and_can_be_undone(below):
    with pytest.raises(ActionRefused, match="Ghi lý do"):
        services.decide(actor=below.clerk, report=below.mine, items=below.keys(DULL), fate=Fate.NOT_USED)
    services.decide(actor=below.clerk, report=below.mine, items=below.keys(DULL), fate=Fate.NOT_USED, why="Trùng")
    assert (below.item(DULL).fate, below.item(DULL).use.why) == (Fate.NOT_USED, "Trùng")
    services.undo(actor=below.clerk, report=below.mine, items=below.keys(DULL))
    assert (below.item(DULL).fate, below.item(DULL).use) == (None, None)


def test_taking_back_removes_an_untouched_line_and_keeps_a_rewritten_sentence(below):
    below.take(FLOOD)
    below.take(LAMPS)
    below.write(f"Tổ 5 ngập nặng [nguồn 1].\n{below.part().text.split(chr(10))[1]}")
    services.undo(actor=below.clerk, report=below.mine, items=below.keys(FLOOD, LAMPS))
    assert below.part().text == "Tổ 5 ngập nặng."
    assert {below.item(FLOOD).use, below.item(LAMPS).use} == {None}


def test_a_lost_mark_asks_again_and_comes_back_under_its_number(below):
    below.take(FLOOD)
    below.write("Tổ 5 ngập nặng.")
    item = below.item(FLOOD)
    assert (item.fate, item.is_lost, item.number) == (None, True, 1)
    below.take(FLOOD)
    assert marks.numbers_in(below.part().text) == [1]


def test_a_number_typed_by_hand_is_not_given_again(below):
    below.write("Câu gõ tay [nguồn 1].")
    below.take(FLOOD)
    assert below.item(FLOOD).number == 2


def test_the_rest_goes_in_one_press_by_heading_or_altogether(below):
    below.take(FLOOD)
    left = services.decide_rest(actor=below.clerk, report=below.mine, fate=Fate.NEXT_PERIOD, section=below.part())
    assert (left, below.item(LAMPS).fate, below.item(DULL).fate) == (2, Fate.NEXT_PERIOD, None)
    services.decide_rest(actor=below.clerk, report=below.mine, fate=Fate.NOT_USED, why="Không nổi bật")
    assert None not in below.fates().values()
    with pytest.raises(ActionRefused, match="Không còn đoạn nào"):
        services.decide_rest(actor=below.clerk, report=below.mine, fate=Fate.NEXT_PERIOD)


def test_words_sent_again_unchanged_keep_what_was_done_with_them(below):
    below.take(FLOOD)
    below.resend("ccb", below.ccb, issues=f"{MARKET}\n{FLOOD}\nThêm một việc mới.")
    assert {one: below.fates()[one] for one in (FLOOD, MARKET, "Thêm một việc mới.")} == {
        FLOOD: Fate.USED, MARKET: None, "Thêm một việc mới.": None,
    }  # fmt: skip


def test_words_put_differently_ask_again_and_take_the_place_of_the_old(below):
    below.take(FLOOD)
    new = "Đường tổ 5 và tổ 6 ngập sau mưa, người dân đi lại khó khăn."
    below.resend("ccb", below.ccb, issues=f"{new}\n{MARKET}")
    item = below.item(new)
    assert (item.fate, item.old.words) == (None, FLOOD)
    below.take(new)
    assert below.part().text == "Đường tổ 5 và tổ 6 ngập sau mưa, người dân đi lại khó khăn [nguồn 1]."
    assert (below.item(new).fate, below.item(new).number, below.all().gone) == (Fate.USED, 1, [])


def test_a_rewritten_sentence_may_stand_for_the_new_words(below):
    below.take(FLOOD)
    below.write("Tổ 5 ngập nặng [nguồn 1].")
    new = "Đường tổ 5 và tổ 6 ngập sau mưa, người dân đi lại khó khăn."
    below.resend("ccb", below.ccb, issues=f"{new}\n{MARKET}")
    services.keep(actor=below.clerk, report=below.mine, items=below.keys(new))
    assert (below.part().text, below.item(new).fate) == ("Tổ 5 ngập nặng [nguồn 1].", Fate.USED)


def test_what_the_unit_left_out_can_be_taken_from_the_text(below):
    below.take(FLOOD)
    below.resend("ccb", below.ccb, issues="Chỉ còn một việc khác hẳn.")
    assert [use.words for use in below.all().gone] == [FLOOD]
    services.undo(actor=below.clerk, report=below.mine, items=["n1"])
    assert (below.part().text, below.all().gone) == ("", [])


def test_what_is_left_goes_on_to_the_next_period_and_stands_there(below):
    below.take(FLOOD)
    services.decide(actor=below.clerk, report=below.mine, items=below.keys(DULL), fate=Fate.NOT_USED, why="Trùng")
    first = below.send_mine()
    settled = {use.words: use.fate for use in db.session.scalars(db.select(PassageUse).filter_by(report_id=first.id))}
    assert {one: settled[one] for one in (FLOOD, DULL, LAMPS)} == {
        FLOOD: Fate.USED, DULL: Fate.NOT_USED, LAMPS: Fate.NEXT_PERIOD,
    }  # fmt: skip
    later = below.next_week()
    carried = {one.words for one in material(later).items if one.is_carried}
    assert LAMPS in carried
    assert not carried & {FLOOD, DULL}


def test_a_report_taken_back_offers_again_what_went_on_by_itself(below):
    report = below.send_mine()
    assert below.item(LAMPS).fate is Fate.NEXT_PERIOD
    verbs.act(actor=below.leader, report=report, action="recall")
    assert (below.item(LAMPS).fate, below.item(LAMPS).is_lost) == (None, False)


def test_the_lower_unit_sees_what_became_of_its_words(below):
    below.take(FLOOD, LAMPS, merged=True)
    services.decide(actor=below.clerk, report=below.mine, items=below.keys(DULL), fate=Fate.NOT_USED, why="Trùng")
    ccb = queries.report(below.of("ccb"), below.ccb.id)
    assert report_above(ccb) is None
    below.write(f"Hội LHPN cũng nêu: {below.part().text}")
    below.send_mine()
    found = {one.words: one for one in ended_of(ccb, report_above(ccb))}
    assert (found[FLOOD].fate, found[DULL].why, found[MARKET].fate) == (Fate.MERGED, "Trùng", Fate.NEXT_PERIOD)
    assert found[FLOOD].sentence.startswith("đơn vị khác cũng nêu: Đường tổ 5 ngập")
    assert "[nguồn" not in found[FLOOD].sentence


def test_own_observations_stand_beside_with_when_they_were_told(below, world):
    situation = Situation(world)
    who = world.clerk_of("mttq", Role.LEADER)
    row = situation.confirmed(who, content="Cháy kho hàng cạnh trường học.", severity=Severity.URGENT)
    alerts.send(actor=below.leader, observation=row, to_unit_ids=[world.unit("dang_uy").id])
    world.save()
    item = below.item("Cháy kho hàng")
    assert (item.key, item.told_at is not None, item.is_hot) == (f"o{row.id}", True, True)
    below.take("Cháy kho hàng", code="hot")
    assert below.item("Cháy kho hàng").fate is Fate.USED


def test_an_observation_that_the_data_wrote_into_the_text_is_dealt_with(below, world):
    Situation(world).confirmed(world.clerk_of("mttq", Role.LEADER), content="Cống tổ 3 tắc lâu ngày.")
    below.write("- Cống tổ 3 tắc lâu ngày (Phố Phúc Ninh).")
    assert below.item("Cống tổ 3").fate is Fate.USED


def test_urgent_word_of_a_lower_unit_is_marked_at_its_passage(below, world):
    row = Situation(world).confirmed("lanhdao", content=MARKET, severity=Severity.URGENT)
    alerts.send(actor=below.of("ccb"), observation=row, to_unit_ids=[world.unit("mttq").id])
    world.save()
    assert (below.item(MARKET).told_at is not None, below.item(FLOOD).told_at) == (True, None)


def test_a_missing_unit_is_named_with_why_until_it_sends(below):
    owed = below.report("nong_dan").obligation_id
    with pytest.raises(ActionRefused, match="Ghi lý do thiếu"):
        services.mark_missing(actor=below.clerk, report=below.mine, obligation_ids=[owed], why="")
    services.mark_missing(actor=below.clerk, report=below.mine, obligation_ids=[owed], why="Đã nhắc, chưa nộp")
    assert [one["why"] for one in below.mine.missing] == ["Đã nhắc, chưa nộp"]
    services.unmark_missing(actor=below.clerk, report=below.mine, obligation_id=owed)
    assert below.mine.missing == []
    services.mark_missing(actor=below.clerk, report=below.mine, obligation_ids=[owed], why="Đã nhắc, chưa nộp")
    row = db.session.scalars(db.select(Sending).filter_by(report_id=below.send_mine().id)).one()
    assert [one["unit_name"] for one in row.missing] == [below.unit("nong_dan").name]


def test_one_who_sent_after_all_is_not_named(below):
    owed = below.report("nong_dan").obligation_id
    services.mark_missing(actor=below.clerk, report=below.mine, obligation_ids=[owed], why="Chưa nộp")
    below.sent("nong_dan")
    with pytest.raises(ActionRefused, match="Chọn ít nhất một đơn vị"):
        services.mark_missing(actor=below.clerk, report=below.mine, obligation_ids=[owed], why="Chưa nộp")
    assert below.send_mine().missing == []


def test_figures_add_up_with_their_parts_and_the_difference(below):
    for key, number in (("ccb", 12), ("phu_nu", 30)):
        report = below.report(key)
        verbs.act(actor=below.of(key), report=report, action="recall")
        verbs.save_section(
            actor=below.of(key), section=below.section(report, "figures"), text="", figures={"voices": number}
        )
        below.send(report, key)
    services.take_sums(actor=below.clerk, report=below.mine, section=below.part("figures"))
    verbs.save_section(actor=below.clerk, section=below.part("figures"), text="", figures={"voices": 45})
    line = next(one for one in lines(below.part("figures"), below.all().lowers) if one.figure.code == "voices")
    assert (line.parts, line.total, line.mine, line.difference) == ((12, 30), 42, 45, 3)


def test_words_that_were_used_are_not_recalled_any_more(below):
    below.take(FLOOD)
    with pytest.raises(ActionRefused, match="nơi nhận đã mở xem"):
        verbs.act(actor=below.of("ccb"), report=below.ccb, action="recall")


@pytest.mark.parametrize("who", ["ccb", "phu_nu"])
def test_others_put_nothing_together_for_mttq(below, who):
    for verb, more in ((services.take, {"section": below.part()}), (services.undo, {})):
        with pytest.raises(ActionRefused, match="Chỉ người của đơn vị"):
            verb(actor=below.of(who), report=below.mine, items=below.keys(FLOOD), **more)


def test_statements_do_not_grow_with_units_and_passages(below):
    few = count_statements(below)
    report = below.report("nong_dan")
    below.written("nong_dan", issues="\n".join(f"Việc thứ {n} của chi hội, đề nghị giải quyết." for n in range(30)))
    below.send(report, "nong_dan")
    services.decide_rest(actor=below.clerk, report=below.mine, fate=Fate.NEXT_PERIOD)
    below.save()
    assert count_statements(below) == few <= 16


def count_statements(below):
    report, seen = below.mine, []
    db.session.commit()
    report_id = report.id
    db.session.expire_all()
    report = queries.report(below.leader, report_id)
    listen = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    material(report)
    event.remove(db.engine, "before_cursor_execute", listen)
    return len([one for one in seen if one.startswith("SELECT")])
