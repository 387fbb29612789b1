"""Next year's campaign is made from this year's in one step (seed 003, V step 6; requirement R113)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nam_tinh_hinh.emulation import queries as exemplars
from nam_tinh_hinh.emulation.calendar import months_later
from nam_tinh_hinh.emulation.queries import campaigns as queries
from nam_tinh_hinh.emulation.services.committee import carry_over
from nam_tinh_hinh.emulation.services.plan import SUBJECT, must_issue
from nam_tinh_hinh.emulation.tables import Campaign, CampaignDeadline, CommitteeMember, Quota, RegistrationRound
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import present_unit_ids

THERE = "Phong trào năm {} đã có từ trước."
YEAR_AHEAD = "Mới chuẩn bị được phong trào đến năm {}. Sang năm {} hãy tạo tiếp."


@dataclass(frozen=True)
class NextYear:
    """The campaign that was made, and who and what of the old one was left out, by name."""

    campaign: Campaign
    left_out_members: list[str]
    left_out_units: list[str]


def next_year(*, actor: Actor, campaign: Campaign, key: str | None = None) -> NextYear:
    """Make the campaign of the year after from this one: quotas, settings, rounds, deadlines and the committee.

    Days move a year on (29/2 becomes 28/2). Members without an account or position in use are left out, and so are
    units that ended without an heir. The same ``key`` again returns the first's; raises ``ActionRefused``: not allowed,
    there already, or further ahead than the coming year.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="next_year"):
        said = (earlier.details or {})["after"]
        made = db.session.get_one(Campaign, earlier.subject_id)
        return NextYear(made, said.get("members_left", []), said.get("units_left", []))
    must_issue(actor)
    _check(campaign.year + 1)
    new = _begun(campaign)
    old = queries.members(campaign)
    units, ended = _units_now(old)
    done = NextYear(new, carry_over(new, old, units), ended)
    left = {"members_left": done.left_out_members, "units_left": ended}
    said = {"from_year": campaign.year} | {name: names for name, names in left.items() if names}
    history.record(
        actor=actor, action="next_year", subject=SUBJECT, subject_id=new.id, details={"after": said},
        key=history.unused(key),
    )  # fmt: skip
    return done


def _check(year: int) -> None:
    if exemplars.campaign(year):
        raise ActionRefused(Refusal.MOVED_ON, THERE.format(year))
    furthest = clock.today().year + 1
    if year > furthest:
        raise ActionRefused(Refusal.MOVED_ON, YEAR_AHEAD.format(furthest, furthest))


def _later(day: date | None) -> date | None:
    return day and months_later(day, 12)


def _begun(campaign: Campaign) -> Campaign:
    """Return next year's campaign with everything but its committee."""
    new = Campaign(
        year=campaign.year + 1, counts_supplements=campaign.counts_supplements, uses_criteria=campaign.uses_criteria
    )
    new.rounds = [
        RegistrationRound(kind=one.kind, opens_on=_later(one.opens_on), closes_on=_later(one.closes_on))
        for one in campaign.rounds
    ]
    db.session.add(new)
    db.session.flush()
    for row in queries.quota_rows(campaign):
        db.session.add(Quota(campaign_id=new.id, unit_kind_id=row.unit_kind_id, at_least=row.at_least))
    for one in queries.deadlines(campaign):
        db.session.add(CampaignDeadline(campaign_id=new.id, kind=one.kind, due_on=months_later(one.due_on, 12)))
    db.session.flush()
    return new


def _units_now(old: Iterable[CommitteeMember]) -> tuple[dict[int, int], list[str]]:
    """Return {unit then: unit now} for the units followed, and the names of those that ended without an heir."""
    charged = {charge.unit_id: charge.unit.name for one in old for charge in one.charges}
    heirs = present_unit_ids(charged)
    there = queries.units_by_id(heirs.values(), clock.today())
    units = {then: now for then, now in heirs.items() if now in there}
    return units, [name for unit_id, name in charged.items() if unit_id not in units]
