"""The committee's queue: the list at the left, one registration at the right, the next one comes by itself."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, request, url_for

from nam_tinh_hinh.emulation import queries, rules, services
from nam_tinh_hinh.emulation.enums import PENDING, Mark, Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.views.base import CODES, Answer, actor, bp, fetch, refusal_text, whole_number
from nam_tinh_hinh.emulation.workflow import DECISIONS, SUBJECT, WORKFLOW
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.rules import is_committee

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


def _page(item: Exemplar | None, block: str | None = None, **said: Any) -> str:
    waiting = queries.waiting_for(actor())
    if item is None and waiting:
        item = queries.exemplar(actor(), waiting[0].id)
    return render(
        "emulation/queue.html", block, waiting=waiting, item=item, progress=queries.progress(actor()),
        more=_moves_up(waiting, said.get("left")),
        pending=[] if block else queries.pending(actor()), aside=[] if block else queries.stepped_aside(actor()),
        **_about(item), **said,
    )  # fmt: skip


def _moves_up(waiting: Sequence[Any], left: int | None) -> Any:
    """Return the row that comes into the list at its foot once ``left`` has gone: put off, or from beyond the list."""
    put_off = next((row for row in waiting if row.id == left), None)
    return waiting[-1] if len(waiting) == queries.QUEUE_SHOWN else put_off


def _about(item: Exemplar | None) -> dict[str, Any]:
    if item is None:
        return {}
    judged = item.stage is not Stage.SUBMITTED
    before = reversed(history.of(SUBJECT, item.id)) if item.is_supplemented else ()
    return {
        "decisions": [WORKFLOW.actions[name] for name in DECISIONS],
        "judged": judged,
        "earlier": next((event for event in before if event.action == "return"), None),
        "mark": queries.mark_of(actor(), item.id),
        "may_undo": judged and rules.takes_back(actor(), item),
    }


def answer_queue(
    item: Exemplar,
    *,
    done: str = "",
    undo: dict[str, Any] | None = None,
    refusal: str = "",
    reason: str = "",
    code: int = 200,
) -> Answer:
    """Answer a decision: for htmx the next registration with what changed around it, else a redirect to it."""
    if not request.headers.get("HX-Request"):
        if refusal:
            return _page(item, refusal=refusal, reason=reason), code
        flash({"text": done, **(undo or {})})
        return redirect(url_for(".queue", xem=None if undo else item.id), 303)
    if refusal:
        return _page(item, "ho_so", refusal=refusal, reason=reason, left=None), code
    decided = item if item.stage in PENDING else None
    html = _page(None, "ho_so", done=done, undo=undo or {}, left=item.id, decided=decided)
    return Response(html, code, {"HX-Push-Url": url_for(".queue")})


@bp.post("/<int:exemplar_id>/danh-dau")
@allow(is_committee)
def mark(exemplar_id: int) -> Answer:
    exemplar = fetch(exemplar_id)
    kind = next((m for m in Mark if m.value == request.form.get("mark")), None)
    try:
        services.mark(actor=actor(), exemplar=exemplar, kind=kind)
    except ActionRefused as refused:
        return answer_queue(exemplar, refusal=refusal_text(refused), code=CODES[refused.kind])
    undo = {} if kind is None else {"undo_url": url_for(".mark", exemplar_id=exemplar_id), "undo_label": "Hoàn tác"}
    return answer_queue(exemplar, done=f"{MARKED[kind]}: “{exemplar.name}”.", undo=undo)
