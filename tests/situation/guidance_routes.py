"""Who gets which answer from guidance and networks: rows for tests.test_access."""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.services import networks, receiving
from tests.accounts import LOOKERS
from tests.situation.given import Situation
from tests.situation.guiding import Guiding
from tests.world import World

# The guidance is sent by the Party committee's compiler to Hội CCB (Hội LHPN is the stranger); the network is led by
# Hội CCB, with MTTQ in it.
GUIDES = ["lanhdao", "lanhdao2", "tonghop", "thuongtruc", "truongban"]
SENDER, RECEIVERS = ["tonghop"], ["canbo", "lanhdao"]
LEADER = ["lanhdao"]


def but(people: list[str], *others: list[str]) -> list[str]:
    return [who for who in people if not any(who in some for some in others)]


OF_SENDER = {404: but(GUIDES, SENDER)}
OF_RECEIVER = {303: RECEIVERS, 404: but(LOOKERS, RECEIVERS)}
OF_LEADER = {404: but(GUIDES, LEADER)}
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "situation.guidances"): {200: LOOKERS},
    ("GET", "situation.guidances_xlsx"): {200: LOOKERS},
    ("GET", "situation.new_guidance"): {200: GUIDES},
    ("POST", "situation.new_guidance"): {422: [], 200: GUIDES},  # no button named: the form again
    ("GET", "situation.edit_guidance"): {200: SENDER, **OF_SENDER},
    ("POST", "situation.edit_guidance"): {200: SENDER, **OF_SENDER},
    ("GET", "situation.guidance"): {200: [*SENDER, *RECEIVERS], 404: but(LOOKERS, SENDER, RECEIVERS)},
    ("GET", "situation.receipts_pdf"): {200: SENDER, **OF_SENDER},
    ("GET", "situation.receipts_xlsx"): {200: SENDER, **OF_SENDER},
    ("POST", "situation.send_guidance"): {409: SENDER, **OF_SENDER},  # without the mark of who was shown
    ("POST", "situation.recall_guidance"): {422: SENDER, **OF_SENDER},  # without a reason
    ("POST", "situation.remind_receipts"): {303: SENDER, 403: ["lanhdao"], 404: but(GUIDES, SENDER, LEADER)},
    ("POST", "situation.receive_guidance"): OF_RECEIVER,
    ("POST", "situation.finish_guidance"): {422: RECEIVERS, 404: but(LOOKERS, RECEIVERS)},  # without words
    ("POST", "situation.undo_receipt"): OF_RECEIVER,
    ("POST", "situation.reply_guidance"): {422: [*SENDER, *RECEIVERS], 404: but(LOOKERS, SENDER, RECEIVERS)},
    ("POST", "situation.remove_reply"): {303: ["canbo"], 404: but(LOOKERS, ["canbo"])},
    ("POST", "situation.restore_reply"): {303: ["canbo"], 404: but(LOOKERS, ["canbo"])},
    ("GET", "situation.networks"): {200: LOOKERS},
    ("GET", "situation.new_network"): {200: GUIDES},
    ("POST", "situation.new_network"): {422: GUIDES},
    ("GET", "situation.network"): {200: RECEIVERS, 404: but(LOOKERS, RECEIVERS)},
    ("POST", "situation.rename_network"): {422: LEADER, **OF_LEADER},
    ("POST", "situation.add_member"): {422: LEADER, **OF_LEADER},
    ("POST", "situation.leave_network"): {303: LEADER, **OF_LEADER},
    ("POST", "situation.come_back"): {303: LEADER, **OF_LEADER},
    ("POST", "situation.end_network"): {303: LEADER, **OF_LEADER},
    ("POST", "situation.reopen_network"): {303: LEADER, **OF_LEADER},
}


def given(world: World, _waiting: Exemplar) -> dict[str, Any]:
    """Send one guidance that everybody has opened and read, keep a draft, found a network."""
    guiding = Guiding(Situation(world))
    row, draft = guiding.sent(audience=guiding.audience("ccb")), guiding.draft()
    reply = receiving.reply(actor=guiding.situation.reach("canbo"), receipt=guiding.receipt(row), words="Đã rõ.")
    for who in ("canbo", "lanhdao", "tonghop"):
        receiving.note_opening(actor=guiding.situation.reach(who), guidance_id=row.id)
        receiving.note_opening(actor=guiding.situation.reach(who), guidance_id=row.id)
    network = guiding.network("lanhdao", "mttq")
    member = networks.queries.members_on(network.id, clock.today())[0]
    db.session.commit()
    about = {f"situation.{name}": {"guidance_id": row.id} for name in
             ("guidance", "receipts_pdf", "receipts_xlsx", "recall_guidance", "remind_receipts")}  # fmt: skip
    about |= {f"situation.{name}": {"guidance_id": draft.id} for name in ("edit_guidance", "send_guidance")}
    receipt = queries.receipts_of(row.id)[0]
    # "receipt_id" and "member_id" stand in the addresses of other rooms too: given by endpoint.
    about |= {f"situation.{name}": {"receipt_id": receipt.id} for name in
              ("receive_guidance", "finish_guidance", "undo_receipt", "reply_guidance")}  # fmt: skip
    about |= {f"situation.{name}": {"reply_id": reply.id} for name in ("remove_reply", "restore_reply")}
    about |= {f"situation.{name}": {"network_id": network.id, "member_id": member.id} for name in
              ("network", "rename_network", "add_member", "leave_network", "come_back", "end_network",
               "reopen_network")}  # fmt: skip
    return about
