"""The papers of inspecting: sheets to write on, the decision and the minutes, first as drafts, then issued."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents import inspecting as documents
from nam_tinh_hinh.emulation.queries import inspecting
from nam_tinh_hinh.emulation.services import inspecting as services
from nam_tinh_hinh.emulation.services import visiting
from nam_tinh_hinh.emulation.services.inspecting import TEAM, VISIT
from nam_tinh_hinh.emulation.tables import Inspection
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.inspecting import fetch_team, to_team
from nam_tinh_hinh.emulation.views.visiting import fetch_visit, stepped_aside
from nam_tinh_hinh.kernel import asked, clock, pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import PDF
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.pdf import PdfRefused
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.forms.issuing import IssueForm
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, draft_heading, issued, offered, tell

OF_VISIT = "/kiem-tra/<int:team_id>/<int:inspection_id>/bien-ban"


def _frame(heading: Heading) -> documents.papers.Frame:
    return documents.frame(heading.issuer_id, heading.layout_code, number=heading.number, day=heading.day)


@bp.get("/kiem-tra/<int:team_id>/phieu.pdf")
@allow(rules.may_look)
def inspecting_sheet(team_id: int) -> Answer:
    team, only = fetch_team(team_id), asked.number("cuoc")
    paper = documents.visit_sheets(team, _frame(draft_heading()), only)
    if not paper.sheets:
        raise PdfRefused("Đoàn chưa có mô hình nào để in phiếu. Chọn mô hình trước.")
    html = render_template("print/visit_sheets.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, "phieu-kiem-tra.pdf", TEAM, team.id)


@bp.route("/kiem-tra/<int:team_id>/quyet-dinh/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.oversees)
def inspecting_decision_draft(team_id: int) -> Answer:
    form = _decision_form(team_id)
    return draft(
        form, page=partial(_decision_page, team_id, form), compose=partial(_decision, team_id),
        name="du-thao-quyet-dinh.pdf", subject=TEAM, subject_id=team_id,
    )  # fmt: skip


@bp.route("/kiem-tra/<int:team_id>/quyet-dinh", methods=["GET", "POST"])
@allow(rules.issues)
def inspecting_decide(team_id: int) -> Answer:
    form = _decision_form(team_id)
    page = partial(_decision_page, team_id, form)
    if request.method == "POST":
        return issued(
            form, PaperKind.DECISION, page=page, compose=partial(_decision, team_id, seen=form.seen.data or ""),
            settle=partial(_settle_decision, team_id, form), done=partial(_decided, team_id),
        )  # fmt: skip
    try:
        services.refuse_undecidable(actor(), fetch_team(team_id))
    except ActionRefused as refused:
        flash(refused.message, "error")
        return to_team(fetch_team(team_id))
    return page()


def _decision_form(team_id: int) -> IssueForm:
    fetch_team(team_id)
    return offered(IssueForm())


def _decision_page(team_id: int, form: IssueForm, refusal: str = "") -> str:
    team = fetch_team(team_id)
    return render_template(
        "emulation/inspecting/decide.html", team=team, visits=inspecting.visits_of(team),
        plan=documents.plan_words(team.campaign),
        **confirming(form, PaperKind.DECISION, seen=services.seen_as(team), refusal=refusal),
    )  # fmt: skip


def _decision(team_id: int, heading: Heading, seen: str | None = None) -> str:
    team = fetch_team(team_id)
    if seen is not None:
        services.refuse_undecidable(actor(), team, seen)
    return render_template("print/prose.html", paper=documents.decision(team, _frame(heading)))


def _settle_decision(team_id: int, form: IssueForm, keep: Keep) -> IssuedPaper:
    team, seen = fetch_team(team_id), form.seen.data or ""
    services.refuse_undecidable(actor(), team, seen)
    words = documents.decision_subject(team)
    paper = keep(subject_words=words, audience=Audience.ALL, subject=TEAM, subject_id=team.id)
    services.decide(actor=actor(), team=team, seen=seen, paper_id=paper.id, number_text=paper.number_text, key=form.key)
    return paper


def _decided(team_id: int, paper: IssuedPaper) -> Answer:
    tell(paper, "Mọi đơn vị đọc được; tên, thành viên và danh sách mô hình của đoàn không sửa được nữa.")
    return to_team(fetch_team(team_id))


@bp.route(f"{OF_VISIT}/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.may_look)
def inspecting_minutes_draft(team_id: int, inspection_id: int) -> Answer:
    visit = fetch_visit(team_id, inspection_id)
    if rules.is_involved(actor(), visit.exemplar):
        return stepped_aside(visit)
    if not visit.recorded_at:
        raise PdfRefused("Chưa ghi kết luận của đoàn nên chưa có biên bản. Ghi kết quả kiểm tra trước.")
    form = _minutes_form(visit)
    return draft(
        form, page=partial(_minutes_page, team_id, inspection_id, form),
        compose=partial(_minutes, team_id, inspection_id), name="du-thao-bien-ban.pdf", subject=VISIT,
        subject_id=inspection_id,
    )  # fmt: skip


@bp.route(OF_VISIT, methods=["GET", "POST"])
@allow(rules.issues)
def inspecting_close(team_id: int, inspection_id: int) -> Answer:
    visit = fetch_visit(team_id, inspection_id)
    if rules.is_involved(actor(), visit.exemplar):
        return stepped_aside(visit)
    form = _minutes_form(visit)
    page = partial(_minutes_page, team_id, inspection_id, form)
    if request.method == "POST":
        return issued(
            form, PaperKind.MINUTES, page=page,
            compose=partial(_minutes, team_id, inspection_id, version=form.version),
            settle=partial(_settle_minutes, team_id, inspection_id, form),
            done=partial(_closed, team_id, inspection_id),
        )  # fmt: skip
    try:
        visiting.refuse_unclosable(actor(), visit)
    except ActionRefused as refused:
        flash(refused.message, "error")
        return _to_record(team_id, inspection_id)
    return page()


def _minutes_form(visit: Inspection) -> IssueForm:
    form = offered(IssueForm(day=visit.visited_on or clock.today()))
    form.not_before = ("ngày kiểm tra", visit.visited_on) if visit.visited_on else None
    return form


def _minutes_page(team_id: int, inspection_id: int, form: IssueForm, refusal: str = "") -> str:
    visit = fetch_visit(team_id, inspection_id)
    said = confirming(form, PaperKind.MINUTES, seen=str(visit.version), refusal=refusal)
    return render_template("emulation/inspecting/close.html", visit=visit, **said)


def _minutes(team_id: int, inspection_id: int, heading: Heading, version: int | None = None) -> str:
    visit = fetch_visit(team_id, inspection_id)
    if version is not None:
        visiting.refuse_unclosable(actor(), visit, version)
    return render_template("print/prose.html", paper=documents.minutes(visit, _frame(heading)))


def _settle_minutes(team_id: int, inspection_id: int, form: IssueForm, keep: Keep) -> IssuedPaper:
    visit, version = fetch_visit(team_id, inspection_id), form.version
    visiting.refuse_unclosable(actor(), visit, version)
    paper = keep(
        subject_words=documents.minutes_subject(visit)[:500], audience=Audience.UNIT, subject=VISIT,
        subject_id=visit.id, about_unit_id=visit.exemplar.unit_id,
    )  # fmt: skip
    visiting.close(
        actor=actor(), visit=visit, version=version, paper_id=paper.id, number_text=paper.number_text, key=form.key
    )
    return paper


def _closed(team_id: int, inspection_id: int, paper: IssuedPaper) -> Answer:
    tell(paper, "Đơn vị đọc được biên bản và ảnh; kết quả kiểm tra không sửa được nữa.")
    return _to_record(team_id, inspection_id)


def _to_record(team_id: int, inspection_id: int) -> Answer:
    return redirect(url_for(".inspecting_record", team_id=team_id, inspection_id=inspection_id), 303)
