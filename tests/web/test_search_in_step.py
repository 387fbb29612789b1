"""What is found is what is there: after every change, in the transaction of the change, and as a plain scan would."""

import random

import pytest
from sqlalchemy import delete, insert, update

from nam_tinh_hinh.emulation import services as emulation
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.kernel import clock, searching
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.searching import Harm, SearchEntry
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.enums import Change
from nam_tinh_hinh.people.orders import NewUnit
from nam_tinh_hinh.people.tables import ContactPoint, Unit
from nam_tinh_hinh.situation import services as situation_services
from nam_tinh_hinh.situation.tables import Observation
from tests.people.units import MERGED, merge, order
from tests.reporting.given import Reporting
from tests.situation.given import Situation
from tests.web.searching import POINT, facts_of, ids_found, in_step, one_of_each
from tests.world import FACTS

VOCABULARY = [
    "cống",
    "tắc",
    "nước",
    "ngập",
    "đường",
    "ngõ",
    "phố",
    "thoát",
    "điện",
    "đèn",
    "hỏng",
    "rác",
    "thải",
    "hòa",
    "hoà",
    "quý",
    "2",
    "12",
    "tổ",
]


@pytest.fixture
def situation(world):
    return Situation(world)


def test_a_new_commune_is_in_step(world):
    assert in_step()


def test_one_of_each_kind_is_found_by_its_word(world):
    made = one_of_each(world, "hoàng yến")
    found = {code: ids_found(world, "lanhdao", "HOANG YÉN", code) for code in made}
    assert found == {code: {row_id} for code, row_id in made.items()}
    assert in_step()


def test_what_is_found_is_what_a_plain_scan_finds(world, situation):
    dice, pattern = random.Random(8), situation.confirmed()
    row = {column.key: getattr(pattern, column.key) for column in Observation.__table__.columns if column.key != "id"}
    texts = [" ".join(dice.choices(VOCABULARY, k=dice.randint(1, 12))) for _ in range(300)]
    db.session.add_all(Observation(**{**row, "content": text}) for text in texts)
    db.session.commit()
    assert in_step()
    said = dict(db.session.execute(db.select(Observation.id, Observation.folded_content)).all())
    for _ in range(80):
        asked = dice.choices(VOCABULARY, k=dice.randint(1, 3))
        typed = f'"{" ".join(asked)}"' if dice.random() < 0.3 else " ".join(asked)[: -dice.randint(0, 2) or None]
        if not (terms := searching.read(typed)):
            continue
        scanned = {one for one, text in said.items() if all(term.holds(text) for term in terms)}
        assert ids_found(world, "lanhdao", typed) == scanned, typed


def test_an_edited_text_is_found_by_its_new_words_only(world, situation):
    row = situation.recorded(content="Đèn hỏng ở ngõ 5")
    situation_services.edit(
        actor=situation.reach("canbo"), observation=row, facts=situation.facts(content="Rác thải ở ngõ 5"),
        version=row.version,
    )  # fmt: skip
    world.save()
    assert (ids_found(world, "canbo", "den hong"), ids_found(world, "canbo", "rac thai")) == (set(), {row.id})
    assert in_step()


def test_what_was_withdrawn_or_joined_is_found_no_more_and_again_when_taken_back(world, situation):
    row = situation.recorded(content="Bụi ở mỏ đá")
    situation_services.act(actor=situation.reach("canbo"), observation=row, action="withdraw", reason="Nhầm.")
    world.save()
    assert ids_found(world, "canbo", "mo da") == set()
    joined = situation.joined(content="Bụi ở mỏ đá nữa")
    assert ids_found(world, "lanhdao", "mo da") == set()
    assert joined.id
    assert in_step()


def test_what_was_taken_back_before_the_end_leaves_nothing(world, situation):
    before = db.session.scalar(db.select(db.func.count(SearchEntry.id)))
    situation_services.record(actor=situation.reach("canbo"), facts=situation.facts(content="Không có gì"))
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count(SearchEntry.id))) == before
    situation.recorded(content="Có thật")
    assert in_step()


def test_a_savepoint_that_fails_leaves_nothing(world, situation):
    try:
        with db.session.begin_nested():
            world.draft(name="Sẽ mất")
            raise ValueError
    except ValueError:
        pass
    kept = world.draft(name="Sẽ còn")
    world.save()
    assert (ids_found(world, "canbo", "sẽ mất", "mo-hinh"), ids_found(world, "canbo", "sẽ còn", "mo-hinh")) == (
        set(), {kept.id},
    )  # fmt: skip
    assert in_step()


def test_an_exemplar_is_found_by_its_words_and_never_by_the_people_in_it(world):
    row = world.sent(name="Ngõ xóm tự quản", owner="Nguyễn Văn Tám", lead="Trần Thị Chín")
    assert ids_found(world, "tonghop", "tu quan", "mo-hinh") == {row.id}
    assert [ids_found(world, "tonghop", typed, "mo-hinh") for typed in ("văn tám", "thị chín")] == [set(), set()]


def test_a_discarded_draft_is_found_no_more(world):
    row = world.staged(Stage.DISCARDED, name="Bỏ đi")
    edited = world.saved_draft(name="Tên một")
    emulation.edit(actor=world.actor("canbo"), exemplar=edited, facts=FACTS | {"name": "Tên hai"})
    world.save()
    assert ids_found(world, "canbo", "ten", "mo-hinh") == {edited.id}
    assert (row.stage, ids_found(world, "canbo", "một", "mo-hinh")) == (Stage.DISCARDED, set())
    assert in_step()


