"""What the desk reads: what says the same and why, how far one is, and what the next report tells once."""

from datetime import timedelta

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.situation import services
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.likeness import pieces
from nam_tinh_hinh.situation.queries import desk, joining
from nam_tinh_hinh.situation.services import alerts
from tests.situation.given import WORDS

DRAIN = "Cống thoát nước tổ 3 tắc, mưa là nước tràn vào nhà, cần nạo vét."


def test_the_shared_words_are_marked_and_the_text_stays_whole():
    found = pieces(WORDS, DRAIN)
    assert "".join(text for text, _shared in found) == WORDS
    assert next(text for text, shared in found if shared) == "Cống thoát nước tổ 3"
    assert pieces("Đề nghị xem xét", "Đề nghị xem xét") == [("Đề nghị xem xét", False)]


def test_only_what_is_confirmed_recent_and_seen_is_offered_to_join(situation):
    row, person = situation.recorded(content=DRAIN), situation.reach("lanhdao")
    root = situation.confirmed()
    situation.recorded()  # waits itself
    situation.confirmed("lanhdao2", area="Thôn Cầu Đá")  # another unit's
    situation.confirmed(on_day=clock.today() - timedelta(days=61))
    found = joining.alike(person, row, 10)
    assert [(one.observation.id, one.same_area, one.same_topic) for one in found] == [(root.id, True, True)]


def test_the_office_joins_across_the_units_below(situation):
    row = situation.passed_up(content=DRAIN)
    other = situation.confirmed("lanhdao2")
    assert [one.observation.id for one in joining.alike(situation.reach("tonghop"), row, 10)] == [other.id]


def test_ones_own_writing_is_no_work_of_the_queue(situation):
    situation.confirmed()
    row = situation.recorded()
    assert desk.progress(situation.reach("lanhdao")) == desk.Progress(0, 1)
    services.act(actor=situation.reach("lanhdao"), observation=row, action="confirm")
    situation.save()
    assert [desk.progress(situation.reach(who)) for who in ("lanhdao", "lanhdao2", "tonghop")] == [
        desk.Progress(1, 0), desk.Progress(0, 0), desk.Progress(0, 0),
    ]  # fmt: skip


def test_the_next_report_tells_everything_once_and_knows_what_was_told(situation):
    begins = clock.now()
    told = situation.confirmed(content="Cháy kho", severity=Severity.URGENT)
    (sent,) = alerts.send(
        actor=situation.reach("lanhdao"), observation=told, to_unit_ids=[situation.world.unit("dang_uy").id]
    )
    root = situation.joined(voices=4).joined_to_id
    situation.recorded(content="Chưa xác nhận")
    situation.confirmed("lanhdao2", content="Của đơn vị khác")
    ends, unit_id = clock.now(), situation.world.unit("ccb").id
    with clock.stopped_at(ends + timedelta(hours=1)):
        late = situation.confirmed(content="Xác nhận muộn", on_day=clock.today() - timedelta(days=9))
    situation.save()

    found = [(one.observation.id, one.voices, one.told_at) for one in desk.to_report(unit_id, begins, ends)]
    assert found == [(told.id, 1, sent.sent_at), (root, 5, None)]
    found = [one.observation.id for one in desk.to_report(unit_id, ends, ends + timedelta(days=1))]
    assert found == [late.id]


def test_what_was_passed_up_and_not_taken_back_is_still_told_by_its_unit(situation):
    row, ends = situation.passed_up(), clock.now()
    unit_id = situation.world.unit("ccb").id
    assert [one.observation.id for one in desk.to_report(unit_id, ends - timedelta(days=1), ends)] == [row.id]
