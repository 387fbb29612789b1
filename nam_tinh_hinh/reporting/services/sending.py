"""Signing off, sending, returning by section: what goes out is copied, so that it stays as it went."""

from collections.abc import Mapping

from sqlalchemy import select, update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.reporting import marks, standing
from nam_tinh_hinh.reporting.enums import SectionStage
from nam_tinh_hinh.reporting.queries import reports as queries
from nam_tinh_hinh.reporting.services.settling import settle_uses
from nam_tinh_hinh.reporting.tables import Passage, Report, Section, Sending, SentSection
from nam_tinh_hinh.reporting.workflow import REPORT, workflow
from nam_tinh_hinh.situation.reach import Reach

NO_SECTION = "Chọn ít nhất một mục cần sửa."
NO_WHY = "Ghi lý do cho từng mục cần sửa."


def act(
    *, actor: Reach, report: Report, action: str, reason: str = "", version: int | None = None, key: str | None = None
) -> history.Event:
    """Carry out one action of the workflow but ``send`` and ``return``, which have verbs of their own.

    Raises ``ActionRefused``; nothing has changed then.
    """
    newest = _newest(report)
    report.read_already = newest is not None and newest.read_at is not None
    report.issued_as = newest.paper.name if newest and newest.paper else ""
    event = workflow.apply(workflow.actions[action], actor, report, reason=reason, version=version, key=key)
    if action == "recall" and newest and newest.recalled_at is None:
        newest.recalled_at = clock.now()
        db.session.flush()
    return event


def _newest(report: Report) -> Sending | None:
    query = select(Sending).where(Sending.report_id == report.id, Sending.recalled_at.is_(None))
    return db.session.scalar(query.order_by(Sending.round.desc()).limit(1))


def send(*, actor: Reach, report: Report, version: int | None = None, key: str | None = None) -> Sending:
    """Sign a report off and send it: its words are copied, cut into passages for the level above, and time-stamped.

    Late is allowed and noted. What a lower unit wrote and nobody dealt with goes on to the next period. The same
    ``key`` again returns the first's sending. Raises ``ActionRefused`` (nothing has changed then).
    """
    if history.replayed(key, actor, REPORT, action="send", subject_id=report.id):
        return db.session.scalars(select(Sending).filter_by(report_id=report.id, round=report.rounds)).one()
    action = workflow.actions["send"]
    workflow.apply(action, actor, report, version=version, key=key)
    settle_uses(report=report)
    row = _copied(actor, report)
    _cut(row)
    return row


def _copied(actor: Reach, report: Report) -> Sending:
    owed, now = report.obligation, clock.now()
    hat = actor.actor.hat
    row = Sending(
        report_id=report.id, round=report.rounds, sent_at=now, sent_by_id=actor.user_id, sent_by_name=actor.name,
        signed_post=(hat.title or hat.role.label) if hat else "", is_nothing=report.is_nothing, missing=report.missing,
        punctuality=standing.punctuality(now, owed.due_at, owed.grace_until),
    )  # fmt: skip
    for section in queries.sections(report.id):
        empty = report.is_nothing or section.stage is SectionStage.NOTHING
        row.sections.append(
            SentSection(
                heading_id=section.heading_id, is_nothing=empty, text="" if empty else section.text,
                figures={} if empty else section.figures,
            )
        )  # fmt: skip
        section.opened, section.return_reason = True, ""
    db.session.add(row)
    db.session.flush()
    return row


def _cut(sending: Sending) -> None:
    for section in sending.sections:
        for place, words in enumerate(marks.passages(section.text), start=1):
            db.session.add(Passage(sending_id=sending.id, heading_id=section.heading_id, position=place, words=words))
    db.session.flush()


def return_sections(
    *, actor: Reach, report: Report, reasons: Mapping[int, str], reason: str = "", version: int | None = None,
    key: str | None = None,
) -> history.Event:  # fmt: skip
    """Send a report back with the sections to be mended: ``reasons`` by section id, compulsory for each.

    Only these sections are open then. ``reason`` is a word on the whole; without one the sections' reasons stand for
    it. Raises ``ActionRefused``; nothing has changed then.
    """
    if earlier := history.replayed(key, actor, REPORT, action="return", subject_id=report.id):
        return earlier
    rows = {row.id: row for row in queries.sections(report.id)}
    asked = {rows[one]: why for one, why in reasons.items() if one in rows}
    if not asked:
        raise ActionRefused(Refusal.INCOMPLETE, NO_SECTION)
    if not all(asked.values()):
        raise ActionRefused(Refusal.NO_REASON, NO_WHY)
    words = reason or "; ".join(f"{row.heading.title}: {why}" for row, why in asked.items())
    event = workflow.apply(workflow.actions["return"], actor, report, reason=words[:1000], version=version, key=key)
    for row in rows.values():
        _asked(row, asked.get(row))
    report.is_nothing = False  # asked to write what is missing, it is no longer "không phát sinh" as a whole
    db.session.flush()
    return event


def _asked(section: Section, why: str | None) -> None:
    section.opened, section.return_reason = why is not None, why or ""
    if why is not None:
        section.stage = SectionStage.TO_MEND


def note_reading(*, sending_id: int, name: str) -> None:
    """Note that a receiver opened a sending for the first time; later openings change nothing."""
    db.session.execute(
        update(Sending)
        .where(Sending.id == sending_id, Sending.read_at.is_(None))
        .values(read_at=clock.now(), read_by_name=name)
    )
