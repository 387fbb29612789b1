"""Who is in charge of what on which day, and what may not be written about it."""

from datetime import date, timedelta

import pytest

from nam_tinh_hinh.demo.people import FOUNDED
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.spans import Span
from nam_tinh_hinh.people.tables import Position, Posting
from tests.people.places import add_area, assign, in_charge, user

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def give(world, username, *areas, since=FOUNDED, until=None, by="quantri", key=None):
    span = Span(since, until)
    return services.assign(actor=world.actor(by), user=user(username), areas=list(areas), span=span, key=key)


def hand(world, giver, taker, day, by="quantri", key=None):
    return services.hand_over(actor=world.actor(by), giver=user(giver), taker=user(taker), from_day=day, key=key)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2026, 2, 28), []),
        (MARCH, ["phutrach"]),
        (date(2026, 3, 31), ["phutrach"]),
        (APRIL, []),
        (date(2026, 4, 10), ["canbo"]),
        (date(2099, 1, 1), ["canbo"]),
    ],
)
def test_who_on_which_day_both_ends_included(world, day, answer):
    area = add_area()
    assign(world, "phutrach", area, since=MARCH, until=date(2026, 3, 31))
    assign(world, "canbo", area, since=date(2026, 4, 10))
    assert in_charge(day) == {area.name: answer}


def test_several_officers_several_areas_and_the_bare_ones_first(world):
    ward = add_area("Phường")
    one, two, ten, bare = (add_area(name, ward) for name in ("Tổ 1", "Tổ 2", "Tổ 10", "Xóm cuối"))
    assign(world, "phutrach", one, two, ten)
    assign(world, "canbo", one)
    assert list(in_charge(clock.today()).items()) == [
        (bare.name, []),
        ("Phường", []),
        ("Tổ 1", ["phutrach", "canbo"]),
        ("Tổ 2", ["phutrach"]),
        ("Tổ 10", ["phutrach"]),
    ]


def test_an_area_is_only_asked_for_while_it_is_there(world):
    add_area(valid_from=MARCH, valid_to=date(2026, 3, 31))
    assert in_charge(APRIL) == {}
    assert len(in_charge(MARCH)) == 1


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 3, 31), None, "từ 01/03/2026 đến 31/03/2026"),
        (date(2026, 2, 1), MARCH, "từ 01/03/2026 đến 31/03/2026"),
        (date(2026, 3, 5), date(2026, 3, 6), "từ 01/03/2026 đến 31/03/2026"),
    ],
)
def test_an_overlap_is_refused_and_the_other_named(world, since, until, words):
    area = add_area()
    assign(world, "phutrach", area, since=MARCH, until=date(2026, 3, 31))
    with pytest.raises(EntryRefused, match=f"Hoàng Văn Sơn đã được phân công phụ trách “{area.name}” {words}"):
        give(world, "phutrach", area, since=since, until=until)


def test_the_day_after_is_no_overlap(world):
    area = add_area()
    assign(world, "phutrach", area, since=MARCH, until=date(2026, 3, 31))
    give(world, "phutrach", area, since=APRIL)
    assert len(queries.postings_of_area(area.id)) == 2


def test_all_areas_or_none(world):
    free, taken = add_area("A"), add_area("B")
    assign(world, "phutrach", taken)
    with pytest.raises(EntryRefused):
        give(world, "phutrach", free, taken)
    assert queries.postings_of_area(free.id) == []


def test_outside_the_areas_time(world):
    area = add_area(valid_from=MARCH, valid_to=date(2026, 12, 31))
    with pytest.raises(EntryRefused, match="chỉ có từ 01/03/2026 đến 31/12/2026"):
        give(world, "phutrach", area, since=MARCH)
    give(world, "phutrach", area, since=MARCH, until=date(2026, 12, 31))


def test_outside_the_officers_time(world):
    area = add_area(valid_from=date(2020, 1, 1))
    with pytest.raises(EntryRefused, match="không giữ vị trí nào từ 01/01/2025 đến 30/06/2025"):
        give(world, "phutrach", area, since=date(2025, 1, 1))
    position = db.session.scalars(db.select(Position).filter_by(user_id=user("phutrach").id)).one()
    position.valid_to = clock.today() + timedelta(days=10)
    with pytest.raises(EntryRefused, match="Hoàng Văn Sơn không giữ vị trí nào từ"):
        give(world, "phutrach", area)


def test_the_end_before_the_start(world):
    with pytest.raises(EntryRefused, match="Ngày kết thúc phải bằng hoặc sau"):
        give(world, "phutrach", add_area(), since=APRIL, until=MARCH)


def test_a_leader_assigns_his_own_people_and_nobody_elses(world):
    area = add_area()
    give(world, "canbo", area, by="lanhdao")
    with pytest.raises(ActionRefused) as refused:
        give(world, "phutrach", area, by="lanhdao")
    assert refused.value.kind is Refusal.NOT_ALLOWED
    assert [one.username for one in queries.officers(world.actor("lanhdao"), clock.today())] == ["canbo", "lanhdao"]


