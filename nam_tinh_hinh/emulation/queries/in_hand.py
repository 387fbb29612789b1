"""What a unit has in hand, as its home page tells it: its exemplars, what came back, who reminded; each asked once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, union_all

from nam_tinh_hinh.emulation.enums import DeadlineKind, ReminderAbout, Stage
from nam_tinh_hinh.emulation.queries import preparing, recognising
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import CampaignDeadline, Exemplar, InterimReview, Reminder
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.people.actor import Actor

AT_HOME = (Stage.DRAFT, *preparing.FOR_LEADER, Stage.RETURNED)
ABOUT = (ReminderAbout.RESULT, ReminderAbout.REVIEW)


@dataclass(frozen=True)
class InHand:
    """A unit's exemplars that wait for itself; ``year_reports`` is when the year's report of their campaigns is due."""

    exemplars: Sequence[Exemplar]
    year_reports: Mapping[int, date]

    def at(self, *stages: Stage) -> list[Exemplar]:
        """Return those in one of ``stages``, what nobody touched for longest first."""
        found = [one for one in self.exemplars if one.stage in stages]
        return sorted(found, key=lambda one: (one.edited_at, one.id))

    @property
    def underway(self) -> list[Exemplar]:
        """What is carried out and not reported, what ends first before the rest."""
        found = [one for one in self.exemplars if one.stage is Stage.UNDERWAY]
        return sorted(found, key=lambda one: (one.ends_on or date.max, one.id))

    def ids(self, *stages: Stage) -> list[int]:
        """Return the ids of those in one of ``stages``."""
        return [one.id for one in self.exemplars if one.stage in stages]


def in_hand(actor: Actor) -> InHand:
    """Return what waits for the unit of ``actor`` itself: one statement."""
    return asked_once(("in hand", actor.unit_id, actor.role), lambda: _in_hand(actor))


def _in_hand(actor: Actor) -> InHand:
    due = select(CampaignDeadline.due_on).where(
        CampaignDeadline.campaign_id == Exemplar.campaign_id, CampaignDeadline.kind == DeadlineKind.YEAR_REPORT
    )
    own = Exemplar.unit_id == actor.unit_id, Exemplar.stage.in_((*AT_HOME, Stage.UNDERWAY))
    query = visible_to(actor).where(*own).add_columns(due.correlate(Exemplar).scalar_subquery())
    rows = db.session.execute(query).all()
    return InHand([row[0] for row in rows], {one.campaign_id: day for one, day in rows if day})


def came_back(actor: Actor) -> Mapping[int, Event]:
    """Return {exemplar: how it came back}: sent back by the leader, or its result report returned.

    Only where that is the last that happened to it: one statement.
    """
    return asked_once(("came back", actor.unit_id, actor.role), lambda: _came_back(in_hand(actor)))


def _came_back(held: InHand) -> Mapping[int, Event]:
    moves = preparing.last_moves(held.ids(*AT_HOME)), recognising.last_reports(held.ids(Stage.UNDERWAY))
    rows = db.session.scalars(select(Event).where(Event.id.in_(union_all(*moves))))
    back = preparing.SENT_BACK | {recognising.RETURNED}
    return {row.subject_id: row for row in rows if row.action in back and row.subject_id}


def reminded(actor: Actor) -> Mapping[ReminderAbout, Mapping[int, Reminder]]:
    """Return {about what: {exemplar: who reminded last}} of what is underway: one statement."""
    return asked_once(("reminded", actor.unit_id, actor.role), lambda: _reminded(in_hand(actor).ids(Stage.UNDERWAY)))


def _reminded(exemplar_ids: Collection[int]) -> Mapping[ReminderAbout, Mapping[int, Reminder]]:
    found: dict[ReminderAbout, dict[int, Reminder]] = {about: {} for about in ABOUT}
    query = select(Reminder).where(Reminder.about.in_(ABOUT), Reminder.exemplar_id.in_(exemplar_ids))
    for row in db.session.scalars(query.order_by(Reminder.id)):
        found[row.about][row.exemplar_id or 0] = row
    return found


def reviews_to_send(actor: Actor) -> Sequence[InterimReview]:
    """Return the interim reviews that are open or overdue of what is underway, the latest first."""
    waits = InterimReview.sent_at.is_(None), InterimReview.opens_on <= clock.today()
    query = select(InterimReview).where(InterimReview.exemplar_id.in_(in_hand(actor).ids(Stage.UNDERWAY)), *waits)
    return db.session.scalars(query.order_by(InterimReview.due_on, InterimReview.id)).all()
