"""Keeping regimes: a new one, often copied from a shipped one; changing it; applying and ending it from a day."""

from typing import Any

from flask import flash, redirect, request, url_for

from nam_tinh_hinh.kernel import asked, clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.calendar import coming, faults
from nam_tinh_hinh.reporting.forms.regimes import DayForm, RegimeForm, sort_value
from nam_tinh_hinh.reporting.moving import moved_words
from nam_tinh_hinh.reporting.queries import regime_offers as offers
from nam_tinh_hinh.reporting.queries import regime_pages as queries
from nam_tinh_hinh.reporting.regime_facts import facts_of
from nam_tinh_hinh.reporting.services import regimes as services
from nam_tinh_hinh.reporting.services.regimes import RegimeRefused
from nam_tinh_hinh.reporting.tables import Regime
from nam_tinh_hinh.reporting.views.base import bp, refusal_text
from nam_tinh_hinh.reporting.views.regimes import PAGE, ROW, SHOWN, fetch_regime, regime_page, told, wants_fragment
from nam_tinh_hinh.reporting.workflow import REGIME

SAVE, FIND = "luu", "tim-don-vi"
SOON = "Kỳ báo cáo đến ngày mở sẽ tự mở trong vòng một phút; đơn vị thấy việc ở trang “Việc của tôi”."


@bp.route(f"{PAGE}/them", methods=["GET", "POST"])
@allow(rules.keeps_regimes)
def new_regime() -> Answer:
    source = queries.regime(asked.number("tu") or 0)
    form = RegimeForm()
    if request.method == "GET":
        if source:
            _begin_from(form, source)
        return _form_page(form, None, source)
    return _answer(form, None, source)


def _begin_from(form: RegimeForm, source: Regime) -> None:
    form.show(facts_of(source))
    form.label.data = f"{source.label} (riêng)"
    form.valid_from.data = form.valid_to.data = None


@bp.route(f"{ROW}/sua", methods=["GET", "POST"])
@allow(rules.keeps_regimes)
def edit_regime(regime_id: int) -> Answer:
    row, form = fetch_regime(regime_id), RegimeForm()
    if row.code is not None:
        form.keep_to_plan(facts_of(row))
    if request.method == "GET":
        form.show(facts_of(row))
        form.version.data = row.version
        return _form_page(form, row)
    return _answer(form, row)


def _answer(form: RegimeForm, row: Regime | None, source: Regime | None = None) -> Answer:
    _offer(form, row)
    if request.form.get("buoc") != SAVE:  # looking at the dates, or for a unit: nothing is kept yet, nothing judged
        return _form_page(form, row, source)
    if not form.validate():
        return _form_page(form, row, source), 422
    if row:
        form.take(facts_of(row), request.form.getlist("lay"))
    try:
        return _saved(form, row)
    except RegimeRefused as refused:
        return _form_page(form, row, source, loose=form.show_problems(refused.problems)), 422
    except ActionRefused as refused:
        return _form_page(form, fetch_regime(row.id) if row else None, source, refused), asked.CODES[refused.kind]


def _saved(form: RegimeForm, row: Regime | None) -> Answer:
    if row is None:
        made = services.create(actor=actor(), facts=form.facts(), key=form.key)
        undo = {"undo_url": url_for(".remove_regime", regime_id=made.id)}
        flash({"text": f"Đã thêm chế độ “{made.label}”. {SOON if made.valid_from else ''}".strip(), **undo})
        return _to(made.id)
    services.edit(actor=actor(), regime=row, facts=form.facts(), version=form.seen_version, key=form.key)
    text = f"Đã lưu “{row.label}”. Kỳ đã mở giữ nguyên hạn và đơn vị phải nộp; kỳ mở từ nay theo nội dung mới."
    flash({"text": text, "forget": f"che-do-{row.id}", **_undo(row)})
    return _to(row.id)


def _undo(row: Regime) -> dict[str, Any]:
    return {"undo_url": url_for(".undo_regime", regime_id=row.id), "fields": {"version": row.version}}


def _to(regime_id: int) -> Answer:
    return redirect(url_for(".regime", regime_id=regime_id), 303)


def _offer(form: RegimeForm, row: Regime | None) -> None:
    today = clock.today()
    ticked = form.unit_ids.data or ()
    sorts = offers.sorts(today, [(sort_value(owner), owner) for owner in form.owners()])
    units = offers.units(today, _sought(), also=ticked)
    form.offer(offers.outlines(row.outline_code if row else None), offers.receivers(today, row), sorts, units)


def _sought() -> str:
    return (request.form.get(FIND) or "")[: asked.MOST_WORDS]