def test_a_report_is_found_as_it_was_sent_last(world):
    reporting = Reporting(world)
    reporting.written("ccb", done="Trồng cây đầu xuân")
    assert ids_found(world, "lanhdao", "trong cay", "bao-cao") == set()
    reporting.send(reporting.report("ccb"))
    assert len(ids_found(world, "lanhdao", "trong cay", "bao-cao")) == 1
    assert ids_found(world, "lanhdao2", "trong cay", "bao-cao") == set()
    assert len(ids_found(world, "lanhdao", "cuu chien binh", "bao-cao")) == 1
    assert in_step()


def test_focal_points_come_and_go_and_come_back(world):
    leader = world.actor("lanhdao")
    point = people.add_contact(actor=leader, unit_id=world.unit("ccb").id, facts=POINT)
    world.save()
    one = point.id
    assert ids_found(world, "canbo2", "le van hoà", "danh-ba") == {one}
    assert ids_found(world, "canbo2", "0900000123", "danh-ba") == {one}
    point = db.session.get_one(ContactPoint, one)
    event = people.delete_contact(actor=leader, point=point)
    world.save()
    assert (ids_found(world, "canbo2", "le van hoa", "danh-ba"), in_step()) == (set(), True)
    people.restore_contact(actor=leader, event=event)
    world.save()
    assert ids_found(world, "canbo2", "cuu chien binh hoa", "danh-ba") == {one}
    point = db.session.get_one(ContactPoint, one)
    people.edit_contact(
        actor=leader, point=point, facts=facts_of(point) | {"name": "Đỗ Thị Mai"}, version=point.version
    )
    world.save()
    assert (ids_found(world, "canbo2", "do thi mai", "danh-ba"), in_step()) == ({one}, True)


def test_a_renamed_unit_is_found_by_both_names_and_so_are_its_people(world):
    ccb = world.unit("ccb").id
    point = people.add_contact(actor=world.actor("lanhdao"), unit_id=ccb, facts=POINT)
    asked = order(world, Change.RENAME, "ccb", name=NewUnit("Hội Bạch Đằng", "HBĐ", "HBĐ"))
    done = people.reorganise(actor=world.actor("quantri"), order=asked)
    world.save()
    for typed in ("bach dang", "cuu chien binh phuong"):
        assert ids_found(world, "canbo2", typed, "don-vi") >= {ccb}
    assert ids_found(world, "canbo2", "bach dang", "danh-ba") == {point.id}
    assert in_step()
    people.undo_reorganisation(actor=world.actor("quantri"), row=done)
    world.save()
    assert (ids_found(world, "canbo2", "bach dang", "don-vi"), in_step()) == (set(), True)


def test_the_old_name_of_a_merged_unit_finds_the_new_one(world):
    old = world.unit("ccb")
    name, before = old.name, old.id
    done = merge(world, "ccb", "phu_nu")
    world.save()
    heir = db.session.scalars(db.select(Unit.id).filter_by(name=MERGED)).one()
    found = ids_found(world, "thuongtruc", f'"{name}"', "don-vi")
    assert (heir in found, before in found, in_step()) == (True, False, True)
    people.undo_reorganisation(actor=world.actor("quantri"), row=done)
    world.save()
    found = ids_found(world, "thuongtruc", f'"{name}"', "don-vi")
    assert (before in found, heir in found, in_step()) == (True, False, True)


def harms() -> list[tuple[str, int, Harm]]:
    db.session.rollback()
    return [(one.kind.code if one.kind else "", one.row_id, one.harm) for one in searching.differences()]


def test_every_difference_is_found_and_mended(world, situation):
    rows = [situation.recorded(content=f"Chuyện {number}").id for number in range(3)]
    base = 2 * 2**40
    table = SearchEntry.__table__
    db.session.execute(delete(table).where(table.c.id == base + rows[0]))
    db.session.execute(update(table).where(table.c.id == base + rows[1]).values(body="chuyen khac"))
    db.session.execute(insert(table).values(id=base + 10**6, title="", body="ma"))
    db.session.commit()
    assert harms() == [
        ("noi-dung", rows[0], Harm.MISSING), ("noi-dung", rows[1], Harm.STALE), ("noi-dung", 10**6, Harm.SURPLUS),
    ]  # fmt: skip
    searching.reindex()
    db.session.commit()
    assert harms() == []
    assert ids_found(world, "canbo", "chuyen") == set(rows)


def test_rows_written_past_the_session_are_found_after_a_reindex(world, situation):
    row = situation.recorded(content="Một chuyện")
    db.session.execute(
        update(Observation.__table__).where(Observation.id == row.id).values(content="Hai", folded_content="hai")
    )
    db.session.commit()
    assert harms() == [("noi-dung", row.id, Harm.STALE)]
    made = searching.reindex()
    db.session.commit()
    assert (made, harms()) == (db.session.scalar(db.select(db.func.count(SearchEntry.id))), [])


def test_words_of_nobody_stay_in_the_index_when_text_is_longer_than_it_reads(world, situation):
    with clock.stopped_at(clock.now()):
        row = world.draft(name="Dài", content="dai " * 20_000 + "cuối cùng")
    world.save()
    assert ids_found(world, "canbo", "dai", "mo-hinh") == {row.id}
    assert in_step()
