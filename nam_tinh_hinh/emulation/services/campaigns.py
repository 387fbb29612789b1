"""A year of the movement is opened with what the plan presets."""

from datetime import date

from sqlalchemy import select

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import DeadlineKind, RoundKind
from nam_tinh_hinh.emulation.tables import Campaign, CampaignDeadline, Quota, RegistrationRound
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import UnitKind

# Seed 003, V steps 4 and 5: (month, day).
DEADLINES = {
    DeadlineKind.HALF_YEAR_REPORT: (7, 25),
    DeadlineKind.YEAR_REPORT: (12, 15),
    DeadlineKind.RECOGNITION: (12, 31),
}
# Seed 003, IV: a commune's Party committee five, everybody else one; the steering committee itself registers nothing.
QUOTAS = {"party_committee": 5, "steering_committee": 0}
USUAL_QUOTA = 1


def open_campaign(
    *, actor: history.Doer, year: int, opens_on: date | None = None, closes_on: date | None = None
) -> Campaign:
    """Open the campaign of ``year`` with its first round; when it is open already, return it."""
    if found := queries.campaign(year):
        return found
    campaign = Campaign(year=year)
    campaign.rounds.append(RegistrationRound(kind=RoundKind.FIRST, opens_on=opens_on, closes_on=closes_on))
    db.session.add(campaign)
    db.session.flush()
    _preset(campaign)
    history.record(actor=actor, action="open_campaign", subject="campaign", subject_id=campaign.id)
    return campaign


def _preset(campaign: Campaign) -> None:
    for kind, (month, day) in DEADLINES.items():
        db.session.add(CampaignDeadline(campaign_id=campaign.id, kind=kind, due_on=date(campaign.year, month, day)))
    for unit_kind in db.session.scalars(select(UnitKind)):
        at_least = QUOTAS.get(unit_kind.code, USUAL_QUOTA)
        db.session.add(Quota(campaign_id=campaign.id, unit_kind_id=unit_kind.id, at_least=at_least))
    db.session.flush()
