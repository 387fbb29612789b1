"""The papers of inspecting: sheets to write on, the decision and the minutes, first as drafts, then issued."""

from collections.abc import Callable
from datetime import date

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.documents import inspecting as documents
from nam_tinh_hinh.emulation.forms.inspecting import IssueForm
from nam_tinh_hinh.emulation.queries import inspecting
from nam_tinh_hinh.emulation.services import inspecting as services
from nam_tinh_hinh.emulation.services import visiting
from nam_tinh_hinh.emulation.services.inspecting import TEAM, VISIT
from nam_tinh_hinh.emulation.tables import Inspection, InspectionTeam
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.inspecting import fetch_team, to_team
from nam_tinh_hinh.emulation.views.visiting import fetch_visit, stepped_aside
from nam_tinh_hinh.kernel import asked, clock, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, PDF, whole_number
from nam_tinh_hinh.kernel.paper import Layout
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.lines import number_words
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.pdf import PdfRefused
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries import issuing
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import issue

NO_ISSUER = "Chưa khai đầu văn bản của Ban Chỉ đạo nên chưa ban hành được. Hãy báo quản trị."


def _issuer_id() -> int:
    """Return in whose letterhead a draft is drawn: the body asked for, where one issues for it, else the committee."""
    wanted, committee = asked.number("co-quan"), issuing.committee_unit()
    if wanted and issuing.may_issue(actor(), wanted):
        return wanted
    if committee is None:
        raise PdfRefused(NO_ISSUER)
    return committee.id


def _draft_frame() -> documents.papers.Frame:
    code = asked.words("the-thuc")
    layout_code = code if code in exports.LAYOUT_CODES else "dang"
    return documents.frame(_issuer_id(), layout_code, number=None, day=asked.day(exports.SIGNED_ON))


