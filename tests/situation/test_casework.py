"""Case files: who sees one, who works on it, how its day of review moves, and that nothing happens twice."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.queries import case_items
from nam_tinh_hinh.situation.queries import casework as queries
from nam_tinh_hinh.situation.services import case_entries as entries
from nam_tinh_hinh.situation.services import casework as services
from nam_tinh_hinh.situation.tables import CaseEntry, CaseFile, CaseItem
from nam_tinh_hinh.situation.workflow import case_workflow
from tests.situation.casework import closed, drains, facts, opened
from tests.situation.test_visibility import EVERYONE

LEADS, RESPONSIBLE = ["lanhdao"], ["canbo2", "lanhdao2"]
WHOLE = ["tonghop", "nguoixem", "thuongtruc", "truongban"]
KEY = "a" * 32


def inside(case):
    return sorted(db.session.scalars(db.select(CaseItem.observation_id).filter_by(case_id=case.id)))


def wrote(situation, case, who="canbo2", **said):
    said = {"kind": CaseEntryKind.MEASURE, "on_day": clock.today(), "words": "Đã nạo vét 200 m."} | said
    row = entries.write_entry(actor=situation.reach(who), case=case, **said)
    situation.save()
    return row


def test_a_case_is_seen_by_its_desk_the_responsible_unit_and_the_readers_above(situation):
    case = opened(situation, *drains(situation))
    seers = [who for who in EVERYONE if queries.case(situation.reach(who), case.id)]
    assert seers == [*LEADS, *WHOLE, *RESPONSIBLE]


def test_of_its_items_each_sees_those_he_may_see(situation):
    rows = drains(situation)
    case = opened(situation, *rows)
    totals = [queries.items_page(situation.reach(who), case.id, 1).total for who in ("lanhdao", "canbo2", "tonghop")]
    assert totals == [3, 3, 3]
    other = situation.recorded("canbo2")  # waits in another unit: nobody else may read it
    db.session.add(CaseItem(case_id=case.id, observation_id=other.id, added_at=clock.now(), added_by_name="Ai đó"))
    case.responsible_unit_id = situation.world.unit("cong_an").id
    situation.save()
    seen = {who: queries.sizes(situation.reach(who), [case.id]) for who in ("lanhdao", "tonghop", "canbo2")}
    assert seen == {"lanhdao": {case.id: 4}, "tonghop": {case.id: 3}, "canbo2": {case.id: 1}}


def test_the_desk_of_an_office_keeps_cases_of_the_committee_it_serves(situation):
    case = opened(situation, who="tonghop")
    assert case.unit_id == situation.world.unit("dang_uy").id
    assert queries.case(situation.reach("lanhdao"), case.id) is None


@pytest.mark.parametrize("who", ["canbo", "phutrach", "thuongtruc", "nguoixem", "quantri"])
def test_only_a_focal_point_opens_a_case(situation, who):
    with pytest.raises(ActionRefused, match="Chỉ đầu mối"):
        opened(situation, who=who)


def test_the_same_sending_again_opens_and_writes_nothing_new(situation):
    rows, actor = drains(situation), situation.reach("lanhdao")
    said = {"facts": facts(situation), "review_on": clock.today(), "observation_ids": [row.id for row in rows]}
    first, again = (services.open_case(actor=actor, **said, key=KEY) for _again in range(2))
    assert first.id == again.id
    for verb, more in (
        (services.add_items, {"observation_ids": [situation.confirmed().id]}),
        (services.review, {"words": "Đã đỡ.", "review_on": clock.today(), "version": first.version}),
        (entries.write_entry, {"kind": CaseEntryKind.EVENT, "on_day": clock.today(), "words": "Mưa lớn."}),
    ):
        for _again in range(2):
            verb(actor=actor, case=first, key=f"{verb.__name__:b<32}"[:32], **more)
            situation.save()
    assert (len(inside(first)), db.session.scalar(db.select(db.func.count(CaseEntry.id)))) == (4, 2)


def test_only_what_a_focal_point_confirmed_and_one_may_see_goes_into_a_case(situation):
    waiting, foreign, mine = situation.recorded(), situation.confirmed("lanhdao2"), situation.confirmed()
    case = opened(situation, waiting, foreign, mine)
    assert inside(case) == [mine.id]
    with pytest.raises(ActionRefused, match="Chưa chọn nội dung"):
        services.add_items(actor=situation.reach("lanhdao"), case=case, observation_ids=[waiting.id, 99999])
    assert services.add_items(actor=situation.reach("lanhdao"), case=case, observation_ids=[mine.id]) == 0


def test_what_was_taken_out_can_be_put_in_again(situation):
    row, actor = situation.confirmed(), situation.reach("lanhdao")
    case = opened(situation, row)
    for _again in range(2):
        services.take_out(actor=actor, case=case, observation_id=row.id)
    assert inside(case) == []
    assert services.add_items(actor=actor, case=case, observation_ids=[row.id]) == 1


def test_the_history_names_no_body_of_text(situation):
    case, actor = opened(situation), situation.reach("lanhdao")
    services.edit_case(
        actor=actor, case=case, facts={"summary": "Tóm tắt mới", "title": "Tên mới"}, version=case.version
    )
    wrote(situation, case)
    services.review(actor=actor, case=case, words="Nước rút.", review_on=clock.today(), version=case.version)
    said = repr([event.details for event in (*history.of("case_file", case.id), *history.of("case_entry", 1))])
    assert [word for word in ("Tóm tắt mới", "Tên mới", "Nước rút", "nạo vét") if word in said] == []
    event = next(event for event in history.of("case_file", case.id) if event.action == "edit")
    assert event.details == {"before": {}, "after": {"rewritten": ["title", "summary"]}}


def test_the_day_of_review_moves_only_with_a_word_of_review(situation):
    case, actor = opened(situation), situation.reach("lanhdao")
    seen, day = case.version, clock.today() + timedelta(days=14)
    with pytest.raises(ActionRefused, match="Ghi nội dung"):
        services.review(actor=actor, case=case, words="", review_on=day, version=seen)
    db.session.rollback()
    with pytest.raises(ActionRefused, match="từ hôm nay"):
        services.review(actor=actor, case=case, words="Đỡ.", review_on=clock.today() - timedelta(days=1), version=seen)
    services.review(actor=actor, case=case, words="Đã nạo vét nửa tuyến.", review_on=day, version=seen)
    situation.save()
    assert case.review_on == day
    assert [(row.kind, row.words) for row in queries.entries(case.id)] == [
        (CaseEntryKind.REVIEW, "Đã nạo vét nửa tuyến.")
    ]
    with pytest.raises(ActionRefused, match="đã thay đổi"):
        services.review(actor=actor, case=case, words="Hai.", review_on=day, version=seen)


def test_each_may_do_what_is_written_down(situation):
    case = opened(situation)
    may = {who: [a.name for a in case_workflow.available(situation.reach(who), case)] for who in EVERYONE}
    assert {who: names for who, names in may.items() if names} == {"lanhdao": ["watch", "close"]}


def test_a_case_is_watched_resumed_closed_with_words_and_reopened(situation):
    case, actor = opened(situation), situation.reach("lanhdao")
    for action in ("watch", "resume"):
        services.act(actor=actor, case=case, action=action)
    with pytest.raises(ActionRefused, match="Ghi lý do"):
        services.act(actor=actor, case=case, action="close")
    services.act(actor=actor, case=case, action="close", reason="Đã nạo vét xong.")
    situation.save()
    assert (case.stage, case.review_on, case.closing_words) == (CaseStage.CLOSED, None, "Đã nạo vét xong.")
    with pytest.raises(ActionRefused, match="chưa chọn ngày xem lại"):
        services.act(actor=actor, case=case, action="reopen", reason="Ngập lại.")
    assert case.review_on is None
    services.act(
        actor=actor, case=case, action="reopen", reason="Ngập lại.", review_on=clock.today(), version=case.version
    )
    situation.save()
    assert (case.stage, case.review_on, case.closed_at, case.closing_words) == (
        CaseStage.OPEN, clock.today(), None, "",
    )  # fmt: skip


def test_nothing_is_written_into_a_closed_case(situation):
    row, actor = situation.confirmed(), situation.reach("lanhdao")
    case = closed(situation, row)
    for verb, said in (
        (services.edit_case, {"facts": {"title": "Khác"}, "version": None}),
        (services.add_items, {"observation_ids": [row.id]}),
        (services.take_out, {"observation_id": row.id}),
        (services.review, {"words": "x", "review_on": clock.today(), "version": None}),
        (entries.write_entry, {"kind": CaseEntryKind.EVENT, "on_day": clock.today(), "words": "x"}),
    ):
        with pytest.raises(ActionRefused, match="đã kết thúc"):
            verb(actor=actor, case=case, **said)


def test_the_responsible_unit_writes_measures_and_leads_nothing(situation):
    case, actor = opened(situation), situation.reach("canbo2")
    assert wrote(situation, case).written_unit == situation.world.unit("phu_nu").name
    for verb, said in (
        (services.edit_case, {"facts": {"title": "Khác"}, "version": None}),
        (services.add_items, {"observation_ids": [1]}),
        (services.review, {"words": "x", "review_on": clock.today(), "version": None}),
    ):
        with pytest.raises(ActionRefused, match="Chỉ đầu mối đã lập"):
            verb(actor=actor, case=case, **said)
    for who in ("canbo", "tonghop", "banchidao"):
        with pytest.raises(ActionRefused, match="được ghi vào vụ việc này"):
            wrote(situation, case, who)


def test_an_entry_is_taken_off_and_put_back_by_the_unit_that_wrote_it(situation):
    case = opened(situation)
    row = wrote(situation, case)
    with pytest.raises(ActionRefused, match="Chỉ đơn vị đã ghi"):
        entries.remove_entry(actor=situation.reach("lanhdao"), case=case, entry=row)
    entries.remove_entry(actor=situation.reach("lanhdao2"), case=case, entry=row)
    situation.save()
    assert queries.entries(case.id) == []
    entries.restore_entry(actor=situation.reach("canbo2"), case=case, entry=row)
    situation.save()
    assert queries.entries(case.id) == [row]


def test_a_review_stays(situation):
    case, actor = opened(situation), situation.reach("lanhdao")
    services.review(actor=actor, case=case, words="Đỡ.", review_on=clock.today(), version=case.version)
    with pytest.raises(ActionRefused, match="Lần rà soát đã ghi thì giữ lại"):
        entries.remove_entry(actor=actor, case=case, entry=queries.entries(case.id)[0])
    with pytest.raises(ActionRefused, match="cùng với ngày xem lại"):
        wrote(situation, case, "lanhdao", kind=CaseEntryKind.REVIEW)


def test_what_is_alike_is_offered_first_and_what_is_in_it_no_more(situation):
    first, second, third = drains(situation)
    situation.confirmed(content="Nguồn điện thường xuyên nhảy áp gây mất điện.")
    case = opened(situation, first)
    found = case_items.speaking_of(situation.reach("lanhdao"), case)
    assert {row.id for row in found.rows} == {second.id, third.id}
    words = case_items.found_by_words(situation.reach("lanhdao"), case.id, "nhay ap", 1)
    assert [row.content for row in words.rows] == ["Nguồn điện thường xuyên nhảy áp gây mất điện."]


@pytest.mark.parametrize(
    "change", ["stage = 'closed'", "review_on = NULL", "title = ''", "closed_at = '2026-01-01 00:00:00'"]
)
def test_the_database_refuses_impossible_cases(situation, change):
    case = opened(situation)
    with pytest.raises(IntegrityError):
        db.session.execute(text(f"UPDATE {CaseFile.__tablename__} SET {change} WHERE id = {case.id}"))
