"""The rows that say what a report does with passages and observations: made, pointed elsewhere, numbered."""

from collections.abc import Iterator

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting import marks
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.queries.consolidating import Item, Material
from nam_tinh_hinh.reporting.tables import PassageUse, Report, Sending, SentSection


def numbers_after(material: Material) -> Iterator[int]:
    """Yield free numbers: none that a row, the text, or any sending of the report has, so that a mark says one thing.

    A number that somebody typed by hand counts as taken too.
    """
    report = material.report
    texts = [one.text for one in material.sections] + list(_sent_texts(report))
    number = max((*material.words, *(n for text in texts for n in marks.numbers_in(text))), default=0)
    while True:
        number += 1
        yield number


def _sent_texts(report: Report) -> Iterator[str]:
    if report.rounds:
        query = select(SentSection.text).join(Sending, Sending.id == SentSection.sending_id)
        yield from db.session.scalars(query.where(Sending.report_id == report.id))


def row_of(report: Report, item: Item, numbers: Iterator[int], marked: dict[int, Fate]) -> PassageUse:
    """Return the row of ``item``, in its words of now: its own, the one of its earlier words, or a new one.

    The row of earlier words that still stand in the text stays theirs.
    """
    old = item.old if item.old and item.old.number not in marked else None
    row = item.use or old or PassageUse(report_id=report.id, number=next(numbers), unit_id=item.unit_id)
    return pointed(row, item)


def pointed(row: PassageUse, item: Item) -> PassageUse:
    """Point a row at ``item``: the unit sent the same matter again."""
    row.passage_id, row.observation_id = (item.id, None) if item.is_passage else (None, item.id)
    row.words, row.unit_name = item.words, item.unit_in_full
    db.session.add(row)
    return row


def pressed(row: PassageUse, fate: Fate | None, name: str, why: str = "") -> PassageUse:
    """Write down who decided what about a row, and when; without a name it went so by itself."""
    row.fate, row.why, row.done_by_name, row.done_at = fate, why, name, clock.now()
    return row
