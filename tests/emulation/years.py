"""A year of the movement for tests: its campaign, its committee, and what forms carry."""

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import Duty
from nam_tinh_hinh.emulation.queries import campaigns
from nam_tinh_hinh.emulation.services import committee
from nam_tinh_hinh.emulation.services.committee import Seat
from nam_tinh_hinh.emulation.services.plan import mark_of, plan_of
from nam_tinh_hinh.emulation.tables import Campaign, CommitteeMember
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import user_by_name

YEAR = clock.today().year
PAGE = f"/dan-van-kheo/phong-trao/{YEAR}"
BOARD = "/dan-van-kheo/chi-tieu"


def this_year() -> Campaign:
    found = queries.campaign(YEAR)
    assert found
    return found


def put_in(world, username: str, *units: str, **seat) -> CommitteeMember:
    """Put someone into this year's committee; he follows ``units`` (keys)."""
    ids = tuple(world.unit(key).id for key in units)
    made = committee.add_member(
        actor=world.actor("thuongtruc"), campaign=this_year(), user=user_by_name(username),
        seat=Seat(**{"duty": Duty.MEMBER, "unit_ids": ids} | seat),
    )  # fmt: skip
    db.session.commit()
    return made


def plan_typed(**changes: str) -> dict[str, str]:
    """What the form of the plan sends when nothing is changed but ``changes``."""
    plan = plan_of(this_year())
    said = {name: value for name, value in vars(plan).items() if not isinstance(value, bool)}
    typed = {name: value if isinstance(value, str) else day_text(value) for name, value in said.items()}
    ticks = {name: "y" for name in ("counts_supplements", "uses_criteria") if getattr(plan, name)}
    return typed | ticks | {"seen": mark_of(plan)} | changes


def quotas_typed(**changes: str) -> dict[str, str]:
    """What the table of quotas sends; ``changes`` are by the kind's code."""
    lines = campaigns.kind_lines(this_year(), clock.today())
    typed = {f"loai-{line.id}": str(line.at_least) for line in lines}
    return typed | {"seen": mark_of(campaigns.quotas(this_year()))} | changes
