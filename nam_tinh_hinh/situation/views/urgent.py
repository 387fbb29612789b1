"""Urgent word: what came, what was sent and who has seen it, and telling superiors of what presses."""

from collections.abc import Callable, Iterable
from itertools import chain

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, page_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.forms.desk import AlertForm
from nam_tinh_hinh.situation.queries import alerts as queries
from nam_tinh_hinh.situation.queries import urgent as lists
from nam_tinh_hinh.situation.services import alerts as services
from nam_tinh_hinh.situation.tables import Alert, Observation
from nam_tinh_hinh.situation.views.base import bp, fetch, person, refusal_text
from nam_tinh_hinh.situation.views.parts import about

SENT = "di"


@bp.get("/phan-anh/cap-bach")
@allow(rules.may_look)
def urgent() -> Answer:
    way = SENT if request.args.get("chieu") == SENT or not person().speaks else "den"
    page = lists.sent(person(), page_number()) if way == SENT else lists.received(person(), page_number())
    told = lists.alerts_of_all([row.id for row in page.rows]) if way == SENT else {}
    return render_template(
        "situation/urgent/index.html", way=way, page=page, told=told, unsent=lists.unsent(person()),
        receives=bool(person().speaks), waiting=queries.count_unseen(person()),
        silent=lists.without_account(_unseen_at(told.values())), page_url=_page_url(way),
    )  # fmt: skip


def _page_url(way: str) -> Callable[[int], str]:
    return lambda number: url_for(".urgent", chieu=way, trang=number)


def _unseen_at(told: Iterable[list[Alert]]) -> set[int]:
    return {alert.to_unit_id for alert in chain.from_iterable(told) if alert.seen_at is None}


@bp.get("/phan-anh/cap-bach/moi")
@allow(rules.handles)
def urgent_new() -> Answer:
    """Say whether urgent word waits to be seen: asked once a minute by every open page (static/js/urgent.js)."""
    waiting = queries.unseen(person())
    if not waiting:
        return Response(status=204)
    return render_template("situation/urgent/_new.html", waiting=waiting)


@bp.app_context_processor
def asks_for_urgent() -> dict[str, bool]:
    """Tell every page whether to ask: only those receive who speak for a unit."""
    signed_in = current_user.is_authenticated and not current_user.must_change
    return {"asks_for_urgent": bool(signed_in and rules.handles(current_user))}


@bp.get("/phan-anh/<int:observation_id>/bao-cap-bach")
@allow(rules.may_look)
def compose_alert(observation_id: int) -> Answer:
    item = fetch(observation_id)
    direct = [one.id for one in queries.superiors(item.unit_id) if one.is_direct]
    return _compose(item, AlertForm(formdata=None, to_units=direct), 200)


def _compose(item: Observation, form: AlertForm, code: int, refusal: str = "") -> Answer:
    above = queries.superiors(item.unit_id)
    form.offer([(one.id, one.name) for one in above])
    html = render_template(
        "situation/urgent/send.html", **about(item), form=form, superiors=above, refusal=refusal,
        has_errors=bool(refusal or form.errors), told={one.to_unit_id: one for one in queries.alerts_of(item.id)},
        silent=lists.without_account([one.id for one in above]), is_urgent=item.severity is Severity.URGENT,
        holds=rules.holds(person(), item), sends=rules.holds(person(), item) or rules.wrote(person(), item),
    )  # fmt: skip
    return html, code


@bp.post("/phan-anh/<int:observation_id>/bao-cap-bach")
@allow(rules.may_look)
def send_alert(observation_id: int) -> Answer:
    item, form = fetch(observation_id), AlertForm()
    form.offer([(one.id, one.name) for one in queries.superiors(item.unit_id)])
    if not form.validate():
        return _compose(item, form, 422)
    try:
        sent = services.send(actor=person(), observation=item, to_unit_ids=form.chosen, key=form.key)
    except ActionRefused as refused:
        return _compose(item, form, CODES[refused.kind], refusal_text(refused))
    flash(f"Đã báo tin cấp bách đến {len(sent)} nơi. Khi nơi nhận xem, giờ nhận hiện ở đây.")
    return redirect(url_for(".urgent", chieu=SENT), 303)


@bp.post("/phan-anh/<int:observation_id>/da-nhan-tin")
@allow(rules.handles)
def see_alert(observation_id: int) -> Answer:
    item = fetch(observation_id)
    mine = [one for one in queries.alerts_of(item.id) if one.to_unit_id in person().speaks]
    if not mine:
        abort(403)
    if services.see(actor=person(), observation=item):
        flash("Đã nhận tin. Nơi gửi thấy ngay giờ nhận.")
    else:
        flash(f"Đơn vị đã nhận tin này lúc {moment_text(mine[0].seen_at)}.")
    return redirect(url_for(".urgent"), 303)
