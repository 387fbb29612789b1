"""Reminding units: once a day for each unit and matter; what is said stands on the unit's home until it is done."""

from collections.abc import Collection, Sequence

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import ReminderAbout
from nam_tinh_hinh.emulation.queries import board as boards
from nam_tinh_hinh.emulation.queries import campaigns, receipts
from nam_tinh_hinh.emulation.queries.board import BoardFilters
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, Reminder
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.reminded import Reminded
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor

SUBJECT = "campaign"
NOT_YOURS = "Bạn chỉ nhắc được những đơn vị mình phụ trách trong Ban Chỉ đạo."
ALL_CONFIRMED = "Các đơn vị đều đã xác nhận, không còn ai để nhắc."
NOBODY = "Chưa chọn đơn vị nào. Đánh dấu đơn vị cần nhắc, hoặc bấm nút nhắc tất cả."


def remind(
    *,
    actor: Actor,
    campaign: Campaign,
    unit_ids: Collection[int],
    about: ReminderAbout,
    exemplar_id: int | None = None,
    key: str | None = None,
) -> Reminded:
    """Remind units of a matter, each at most once a day (Vietnam's), and return how many.

    Chair and standing office remind every unit, a member those he follows (seed 003, VI.1 and VI.3). The same ``key``
    again returns the first's numbers. Raises ``ActionRefused``: not allowed, or nobody to remind.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="remind", subject_id=campaign.id):
        return Reminded(**(earlier.details or {})["after"])
    _check(actor, campaign, unit_ids)
    now = clock.now()
    morning = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    already = boards.reminded_since(campaign, unit_ids, about, morning, exemplar_id)
    fresh = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id not in already]
    said = {"campaign_id": campaign.id, "about": about, "exemplar_id": exemplar_id, "at": now}
    said |= {"by_id": actor.user_id, "by_name": actor.name}
    db.session.add_all(Reminder(unit_id=unit_id, **said) for unit_id in fresh)
    done = Reminded(len(fresh), len(already))
    history.record(
        actor=actor, action="remind", subject=SUBJECT, subject_id=campaign.id, reason=about.label,
        details={"after": {"reminded": done.reminded, "left_out": done.left_out}}, key=history.unused(key),
    )  # fmt: skip
    return done


def _check(actor: Actor, campaign: Campaign, unit_ids: Collection[int]) -> None:
    if not rules.reminds(actor) or campaigns.remindable_ids(actor, campaign, unit_ids) != set(unit_ids):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if not unit_ids:
        raise ActionRefused(Refusal.INCOMPLETE, NOBODY)


def remind_of_quota(
    *,
    actor: Actor,
    campaign: Campaign,
    filters: BoardFilters,
    unit_ids: Collection[int] | None,
    key: str | None = None,
) -> Reminded:
    """Remind the chosen units that still miss something, or with None all of the board that the actor may remind.

    A unit chosen that has registered enough meanwhile is not reminded. Raises ``ActionRefused`` as ``remind`` does.
    """
    if unit_ids is None:
        chosen = [row.unit_id for row in boards.board(actor, campaign, filters) if row.may_remind]
    else:
        everything = boards.board(actor, campaign, BoardFilters(campaign.year))
        enough = {row.unit_id for row in everything if not row.tally.missing}
        chosen = [unit_id for unit_id in unit_ids if unit_id in {row.unit_id for row in everything} - enough]
    return remind(actor=actor, campaign=campaign, unit_ids=chosen, about=ReminderAbout.QUOTA, key=key)


def remind_of_each(
    *, actor: Actor, campaign: Campaign, exemplars: Sequence[Exemplar], about: ReminderAbout
) -> Reminded:
    """Remind the units of exemplars of one year, each exemplar at most once a day, and return how many.

    A member reminds of what belongs to the units he follows. Raises ``ActionRefused`` when none of it does.
    """
    allowed = campaigns.remindable_ids(actor, campaign, {item.unit_id for item in exemplars})
    mine = [item for item in exemplars if item.unit_id in allowed]
    if exemplars and not mine:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    each = [
        remind(actor=actor, campaign=campaign, unit_ids=[item.unit_id], about=about, exemplar_id=item.id)
        for item in mine
    ]
    return Reminded(sum(one.reminded for one in each), sum(one.left_out for one in each))


def remind_of_receipts(
    *, actor: Actor, campaign: Campaign, unit_id: int | None = None, key: str | None = None
) -> Reminded:
    """Remind units to confirm the notices of a year: one, or with None all that have not and that the actor may remind.

    Raises ``ActionRefused``: everybody has confirmed, or none of them is the actor's to remind.
    """
    waiting = receipts.unconfirmed_units(campaign)
    wanted = waiting if unit_id is None else waiting & {unit_id}
    if not wanted and not history.replayed(key, actor, SUBJECT, action="remind", subject_id=campaign.id):
        raise ActionRefused(Refusal.INCOMPLETE, ALL_CONFIRMED)
    chosen = campaigns.remindable_ids(actor, campaign, wanted)
    if wanted and not chosen:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    return remind(actor=actor, campaign=campaign, unit_ids=chosen, about=ReminderAbout.RECEIPT, key=key)
