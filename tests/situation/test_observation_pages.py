"""The page of one observation: what it tells to whom, what may be done there, and its editing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation import services
from nam_tinh_hinh.situation.enums import Severity, Stage
from nam_tinh_hinh.situation.services import alerts
from nam_tinh_hinh.situation.tables import Alert, Observation
from nam_tinh_hinh.situation.workflow import workflow
from tests.situation.given import WORDS

WRITER = "Nguyễn Thị Hòa"


@contextmanager
def statements() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_conn, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield said
    event.remove(db.engine, "before_cursor_execute", note)


def path(row) -> str:
    return f"/phan-anh/{row.id}"


def again(observation_id: int) -> Observation:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Observation, observation_id)


def fields(row, **more):
    """Return what the form of an item sends."""
    return {
        "channel_id": row.channel_id, "area_id": row.area_id, "topic_id": row.topic_id, "kind": row.kind.value,
        "content": row.content, "voices": row.voices, "severity": row.severity.value, "group_id": "", "source": "",
        "on_day": clock.day_text(row.on_day), "version": row.version,
    } | more  # fmt: skip


def test_the_writers_own_unit_reads_his_name_others_only_the_units(situation, sign_in):
    row = situation.recorded()
    services.act(actor=situation.reach("lanhdao"), observation=row, action="confirm")
    situation.save()
    for who, named in (("canbo", True), ("lanhdao", True), ("tonghop", False), ("phutrach", False)):
        page = sign_in(who).get(path(row))
        assert (WORDS in page.text, WRITER in page.text.partition("<main")[2]) == (True, named), who
    for who in ("canbo2", "lanhdao2"):
        assert sign_in(who).get(path(row)).status_code == 404
    assert sign_in("quantri").get(path(row)).status_code == 403


def test_what_went_on_inside_the_unit_is_told_inside_it_only(situation, sign_in):
    row = situation.staged(Stage.RETURNED)
    services.edit(actor=situation.reach("canbo"), observation=row, facts={"voices": 2}, version=None)
    services.act(actor=situation.reach("lanhdao"), observation=row, action="confirm")
    situation.save()
    inside, above = sign_in("canbo").get(path(row)).text, sign_in("tonghop").get(path(row)).text
    assert re.findall(r"<p><b>([^<]+)</b>", inside.partition("Quá trình")[2]) == [
        "Đã xác nhận", "Đã gửi lại đầu mối", "Sửa nội dung", "Đã trả lại để sửa", "Ghi nội dung",
    ]  # fmt: skip
    assert re.findall(r"<p><b>([^<]+)</b>", above.partition("Quá trình")[2]) == ["Đã xác nhận", "Ghi nội dung"]
    assert ("Ghi rõ số nhà" in inside, "Ghi rõ số nhà" in above) == (True, False)


@pytest.mark.parametrize("stage", Stage)
def test_each_button_is_there_for_whom_it_works(situation, sign_in, stage):
    row = situation.staged(stage)
    elsewhere = {"gop", "chuyen-len"}
    for who in ("canbo", "lanhdao", "tonghop"):
        may = {a.slug for a in workflow.available(situation.reach(who), row)} - elsewhere
        answer = sign_in(who).get(path(row))
        shown = set(re.findall(rf'action="{path(row)}/([a-z-]+)"', answer.text)) if answer.status_code == 200 else set()
        assert shown == may, who
        assert (f'href="{path(row)}/sua"' in answer.text) == (
            stage in (Stage.WAITING, Stage.RETURNED) and who != "tonghop"
        )  # fmt: skip


def test_withdrawn_at_once_and_taken_back_from_the_message(situation, clerk):
    row = situation.recorded()
    done = clerk.post(f"{path(row)}/rut", {"version": row.version})
    assert again(row.id).stage is Stage.WITHDRAWN
    page = clerk.get(done.location)
    assert f"Đã rút lại: nội dung số {row.id}." in page.text
    clerk.post(f"{path(row)}/lay-lai", {"version": again(row.id).version})
    assert again(row.id).stage is Stage.WAITING


def test_a_return_without_or_with_a_secret_reason_changes_nothing(situation, sign_in):
    row, leader = situation.recorded(), sign_in("lanhdao")
    for reason, said in (("", "Ghi lý do"), ("Theo văn bản TỐI MẬT", "bí mật nhà nước")):
        answer = leader.post(f"{path(row)}/tra-lai", {"version": row.version, "reason": reason})
        assert (answer.status_code, said in answer.text, again(row.id).stage) == (422, True, Stage.WAITING)
    assert "TỐI MẬT của" not in answer.text
    assert ">Theo văn bản" not in answer.text
    leader.post(f"{path(row)}/tra-lai", {"version": row.version, "reason": "Ghi rõ ngõ nào."})
    assert (again(row.id).stage, again(row.id).return_reason) == (Stage.RETURNED, "Ghi rõ ngõ nào.")


def test_who_comes_second_learns_who_was_first(situation, sign_in):
    row, leader = situation.recorded(), sign_in("lanhdao")
    seen = row.version
    services.act(actor=situation.reach("canbo"), observation=row, action="withdraw")
    situation.save()
    answer = leader.post(f"{path(row)}/xac-nhan", {"version": seen})
    assert (answer.status_code, again(row.id).stage) == (409, Stage.WITHDRAWN)
    assert WRITER in answer.text


def test_the_stranger_can_do_nothing_and_a_reader_from_above_is_refused(situation, stranger, sign_in):
    row = situation.confirmed()
    assert stranger.post(f"{path(row)}/bo-xac-nhan", {"version": row.version}).status_code == 404
    assert sign_in("tonghop").post(f"{path(row)}/bo-xac-nhan", {"version": row.version}).status_code == 403
    assert again(row.id).stage is Stage.CONFIRMED


def test_joined_items_and_their_voices_stand_at_the_root(situation, sign_in):
    row = situation.joined(content="Cống tổ 3 lại tắc.", voices=4)
    leader = sign_in("lanhdao")
    root = leader.get(path(row.joined_to)).text
    assert "5 (riêng nội dung này 1)" in root
    assert "Đã gộp vào đây: 1 nội dung" in root
    assert "Cống tổ 3 lại tắc." in root
    assert f'href="/phan-anh/{row.joined_to_id}"' in leader.get(path(row)).text


def test_what_comes_again_is_linked_both_ways(situation, sign_in):
    first = situation.confirmed()
    second = situation.confirmed(content="Cống lại tắc.", earlier_id=first.id)
    leader = sign_in("lanhdao")
    assert "<b>Đã tái diễn:</b>" in leader.get(path(first)).text
    assert "<b>Tái diễn.</b>" in leader.get(path(second)).text


def test_urgent_word_is_receipted_when_its_receiver_opens_it_and_by_nobody_else(situation, sign_in):
    row = situation.recorded(severity=Severity.URGENT)
    party = situation.world.unit("dang_uy").id
    alerts.send(actor=situation.reach("canbo"), observation=row, to_unit_ids=[party])
    situation.save()
    assert "Chưa xem" in sign_in("canbo").get(path(row)).text
    for _again in range(2):
        page = sign_in("tonghop").get(path(row))
        assert (page.status_code, "Chưa xem" in page.text) == (200, False)
    db.session.rollback()
    seen = db.session.scalars(db.select(Alert)).one()
    assert (seen.seen_by_name, seen.seen_at is not None) == ("Bùi Thị Thanh", True)
    sender = sign_in("canbo").get(path(row)).text
    assert ("Bùi Thị Thanh" in sender, clock.moment_text(seen.seen_at) in sender) == (False, True)


def test_the_page_takes_as_many_statements_with_fifty_joined_as_with_one(situation, sign_in):
    row = situation.joined()
    leader, taken = sign_in("lanhdao"), []
    for more in (0, 20):
        for number in range(more):
            one = situation.confirmed(content=f"Cống số {number} tắc.")
            services.join(actor=situation.reach("lanhdao"), observation=one, to=row.joined_to)
        situation.save()
        with statements() as said:
            leader.get(f"/phan-anh/{row.joined_to_id}")
        taken.append(len(said))
    assert taken[0] == taken[1]


def test_an_edit_of_what_was_returned_goes_back_to_the_desk(situation, clerk):
    row = situation.staged(Stage.RETURNED)
    assert "Ghi rõ số nhà, ngõ nào." in clerk.get(f"{path(row)}/sua").text
    done = clerk.post(f"{path(row)}/sua", fields(row, content="Cống trước số nhà 12 bị tắc.", voices=2))
    now = again(row.id)
    assert (now.stage, now.content, now.voices) == (Stage.WAITING, "Cống trước số nhà 12 bị tắc.", 2)
    assert f"Đã sửa nội dung số {row.id}." in clerk.get(done.location).text


def test_two_who_edit_at_once_choose_field_by_field(situation, clerk):
    row = situation.recorded()
    mine = fields(row, content="Chữ của tôi.")
    facts = {"content": "Chữ của người kia.", "voices": 7, "topic_id": situation.topic("culture.health").id}
    services.edit(actor=situation.reach("lanhdao"), observation=row, facts=facts, version=None)
    situation.save()
    answer = clerk.post(f"{path(row)}/sua", mine)
    assert (answer.status_code, again(row.id).content) == (409, "Chữ của người kia.")
    assert "Chữ của tôi." in answer.text
    assert re.findall(r'name="lay" value="([a-z_]+)"', answer.text) == ["topic_id", "content", "voices"]
    assert "Y tế, dân số</q>" in answer.text
    merged = mine | {"version": again(row.id).version, "lay": ["voices", "topic_id"]}
    assert clerk.post(f"{path(row)}/sua", merged).status_code == 303
    now = again(row.id)
    assert (now.content, now.voices, now.topic_id) == ("Chữ của tôi.", 7, facts["topic_id"])


def test_what_was_dealt_with_is_not_edited_and_the_words_typed_stay(situation, clerk):
    row = situation.recorded()
    typed = fields(row, content="Thêm một ý.")
    services.act(actor=situation.reach("lanhdao"), observation=row, action="confirm")
    situation.save()
    assert clerk.get(f"{path(row)}/sua").location.endswith(path(row))
    answer = clerk.post(f"{path(row)}/sua", typed)
    assert (answer.status_code, "Thêm một ý." in answer.text, again(row.id).content) == (409, True, WORDS)


def test_a_secret_in_an_edit_is_refused_and_forgotten(situation, clerk):
    row = situation.recorded()
    answer = clerk.post(f"{path(row)}/sua", fields(row, content="Kế hoạch TUYỆT MẬT"))
    assert (answer.status_code, again(row.id).content) == (422, WORDS)
    assert f'<meta name="forget" content="noi-dung-{row.id}">' in answer.text


def test_the_stranger_edits_nothing(situation, stranger):
    row = situation.recorded()
    assert stranger.get(f"{path(row)}/sua").status_code == 404
    assert stranger.post(f"{path(row)}/sua", fields(row, content="Khác")).status_code == 404
    assert again(row.id).content == WORDS


def test_what_was_returned_waits_on_its_writers_home_and_on_nobody_elses(situation, clerk, sign_in, stranger):
    row = situation.staged(Stage.RETURNED)
    home = clerk.get("/").text
    assert f'href="{path(row)}/sua"' in home
    assert "Ghi rõ số nhà, ngõ nào." in home
    for other in (stranger, sign_in("lanhdao"), sign_in("tonghop")):
        assert f'href="{path(row)}/sua"' not in other.get("/").text
