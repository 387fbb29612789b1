"""Teams: their list, one team with its way, setting it up, choosing and ordering what it visits, cancelling."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, rules, visits
from nam_tinh_hinh.emulation.enums import Purpose
from nam_tinh_hinh.emulation.forms.inspecting import TeamForm
from nam_tinh_hinh.emulation.queries import inspecting
from nam_tinh_hinh.emulation.services import inspecting as services
from nam_tinh_hinh.emulation.tables import InspectionTeam
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.views.base import Answer, actor

MOST_VISITS = 500


def fetch_team(team_id: int) -> InspectionTeam:
    """Return a team the signed-in person may see, or answer 404."""
    return found(inspecting.team(actor(), team_id))


def to_team(team: InspectionTeam) -> Answer:
    """Lead back to a team's page."""
    return redirect(url_for(".team", team_id=team.id), 303)


def _year() -> int:
    years = queries.years()
    wanted = asked.number("nam")
    return wanted if wanted in years else next(iter(years), clock.today().year)


@bp.get("/kiem-tra")
@allow(rules.oversees)
def teams() -> Answer:
    year = _year()
    purpose = next((one for one in Purpose if one.value == asked.words("muc-dich")), None)
    args = {"nam": year} | ({"muc-dich": purpose.value} if purpose else {})
    return render_template(
        "emulation/inspecting/teams.html", page=inspecting.teams_page(actor(), year, purpose, asked.page_number()),
        year=year, years=queries.years(), purpose=purpose, purposes=list(Purpose), today=clock.today(),
        manages=rules.issues(actor()), page_url=lambda n: url_for(".teams", **args, trang=n),
    )  # fmt: skip


@bp.route("/kiem-tra/lap-doan", methods=["GET", "POST"])
@allow(rules.issues)
def inspecting_new() -> Answer:
    campaign = queries.campaign(clock.today().year)
    if campaign is None:
        return render_template("emulation/inspecting/closed.html", why="Chưa mở phong trào năm nay.", way=".campaigns")
    form = TeamForm(name=inspecting.next_name(campaign), purpose=asked.words("muc-dich") or Purpose.REGISTRATION.value)
    form.offer(inspecting.candidates(campaign))
    if request.method == "GET" or not _filled(form):
        return _form_page(form, None, 200 if request.method == "GET" else 422)
    try:
        team = services.set_up(actor=actor(), campaign=campaign, facts=form.facts(), key=form.key)
    except ActionRefused as refused:
        return _form_page(form, None, CODES[refused.kind], refused.message)
    flash({"text": f"Đã lập {team.name}. Chọn các mô hình đoàn sẽ đến.", "forget": "doan-kiem-tra"})
    return redirect(url_for(".inspecting_choose", team_id=team.id), 303)


def _filled(form: TeamForm) -> bool:
    return form.validate() and form.check_people()


@bp.route("/kiem-tra/<int:team_id>/sua", methods=["GET", "POST"])
@allow(rules.issues)
def inspecting_edit(team_id: int) -> Answer:
    team = fetch_team(team_id)
    form = TeamForm(data={name: getattr(team, name) for name in ("purpose", "name", "planned_on", "note", "version")})
    form.offer(inspecting.candidates(team.campaign), team)
    if team.paper_id:  # once the decision is out, only day and note are asked for
        del form.name, form.purpose, form.ticked, form.typed
    if request.method == "GET":
        return _form_page(form, team, 200)
    if not (form.validate() if team.paper_id else _filled(form)):
        return _form_page(form, team, 422)
    try:
        seen = whole_number(form.version.data) or 0
        services.change(actor=actor(), team=team, facts=form.facts(team), version=seen, key=form.key)
    except ActionRefused as refused:
        return _form_page(form, team, CODES[refused.kind], refused.message, stale=refused.kind is Refusal.MOVED_ON)
    flash({"text": f"Đã lưu {team.name}.", "forget": f"doan-kiem-tra-{team.id}"})
    return to_team(team)


def _form_page(
    form: TeamForm, team: InspectionTeam | None, code: int, refusal: str = "", *, stale: bool = False
) -> Answer:
    kept_as = f"doan-kiem-tra-{team.id}" if team else "doan-kiem-tra"
    if stale and team:  # what was typed is shown beside what is there now; saving again is meant
        form.version.data = team.version
    html = render_template(
        "emulation/inspecting/team_form.html", form=form, team=team, refusal=refusal,
        has_errors=bool(refusal or form.errors or form.form_errors), stale=stale,
        kept_as="never" if form.names_a_secret else kept_as, forget=kept_as if form.names_a_secret else None,
    )  # fmt: skip
    return html, code


@bp.get("/kiem-tra/<int:team_id>")
@allow(rules.may_look)
def team(team_id: int) -> Answer:
    return team_page(fetch_team(team_id))


