"""What quotas put on "Việc của tôi": to a unit that was reminded, and to a member whose units are behind."""

from collections.abc import Iterator

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import ReminderAbout
from nam_tinh_hinh.emulation.queries import board, campaigns
from nam_tinh_hinh.emulation.queries.board import BoardFilters
from nam_tinh_hinh.emulation.tables import Campaign
from nam_tinh_hinh.emulation.tasks.said import reminded_text
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.rules import works_for_unit

LABEL = "Chỉ tiêu"


def tasks_for(actor: Actor) -> Iterator[Task]:
    """Yield what the quotas of this year ask of ``actor``, for as long as something is missing."""
    campaign = queries.campaign(clock.today().year)
    if campaign and works_for_unit(actor):
        yield from _of_unit(actor, campaign)
    if campaign and rules.serves_committee(actor):
        yield from _of_member(actor, campaign)


def _of_unit(actor: Actor, campaign: Campaign) -> Iterator[Task]:
    unit_id = actor.unit_id or 0
    said = board.last_reminder(unit_id, campaign, ReminderAbout.QUOTA)
    missing = board.tally_of(unit_id, campaign).missing if said else 0
    if said and missing:
        one = rules.round_on(campaign.rounds, clock.today())
        until = f"đăng ký đến hết {day_text(one.closes_on)}" if one and one.closes_on else ""
        yield Task(
            f"Còn thiếu {missing} mô hình so với chỉ tiêu", "emulation.board", {"nam": campaign.year}, LABEL,
            "attention", waits_text=reminded_text(said), due_text=until,
        )  # fmt: skip


def _of_member(actor: Actor, campaign: Campaign) -> Iterator[Task]:
    if not campaigns.followed_ids(actor, campaign):
        return
    behind = board.board(actor, campaign, BoardFilters(campaign.year, missing_only=True, mine_only=True))
    if behind:
        yield Task(
            "Đơn vị bạn phụ trách còn thiếu chỉ tiêu", "emulation.board",
            {"nam": campaign.year, "cua-toi": 1, "thieu": 1}, LABEL, "attention", count=len(behind),
            waits_text=f"thiếu {sum(row.tally.missing for row in behind)} mô hình",
        )  # fmt: skip
