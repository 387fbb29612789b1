"""What a registration rests on: written by its unit, read by whoever sees the exemplar."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.forms.preparing import PreparationForm
from nam_tinh_hinh.emulation.queries import preparing
from nam_tinh_hinh.emulation.services import EDITABLE
from nam_tinh_hinh.emulation.services.preparing import PREPARED, prepare
from nam_tinh_hinh.emulation.tables import Exemplar, Preparation
from nam_tinh_hinh.emulation.views.base import bp, did, fetch
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel import history, uploads
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.views.base import Answer, actor

MOVED_ON_FOR = frozenset({"approve", "resubmit", "send_back", "send_back_again"})


@bp.get("/<int:exemplar_id>/chuan-bi")
@allow(rules.may_look)
def preparation(exemplar_id: int) -> Answer:
    exemplar = fetch(exemplar_id)
    row = preparing.preparation(exemplar_id)
    form = PreparationForm(formdata=None, obj=row)
    form.version.data = row.version if row else 0
    return _page(exemplar, form, row)


@bp.post("/<int:exemplar_id>/chuan-bi")
@allow(rules.may_register)
def preparation_save(exemplar_id: int) -> Answer:
    exemplar, form = fetch(exemplar_id), PreparationForm()
    row = preparing.preparation(exemplar_id)
    if row:
        form.take(row, request.form.getlist("lay"))
    if not form.validate():
        return _page(exemplar, form, row), 422
    seen = whole_number(form.version.data)
    try:
        prepare(
            actor=actor(), exemplar=exemplar, words=form.facts(), version=-1 if seen is None else seen, key=form.key
        )
    except ActionRefused as refused:
        return _page(exemplar, form, row, refused), CODES[refused.kind]
    flash({"text": "Đã lưu khảo sát, phương án, biên bản.", "forget": _kept_as(exemplar)})
    return redirect(url_for(".preparation", exemplar_id=exemplar_id), 303)


def _kept_as(exemplar: Exemplar) -> str:
    return f"chuan-bi-{exemplar.id}"


def _page(
    exemplar: Exemplar, form: PreparationForm, row: Preparation | None, refused: ActionRefused | None = None
) -> str:
    editable = exemplar.stage in EDITABLE and rules.edits(actor(), exemplar)
    earlier = refused.earlier if refused else None
    return render_template(
        "emulation/preparing/preparation.html", **about(exemplar), form=form, editable=editable,
        kept_as="never" if form.names_a_secret else _kept_as(exemplar), typed=_typed(form) if refused else [],
        **refused_words(form, row, refused, editable=editable, server_did=did(earlier, exemplar) if earlier else ""),
        **prepared(exemplar, row),
    )  # fmt: skip


def _typed(form: PreparationForm) -> list[tuple[str, str]]:
    """Return what was typed, in words: what cannot be saved any more can still be copied."""
    written = ((form[name].label.text, form[name].data) for name in PREPARED)
    return [(label, said if isinstance(said, str) else day_text(said)) for label, said in written if said]


def prepared(exemplar: Exemplar, row: Preparation | None = None) -> dict[str, Any]:
    """Return what emulation/preparing/_facts.html shows: the words, and the files of the registration."""
    row = row or preparing.preparation(exemplar.id)
    return {"prepared": row, "attached": uploads.attached(SUBJECT, [exemplar.id])[exemplar.id]}


def leader_said(exemplar: Exemplar | None) -> dict[str, str]:
    """Return why the leader sent a registration back and when, for its unit; empty when he did not."""
    if exemplar is None or not rules.edits(actor(), exemplar):
        return {}
    event = preparing.sent_back([exemplar.id]).get(exemplar.id)
    return {"at_text": moment_text(event.at), "reason": event.reason or ""} if event else {}


def next_for_leader(exemplar: Exemplar) -> Exemplar | None:
    """Return what else waits for the leader now, the longest waiting after this one first; None for others."""
    if actor().role is not Role.LEADER:
        return None
    waiting = preparing.for_leader(actor())
    ids = [one.id for one in waiting]
    place = ids.index(exemplar.id) + 1 if exemplar.id in ids else 0
    turned = [*waiting[place:], *waiting[:place]]
    return next((one for one in turned if one.id != exemplar.id), None)


def where_next(exemplar: Exemplar, event: history.Event) -> str:
    """Return where an action on an exemplar's page leads: a leader goes on to what waits next, others stay."""
    asked_him = event.action in MOVED_ON_FOR and event.from_stage in preparing.FOR_LEADER
    following = next_for_leader(exemplar) if asked_him else None
    return url_for(".show", exemplar_id=following.id if following else exemplar.id)


def waits_for_leader(exemplar: Exemplar) -> dict[str, Any]:
    """Return how many wait for this leader and which is next, for the page of one of them."""
    if not rules.leads(actor(), exemplar) or exemplar.stage not in preparing.FOR_LEADER:
        return {}
    return {"waiting": len(preparing.for_leader(actor())), "following": next_for_leader(exemplar)}
