"""What becomes of an item as it comes in, which meeting it comes from, and what is offered while it is written."""

from datetime import timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import queries, services
from nam_tinh_hinh.situation.enums import ObservationKind, Stage
from nam_tinh_hinh.situation.queries import entry as offers
from nam_tinh_hinh.situation.queries import occasions as meetings
from nam_tinh_hinh.situation.services import entry, occasions
from nam_tinh_hinh.situation.services.entry import Way
from nam_tinh_hinh.situation.tables import Observation, Occasion, Petition
from nam_tinh_hinh.situation.thresholds import Code

AGAIN = "Cống thoát nước ở tổ 3 tắc đã nhiều ngày, mưa xuống là ngập nhà dân"


def counted(table) -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(table))


def found(situation, who: str, text: str = AGAIN, area: str = "Phố Phúc Ninh", topic: str | None = None) -> list[int]:
    rows = offers.said_before(
        situation.reach(who), text=text, area_id=situation.area(area).id,
        topic_id=situation.topic(topic).id if topic else None,
    )  # fmt: skip
    return [row.id for row in rows]


def test_the_same_in_other_words_is_found_in_its_area_and_topic_group(situation):
    row = situation.recorded()
    situation.recorded(content="Đường thôn Cầu Đá xuống cấp, ổ gà nhiều.")
    assert found(situation, "canbo") == [row.id]
    assert found(situation, "canbo", topic="economy.rural") == [row.id]
    assert found(situation, "canbo", topic="culture.health") == []
    assert found(situation, "canbo", area="Thôn Đồng Lân") == []


def test_of_old_withdrawn_joined_and_strange_items_nothing_is_offered(situation):
    old = clock.today() - timedelta(days=queries.threshold(Code.SIMILAR_DAYS) + 1)
    situation.recorded(on_day=old)
    situation.staged(Stage.WITHDRAWN)
    joined = situation.joined(area="Thôn Đồng Lân")
    assert found(situation, "canbo") == [joined.joined_to_id]
    assert found(situation, "lanhdao", area="Thôn Đồng Lân") == []
    situation.recorded(area="Tổ dân phố số 10")
    assert found(situation, "canbo2", area="Tổ dân phố số 10") == []


def test_a_focal_point_joins_what_he_writes_at_once(situation):
    root, actor = situation.confirmed(kind=ObservationKind.PETITION), situation.reach("lanhdao")
    facts = situation.facts(content=AGAIN, voices=3, kind=ObservationKind.PETITION)
    for _again in range(2):
        taken = entry.take_in(actor=actor, facts=facts, root=root, key="a" * 32)
    situation.save()
    assert (taken.way, taken.observation.stage, taken.into) == (Way.JOIN, Stage.JOINED, root)
    assert (counted(Observation), queries.total_voices(root.id), counted(Petition)) == (2, 4, 1)


def test_a_clerk_adds_voices_to_his_own_waiting_words_once_for_each_sending(situation):
    root, actor = situation.recorded(voices=2), situation.reach("canbo")
    for _again in range(2):
        taken = entry.take_in(actor=actor, facts=situation.facts(voices=3), root=root, key="a" * 32)
    situation.save()
    assert (taken.way, root.voices, counted(Observation)) == (Way.ADD_VOICES, 5, 1)


@pytest.mark.parametrize(("who", "stage"), [("canbo", Stage.CONFIRMED), ("canbo2", Stage.CONFIRMED),
                                            ("lanhdao", Stage.PASSED_UP), ("tonghop", Stage.PASSED_UP)])  # fmt: skip
def test_what_is_not_theirs_to_join_becomes_an_item_of_its_own(situation, who, stage):
    root, actor = situation.staged(stage), situation.reach(who)
    taken = entry.take_in(actor=actor, facts=situation.facts(content=AGAIN), root=root)
    assert (taken.way, taken.into, taken.observation.joined_to_id) == (None, None, None)
    assert taken.observation.id != root.id


def test_more_voices_than_can_be_counted_are_refused(situation):
    root = situation.recorded(voices=entry.MOST_VOICES)
    with pytest.raises(ActionRefused, match="Xem lại số lượt"):
        entry.take_in(actor=situation.reach("canbo"), facts=situation.facts(), root=root)
    assert root.voices == entry.MOST_VOICES


def test_a_meeting_is_opened_once_with_channel_place_and_day(situation):
    row, actor = situation.recorded(channel="meeting_village"), situation.reach("canbo")
    first, second = (occasions.keep(actor=actor, observation=row) for _again in range(2))
    situation.save()
    assert (first, counted(Occasion), row.occasion_id) == (second, 1, first.id)
    assert (first.channel_id, first.area_id, first.on_day, first.unit_id) == (
        row.channel_id, row.area_id, row.on_day, row.unit_id,
    )  # fmt: skip


def test_a_meetings_name_and_speakers_leave_a_trace_and_are_its_units_own(situation):
    row = situation.recorded()
    meeting = occasions.keep(actor=situation.reach("canbo"), observation=row)
    occasions.describe(actor=situation.reach("lanhdao"), occasion=meeting, title="Họp tổ 3", speakers=8, key="b" * 32)
    occasions.describe(actor=situation.reach("lanhdao"), occasion=meeting, title="Khác", speakers=1, key="b" * 32)
    situation.save()
    event = history.last("occasion", meeting.id)
    assert event
    assert (meeting.title, meeting.speakers) == ("Họp tổ 3", 8)
    assert event.details == {"before": {"title": "", "speakers": None}, "after": {"title": "Họp tổ 3", "speakers": 8}}
    with pytest.raises(ActionRefused, match="Chỉ người ghi"):
        occasions.describe(actor=situation.reach("canbo2"), occasion=meeting, title="", speakers=None)


def test_a_meeting_is_seen_with_its_items_and_never_counts_hidden_ones(situation):
    row = situation.recorded(area="Thôn Đồng Lân")
    meeting = occasions.keep(actor=situation.reach("canbo"), observation=row)
    situation.recorded(occasion_id=meeting.id, area="Thôn Đồng Lân")
    everyone = ("canbo", "lanhdao", "tonghop", "canbo2", "quantri")
    seen = {who: meetings.occasion(situation.reach(who), meeting.id) is not None for who in everyone}
    assert seen == {"canbo": True, "lanhdao": True, "tonghop": False, "canbo2": False, "quantri": False}
    services.act(actor=situation.reach("lanhdao"), observation=row, action="confirm")
    situation.save()
    assert meetings.occasion(situation.reach("tonghop"), meeting.id) == meeting
    assert [meetings.count(situation.reach(who), meeting.id) for who in ("canbo", "tonghop", "canbo2")] == [2, 1, 0]
    assert [one.id for one in meetings.items(situation.reach("tonghop"), meeting.id, 1).rows] == [row.id]


def test_own_areas_come_first_and_the_last_choice_is_remembered(situation):
    actor = situation.reach("canbo")
    offered = offers.places(actor)
    assert [name for _id, name in offered.mine] == ["Khu dân cư số 3", "Tổ dân phố số 4"]
    first = situation.area("Khu dân cư số 3").id
    assert offers.usual(actor, offered) == offers.Usual(None, first)
    row = situation.recorded(area="Tổ dân phố số 4", channel="notebook")
    assert offers.usual(actor, offered) == offers.Usual(row.channel_id, row.area_id)
    situation.recorded(area="Thôn Cầu Đá", channel="notebook")
    assert offers.usual(actor, offered) == offers.Usual(row.channel_id, first)
