"""Outlines: the list, one edition as it is printed, what two editions differ in, the editor."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.chronicle import action_label
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.forms.outlines import CopyForm
from nam_tinh_hinh.reporting.numbering import numbers
from nam_tinh_hinh.reporting.outline_facts import differences, facts_of
from nam_tinh_hinh.reporting.queries import outline_pages as queries
from nam_tinh_hinh.reporting.services import outlines as services
from nam_tinh_hinh.reporting.tables import Outline
from nam_tinh_hinh.reporting.views.base import bp
from nam_tinh_hinh.reporting.workflow import OUTLINE
from nam_tinh_hinh.situation.enums import ObservationKind
from nam_tinh_hinh.situation.queries.topic_tree import tree

PAGE = "/bao-cao/de-cuong"
ROW = f"{PAGE}/<int:outline_id>"


def topics() -> list[tuple[str, str]]:
    """Return the main topics as (code, label)."""
    return [(branch.top.code, branch.top.label) for branch in tree(())]


@bp.get(PAGE)
@allow(rules.reads_regimes)
def outlines() -> Answer:
    lines = queries.outline_lines()
    return render_template("reporting/outlines/index.html", lines=lines, keeps=rules.keeps_regimes(actor()))


def fetch_outline(outline_id: int) -> Outline:
    """Return an edition, or answer 404."""
    return found(queries.outline(outline_id))


@bp.get(ROW)
@allow(rules.reads_regimes)
def outline(outline_id: int) -> Answer:
    row = fetch_outline(outline_id)
    editions, reports = queries.editions(row.code), queries.reports_by_edition(row.code)
    said = {one.value: one.label for one in ObservationKind} | dict(topics())
    marks = numbers(one.level for one in row.headings)
    return render_template(
        "reporting/outlines/show.html", row=row, headings=list(zip(marks, row.headings, strict=True)), said=said,
        editions=editions, newest=editions[0], reports=reports, regimes=queries.regimes_with(row.code),
        keeps=rules.keeps_regimes(actor()), events=list(_timeline(editions)),
    )  # fmt: skip


def _timeline(editions: Any) -> Any:
    events = [event for one in editions for event in history.of(OUTLINE, one.id)]
    numbered = {one.id: one.edition for one in editions}
    for event in sorted(events, key=lambda one: one.id, reverse=True):
        yield {
            "at_text": moment_text(event.at), "who": event.actor_name, "reason": "",
            "label": f"{action_label(event)} (bản {numbered[event.subject_id]})",
        }  # fmt: skip


@bp.get(f"{ROW}/so-sanh")
@allow(rules.reads_regimes)
def outline_changes(outline_id: int) -> Answer:
    row = fetch_outline(outline_id)
    older = [one for one in queries.editions(row.code) if one.edition < row.edition]
    wanted = asked.number("voi")
    other = found(next((one for one in older if wanted in (None, one.id)), None))
    return render_template(
        "reporting/outlines/changes.html", row=row, other=other, older=older,
        differences=differences(facts_of(fetch_outline(other.id)), facts_of(row)),
    )  # fmt: skip


@bp.route(f"{PAGE}/them", methods=["GET", "POST"])
@allow(rules.keeps_regimes)
def new_outline() -> Answer:
    source, form = fetch_outline(asked.number("tu") or 0), CopyForm()
    if request.method == "GET":
        form.label.data, form.source.data = f"{source.label} (riêng)", source.source
    elif form.validate():
        row = services.copy(
            actor=actor(), source=source, label=form.label.data or "", basis=form.source.data or "", key=form.key
        )
        flash(f"Đã tạo “{row.label}”. Sửa các mục rồi chọn đề cương này ở chế độ báo cáo.")
        return redirect(url_for(".edit_outline", outline_id=row.id), 303)
    html = render_template("reporting/outlines/copy.html", form=form, source=source, has_errors=bool(form.errors))
    return html, 422 if form.errors else 200