def test_a_leader_assigns_people_of_units_below(world):
    cell = services.add_unit(kind=world.unit("phuc_ninh").kind, name="Chi hội 1", parent=world.unit("ccb"))
    someone, _ = services.add_user(actor=history.Machine(), username="chihoi", name="Chi Hội")
    services.appoint(user=someone, unit=cell, role=Role.OFFICER, valid_from=FOUNDED)
    assert queries.may_assign(world.actor("lanhdao"), someone.id, clock.today())
    assert not queries.may_assign(world.actor("banchidao", hat=1), someone.id, clock.today())


def test_a_second_sending_changes_nothing(world):
    area, key = add_area(), "a" * 32
    first = give(world, "phutrach", area, key=key)
    assert give(world, "phutrach", area, key=key).id == first.id
    assert len(queries.postings_of_area(area.id)) == 1


def test_handing_over_leaves_no_day_without_and_none_doubled(world):
    one, two = add_area("A"), add_area("B")
    assign(world, "phutrach", one)
    assign(world, "phutrach", two, since=APRIL, until=date(2027, 6, 30))
    hand(world, "phutrach", "canbo", date(2026, 5, 1))
    assert in_charge(date(2026, 4, 30)) == {"A": ["phutrach"], "B": ["phutrach"]}
    assert in_charge(date(2026, 5, 1)) == {"A": ["canbo"], "B": ["canbo"]}
    assert in_charge(date(2027, 7, 1)) == {"B": [], "A": ["canbo"]}


def test_handing_over_adds_only_the_days_the_taker_lacks(world):
    area = add_area()
    assign(world, "phutrach", area)
    assign(world, "canbo", area, until=date(2026, 5, 31))
    hand(world, "phutrach", "canbo", date(2026, 5, 1))
    spans = [(row.valid_from, row.valid_to) for row in queries.postings_of_officer(user("canbo").id)]
    assert spans == [(date(2026, 6, 1), None), (FOUNDED, date(2026, 5, 31))]


def test_what_had_not_begun_goes_over_whole(world):
    area = add_area()
    assign(world, "phutrach", area, since=date(2026, 6, 1))
    hand(world, "phutrach", "canbo", date(2026, 5, 1))
    assert queries.postings_of_officer(user("phutrach").id) == []
    assert in_charge(date(2026, 6, 1)) == {area.name: ["canbo"]}
    assert in_charge(date(2026, 5, 15)) == {area.name: []}


def test_handing_over_is_undone_as_one(world):
    one, two = add_area("A"), add_area("B")
    assign(world, "phutrach", one)
    assign(world, "phutrach", two, since=date(2026, 6, 1))
    before = [(p.id, p.user_id, p.valid_from, p.valid_to) for p in db.session.scalars(db.select(Posting))]
    event = hand(world, "phutrach", "canbo", date(2026, 5, 1))
    services.undo_postings(actor=world.actor("quantri"), event=event)
    rows = db.session.scalars(db.select(Posting).order_by(Posting.id))
    assert [(p.id, p.user_id, p.valid_from, p.valid_to) for p in rows] == before


def test_no_undo_once_something_was_changed(world):
    area = add_area()
    assign(world, "phutrach", area)
    event = hand(world, "phutrach", "canbo", date(2026, 5, 1))
    mine = queries.postings_of_officer(user("canbo").id)[0]
    services.end_posting(actor=world.actor("quantri"), posting=mine, on_day=date(2026, 12, 31))
    with pytest.raises(ActionRefused, match="đã được sửa thêm"):
        services.undo_postings(actor=world.actor("quantri"), event=event)


def test_no_undo_into_a_doubled_posting(world):
    area = add_area()
    assign(world, "phutrach", area)
    [posting] = queries.postings_of_area(area.id)
    event = services.end_posting(actor=world.actor("quantri"), posting=posting, on_day=MARCH)
    give(world, "phutrach", area, since=APRIL)
    with pytest.raises(ActionRefused, match="trùng thời gian"):
        services.undo_postings(actor=world.actor("quantri"), event=event)


def test_handing_over_nothing_or_to_oneself(world):
    with pytest.raises(EntryRefused, match="không phụ trách địa bàn nào"):
        hand(world, "phutrach", "canbo", APRIL)
    assign(world, "phutrach", add_area())
    with pytest.raises(EntryRefused, match="là một"):
        hand(world, "phutrach", "phutrach", APRIL)


def test_what_was_replaced_stands_in_the_history(world):
    area = add_area()
    assign(world, "phutrach", area)
    [posting] = queries.postings_of_area(area.id)
    event = services.end_posting(actor=world.actor("quantri"), posting=posting, on_day=MARCH)
    assert event.details["before"][0]["valid_to"] is None
    assert event.details["after"][0]["valid_to"] == "2026-03-01"
    assert list(history.broken_links()) == []
