"""Numbers run on without gaps or doubles, and what went out stays as it was."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Audience, Renewal, Role
from nam_tinh_hinh.people.periods import period_of
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.queries.issuing import letterhead_for
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.services import issuing as services
from nam_tinh_hinh.people.services.papers import add_print_settings
from tests.databases import let_change
from tests.people.issuing import CONTENT, DAY, given, issued

TERM = SimpleNamespace(
    renewal=Renewal.TERM, term_label="2025 - 2030", term_from=date(2025, 7, 1), term_to=date(2030, 6, 30)
)
YEARLY = SimpleNamespace(renewal=Renewal.YEAR, term_label="", term_from=None, term_to=None)


@pytest.mark.parametrize(
    ("way", "day", "period"),
    [
        (None, date(2026, 12, 31), "2026"),
        (YEARLY, date(2027, 1, 1), "2027"),
        (TERM, date(2025, 7, 1), "2025 - 2030"),
        (TERM, date(2027, 1, 1), "2025 - 2030"),
        (TERM, date(2030, 6, 30), "2025 - 2030"),
    ],
)
def test_a_paper_is_numbered_in_its_year_or_term(way, day, period):
    assert period_of(way, day) == period


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2030, 7, 1)])
def test_a_day_outside_the_term_is_refused_with_the_way_out(day):
    with pytest.raises(ActionRefused, match=r"ngoài nhiệm kỳ “2025 - 2030”.*Khai nhiệm kỳ mới ở Sổ văn bản"):
        period_of(TERM, day)


def test_numbers_run_on_by_issuer_kind_and_year(world):
    first, second = issued(world), issued(world)
    other_kind = issued(world, kind=PaperKind.DECISION)
    other_unit = issued(world, "ccb")
    next_year = issued(world, day=date(2027, 1, 1))
    found = [(row.number, row.number_text, row.period) for row in (first, second, other_kind, other_unit, next_year)]
    assert found == [
        (1, "01-TB/BCĐ", "2026"), (2, "02-TB/BCĐ", "2026"), (1, "01-QĐ/BCĐ", "2026"), (1, "01-TB/CCB", "2026"),
        (1, "01-TB/BCĐ", "2027"),
    ]  # fmt: skip


def test_what_went_out_is_kept_with_its_hash(world):
    row = issued(world, layout_code="nha-nuoc", kind=PaperKind.REPORT)
    assert (row.content, row.size, row.pages, row.number_text) == (CONTENT, len(CONTENT), 1, "01/BC-BCĐ")
    assert row.name == "Báo cáo số 01/BC-BCĐ"
    assert row.sha256 == queries.digest(CONTENT)
    event = history.last("issued_paper", row.id)
    assert (event.action, event.details) == ("issue", {"after": {"number": "01/BC-BCĐ", "title": "Báo cáo"}})


def test_certificates_take_a_run_of_numbers(world):
    run = issued(world, kind=PaperKind.CERTIFICATE, count=12)
    assert (run.name, queries.next_number(run.unit_id, PaperKind.CERTIFICATE, DAY)) == (
        "Giấy chứng nhận số 01-GCN/BCĐ đến số 12",
        13,
    )


@pytest.mark.parametrize("number", [1, 3, 0])
def test_only_the_next_number_can_be_taken(world, number):
    issued(world)
    with pytest.raises(services.NumberTaken):
        services.freeze(**given(world) | {"number": number})
    assert queries.next_number(world.unit("ban_chi_dao").id, PaperKind.NOTICE, DAY) == 2


def test_numbers_run_through_a_term_once_a_unit_says_so(world):
    unit, actor = world.unit("ban_chi_dao"), world.actor("thuongtruc")
    issued(world)
    said = {"renewal": Renewal.TERM, "term_label": "2025 - 2030", "term_from": date(2025, 7, 1)}
    assert services.set_numbering(actor=actor, unit=unit, **said)
    assert not services.set_numbering(actor=actor, unit=unit, **said)
    assert services.set_next_number(
        actor=actor, unit=unit, kind=PaperKind.NOTICE, period="2025 - 2030", number=8, reason="Đã có trên giấy"
    )
    rows = [issued(world, day=day) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert [(row.number, row.period) for row in rows] == [(8, "2025 - 2030"), (9, "2025 - 2030")]
    assert history.last("numbering", queries.numbering(unit.id).id).details == {
        "before": {"renewal": Renewal.YEAR.label, "term_label": "", "term_from": None},
        "after": {"renewal": Renewal.TERM.label, "term_label": "2025 - 2030", "term_from": "01/07/2025"},
    }


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "term_label"),
        ({"term_label": "2026", "term_from": DAY}, "term_label"),
        ({"term_label": "2025 - 2030"}, "term_from"),
        ({"term_label": "2025 - 2030", "term_from": DAY, "term_to": date(2026, 3, 1)}, "term_to"),
    ],
)
def test_a_term_has_a_name_and_days(world, said, field):
    with pytest.raises(EntryRefused) as refused:
        services.set_numbering(actor=world.actor("thuongtruc"), unit=world.unit("ccb"), renewal=Renewal.TERM, **said)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("number", "reason", "field"), [(1, "x", "number"), (100_000, "x", "number"), (9, "", "reason")]
)
def test_the_next_number_only_goes_up_and_with_a_reason(world, number, reason, field):
    issued(world)
    said = {"unit": world.unit("ban_chi_dao"), "kind": PaperKind.NOTICE, "period": "2026", "number": number}
    with pytest.raises(EntryRefused) as refused:
        services.set_next_number(actor=world.actor("thuongtruc"), reason=reason, **said)
    assert refused.value.field == field
    assert issued(world).number == 2


def test_a_paper_is_replaced_once_and_says_by_what(world):
    wrong = issued(world)
    right = issued(world, replaces=wrong, replaced_words="Ghi nhầm tên đơn vị.")
    assert (wrong.replaced_by.name, right.replaces.name) == ("Thông báo số 02-TB/BCĐ", "Thông báo số 01-TB/BCĐ")
    with pytest.raises(ActionRefused, match="đã được thay thế bằng Thông báo số 02-TB/BCĐ"):
        issued(world, replaces=wrong)
    assert queries.next_number(wrong.unit_id, PaperKind.NOTICE, DAY) == 3


CHANGES = [
    "UPDATE issued_paper SET content = CAST('0' AS {blob})",
    "UPDATE issued_paper SET number = 7",
    "UPDATE issued_paper SET sha256 = 'x'",
    "DELETE FROM issued_paper",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_what_went_out(world, change):
    issued(world)
    blob = "blob" if db.engine.dialect.name == "sqlite" else "bytea"
    with pytest.raises(IntegrityError, match="kept as it went out"):
        db.session.execute(text(change.format(blob=blob)))


def test_the_doctor_finds_a_paper_that_was_changed_behind_the_program(world):
    issued(world)
    row = issued(world)
    assert list(queries.broken_papers()) == []
    let_change("issued_paper")
    db.session.execute(text("UPDATE issued_paper SET content = :one WHERE id = :id"), {"id": row.id, "one": b"\0"})
    db.session.expire_all()
    found = list(queries.broken_papers())
    db.session.rollback()
    assert found == [f"Thông báo số 02-TB/BCĐ (dòng {row.id}) không còn đúng như khi ban hành."]


def test_who_issues_for_whom(world):
    names = {who: [unit.name for unit in queries.issuers(world.actor(who))]
             for who in ("thuongtruc", "lanhdao", "canbo", "banchidao", "phutrach", "tonghop", "quantri")}  # fmt: skip
    committee, veterans = world.unit("ban_chi_dao").name, world.unit("ccb").name
    nobody = {who: [] for who in ("banchidao", "phutrach", "tonghop", "quantri")}
    assert names == {"thuongtruc": [committee], "lanhdao": [veterans], "canbo": [veterans]} | nobody
    add_print_settings(actor=world.actor("quantri"), unit=world.unit("dang_uy"))
    assert [unit.name for unit in queries.issuers(world.actor("thuongtruc"))] == [committee, world.unit("dang_uy").name]


def test_a_unit_without_a_letterhead_gets_one_that_is_not_kept(world):
    made = letterhead_for(world.unit("ccb").id, "dang")
    found = (made.issuer_lines, made.parent_lines, made.symbol, made.place, made.post, made.signer)
    assert found == (
        "Hội Cựu chiến binh phường Minh Họa", "Đảng ủy phường Minh Họa", "CCB", "Minh Họa", "Chủ tịch Hội",
        "Phạm Văn Thắng",
    )  # fmt: skip
    world.save()
    assert made.id is None
    assert letterhead_for(world.unit("ban_chi_dao").id, "nha-nuoc").id is not None
    assert letterhead_for(world.unit("ccb").id, "không có").layout.code == "dang"


READERS = {
    Audience.COMMITTEE: {"banchidao", "thuongtruc", "tonghop"},
    Audience.UNIT: {"banchidao", "thuongtruc", "tonghop", "canbo", "lanhdao"},
    Audience.ALL: {"banchidao", "thuongtruc", "tonghop", "canbo", "lanhdao", "canbo2", "phutrach"},
}


@pytest.mark.parametrize("audience", Audience)
def test_who_may_open_a_paper(world, audience):
    row = issued(world, audience=audience, about_unit_id=world.unit("ccb").id)
    people = {who: world.actor(who) for who in READERS[Audience.ALL] | {"quantri"}}
    assert {who for who, actor in people.items() if queries.paper(actor, row.id)} == READERS[audience]
    found = [queries.papers_of("campaign", [1], actor=actor) for actor in people.values()]
    assert sum(map(len, found)) == len(READERS[audience])
    assert [one.id for one in queries.papers_of("campaign", [1, 2])] == [row.id]


@pytest.mark.parametrize(("role", "reads"), [(Role.CHAIR, True), (Role.VIEWER, True), (Role.OFFICER, False)])
def test_the_new_hats_read_what_is_the_committees(world, role, reads):
    row, someone = issued(world), world.actor("tonghop")
    actor = replace(someone, hat=replace(someone.hat, role=role))
    assert (queries.paper(actor, row.id) is not None) == reads
    assert bool(queries.issuers(actor)) == (role is Role.CHAIR)
