"""Sittings of the committee: the list, and one sitting with its programme, attendance and opening."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import agenda, queries, rules
from nam_tinh_hinh.emulation.documents import sitting as documents
from nam_tinh_hinh.emulation.enums import Duty, SittingPurpose, SittingStage
from nam_tinh_hinh.emulation.forms.sitting import AbsenceForm, SittingForm
from nam_tinh_hinh.emulation.queries import sitting as reads
from nam_tinh_hinh.emulation.services import sitting as services
from nam_tinh_hinh.emulation.tables import Campaign, Sitting
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, PDF, form_key, number, whole_number
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.queries import issuing as papers
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor


def fetch(sitting_id: int) -> Sitting:
    """Return a sitting, or answer 404."""
    return found(reads.sitting(sitting_id))


def year_asked() -> int:
    """Return the year of the address, this one where none is asked for."""
    return number("nam") or clock.today().year


@bp.get("/phien-hop")
@allow(rules.oversees)
def sittings() -> Answer:
    year = year_asked()
    campaign = queries.campaign(year)
    return render_template(
        "emulation/sitting/index.html", year=year, years=queries.years(), campaign=campaign, progress=agenda.progress,
        sittings=reads.sittings(campaign) if campaign else [], may_plan=rules.issues(actor()) and campaign is not None,
        insider=rules.serves_committee(actor()),
    )  # fmt: skip


@bp.route("/phien-hop/moi", methods=["GET", "POST"])
@allow(rules.issues)
def sitting_new() -> Answer:
    year = year_asked()
    campaign = found(queries.campaign(year))
    form = SittingForm(data=None if request.method == "POST" else _preset(campaign))
    if request.method == "GET" or not form.validate():
        return _form_page(form, None, year), 200 if request.method == "GET" else 422
    made = services.plan(
        actor=actor(), campaign=campaign, purpose=SittingPurpose(form.purpose.data), facts=form.facts(), key=form.key
    )
    flash({"text": "Đã mở phiên họp. Xem lại chương trình, thành phần rồi khai mạc.", "forget": "phien-hop"})
    return redirect(url_for(".sitting", sitting_id=made.id), 303)


def _preset(campaign: Campaign) -> dict[str, Any]:
    day = clock.today()
    members = reads.members(campaign, day)
    leading = sorted(members, key=lambda one: (list(Duty).index(one.duty), "trưởng ban" not in one.post.lower()))
    chair = leading[0] if leading else None
    clerk = next((one for one in members if one.duty is Duty.STANDING), None)
    me = actor()
    return {
        "held_on": day, "begins": "8 giờ 00",
        "chaired_by": chair.name if chair else "", "chaired_by_post": chair.post if chair else "",
        "recorded_by": clerk.name if clerk else me.name,
        "recorded_by_post": clerk.post if clerk else (me.hat.title if me.hat else ""),
    }  # fmt: skip


def _form_page(form: SittingForm, sitting: Sitting | None, year: int, refusal: str = "") -> str:
    kept_as = f"phien-hop-{sitting.id}" if sitting else "phien-hop"
    return render_template(
        "emulation/sitting/form.html", form=form, sitting=sitting, year=year, refusal=refusal, kept_as=kept_as,
        has_errors=bool(refusal or form.errors), forget=kept_as if form.names_a_secret else None,
    )  # fmt: skip


@bp.route("/phien-hop/<int:sitting_id>/sua", methods=["GET", "POST"])
@allow(rules.issues)
def sitting_edit(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    if request.method == "GET":
        if one.stage is SittingStage.CLOSED:
            return _to(one)
        return _form_page(SittingForm(obj=one), one, one.campaign.year)
    form = SittingForm()
    form.purpose.data = one.purpose.value
    if not form.validate():
        return _form_page(form, one, one.campaign.year), 422
    version = whole_number(form.version.data) or 0
    try:
        services.edit(actor=actor(), sitting=one, facts=form.facts(), version=version, key=form.key)
    except ActionRefused as refused:
        one = fetch(sitting_id)
        form.version.data = str(one.version)
        words = f"{refused.message} Chữ bạn gõ vẫn còn bên dưới; lưu lần nữa thì thay cho bản trên máy chủ."
        return _form_page(form, one, one.campaign.year, words), CODES[refused.kind]
    flash({"text": "Đã lưu.", "forget": f"phien-hop-{one.id}"})
    return _to(one)


def _to(one: Sitting) -> Answer:
    return redirect(url_for(".sitting", sitting_id=one.id), 303)


@bp.get("/phien-hop/<int:sitting_id>")
@allow(rules.oversees)
def sitting(sitting_id: int) -> Answer:
    return sitting_page(fetch(sitting_id))


def sitting_page(one: Sitting, refusal: str = "", typed: str = "") -> str:
    """Render the page of a sitting as the signed-in person may see it."""
    me, preparing = actor(), rules.issues(actor())
    planned = one.stage is SittingStage.PLANNED
    return render_template(
        "emulation/sitting/show.html", sitting=one, agenda=agenda, refusal=refusal, typed=typed,
        has_errors=bool(refusal), me=me, insider=rules.serves_committee(me), preparing=preparing, planned=planned,
        is_open=one.stage is SittingStage.OPEN, progress=agenda.progress(one.items), next_item=first_open(one),
        addable=reads.addable(me, one) if preparing and planned else [],
        attends=any(row.user_id == me.user_id for row in one.attendances),
        paper=papers.paper(me, one.paper_id) if one.paper_id else None, layout_codes=exports.LAYOUT_CODES,
        untouched=not any(item.outcome for item in one.items),
    )  # fmt: skip


def first_open(one: Sitting, after: int = 0) -> Any:
    """Return the next undecided item that the signed-in person may open: behind ``after``, else from before it."""
    waiting = [i for i in one.items if not (agenda.is_settled(i) or agenda.is_gone(i)) and agenda.opens(actor(), i)]
    return next((i for i in waiting if i.position > after), waiting[0] if waiting else None)


def refused_page(sitting_id: int, refused: ActionRefused, typed: str = "") -> Answer:
    """Answer what did not happen on the sitting's page."""
    return sitting_page(fetch(sitting_id), refused.message, typed), CODES[refused.kind]


