"""The members of a year's committee: put in, changed, taken out and put back."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.forms.campaign import MemberForm, SeatForm, unit_ids
from nam_tinh_hinh.emulation.queries import campaigns as queries
from nam_tinh_hinh.emulation.services import committee as services
from nam_tinh_hinh.emulation.services.plan import SUBJECT, mark_of
from nam_tinh_hinh.emulation.tables import Campaign, CommitteeMember
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.campaign import campaign_page, fetch_campaign
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views.base import Answer, actor

UNITS_SHOWN = 200
SEARCH = "tim"


def _searching() -> bool:
    return request.form.get("buoc") == SEARCH


@bp.route("/phong-trao/<int:year>/thanh-vien/them", methods=["GET", "POST"])
@allow(rules.issues)
def campaign_member_new(year: int) -> Answer:
    one, form = fetch_campaign(year), MemberForm()
    form.person.offer(queries.candidates(one, clock.today()))
    chosen = unit_ids(request.form)
    if request.method == "GET" or _searching():
        return _page(one, form, chosen, 200)
    if not form.validate():
        return _page(one, form, chosen, 422)
    user = db.session.get_one(User, form.person.picked)
    try:
        services.add_member(actor=actor(), campaign=one, user=user, seat=form.seat(chosen), key=form.key)
    except EntryRefused as refused:
        form.person.errors = refused.sentences
        return _page(one, form, chosen, 422)
    except ActionRefused as refused:
        return _page(one, form, chosen, CODES[refused.kind], refusal=refused.message)
    flash({"text": f"Đã đưa {user.name} vào Ban Chỉ đạo năm {year}.", "forget": f"thanh-vien-{year}"})
    return _to(year)


@bp.route("/phong-trao/<int:year>/thanh-vien/<int:member_id>", methods=["GET", "POST"])
@allow(rules.issues)
def campaign_member_edit(year: int, member_id: int) -> Answer:
    one = fetch_campaign(year)
    member, form = found(queries.member(one, member_id)), SeatForm()
    seat = services.seat_of(member)
    if request.method == "GET":
        form.process(obj=seat, duty=seat.duty.value)
        form.seen.data = mark_of(seat)
        return _page(one, form, list(seat.unit_ids), 200, member)
    chosen = unit_ids(request.form)
    if _searching():
        return _page(one, form, chosen, 200, member)
    if not form.validate():
        return _page(one, form, chosen, 422, member)
    try:
        services.edit_member(
            actor=actor(), campaign=one, member=member, seat=form.seat(chosen), seen=form.seen.data or "", key=form.key
        )
    except ActionRefused as refused:
        form.seen.data = mark_of(seat)
        return _page(one, form, chosen, CODES[refused.kind], member, refused.message)
    flash({"text": f"Đã lưu {member.user.name}.", "forget": f"thanh-vien-{year}-{member_id}"})
    return _to(year)


def _page(
    one: Campaign,
    form: SeatForm,
    chosen: list[int],
    code: int,
    member: CommitteeMember | None = None,
    refusal: str = "",
) -> Answer:
    words = clean_line(request.form.get("tim", ""))[:100]
    picked, others = queries.units_to_follow(one, clock.today(), words=words, chosen=chosen)
    html = render_template(
        "emulation/campaign/member.html", campaign=one, form=form, member=member, picked=picked,
        others=others[:UNITS_SHOWN], more=max(0, len(others) - UNITS_SHOWN), words=words, refusal=refusal,
        has_errors=bool(refusal or form.errors),
    )  # fmt: skip
    return html, code


def _to(year: int) -> Answer:
    return redirect(url_for(".campaign", year=year, _anchor="ban-chi-dao"), 303)


@bp.post("/phong-trao/<int:year>/thanh-vien/<int:member_id>/bo")
@allow(rules.issues)
def campaign_member_remove(year: int, member_id: int) -> Answer:
    one, key = fetch_campaign(year), form_key()
    if history.replayed(key, actor(), SUBJECT, action="remove_member", subject_id=one.id):
        return _to(year)
    member = found(queries.member(one, member_id))
    name = member.user.name
    event = services.remove_member(actor=actor(), campaign=one, member=member, key=key)
    undo = url_for(".campaign_member_restore", year=year, event_id=event.id)
    flash({"text": f"Đã đưa {name} ra khỏi Ban Chỉ đạo năm {year}.", "undo_url": undo})
    return _to(year)


@bp.post("/phong-trao/<int:year>/thanh-vien/lay-lai/<int:event_id>")
@allow(rules.issues)
def campaign_member_restore(year: int, event_id: int) -> Answer:
    one, event = fetch_campaign(year), db.session.get(history.Event, event_id)
    if event is None or (event.subject, event.subject_id, event.action) != (SUBJECT, one.id, "remove_member"):
        return found(None)
    try:
        member = services.restore_member(actor=actor(), campaign=one, event=event, key=form_key())
    except ActionRefused as refused:
        return campaign_page(one, refused.message), CODES[refused.kind]
    flash(f"Đã hoàn tác: {member.user.name} có lại trong Ban Chỉ đạo.")
    return _to(year)
