"""Who looks after which area on which day: the list, its papers, an officer's page, ending and undoing."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from nam_tinh_hinh.kernel import asked, clock, forms, history, pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries, services
from nam_tinh_hinh.people.documents import places
from nam_tinh_hinh.people.forms.postings import EndForm
from nam_tinh_hinh.people.queries import PostingFilters
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.rules import assigns, has_hat
from nam_tinh_hinh.people.services.postings import POSTING
from nam_tinh_hinh.people.tables import User
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.events import log_of


def _filters() -> PostingFilters:
    return PostingFilters(
        day=asked.day("ngay") or clock.today(),
        words=asked.words("tu-khoa"),
        officer=asked.words("can-bo"),
        bare_only=request.args.get("chua-co") == "1",
    )


@bp.get("/phan-cong")
@allow(has_hat)
def postings() -> Answer:
    filters, page = _filters(), asked.page_number()
    lines = queries.areas_on(filters)
    shown = lines[(page - 1) * PER_PAGE : page * PER_PAGE]
    held = queries.postings_on([line.id for line in shown], filters.day)
    html = render(
        "people/postings.html", asked.block("danh_sach"), lines=shown, total=len(lines), page=page, held=held,
        bare=sum(line.bare for line in lines), filters=filters, per_page=PER_PAGE, assigns=assigns(actor()),
        posts=queries.posts_on({one.user_id for some in held.values() for one in some}, filters.day),
        today=clock.today(), no_day="" if asked.day("ngay") else asked.words("ngay"),
        page_url=lambda n: url_for(".postings", **filters.as_args(), trang=n), layout_codes=exports.LAYOUT_CODES,
        mine=_mine(filters),
    )  # fmt: skip
    return html, 200, {"Vary": "HX-Request"}


def _mine(filters: PostingFilters) -> list[str]:
    user_id = actor().user_id or 0
    postings = queries.postings_from(user_id, filters.day)
    return [one.area.name for one in postings if one.valid_from <= filters.day]


@bp.get("/phan-cong/danh-sach.pdf")
@allow(has_hat)
def postings_pdf() -> Answer:
    paper = places.posting_list(
        _filters(), setting=exports.setting(), number=exports.paper_number(), day=exports.paper_day()
    )
    html = render_template("print/table.html", paper=paper)
    return exports.exported(lambda: pdf.render(html), "application/pdf", "phan-cong-dia-ban.pdf", "posting_list")


@bp.get("/phan-cong/danh-sach.xlsx")
@allow(has_hat)
def postings_xlsx() -> Answer:
    filters = _filters()
    return exports.exported(lambda: places.posting_sheet(filters), asked.XLSX, "phan-cong-dia-ban.xlsx", "posting_list")


@bp.get("/phan-cong/can-bo/<int:user_id>")
@allow(has_hat)
def officer(user_id: int) -> Answer:
    return officer_page(_fetch(user_id))


def _fetch(user_id: int) -> User:
    return found(queries.officer(actor(), user_id, clock.today()))


def officer_page(user: User, refusal: str = "", typed: tuple[int, str] = (0, "")) -> str:
    """Return an officer's page; ``typed`` is (posting id, day) of an end that was refused."""
    today = clock.today()
    return render_template(
        "people/officer.html", officer=user, postings=queries.postings_of_officer(user.id), today=today, typed=typed,
        post=queries.posts_on([user.id], today).get(user.id, ""), refusal=refusal, events=log_of(POSTING, user.id),
        may_assign=assigns(actor()) and queries.may_assign(actor(), user.id, today),
    )  # fmt: skip


@bp.post("/phan-cong/<int:posting_id>/ket-thuc")
@allow(assigns)
def posting_end(posting_id: int) -> Answer:
    posting, form = found(queries.posting(posting_id)), EndForm()
    typed = (posting_id, forms.text.clean_line(request.form.get("on_day", "")))
    if not form.validate():
        return officer_page(posting.user, " ".join(form.on_day.errors), typed), 422
    try:
        event = services.end_posting(actor=actor(), posting=posting, on_day=form.on_day.data, key=form.key)
    except EntryRefused as refused:
        return officer_page(posting.user, str(refused), typed), 422
    except ActionRefused as refused:
        return _not_done(posting.user, refused)
    said = f"{posting.user.name} phụ trách “{posting.area.name}” đến hết ngày {posting.valid_to:%d/%m/%Y}."
    return done(event, said, url_for(".officer", user_id=posting.user_id))


@bp.post("/phan-cong/<int:posting_id>/bo")
@allow(assigns)
def posting_remove(posting_id: int) -> Answer:
    key, posting = asked.form_key(), queries.posting(posting_id)
    if posting is None:
        event = found(history.replayed(key, actor(), POSTING))
        return redirect(url_for(".officer", user_id=event.subject_id), 303)
    user, name = posting.user, posting.area.name
    try:
        event = services.remove_posting(actor=actor(), posting=posting, key=key)
    except ActionRefused as refused:
        return _not_done(user, refused)
    if queries.officer(actor(), user.id, clock.today()) is None:
        return done(event, f"Đã bỏ phân công “{name}” của {user.name}.", url_for(".postings"))
    return done(event, f"Đã bỏ phân công “{name}” của {user.name}.", url_for(".officer", user_id=user.id))


def _not_done(user: User, refused: ActionRefused) -> tuple[str, int]:
    db.session.expire_all()
    return officer_page(user, refused.message), asked.CODES[refused.kind]


def done(event: history.Event, words: str, to: str) -> BaseResponse:
    """Answer a change: say it, offer to undo it, and lead on."""
    flash({"text": words, "undo_url": url_for(".postings_undo", event_id=event.id)})
    return redirect(to, 303)


@bp.post("/phan-cong/hoan-tac/<int:event_id>")
@allow(assigns)
def postings_undo(event_id: int) -> Answer:
    event = db.session.get(history.Event, event_id)
    if event is None or event.subject != POSTING or event.actor_id != actor().user_id:
        found(None)
    try:
        services.undo_postings(actor=actor(), event=event, key=asked.form_key())
    except ActionRefused as refused:
        db.session.rollback()
        user = db.session.get_one(User, event.subject_id)
        return officer_page(user, refused.message), asked.CODES[refused.kind]
    flash("Đã hoàn tác: phân công như trước.")
    return redirect(url_for(".officer", user_id=event.subject_id), 303)
