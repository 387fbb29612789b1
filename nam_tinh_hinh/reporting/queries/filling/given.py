"""What the data give for a section: its lines, its numbers, and where each line comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import FigureSource, HeadingKind, SectionStage
from nam_tinh_hinh.reporting.queries.filling.gathered import Gathered
from nam_tinh_hinh.reporting.queries.filling.parts import parts_for
from nam_tinh_hinh.reporting.queries.filling.words import (
    Source,
    exemplar_lines,
    observation_lines,
    petition_lines,
)
from nam_tinh_hinh.reporting.queries.reports import sections
from nam_tinh_hinh.reporting.tables import OutlineFigure, OutlineHeading, Report, Section

PREFILLED = frozenset(kind for kind in HeadingKind if kind.is_prefilled)


@dataclass(frozen=True)
class Given:
    """What the data say under one heading now.

    ``parts`` and ``missing`` are those of a consolidating unit's sums, with its own number first.
    """

    text: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    parts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def given_for(section: Section) -> Given:
    """Return what the data give for one section now; nothing for a heading of free text.

    A constant number of statements, whatever the number of observations and of units below.
    """
    return _given(Gathered(section.report), section)


def given_for_all(report: Report, rows: Iterable[Section]) -> dict[int, Given]:
    """Return {section id: what the data give} for several sections of a report; the data are read once."""
    data = Gathered(report)
    return {row.id: _given(data, row) for row in rows}


def unfilled(report: Report) -> list[Section]:
    """Return the sections that the data were never given to and nobody has written; the outline's order."""
    if not db.session.scalar(_unfilled(report.id).limit(1)):
        return []
    return [row for row in sections(report.id) if is_unwritten(row) and row.filled_at is None]


def is_unwritten(section: Section) -> bool:
    """Tell whether the data may be put into a section as they are: open, of such a kind, nothing said in it yet."""
    blank = not (section.text or section.figures) and section.stage is SectionStage.TO_DO
    return section.heading.kind in PREFILLED and section.opened and blank


def _unfilled(report_id: int) -> Select[Any]:
    query = select(Section.id).join(Section.heading).where(Section.report_id == report_id, Section.opened)
    blank = Section.filled_at.is_(None), Section.stage == SectionStage.TO_DO, Section.text == ""
    return query.where(OutlineHeading.kind.in_(PREFILLED), *blank)


def _given(data: Gathered, section: Section) -> Given:
    kind = section.heading.kind
    if kind is HeadingKind.FIGURES:
        return _figures(data, section)
    if kind is HeadingKind.OBSERVATIONS:
        return _said(observation_lines(data, section.heading))
    if kind is HeadingKind.PETITIONS:
        return _said(petition_lines(data))
    return _said(exemplar_lines(data)) if kind is HeadingKind.EXEMPLARS else Given()


def _said(lines: Sequence[Source]) -> Given:
    return Given(text="\n".join(line.words for line in lines), sources=tuple(lines))


def _figures(data: Gathered, section: Section) -> Given:
    """Return the numbers: the unit's own, and with those of the units below where levels add up."""
    own = {one.code: _number(data, one.source) for one in section.heading.figures if one.source}
    found = parts_for(section, own)
    numbers = {one.code: _sum(one, own, found.by_code) for one in section.heading.figures}
    said = {code: number for code, number in numbers.items() if number is not None}
    return Given(figures=said, parts=found.by_code, missing=found.missing)


def _sum(figure: OutlineFigure, own: Mapping[str, int], parts: Mapping[str, Sequence[tuple[str, int]]]) -> int | None:
    if figure.code in parts:
        return sum(number for _unit, number in parts[figure.code])
    return own.get(figure.code)


def _number(data: Gathered, source: FigureSource) -> int:
    if source in {FigureSource.OBSERVATIONS, FigureSource.VOICES, FigureSource.HOT}:
        return {
            FigureSource.OBSERVATIONS: len(data.observations),
            FigureSource.VOICES: sum(one.voices for one in data.observations.values()),
            FigureSource.HOT: sum(one.is_notable for one in data.matters),
        }[source]
    if source in {FigureSource.EXEMPLARS, FigureSource.RECOGNISED}:
        found = data.exemplars
        return len(found.underway if source is FigureSource.EXEMPLARS else found.recognised)
    petitions = data.petitions
    return {
        FigureSource.PETITIONS: petitions.received, FigureSource.ANSWERED: petitions.answered,
        FigureSource.RESOLVED: petitions.resolved, FigureSource.OVERDUE: len(petitions.overdue),
    }[source]  # fmt: skip
