"""The numbers of an official layout, in a plain form."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import history, text
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.paper import LayoutRefused
from nam_tinh_hinh.kernel.paper.words import GROUPS, KINDS, in_words
from nam_tinh_hinh.people.queries import papers as queries
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services import papers as services
from nam_tinh_hinh.people.tables import PaperLayout
from nam_tinh_hinh.people.views.base import Answer, actor, bp

LONGEST = 200


def _fetch(code: str) -> PaperLayout:
    return found(queries.layout_by_code(code))


def _page(layout: PaperLayout, values: dict[str, Any], refusal: str = "") -> str:
    return render_template(
        "people/admin/layout.html", layout=layout, groups=GROUPS, kinds=KINDS, values=values, refusal=refusal,
        has_errors=bool(refusal), shown=_shown, boolean=bool, text=str,
    )  # fmt: skip


def _shown(value: Any) -> str:
    """Return a number as people write it, 12,7."""
    return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else str(value)


@bp.get("/quan-tri/mau-in/the-thuc/<code>")
@allow(is_admin)
def layout(code: str) -> Answer:
    layout = _fetch(code)
    return _page(layout, layout.numbers)


@bp.post("/quan-tri/mau-in/the-thuc/<code>")
@allow(is_admin)
def edit_layout(code: str) -> Answer:
    layout = _fetch(code)
    values = {name: _value(name, kind) for name, kind in KINDS.items()}
    try:
        event = services.edit_layout(actor=actor(), layout=layout, numbers=values)
    except LayoutRefused as refused:
        return _page(layout, values, in_words(str(refused))), 422
    return _done(layout, event, "Đã lưu số đo.")


def _value(name: str, kind: object) -> Any:
    """Return a setting as it was typed: a number where one is due and was typed, else the words themselves."""
    if kind is bool:
        return name in request.form
    typed = text.clean_line(request.form.get(name, ""))[:LONGEST]
    return typed if kind is str else _number(typed)


def _number(typed: str) -> Any:
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        return typed
    return int(number) if number.is_integer() else number


def _done(layout: PaperLayout, event: history.Event | None, words: str) -> Answer:
    if event is None:
        flash("Số đo không có gì thay đổi.")
    else:
        undo = url_for("people.undo_layout", code=layout.code)
        flash({"text": words, "undo_url": undo, "fields": {"event": event.id}})
    return redirect(url_for("people.layout", code=layout.code), 303)


@bp.post("/quan-tri/mau-in/the-thuc/<code>/ban-dau")
@allow(is_admin)
def reset_layout(code: str) -> Answer:
    layout = _fetch(code)
    return _done(layout, services.reset_layout(actor=actor(), layout=layout), "Đã trả số đo về như ban đầu.")


@bp.post("/quan-tri/mau-in/the-thuc/<code>/hoan-tac")
@allow(is_admin)
def undo_layout(code: str) -> Answer:
    layout = _fetch(code)
    if not services.undo_layout(actor=actor(), layout=layout, event_id=whole_number(request.form.get("event")) or 0):
        return _page(layout, layout.numbers, "Số đo đã được đổi tiếp từ đó nên không hoàn tác được."), 409
    flash("Đã hoàn tác.")
    return redirect(url_for("people.layout", code=code), 303)
