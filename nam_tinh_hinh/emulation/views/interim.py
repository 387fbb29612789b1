"""Step 4 of one exemplar: its interim reviews, written and sent by the unit."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import ASSIGNED
from nam_tinh_hinh.emulation.enums.carrying import WRITABLE
from nam_tinh_hinh.emulation.forms.carrying import InterimForm
from nam_tinh_hinh.emulation.queries import interim as queries
from nam_tinh_hinh.emulation.services import interim as services
from nam_tinh_hinh.emulation.tables import InterimReview
from nam_tinh_hinh.emulation.views.base import bp, fetch
from nam_tinh_hinh.emulation.views.carrying import seen_row
from nam_tinh_hinh.emulation.views.parts import about
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer, actor


@bp.get("/<int:exemplar_id>/so-ket")
@allow(rules.may_look)
def interim(exemplar_id: int) -> Answer:
    exemplar = fetch(exemplar_id)
    if exemplar.stage not in ASSIGNED:
        return render_template("emulation/carrying/closed.html", **about(exemplar), refusal="", what="Sơ kết")
    reviews = queries.reviews_of(exemplar.id)
    return render_template(
        "emulation/carrying/interim.html", **about(exemplar), edits=rules.edits(actor(), exemplar), writable=WRITABLE,
        reviews=[(one, queries.standing_of(one, exemplar)) for one in reviews],
        reminders=queries.last_reminders(reviews),
    )  # fmt: skip


@bp.route("/<int:exemplar_id>/so-ket/<int:months>", methods=["GET", "POST"])
@allow(rules.may_register)
def interim_write(exemplar_id: int, months: int) -> Answer:
    exemplar = fetch(exemplar_id)
    review = found(queries.review(exemplar.id, months))
    if request.method == "GET":
        if not _is_open(review) or not rules.edits(actor(), exemplar):
            return _to(review)
        return _page(review, InterimForm(obj=review), 200)
    form = InterimForm()
    form.sending = request.form.get("buoc") == "gui"
    if not form.validate():
        return _page(review, form, 422)
    form.take(review, request.form.getlist("lay"))
    verb = services.send_review if form.sending else services.save_review
    try:
        verb(actor=actor(), review=review, facts=form.facts(), version=seen_row(), key=form.key)
    except ActionRefused as refused:
        return _page(review, form, CODES[refused.kind], refused)
    flash({"text": _receipt(review) if form.sending else "Đã lưu nháp, chưa gửi.", "forget": _kept(review)})
    return _to(review)


def _is_open(review: InterimReview) -> bool:
    return queries.standing_of(review, review.exemplar).standing in WRITABLE


def _kept(review: InterimReview) -> str:
    return f"so-ket-{review.id}"


def _receipt(review: InterimReview) -> str:
    """Say when it was sent by the server's time, how that stands to the due day, and who reads it next."""
    stands = queries.standing_of(review, review.exemplar)
    late = f"chậm {stands.days_late} ngày" if stands.days_late else "đúng hạn"
    sent = f"Đã gửi sơ kết {review.months} tháng lúc {moment_text(review.sent_at)}, {late}."
    return f"{sent} Ban Chỉ đạo sẽ đọc tiếp."


def _to(review: InterimReview) -> Answer:
    return redirect(url_for(".interim", exemplar_id=review.exemplar_id), 303)


def _page(review: InterimReview, form: InterimForm, code: int, refused: ActionRefused | None = None) -> tuple[str, int]:
    editable = _is_open(review)
    if request.method == "GET":
        form.version.data = review.version
    html = render_template(
        "emulation/carrying/interim_form.html", exemplar=review.exemplar, review=review, form=form, editable=editable,
        stands=queries.standing_of(review, review.exemplar), earlier=queries.sent_before(review),
        kept_as=_kept(review), **refused_words(form, review, refused, editable=editable),
    )  # fmt: skip
    return html, code