def _form_page(
    form: RegimeForm, row: Regime | None, source: Regime | None = None, refused: ActionRefused | None = None,
    loose: list[str] | None = None,
) -> str:  # fmt: skip
    if request.method == "GET":
        _offer(form, row)
    only = "xem_truoc" if wants_fragment() and request.form.get("buoc") == "xem" else None
    who_first = refusal_text(refused) if refused and refused.kind is Refusal.MOVED_ON else None
    said = refused_words(form, row, refused, editable=True, server_did=who_first)
    said["has_errors"] = bool(said["has_errors"] or loose)
    return render(
        "reporting/regimes/form.html", only, form=form, row=row, source=source, loose=loose or [],
        find=_sought(), preview=_preview(form), kept_as=f"che-do-{row.id}" if row else "che-do-moi",
        **said, **told(clock.today()),
    )  # fmt: skip


def _preview(form: RegimeForm) -> dict[str, Any]:
    """Return the next deadlines of what is typed, each with why its day moved; or what keeps them from being known."""
    rule, today = form.facts().rule, clock.today()
    if rule is None:
        return {"slots": [], "faults": []}
    if found := faults(rule):
        return {"slots": [], "faults": [sentence for _, sentence in found]}
    work = queries.calendar_around(today)
    slots = coming(rule, clock.now(), SHOWN, work)
    return {"slots": [(slot, moved_words(rule, slot.span, work)) for slot in slots], "faults": []}


def _day_asked(regime_id: int, name: str, act: Any) -> Answer:
    row, form = fetch_regime(regime_id), DayForm()
    if not form.validate():
        return regime_page(row, **{name: form}), 422
    seen = asked.whole_number(form.version.data)
    try:
        act(actor=actor(), regime=row, day=form.day.data, version=seen, key=form.key)
    except RegimeRefused as refused:
        form.day.errors = [sentence for _, sentence in refused.problems]
        return regime_page(row, **{name: form}), 422
    except ActionRefused as refused:
        again = fetch_regime(regime_id)
        form.version.data = again.version
        return regime_page(again, refusal_text(refused), **{name: form}), asked.CODES[refused.kind]
    return _to(row.id)


@bp.post(f"{ROW}/ap-dung")
@allow(rules.keeps_regimes)
def apply_regime(regime_id: int) -> Answer:
    answer = _day_asked(regime_id, "apply_form", services.apply)
    if not isinstance(answer, tuple):
        row = fetch_regime(regime_id)
        flash({"text": f"“{row.label}” áp dụng từ {day_text(row.valid_from)}. {SOON}", **_undo(row)})
    return answer


@bp.post(f"{ROW}/ngung")
@allow(rules.keeps_regimes)
def end_regime(regime_id: int) -> Answer:
    answer = _day_asked(regime_id, "end_form", services.end)
    if not isinstance(answer, tuple):
        row = fetch_regime(regime_id)
        text = f"“{row.label}” áp dụng đến hết {day_text(row.valid_to)}. Kỳ đã mở thì đơn vị vẫn nộp."
        flash({"text": text, **_undo(row)})
    return answer


@bp.post(f"{ROW}/hoan-tac")
@allow(rules.keeps_regimes)
def undo_regime(regime_id: int) -> Answer:
    row, seen = fetch_regime(regime_id), asked.whole_number(request.form.get("version"))
    try:
        services.undo(actor=actor(), regime=row, version=seen, key=asked.form_key())
    except (ActionRefused, RegimeRefused) as refused:
        return regime_page(fetch_regime(regime_id), str(refused)), 409
    flash(f"Đã hoàn tác. “{row.label}” như trước đó.")
    return _to(regime_id)


@bp.post(f"{ROW}/bo")
@allow(rules.keeps_regimes)
def remove_regime(regime_id: int) -> Answer:
    row = fetch_regime(regime_id)
    label = row.label
    try:
        event = services.remove(actor=actor(), regime=row, key=asked.form_key())
    except ActionRefused as refused:
        return regime_page(fetch_regime(regime_id), refusal_text(refused)), 409
    undo = url_for(".restore_regime")
    flash({"text": f"Đã bỏ chế độ “{label}”.", "undo_url": undo, "fields": {"event": event.id}})
    return redirect(url_for(".regimes"), 303)


@bp.post(f"{PAGE}/lay-lai")
@allow(rules.keeps_regimes)
def restore_regime() -> Answer:
    event = found(db.session.get(history.Event, asked.whole_number(request.form.get("event")) or 0))
    found((event.subject == REGIME and event.action == "remove") or None)
    try:
        row = services.restore(actor=actor(), event=event, key=asked.form_key())
    except ActionRefused as refused:
        flash(refusal_text(refused), "error")
        return redirect(url_for(".regimes"), 303)
    flash(f"Đã lấy lại “{row.label}”.")
    return _to(row.id)