@bp.post("/phien-hop/<int:sitting_id>/thanh-phan")
@allow(rules.issues)
def sitting_attend(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    there, wrong = {}, ""
    for row in one.attendances:
        form = AbsenceForm(formdata=None, why=None)
        form.why.process_formdata([request.form.get(f"ly-do-{row.id}", "")])
        if not form.why.validate(form):
            wrong = wrong or f"{row.name}: {' '.join(form.why.errors)}"
        there[row.id] = (request.form.get(f"co-mat-{row.id}") == "1", form.why.data or "")
    if wrong:
        return sitting_page(one, wrong), 422
    try:
        present = services.attend(actor=actor(), sitting=one, there=there, key=form_key())
    except ActionRefused as refused:
        return refused_page(sitting_id, refused)
    flash(f"Đã ghi thành phần: có mặt {present}/{len(one.attendances)}.")
    return redirect(url_for(".sitting", sitting_id=sitting_id, _anchor="thanh-phan"), 303)


@bp.post("/phien-hop/<int:sitting_id>/chuong-trinh")
@allow(rules.issues)
def sitting_agenda(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    verb, _, row_id = request.form.get("viec", "").partition("-")
    item = reads.item(one, whole_number(row_id) or 0)
    said: str | dict[str, Any] = "Đã đổi chương trình."
    try:
        if verb == "them":
            said = _add(one, whole_number(row_id or request.form.get("mo-hinh")))
        elif verb == "bo":
            said = _remove(one, found(item))
        else:
            by = -1 if verb == "len" else 1
            services.move_item(actor=actor(), sitting=one, item=found(item), by=by)
    except ActionRefused as refused:
        return refused_page(sitting_id, refused)
    flash(said)
    return redirect(url_for(".sitting", sitting_id=sitting_id, _anchor="chuong-trinh"), 303)


def _add(one: Sitting, exemplar_id: int | None) -> str:
    exemplar = found(queries.exemplar(actor(), exemplar_id) if exemplar_id else None)
    if exemplar.campaign_id != one.campaign_id:
        found(None)
    services.add_item(actor=actor(), sitting=one, exemplar=exemplar)
    return f"Đã đưa “{exemplar.name}” vào chương trình."


def _remove(one: Sitting, item: Any) -> dict[str, Any]:
    exemplar = item.exemplar
    services.remove_item(actor=actor(), sitting=one, item=item)
    back = {"viec": f"them-{exemplar.id}"}
    url = url_for(".sitting_agenda", sitting_id=one.id)
    return {"text": f"Đã đưa “{exemplar.name}” ra khỏi chương trình.", "undo_url": url, "fields": back}


@bp.post("/phien-hop/<int:sitting_id>/khai-mac")
@allow(rules.issues)
def sitting_open(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    try:
        services.open_sitting(actor=actor(), sitting=one, key=form_key())
    except ActionRefused as refused:
        return refused_page(sitting_id, refused)
    back = url_for(".sitting_prepare", sitting_id=sitting_id)
    flash({"text": "Phiên họp đã khai mạc.", "undo_url": back, "undo_label": "Trở lại chuẩn bị"})
    return _to(one)


@bp.post("/phien-hop/<int:sitting_id>/chuan-bi-lai")
@allow(rules.issues)
def sitting_prepare(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    try:
        services.prepare_again(actor=actor(), sitting=one, key=form_key())
    except ActionRefused as refused:
        return refused_page(sitting_id, refused)
    flash("Phiên họp trở lại bước chuẩn bị.")
    return _to(one)


@bp.get("/phien-hop/<int:sitting_id>/chuong-trinh.pdf")
@allow(rules.oversees)
def sitting_agenda_pdf(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    setting = committee_setting(request.args.get("the-thuc", "dang"))
    html = render_template("print/prose.html", paper=documents.programme(one, setting=setting))
    name = f"chuong-trinh-hop-{day_text(one.held_on).replace('/', '-')}.pdf"
    return exports.exported(lambda: pdf.render(html), PDF, name, services.SUBJECT, one.id)


def committee_setting(layout_code: str) -> Any:
    """Return the committee's letterhead in a layout; raises ``PdfRefused`` when it has none yet."""
    unit = papers.committee_unit()
    if unit is None:
        raise pdf.PdfRefused("Chưa khai đầu văn bản của Ban Chỉ đạo nên chưa in được. Hãy báo quản trị.")
    return letterhead_for(unit.id, layout_code)
