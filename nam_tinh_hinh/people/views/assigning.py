"""Putting an officer in charge of several areas, and handing everything of one officer to another."""

from flask import render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.forms.picking import Options
from nam_tinh_hinh.people.forms.postings import AssignForm, HandOverForm
from nam_tinh_hinh.people.queries import PostingFilters
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.rules import assigns
from nam_tinh_hinh.people.spans import Span
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.postings import done

AREAS_SHOWN = 200


def _officers() -> Options:
    return [(one.id, one.label) for one in queries.officers(actor(), clock.today())]


def _ids(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 10]


@bp.route("/phan-cong/them", methods=["GET", "POST"])
@allow(assigns)
def posting_new() -> Answer:
    form = AssignForm()
    chosen = _ids(request.values.getlist("areas"))
    choices, more = _areas(chosen)
    form.offer(_officers(), choices)
    if request.method == "GET":
        form.officer.offer(form.officer.options, asked.number("officer"))
        form.areas.data = chosen
        return _assign_page(form, more, 200)
    if not form.validate():
        return _assign_page(form, more, 422)
    return _assigned(form, more)


def _areas(chosen: list[int]) -> tuple[list[tuple[int, str]], int]:
    """Return the areas to tick, those without anyone first, and how many more there are.

    What is ticked already always stands there, on top.
    """
    lines = queries.areas_on(PostingFilters(day=clock.today(), words=asked.words("tim")))
    labels = {line.id: line.label + (" · chưa có người phụ trách" if line.bare else "") for line in lines}
    missing = queries.areas_by_ids([one for one in chosen if one not in labels])
    labels = {one.id: one.name for one in missing} | labels
    first = sorted(labels.items(), key=lambda pair: pair[0] not in chosen)
    return first[:AREAS_SHOWN], max(0, len(first) - AREAS_SHOWN)


def _assigned(form: AssignForm, more: int) -> Answer:
    user = db.session.get_one(User, form.officer.picked)
    areas = queries.areas_by_ids(form.areas.data)
    span = Span(form.valid_from.data, form.valid_to.data)
    try:
        event = services.assign(actor=actor(), user=user, areas=areas, span=span, key=form.key)
    except EntryRefused as refused:
        return _assign_page(form, more, 422, refused.sentences)
    except ActionRefused as refused:
        return _assign_page(form, more, asked.CODES[refused.kind], [refused.message])
    names = ", ".join(area.name for area in areas[:3]) + (f" và {len(areas) - 3} nơi khác" if len(areas) > 3 else "")
    return done(event, f"Đã phân công {user.name} phụ trách {names} từ {day_text(span.valid_from)}.", _back())


def _back() -> str:
    return url_for(".postings")


def _assign_page(form: AssignForm, more: int, code: int, refusals: list[str] | None = None) -> tuple[str, int]:
    html = render_template(
        "people/assign.html", form=form, refusals=refusals or [], more=more, words=asked.words("tim"),
        chosen=form.areas.data or [],
    )  # fmt: skip
    return html, code


@bp.route("/phan-cong/ban-giao", methods=["GET", "POST"])
@allow(assigns)
def hand_over() -> Answer:
    form = HandOverForm()
    form.offer(_officers())
    if request.method == "GET":
        form.giver.offer(form.giver.options, asked.number("giver"))
        return _hand_over_page(form, 200)
    if not form.validate():
        return _hand_over_page(form, 422)
    giver, taker = (db.session.get_one(User, one.picked) for one in (form.giver, form.taker))
    try:
        event = services.hand_over(actor=actor(), giver=giver, taker=taker, from_day=form.from_day.data, key=form.key)
    except EntryRefused as refused:
        form[refused.field or "from_day"].errors = refused.sentences
        return _hand_over_page(form, 422)
    except ActionRefused as refused:
        return _hand_over_page(form, asked.CODES[refused.kind], refused.message)
    number = len((event.details or {})["before"])
    said = f"{taker.name} phụ trách {number} địa bàn của {giver.name} từ ngày {day_text(form.from_day.data)}."
    return done(event, said, url_for(".officer", user_id=taker.id))


def _hand_over_page(form: HandOverForm, code: int, refusal: str = "") -> tuple[str, int]:
    giver = asked.number("giver") if request.method == "GET" else form.giver.picked
    given = queries.postings_from(giver, clock.today()) if giver and giver in dict(form.giver.options) else []
    return render_template("people/hand_over.html", form=form, given=given, refusal=refusal), code
