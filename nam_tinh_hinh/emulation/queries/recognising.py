"""Reads of step 5: reported results, what members make of them, and the criteria.

Members assess apart: what the others proposed is read here only for those who may know it already.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import selectinload

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import JUDGED, PUBLISHED, DeadlineKind, Proposal, Stage
from nam_tinh_hinh.emulation.medians import median_proposal
from nam_tinh_hinh.emulation.queries.registrations import visible_to
from nam_tinh_hinh.emulation.tables import (
    Assessment,
    Campaign,
    CampaignDeadline,
    Criterion,
    CriterionMark,
    Exemplar,
    Recognition,
    ResultReport,
)
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.medians import median_number
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role

JUDGES = frozenset({Role.COMMITTEE, Role.CHAIR})
QUEUE_SHOWN = 50
RETURNED = "return_report"
UNPUBLISHED = JUDGED - PUBLISHED


@dataclass(frozen=True)
class Standing:
    """How an exemplar stands among the members, as far as the reader may know.

    ``count`` is how many have assessed. ``is_open`` says whether he may see what they proposed: else ``assessments``
    holds his own at most and the medians are None. ``points`` and ``met`` are medians of what one member gave in all.
    """

    count: int = 0
    is_open: bool = False
    mine: Assessment | None = None
    assessments: Sequence[Assessment] = ()

    @property
    def median(self) -> Proposal | None:
        return median_proposal(one.proposal for one in self.assessments) if self.is_open else None

    @property
    def points(self) -> int | None:
        return self._median_of([points_of(one) for one in self.assessments])

    @property
    def met(self) -> int | None:
        return self._median_of([met_by(one) for one in self.assessments])

    def _median_of(self, numbers: Sequence[int | None]) -> int | None:
        return median_number(n for n in numbers if n is not None) if self.is_open else None


def points_of(assessment: Assessment) -> int | None:
    """Return the points an assessment gives in all, None when it gives none."""
    given = [mark.points for mark in assessment.marks if mark.points is not None]
    return sum(given) if given else None


def met_by(assessment: Assessment) -> int | None:
    """Return how many ticked criteria an assessment calls met, None when it ticks none or not."""
    ticked = [mark.met for mark in assessment.marks if mark.met is not None]
    return sum(ticked) if ticked else None


def is_judge(actor: Actor) -> bool:
    """Tell whether the person sits in the committee under any hat: a hat changed does not open others' assessments."""
    return any(hat.role in JUDGES for hat in actor.hats)


def standing_of(exemplar_ids: Collection[int], actor: Actor) -> dict[int, Standing]:
    """Return how each of ``exemplar_ids`` stands, as ``actor`` may know it.

    Outside the committee and of one's own unit's exemplars nothing is known. A member sees the others' assessments
    once he has given his own, or once the result is made known; the standing office always.
    """
    found = dict.fromkeys(exemplar_ids, Standing())
    if not rules.serves_committee(actor):
        return found
    seen, judge = _counted(actor, exemplar_ids), is_judge(actor)
    opened = {row.id for row in seen if not judge or row.mine or row.stage in PUBLISHED}
    given: dict[int, list[Assessment]] = {row.id: [] for row in seen}
    for one in _assessments(actor, given, opened):
        given[one.exemplar_id].append(one)
    for row in seen:
        mine = next((one for one in given[row.id] if one.user_id == actor.user_id), None)
        found[row.id] = Standing(row.count, row.id in opened, mine, tuple(given[row.id]))
    return found


def _counted(actor: Actor, ids: Collection[int]) -> Sequence[Any]:
    mine = func.count(case((Assessment.user_id == actor.user_id, 1))).label("mine")
    query = select(Exemplar.id, Exemplar.stage, func.count(Assessment.id).label("count"), mine)
    query = query.outerjoin(Assessment, Assessment.exemplar_id == Exemplar.id).group_by(Exemplar.id, Exemplar.stage)
    visible = visible_to(actor).with_only_columns(Exemplar.id)
    return db.session.execute(
        query.where(Exemplar.id.in_(ids), Exemplar.id.in_(visible), Exemplar.unit_id.not_in(actor.own_unit_ids))
    ).all()


def _assessments(actor: Actor, ids: Collection[int], opened: Collection[int]) -> Sequence[Assessment]:
    may_see = (Assessment.user_id == actor.user_id) | Assessment.exemplar_id.in_(opened)
    query = select(Assessment).where(Assessment.exemplar_id.in_(ids), may_see)
    marks = selectinload(Assessment.marks).joinedload(CriterionMark.criterion)
    return db.session.scalars(query.options(marks).order_by(Assessment.given_at, Assessment.id)).all()


def result_of(exemplar_id: int) -> ResultReport | None:
    """Return the unit's report as it stands; who may read it is for the caller to ask."""
    return db.session.get(ResultReport, exemplar_id)


