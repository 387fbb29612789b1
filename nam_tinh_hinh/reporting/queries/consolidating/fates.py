"""What became of a lower unit's words in the report of the level above, as that was sent (seed 004, IV.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import marks, origins
from nam_tinh_hinh.reporting.enums import OUT, Fate
from nam_tinh_hinh.reporting.queries.consolidating.below import passages_of, said_of
from nam_tinh_hinh.reporting.queries.lower import lowers, takes_in
from nam_tinh_hinh.reporting.queries.reports import latest, newest_sendings
from nam_tinh_hinh.reporting.tables import (
    Obligation,
    Passage,
    PassageUse,
    Period,
    Report,
    Sending,
    SentSection,
)


@dataclass(frozen=True)
class Ended:
    """One passage of a lower unit and its end: ``fate`` None when the level above has not dealt with it.

    ``heading`` and ``sentence`` say where and how it stands above, without marks and without other units' names;
    ``title`` is the period of the report in which it ended.
    """

    words: str
    under: str
    fate: Fate | None = None
    title: str = ""
    heading: str = ""
    sentence: str = ""
    why: str = ""


def report_above(report: Report) -> Report | None:
    """Return the sent report into which the receiver of ``report`` puts it; None when there is none, or not yet.

    While it is being mended nothing is told of it: only what is sent is read by others.
    """
    query = select(Report).join(Report.obligation).join(Obligation.period).join(Period.regime)
    query = query.where(takes_in(report), Report.stage.in_(OUT))
    loaded = contains_eager(Report.obligation).contains_eager(Obligation.period).contains_eager(Period.regime)
    return db.session.scalar(query.options(loaded).order_by(Report.id).limit(1))


def ended_of(report: Report, above: Report) -> list[Ended]:
    """Return the passages of ``report`` as it was sent last, each with its end in ``above`` or in a later report."""
    sending = newest_sendings([report.id]).get(report.id)
    if sending is None:
        return []
    rows = passages_of([sending])
    uses = _uses(report, above.unit_id)
    earlier = {use.passage_id: use.passage for use in uses if use.passage and use.passage.sending_id != sending.id}
    by_passage = {use.passage_id: use for use in uses}  # of several, the newest report's
    new = [said_of(row) for row in rows if row.id not in by_passage]
    same = origins.match(new, [said_of(row) for row in earlier.values()]).same
    texts, names = _texts(uses), _other_names(report, above)
    return [_ended(row, by_passage.get(same.get(row.id, row.id)), texts, names) for row in rows]


def _uses(report: Report, unit_id: int) -> Sequence[PassageUse]:
    """Return what the sent reports of a unit did with anything that ``report`` ever said, the oldest report first."""
    query = select(PassageUse).join(PassageUse.report).join(PassageUse.passage).join(Passage.sending)
    query = query.where(Sending.report_id == report.id, Report.unit_id == unit_id, Report.stage.in_(OUT))
    loaded = contains_eager(PassageUse.report).joinedload(Report.obligation).joinedload(Obligation.period)
    whence = contains_eager(PassageUse.passage)
    return db.session.scalars(
        query.options(loaded, whence.contains_eager(Passage.sending), whence.joinedload(Passage.heading))
        .order_by(PassageUse.report_id, PassageUse.id)
    ).all()  # fmt: skip


def _texts(uses: Iterable[PassageUse]) -> dict[int, Sequence[SentSection]]:
    """Return the sections of the newest sending of every report in ``uses``, by the report's id."""
    query = select(Sending).where(latest(), Sending.report_id.in_({use.report_id for use in uses}))
    rows = db.session.scalars(query.options(selectinload(Sending.sections).joinedload(SentSection.heading)))
    return {row.report_id: row.sections for row in rows}


def _other_names(report: Report, above: Report) -> list[str]:
    others = [lower.obligation for lower in lowers(above) if lower.report.id != report.id]
    return [name for owed in others for name in (owed.unit_name, owed.unit.name, owed.unit.short_name or "")]


def _ended(row: Passage, use: PassageUse | None, texts: dict[int, Sequence[SentSection]], names: list[str]) -> Ended:
    if use is None:
        return Ended(row.words, row.heading.title)
    heading, sentence = _standing(use.number, texts.get(use.report_id, ()))
    return Ended(
        row.words, row.heading.title, use.fate, use.report.obligation.period.title, heading,
        origins.masked(sentence, names), use.why,
    )  # fmt: skip


def _standing(number: int, sections: Sequence[SentSection]) -> tuple[str, str]:
    """Return the heading under which a mark stands, and the sentences that carry it."""
    for section in sections:
        told = [one.words for one in marks.sentences(section.text) if number in one.numbers and one.words]
        if told:
            return section.heading.title, " ".join(told)
    return "", ""
