"""Asking lower units for a report, following what was asked, and beginning a report of one's own accord."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked as asking
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import rules, standing
from nam_tinh_hinh.reporting.enums import Stage, Standing
from nam_tinh_hinh.reporting.forms.asking import AskForm, Options, OwnForm, WithdrawForm
from nam_tinh_hinh.reporting.queries import asking as queries
from nam_tinh_hinh.reporting.seed.outlines import AD_HOC
from nam_tinh_hinh.reporting.services import asking as services
from nam_tinh_hinh.reporting.tables import Period
from nam_tinh_hinh.reporting.views.base import bp, person, refusal_text
from nam_tinh_hinh.situation.queries import audiences

MOST_SHOWN = 200
FIND, SEARCH = "tim-don-vi", "tim"


@bp.route("/bao-cao/dot-xuat", methods=["GET", "POST"])
@allow(rules.may_write)
def own() -> Answer:
    form = _own_form()
    if request.method == "GET":
        return _own_page(form)
    if not form.validate():
        return _own_page(form), 422
    try:
        report = services.own(
            actor=person(), title=form.title.data or "", words=form.words.data or "", outline_code=form.outline.data,
            key=form.key,
        )  # fmt: skip
    except ActionRefused as refused:
        return _own_page(form, refusal_text(refused)), asking.CODES[refused.kind]
    flash({"text": "Đã lập báo cáo. Viết từng mục, rồi trình lãnh đạo ký và gửi.", "forget": ["bao-cao-dot-xuat"]})
    return redirect(url_for(".show", report_id=report.id), 303)


def _own_form() -> OwnForm:
    form = OwnForm()
    form.offer_outlines(queries.outline_choices(), AD_HOC)
    return form


def _own_page(form: OwnForm, refusal: str = "") -> str:
    return render_template("reporting/own.html", form=form, refusal=refusal, unit_name=person().unit_name)


@bp.route("/bao-cao/yeu-cau", methods=["GET", "POST"])
@allow(rules.asks_others)
def ask() -> Answer:
    form = _ask_form()
    if request.method == "GET" or request.form.get("buoc") == SEARCH:  # a search judges nothing; what was typed stays
        return _ask_page(form)
    return _asked_for(form) if form.validate() else (_ask_page(form), 422)


def _asked_for(form: AskForm) -> Answer:
    due_at = form.due_at
    assert due_at
    wanted = services.Request(form.title.data or "", form.words.data or "", form.outline.data, due_at)
    try:
        period = services.ask(actor=person(), request=wanted, audience=form.audience, key=form.key)
    except ActionRefused as refused:
        return _ask_page(form, refusal_text(refused)), asking.CODES[refused.kind]
    number, _missing = queries.answered([period.id])[period.id]
    flash({"text": f"Đã yêu cầu {number} đơn vị báo cáo.", "forget": ["yeu-cau-bao-cao"]})
    return redirect(url_for(".asked", period_id=period.id), 303)


def _ask_form() -> AskForm:
    """Return the form with its choices: what is ticked always stands there, on top; then what the search found."""
    form, one = AskForm(), person()
    form.offer_outlines(queries.outline_choices(), AD_HOC)
    everything = audiences.units_below(one)
    sought = audiences.units_below(one, _sought()) if _sought() else everything
    form.offer(audiences.kinds_below(one), _found(everything, sought, form.unit_ids.data or []))
    return form


def _sought() -> str:
    return (request.form.get(FIND) or "")[: asking.MOST_WORDS]


def _found(everything: Options, some: Options, ticked: list[int]) -> Options:
    chosen = [pair for pair in everything if pair[0] in ticked]
    return [*chosen, *[pair for pair in some if pair not in chosen][:MOST_SHOWN]]


def _ask_page(form: AskForm, refusal: str = "") -> str:
    page = queries.requests(person(), asking.page_number())
    return render_template(
        "reporting/ask.html", form=form, refusal=refusal, find=_sought(), chosen=len(form.unit_ids.data or ()),
        page=page, answered=queries.answered([one.id for one in page.rows]), now=clock.now(),
        house=queries.house_name(person()),
        page_url=lambda number: url_for(".ask", trang=number),
    )  # fmt: skip


@bp.get("/bao-cao/yeu-cau/<int:period_id>")
@allow(rules.asks_others)
def asked(period_id: int) -> Answer:
    return _asked_page(_fetch(period_id), WithdrawForm())


@bp.post("/bao-cao/yeu-cau/<int:period_id>/rut")
@allow(rules.asks_others)
def withdraw(period_id: int) -> Answer:
    period, form = _fetch(period_id), WithdrawForm()
    if not form.validate():
        return _asked_page(period, form), 422
    try:
        services.withdraw(actor=person(), period=period, reason=form.reason.data or "", key=form.key)
    except ActionRefused as refused:
        form.reason.errors = [refusal_text(refused)]
        return _asked_page(period, form), asking.CODES[refused.kind]
    flash("Đã rút yêu cầu. Đơn vị chưa nộp không phải nộp nữa.")
    return redirect(url_for(".asked", period_id=period.id), 303)


def _fetch(period_id: int) -> Period:
    return found(queries.request(person(), period_id))


def _asked_page(period: Period, form: WithdrawForm) -> str:
    page, now = queries.asked_units(period.id, asking.page_number()), clock.now()
    _owed, missing = queries.answered([period.id])[period.id]
    return render_template(
        "reporting/asked.html", period=period, page=page, form=form, left=standing.countdown_words(period.due_at, now),
        stands={row.report.id: _stands(row, now) for row in page.rows}, waits=missing > 0,
        decides=any(rules.gives_exceptions(person(), row.report.obligation) for row in page.rows),
        page_url=lambda number: url_for(".asked", period_id=period.id, trang=number),
    )  # fmt: skip


def _stands(row: queries.Asked, now: datetime) -> Standing:
    owed = row.report.obligation
    return standing.standing(
        owed.due_at, owed.grace_until, owed.exempted_at is not None, row.sent_at, row.report.stage is Stage.ACCEPTED,
        now, due_soon=standing.DUE_SOON,
    )  # fmt: skip