@bp.get("/kiem-tra/<int:team_id>/phieu.pdf")
@allow(rules.may_look)
def inspecting_sheet(team_id: int) -> Answer:
    team, only = fetch_team(team_id), asked.number("cuoc")
    paper = documents.visit_sheets(team, _draft_frame(), only)
    if not paper.sheets:
        raise PdfRefused("Đoàn chưa có mô hình nào để in phiếu. Chọn mô hình trước.")
    html = render_template("print/visit_sheets.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, "phieu-kiem-tra.pdf", TEAM, team.id)


@bp.get("/kiem-tra/<int:team_id>/quyet-dinh/xem-thu.pdf")
@allow(rules.oversees)
def inspecting_decision_draft(team_id: int) -> Answer:
    team = fetch_team(team_id)
    html = _drawn(documents.decision(team, _draft_frame()))
    return exports.exported(lambda: pdf.render(html), PDF, "du-thao-quyet-dinh.pdf", TEAM, team.id)


@bp.get("/kiem-tra/<int:team_id>/<int:inspection_id>/bien-ban/xem-thu.pdf")
@allow(rules.may_look)
def inspecting_minutes_draft(team_id: int, inspection_id: int) -> Answer:
    visit = fetch_visit(team_id, inspection_id)
    if rules.is_involved(actor(), visit.exemplar):
        return stepped_aside(visit)
    if not visit.recorded_at:
        raise PdfRefused("Chưa ghi kết luận của đoàn nên chưa có biên bản. Ghi kết quả kiểm tra trước.")
    html = _drawn(documents.minutes(visit, _draft_frame()))
    return exports.exported(lambda: pdf.render(html), PDF, "du-thao-bien-ban.pdf", VISIT, visit.id)


def _drawn(paper: ProsePaper) -> str:
    return render_template("print/prose.html", paper=paper)


@bp.route("/kiem-tra/<int:team_id>/quyet-dinh", methods=["GET", "POST"])
@allow(rules.issues)
def inspecting_decide(team_id: int) -> Answer:
    team = fetch_team(team_id)
    form = _form(clock.today(), services.seen_as(team))
    page = _Page(form, PaperKind.DECISION, team, None)
    if request.method == "GET":
        try:
            services.refuse_undecidable(actor(), team)
        except ActionRefused as refused:
            flash(refused.message, "error")
            return to_team(team)
        return page.render()
    return page.issued(lambda number, content: _settle_decision(team_id, form, number, content))


def _settle_decision(team_id: int, form: IssueForm, number: int, content: bytes) -> IssuedPaper:
    team, seen = fetch_team(team_id), form.seen.data or ""
    services.refuse_undecidable(actor(), team, seen)
    paper = freeze(
        actor=actor(), unit=_issuer(form), kind=PaperKind.DECISION, day=form.day.data, number=number, content=content,
        subject_words=documents.decision_subject(team), layout_code=form.layout_code.data, audience=Audience.ALL,
        subject=TEAM, subject_id=team.id, key=form.key,
    )  # fmt: skip
    services.decide(actor=actor(), team=team, seen=seen, paper_id=paper.id, number_text=paper.number_text, key=form.key)
    return paper


@bp.route("/kiem-tra/<int:team_id>/<int:inspection_id>/bien-ban", methods=["GET", "POST"])
@allow(rules.issues)
def inspecting_close(team_id: int, inspection_id: int) -> Answer:
    visit = fetch_visit(team_id, inspection_id)
    if rules.is_involved(actor(), visit.exemplar):
        return stepped_aside(visit)
    form = _form(visit.visited_on or clock.today(), str(visit.version))
    page = _Page(form, PaperKind.MINUTES, visit.team, visit)
    if request.method == "GET":
        try:
            visiting.refuse_unclosable(actor(), visit)
        except ActionRefused as refused:
            flash(refused.message, "error")
            return redirect(url_for(".inspecting_record", team_id=team_id, inspection_id=inspection_id), 303)
        return page.render()
    return page.issued(lambda number, content: _settle_minutes(team_id, inspection_id, form, number, content))


def _settle_minutes(team_id: int, inspection_id: int, form: IssueForm, number: int, content: bytes) -> IssuedPaper:
    visit, version = fetch_visit(team_id, inspection_id), whole_number(form.seen.data) or 0
    visiting.refuse_unclosable(actor(), visit, version)
    paper = freeze(
        actor=actor(), unit=_issuer(form), kind=PaperKind.MINUTES, day=form.day.data, number=number, content=content,
        subject_words=documents.minutes_subject(visit)[:500], layout_code=form.layout_code.data,
        audience=Audience.UNIT, about_unit_id=visit.exemplar.unit_id, subject=VISIT, subject_id=visit.id, key=form.key,
    )  # fmt: skip
    visiting.close(
        actor=actor(), visit=visit, version=version, paper_id=paper.id, number_text=paper.number_text, key=form.key
    )
    return paper


def _form(day: date, seen: str) -> IssueForm:
    form = IssueForm(day=day, seen=seen)
    form.offer(exports.LAYOUT_CODES, issuing.issuers(actor()))
    return form


def _issuer(form: IssueForm) -> Unit:
    return found(next((unit for unit in issuing.issuers(actor()) if unit.id == form.issuer.data), None))


class _Page:
    """The page on which one paper is issued: a team's decision, or the minutes of a visit."""

    def __init__(self, form: IssueForm, kind: PaperKind, team: InspectionTeam, visit: Inspection | None) -> None:
        self.form, self.kind, self.team, self.visit = form, kind, team, visit

    def render(self, refusal: str = "") -> str:
        """Show what will happen, under which number, with what was typed."""
        return render_template(
            "emulation/inspecting/issue.html", form=self.form, kind=self.kind, team=self.team, visit=self.visit,
            visits=inspecting.visits_of(self.team) if self.visit is None else [], refusal=refusal,
            has_errors=bool(refusal or self.form.errors), number=self._number(), no_issuer=not self.form.issuer.choices,
            plan=documents.plan_words(self.team.campaign),
        )  # fmt: skip

    def _number(self) -> str:
        units = issuing.issuers(actor())
        unit = next((one for one in units if one.id == self.form.issuer.data), next(iter(units), None))
        if unit is None:
            return ""
        setting = letterhead_for(unit.id, self.form.layout_code.data)
        try:
            number = issuing.next_number(unit.id, self.kind, self.form.day.data or clock.today())
        except ActionRefused as refused:
            return refused.message
        return number_words(Layout.from_row(setting.layout.numbers), number, self.kind.symbol, setting.symbol)

    def issued(self, settle: Callable[[int, bytes], IssuedPaper]) -> Answer:
        """Issue the paper, or show the page again with what stands in the way."""
        form = self.form
        if not form.validate() or self._too_early():
            return self.render(), 422
        try:
            self._check()
            paper = issue(
                html_of=self._html, settle=settle, unit_id=form.issuer.data, kind=self.kind, day=form.day.data,
                key=form.key,
            )  # fmt: skip
        except (ActionRefused, PdfRefused) as refused:
            return self._refused(refused)
        flash(f"Đã ban hành {paper.name}. Văn bản đã khóa, in lại lúc nào cũng như bản gốc.")
        return redirect(self._back(), 303)

    def _check(self) -> None:
        if self.form.key and issuing.issued_before(actor(), self.form.key):
            return  # the second click of a double click gets the first's paper
        if self.visit is None:
            services.refuse_undecidable(actor(), self.team, self.form.seen.data or "")
        else:
            visiting.refuse_unclosable(actor(), self.visit, whole_number(self.form.seen.data) or 0)

    def _too_early(self) -> bool:
        visited_on = self.visit.visited_on if self.visit else None
        if visited_on and self.form.day.data < visited_on:
            self.form.day.errors = [f"Biên bản không thể trước ngày kiểm tra ({visited_on:%d/%m/%Y})."]
        return bool(self.form.day.errors)

    def _html(self, number: int) -> str:
        form = self.form
        frame = documents.frame(form.issuer.data, form.layout_code.data, number=number, day=form.day.data)
        made = documents.decision(self.team, frame) if self.visit is None else documents.minutes(self.visit, frame)
        return _drawn(made)

    def _refused(self, refused: ActionRefused | PdfRefused) -> Answer:
        moved_on = isinstance(refused, ActionRefused) and refused.kind is Refusal.MOVED_ON
        if moved_on:  # shown again, it is read again
            seen = services.seen_as(self.team) if self.visit is None else str(self.visit.version)
            self.form.seen.data = seen
        code = CODES[refused.kind] if isinstance(refused, ActionRefused) else 422
        return self.render(str(refused)), code

    def _back(self) -> str:
        if self.visit is None:
            return url_for(".team", team_id=self.team.id)
        return url_for(".inspecting_record", team_id=self.visit.team_id, inspection_id=self.visit.id)
