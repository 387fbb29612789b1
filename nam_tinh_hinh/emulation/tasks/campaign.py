"""What quotas put on "Việc của tôi": to a unit that was reminded, and to a member whose units are behind."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import ReminderAbout
from nam_tinh_hinh.emulation.queries import board, campaigns
from nam_tinh_hinh.emulation.tables import Campaign, CommitteeMember, Reminder
from nam_tinh_hinh.emulation.tasks.said import reminded_text
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import lineage_ids
from nam_tinh_hinh.people.rules import works_for_unit

LABEL = "Chỉ tiêu"


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what the quotas of this year may ask of ``actor``, for as long as something is missing."""
    this_year = select(Campaign.id).where(Campaign.year == clock.today().year)
    if works_for_unit(actor):
        reminded = select(Reminder.id).where(Reminder.about == ReminderAbout.QUOTA)
        ours = Reminder.unit_id.in_(lineage_ids(actor.unit_id or 0)), Reminder.campaign_id.in_(this_year)
        yield Matter(partial(_of_unit, actor), reminded.where(*ours))
    if rules.serves_committee(actor):
        mine = CommitteeMember.user_id == actor.user_id, CommitteeMember.campaign_id.in_(this_year)
        yield Matter(partial(_of_member, actor), select(CommitteeMember.id).where(*mine))


def _of_unit(actor: Actor) -> Iterator[Task]:
    unit_id, campaign = actor.unit_id or 0, queries.campaign(clock.today().year)
    assert campaign, "reminded in it"
    said = board.last_reminder(unit_id, campaign, ReminderAbout.QUOTA)
    missing = board.tally_of(unit_id, campaign).missing if said else 0
    if said and missing:
        one = rules.round_on(campaign.rounds, clock.today())
        until = f"đăng ký đến hết {day_text(one.closes_on)}" if one and one.closes_on else ""
        yield Task(
            f"Còn thiếu {missing} mô hình so với chỉ tiêu", "emulation.board", {"nam": campaign.year}, LABEL,
            "attention", waits_text=reminded_text(said), due_text=until,
        )  # fmt: skip


def _of_member(actor: Actor) -> Iterator[Task]:
    campaign = queries.campaign(clock.today().year)
    if not (campaign and campaigns.followed_ids(actor, campaign)):
        return
    behind = board.missing_of_mine(actor, campaign)
    if behind:
        yield Task(
            "Đơn vị bạn phụ trách còn thiếu chỉ tiêu", "emulation.board",
            {"nam": campaign.year, "cua-toi": 1, "thieu": 1}, LABEL, "attention", count=len(behind),
            waits_text=f"thiếu {sum(behind)} mô hình",
        )  # fmt: skip
