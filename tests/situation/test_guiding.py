"""Guidance through its services: frozen receipts, what receivers press, reminders, replies, what strangers see."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import guidance_files
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.enums import Ask, GuidanceStage
from nam_tinh_hinh.situation.queries import audiences, guidance_lists
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.queries.guidance_lists import GuidanceFilters, Pick
from nam_tinh_hinh.situation.services import guidance_reminders as reminders
from nam_tinh_hinh.situation.services import guiding as services
from nam_tinh_hinh.situation.services import receiving
from tests.situation.guiding import Guiding

EVERYONE = ["canbo", "lanhdao", "canbo2", "lanhdao2", "phutrach", "banchidao", "tonghop", "nguoixem", "thuongtruc",
            "truongban", "quantri"]  # fmt: skip


@pytest.fixture
def guiding(situation) -> Guiding:
    return Guiding(situation)


def seers(guiding, row):
    return [who for who in EVERYONE if queries.guidance(guiding.situation.reach(who), row.id)]


def send(guiding, row, **more):
    actor = guiding.situation.reach("tonghop")
    seen = audiences.fingerprint(services.receivers_of(actor, row))
    return services.send(actor=actor, guidance=row, seen=seen, **more)


def test_a_draft_is_its_senders_alone(guiding):
    assert seers(guiding, guiding.draft()) == ["tonghop"]


def test_what_was_sent_is_seen_by_who_sent_and_who_received_it(guiding):
    row = guiding.sent(audience=guiding.audience("ccb"))
    assert seers(guiding, row) == ["canbo", "lanhdao", "tonghop"]


def test_officers_receive_themselves_once_for_all_their_areas(guiding):
    areas = tuple(guiding.situation.area(name).id for name in ("Phố Phúc Ninh", "Khu dân cư số 1"))
    row = guiding.sent(audience=Audience(area_ids=areas))
    assert sorted(one.user.username for one in queries.receipts_of(row.id)) == ["banchidao", "phutrach"]
    assert seers(guiding, row) == ["phutrach", "banchidao", "tonghop"]


def test_the_whole_ward_chosen_as_an_area_means_all_areas_inside(guiding):
    inside = Audience(area_ids=(guiding.situation.area("Phường Minh Họa").id,))
    actor = guiding.situation.reach("tonghop")
    every = audiences.resolve(actor, Audience(all_areas=True))
    assert [one.mark for one in audiences.resolve(actor, inside)] == [one.mark for one in every]
    assert len(every) == 5


def test_kinds_and_direct_units_are_those_below_without_oneself(guiding):
    actor, world = guiding.situation.reach("tonghop"), guiding.world
    kind_id = world.unit("phuc_ninh").kind_id
    cells = audiences.resolve(actor, Audience(kind_ids=(kind_id,)))
    assert len(cells) == 12
    assert {one.has_account for one in cells} == {False}
    direct = {one.unit_id for one in audiences.resolve(actor, Audience(all_direct=True))}
    assert {world.unit("ccb").id, world.unit("mttq").id} <= direct
    assert not direct & {world.unit("dang_uy").id, world.unit("van_phong").id, world.unit("khu_2").id}


def test_a_leader_reaches_his_own_branches_only(guiding):
    actor, world = guiding.situation.reach("lanhdao"), guiding.world
    wanted = guiding.audience("phu_nu", "mttq", all_direct=True, all_areas=True)
    found = audiences.resolve(actor, wanted)
    assert {one.name.split(" phố")[0].split(" khu")[0].split(" thôn")[0] for one in found} == {
        "Chi hội Cựu chiến binh", "Nguyễn Thị Hòa",
    }  # fmt: skip
    assert world.unit("phu_nu").id not in {one.unit_id for one in found}


def test_receipts_are_frozen_when_it_is_sent(guiding):
    row = guiding.sent()
    marks = {one.unit_id for one in queries.receipts_of(row.id)}
    assert marks == {guiding.world.unit("ccb").id, guiding.world.unit("phu_nu").id}
    assert (row.stage, row.audience) == (
        GuidanceStage.SENT,
        "Hội Cựu chiến binh phường Minh Họa; Hội Liên hiệp Phụ nữ phường Minh Họa",
    )
    with pytest.raises(ActionRefused, match="không sửa được nữa"):
        services.edit(actor=guiding.situation.reach("tonghop"), guidance=row, facts={"title": "Khác"}, version=None)


def test_the_same_key_sends_once(guiding):
    row = guiding.draft()
    first = send(guiding, row, key="k" * 32)
    guiding.situation.save()
    again = services.send(actor=guiding.situation.reach("tonghop"), guidance=row, seen="", key="k" * 32)
    assert [one.id for one in again] == [one.id for one in first]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"title": ""}, "chưa ghi tiêu đề"),
        ({"due_at": None}, "cần có hạn"),
        ({"due_at": clock.now() - timedelta(minutes=1)}, "hạn đã qua"),
        ({"audience": Audience(unit_ids=(99999,))}, "không có nơi nào nhận"),
    ],
)
def test_what_is_not_ready_is_not_sent(guiding, facts, why):
    row = guiding.draft(**facts)
    with pytest.raises(ActionRefused, match=why):
        send(guiding, row)
    assert (row.stage, queries.receipts_of(row.id)) == (GuidanceStage.DRAFT, [])


def test_others_than_were_shown_do_not_get_it(guiding):
    row = guiding.draft()
    with pytest.raises(ActionRefused, match="vừa thay đổi"):
        services.send(actor=guiding.situation.reach("tonghop"), guidance=row, seen="0" * 16)


@pytest.mark.parametrize("who", ["canbo", "lanhdao", "lanhdao2", "nguoixem", "thuongtruc"])
def test_only_who_guides_for_the_unit_sends_and_recalls(guiding, who):
    draft, sent, actor = guiding.draft(), guiding.sent(), guiding.situation.reach(who)
    for attempt in (
        lambda: services.send(actor=actor, guidance=draft, seen=""),
        lambda: services.recall(actor=actor, guidance=sent, reason="Lý do"),
        lambda: services.draft(actor=actor, facts=guiding.facts()),
        lambda: reminders.remind(actor=actor, guidance=sent, receipt_ids=None),
    ):
        with pytest.raises(ActionRefused):
            attempt()


def test_opening_is_noted_once_with_who_was_first(guiding):
    row = guiding.sent()
    for who in ("canbo", "lanhdao"):
        assert queries.to_note(guiding.situation.reach(who), row.id) is (who == "canbo")
        receiving.note_opening(actor=guiding.situation.reach(who), guidance_id=row.id)
        guiding.situation.save()
    receipt = guiding.receipt(row)
    assert (receipt.opened_by_name, receipt.received_at) == ("Nguyễn Thị Hòa", None)
    assert guiding.receipt(row, "canbo2").opened_at is None


def test_receiving_and_reporting_leave_times_and_names(guiding):
    row = guiding.sent()
    receipt = guiding.receipt(row)
    assert receiving.receive(actor=guiding.situation.reach("canbo"), receipt=receipt)
    assert not receiving.receive(actor=guiding.situation.reach("lanhdao"), receipt=receipt)
    assert receiving.finish(actor=guiding.situation.reach("lanhdao"), receipt=receipt, words="Ổn định.")
    guiding.situation.save()
    assert (receipt.received_by_name, receipt.done_by_name, receipt.done_words) == (
        "Nguyễn Thị Hòa", "Phạm Văn Thắng", "Ổn định.",
    )  # fmt: skip


@pytest.mark.parametrize("ask", [Ask.REPORT, Ask.OPINION])
def test_a_report_and_an_opinion_need_words(guiding, ask):
    receipt = guiding.receipt(guiding.sent(ask=ask))
    with pytest.raises(ActionRefused, match="Ghi nội dung"):
        receiving.finish(actor=guiding.situation.reach("canbo"), receipt=receipt, words="")


def test_what_was_pressed_is_taken_back_step_by_step_on_its_day(guiding):
    row, actor = guiding.sent(), guiding.situation.reach("canbo")
    receipt = guiding.reported(row)
    receiving.take_back(actor=actor, receipt=receipt)
    assert (receipt.done_at, receipt.done_by_name, receipt.done_words) == (None, "", "Dư luận ổn định.")
    receiving.take_back(actor=actor, receipt=receipt)
    assert receipt.received_at is None
    with pytest.raises(ActionRefused, match="Không còn gì"):
        receiving.take_back(actor=actor, receipt=receipt)
    receiving.receive(actor=actor, receipt=receipt)
    with clock.stopped_at(clock.now() + timedelta(days=1)), pytest.raises(ActionRefused, match="trong ngày"):
        receiving.take_back(actor=actor, receipt=receipt)


def test_a_stranger_presses_nothing(guiding):
    receipt = guiding.receipt(guiding.sent())
    for who in ("canbo2", "phutrach", "nguoixem", "tonghop"):
        actor = guiding.situation.reach(who)
        with pytest.raises(ActionRefused):
            receiving.receive(actor=actor, receipt=receipt)
        with pytest.raises(ActionRefused):
            receiving.finish(actor=actor, receipt=receipt, words="Không phải việc tôi.")


def test_recalled_it_asks_nothing_any_more(guiding):
    row, actor = guiding.sent(), guiding.situation.reach("canbo")
    receipt = guiding.receipt(row)
    services.recall(actor=guiding.situation.reach("tonghop"), guidance=row, reason="Gửi nhầm bản cũ.")
    guiding.situation.save()
    with pytest.raises(ActionRefused, match="thu hồi"):
        receiving.receive(actor=actor, receipt=receipt)
    assert guidance_lists.received_page(actor, GuidanceFilters(), 1).rows == []
    assert [one.id for one in guidance_lists.received_page(actor, GuidanceFilters(pick=Pick.RECALLED), 1).rows] == [
        receipt.id
    ]
    assert not guidance_files.HOLDER.may_see(actor.actor, row.id)


def test_a_reminder_counts_once_a_day_and_only_for_laggards(guiding):
    row, actor = guiding.sent(), guiding.situation.reach("tonghop")
    guiding.reported(row)
    assert reminders.remind(actor=actor, guidance=row, receipt_ids=None) == reminders.Reminded(1, 0)
    assert reminders.remind(actor=actor, guidance=row, receipt_ids=None) == reminders.Reminded(0, 1)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert reminders.remind(actor=actor, guidance=row, receipt_ids=None) == reminders.Reminded(1, 0)
    assert (guiding.receipt(row).reminders, guiding.receipt(row, "canbo2").reminders) == (0, 2)
    guiding.reported(row, "canbo2")
    with pytest.raises(ActionRefused, match="không còn ai"):
        reminders.remind(actor=actor, guidance=row, receipt_ids=None)
