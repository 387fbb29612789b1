"""The page of one petition: how its time stands, its way, and one form at a time for what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.queries.issuing import papers_of
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries as reads
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import WAITING_FOR_ANSWER, PetitionStage, Stage, Standing
from nam_tinh_hinh.situation.forms import petitions as forms
from nam_tinh_hinh.situation.forms.petitions import PetitionForm
from nam_tinh_hinh.situation.queries import petitions as queries
from nam_tinh_hinh.situation.queries.page import petition_of
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services import petitions as services
from nam_tinh_hinh.situation.standing import due_day, shown_outcome, standing_of, time_words
from nam_tinh_hinh.situation.tables import Observation, Petition, PetitionStep
from nam_tinh_hinh.situation.views.base import bp, fetch, person, refusal_text
from nam_tinh_hinh.situation.views.parts import OPENS, about
from nam_tinh_hinh.situation.workflow import PETITION, petition_workflow

PLACE = "/phan-anh/<int:observation_id>/kien-nghi"
ANSWERED = frozenset({PetitionStage.ANSWERED, PetitionStage.TOLD})
NOT_YOURS = "Việc này do đơn vị theo dõi hoặc cơ quan được chuyển đến ghi."


def _waits(petition: Petition) -> bool:
    return petition.stage in WAITING_FOR_ANSWER


@dataclass(frozen=True)
class Verb:
    """One thing done to a petition: its word in the address, its form, its service, and when it is offered."""

    name: str
    slug: str
    label: str
    done: str
    form: type[PetitionForm]
    run: Callable[..., Any]
    allowed: Callable[[Reach, Petition], bool]
    fits: Callable[[Petition], bool]
    undo: str = ""

    @property
    def endpoint(self) -> str:
        """The name of its route."""
        return f"situation.petition_{self.name}"


def _of_workflow(name: str, form: type[PetitionForm], run: Callable[..., Any], undo: str = "") -> Verb:
    action = petition_workflow.actions[name]
    return Verb(
        name, action.slug, action.label, action.done, form, run, action.allowed,
        lambda petition: petition.stage in action.sources, undo,
    )  # fmt: skip


VERBS = (
    _of_workflow("hand_on", forms.SendForm, services.hand_on),
    _of_workflow("progress", forms.ProgressForm, services.progress),
    _of_workflow("answer", forms.AnswerForm, services.answer),
    _of_workflow("tell", forms.TellForm, services.tell, undo="untell"),
    Verb("correct", "sua-ket-qua", "Sửa kết quả", "Đã sửa kết quả", forms.AnswerForm, services.correct_answer,
         rules.answers, lambda petition: petition.stage in ANSWERED),
    _of_workflow("forward", forms.ForwardForm, services.forward),
    Verb("extend", "gia-han", "Gia hạn", "Đã gia hạn", forms.ExtendForm, services.extend, rules.follows,
         lambda petition: _waits(petition) and not petition.paused_on),
    Verb("pause", "tam-dung", "Tạm dừng tính hạn", "Đã tạm dừng tính hạn", forms.PauseForm, services.pause,
         rules.follows, lambda petition: _waits(petition) and not petition.paused_on, undo="resume"),
    Verb("resume", "tinh-tiep", "Tính hạn tiếp", "Đã tính hạn tiếp", PetitionForm, services.resume, rules.follows,
         lambda petition: _waits(petition) and bool(petition.paused_on)),
    _of_workflow("untell", PetitionForm, services.untell),
    _of_workflow("reopen", forms.ReopenForm, services.reopen),
)  # fmt: skip
BY_NAME = {verb.name: verb for verb in VERBS}
# What one most likely came for, by stage; further ones are a press away.
NEXT = {
    PetitionStage.RECEIVED: ("hand_on", "progress"), PetitionStage.HANDED_ON: ("answer",),
    PetitionStage.IN_PROGRESS: ("answer",), PetitionStage.FORWARDED: ("answer",), PetitionStage.ANSWERED: ("tell",),
    PetitionStage.TOLD: (),
}  # fmt: skip


def may_follow(who: Reach, observation: Observation) -> bool:
    """Tell whether this focal point may begin to follow an observation to an answer."""
    return observation.stage is Stage.CONFIRMED and rules.holds(who, observation)


def opens(who: Reach, observation: Observation) -> bool:
    """Tell whether an observation has this page for this person."""
    return petition_of(observation.id) is not None or may_follow(who, observation)


OPENS["situation.petition"] = opens


@bp.get(PLACE)
@allow(rules.may_look)
def petition(observation_id: int) -> Answer:
    observation = fetch(observation_id)
    row = queries.petition(observation_id)
    if row is None:
        return _unfollowed(observation)
    offered = _offered(row)
    asked = request.args.get("viec", "")
    usual = next((one for name in NEXT[row.stage] for one in offered if one.name == name), None)
    verb = next((one for one in offered if one.slug == asked), None if asked else usual)
    return page(observation, row, verb, verb and _form(verb, row, fresh=True))


def _unfollowed(observation: Observation, refusal: str = "") -> str:
    if not may_follow(person(), observation):
        abort(404)
    return render_template(
        "situation/petitions/unfollowed.html", **about(observation), refusal=refusal, has_errors=bool(refusal)
    )


def _offered(row: Petition) -> list[Verb]:
    return [verb for verb in VERBS if verb.fits(row) and verb.allowed(person(), row)]


def _form(verb: Verb, row: Petition, *, fresh: bool = False) -> PetitionForm:
    form = verb.form(formdata=None) if fresh else verb.form()
    if isinstance(form, forms.SendForm):
        form.offer_units(queries.authorities(row.unit_id))
    form.show(row)
    if fresh:
        form.version.data = row.version
    return form


def page(
    observation: Observation, row: Petition, verb: Verb | None = None, form: PetitionForm | None = None,
    refusal: str = "",
) -> str:  # fmt: skip
    """Return a petition's page with one form open, and why the last thing was refused."""
    who, yard = person(), queries.yard()
    again, shown_again = queries.recurrences(who, row.id)
    kept_as = f"kien-nghi-{row.id}-{verb.slug}" if verb else ""
    return render_template(
        "situation/petitions/show.html", **about(observation), petition=row, standing=standing_of(row, yard),
        time_words=time_words(row, yard), due_on=due_day(row.due_at), outcome=shown_outcome(row),
        steps=[_said(step) for step in queries.steps(row.id)], actions=_offered(row), verb=verb, form=form,
        refusal=refusal, has_errors=bool(refusal or (form and form.errors)), paused=Standing.PAUSED,
        kept_as="never" if form and form.names_a_secret else kept_as,
        forget=kept_as if form and form.names_a_secret else None,
        attached=uploads.attached(PETITION, [row.id])[row.id], may_change=_may_attach(who, row), again=again,
        shown_again=shown_again, earlier=_earlier(observation), holds=rules.holds(who, observation),
        papers=papers_of(PETITION, [row.id], actor=who.actor), follows=rules.follows(who, row),
    )  # fmt: skip


