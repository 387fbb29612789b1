"""The end of a sitting: its minutes are read, concluded, issued with a number and frozen, all in one act."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import agenda, rules
from nam_tinh_hinh.emulation.documents import sitting as documents
from nam_tinh_hinh.emulation.enums import SittingStage
from nam_tinh_hinh.emulation.forms.sitting import CloseForm
from nam_tinh_hinh.emulation.services import deciding
from nam_tinh_hinh.emulation.services.sitting import SUBJECT
from nam_tinh_hinh.emulation.tables import Sitting
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.sitting import committee_setting, fetch
from nam_tinh_hinh.kernel import clock, pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, PDF
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import Layout
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.lines import number_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries import issuing as papers
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.services.issuing import freeze
from nam_tinh_hinh.people.tables import IssuedPaper, Unit
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import issue

PATH = "/phien-hop/<int:sitting_id>"


def hidden_from_me(one: Sitting) -> frozenset[int]:
    """Return the items of which the signed-in person reads nothing."""
    return frozenset(item.id for item in one.items if not agenda.opens(actor(), item))


def next_number_words(unit: Unit, kind: PaperKind, day: Any, layout_code: str) -> str:
    """Return the number that would be given now, as it will read; a sentence when none can be given."""
    setting = letterhead_for(unit.id, layout_code)
    try:
        number = papers.next_number(unit.id, kind, day)
    except ActionRefused as refused:
        return refused.message
    return number_words(Layout.from_row(setting.layout.numbers), number, kind.symbol, setting.symbol)


@bp.get(f"{PATH}/ket-thuc")
@allow(rules.issues)
def sitting_close(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    if one.stage is not SittingStage.OPEN:
        return redirect(url_for(".sitting", sitting_id=sitting_id), 303)
    preset = one.conclusion or documents.preset_conclusion(one)
    form = CloseForm(formdata=None, day=clock.today(), conclusion=preset, seen=agenda.state_of(one))
    return _page(one, form)


def _page(one: Sitting, form: CloseForm, refusal: str = "") -> str:
    committee = papers.committee_unit()
    form.offer([(committee.id, committee.name)] if committee else [])
    numbers = {
        code: next_number_words(committee, PaperKind.MINUTES, form.day.data or clock.today(), code)
        for code in (exports.LAYOUT_CODES if committee else ())
    }
    kept_as = f"ket-thuc-hop-{one.id}"
    return render_template(
        "emulation/sitting/close.html", sitting=one, form=form, refusal=refusal, agenda=agenda, committee=committee,
        numbers=numbers, progress=agenda.progress(one.items), unread=hidden_from_me(one), kept_as=kept_as,
        has_errors=bool(refusal or form.errors), forget=kept_as if form.names_a_secret else None,
    )  # fmt: skip


@bp.route(f"{PATH}/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.issues)
def sitting_preview(sitting_id: int) -> Answer:
    """Show the minutes as they stand; a POST brings the words that are typed and not issued yet."""
    one, form = fetch(sitting_id), CloseForm()
    typed = request.method == "POST"
    if typed and not (form.conclusion.validate(form) and form.ends.validate(form)):
        return _page(one, form), 422
    conclusion = (form.conclusion.data or "") if typed else one.conclusion or documents.preset_conclusion(one)
    code = form.layout_code.data if typed else request.args.get("the-thuc", "dang")
    paper = documents.minutes(
        one, setting=committee_setting(code), conclusion=conclusion, ends=form.ends.data or "", number=None,
        day=form.day.data if typed else None, hidden=hidden_from_me(one),
    )  # fmt: skip
    html = render_template("print/prose.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), PDF, "bien-ban-hop-du-thao.pdf", SUBJECT, one.id)


@bp.post(f"{PATH}/ket-thuc")
@allow(rules.issues)
def sitting_close_post(sitting_id: int) -> Answer:
    one, form, committee = fetch(sitting_id), CloseForm(), papers.committee_unit()
    form.offer([(committee.id, committee.name)] if committee else [])
    form.issuer.data = committee.id if committee else None
    if committee is None or not form.validate():
        refusal = "" if committee else "Chưa khai đầu văn bản của Ban Chỉ đạo. Hãy báo quản trị."
        return _page(one, form, refusal), 422
    try:
        paper = issue(
            html_of=lambda number: _html(sitting_id, form, number),
            settle=lambda number, content: _settle(sitting_id, form, number, content),
            unit_id=committee.id, kind=PaperKind.MINUTES, day=form.day.data, key=form.key,
        )  # fmt: skip
    except (ActionRefused, pdf.PdfRefused) as refused:
        db.session.rollback()
        code = CODES[refused.kind] if isinstance(refused, ActionRefused) else 422
        return _after_refusal(sitting_id, form, str(refused)), code
    flash({"text": f"Đã kết thúc phiên họp, ban hành {paper.name}.", "forget": f"ket-thuc-hop-{sitting_id}"})
    return redirect(url_for(".sitting", sitting_id=sitting_id), 303)


def _after_refusal(sitting_id: int, form: CloseForm, words: str) -> str:
    one = fetch(sitting_id)
    form.seen.data = agenda.state_of(one)
    return _page(one, form, words)


def _html(sitting_id: int, form: CloseForm, number: int) -> str:
    one = fetch(sitting_id)
    deciding.check_closing(actor(), one, form.seen.data or "")
    paper = documents.minutes(
        one, setting=committee_setting(form.layout_code.data), conclusion=form.conclusion.data or "",
        ends=form.ends.data or "", number=number, day=form.day.data,
    )  # fmt: skip
    return render_template("print/prose.html", paper=paper)


def _settle(sitting_id: int, form: CloseForm, number: int, content: bytes) -> IssuedPaper:
    one, committee = fetch(sitting_id), papers.committee_unit()
    assert committee, "checked before it was drawn"
    paper = freeze(
        actor=actor(), unit=committee, kind=PaperKind.MINUTES, day=form.day.data, number=number, content=content,
        subject_words=f"{documents.SUBJECTS[one.purpose]} ngày {one.held_on:%d/%m/%Y}",
        layout_code=form.layout_code.data, audience=Audience.COMMITTEE, subject=SUBJECT, subject_id=one.id,
        key=form.key,
    )  # fmt: skip
    deciding.close(
        actor=actor(), sitting=one, conclusion=form.conclusion.data or "", ends=form.ends.data or "",
        seen=form.seen.data or "", number_text=paper.number_text, paper_id=paper.id,
    )  # fmt: skip
    return paper
