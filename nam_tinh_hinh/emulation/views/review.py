"""The committee's queue: the list at the left, one registration at the right, the next one comes by itself."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, request, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.enums import PENDING, Mark, Stage
from nam_tinh_hinh.emulation.forms import ReasonForm
from nam_tinh_hinh.emulation.queries import inspecting
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.views.base import bp, fetch, refusal_text
from nam_tinh_hinh.emulation.views.preparing import prepared
from nam_tinh_hinh.emulation.workflow import DECISIONS, SUBJECT, WORKFLOW
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.rules import is_committee
from nam_tinh_hinh.people.views.base import Answer, actor

MARKED = {
    Mark.LATER: "Đã để sau",
    Mark.ABSTAIN: "Bạn không xét hồ sơ này (liên quan)",
    None: "Đã đưa lại vào hàng đợi của bạn",
}


@bp.get("/hang-doi")
@allow(is_committee)
def queue() -> Answer:
    wanted = whole_number(request.args.get("xem"))
    item = queries.exemplar(actor(), wanted) if wanted else None
    if item is not None and not rules.decides(actor(), item):
        item = None
    block = "ho_so" if request.headers.get("HX-Target") == "ho-so" else None
    return _page(item, block=block), 200, {"Vary": "HX-Request"}


def _page(
    item: Exemplar | None,
    block: str | None = None,
    *,
    form: ReasonForm | None = None,
    refusal: str = "",
    gone: int | None = None,
    **said: Any,
) -> str:
    """Render the queue or its pane; ``gone`` is the id of what was posted about and waits no longer."""
    waiting = queries.waiting_for(actor())
    if item is None and waiting:
        item = queries.exemplar(actor(), waiting[0].id)
    about = _about(item)
    blank = ReasonForm(formdata=None, reason=about.get("undone_reason"))
    typed = form.reason.data if form and not form.names_a_secret else ""
    # Of what waits no longer the words are shown above; the fields are those of the registration now open.
    form = blank if form is None or gone else form
    return render(
        "emulation/queue.html", block, waiting=waiting, item=item, progress=queries.progress(actor()),
        more=_moves_up(waiting, said.get("left")), fragment=block is not None, form=form, typed=typed,
        refusal=refusal, gone=gone, has_errors=bool(refusal or form.errors),
        pending=[] if block else queries.pending(actor()), aside=[] if block else queries.stepped_aside(actor()),
        **about, **said,
    )  # fmt: skip


def _moves_up(waiting: Sequence[Any], left: int | None) -> Any:
    """Return the row that comes into the list at its foot once ``left`` has gone: put off, or from beyond the list."""
    put_off = next((row for row in waiting if row.id == left), None)
    return waiting[-1] if len(waiting) == queries.QUEUE_SHOWN else put_off


def _about(item: Exemplar | None) -> dict[str, Any]:
    if item is None:
        return {}
    judged, events = item.stage is not Stage.SUBMITTED, history.of(SUBJECT, item.id)
    returned = (event for event in reversed(events) if event.action == "return") if item.is_supplemented else iter(())
    return {
        "decisions": [WORKFLOW.actions[name] for name in DECISIONS],
        "judged": judged,
        "pending_stage": item.stage in PENDING,
        "earlier": next(returned, None),
        "undone_reason": _undone_reason(events),
        "mark": queries.mark_of(actor(), item.id),
        "inspected": inspecting.verdicts([item.id])[item.id],
        "may_undo": judged and rules.takes_back(actor(), item),
        **prepared(item),
    }


def _undone_reason(events: Sequence[history.Event]) -> str | None:
    """Return the reason of the decision that the reader has just taken back: he wrote it, and will mend it."""
    moves = [event for event in events if event.from_stage != event.to_stage]
    if moves[-1].action != "undo" or moves[-1].actor_id != actor().user_id:
        return None
    return moves[-2].reason


def answer_queue(item: Exemplar, *, done: str, undo: dict[str, Any] | None = None) -> Answer:
    """Answer a decision: for htmx the next registration with what changed around it, else a redirect to it."""
    if not request.headers.get("HX-Request"):
        flash({"text": done, "forget": f"xet-{item.id}", **(undo or {})})
        return redirect(url_for(".queue", xem=None if undo else item.id), 303)
    decided = item if item.stage in PENDING else None
    html = _page(None, "ho_so", done=done, undo=undo or {}, left=item.id, decided=decided)
    return Response(html, 200, {"HX-Push-Url": url_for(".queue")})


def refuse_queue(item: Exemplar, form: ReasonForm, *, refusal: str = "", code: int) -> Answer:
    """Answer what did not happen, with the reason typed: in its field, or beside what someone else has judged."""
    gone = item.id if item.stage is not Stage.SUBMITTED else None
    return _page(item, _block(), form=form, refusal=refusal, gone=gone), code


def from_queue() -> bool:
    """Tell whether the queue's own form was posted."""
    return request.form.get("tu") == "hang-doi"


def _block() -> str | None:
    return "ho_so" if request.headers.get("HX-Request") else None


@bp.post("/<int:exemplar_id>/danh-dau")
@allow(is_committee)
def mark(exemplar_id: int) -> Answer:
    exemplar = fetch(exemplar_id)
    kind = next((m for m in Mark if m.value == request.form.get("mark")), None)
    try:
        services.mark(actor=actor(), exemplar=exemplar, kind=kind)
    except ActionRefused as refused:
        return refuse_queue(exemplar, ReasonForm(), refusal=refusal_text(refused, exemplar), code=CODES[refused.kind])
    undo = {} if kind is None else {"undo_url": url_for(".mark", exemplar_id=exemplar_id), "undo_label": "Hoàn tác"}
    return answer_queue(exemplar, done=f"{MARKED[kind]}: “{exemplar.name}”.", undo=undo)
