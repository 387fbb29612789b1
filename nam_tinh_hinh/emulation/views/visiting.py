"""What a team writes down at an exemplar, often on a phone in a lane; and all inspections of one exemplar."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules, visits
from nam_tinh_hinh.emulation.forms.inspecting import VisitForm
from nam_tinh_hinh.emulation.queries import inspecting
from nam_tinh_hinh.emulation.services import visiting as services
from nam_tinh_hinh.emulation.services.inspecting import VISIT
from nam_tinh_hinh.emulation.tables import Inspection
from nam_tinh_hinh.emulation.views.base import bp, fetch
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.kernel import clock, uploads
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, whole_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.queries.issuing import papers_of
from nam_tinh_hinh.people.views.base import Answer, actor


def fetch_visit(team_id: int, inspection_id: int) -> Inspection:
    """Return a visit of a team the signed-in person may see, or answer 404."""
    return found(inspecting.visit(actor(), team_id, inspection_id))


def stepped_aside(visit: Inspection) -> Answer:
    """Answer who belongs to the exemplar's unit: not for him before the minutes, whatever hat he wears."""
    html = render_template("emulation/inspecting/closed.html", why=services.INVOLVED, visit=visit)
    return html, 403


@bp.route("/kiem-tra/<int:team_id>/<int:inspection_id>", methods=["GET", "POST"])
@allow(rules.may_look)
def inspecting_record(team_id: int, inspection_id: int) -> Answer:
    visit = fetch_visit(team_id, inspection_id)
    if rules.is_involved(actor(), visit.exemplar):
        if visit.paper_id and request.method == "GET":
            return redirect(url_for(".inspections", exemplar_id=visit.exemplar_id), 303)
        return stepped_aside(visit)
    form = _form(visit)
    if request.method == "GET":
        return _page(visit, form)
    form.take(visit, request.form.getlist("lay"))
    try:
        services.refuse_writing(actor(), visit)
        if not form.validate():
            return _page(visit, form), 422
        seen = whole_number(form.version.data) or 0
        services.record(actor=actor(), visit=visit, found=form.facts(), version=seen, key=form.key)
    except ActionRefused as refused:
        return _page(visit, form, refused), CODES[refused.kind]
    return _recorded(visit, form)


def _form(visit: Inspection) -> VisitForm:
    known = {name: getattr(visit, name) for name in (*services.FOUND, "version")}
    known["verdict"] = visit.verdict.value if visit.verdict else ""
    known["visited_on"] = visit.visited_on or clock.today()
    form = VisitForm(data=known)
    form.sending = request.form.get("buoc") != "tam"
    return form


def _page(visit: Inspection, form: VisitForm, refused: ActionRefused | None = None) -> str:
    why = services.why_closed(visit)
    writes = not why and visits.records(actor(), visit.team, visit.exemplar)
    kept_as, earlier = f"kiem-tra-{visit.id}", refused.earlier if refused else None
    did = f"{earlier.actor_name} đã lưu lúc {moment_text(earlier.at)}." if earlier else ""
    rows = inspecting.visits_of(visit.team)
    return render_template(
        "emulation/inspecting/record.html", visit=visit, team=visit.team, exemplar=visit.exemplar, form=form,
        writes=writes, why=why,
        kept_as="never" if form.names_a_secret else kept_as, forget=kept_as if form.names_a_secret else None,
        attached=uploads.attached(VISIT, [visit.id])[visit.id], after=_next(visit, rows), count=len(rows),
        number=[one.id for one in rows].index(visit.id) + 1,
        may_issue=rules.issues(actor()) and not why and visit.recorded_at,
        **refused_words(form, visit, refused, editable=writes, server_did=did),
    )  # fmt: skip


def _next(visit: Inspection, rows: Sequence[Inspection]) -> Inspection | None:
    """Return what the team visits next: the first after this one that nobody recorded, else the first before it."""
    place = [one.id for one in rows].index(visit.id)
    ahead = [*rows[place + 1 :], *rows[:place]]
    return next((one for one in ahead if not one.recorded_at and not rules.is_involved(actor(), one.exemplar)), None)


def _recorded(visit: Inspection, form: VisitForm) -> Answer:
    forget, name = f"kiem-tra-{visit.id}", visit.exemplar.name
    if not form.sending:
        flash({"text": f"Đã lưu tạm lúc {moment_text(clock.now())}.", "forget": forget})
        return redirect(url_for(".inspecting_record", team_id=visit.team_id, inspection_id=visit.id), 303)
    verdict = visit.verdict.label if visit.verdict else ""
    flash({"text": f"Đã ghi kết quả “{name}”: {verdict}.", "forget": forget})
    after = _next(visit, inspecting.visits_of(visit.team))
    if after is None:
        return redirect(url_for(".team", team_id=visit.team_id), 303)
    return redirect(url_for(".inspecting_record", team_id=visit.team_id, inspection_id=after.id), 303)


@bp.get("/<int:exemplar_id>/kiem-tra")
@allow(rules.may_look)
def inspections(exemplar_id: int) -> Answer:
    exemplar = fetch(exemplar_id)
    rows = inspecting.recorded_at_exemplar(actor(), exemplar)
    ids = [one.id for one in rows]
    papers = {one.subject_id: one for one in papers_of(VISIT, ids, actor=actor())}
    return render_template(
        "emulation/inspecting/of_exemplar.html", **about(exemplar), rows=rows, papers=papers,
        attached=uploads.attached(VISIT, ids), inside=lambda one: visits.reads(actor(), one.team, exemplar),
    )  # fmt: skip
