"""Positions of one account: given, ended, taken back."""

from flask import flash, redirect, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.forms.administration import EndForm, PositionForm
from nam_tinh_hinh.people.queries.users import position as position_of
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.services import positions as services
from nam_tinh_hinh.people.services.positions import PositionRefused
from nam_tinh_hinh.people.tables import Position
from nam_tinh_hinh.people.views.administration.base import fetch_user
from nam_tinh_hinh.people.views.administration.users import user_page
from nam_tinh_hinh.people.views.base import Answer, actor, bp

ONE = "/quan-tri/tai-khoan/<int:user_id>/vi-tri/<int:position_id>"


def _to(user_id: int) -> Answer:
    return redirect(url_for("people.user", user_id=user_id), 303)


def _undo(endpoint: str, position: Position) -> str:
    return url_for(endpoint, user_id=position.user_id, position_id=position.id)


@bp.post("/quan-tri/tai-khoan/<int:user_id>/vi-tri")
@allow(is_admin)
def give_position(user_id: int) -> Answer:
    user, form = fetch_user(user_id), PositionForm()
    if not form.validate():
        return user_page(user, form), 422
    try:
        position = services.give(
            actor=actor(), user=user, unit=form.unit.unit, role=Role(form.role.data), title=form.title.data or "",
            valid_from=form.valid_from.data, valid_to=form.valid_to.data, key=form.key,
        )  # fmt: skip
    except PositionRefused as refused:
        return user_page(user, form, refusal=str(refused)), 422
    text = f"Đã giao vị trí {position.role.label} ở {position.unit.name}."
    flash({"text": text, "undo_url": _undo("people.take_back_position", position)})
    return _to(user_id)


@bp.post(f"{ONE}/ket-thuc")
@allow(is_admin)
def end_position(user_id: int, position_id: int) -> Answer:
    user, position, form = fetch_user(user_id), found(position_of(user_id, position_id)), EndForm()
    if not form.validate():
        return user_page(user, refusal=" ".join(form.last_day.errors)), 422
    try:
        services.end(actor=actor(), position=position, last_day=form.last_day.data)
    except PositionRefused as refused:
        return user_page(user, refusal=str(refused)), 409
    text = f"Vị trí {position.role.label} ở {position.unit.name} có ngày cuối {day_text(position.valid_to)}."
    flash({"text": text, "undo_url": _undo("people.undo_end_position", position)})
    return _to(user_id)


@bp.post(f"{ONE}/hoan-tac")
@allow(is_admin)
def undo_end_position(user_id: int, position_id: int) -> Answer:
    user, position = fetch_user(user_id), found(position_of(user_id, position_id))
    try:
        services.undo_end(actor=actor(), position=position)
    except PositionRefused as refused:
        return user_page(user, refusal=str(refused)), 409
    flash("Đã hoàn tác: vị trí có thời hạn như trước.")
    return _to(user_id)


@bp.post(f"{ONE}/bo")
@allow(is_admin)
def take_back_position(user_id: int, position_id: int) -> Answer:
    user, position = fetch_user(user_id), found(position_of(user_id, position_id))
    try:
        services.take_back(actor=actor(), position=position)
    except PositionRefused as refused:
        return user_page(user, refusal=str(refused)), 409
    flash("Đã bỏ vị trí vừa giao.")
    return _to(user_id)
