"""One decision, one transaction: what moves, what stays, what adds up, and the way back."""

from datetime import date, timedelta

import pytest

from nam_tinh_hinh.emulation import queries as emulation
from nam_tinh_hinh.emulation import services as emulation_services
from nam_tinh_hinh.emulation.queries import Filters
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.enums import Change, Role
from nam_tinh_hinh.people.orders import NewUnit, Order
from nam_tinh_hinh.people.tables import ContactPoint, Moved, Position, Posting, SignIn, Succession, Unit, UnitName
from tests.people.units import DECISION, MERGED, count_all, merge, new_like, of_kind, order

TODAY = clock.today()
YESTERDAY = TODAY - timedelta(days=1)


def test_open_rows_go_and_settled_ones_stay_in_the_old_name(world, busy):
    row = merge(world, "ccb", "phu_nu")
    ccb, women, new = world.unit("ccb").id, world.unit("phu_nu").id, heir_of(row)
    owners = {row.id: row.unit_id for row in db.session.scalars(db.select(Exemplar))}
    assert owners == {
        busy["draft"]: new, busy["sent"]: new, busy["hers"]: new, busy["settled"]: ccb,
        busy["stranger"]: world.unit("nong_dan").id,
    }  # fmt: skip
    assert {world.unit("ccb").valid_to, world.unit("phu_nu").valid_to} == {YESTERDAY}
    assert queries.present_unit_ids([ccb, women, new]) == {ccb: new, women: new, new: new}


def heir_of(row):
    return db.session.scalars(db.select(Succession.successor_id).filter_by(reorganisation_id=row.id)).first()


def test_every_number_adds_up_by_old_and_by_present_unit(world, busy):
    ccb, women, farmers = (world.unit(key).id for key in ("ccb", "phu_nu", "nong_dan"))
    before = count_all(world, as_registered=False)
    assert before == {ccb: 2, women: 1, farmers: 1}  # a draft is the unit's own affair
    row = merge(world, "ccb", "phu_nu")
    assert count_all(world, as_registered=True) == before
    assert count_all(world, as_registered=False) == {heir_of(row): 3, farmers: 1}


def listed(actor, **filters):
    return {item.name for item in db.session.scalars(emulation.filtered(actor, Filters(**filters)))}


def test_the_filter_by_the_present_unit_finds_what_its_predecessors_registered(world, busy):
    row = merge(world, "ccb", "phu_nu")
    compiler = world.actor("tonghop")
    assert listed(compiler, unit_id=heir_of(row)) == {"Đã gửi", "Đã công bố", "Của phụ nữ"}
    assert listed(compiler, unit_id=world.unit("ccb").id, as_registered=True) == {"Đã gửi", "Đã công bố"}
    assert listed(compiler, unit_id=world.unit("phu_nu").id, as_registered=True) == {"Của phụ nữ"}


def test_the_new_units_clerk_sees_what_came_before_and_the_stranger_nothing(world, busy):
    merge(world, "ccb", "phu_nu")
    db.session.expire_all()
    assert listed(world.actor("canbo")) == {"Nháp", "Đã gửi", "Đã công bố", "Của phụ nữ"}
    assert world.actor("canbo").unit_name == MERGED
    assert listed(world.clerk_of("nong_dan")) == {"Của nông dân"}
    assert emulation.exemplar(world.clerk_of("nong_dan"), busy["settled"]) is None


def test_the_new_units_clerk_works_on_with_what_was_open(world, busy):
    merge(world, "ccb", "phu_nu")
    clerk, draft = world.actor("canbo"), db.session.get(Exemplar, busy["draft"])
    emulation_services.forward(actor=clerk, exemplar=draft)
    assert draft.stage.value == "proposed"


def test_people_keep_role_and_title_and_their_sign_in(world, busy):
    token = services.start_sign_in(user=queries.user_by_name("canbo"), address="")
    sign_in = db.session.scalars(db.select(SignIn).order_by(SignIn.id.desc())).first()
    old = world.actor("canbo").hat
    services.switch_hat(sign_in_id=sign_in.id, position_id=old.id)
    row = merge(world, "ccb", "phu_nu")
    db.session.expire_all()
    hat = queries.actor_of(queries.sign_in_by_token(token), token).hat
    assert (hat.unit_id, hat.role, hat.title) == (heir_of(row), Role.CLERK, "Cán bộ văn phòng Hội")
    assert db.session.get(SignIn, sign_in.id).position_id == hat.id
    ended = db.session.get(Position, old.id)
    assert (ended.unit_id, ended.valid_to) == (world.unit("ccb").id, YESTERDAY)


def test_nobody_gets_the_same_hat_twice(world):
    user = queries.user_by_name("canbo")
    services.appoint(
        user=user, unit=world.unit("phu_nu"), role=Role.CLERK, title="Cán bộ văn phòng Hội",
        valid_from=date(2025, 7, 1),
    )  # fmt: skip
    merge(world, "ccb", "phu_nu")
    assert [hat.unit_name for hat in queries.hats_of(user.id, TODAY)] == [MERGED]


def test_a_position_that_begins_after_the_day_just_goes_along(world):
    position = db.session.get(Position, world.actor("canbo").hat.id)
    position.valid_from = TODAY
    row = merge(world, "ccb", "phu_nu")
    assert (position.unit_id, position.valid_from, position.valid_to) == (heir_of(row), TODAY, None)


