"""Headings that fill themselves from the data: what was changed of them, and bringing newer data in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import Select

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.db import db, writing
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import changed, queries, rules, services
from nam_tinh_hinh.reporting.changed import Difference, Line, Mark, Number
from nam_tinh_hinh.reporting.enums import EDITABLE, HeadingKind, SectionStage
from nam_tinh_hinh.reporting.queries import filling as reads
from nam_tinh_hinh.reporting.services.filling import Before, news
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.reporting.views.base import bp, fetch_own, person, refusal_text
from nam_tinh_hinh.situation.queries import visible_to
from nam_tinh_hinh.situation.tables import Observation

PLACE = "/bao-cao/<int:report_id>/muc/<int:section_id>/lay-so-lieu"
TOO_LATE = "Không hoàn tác được nữa: mục đã được sửa từ lúc cập nhật. Mở mục để sửa tay."
COUNTED = {HeadingKind.OBSERVATIONS: "nội dung", HeadingKind.FIGURES: "số liệu"}
DONE_WORDS = {Mark.EDITED: "đã sửa", Mark.ADDED: "thêm", Mark.REMOVED: "bỏ"}


@dataclass(frozen=True)
class ShownLine:
    """A line with the observation it tells of, when the person may see that."""

    line: Line
    observation_id: int | None


@dataclass(frozen=True)
class ShownFigure:
    """A figure with its parts: "5 = CCB 2 + LHPN 3"."""

    label: str
    measure: str
    number: Number
    parts: str


@dataclass(frozen=True)
class AboutFilling:
    """What ``reporting/filling/_given.html`` shows of one section."""

    filled_at: datetime | None
    noun: str
    lines: Sequence[ShownLine]
    figures: Sequence[ShownFigure]
    missing: Sequence[str]
    news: Difference
    may_refill: bool
    is_blank: bool
    has_data: bool

    @property
    def counts(self) -> str:
        """What was given and what became of it: "6 nội dung, đã sửa 2, thêm 1, bỏ 1"."""
        marks = Counter(one.line.mark for one in self.lines) + Counter(one.number.mark for one in self.figures)
        given = sum(marks.values()) - marks[Mark.ADDED]
        told = [f"{count_text(given)} {self.noun}" if given else "không có gì"]
        return ", ".join([*told, *(f"{word} {marks[mark]}" for mark, word in DONE_WORDS.items() if marks[mark])])

    @property
    def news_words(self) -> str:
        """What newer data would bring: "thêm 2 nội dung, bớt 1, đổi số 1"; "" when nothing."""
        return difference_words(self.news, self.noun)


def difference_words(one: Difference, noun: str) -> str:
    """Return what newer data brought, in words; "" when nothing."""
    told = (("thêm", len(one.fresh)), ("bớt", len(one.gone)), ("đổi số", len(one.renumbered)))
    said = [f"{word} {count_text(number)}" for word, number in told if number]
    if said:
        said[0] += f" {noun}"
    return ", ".join(said)


def about_filling(section: Section) -> AboutFilling | None:
    """Return what the page of a section says of its data; None for a heading that people write by themselves.

    For those who work on the report; a constant number of statements.
    """
    if not section.heading.kind.is_prefilled:
        return None
    given = reads.given_for(section)
    return AboutFilling(
        filled_at=section.filled_at, noun=noun_of(section), lines=_lines(section, given),
        figures=_figures(section, given), missing=given.missing, news=news(section, given),
        may_refill=_may_refill(section), is_blank=not (section.text or section.figures),
        has_data=bool(given.text or given.figures),
    )  # fmt: skip


def noun_of(section: Section) -> str:
    """Return what is counted in a section: observations, numbers, or lines."""
    return COUNTED.get(section.heading.kind, "dòng")


def _may_refill(section: Section) -> bool:
    report = section.report
    open_now = report.stage in EDITABLE and section.opened and not report.is_nothing
    return open_now and section.stage is not SectionStage.NOTHING and rules.works_on(person(), report)


def _lines(section: Section, given: reads.Given) -> list[ShownLine]:
    ids = {one.words: one.observation_id for one in given.sources if one.observation_id}
    seen = set(db.session.scalars(_seen(ids.values()))) if ids else set()
    rows = changed.changes(section.given, section.text)
    shown = ((row, ids.get(row.given)) for row in rows)
    return [ShownLine(row, one if one in seen else None) for row, one in shown]


def _seen(ids: Iterable[int]) -> Select[Any]:
    return visible_to(person()).where(Observation.id.in_(list(ids))).with_only_columns(Observation.id)


def _figures(section: Section, given: reads.Given) -> list[ShownFigure]:
    by_code = {one.code: one for one in section.heading.figures}
    rows = changed.changes_of_figures(section.given_figures, section.figures, by_code)
    return [
        ShownFigure(by_code[row.code].label, by_code[row.code].measure, row, _parts_words(given.parts.get(row.code)))
        for row in rows
    ]


def _parts_words(parts: Sequence[tuple[str, int]] | None) -> str:
    total = sum(number for _unit, number in parts or ())
    if not (parts and total):
        return ""
    return f"{count_text(total)} = " + " + ".join(f"{unit} {count_text(number)}" for unit, number in parts)


def first_filling(report: Report) -> Report:
    """Fill what was never filled when a writer opens his report for the first time; return the report to be shown.

    The writing is a short one of its own, so that the page may be a GET. For all others, and ever after, it is one
    statement or none.
    """
    if not (rules.writes(person(), report) and report.stage in EDITABLE and not report.is_nothing):
        return report
    if not reads.unfilled(report):
        return report
    who, report_id = person(), report.id
    with writing():
        services.fill_first(actor=who, report=fetch_own(report_id))
    return fetch_own(report_id)


@bp.post(PLACE)
@allow(rules.may_write)
def refill(report_id: int, section_id: int) -> Answer:
    section = _fetch(report_id, section_id)
    try:
        before = services.refill(actor=person(), section=section, key=form_key())
    except ActionRefused as refused:
        return _refused(report_id, section_id, refused)
    if before is None:
        flash(f"Số liệu của mục “{section.heading.title}” đã mới nhất.")
        return redirect(section_address(report_id, section_id), 303)
    done = Difference()
    if before.filled_at is not None:
        done = changed.difference(before.given, section.given)
    return _page(section, before=_sealed(section, before), done=difference_words(done, noun_of(section)),
                 lines=changed.changes(before.text, section.text),
                 numbers=changed.changes_of_figures(before.figures, section.figures, _labels(section)))  # fmt: skip


@bp.post(f"{PLACE}/hoan-tac")
@allow(rules.may_write)
def undo_refill(report_id: int, section_id: int) -> Answer:
    section = _fetch(report_id, section_id)
    try:
        version, before = _opened(section_id)
        services.undo_refill(actor=person(), section=section, before=before, version=version)
    except ActionRefused as refused:
        return _refused(report_id, section_id, refused)
    flash(f"Đã hoàn tác: mục “{section.heading.title}” như trước khi cập nhật số liệu.")
    return redirect(section_address(report_id, section_id), 303)


def _fetch(report_id: int, section_id: int) -> Section:
    fetch_own(report_id)
    section = found(queries.section(report_id, section_id))
    return found(section if section.heading.kind.is_prefilled else None)


def section_address(report_id: int, section_id: int) -> str:
    """Return the address of the page on which a section is written."""
    return url_for(".section", report_id=report_id, section_id=section_id)


def _refused(report_id: int, section_id: int, refused: ActionRefused) -> Answer:
    db.session.rollback()
    section = _fetch(report_id, section_id)
    return _page(section, refusal=refusal_text(refused)), CODES[refused.kind]


def _page(section: Section, *, refusal: str = "", **shown: object) -> str:
    return render_template(
        "reporting/filling/refilled.html", section=section, report=section.report, refusal=refusal,
        has_errors=bool(refusal), address=section_address(section.report_id, section.id), labels=_labels(section),
        **shown,
    )  # fmt: skip


def _labels(section: Section) -> dict[str, str]:
    return {one.code: one.label for one in section.heading.figures}


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="refill")


def _sealed(section: Section, before: Before) -> str:
    """Return what stood there before, signed: no table keeps it, the page that offers "Hoàn tác" does."""
    return str(_seal().dumps([section.id, section.version, before.as_data()]))


def _opened(section_id: int) -> tuple[int, Before]:
    try:
        of, version, data = _seal().loads(request.form.get("before", ""))
    except BadData as error:
        raise ActionRefused(Refusal.MOVED_ON, TOO_LATE) from error
    if of != section_id:
        raise ActionRefused(Refusal.MOVED_ON, TOO_LATE)
    return version, Before.of(data)
