"""The end of a sitting: its minutes are read, concluded, issued with a number and frozen, all in one act."""

from collections.abc import Collection
from functools import partial

from flask import redirect, render_template, url_for

from nam_tinh_hinh.emulation import agenda, rules
from nam_tinh_hinh.emulation.documents import sitting as documents
from nam_tinh_hinh.emulation.enums import SittingStage
from nam_tinh_hinh.emulation.forms.sitting import CloseForm
from nam_tinh_hinh.emulation.services import deciding
from nam_tinh_hinh.emulation.services.sitting import SUBJECT
from nam_tinh_hinh.emulation.tables import Sitting
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.sitting import fetch
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries import issuing as papers
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell

PATH = "/phien-hop/<int:sitting_id>"


def hidden_from_me(one: Sitting) -> frozenset[int]:
    """Return the items of which the signed-in person reads nothing."""
    return frozenset(item.id for item in one.items if not agenda.opens(actor(), item))


def _kept_as(sitting_id: int) -> str:
    return f"ket-thuc-hop-{sitting_id}"


def _form(one: Sitting) -> CloseForm:
    """Return the form; minutes of the committee go out in its own name."""
    committee = papers.committee_unit()
    preset = one.conclusion or documents.preset_conclusion(one)
    return offered(CloseForm(conclusion=preset), issuers=[committee] if committee else [])


@bp.get(f"{PATH}/ket-thuc")
@allow(rules.issues)
def sitting_close(sitting_id: int) -> Answer:
    one = fetch(sitting_id)
    if one.stage is not SittingStage.OPEN:
        return redirect(url_for(".sitting", sitting_id=sitting_id), 303)
    return _page(sitting_id, _form(one))


def _page(sitting_id: int, form: CloseForm, refusal: str = "") -> str:
    one = fetch(sitting_id)
    return render_template(
        "emulation/sitting/close.html", sitting=one, agenda=agenda, progress=agenda.progress(one.items),
        unread=hidden_from_me(one),
        **confirming(
            form, PaperKind.MINUTES, seen=agenda.state_of(one), refusal=refusal, kept_as=_kept_as(sitting_id)
        ),
    )  # fmt: skip


@bp.route(f"{PATH}/xem-thu.pdf", methods=["GET", "POST"])
@allow(rules.issues)
def sitting_preview(sitting_id: int) -> Answer:
    """Show the minutes as they stand; a POST brings the words that are typed and not issued yet."""
    one = fetch(sitting_id)
    form = _form(one)
    return draft(
        form, page=partial(_page, sitting_id, form),
        compose=lambda heading: _html(sitting_id, form, heading, hidden_from_me(one)),
        name="bien-ban-hop-du-thao.pdf", subject=SUBJECT, subject_id=sitting_id,
    )  # fmt: skip


def _html(sitting_id: int, form: CloseForm, heading: Heading, hidden: Collection[int] = ()) -> str:
    paper = documents.minutes(
        fetch(sitting_id), setting=heading.setting, conclusion=form.conclusion.data or "", ends=form.ends.data or "",
        number=heading.number, day=heading.day, hidden=hidden,
    )  # fmt: skip
    return render_template("print/prose.html", paper=paper)


@bp.post(f"{PATH}/ket-thuc")
@allow(rules.issues)
def sitting_close_post(sitting_id: int) -> Answer:
    form = _form(fetch(sitting_id))
    return issued(
        form, PaperKind.MINUTES, page=partial(_page, sitting_id, form), compose=partial(_closing, sitting_id, form),
        settle=partial(_settle, sitting_id, form), done=partial(_done, sitting_id),
    )  # fmt: skip


def _closing(sitting_id: int, form: CloseForm, heading: Heading) -> str:
    deciding.check_closing(actor(), fetch(sitting_id), form.seen.data or "")
    return _html(sitting_id, form, heading)


def _settle(sitting_id: int, form: CloseForm, keep: Keep) -> IssuedPaper:
    one = fetch(sitting_id)
    paper = keep(
        subject_words=f"{documents.SUBJECTS[one.purpose]} ngày {one.held_on:%d/%m/%Y}", audience=Audience.COMMITTEE,
        subject=SUBJECT, subject_id=one.id,
    )  # fmt: skip
    deciding.close(
        actor=actor(), sitting=one, conclusion=form.conclusion.data or "", ends=form.ends.data or "",
        seen=form.seen.data or "", number_text=paper.number_text, paper_id=paper.id,
    )  # fmt: skip
    return paper


def _done(sitting_id: int, paper: IssuedPaper) -> Answer:
    tell(paper, "Phiên họp đã kết thúc; các dự kiến vẫn chưa công bố với đơn vị.", forget=_kept_as(sitting_id))
    return redirect(url_for(".sitting", sitting_id=sitting_id), 303)
