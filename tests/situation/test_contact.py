"""The contact for the reply: who writes, reads and erases it, and when it is erased by itself."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from nam_tinh_hinh.cli import scheduler
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import services as observations
from nam_tinh_hinh.situation.enums import Outcome, PetitionStage, ToldBy
from nam_tinh_hinh.situation.queries import contacts as queries
from nam_tinh_hinh.situation.services import contacts
from nam_tinh_hinh.situation.tables import Petition, ReplyContact
from nam_tinh_hinh.situation.workflow import petition_workflow
from tests.situation.contact_routes import KEY

SAID = "Gọi 0912 345 678 sau 17 giờ"
MORNING = datetime(2026, 6, 4, 3, tzinfo=UTC)
DAY = clock.local(MORNING).date()


def write(situation, row, who="canbo", **more):
    contacts.write(actor=situation.reach(who), observation=row, contact=SAID, secret_key=KEY, **more)
    situation.save()


def read(situation, row, who="lanhdao", reason="Báo kết quả", key=KEY):
    return contacts.read(actor=situation.reach(who), observation=row, reason=reason, secret_key=key)


def events(row):
    return [(event.action, event.actor_name, event.reason) for event in history.of("reply_contact", row.id)]


def test_it_is_sealed_and_comes_back_to_who_handles_it(situation):
    row = situation.petition().observation
    write(situation, row)
    sealed = db.session.get(ReplyContact, row.id).sealed
    assert b"0912" not in sealed
    assert read(situation, row) == SAID
    assert [(action, reason) for action, _who, reason in events(row)] == [("write", None), ("read", "Báo kết quả")]


@pytest.mark.parametrize("who", ["canbo2", "lanhdao2", "tonghop", "nguoixem", "thuongtruc", "phutrach", "quantri"])
def test_nobody_else_writes_reads_or_erases(situation, who):
    row = situation.petition(area="Thôn Đồng Lân").observation
    write(situation, row)
    actor = situation.reach(who)
    for verb in (
        lambda: contacts.write(actor=actor, observation=row, contact="x", secret_key=KEY),
        lambda: read(situation, row, who),
        lambda: contacts.erase(actor=actor, observation=row),
    ):
        with pytest.raises(ActionRefused, match="Chỉ đơn vị ghi"):
            verb()
    assert read(situation, row) == SAID


def test_an_officer_keeps_that_of_what_he_wrote_and_the_superior_that_of_what_he_took(situation):
    his = situation.recorded("phutrach")
    write(situation, his, "phutrach")
    assert read(situation, his, "phutrach") == SAID
    passed = situation.passed_up()
    write(situation, passed, "lanhdao")
    assert [read(situation, passed, who) for who in ("lanhdao", "canbo", "tonghop")] == [SAID] * 3


def test_a_second_sending_keeps_the_first_and_another_replaces_it(situation):
    row = situation.petition().observation
    write(situation, row, key="a" * 32)
    contacts.write(actor=situation.reach("canbo"), observation=row, contact="Khác", secret_key=KEY, key="a" * 32)
    assert read(situation, row) == SAID
    contacts.write(actor=situation.reach("canbo"), observation=row, contact="Khác", secret_key=KEY)
    assert read(situation, row) == "Khác"
    assert [action for action, *_rest in events(row)] == ["write", "read", "replace", "read"]


@pytest.mark.parametrize("key", ["", "x" * 48])
def test_without_its_key_it_is_not_read_and_that_is_said(situation, key):
    row = situation.petition().observation
    write(situation, row)
    with pytest.raises(ActionRefused, match="thiếu tệp khóa"):
        read(situation, row, key=key)
    assert queries.unreadable_ids(key) == [row.id]
    assert queries.unreadable_ids(KEY) == []


def test_a_server_without_a_key_keeps_nothing(situation):
    row = situation.petition().observation
    with pytest.raises(ActionRefused, match="thiếu tệp khóa"):
        contacts.write(actor=situation.reach("canbo"), observation=row, contact=SAID, secret_key="")
    assert db.session.get(ReplyContact, row.id) is None


def test_a_sealed_contact_in_another_row_opens_nothing(situation):
    mine, other = situation.petition().observation, situation.petition().observation
    for row in (mine, other):
        write(situation, row)
    kept = [db.session.get(ReplyContact, row.id) for row in (mine, other)]
    kept[0].sealed = kept[1].sealed
    with pytest.raises(ActionRefused, match="thiếu tệp khóa"):
        read(situation, mine)


def act(situation, petition, action, **facts):
    actor = situation.reach("lanhdao")
    db.session.refresh(petition)  # both asked first: what is half written is not to be flushed
    for name, value in facts.items():
        setattr(petition, name, value)
    petition_workflow.apply(petition_workflow.actions[action], actor, petition)
    situation.save()


def answered(situation, petition, day=DAY):
    act(situation, petition, "answer", outcome=Outcome.EXPLAINED, answer="Đã nạo vét cống.", answered_on=day)


def told(situation, petition, day=DAY):
    act(situation, petition, "tell", told_on=day, told_by=ToldBy.PHONE)


def case(situation, how):
    """A contact written on DAY on a matter that stands as ``how`` says since that day."""
    with clock.stopped_at(MORNING):
        if how == "joined":
            row = situation.confirmed()
            root = situation.petition()
            observations.join(actor=situation.reach("lanhdao"), observation=row, to=root.observation)
            petition = root
        elif how == "unfollowed":
            row, petition = situation.confirmed(), None
        else:
            petition = situation.petition()
            row = petition.observation
        write(situation, row)
        if how in ("answered", "told", "joined"):
            answered(situation, petition)
        if how in ("told", "joined"):
            told(situation, petition)
    return row


@pytest.mark.parametrize(
    ("how", "days"), [("told", 30), ("joined", 30), ("answered", 90), ("unfollowed", 90), ("awaited", None)]
)
def test_it_is_erased_when_its_purpose_has_ended(situation, how, days):
    row = case(situation, how)
    last = DAY + timedelta(days or 3000)
    assert queries.contact_of(row).erase_on == (last if days else None)
    assert contacts.erase_due(last - timedelta(1)) == 0
    assert contacts.erase_due(last) == (1 if days else 0)
    assert contacts.erase_due(last) == 0
    situation.save()
    assert (db.session.get(ReplyContact, row.id).sealed is None) == bool(days)
    assert [who for action, who, _why in events(row) if action == "expire"] == (["Tự xóa theo hạn"] if days else [])


def test_undone_telling_keeps_it(situation):
    row = case(situation, "told")
    act(situation, db.session.get_one(Petition, row.id), "untell")
    assert contacts.erase_due(DAY + timedelta(40)) == 0


def test_the_number_of_days_is_a_row(situation):
    case(situation, "told")
    db.session.execute(db.text("UPDATE threshold SET value = 7 WHERE code = 'contact_days'"))
    assert contacts.erase_due(DAY + timedelta(6)) == 0
    assert contacts.erase_due(DAY + timedelta(7)) == 1


def test_the_running_server_erases_by_itself(situation, fresh):
    row = case(situation, "told")
    with clock.stopped_at(MORNING + timedelta(30)):
        scheduler.once(fresh)
    db.session.rollback()
    db.session.expire_all()
    assert db.session.get(ReplyContact, row.id).sealed is None
    assert list(history.broken_links()) == []


@pytest.mark.sqlite
def test_nothing_of_what_was_erased_stays_in_the_file(situation, folder):
    row = situation.petition().observation
    write(situation, row)
    sealed = bytes(db.session.get(ReplyContact, row.id).sealed)
    file = folder / "nam-tinh-hinh.db"
    assert sealed in file.read_bytes()
    contacts.erase(actor=situation.reach("canbo"), observation=row)
    situation.save()
    assert sealed[:24] not in file.read_bytes()
    with sqlite3.connect(file) as plain:  # what our own connections do, not what the library was built with
        assert db.session.execute(db.text("PRAGMA secure_delete")).scalar() == 1
        assert plain.execute("SELECT sealed FROM reply_contact").fetchall() == [(None,)]


def test_what_was_told_needs_no_contact(situation):
    petition = situation.petition()
    answered(situation, petition)
    told(situation, petition)
    assert petition.stage is PetitionStage.TOLD
    with pytest.raises(ActionRefused, match="không cần ghi liên hệ"):
        write(situation, petition.observation)
