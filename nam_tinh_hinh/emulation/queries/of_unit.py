"""A unit's exemplars of one year, as far as everybody may know of them: what the unit's own reports say."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, InterimReview
from nam_tinh_hinh.kernel.db import db


@dataclass(frozen=True)
class UnitYear:
    """What a unit sent in, by name where reports name it; ``reviews`` were sent in the span that was asked for."""

    registered: int
    underway: tuple[str, ...]
    reported: tuple[str, ...]
    recognised: tuple[str, ...]
    reviews: int


def year_of_unit(unit_id: int, year: int, since: datetime, until: datetime) -> UnitYear:
    """Return how a unit's exemplars of ``year`` stand, and its interim reviews sent from ``since`` to before ``until``.

    A decision counts from when it is made known (``Stage.open_stage``). Two statements.
    """
    query = select(Exemplar.name, Exemplar.stage).join(Exemplar.campaign)
    sent = query.where(Exemplar.unit_id == unit_id, Campaign.year == year, Exemplar.submitted_at.is_not(None))
    rows = [(name, stage.open_stage) for name, stage in db.session.execute(sent.order_by(Exemplar.id))]

    def named(wanted: Stage) -> tuple[str, ...]:
        return tuple(name for name, stage in rows if stage is wanted)

    reviews = select(func.count()).select_from(InterimReview).join(InterimReview.exemplar)
    reviews = reviews.where(
        Exemplar.unit_id == unit_id, InterimReview.sent_at >= since, InterimReview.sent_at < until
    )  # fmt: skip
    return UnitYear(
        len(rows), named(Stage.UNDERWAY), named(Stage.REPORTED), named(Stage.RECOGNISED),
        db.session.scalar(reviews) or 0,
    )  # fmt: skip