def test_the_dry_run_counts_and_changes_nothing(world, busy):
    db.session.add(ContactPoint(unit_id=world.unit("ccb").id, name="Nguyễn Thị Hòa"))
    db.session.flush()
    asked = order(world, Change.MERGE, "ccb", "phu_nu", heirs=[new_like(world.unit("ccb"), MERGED)])
    plan = services.plan_reorganisation(asked)
    counts = dict(plan.counts)
    assert counts["vị trí của người"] == 4
    assert counts["đăng ký mô hình đang mở"] == 3
    assert counts["đầu mối tiếp nhận đang mở"] == 1
    assert counts["đơn vị trực thuộc"] == 12
    assert plan.left == ()
    assert db.session.scalar(db.select(db.func.count(Moved.id))) == 0
    assert world.unit("ccb").valid_to is None


def everything():
    """All rows a reorganisation may touch, as plain values."""
    tables = (Unit, UnitName, Position, Exemplar, ContactPoint, Succession, Moved, Posting)
    skip = {"version"}
    return {
        table.__tablename__: sorted(
            tuple(str(getattr(row, column.key)) for column in table.__table__.columns if column.key not in skip)
            for row in db.session.scalars(db.select(table))
        )
        for table in tables
    }


@pytest.mark.parametrize("how", ["new", "existing", "split", "rename", "close"])
def test_undone_everything_is_as_before(world, busy, how):
    db.session.add(ContactPoint(unit_id=world.unit("ccb").id, name="Nguyễn Thị Hòa"))
    db.session.flush()
    before = everything()
    row = services.reorganise(actor=world.actor("quantri"), order=of_kind(world, how))
    assert everything() != before
    services.undo_reorganisation(actor=world.actor("quantri"), row=row)
    db.session.flush()
    db.session.expire_all()
    assert everything() == before
    assert row.undone_at is not None
    assert list(history.broken_links()) == []


def test_undoing_says_what_stands_on_it(world, busy):
    row = merge(world, "ccb", "phu_nu")
    draft = emulation_services.draft(
        actor=world.actor("canbo"), campaign=emulation.campaign(TODAY.year),
        facts={name: getattr(db.session.get(Exemplar, busy["draft"]), name) for name in emulation_services.FACTS},
    )  # fmt: skip
    with pytest.raises(ActionRefused, match=f"Đơn vị mới “{MERGED}” đã có thêm: 1 đăng ký mô hình"):
        services.undo_reorganisation(actor=world.actor("quantri"), row=row)
    assert draft.unit_id == heir_of(row)


def test_undoing_an_earlier_decision_waits_for_the_later_one(world):
    row = merge(world, "ccb", "phu_nu", day=YESTERDAY)
    renamed = Order(Change.RENAME, (heir_of(row),), TODAY, DECISION, name=NewUnit("Tên khác"))
    services.reorganise(actor=world.actor("quantri"), order=renamed)
    with pytest.raises(ActionRefused, match="đã đổi tên từ ngày"):
        services.undo_reorganisation(actor=world.actor("quantri"), row=row)


def test_undoing_twice_is_told_and_a_double_click_is_not(world):
    row, admin = merge(world, "ccb", "phu_nu"), world.actor("quantri")
    services.undo_reorganisation(actor=admin, row=row, key="b" * 32)
    services.undo_reorganisation(actor=admin, row=row, key="b" * 32)
    with pytest.raises(ActionRefused, match="đã được hoàn tác"):
        services.undo_reorganisation(actor=admin, row=row, key="c" * 32)


def test_the_second_click_gets_the_first_ones_receipt(world):
    asked, admin = of_kind(world, "new"), world.actor("quantri")
    first = services.reorganise(actor=admin, order=asked, key="a" * 32)
    assert services.reorganise(actor=admin, order=asked, key="a" * 32) is first
    assert db.session.scalar(db.select(db.func.count(Unit.id)).filter_by(name=MERGED)) == 1


def test_two_admins_at_once_the_second_is_told(world):
    merge(world, "ccb", "phu_nu")
    with pytest.raises(ActionRefused, match="đã kết thúc ngày") as refused:
        merge(world, "ccb", "nong_dan")
    assert refused.value.kind is Refusal.MOVED_ON


def test_what_was_read_must_be_what_moves(world):
    asked = of_kind(world, "new")
    seen = services.plan_reorganisation(asked).fingerprint
    world.draft("ccb", name="Mới viết")
    with pytest.raises(ActionRefused, match="vừa thay đổi"):
        services.reorganise(actor=world.actor("quantri"), order=asked, seen=seen)
    assert world.unit("ccb").valid_to is None


def test_a_split_gives_each_row_where_it_was_chosen_to_go(world, busy):
    ccb, leader = world.unit("ccb"), world.actor("lanhdao").hat
    asked = order(
        world, Change.SPLIT, "ccb", heirs=[new_like(ccb, "Hội Một"), new_like(ccb, "Hội Hai")],
        choices={("position", leader.id): 1, ("exemplar", busy["draft"]): 1},
    )  # fmt: skip
    row = services.reorganise(actor=world.actor("quantri"), order=asked)
    one, two = db.session.scalars(db.select(Succession.successor_id).filter_by(reorganisation_id=row.id)).all()
    assert world.actor("canbo").unit_id == one
    assert world.actor("lanhdao").unit_id == two
    assert db.session.get(Exemplar, busy["draft"]).unit_id == two
    assert db.session.get(Exemplar, busy["sent"]).unit_id == one
    assert count_all(world, as_registered=False)[one] == 2  # the settled one is counted with the chosen heir
    assert two not in count_all(world, as_registered=False)
    assert "Đã công bố" in listed(world.actor("lanhdao"))  # but each heir can read it
