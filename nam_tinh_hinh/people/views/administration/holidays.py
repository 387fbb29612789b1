"""The year's days off and the weekend days that are worked, by which deadlines are counted."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.days import EARLIEST, LATEST
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workdays import weekday_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.forms.calendar import HolidayForm
from nam_tinh_hinh.people.holidays import planned, to_type_in
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services.calendar import HOLIDAY
from nam_tinh_hinh.people.tables import Holiday
from nam_tinh_hinh.people.views.base import Answer, actor, bp

START = "/quan-tri/ngay-nghi"


def _year(typed: str | None) -> int | None:
    year = asked.whole_number(typed)
    return year if year and EARLIEST <= year <= LATEST else None


@bp.get(START)
@allow(is_admin)
def holidays() -> Answer:
    return _page(_year(request.args.get("nam")) or clock.today().year, HolidayForm(formdata=None))


def _page(year: int, form: HolidayForm) -> str:
    this = clock.today().year
    near = [one for one in (this - 1, this, this + 1) if EARLIEST <= one <= LATEST]
    rows = queries.holidays(year)
    lacks = planned(year).keys() - {row.day for row in rows}
    return render_template(
        "people/admin/holidays.html", year=year, years=sorted({*queries.years_with_holidays(), *near, year}),
        rows=rows, lacks=lacks, form=form, to_type_in=to_type_in(year), weekday=weekday_words,
    )  # fmt: skip


@bp.post(START)
@allow(is_admin)
def add_holiday() -> Answer:
    form = HolidayForm()
    shown = form.day.data.year if form.day.data else _year(request.form.get("nam")) or clock.today().year
    if not form.validate():
        return _page(shown, form), 422
    try:
        services.add_holiday(actor=actor(), facts=form.facts(), key=form.key)
    except EntryRefused as refused:
        form[refused.field].errors = refused.sentences
        return _page(shown, form), 422
    flash(f"Đã thêm {form.label.data}, {_said(form.day.data)}.")
    return _to(shown)


def _said(day: Any) -> str:
    return f"{weekday_words(day).lower()} {day_text(day)}"


def _to(year: int) -> Answer:
    return redirect(url_for("people.holidays", nam=year), 303)


@bp.route(f"{START}/<int:holiday_id>/sua", methods=["GET", "POST"])
@allow(is_admin)
def edit_holiday(holiday_id: int) -> Answer:
    row = found(db.session.get(Holiday, holiday_id))
    form = HolidayForm(obj=row)
    if request.method == "GET":
        return _form_page(form, row)
    if not form.validate():
        return _form_page(form, row), 422
    before = {"day": day_text(row.day), "label": row.label} | ({"is_working": "y"} if row.is_working else {})
    try:
        services.edit_holiday(actor=actor(), row=row, facts=form.facts(), key=form.key)
    except EntryRefused as refused:
        form[refused.field].errors = refused.sentences
        return _form_page(form, row), 422
    undo = url_for("people.edit_holiday", holiday_id=row.id)
    flash({"text": f"Đã lưu {row.label}, {_said(row.day)}.", "undo_url": undo, "fields": before})
    return _to(row.day.year)


def _form_page(form: HolidayForm, row: Holiday) -> str:
    return render_template("people/admin/holiday.html", form=form, row=row)


@bp.post(f"{START}/<int:holiday_id>/bo")
@allow(is_admin)
def remove_holiday(holiday_id: int) -> Answer:
    key = asked.form_key()
    if earlier := history.replayed(key, actor(), HOLIDAY):
        return _to(_year_of(earlier))
    row = found(db.session.get(Holiday, holiday_id))
    text = f"Đã bỏ {row.label}, {_said(row.day)}."
    event = services.remove_holiday(actor=actor(), row=row, key=key)
    flash({"text": text, "undo_url": url_for("people.restore_holiday", event_id=event.id)})
    return _to(_year_of(event))


def _year_of(event: history.Event) -> int:
    """Return the year of the day that ``event`` removed."""
    return int(((event.details or {}).get("before") or {}).get("day", str(clock.today()))[:4])


@bp.post(f"{START}/hoan-tac/<int:event_id>")
@allow(is_admin)
def restore_holiday(event_id: int) -> Answer:
    event = found(db.session.get(history.Event, event_id))
    found((event.subject == HOLIDAY and event.action == "remove_holiday") or None)
    try:
        services.restore_holiday(actor=actor(), event=event, key=asked.form_key())
    except ActionRefused as refused:
        flash(refused.message, "error")
    else:
        flash("Đã lấy lại ngày vừa bỏ.")
    return _to(_year_of(event))


@bp.post(f"{START}/ngay-le")
@allow(is_admin)
def fill_holidays() -> Answer:
    year = found(_year(request.form.get("nam")))
    added = services.fill_year(actor=actor(), year=year, key=asked.form_key())
    flash(f"Đã thêm {len(added)} ngày nghỉ của năm {year}." if added else f"Năm {year} đã có đủ các ngày lễ cố định.")
    return _to(year)
