"""The list as a paper and a spreadsheet, and the slips with first codes."""

from flask import render_template, request

from nam_tinh_hinh.kernel import clock, history, pdf
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, PDF, XLSX, file_answer, form_key, whole_number
from nam_tinh_hinh.kernel.db import db, writing
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.documents.rosters import roster_paper, roster_sheet
from nam_tinh_hinh.people.documents.slips import AT_ONCE, slip_sheet
from nam_tinh_hinh.people.enums import RosterStage
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.queries.rosters import Newcomer
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.services.accounts import make_code
from nam_tinh_hinh.people.tables import Roster
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.roster_base import fetch, refusal_text
from nam_tinh_hinh.people.views.rosters import roster_page
from nam_tinh_hinh.people.workflow import ROSTER


@bp.get("/danh-sach-can-bo/<int:roster_id>/ban-in.pdf")
@allow(rules.opens_rosters)
def roster_pdf(roster_id: int) -> Answer:
    shown = fetch(roster_id)
    layouts = people.layouts()
    layout = next((one for one in layouts if one.code == request.args.get("the-thuc")), layouts[0])
    number, day = exports.paper_number(), exports.paper_day()
    html = render_template("print/table.html", paper=roster_paper(shown, layout, number=number, day=day))
    name = f"danh-sach-can-bo-{roster_id}.pdf"
    return exports.exported(lambda: pdf.render(html), PDF, name, "roster_export", roster_id)


@bp.get("/danh-sach-can-bo/<int:roster_id>/danh-sach.xlsx")
@allow(rules.opens_rosters)
def roster_xlsx(roster_id: int) -> Answer:
    content = roster_sheet(fetch(roster_id))
    name = f"danh-sach-can-bo-{roster_id}.xlsx"
    return exports.exported(lambda: content, XLSX, name, "roster_export", roster_id)


@bp.post("/danh-sach-can-bo/<int:roster_id>/phieu.pdf")
@allow(rules.is_admin)
def roster_slips(roster_id: int) -> Answer:
    """Print first, then make the codes on the paper good: no code is void or valid that nobody has in his hand.

    Hashing and drawing are slow on purpose or by nature; the database is not kept locked meanwhile.
    """
    shown, doer, key = fetch(roster_id), actor(), form_key()
    if refusal := _no_slips(shown, key):
        return roster_page(shown, refusal), 409
    newcomers, unit_name = _asked_for(queries.newcomers(shown)), shown.unit.name
    db.session.rollback()
    codes = {person.user_id: make_code() for person in newcomers}
    sheet = slip_sheet(newcomers, codes, unit_name=unit_name, address=request.host_url, at=clock.now())
    content = pdf.render(render_template("print/slips.html", paper=sheet))
    try:
        with writing():
            services.hand_out(actor=doer, roster=fetch(roster_id), codes=codes, key=key)
    except ActionRefused as refused:
        return roster_page(fetch(roster_id), refusal_text(refused)), CODES[refused.kind]
    return file_answer(content, PDF, f"phieu-tai-khoan-{roster_id}.pdf")


def _asked_for(people: list[Newcomer]) -> list[Newcomer]:
    """Return the people of one printing: from the row asked for on, as many as are printed at once."""
    first = whole_number(request.form.get("tu-dong")) or 1
    return [person for person in people if person.row >= first][:AT_ONCE]


def _no_slips(shown: Roster, key: str | None) -> str:
    if shown.stage is not RosterStage.APPROVED:
        return "Danh sách chưa duyệt nên chưa có tài khoản để in phiếu."
    if history.replayed(key, actor(), ROSTER):
        return "Phiếu của lần bấm này đã in rồi. Cần in lại thì bấm “In phiếu tài khoản” lần nữa."
    if not _asked_for(queries.newcomers(shown)):
        return "Mọi người trong danh sách đã đăng nhập; không còn ai cần phiếu."
    return ""
