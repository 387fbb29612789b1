"""One section of a report being written: its page, saving it (by itself or by a press), ticking it off."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.sessions import OWN_PATH
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import copying, marks, queries, rules, services, tasklist
from nam_tinh_hinh.reporting.enums import SectionStage
from nam_tinh_hinh.reporting.forms.sections import LONGEST_SECTION, SectionForm, section_form
from nam_tinh_hinh.reporting.queries import writing
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.reporting.views.base import bp, fetch_own, locked, person, refusal_text
from nam_tinh_hinh.reporting.views.filling import about_filling, first_filling

PLACE = "/bao-cao/<int:report_id>/muc/<int:section_id>"
NO_VERSION = -1
TICKS = {"xong": SectionStage.DONE, "khong": SectionStage.NOTHING, "lai": SectionStage.WRITING}
TICKED = {"xong": "Xong mục", "khong": "Không phát sinh: mục", "lai": "Viết tiếp mục"}
COPY, UNCOPY = "them", "bo"


def _fetch(report_id: int, section_id: int) -> tuple[Report, Sequence[Section], Section]:
    """Return a report one works on, all its sections, and the one asked for; or answer 404."""
    report = fetch_own(report_id)
    queries.headings_of(report)  # first, so that the sections need not ask for their figures
    sections = queries.sections(report.id)
    return report, sections, found(next((one for one in sections if one.id == section_id), None))


def kept_as(section: Section) -> str:
    """Return the name under which the browser keeps the words of a section that are not saved yet."""
    return f"muc-bao-cao-{section.id}"


@bp.get(PLACE)
@allow(rules.may_look)
def section(report_id: int, section_id: int) -> Answer:
    first_filling(fetch_own(report_id))
    report, sections, row = _fetch(report_id, section_id)
    return _page(report, sections, row, section_form(row))


def _page(
    report: Report, sections: Sequence[Section], row: Section, form: SectionForm, refused: ActionRefused | None = None
) -> str:
    lock, place = locked(row), sections.index(row)
    lines = {line.heading.id: line for line in tasklist.lines(queries.headings_of(report), sections)}
    said = refused_words(form, row, refused, editable=not lock and isinstance(refused, services.SectionMoved))
    return render_template(
        "reporting/writing/section.html", report=report, section=row, form=form, lock=lock, editable=not lock,
        line=lines[row.heading_id], place=place + 1, total=len(sections),
        earlier=sections[place - 1] if place else None, later=next(iter(sections[place + 1 :]), None), lines=lines,
        forget=kept_as(row) if form.names_a_secret else None, previous=_before(report, row), typed=bool(refused),
        filling=about_filling(row),
        **(said | {"refusal": refusal_text(refused) if refused else ""}),
    )  # fmt: skip


def _before(report: Report, row: Section) -> dict[str, Any] | None:
    """Return what the period before said under this heading, as others read it; None without any."""
    if (pair := writing.before(report, row.heading)) is None:
        return None
    sent, period = pair
    figures = [(figure, sent.figures[figure.code]) for figure in row.heading.figures if figure.code in sent.figures]
    if not (sent.text or figures or sent.is_nothing):
        return None
    return {"title": period.title, "text": marks.as_read(sent.text), "figures": figures, "is_nothing": sent.is_nothing}


@bp.post(f"{PLACE}/luu")
@allow(rules.may_write)
def save(report_id: int, section_id: int) -> Answer:
    report, _, row = _fetch(report_id, section_id)
    form = section_form(row)
    if not form.validate():
        return _not_saved(report_id, section_id, form)
    try:
        copied = _keep(report, row, form)
    except ActionRefused as refused:
        return _not_saved(report_id, section_id, form, refused)
    if request.headers.get("HX-Request"):
        form.version.data = row.version
        return render_template("reporting/writing/_saved.html", section=row, form=form, forget_kept=kept_as(row))
    flash(copied | {"forget": kept_as(row)})
    return redirect(_way_back() or url_for(".section", report_id=report_id, section_id=section_id), 303)


def _keep(report: Report, row: Section, form: SectionForm) -> dict[str, Any]:
    """Save what was typed, with or without the words of the period before; return what is said of it."""
    form.take(row, request.form.getlist("lay"))
    facts, copy = form.facts(), request.form.get("chep", "")
    earlier = _before(report, row) if copy in (COPY, UNCOPY) else None
    said: dict[str, Any] = {"text": "Đã lưu."}
    if earlier and copy == COPY:
        facts["text"] = copying.added(facts["text"], earlier["text"], LONGEST_SECTION)
        said["text"] = "Đã chép nội dung kỳ trước xuống cuối. Sửa lại cho đúng kỳ này."
    elif earlier and copy == UNCOPY:
        facts["text"] = copying.taken_off(facts["text"], earlier["text"])
        said["text"] = "Đã bỏ phần chép từ kỳ trước."
    services.save_section(actor=person(), section=row, version=_seen(form), **facts)
    if earlier and copy == COPY:
        url = url_for(".save", report_id=report.id, section_id=row.id)
        said |= {"undo_url": url, "fields": {"chep": UNCOPY, "version": row.version}}
    return said


def _seen(form: SectionForm) -> int:
    """Return the version that the page had seen; none of a row's when the page does not say."""
    seen = whole_number(str(form.version.data or ""))
    return NO_VERSION if seen is None else seen