def sent_back(exemplar_ids: Collection[int]) -> dict[int, history.Event]:
    """Return, by exemplar, the return of its result report where that is the last that happened to the report."""
    rows = select(history.Event).where(history.Event.id.in_(last_reports(exemplar_ids)))
    return {row.subject_id: row for row in db.session.scalars(rows) if row.action == RETURNED and row.subject_id}


def last_reports(exemplar_ids: Collection[int]) -> Select[Any]:
    """Return the query for the ids of the last events of the result reports of exemplars."""
    about = history.Event.subject == SUBJECT, history.Event.action.in_(("report", RETURNED))
    last = select(func.max(history.Event.id)).where(*about, history.Event.subject_id.in_(exemplar_ids))
    return last.group_by(history.Event.subject_id)


def published_since(actor: Actor, moment: datetime) -> Sequence[Exemplar]:
    """Return the unit's own exemplars whose result of judging was made known after ``moment``, newest first."""
    query = visible_to(actor).join(Recognition, Recognition.id == Exemplar.recognition_id)
    query = query.where(Exemplar.unit_id == actor.unit_id, Recognition.issued_at > moment)
    return db.session.scalars(query.order_by(Recognition.issued_at.desc(), Exemplar.id).limit(10)).all()


def campaigns_to_settle() -> Sequence[tuple[Campaign, date, int, int]]:
    """Return (campaign, day by which recognition is due, judged and not published, reported and not judged).

    Only campaigns in which something of it is still to be done.
    """
    judged = func.count(case((Exemplar.stage.in_(UNPUBLISHED), 1)))
    reported = func.count(case((Exemplar.stage == Stage.REPORTED, 1)))
    query = (
        select(Campaign, CampaignDeadline.due_on, judged, reported)
        .join(CampaignDeadline, CampaignDeadline.campaign_id == Campaign.id)
        .join(Exemplar, Exemplar.campaign_id == Campaign.id)
        .where(CampaignDeadline.kind == DeadlineKind.RECOGNITION)
        .group_by(Campaign.id, CampaignDeadline.due_on)
        .having(judged + reported > 0)
    )
    return [tuple(row) for row in db.session.execute(query.order_by(Campaign.year))]


def to_assess(actor: Actor) -> Sequence[Exemplar]:
    """Return the head of what waits for this member's assessment, what was reported longest ago first."""
    query = visible_to(actor).where(Exemplar.stage == Stage.REPORTED, *unassessed(actor))
    return db.session.scalars(query.order_by(Exemplar.reported_at, Exemplar.id).limit(QUEUE_SHOWN)).all()


def to_assess_figures(actor: Actor) -> Select[int]:
    """Return the query for how many exemplars wait for this member's assessment."""
    query = visible_to(actor).where(Exemplar.stage == Stage.REPORTED, *unassessed(actor))
    return select(func.count()).select_from(query.with_only_columns(Exemplar.id).subquery())


def count_to_assess(actor: Actor) -> int:
    """Return how many that are."""
    return db.session.scalar(to_assess_figures(actor)) or 0


def unassessed(actor: Actor) -> tuple[Any, ...]:
    mine = select(Assessment.exemplar_id).where(Assessment.user_id == actor.user_id)
    return Exemplar.unit_id.not_in(actor.own_unit_ids), Exemplar.id.not_in(mine)


def assessed_by(actor: Actor) -> Sequence[Exemplar]:
    """Return what this member has assessed and may still assess anew, the latest report first."""
    mine = select(Assessment.exemplar_id).where(Assessment.user_id == actor.user_id)
    query = visible_to(actor).where(Exemplar.stage == Stage.REPORTED, Exemplar.id.in_(mine))
    own = Exemplar.unit_id.not_in(actor.own_unit_ids)
    return db.session.scalars(query.where(own).order_by(Exemplar.reported_at.desc()).limit(QUEUE_SHOWN)).all()


def criteria(*, every: bool = False) -> Sequence[Criterion]:
    """Return the criteria in use in their order; ``every`` adds those switched off."""
    query = select(Criterion) if every else select(Criterion).where(Criterion.active)
    return db.session.scalars(query.order_by(Criterion.position, Criterion.id)).all()


def criteria_for(campaign: Campaign) -> Sequence[Criterion]:
    """Return the criteria that members mark in a campaign: none while it does not use them (A12)."""
    return criteria() if campaign.uses_criteria else ()


def decisions_of(campaign: Campaign) -> Sequence[Recognition]:
    """Return the decisions of recognition of a year, the first first."""
    query = select(Recognition).filter_by(campaign_id=campaign.id).order_by(Recognition.id)
    return db.session.scalars(query).all()


def recognition(recognition_id: int | None) -> Recognition | None:
    """Return one decision of recognition."""
    return db.session.get(Recognition, recognition_id) if recognition_id else None


def recognised_under(decision: Recognition) -> Sequence[Exemplar]:
    """Return what a decision recognises, in the order in which it was registered: certificates are numbered so."""
    query = select(Exemplar).filter_by(recognition_id=decision.id, stage=Stage.RECOGNISED)
    return db.session.scalars(query.order_by(Exemplar.id)).all()
