"""The years of the movement: the list, one year as it is set up, its plan and its quotas."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries as exemplars
from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation import services as emulation
from nam_tinh_hinh.emulation.enums import RoundKind
from nam_tinh_hinh.emulation.forms.campaign import PlanForm, QuotaForm
from nam_tinh_hinh.emulation.queries import campaigns as queries
from nam_tinh_hinh.emulation.services import plan as services
from nam_tinh_hinh.emulation.services.next_year import next_year
from nam_tinh_hinh.emulation.services.plan import SUBJECT, mark_of, plan_of
from nam_tinh_hinh.emulation.tables import Campaign
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import chronicle, clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.views.base import Answer, actor

EVENTS_SHOWN = 50
UNITS_SHOWN = 60


def fetch_campaign(year: int) -> Campaign:
    """Return the campaign of a year, or answer 404."""
    return found(exemplars.campaign(year))


@bp.get("/phong-trao")
@allow(rules.oversees)
def campaigns() -> Answer:
    return render_template(
        "emulation/campaign/index.html", campaigns=queries.campaigns(), this_year=clock.today().year,
        edits=rules.issues(actor()),
    )  # fmt: skip


@bp.post("/phong-trao")
@allow(rules.issues)
def open_campaign() -> Answer:
    year = clock.today().year
    emulation.open_campaign(actor=actor(), year=year)
    flash(f"Đã mở phong trào năm {year}. Xem lại các ngày và chỉ tiêu đặt sẵn dưới đây.")
    return _to(year)


def _to(year: int) -> Answer:
    return redirect(url_for(".campaign", year=year), 303)


@bp.get("/phong-trao/<int:year>")
@allow(rules.oversees)
def campaign(year: int) -> Answer:
    return campaign_page(fetch_campaign(year))


def campaign_page(one: Campaign, refusal: str = "") -> str:
    """Return the page of a year, with a refusal when something was not done."""
    today = clock.today()
    day, members = queries.day_of(one, today), queries.members(one)
    bare = queries.unfollowed(one, day)
    ids = [member.user_id for member in members]
    return render_template(
        "emulation/campaign/show.html", campaign=one, plan=plan_of(one), kinds=queries.kind_lines(one, day),
        members=members, active=queries.active_ids(ids, today), seated=queries.active_ids(ids, today, *IN_ROLE),
        bare=bare[:UNITS_SHOWN], bare_total=len(bare), events=_events(one), words=chronicle, refusal=refusal,
        has_errors=bool(refusal), edits=rules.issues(actor()), next_there=exemplars.campaign(one.year + 1) is not None,
        may_go_on=one.year <= today.year, rounds={kind.name: kind.label for kind in RoundKind},
    )  # fmt: skip


IN_ROLE = queries.IN_COMMITTEE


def _events(one: Campaign) -> list[history.Event]:
    return list(reversed(history.of(SUBJECT, one.id)))[:EVENTS_SHOWN]


@bp.route("/phong-trao/<int:year>/sua", methods=["GET", "POST"])
@allow(rules.issues)
def campaign_edit(year: int) -> Answer:
    one = fetch_campaign(year)
    plan = plan_of(one)
    form = PlanForm(obj=plan)
    form.year = year
    if request.method == "GET":
        form.seen.data = mark_of(plan)
        return _plan_page(one, form, 200)
    if not form.validate():
        return _plan_page(one, form, 422)
    try:
        done = services.edit_plan(
            actor=actor(), campaign=one, plan=form.plan(), seen=form.seen.data or "", key=form.key
        )
    except EntryRefused as refused:
        form[refused.field].errors = refused.sentences
        db.session.rollback()
        return _plan_page(fetch_campaign(year), form, 422)
    except ActionRefused as refused:
        form.seen.data = mark_of(plan)
        return _plan_page(one, form, CODES[refused.kind], refused.message)
    flash({"text": "Đã lưu kế hoạch, thời hạn." if done else "Không có gì thay đổi.", "forget": f"phong-trao-{year}"})
    return _to(year)


def _plan_page(one: Campaign, form: PlanForm, code: int, refusal: str = "") -> Answer:
    html = render_template("emulation/campaign/edit.html", campaign=one, form=form, refusal=refusal)
    return html, code


@bp.route("/phong-trao/<int:year>/chi-tieu", methods=["GET", "POST"])
@allow(rules.issues)
def campaign_quotas(year: int) -> Answer:
    one, form = fetch_campaign(year), QuotaForm()
    kinds = queries.kind_lines(one, queries.day_of(one, clock.today()))
    labels = {line.id: line.label for line in kinds}
    if request.method == "GET":
        typed = {f"loai-{line.id}": str(line.at_least) for line in kinds}
        form.read(labels.items(), typed)
        form.seen.data = mark_of(queries.quotas(one))
        return _quotas_page(one, form, kinds, 200)
    numbers = form.read(labels.items(), request.form)
    if form.wrong:
        return _quotas_page(one, form, kinds, 422)
    try:
        done = services.edit_quotas(
            actor=actor(), campaign=one, quotas=numbers, labels=labels, seen=form.seen.data or "", key=form.key
        )
    except ActionRefused as refused:
        form.seen.data = mark_of(queries.quotas(one))
        return _quotas_page(one, form, kinds, CODES[refused.kind], refused.message)
    said = f"Đã đổi chỉ tiêu: {', '.join(done)}." if done else "Không có gì thay đổi."
    flash({"text": said, "forget": f"chi-tieu-{year}"})
    return _to(year)


def _quotas_page(one: Campaign, form: QuotaForm, kinds: list[queries.KindLine], code: int, refusal: str = "") -> Answer:
    html = render_template(
        "emulation/campaign/quotas.html", campaign=one, form=form, kinds=kinds, refusal=refusal,
        has_errors=bool(form.wrong or refusal),
    )  # fmt: skip
    return html, code


@bp.post("/phong-trao/<int:year>/nam-sau")
@allow(rules.issues)
def campaign_next_year(year: int) -> Answer:
    one = fetch_campaign(year)
    try:
        done = next_year(actor=actor(), campaign=one, key=form_key())
    except ActionRefused as refused:
        return campaign_page(one, refused.message), CODES[refused.kind]
    said = [f"Đã tạo phong trào năm {done.campaign.year} theo năm {year}. Xem lại các ngày trước khi dùng."]
    if done.left_out_members:
        said.append(f"Không đưa sang vì hết vị trí hoặc tài khoản: {', '.join(done.left_out_members)}.")
    if done.left_out_units:
        said.append(f"Đơn vị không còn nên thôi phân công: {', '.join(done.left_out_units)}.")
    flash(" ".join(said))
    return _to(done.campaign.year)
