"""A focal point's queue: the list at the left, one observation at the right, the next one comes by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, request, session, url_for

from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import number, words
from nam_tinh_hinh.kernel.forms import BaseForm
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.enums import TO_JUDGE, Stage
from nam_tinh_hinh.situation.forms.desk import CorrectForm, PassUpForm, ReasonForm
from nam_tinh_hinh.situation.queries import desk, joining
from nam_tinh_hinh.situation.queries.alerts import alerts_of
from nam_tinh_hinh.situation.services.desk import may_undo
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.views.base import bp, person
from nam_tinh_hinh.situation.views.desk_forms import correct_form, pass_up_form
from nam_tinh_hinh.situation.workflow import workflow

# What one is doing with the observation at the right, as the address says it ("lam"), and the action it needs.
CORRECTING, JOINING, PASSING_UP = "sua", "gop", "chuyen"
ACTION_OF = {JOINING: "join", PASSING_UP: "pass_up"}
PLAIN = ("confirm", "take", "untake", "unconfirm", "separate", "recall")
WITH_REASON = ("return", "give_back")
HINTS, MOST_ALIKE = 3, 10
PUT_OFF, MOST_PUT_OFF = "de-sau", 100
BLOCK = "khung_noi_dung"


@dataclass
class Shown:
    """What the pane shows beside the observation itself: the form under work, and what an act came to.

    ``gone`` is the id of what was posted about and waits no longer, ``left`` of what was just dealt with.
    """

    mode: str = ""
    form: BaseForm | None = None
    refusal: str = ""
    gone: int | None = None
    done: str = ""
    undo: dict[str, Any] | None = None
    left: int | None = None


@bp.get("/phan-anh/hang-doi")
@allow(rules.keeps_desk)
def queue() -> Answer:
    wanted = number("xem")
    item = _looked_at(wanted) if wanted else None
    if item is not None and not at_desk(item):
        item = None
    mode = request.args.get("lam", "") if item is not None else ""
    html = queue_page(item, Shown(mode=mode), BLOCK if request.headers.get("HX-Target") == "noi-dung-xu-ly" else None)
    return html, 200, {"Vary": "HX-Request"}


def _looked_at(observation_id: int) -> Observation | None:
    return queries.observation(person(), observation_id, Observation.recorded_by)


def at_desk(item: Observation) -> bool:
    """Tell whether the desk has an observation, or passed it up and may take it back."""
    return rules.holds(person(), item) or rules.passed(person(), item)


def in_queue(item: Observation) -> bool:
    """Tell whether an observation waits to be dealt with at this desk."""
    return item.stage in TO_JUDGE and rules.holds(person(), item)


def put_off() -> list[int]:
    """Return what the person put off since signing in, in that order."""
    return list(session.get(PUT_OFF, ()))


def queue_page(item: Observation | None, shown: Shown, block: str | None = None) -> str:
    """Render the queue or its pane, with the first of what waits when ``item`` is none."""
    waiting = desk.waiting(person(), put_off())
    if item is None and waiting:
        item = _looked_at(waiting[0].id)
    return render(
        "situation/desk/queue.html", block, waiting=waiting, item=item, progress=desk.progress(person()),
        more=_moves_up(waiting, shown.left), fragment=block is not None, shown=shown, has_errors=_has_errors(shown),
        **_about(item, shown),
    )  # fmt: skip


def _has_errors(shown: Shown) -> bool:
    return bool(shown.refusal or (shown.form and shown.form.errors))


def _moves_up(waiting: Sequence[Any], left: int | None) -> Any:
    """Return the row that comes into the list at its foot once ``left`` has gone: put off, or from beyond the list."""
    again = next((row for row in waiting if row.id == left), None)
    return waiting[-1] if len(waiting) == desk.QUEUE_SHOWN and left else again


def _about(item: Observation | None, shown: Shown) -> dict[str, Any]:
    if item is None:
        return {"form": ReasonForm(formdata=None)}
    offered = {action.name: action for action in workflow.available(person(), item)}
    mode, form = _mode(shown.mode, item, offered), shown.form
    # Of what waits no longer the words typed are shown above; the fields are those of what is now open.
    form = _form_of(mode, item) if form is None or shown.gone else form
    return {
        "mode": mode,
        "form": form,
        "plain": [offered[name] for name in PLAIN if name in offered],
        "with_reason": [offered[name] for name in WITH_REASON if name in offered],
        "offered": offered,
        "waits": in_queue(item),
        "holds": rules.holds(person(), item),
        "recorder": item.recorded_by if rules.sees_recorder(person(), item) else None,
        "passing": desk.passing_of(item.id),
        "alerts": alerts_of(item.id),
        "may_undo": item.stage not in TO_JUDGE and may_undo(person(), item),
        **_to_join(mode, item, offered),
    }


def _mode(asked: str, item: Observation, offered: dict[str, Any]) -> str:
    if asked == CORRECTING:
        return asked if rules.holds(person(), item) and item.stage is not Stage.JOINED else ""
    return asked if ACTION_OF.get(asked) in offered else ""


def _form_of(mode: str, item: Observation) -> ReasonForm | CorrectForm | PassUpForm:
    if mode == CORRECTING:
        return correct_form(item, fresh=True)
    return pass_up_form(item, fresh=True) if mode == PASSING_UP else ReasonForm(formdata=None)


def _to_join(mode: str, item: Observation, offered: dict[str, Any]) -> dict[str, Any]:
    """Return what the observation may be joined to: some hints beside it, or all that is asked for."""
    if "join" not in offered or mode not in ("", JOINING):
        return {"alike": ()}
    if mode == JOINING and (asked := words("tu-khoa")):
        return {"alike": joining.found_by_words(person(), item, asked), "words": asked}
    return {"alike": joining.alike(person(), item, MOST_ALIKE if mode == JOINING else HINTS), "words": ""}


def dealt_with(item: Observation, *, done: str, waited: bool, undo: dict[str, Any] | None = None) -> Answer:
    """Answer a decision: the next observation when this one lay in the queue, else this one again."""
    if not request.headers.get("HX-Request"):
        flash({"text": done, "forget": kept_as(item), **(undo or {})})
        return redirect(url_for(".queue", xem=None if waited else item.id), 303)
    html = queue_page(None if waited else item, Shown(done=done, undo=undo, left=item.id), BLOCK)
    return Response(html, 200, {"HX-Push-Url": url_for(".queue", xem=None if waited else item.id)})


def not_dealt_with(item: Observation, shown: Shown, code: int) -> Answer:
    """Answer what did not happen, with what was typed: in its field, or beside what someone else has done."""
    shown.gone = None if at_desk(item) and (in_queue(item) or request.form.get("cho") != "1") else item.id
    return queue_page(item, shown, BLOCK if request.headers.get("HX-Request") else None), code


def kept_as(item: Observation) -> str:
    """Return the name under which the browser keeps words typed about an observation."""
    return f"dau-moi-{item.id}"
