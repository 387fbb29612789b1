"""The editor of an outline: everything moves in the form and is saved as a whole; a used edition stays as it was."""

from flask import flash, redirect, request, url_for

from nam_tinh_hinh.kernel import asked
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.forms.outlines import OutlineForm, filled
from nam_tinh_hinh.reporting.outline_facts import differences, facts_of
from nam_tinh_hinh.reporting.outline_steps import stepped
from nam_tinh_hinh.reporting.queries import outline_pages as queries
from nam_tinh_hinh.reporting.services import outlines as services
from nam_tinh_hinh.reporting.services.outlines import OutlineRefused
from nam_tinh_hinh.reporting.tables import Outline
from nam_tinh_hinh.reporting.views.base import bp, refusal_text
from nam_tinh_hinh.reporting.views.outlines import ROW, fetch_outline, topics

SAVE = "luu"


@bp.route(f"{ROW}/sua", methods=["GET", "POST"])
@allow(rules.keeps_regimes)
def edit_outline(outline_id: int) -> Answer:
    """An older edition opened here is what the next one begins from; what is saved always follows the newest."""
    row = fetch_outline(outline_id)
    newest = _newest(row)
    if request.method == "GET":
        return _page(filled(facts_of(row), queries.seen_version(newest.id)), row, newest)
    form, step = OutlineForm().offer(topics()), request.form.get("buoc")
    if step != SAVE:  # a button of the editor: nothing is kept yet, nothing judged
        return _page(filled(stepped(form.facts(), step or ""), form.seen_version or 0), row, newest)
    if not form.validate():
        return _page(form, row, newest), 422
    try:
        saved = services.save(
            actor=actor(), outline=newest, facts=form.tidy_facts(), seen=form.seen_version, key=form.key
        )
    except OutlineRefused as refused:
        return _page(form, row, newest, form.show_faults(refused.faults)), 422
    except ActionRefused as refused:
        return _conflict(form, row, refused), asked.CODES[refused.kind]
    return _saved(saved, newest)


def _newest(row: Outline) -> Outline:
    return fetch_outline(queries.editions(row.code)[0].id)


def _saved(saved: Outline, before: Outline) -> Answer:
    kept = {"forget": f"de-cuong-{before.code}"}
    if saved.id == before.id:
        flash({"text": f"Đã lưu “{saved.label}”, bản {saved.edition}.", **kept})
    else:
        text = f"Đã lập bản {saved.edition} của “{saved.label}”. Kỳ mở từ nay dùng bản này; kỳ đã mở giữ bản cũ."
        flash({"text": text, **kept})
    return redirect(url_for(".outline", outline_id=saved.id), 303)


def _conflict(form: OutlineForm, row: Outline, refused: ActionRefused) -> str:
    """Show what the server has now beside what was typed; saving again keeps what was typed."""
    newest = _newest(fetch_outline(row.id))
    form.seen.data = str(queries.seen_version(newest.id))
    theirs = differences(form.tidy_facts(), facts_of(newest))
    return _page(form, row, newest, [refusal_text(refused)], theirs=theirs)


def _page(form: OutlineForm, row: Outline, newest: Outline, loose: list[str] | None = None, **said: object) -> str:
    form.offer(topics())
    only = "cac_muc" if request.headers.get("HX-Request") and request.form.get("buoc") != SAVE else None
    return render(
        "reporting/outlines/form.html", only, form=form, row=row, newest=newest, loose=loose or [],
        used=queries.is_used(newest.id), kept_as=f"de-cuong-{row.code}", has_errors=bool(loose or form.errors), **said,
    )  # fmt: skip