def team_page(team: InspectionTeam, refusal: str = "") -> str:
    """Render a team's page, with the sentence of what was just refused."""
    one, rows = actor(), inspecting.visits_of(team)
    manages = rules.issues(one)
    return render_template(
        "emulation/inspecting/team.html", team=team, visits=rows, refusal=refusal, has_errors=bool(refusal),
        manages=manages and not team.cancelled_at, may_restore=manages and team.cancelled_at, today=clock.today(),
        aside=inspecting.involved(team, clock.today()), mine=lambda item: rules.is_involved(one, item),
        seen=",".join(str(row.id) for row in rows), watches=rules.oversees(one),
        visited=sum(row.recorded_at is not None for row in rows),
    )  # fmt: skip


@bp.route("/kiem-tra/<int:team_id>/chon", methods=["GET", "POST"])
@allow(rules.issues)
def inspecting_choose(team_id: int) -> Answer:
    team = fetch_team(team_id)
    if request.method == "GET":
        return _choose_page(team)
    ids = [one for text in request.form.getlist("chon")[:MOST_VISITS] if (one := whole_number(text))]
    try:
        if not ids:
            raise ActionRefused(Refusal.INCOMPLETE, "Chưa chọn mô hình nào. Đánh dấu vào ô trước tên mô hình.")
        exemplars = inspecting.chosen(actor(), ids)
        number = services.add_visits(
            actor=actor(), team=team, exemplars=exemplars, again=bool(request.form.get("van-chon")), key=form_key()
        )
    except ActionRefused as refused:
        return _choose_page(team, ids, refused.message), CODES[refused.kind]
    flash(f"Đã đưa {number} mô hình vào {team.name}. Sắp thứ tự đi ở bảng bên dưới.")
    return to_team(team)


def _choose_page(team: InspectionTeam, ticked: list[int] | None = None, refusal: str = "") -> str:
    choice = inspecting.Choice(asked.number("don-vi"), asked.number("linh-vuc"))
    page = queries.page_of(inspecting.fitting(actor(), team, choice), asked.page_number())
    return render_template(
        "emulation/inspecting/choose.html", team=team, page=page, choice=choice, ticked=ticked or [], refusal=refusal,
        has_errors=bool(refusal), elsewhere=inspecting.elsewhere(team, [item.id for item in page.rows]),
        aside=inspecting.involved(team, clock.today()), fields=queries.fields(),
        units=inspecting.fitting_units(actor(), team), here=url_for(".inspecting_choose", team_id=team.id),
        post_url=url_for(".inspecting_choose", team_id=team.id, **choice.as_args(), trang=page.number),
        page_url=lambda n: url_for(".inspecting_choose", team_id=team.id, **choice.as_args(), trang=n),
    )  # fmt: skip


@bp.post("/kiem-tra/<int:team_id>/thu-tu")
@allow(rules.issues)
def inspecting_order(team_id: int) -> Answer:
    team = fetch_team(team_id)
    seen = [one for text in request.form.get("seen", "").split(",") if (one := whole_number(text))]
    try:
        if dropped := whole_number(request.form.get("bo")):
            return _drop(team, dropped)
        services.put_in_order(actor=actor(), team=team, order=_wanted(seen), seen=seen, key=form_key())
    except ActionRefused as refused:
        return team_page(team, refused.message), CODES[refused.kind]
    flash("Đã lưu thứ tự đi.")
    return redirect(url_for(".team", team_id=team.id) + "#thu-tu", 303)


def _wanted(seen: list[int]) -> list[int]:
    """Return the order asked for: one place up or down, or by the numbers typed."""
    for name, steps in (("len", -1), ("xuong", 1)):
        one = whole_number(request.form.get(name))
        if one in seen:
            return visits.moved(seen, one, steps)
    typed: dict[int, Any] = {one: whole_number(request.form.get(f"so-{one}", "").strip()) for one in seen}
    return visits.renumbered(seen, {one: number for one, number in typed.items() if number is not None})


def _drop(team: InspectionTeam, visit_id: int) -> Answer:
    visit = found(next((one for one in team.inspections if one.id == visit_id), None))
    exemplar = visit.exemplar
    services.drop_visit(actor=actor(), team=team, visit=visit, key=form_key())
    back = {"undo_url": url_for(".inspecting_choose", team_id=team.id), "fields": {"chon": exemplar.id, "van-chon": 1}}
    flash({"text": f"Đã bỏ “{exemplar.name}” khỏi danh sách của đoàn.", **back})
    return to_team(team)


@bp.post("/kiem-tra/<int:team_id>/huy")
@allow(rules.issues)
def inspecting_cancel(team_id: int) -> Answer:
    team = fetch_team(team_id)
    try:
        seen = whole_number(request.form.get("version")) or 0
        services.cancel(actor=actor(), team=team, version=seen, key=form_key())
    except ActionRefused as refused:
        return team_page(team, refused.message), CODES[refused.kind]
    flash({"text": f"Đã hủy {team.name}.", "undo_url": url_for(".inspecting_restore", team_id=team.id)})
    return to_team(team)


@bp.post("/kiem-tra/<int:team_id>/khoi-phuc")
@allow(rules.issues)
def inspecting_restore(team_id: int) -> Answer:
    team = fetch_team(team_id)
    services.call_back(actor=actor(), team=team, key=form_key())
    flash(f"Đã lấy lại {team.name}.")
    return to_team(team)
