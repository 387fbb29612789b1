"""A unit's list: what its leader approved leaves in one sending, under one number (requirement R091)."""

from collections.abc import Sequence
from datetime import date

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.services.registrations import act
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, RegistrationList, RegistrationRound
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor

NOT_THEIRS = "Chỉ cán bộ, lãnh đạo của đơn vị được gửi danh sách đăng ký."
CHANGED = "Danh sách vừa thay đổi. Hãy đọc lại rồi gửi."


def send_list(
    *,
    actor: Actor,
    campaign: Campaign,
    seen: Sequence[tuple[int, int]],
    number_text: str = "",
    day: date | None = None,
    paper_id: int | None = None,
    key: str | None = None,
) -> RegistrationList:
    """Send all that the unit's leader has approved, as one list, and return it.

    ``seen`` holds (id, version) of what the person read. Raises ``ActionRefused`` when it is no longer exactly that,
    when there is nothing to send, when no round is open today, or when it is not for the actor to send.
    """
    if earlier := history.replayed(key, actor, "registration_list", action="send_list"):
        return db.session.get_one(RegistrationList, earlier.subject_id)
    if not rules.may_register(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_THEIRS)
    ready = queries.ready_to_send(actor, campaign)
    if not ready or not rules.has_read(seen, ready):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    sent = _list(actor, campaign, day or clock.today(), len(ready))
    sent.number_text, sent.paper_id = number_text, paper_id
    db.session.add(sent)
    db.session.flush()
    for item in ready:
        _submit(actor, item, sent)
    history.record(
        actor=actor, action="send_list", subject="registration_list", subject_id=sent.id,
        details={"count": sent.count, "number": number_text}, key=history.unused(key),
    )  # fmt: skip
    return sent


def _list(actor: Actor, campaign: Campaign, day: date, count: int) -> RegistrationList:
    found: RegistrationRound | None = rules.round_on(campaign.rounds, clock.today())
    if found is None:
        raise ActionRefused(Refusal.MOVED_ON, rules.why_closed(campaign, campaign.year, clock.today()))
    return RegistrationList(
        campaign_id=campaign.id, unit_id=actor.unit_id, round_id=found.id, day=day, count=count,
        sent_by_id=actor.user_id, sent_by_name=actor.name, sent_at=clock.now(),
    )  # fmt: skip


def _submit(actor: Actor, item: Exemplar, sent: RegistrationList) -> None:
    with db.session.no_autoflush:  # the stage and the round it was sent in go to the database together
        item.list_id, item.round_id = sent.id, sent.round_id
        act(actor=actor, exemplar=item, action="submit")
