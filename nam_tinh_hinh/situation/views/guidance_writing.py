"""Writing guidance: the form, sending what was shown with exactly who gets it, taking it back."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people.queries import PostingFilters
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import GuidanceStage
from nam_tinh_hinh.situation.forms.guiding import GuidanceForm, Options, ReasonForm
from nam_tinh_hinh.situation.queries import audiences, casework, networks
from nam_tinh_hinh.situation.services import guiding as services
from nam_tinh_hinh.situation.tables import Guidance
from nam_tinh_hinh.situation.views.base import bp, person, refusal_text
from nam_tinh_hinh.situation.views.guidance import fetch_guidance, show_page

MOST_SHOWN = 200
LOOK, KEEP = "xem", "nhap"
# What the two search boxes in the form are called; searching sends the whole form, so that nothing typed is lost.
FIND_UNITS, FIND_AREAS = "tim-don-vi", "tim-dia-ban"


@bp.route("/chi-dao/soan", methods=["GET", "POST"])
@allow(rules.may_guide)
def new_guidance() -> Answer:
    form = _offered(GuidanceForm())
    if request.method == "GET":
        form.case_id.data = str(asked.number("vu-viec") or "")
        form.network_id.data = asked.number("mang-luoi")
        return _page(form, None, 200)
    return _answer(form, None)


@bp.route("/chi-dao/<int:guidance_id>/sua", methods=["GET", "POST"])
@allow(rules.may_guide)
def edit_guidance(guidance_id: int) -> Answer:
    row = _own(guidance_id)
    if row.stage is not GuidanceStage.DRAFT:
        flash(services.SENT_ALREADY, "error")
        return redirect(url_for(".guidance", guidance_id=row.id), 303)
    form = GuidanceForm()
    if request.method == "GET":
        form.show(row)
        return _page(_offered(form), row, 200)
    return _answer(_offered(form), row)


def _own(guidance_id: int) -> Guidance:
    """Return a guidance of the signed-in person's unit, or answer 404: others do not write it."""
    row = fetch_guidance(guidance_id)
    return found(row if rules.sends(person(), row) else None)


def _offered(form: GuidanceForm) -> GuidanceForm:
    """Fill the choices: what is ticked always stands there, on top; then what the search found."""
    one = person()
    units = _found(audiences.units_below(one), audiences.units_below(one, _sought(FIND_UNITS)), form.unit_ids.data)
    lines = people.areas_on(PostingFilters(day=clock.today()))
    labels = [(a.id, f"{a.label} (chưa có người phụ trách)" if a.bare else a.label) for a in lines]
    wanted = {a.id for a in people.areas_on(PostingFilters(day=clock.today(), words=_sought(FIND_AREAS)))}
    areas = _found(labels, [pair for pair in labels if pair[0] in wanted], form.area_ids.data)
    form.offer(audiences.senders(one), networks.led_networks(one), audiences.kinds_below(one), units, areas)
    return form


def _sought(name: str) -> str:
    return (request.form.get(name) or "")[: asked.MOST_WORDS]


def _found(everything: Options, some: Options, ticked: list[int] | None) -> Options:
    chosen = [pair for pair in everything if pair[0] in (ticked or ())]
    others = [pair for pair in some if pair not in chosen]
    return [*chosen, *others[:MOST_SHOWN]]


def _answer(form: GuidanceForm, row: Guidance | None) -> Answer:
    step = request.form.get("buoc")
    form.sending = step == LOOK
    if step not in (LOOK, KEEP):  # a search: nothing is kept yet, and nothing judged
        return _page(form, row, 200)
    if not form.validate():
        return _page(form, row, 422)
    try:
        row = _kept(form, row)
    except ActionRefused as refused:
        return _page(form, row, asked.CODES[refused.kind], refusal_text(refused))
    said = "Đã lưu. Xem lại nội dung và danh sách nơi nhận, rồi bấm “Gửi”." if step == LOOK else "Đã lưu nháp."
    flash({"text": said, "forget": [_kept_as(None), _kept_as(row)]})
    return redirect(url_for(".guidance", guidance_id=row.id), 303)


def _kept(form: GuidanceForm, row: Guidance | None) -> Guidance:
    number = whole_number(form.case_id.data)
    case = casework.case(person(), number) if number else None
    facts = form.facts() | {"case_id": case.id if case else None}
    if row is None:
        return services.draft(actor=person(), facts=facts, key=form.key)
    return services.edit(actor=person(), guidance=row, facts=facts, version=form.seen_version, key=form.key)


def _kept_as(row: Guidance | None) -> str:
    return f"chi-dao-{row.id}" if row else "chi-dao"


def _page(form: GuidanceForm, row: Guidance | None, code: int, refusal: str = "") -> tuple[str, int]:
    number = whole_number(form.case_id.data)
    html = render_template(
        "situation/guidance/form.html", form=form, guidance=row, refusal=refusal, kept_as=_kept_as(row),
        case=casework.case(person(), number) if number else None, find_units=_sought(FIND_UNITS),
        find_areas=_sought(FIND_AREAS), chosen=len(form.unit_ids.data or ()),
    )  # fmt: skip
    return html, code


@bp.post("/chi-dao/<int:guidance_id>/gui")
@allow(rules.may_guide)
def send_guidance(guidance_id: int) -> Answer:
    row = _own(guidance_id)
    version, seen = whole_number(request.form.get("version")), request.form.get("seen", "")
    try:
        receipts = services.send(actor=person(), guidance=row, seen=seen, version=version, key=asked.form_key())
    except ActionRefused as refused:
        return show_page(row, refusal=refusal_text(refused)), asked.CODES[refused.kind]
    flash(f"Đã gửi tới {len(receipts)} nơi. Bảng dưới đây cho biết ai đã mở, đã nhận, đã làm.")
    return redirect(url_for(".guidance", guidance_id=row.id), 303)


@bp.post("/chi-dao/<int:guidance_id>/thu-hoi")
@allow(rules.may_guide)
def recall_guidance(guidance_id: int) -> Answer:
    row, form = _own(guidance_id), ReasonForm()
    version = whole_number(request.form.get("version"))
    if not form.validate():
        return show_page(row, recall=form), 422
    try:
        services.recall(actor=person(), guidance=row, reason=form.reason.data or "", version=version, key=form.key)
    except ActionRefused as refused:
        form.reason.errors = [refusal_text(refused)]
        return show_page(row, recall=form), asked.CODES[refused.kind]
    flash("Đã thu hồi. Nơi nhận không còn xem được nội dung, chỉ thấy lý do thu hồi.")
    return redirect(url_for(".guidance", guidance_id=row.id), 303)
