"""The threads of guidance: who reads what, what is news to whom, whose files, and what the history keeps."""

import pytest

from nam_tinh_hinh.kernel import history, uploads
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation import guidance_files
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.enums import Ask
from nam_tinh_hinh.situation.queries import guidance_lists
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.queries.guidance_lists import Box
from nam_tinh_hinh.situation.services import guidance_reminders as reminders
from nam_tinh_hinh.situation.services import guiding as services
from nam_tinh_hinh.situation.services import receiving
from tests.situation.guiding import Guiding
from tests.situation.test_guiding import seers


@pytest.fixture
def guiding(situation) -> Guiding:
    return Guiding(situation)


def test_a_thread_is_between_the_sender_and_one_receiver(guiding):
    row, reach = guiding.sent(), guiding.situation.reach
    receipt = guiding.receipt(row)
    reply = receiving.reply(actor=reach("canbo"), receipt=receipt, words="Xin lùi hạn một ngày.")
    receiving.reply(actor=reach("tonghop"), receipt=receipt, words="Đồng ý.")
    guiding.situation.save()
    assert [one.written_unit for one in queries.replies_of(row.id)[receipt.id]] == [
        "Hội Cựu chiến binh phường Minh Họa", "Đảng ủy phường Minh Họa",
    ]  # fmt: skip
    assert queries.receipt(reach("canbo2"), receipt.id) is None
    assert queries.receipt_read_by(reach("canbo2"), receipt.id) is None
    with pytest.raises(ActionRefused):
        receiving.reply(actor=reach("canbo2"), receipt=receipt, words="Tôi cũng vậy.")
    with pytest.raises(ActionRefused):
        receiving.remove_reply(actor=reach("lanhdao"), reply_row=reply)
    receiving.remove_reply(actor=reach("canbo"), reply_row=reply)
    assert len(queries.replies_of(row.id)[receipt.id]) == 1


def test_news_is_what_others_wrote_since_one_read(guiding):
    row, reach = guiding.sent(), guiding.situation.reach
    about = {"canbo": Box.RECEIVED, "canbo2": Box.RECEIVED, "tonghop": Box.SENT}

    def told():
        return {who for who, box in about.items() if db.session.scalar(guidance_lists.news_count(reach(who), box))}

    assert told() == set()
    receiving.reply(actor=reach("canbo"), receipt=guiding.receipt(row), words="Xin hỏi phạm vi.")
    guiding.situation.save()
    assert told() == {"tonghop"}
    receiving.note_opening(actor=reach("tonghop"), guidance_id=row.id)
    receiving.reply(actor=reach("tonghop"), receipt=guiding.receipt(row), words="Toàn phường.")
    guiding.situation.save()
    assert told() == {"canbo"}
    guiding.reported(row, "canbo2")
    assert told() == {"canbo", "tonghop"}


def test_in_a_network_all_members_read_all_replies(guiding):
    network, reach = guiding.network("lanhdao", "phu_nu", "mttq"), guiding.situation.reach
    row = guiding.sent(
        "lanhdao", unit_id=guiding.world.unit("ccb").id, audience=Audience(network_id=network.id), ask=Ask.INFORM,
        due_at=None,
    )  # fmt: skip
    receipt = guiding.receipt(row, "canbo2")
    receiving.reply(actor=reach("canbo2"), receipt=receipt, words="Hội LHPN đã rõ.")
    guiding.situation.save()
    front = reach("banchidao", 1)
    read = queries.receipt_read_by(front, receipt.id)
    assert read is not None
    assert queries.receipt(front, receipt.id) is None
    assert db.session.scalar(guidance_lists.news_count(front, Box.RECEIVED)) == 1
    assert seers(guiding, row) == ["lanhdao", "canbo2", "lanhdao2"]
    assert queries.receipt_read_by(reach("tonghop"), receipt.id) is None


def test_files_follow_the_guidance(guiding):
    draft, sent = guiding.draft(), guiding.sent()
    receipt = guiding.receipt(sent)

    def may(holder, who, row_id):
        actor = guiding.world.actor(who)
        return holder.may_see(actor, row_id), holder.may_change(actor, row_id)

    people = ("tonghop", "canbo", "phutrach", "quantri")
    assert [may(guidance_files.HOLDER, who, draft.id) for who in people] == [(True, True), *[(False, False)] * 3]
    assert [may(guidance_files.HOLDER, who, sent.id) for who in people] == [
        (True, False), (True, False), (False, False), (False, False),
    ]  # fmt: skip
    assert [may(guidance_files.ANSWER_HOLDER, who, receipt.id) for who in (*people, "canbo2")] == [
        (True, False), (True, True), (False, False), (False, False), (False, False),
    ]  # fmt: skip
    assert uploads.holder_of("guidance") is guidance_files.HOLDER


def test_every_act_leaves_its_line_in_the_history(guiding):
    row = guiding.sent()
    receipt = guiding.reported(row)
    receiving.reply(actor=guiding.situation.reach("canbo"), receipt=receipt, words="Xong.")
    reminders.remind(actor=guiding.situation.reach("tonghop"), guidance=row, receipt_ids=None)
    services.recall(actor=guiding.situation.reach("tonghop"), guidance=row, reason="Đã đủ.")
    guiding.situation.save()
    assert [one.action for one in history.of("guidance", row.id)] == ["draft", "send", "remind", "recall"]
    assert [one.action for one in history.of("guidance_receipt", receipt.id)] == ["finish"]
    kept = db.session.scalars(db.select(history.Event.details)).all()
    assert not any("Xong." in str(details) or "ổn định" in str(details) for details in kept)
