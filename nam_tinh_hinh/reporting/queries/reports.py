"""Reads of reports: who may see which, one of them, its sections, its sendings."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal_column, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from nam_tinh_hinh.kernel.db import asked_once, db
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.reporting.rules import SIGNERS
from nam_tinh_hinh.reporting.tables import Obligation, OutlineHeading, Period, Report, Section, Sending, SentSection
from nam_tinh_hinh.situation.queries.reaching import inside
from nam_tinh_hinh.situation.reach import WRITERS, Reach

NOT_RECALLED = Sending.recalled_at.is_(None)
# Not accepted yet, in the words of the index that holds these few: said beside a narrower stage, it finds them there.
UNFINISHED = Report.stage != literal_column("'accepted'")


def visible_to(person: Reach) -> Select[Any]:
    """Return the query for the reports that ``person`` may know of: the only way to a row; joined to its obligation.

    His unit's own; those his desk receives or reads along, and those of units below the one from which downward he
    reads. Of the last he sees that they are owed and what was sent (``sent_to``), never what is being written.
    """
    query = select(Report).join(Report.obligation)
    return query.where(or_(*_grounds(person))) if person.unit_id is not None else query.where(False)


def own(person: Reach) -> ColumnElement[bool]:
    """Return which reports ``person`` works on: he writes or signs them (``rules.works_on`` in SQL)."""
    writes = person.own | person.speaks if person.role in WRITERS | {Role.OFFICER, Role.VIEWER} else frozenset()
    signs = person.tops if person.role in SIGNERS else frozenset()
    return Report.unit_id.in_(writes | signs)  # one list: of several the planner would not use the index


def received(person: Reach) -> ColumnElement[bool]:
    """Return which reports go to the desks of ``person``."""
    return Obligation.receiver_id.in_(person.desks)


def _grounds(person: Reach) -> Iterator[ColumnElement[bool]]:
    yield own(person)
    if person.desks:
        yield received(person)
        yield Obligation.copy_id.in_(person.desks)
    if person.tops:
        yield inside(person, Report.unit_id)


def report(person: Reach, report_id: int) -> Report | None:
    """Return one report with its obligation, period and units, if ``person`` may know of it."""
    query = visible_to(person).where(Report.id == report_id).join(Obligation.period)
    return db.session.scalar(
        query.options(
            contains_eager(Report.obligation).options(
                contains_eager(Obligation.period).options(joinedload(Period.regime), joinedload(Period.outline)),
                joinedload(Obligation.receiver),
                joinedload(Obligation.copy),
            ),
            joinedload(Report.unit),
        )
    )


def headings_of(report: Report) -> Sequence[OutlineHeading]:
    """Return all headings of a report's outline in order, groups too, with their figures: one statement.

    Asked first, they spare ``sections`` and ``sending`` the statement for the figures.
    """
    outline_id = report.obligation.period.outline_id
    query = select(OutlineHeading).where(OutlineHeading.outline_id == outline_id).order_by(OutlineHeading.position)
    query = query.options(joinedload(OutlineHeading.figures))
    return asked_once(("headings", outline_id), lambda: db.session.scalars(query).unique().all())


def sections(report_id: int) -> Sequence[Section]:
    """Return the sections of a report with their headings, in the outline's order: two statements."""
    query = select(Section).join(Section.heading).where(Section.report_id == report_id)
    query = query.options(contains_eager(Section.heading).selectinload(OutlineHeading.figures))
    return db.session.scalars(query.order_by(OutlineHeading.position)).all()


def section(report_id: int, section_id: int) -> Section | None:
    """Return one section of a report."""
    query = select(Section).where(Section.report_id == report_id, Section.id == section_id)
    return db.session.scalar(query.options(joinedload(Section.heading).selectinload(OutlineHeading.figures)))


def sent_to(person: Reach) -> Select[Any]:
    """Return the query for the sendings that ``person`` may read: of all reports he may know of, as they went out."""
    seen = visible_to(person).where(Report.id == Sending.report_id)
    return select(Sending).where(exists(seen.with_only_columns(Report.id).correlate(Sending)))


def sending(person: Reach, report_id: int, round_: int | None = None) -> Sending | None:
    """Return one sending with its sections: the newest that was not recalled, or a given round."""
    query = sent_to(person).where(Sending.report_id == report_id)
    query = query.where(NOT_RECALLED) if round_ is None else query.where(Sending.round == round_)
    loaded = selectinload(Sending.sections).joinedload(SentSection.heading).selectinload(OutlineHeading.figures)
    return db.session.scalar(query.options(loaded).order_by(Sending.round.desc()).limit(1))


def sendings(report_id: int) -> Sequence[Sending]:
    """Return all sendings of a report, the first one first."""
    return db.session.scalars(select(Sending).where(Sending.report_id == report_id).order_by(Sending.round)).all()


def newest_sendings(report_ids: Collection[int]) -> dict[int, Sending]:
    """Return the newest sending of each report that was not recalled, by the report's id."""
    query = select(Sending).where(latest(), Sending.report_id.in_(report_ids))
    return {row.report_id: row for row in db.session.scalars(query)}


def latest() -> ColumnElement[bool]:
    """Return the condition that a Sending is the newest of its report that was not recalled."""
    newer = select(Sending.__table__.alias("newer"))
    alias = newer.get_final_froms()[0]
    later = and_(alias.c.report_id == Sending.report_id, alias.c.round > Sending.round, alias.c.recalled_at.is_(None))
    return and_(NOT_RECALLED, ~exists(newer.where(later).with_only_columns(alias.c.id).correlate(Sending)))
