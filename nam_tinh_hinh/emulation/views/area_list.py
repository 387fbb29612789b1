"""The list of the whole area, issued by the standing office or the chair (requirement R121)."""

import hashlib
from collections.abc import Sequence
from functools import partial

from flask import redirect, render_template, url_for

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.documents import preparing as documents
from nam_tinh_hinh.emulation.queries import preparing
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.sending import CAMPAIGN, WORDS
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import number
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.forms.issuing import IssueForm, marked
from nam_tinh_hinh.people.queries.issuing import issuers, papers_of
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell

CHANGED = "Danh sách vừa thay đổi. Hãy đọc lại rồi ban hành."


def _campaign() -> Campaign:
    return found(queries.campaign(number("nam") or clock.today().year))


def _form() -> IssueForm:
    """Return the form; the whole area's list goes out in the committee's own name."""
    return offered(IssueForm(), issuers=issuers(actor())[:1])


@bp.get("/danh-sach/ban-hanh")
@allow(rules.issues)
def area_list() -> Answer:
    return _page(_form())


def _page(form: IssueForm, refusal: str = "") -> str:
    campaign = _campaign()
    items = preparing.of_whole_area(actor(), campaign)
    papers = papers_of(CAMPAIGN, [campaign.id], actor=actor())
    return render_template(
        "emulation/preparing/area_list.html", campaign=campaign, items=items,
        units=len({item.unit_id for item in items}), earlier=[one for one in papers if _is_whole(one)],
        **confirming(form, PaperKind.LIST, seen=_mark(items), refusal=refusal),
    )  # fmt: skip


def _is_whole(paper: IssuedPaper) -> bool:
    return paper.kind is PaperKind.LIST and paper.about_unit_id is None


def _mark(items: Sequence[Exemplar]) -> str:
    """Return what the form carries of the list that was read: it changes with every row."""
    return hashlib.sha256(marked(items).encode()).hexdigest()[:16]


@bp.route("/danh-sach/ban-hanh/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.issues)
def area_list_draft() -> Answer:
    form, name = _form(), "danh-sach-toan-dia-ban-du-thao.pdf"
    return draft(form, page=partial(_page, form), compose=_paper, name=name, subject="registration_list")


def _paper(heading: Heading) -> str:
    campaign = _campaign()
    paper = documents.area_list(
        preparing.of_whole_area(actor(), campaign), year=campaign.year, setting=heading.setting,
        number=heading.number, day=heading.day,
    )  # fmt: skip
    return render_template("print/table.html", paper=paper)


@bp.post("/danh-sach/ban-hanh")
@allow(rules.issues)
def area_list_issue() -> Answer:
    form = _form()
    return issued(
        form, PaperKind.LIST, page=partial(_page, form), compose=_paper, settle=partial(_settle, form), done=_done
    )


def _settle(form: IssueForm, keep: Keep) -> IssuedPaper:
    campaign = _campaign()
    items = preparing.of_whole_area(actor(), campaign)
    if not items or form.seen.data != _mark(items):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    return keep(
        subject_words=WORDS.format(campaign.year) + documents.WHOLE_AREA, audience=Audience.COMMITTEE,
        subject=CAMPAIGN, subject_id=campaign.id,
    )  # fmt: skip


def _done(paper: IssuedPaper) -> Answer:
    tell(paper)
    return redirect(url_for(".area_list", nam=number("nam")), 303)
