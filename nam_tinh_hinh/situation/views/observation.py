"""The page of one observation, what may be done with it there, and its editing while nobody has dealt with it."""

from collections.abc import Iterator
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import writing
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries, rules, services
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.forms.entry import EntryForm, ReasonForm
from nam_tinh_hinh.situation.queries import entry as offers
from nam_tinh_hinh.situation.queries import page
from nam_tinh_hinh.situation.queries.alerts import alerts_of
from nam_tinh_hinh.situation.services import alerts
from nam_tinh_hinh.situation.services.observing import EDITABLE
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.views.base import bp, doer_of, fetch, person, refusal_text
from nam_tinh_hinh.situation.views.entry import superiors
from nam_tinh_hinh.situation.views.parts import about
from nam_tinh_hinh.situation.workflow import OBSERVATION, workflow

# These ask for more than a reason, and have their pages at the focal point's desk.
AT_THE_DESK = frozenset({"join", "pass_up"})
# What goes on between a writer and his own focal point is nobody else's.
WITHIN_THE_UNIT = frozenset({"edit", "return", "resend", "withdraw", "restore", "unconfirm"})
WORDS = {"record": "Ghi nội dung", "edit": "Sửa nội dung", "correct": "Đầu mối sửa phân loại"}
UNDONE_BY = {"confirm": "unconfirm", "unconfirm": "confirm", "withdraw": "restore"}
SLUGS = ",".join(f'"{slug}"' for slug, action in workflow.by_slug.items() if action.name not in AT_THE_DESK)


@bp.get("/phan-anh/<int:observation_id>")
@allow(rules.may_look)
def show(observation_id: int) -> Answer:
    observation = fetch(observation_id)
    return _page(fetch(observation_id) if _note_seen(observation_id) else observation)


def _note_seen(observation_id: int) -> bool:
    """Give urgent word its receipt when someone of the unit it was sent to opens it, with the server's time.

    Returns whether anything was written: what was read before is to be read again then.
    """
    to_me = [one for one in alerts_of(observation_id) if one.seen_at is None and one.to_unit_id in person().speaks]
    if not to_me or request.method != "GET":
        return False
    with writing():
        alerts.see(actor=person(), observation=fetch(observation_id))
    return True


def _page(observation: Observation, refusal: str = "", typed: str = "", asked: str = "") -> str:
    return render_template(
        "situation/entry/show.html", **about(observation), actions=_actions(observation),
        around=page.around(person(), observation), events=list(_timeline(observation)),
        editable=_editable(observation), names_recorder=rules.sees_recorder(person(), observation),
        writes_occasion=observation.occasion is not None and rules.wrote(person(), observation.occasion)
        and rules.may_record(person().actor),
        petition=page.petition_of(observation.id), mine=person().unit_name,
        refusal=refusal, typed=typed, asked=asked, has_errors=bool(refusal),
    )  # fmt: skip


def _actions(observation: Observation) -> list[Any]:
    return [one for one in workflow.available(person(), observation) if one.name not in AT_THE_DESK]


def _editable(observation: Observation) -> bool:
    may = rules.may_record(person().actor) and rules.wrote(person(), observation)
    return may and observation.stage in EDITABLE


def _timeline(observation: Observation) -> Iterator[dict[str, Any]]:
    insider = rules.sees_recorder(person(), observation)
    for event in reversed(history.of(OBSERVATION, observation.id)):
        if event.action in WITHIN_THE_UNIT and not insider:
            continue
        action = workflow.actions.get(event.action)
        label = WORDS.get(event.action) or (action.done if action else "Thay đổi")
        yield {"at_text": moment_text(event.at), "who": doer_of(event), "label": label, "reason": event.reason}


@bp.post(f"/phan-anh/<int:observation_id>/<any({SLUGS}):slug>")
@allow(rules.may_look)
def act(observation_id: int, slug: str) -> Answer:
    observation, action, form = fetch(observation_id), workflow.by_slug[slug], ReasonForm()
    if not form.validate():
        return _refused(observation, slug, form, " ".join(form.reason.errors)), 422
    try:
        services.act(
            actor=person(), observation=observation, action=action.name, reason=form.reason.data or "",
            version=whole_number(request.form.get("version")) or 0, key=form_key(),
        )  # fmt: skip
    except ActionRefused as refused:
        return _refused(fetch(observation_id), slug, form, refusal_text(refused)), CODES[refused.kind]
    flash({"text": f"{action.done}: nội dung số {observation_id}."} | _undo(observation, action.name))
    return redirect(url_for(".show", observation_id=observation_id), 303)


def _refused(observation: Observation, slug: str, form: ReasonForm, words: str) -> str:
    typed = "" if form.names_a_secret else form.reason.data or ""
    return _page(observation, words, typed, slug)


def _undo(observation: Observation, action: str) -> dict[str, Any]:
    if action not in UNDONE_BY:
        return {}
    url = url_for(".act", observation_id=observation.id, slug=workflow.actions[UNDONE_BY[action]].slug)
    return {"undo_url": url, "fields": {"version": observation.version}}


@bp.route("/phan-anh/<int:observation_id>/sua", methods=["GET", "POST"])
@allow(rules.may_record)
def edit(observation_id: int) -> Answer:
    observation = fetch(observation_id)
    if request.method == "GET":
        if not _editable(observation):
            return redirect(url_for(".show", observation_id=observation_id), 303)
        return _edit_page(_form(observation, observation), observation)
    form = _form(None, observation)
    if not form.validate():
        return _edit_page(form, observation), 422
    form.take(observation, request.form.getlist("lay"))
    try:
        _save(form, observation)
    except ActionRefused as refused:
        return _edit_page(form, fetch(observation_id), refused), CODES[refused.kind]
    words = f"Đã sửa nội dung số {observation.id}. Đầu mối {observation.holder.name} đọc tiếp."
    flash({"text": words, "forget": _kept_as(observation)})
    return redirect(url_for(".show", observation_id=observation_id), 303)


def _save(form: EntryForm, observation: Observation) -> None:
    seen = whole_number(form.version.data) or 0
    services.edit(actor=person(), observation=observation, facts=form.facts(), version=seen, key=form.key)
    if form.urgent_to:
        alerts.send(actor=person(), observation=observation, to_unit_ids=form.urgent_to)


def _kept_as(observation: Observation) -> str:
    return f"noi-dung-{observation.id}"


def _form(obj: Observation | None, kept: Observation) -> EntryForm:
    """Return the form over ``obj``; what ``kept`` is sorted by stays on offer although it was switched off since."""
    form = EntryForm(obj=obj)
    form.offer_sorting(
        queries.channels(kept.channel_id), offers.places(person(), kept.area_id),
        queries.topics([kept.unit_id], also=kept.topic_id), queries.groups(kept.group_id),
    )  # fmt: skip
    fresh = obj is not None and obj.severity is not Severity.URGENT  # what was urgent has been asked before
    form.offer_superiors(superiors(), ticked=fresh)
    return form


def _edit_page(form: EntryForm, observation: Observation, refused: ActionRefused | None = None) -> str:
    editable, kept_as = _editable(observation), _kept_as(observation)
    if request.method == "GET":
        form.version.data = observation.version
    who_first = refusal_text(refused) if refused and refused.kind is Refusal.MOVED_ON else None
    said = refused_words(form, observation, refused, editable=editable, server_did=who_first)
    return render_template(
        "situation/entry/edit.html", form=form, observation=observation, editable=editable, kept_as=kept_as,
        forget=kept_as if form.names_a_secret else None, around=page.around(person(), observation), **said,
    )  # fmt: skip
