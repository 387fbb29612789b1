"""What is refused, what a past day looks like, and communes merged with all that is below them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.orders import NewUnit, Order, UnitRefused
from nam_tinh_hinh.people.tables import Unit
from tests.people.units import DECISION, MERGED, count_all, merge, new_like, of_kind, order

TODAY = clock.today()
YESTERDAY = TODAY - timedelta(days=1)


def test_a_close_names_who_would_be_left_and_waits_until_it_is_known(world):
    asked = order(world, Change.CLOSE, "ccb", heirs=[world.unit("phu_nu").id])
    assert set(services.plan_reorganisation(asked).left) == {"Nguyễn Thị Hòa", "Phạm Văn Thắng"}
    with pytest.raises(UnitRefused) as refused:
        services.reorganise(actor=world.actor("quantri"), order=asked)
    assert set(refused.value.problems) == {"knows"}


def test_a_close_never_takes_the_last_administrator(world):
    asked = order(world, Change.CLOSE, "ubnd", heirs=[world.unit("dang_uy").id], knows_who_is_left=True)
    with pytest.raises(UnitRefused, match="không còn ai quản trị"):
        services.reorganise(actor=world.actor("quantri"), order=asked)


def test_a_close_leaves_nothing_open_to_nobody(world, busy):
    asked = order(world, Change.CLOSE, "ccb", knows_who_is_left=True)
    with pytest.raises(UnitRefused) as refused:
        services.reorganise(actor=world.actor("quantri"), order=asked)
    assert "6 đơn vị trực thuộc, 2 đăng ký mô hình" in refused.value.problems["heir"]


def test_a_renamed_unit_keeps_its_id_and_its_old_name_of_old_days(world):
    ccb, name = world.unit("ccb"), world.unit("ccb").name
    services.reorganise(actor=world.actor("quantri"), order=of_kind(world, "rename"))
    assert db.session.get(Unit, ccb.id).name == "Tên mới"
    assert queries.names_on(YESTERDAY, [ccb.id])[ccb.id].name == name
    assert queries.names_on(TODAY, [ccb.id])[ccb.id].name == "Tên mới"
    found = queries.filtered(queries.UnitFilters(words="cuu chien binh phuong"))
    assert [row.name for row in found] == ["Tên mới"]


def test_an_old_name_finds_the_present_unit(world):
    merge(world, "ccb", "phu_nu", name="Hội chung")
    assert "Hội chung" in [row.name for row in queries.filtered(queries.UnitFilters(words="hoi phu nu"))] or [
        row.name for row in queries.filtered(queries.UnitFilters(words="lien hiep phu nu"))
    ] == ["Hội chung"]


def test_the_tree_of_a_past_day_is_as_it_was(world):
    before = [(row.id, row.depth, row.name) for row in queries.tree_on(YESTERDAY)]
    merge(world, "ccb", "phu_nu")
    db.session.expire_all()
    assert [(row.id, row.depth, row.name) for row in queries.tree_on(YESTERDAY)] == before
    names = [row.name for row in queries.tree_on(TODAY)]
    assert MERGED in names
    assert world.unit("ccb").name not in names


def test_two_communes_merge_with_all_that_is_below_them(world, busy):
    """A second commune with sub-units, merged whole into the first one's committee."""
    admin, ward = world.actor("quantri"), world.unit("dang_uy")
    other = services.add_unit(kind=ward.kind, name="Đảng ủy xã Bên", valid_from=date(2025, 7, 1))
    below = services.add_unit(
        kind=world.unit("ccb").kind, name="Hội CCB xã Bên", parent=other, committee=other, valid_from=date(2025, 7, 1)
    )
    deep = services.add_unit(
        kind=world.unit("phuc_ninh").kind, name="Chi hội thôn Bên", parent=below, valid_from=date(2025, 7, 1)
    )
    total = sum(count_all(world, as_registered=False).values())
    services.reorganise(actor=admin, order=Order(Change.MERGE, (other.id,), TODAY, DECISION, (ward.id,)))
    assert (below.parent_id, below.committee_id, deep.parent_id) == (ward.id, ward.id, below.id)
    tree = {row.id: row.depth for row in queries.tree_on(TODAY)}
    assert (tree[ward.id], tree[below.id], tree[deep.id]) == (0, 1, 2)
    assert sum(count_all(world, as_registered=False).values()) == total == 4


def test_a_unit_may_be_merged_into_one_below_it(world):
    """The child takes the parent's place and its brothers come under it: no circle."""
    farmers = world.unit("nong_dan")
    branch = db.session.scalars(db.select(Unit).filter_by(parent_id=farmers.id).order_by(Unit.id)).first()
    above = farmers.parent_id
    services.reorganise(
        actor=world.actor("quantri"), order=Order(Change.MERGE, (farmers.id,), TODAY, DECISION, (branch.id,))
    )
    assert branch.parent_id == above
    query = db.select(Unit.parent_id).where(Unit.name.like("Chi hội Nông dân%"), Unit.id != branch.id)
    assert set(db.session.scalars(query)) == {branch.id}


def sibling(world):
    """A living unit beside the veterans' and the women's unions."""
    ccb = world.unit("ccb")
    beside = db.select(Unit).where(Unit.parent_id == ccb.parent_id, Unit.id.not_in([ccb.id, world.unit("phu_nu").id]))
    return db.session.scalars(beside.order_by(Unit.id)).first()


def of_two(world, *names):
    ccb = world.unit("ccb")
    return order(world, Change.SPLIT, "ccb", heirs=[new_like(ccb, name) for name in names])


