"""What is pressed while a report is put together; what was typed beside a button is saved with it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.forms.sections import SectionForm, section_form
from nam_tinh_hinh.reporting.queries import consolidating
from nam_tinh_hinh.reporting.services import consolidating as services
from nam_tinh_hinh.reporting.services.consolidating import Typed
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.reporting.views.base import bp, fetch_own, person, refusal_text
from nam_tinh_hinh.reporting.views.consolidating import (
    PLACE,
    WHYS,
    Said,
    filters,
    heading_page,
    overview,
    section_in,
)
from nam_tinh_hinh.reporting.views.sections import kept_as

NO_VERSION = -1
MOST_WHY = 500
DONE = {Fate.NOT_USED: "Không đưa vào", Fate.NEXT_PERIOD: "Chuyển kỳ sau"}


def _try(
    report_id: int, section_id: int, items: list[str], do: Callable[[Report, Section, Typed | None], object],
    done: str, undoes: bool = True,
) -> Answer:  # fmt: skip
    """Save what was typed, do it, and show the heading again; or say why it was not done, with the words typed."""
    report = fetch_own(report_id)
    row = section_in(consolidating.material(report), section_id)
    form = section_form(row) if "text" in request.form else None
    if form and not form.validate():
        return _not_done(report_id, section_id, Said(form))
    try:
        do(report, row, Typed(row, **form.facts(), version=_seen(form)) if form else None)
    except ActionRefused as refused:
        return _not_done(report_id, section_id, Said(form, refused, refusal_text(refused)), CODES[refused.kind])
    db.session.flush()
    way = url_for(".undo_use", report_id=report_id, section_id=section_id, **filters().as_args())
    undo = {"undo_url": way, "fields": {"doan": " ".join(items)}} if undoes and items else {}
    return _done(report_id, section_id, Said(done=done, undo=undo, items=items))


def _seen(form: SectionForm) -> int:
    seen = whole_number(str(form.version.data or ""))
    return NO_VERSION if seen is None else seen


def _done(report_id: int, section_id: int, said: Said) -> Answer:
    if request.headers.get("HX-Request"):
        whole = consolidating.material(fetch_own(report_id))
        return heading_page(whole, section_in(whole, section_id), said, "khung")
    row = section_in(consolidating.material(fetch_own(report_id)), section_id)
    flash({"text": said.done, "forget": kept_as(row), **said.undo})
    anchor = f"doan-{said.items[0]}" if said.items else None
    way = url_for(".consolidate", report_id=report_id, section_id=section_id, _anchor=anchor, **filters().as_args())
    return redirect(way, 303)


def _not_done(report_id: int, section_id: int, said: Said, code: int = 422) -> Answer:
    db.session.rollback()
    whole = consolidating.material(fetch_own(report_id))
    block = "khung" if request.headers.get("HX-Request") else None
    return heading_page(whole, section_in(whole, section_id), said, block), code


def _chosen(*names: str) -> list[str]:
    """Return the items that the press names: by its button, or by the boxes ticked; "p1 p2" are two."""
    return [one for name in names for value in request.form.getlist(name) for one in value.split()]


@bp.post(f"{PLACE}/<int:section_id>/dua-vao")
@allow(rules.may_write)
def take(report_id: int, section_id: int) -> Answer:
    merged, kept = "gop" in request.form, _chosen("giu")
    items = kept or _chosen("chon" if merged else "doan")

    def do(report: Report, row: Section, typed: Typed | None) -> None:
        if kept:
            services.keep(actor=person(), report=report, items=items, typed=typed, key=form_key())
            return
        services.take(
            actor=person(), report=report, section=row, items=items, merged=merged, typed=typed, version=NO_VERSION,
            key=form_key(),
        )  # fmt: skip

    done = (
        "Đã giữ câu đang có." if kept else f"Đã gộp {len(items)} đoạn thành một câu." if merged else "Đã đưa vào bài."
    )
    return _try(report_id, section_id, items, do, done)


@bp.post(f"{PLACE}/<int:section_id>/quyet-dinh")
@allow(rules.may_write)
def decide(report_id: int, section_id: int) -> Answer:
    fate, items, why = _decision()
    rest = items == ["het"]

    def do(report: Report, row: Section, typed: Typed | None) -> None:
        facts: dict[str, Any] = {"fate": fate, "why": why, "typed": typed, "key": form_key()}
        if rest:
            services.decide_rest(actor=person(), report=report, section=row, **facts)
        else:
            services.decide(actor=person(), report=report, items=items, **facts)

    return _try(report_id, section_id, [] if rest else items, do, f"{DONE[fate]}: đã ghi.")


def _decision() -> tuple[Fate, list[str], str]:
    """Return what was pressed: the fate, about which items ("het": all that is left), and why.

    The button of a usual reason names it by its place ("p12 0"); another reason is typed beside the item.
    """
    if "khong" not in request.form:
        return Fate.NEXT_PERIOD, _chosen("ky-sau"), ""
    about, _, place = request.form["khong"].partition(" ")
    usual = whole_number(place)
    if usual is not None and usual < len(WHYS):
        return Fate.NOT_USED, [about], WHYS[usual]
    return Fate.NOT_USED, [about] if about else [], clean_line(request.form.get(f"ly-do-{about}", ""))[:MOST_WHY]


@bp.post(f"{PLACE}/<int:section_id>/hoan-tac")
@allow(rules.may_write)
def undo_use(report_id: int, section_id: int) -> Answer:
    items = _chosen("doan")

    def do(report: Report, _row: Section, typed: Typed | None) -> None:
        services.undo(actor=person(), report=report, items=items, typed=typed, key=form_key())

    return _try(report_id, section_id, items, do, "Đã hoàn tác.", undoes=False)


@bp.post(f"{PLACE}/<int:section_id>/so-cong")
@allow(rules.may_write)
def take_sums(report_id: int, section_id: int) -> Answer:
    def do(report: Report, row: Section, typed: Typed | None) -> None:
        services.take_sums(actor=person(), report=report, section=row, typed=typed)

    return _try(report_id, section_id, [], do, "Đã đưa số cộng của các đơn vị vào bài.")


@bp.post(f"{PLACE}/con-lai")
@allow(rules.may_write)
def decide_rest(report_id: int) -> Answer:
    fate, _, why = _decision()
    report = fetch_own(report_id)
    try:
        count = services.decide_rest(actor=person(), report=report, fate=fate, why=why, key=form_key())
    except ActionRefused as refused:
        return _refused(report_id, refused, {"rest": why})
    flash(f"{DONE[fate]}: {count} đoạn." if count else f"{DONE[fate]}: đã ghi.")
    return redirect(url_for(".consolidate", report_id=report_id), 303)


@bp.post("/bao-cao/<int:report_id>/don-vi-thieu")
@allow(rules.may_write)
def missing(report_id: int) -> Answer:
    report, back = fetch_own(report_id), whole_number(request.form.get("bo"))
    ids = {number for one in request.form.getlist("don-vi") if (number := whole_number(one)) is not None}
    why = clean_line(request.form.get("ly-do", ""))[:MOST_WHY]
    try:
        if back is not None:
            services.unmark_missing(actor=person(), report=report, obligation_id=back, key=form_key())
        else:
            services.mark_missing(actor=person(), report=report, obligation_ids=ids, why=why, key=form_key())
    except ActionRefused as refused:
        return _refused(report_id, refused, {"missing": why, "units": ids})
    flash("Đã bỏ ghi thiếu." if back is not None else "Đã ghi đơn vị thiếu báo cáo; bản in sẽ nêu.")
    return redirect(url_for(".consolidate", report_id=report_id), 303)


def _refused(report_id: int, refused: ActionRefused, typed: dict[str, Any]) -> Answer:
    words = refusal_text(refused)
    db.session.rollback()
    return overview(fetch_own(report_id), words, typed), CODES[refused.kind]
