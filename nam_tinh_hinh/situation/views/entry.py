"""Quick entry: one item after another, with what was said before at its side."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, number, whole_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.forms.entry import EntryForm, OccasionForm
from nam_tinh_hinh.situation.queries import alerts as urgent
from nam_tinh_hinh.situation.queries import entry as offers
from nam_tinh_hinh.situation.queries import occasions, page
from nam_tinh_hinh.situation.services import alerts, entry
from nam_tinh_hinh.situation.services import occasions as meetings
from nam_tinh_hinh.situation.tables import Observation, Occasion
from nam_tinh_hinh.situation.views.base import bp, person, refusal_text

KEPT_AS = "ghi-noi-dung"
ASKS = "situation/entry/_similar.html"


@bp.route("/phan-anh/ghi", methods=["GET", "POST"])
@allow(rules.may_record)
def record() -> Answer:
    occasion = occasion_asked()
    form = _form(occasion)
    if request.method == "GET" or not form.validate():
        return _page(form, occasion), 200 if request.method == "GET" else 422
    try:
        taken = _take_in(form, occasion)
    except ActionRefused as refused:
        return _page(form, occasion, refusal_text(refused)), CODES[refused.kind]
    goes_on = request.form.get("buoc") == "tiep"
    if goes_on and taken.way is not entry.Way.ADD_VOICES:
        occasion = meetings.keep(actor=person(), observation=taken.observation)
    flash(_receipt(taken, form.urgent_to))
    return redirect(_next(occasion, goes_on=goes_on), 303)


def occasion_asked() -> Occasion | None:
    """Return the meeting that the address names, if the signed-in person keeps it; answer 404 to what is not his."""
    if not request.args.get("cuoc"):
        return None
    occasion = found(occasions.occasion(person(), number("cuoc")))
    return found(occasion if rules.wrote(person(), occasion) else None)


def _form(occasion: Occasion | None) -> EntryForm:
    offered = offers.places(person())
    usual = offers.usual(person(), offered)
    form = EntryForm(channel_id=usual.channel_id, area_id=occasion.area_id if occasion else usual.area_id)
    form.offer_sorting(queries.channels(), offered, queries.topics(_units()), queries.groups())
    form.offer_superiors(superiors(), ticked=request.method == "GET")
    if occasion:
        form.keep_to_occasion()
    return form


def superiors() -> list[urgent.Superior]:
    """Return to whom the signed-in person's unit may report urgent word."""
    unit_id = person().unit_id
    return urgent.superiors(unit_id) if unit_id else []


def _units() -> list[int]:
    return [one for one in (person().unit_id,) if one]


def _page(form: EntryForm, occasion: Occasion | None, refusal: str = "", **more: Any) -> str:
    return render_template(
        "situation/entry/form.html", form=form, occasion=occasion, refusal=refusal, kept_as=KEPT_AS,
        has_errors=bool(refusal or form.errors), forget=KEPT_AS if form.names_a_secret else None,
        **(occasion_box(occasion) if occasion else {}), **more,
    )  # fmt: skip


def occasion_box(occasion: Occasion, form: OccasionForm | None = None) -> dict[str, Any]:
    """Return what the line about a meeting shows: how many items came of it, and the form for its name."""
    shown = form or OccasionForm(formdata=None, obj=occasion)
    return {"about_occasion": shown, "taken_down": occasions.count(person(), occasion.id)}


def _take_in(form: EntryForm, occasion: Occasion | None) -> entry.Taken:
    """Write down what was typed, or add it to what says the same; urgent word goes out in the same breath."""
    facts = form.facts()
    if occasion:
        facts |= {"channel_id": occasion.channel_id, "on_day": occasion.on_day, "occasion_id": occasion.id}
    root_id = whole_number(request.form.get("cung_viec"))
    root = queries.observation(person(), root_id) if root_id else None
    taken = entry.take_in(actor=person(), facts=facts, root=root, key=form.key)
    if form.urgent_to and taken.way is not entry.Way.ADD_VOICES:
        alerts.send(actor=person(), observation=taken.observation, to_unit_ids=form.urgent_to)
    return taken


def _next(occasion: Occasion | None, *, goes_on: bool) -> str:
    if occasion is None or goes_on:
        return url_for(".record", cuoc=occasion.id if occasion else None)
    return url_for(".occasion", occasion_id=occasion.id)


def _receipt(taken: entry.Taken, urgent_to: list[int]) -> dict[str, Any]:
    """Say what was written down, under which number, when, and who reads it next."""
    row, open_url = taken.observation, url_for(".show", observation_id=taken.observation.id)
    opens = {"forget": KEPT_AS, "open_url": open_url, "open_label": f"Mở số {row.id}"}
    if taken.way is entry.Way.ADD_VOICES:
        words = f"Đã cộng vào nội dung số {row.id}, nay có {row.voices} lượt ý kiến. Chữ vừa gõ không lưu riêng."
        return opens | {"text": words}
    words = f"Đã ghi nội dung số {row.id} lúc {moment_text(row.recorded_at)}. {_reads_next(taken)}"
    if urgent_to:
        words += " Đã báo thẳng cấp trên."
    return opens | {"text": words} | _undo(row)


def _reads_next(taken: entry.Taken) -> str:
    row = taken.observation
    if taken.way is entry.Way.JOIN and taken.into:
        return f"Đã gộp vào số {taken.into.id}, cộng lại {queries.total_voices(taken.into.id)} lượt ý kiến."
    if row.stage is Stage.WAITING:
        return f"Đầu mối {row.holder.name} đọc tiếp."
    if petition := page.petition_of(row.id):
        return f"Bạn là đầu mối nên nội dung đã được xác nhận; hạn trả lời {moment_text(petition.due_at)}."
    return "Bạn là đầu mối nên nội dung đã được xác nhận."


def _undo(row: Observation) -> dict[str, Any]:
    """Return how to take back at once what was written by mistake."""
    if row.stage is not Stage.WAITING:
        return {}
    url = url_for(".act", observation_id=row.id, slug="rut")
    return {"undo_url": url, "undo_label": "Rút lại", "fields": {"version": row.version}}


@bp.post("/phan-anh/tuong-tu")
@allow(rules.may_record)
def similar() -> Answer:
    """Show what was said before; asked by POST, so that the words being typed stand in no address and no log."""
    occasion = occasion_asked()
    form = _form(occasion)
    form.validate()
    secret = form.names_a_secret
    if not secret:
        _forget_errors(form)
    hits = [] if secret else _hits(form)
    if request.headers.get("HX-Request"):
        html = render_template(ASKS, form=form, hits=hits, asked=True, kept_as=KEPT_AS)
        return html, 422 if secret else 200
    return _page(form, occasion, hits=hits, asked=not secret), 422 if secret else 200


def _forget_errors(form: EntryForm) -> None:
    """Nothing is being sent yet: what is still missing is no error."""
    for field in form:
        field.errors = ()


def _hits(form: EntryForm) -> list[dict[str, Any]]:
    rows = offers.said_before(
        person(), text=form.content.data or "", area_id=form.area_id.data, topic_id=form.topic_id.data
    )
    return [{"row": row, "way": entry.way_into(person(), row)} for row in rows]