def test_an_heir_may_keep_the_name_of_what_ends(world):
    ccb = world.unit("ccb")
    row = services.reorganise(actor=world.actor("quantri"), order=of_two(world, ccb.name, "Hội Hai"))
    assert row.note == f"{ccb.name} → {ccb.name}; Hội Hai"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda w: order(w, Change.MERGE, "ccb", heirs=[NewUnit("Mới")]), "sources"),
        (lambda w: order(w, Change.MERGE, "ccb", "phu_nu", heirs=[NewUnit("")]), "name0"),
        (lambda w: order(w, Change.MERGE, "ccb", "phu_nu", heirs=[w.unit("ccb").id]), "heir"),
        (lambda w: order(w, Change.MERGE, "ccb", heirs=[w.unit("mttq").id], day=TODAY + timedelta(days=1)), "day"),
        (lambda w: order(w, Change.MERGE, "ccb", heirs=[w.unit("mttq").id], day=date(2025, 7, 1)), "day"),
        (lambda w: order(w, Change.SPLIT, "ccb", heirs=[NewUnit("Một")]), "heir"),
        (lambda w: order(w, Change.SPLIT, "ccb", "phu_nu", heirs=[NewUnit("Một"), NewUnit("Hai")]), "sources"),
        (lambda w: of_two(w, "Hội Một", "HỘI  một"), "name1"),
        (lambda w: of_two(w, "Hội Một", sibling(w).name.upper()), "name1"),
        (lambda w: order(w, Change.MERGE, "ccb", "phu_nu", heirs=[new_like(w.unit("ccb"), sibling(w).name)]), "name0"),
        (lambda w: order(w, Change.RENAME, "ccb", name=NewUnit(sibling(w).name)), "name0"),
        (lambda w: order(w, Change.RENAME, "ccb", name=NewUnit("")), "name0"),
        (lambda w: order(w, Change.RENAME, "ccb", name=NewUnit(w.unit("ccb").name, "Hội CCB", "CCB")), "name0"),
        (lambda w: order(w, Change.MERGE, "mttq", "ccb", heirs=[NewUnit("M", parent_id=w.unit("khu_2").id)]),
         "parent_id"),
        (lambda w: order(w, Change.MERGE, "mttq", "ccb", heirs=[NewUnit("M", parent_id=w.unit("ccb").id)]),
         "parent_id"),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(world, make, field):
    with pytest.raises(UnitRefused) as refused:
        services.plan_reorganisation(make(world))
    assert set(refused.value.problems) == {field}


def test_every_deed_is_in_the_history_with_before_and_after(world, busy):
    row = merge(world, "ccb", "phu_nu")
    said = queries.reorganisation_event(row.id)
    assert said.details["after"]["units"] == [MERGED]
    assert said.details["after"]["moved"]["đăng ký mô hình đang mở"] == 3
    handed = history.last("exemplar", busy["sent"])
    assert (handed.action, handed.details["after"]) == ("hand_over", {"unit": MERGED})
    assert list(history.broken_links()) == []


def split_of(unit, *names):
    return Order(Change.SPLIT, (unit.id,), TODAY, "13-QĐ/ĐU", tuple(new_like(unit, name) for name in names))


def test_undoing_waits_for_what_was_done_to_a_sub_unit_it_moved(world):
    admin, farmers = world.actor("quantri"), world.unit("nong_dan")
    child = db.session.scalars(db.select(Unit).filter_by(parent_id=farmers.id).order_by(Unit.id)).first()
    asked = order(world, Change.CLOSE, "nong_dan", heirs=[world.unit("mttq").id], knows_who_is_left=True)
    closed = services.reorganise(actor=admin, order=asked)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        later = services.reorganise(actor=admin, order=replace(split_of(child, "Một", "Hai"), day=clock.today()))
        with pytest.raises(ActionRefused, match=r"đã chia tách .*13-QĐ/ĐU.*hoàn tác việc đó trước"):
            services.undo_reorganisation(actor=admin, row=closed)
        assert (child.parent_id, farmers.valid_to) == (world.unit("mttq").id, YESTERDAY)
        services.undo_reorganisation(actor=admin, row=later)
        services.undo_reorganisation(actor=admin, row=closed)
    assert (child.parent_id, child.valid_to, farmers.valid_to) == (farmers.id, None, None)


def test_undoing_waits_for_the_end_of_what_its_unit_stood_under(world):
    admin, farmers = world.actor("quantri"), world.unit("nong_dan")
    farmers.parent_id = world.unit("mttq").id
    db.session.flush()
    first = services.reorganise(
        actor=admin, order=order(world, Change.MERGE, "nong_dan", heirs=[world.unit("phu_nu").id])
    )
    later = services.reorganise(actor=admin, order=order(world, Change.MERGE, "mttq", heirs=[world.unit("dang_uy").id]))
    with pytest.raises(ActionRefused, match=r"đã sáp nhập .*hoàn tác việc đó trước"):
        services.undo_reorganisation(actor=admin, row=first)
    services.undo_reorganisation(actor=admin, row=later)
    services.undo_reorganisation(actor=admin, row=first)
    assert farmers.valid_to is None


def test_a_change_of_name_keeps_the_old_one_in_every_record(world, sign_in):
    old, admin = world.unit("ccb").name, world.actor("quantri")
    row = services.reorganise(actor=admin, order=of_kind(world, "rename"))
    assert row.note == f"{old} → Tên mới"
    assert queries.reorganisation_event(row.id).details["before"] == {"units": [old]}
    assert queries.reorganisation_event(row.id).details["after"]["units"] == ["Tên mới"]
    services.undo_reorganisation(actor=admin, row=row)
    db.session.commit()
    page = sign_in("quantri")
    for address in (f"/to-chuc/sap-nhap/{row.id}", "/to-chuc/sap-nhap"):
        assert f"{old} → Tên mới" in page.get(address).text