def _may_attach(who: Reach, row: Petition) -> bool:
    return row.stage is not PetitionStage.TOLD and rules.answers(who, row)


def _earlier(observation: Observation) -> Observation | None:
    return reads.observation(person(), observation.earlier_id) if observation.earlier_id else None


def _said(step: PetitionStep) -> dict[str, Any]:
    """Return one line of the way; who wrote it is named inside his own unit only."""
    inside = step.written_unit == person().unit_name
    return {
        "step": step, "who": step.written_by_name if inside or not step.written_unit else step.written_unit,
        "before": step.due_before and due_day(step.due_before), "after": step.due_after and due_day(step.due_after),
    }  # fmt: skip


def do(name: str, observation_id: int) -> Answer:
    """Carry out one verb, or show its form again with what was typed."""
    verb, observation = BY_NAME[name], fetch(observation_id)
    row = found(queries.petition(observation_id))
    if not verb.allowed(person(), row):
        return page(observation, row, refusal=NOT_YOURS), 403
    form = _form(verb, row)
    if not form.validate():
        return page(observation, row, verb, form), 422
    try:
        verb.run(actor=person(), petition=row, version=form.seen, key=form.key, **form.facts())
    except ActionRefused as refused:
        return _refused(observation_id, verb, form, refused)
    undo = _undo(verb, row)
    flash({"text": f"{verb.done}.", "forget": f"kien-nghi-{row.id}-{verb.slug}", **undo})
    return redirect(url_for(".petition", observation_id=observation_id), 303)


def _refused(observation_id: int, verb: Verb, form: PetitionForm, refused: ActionRefused) -> Answer:
    """Show the refusal above the form; what was typed stays, and saving again is meant for what is there now."""
    db.session.rollback()
    observation, row = fetch(observation_id), found(queries.petition(observation_id))
    if refused.kind is Refusal.MOVED_ON:
        form.version.data = row.version
    return page(observation, row, verb, form, refusal_text(refused)), CODES[refused.kind]


def _undo(verb: Verb, row: Petition) -> dict[str, Any]:
    if not verb.undo:
        return {}
    url = url_for(BY_NAME[verb.undo].endpoint, observation_id=row.id)
    return {"undo_url": url, "undo_label": "Hoàn tác", "fields": {"version": row.version}}


def _route(verb: Verb) -> None:
    """Give a verb its address."""

    @bp.post(f"{PLACE}/{verb.slug}", endpoint=f"petition_{verb.name}")
    @allow(rules.handles)
    def view(observation_id: int) -> Answer:
        return do(verb.name, observation_id)


for one in VERBS:
    _route(one)


@bp.post(f"{PLACE}/theo-doi")
@allow(rules.keeps_desk)
def petition_follow(observation_id: int) -> Answer:
    observation = fetch(observation_id)
    try:
        services.follow(actor=person(), observation=observation, key=form_key())
    except ActionRefused as refused:
        if may_follow(person(), observation):
            return _unfollowed(observation, refusal_text(refused)), CODES[refused.kind]
        abort(403 if refused.kind is Refusal.NOT_ALLOWED else 409)
    flash("Đã mở theo dõi trả lời. Hạn tính từ hôm nay.")
    return redirect(url_for(".petition", observation_id=observation_id), 303)
