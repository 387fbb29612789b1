"""The hand-over paper: drafted, printed under a number given elsewhere, or issued - which hands the petition on."""

from functools import partial

from flask import abort, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import pdf
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import PDF
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.queries import issuing as papers
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.people.views.issuing import Heading, Keep, confirming, draft, issued, offered, tell
from nam_tinh_hinh.situation import queries as reads
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.documents.transfer import subject_of, transfer_paper
from nam_tinh_hinh.situation.forms.petitions import TransferForm
from nam_tinh_hinh.situation.queries import petitions as queries
from nam_tinh_hinh.situation.services import petitions as services
from nam_tinh_hinh.situation.services.petitions.moving import MOVED_ON
from nam_tinh_hinh.situation.tables import Petition
from nam_tinh_hinh.situation.views.base import bp, fetch, person
from nam_tinh_hinh.situation.views.parts import about
from nam_tinh_hinh.situation.workflow import PETITION, WITH_US

PLACE = "/phan-anh/<int:observation_id>/phieu-chuyen"


def _fetch(observation_id: int) -> Petition:
    """Return a petition of which the signed-in person's unit writes the papers, or answer 404; 403 once it is over."""
    observation = fetch(observation_id)
    row = found(queries.petition(observation_id))
    if not rules.follows(person(), row):
        abort(403)
    row.observation = observation
    return row


def _form(row: Petition) -> TransferForm:
    form = TransferForm()
    form.offer_units(queries.authorities(row.unit_id))
    form.preset(row)
    own = [unit for unit in papers.issuers(person().actor) if unit.id == row.unit_id]
    return offered(form, issuers=own)


@bp.get(PLACE)
@allow(rules.handles)
def petition_paper(observation_id: int) -> Answer:
    return _page(observation_id, _form(_fetch(observation_id)))


def _page(observation_id: int, form: TransferForm, refusal: str = "") -> str:
    row = _fetch(observation_id)
    return render_template(
        "situation/petitions/paper.html", **about(row.observation), petition=row, layout_codes=exports.LAYOUT_CODES,
        may_issue=bool(form.issuer.choices) and row.stage in WITH_US,
        **confirming(form, PaperKind.TRANSFER, seen=str(row.version), refusal=refusal,
                     kept_as=f"phieu-chuyen-{row.id}"),
    )  # fmt: skip


@bp.route(f"{PLACE}.pdf", methods=["GET", "POST"])
@allow(rules.handles)
def petition_paper_pdf(observation_id: int) -> Answer:
    """Give the paper: a POST what is typed and not issued yet; a GET with the number it got in a register elsewhere."""
    row = _fetch(observation_id)
    form, name = _form(row), f"phieu-chuyen-{observation_id}.pdf"
    if request.method == "GET":
        heading = Heading(row.unit_id, exports.layout_asked(), exports.paper_day(), exports.paper_number())
        html = _html(observation_id, form, heading)
        return exports.exported(lambda: pdf.render(html), PDF, name, PETITION, observation_id)
    return draft(
        form, page=partial(_page, observation_id, form), compose=partial(_html, observation_id, form), name=name,
        subject=PETITION, subject_id=observation_id,
    )  # fmt: skip


def _html(observation_id: int, form: TransferForm, heading: Heading) -> str:
    row, chosen = _fetch(observation_id), form.chosen()
    paper = transfer_paper(
        row, authority=chosen.name if chosen else row.authority, words=form.words.data or "",
        voices=reads.total_voices(observation_id), setting=heading.setting, number=heading.number, day=heading.day,
    )  # fmt: skip
    return render_template("print/prose.html", paper=paper)


@bp.post(PLACE)
@allow(rules.handles)
def petition_paper_issue(observation_id: int) -> Answer:
    form = _form(_fetch(observation_id))
    if not form.issuer.choices:
        abort(403)
    return issued(
        form, PaperKind.TRANSFER, page=partial(_page, observation_id, form),
        compose=partial(_issuable, observation_id, form), settle=partial(_settle, observation_id, form),
        done=partial(_done, observation_id),
    )  # fmt: skip


def _issuable(observation_id: int, form: TransferForm, heading: Heading) -> str:
    _read_again(observation_id, form)
    return _html(observation_id, form, heading)


def _read_again(observation_id: int, form: TransferForm) -> Petition:
    """Return the petition as it is now; raises ``ActionRefused`` when it is not the one that was read."""
    row = _fetch(observation_id)
    if row.version != form.version or row.stage not in WITH_US:
        raise ActionRefused(Refusal.MOVED_ON, MOVED_ON)
    return row


def _settle(observation_id: int, form: TransferForm, keep: Keep) -> IssuedPaper:
    row, to = _read_again(observation_id, form), form.chosen()
    assert to  # the form was valid
    paper = keep(
        subject_words=subject_of(row), audience=Audience.UNIT, about_unit_id=to.unit_id, subject=PETITION,
        subject_id=observation_id,
    )  # fmt: skip
    services.hand_on(
        actor=person(), petition=row, authority=to, on_day=paper.day, paper=paper.number_text,
        words=form.words.data or "",
    )  # fmt: skip
    return paper


def _done(observation_id: int, paper: IssuedPaper) -> Answer:
    tell(paper, "Kiến nghị đã ghi là chuyển xử lý theo văn bản này.", forget=f"phieu-chuyen-{observation_id}")
    return redirect(url_for(".petition", observation_id=observation_id), 303)