def _way_back() -> str | None:
    """Return where the page that sent the words wants to go on, if it says so."""
    target = request.form.get("ve", "")
    return target if OWN_PATH.fullmatch(target) else None


def _not_saved(report_id: int, section_id: int, form: SectionForm, refused: ActionRefused | None = None) -> Answer:
    """Answer that nothing was saved, and why; what was typed stays where it stands."""
    db.session.rollback()
    report, sections, row = _fetch(report_id, section_id)
    code = CODES[refused.kind] if refused else 422
    if not request.headers.get("HX-Request"):
        return _page(report, sections, row, form, refused), code
    why = refusal_text(refused) if refused else " ".join(words for one in form.errors.values() for words in one)
    html = render_template(
        "reporting/writing/_saved.html", section=row, form=form, refusal=why, stops=refused is not None,
        compares=isinstance(refused, services.SectionMoved),
        forget_kept=kept_as(row) if form.names_a_secret else "",
    )  # fmt: skip
    return html, code


@bp.post(f"{PLACE}/xong")
@allow(rules.may_write)
def finish(report_id: int, section_id: int) -> Answer:
    _, sections, row = _fetch(report_id, section_id)
    step = request.form.get("buoc", "")
    step, form = step if step in TICKS else "xong", section_form(row)
    if not form.validate():
        return _not_saved(report_id, section_id, form)
    try:
        _tick(row, form, step)
    except ActionRefused as refused:
        return _not_saved(report_id, section_id, form, refused)
    flash(_said(row, step, tasklist.to_do(sections)))
    here = {"report_id": report_id, "section_id": section_id}
    return redirect(_way_back() or _onward(report_id, sections, here, step), 303)


def _tick(row: Section, form: SectionForm, step: str) -> None:
    """Tick a section off, with the words typed when they came along; undone, what the data gave stands there again."""
    who, version = person(), _seen(form)
    if step == "lai" and row.stage is SectionStage.NOTHING and (row.given or row.given_figures):
        services.save_section(
            actor=who, section=row, text=row.given, figures=row.given_figures, version=version
        )  # fmt: skip
        return
    if "text" in request.form and step != "lai":
        form.take(row, request.form.getlist("lay"))
        services.save_section(actor=who, section=row, version=version, **form.facts())
        version = row.version
    services.finish(actor=who, section=row, stage=TICKS[step], version=version)


def _said(row: Section, step: str, waiting: Sequence[Section]) -> dict[str, Any]:
    left = "" if step == "lai" else f" Còn {len(waiting)} mục." if waiting else " Không còn mục nào."
    gone = " Chữ, số lấy từ số liệu đã bỏ khỏi mục này." if step == "khong" and (row.given or row.given_figures) else ""
    said: dict[str, Any] = {"text": f"{TICKED[step]} “{row.heading.title}”.{gone}{left}", "forget": kept_as(row)}
    if step == "lai":
        return said
    url = url_for(".finish", report_id=row.report_id, section_id=row.id)
    return said | {"undo_url": url, "fields": {"buoc": "lai", "version": row.version}}


def _onward(report_id: int, sections: Sequence[Section], here: dict[str, int], step: str) -> str:
    """Return the address one goes on with: the next unfinished section, past the last one the report."""
    if step == "lai":
        return url_for(".section", **here)
    later = tasklist.next_after(sections, here["section_id"])
    if later is None:
        return url_for(".show", report_id=report_id)
    return url_for(".section", report_id=report_id, section_id=later.id)
