"""The officers' lists: all of them, one with what it changes, and the administrator's decision."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.text import clean, clean_line
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.documents.slips import batches
from nam_tinh_hinh.people.enums import LineChange, RosterStage
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.queries.rosters import RosterFilters
from nam_tinh_hinh.people.rostering.comparing import digest
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.tables import Roster
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.roster_base import LABELS, fetch, refusal_text, who
from nam_tinh_hinh.people.workflow import OPEN, ROSTER, ROSTERS

REASON_AT_MOST = 2000
TONES = {
    LineChange.NEW: "good",
    LineChange.CHANGED: "attention",
    LineChange.SAME: "quiet",
    LineChange.LEAVING: "ended",
}


@bp.get("/danh-sach-can-bo")
@allow(rules.opens_rosters)
def rosters() -> Answer:
    asked = request.args
    stage = next((one for one in RosterStage if one.value == asked.get("giai-doan")), None)
    filters = RosterFilters(stage, clean_line(asked.get("tu-khoa", ""))[:100])
    page = whole_number(asked.get("trang")) or 1
    rows, total = queries.rosters_page(actor(), filters, page)
    composes = rules.composes_rosters(actor())
    return render_template(
        "people/rosters.html", rows=rows, total=total, page=page, per_page=PER_PAGE, filters=filters,
        counts=queries.counts_of(rows), changes=tuple(LineChange), stages=tuple(RosterStage), composes=composes,
        open_roster=queries.open_roster(actor().unit_id or 0) if composes else None,
        page_url=lambda n: url_for(".rosters", **filters.as_args(), trang=n),
    )  # fmt: skip


@bp.get("/danh-sach-can-bo/<int:roster_id>")
@allow(rules.opens_rosters)
def roster(roster_id: int) -> Answer:
    return roster_page(fetch(roster_id))


def roster_page(shown: Roster, refusal: str = "", reason: str = "") -> str:
    """Return the page of one list, with why something was refused."""
    slips = queries.newcomers(shown) if _prints_slips(shown) else []
    events = history.of(ROSTER, shown.id)
    printed = [event for event in events if event.action == "print_slips"]
    return render_template(
        "people/roster.html", roster=shown, refusal=refusal, reason=reason, tones=TONES,
        slips=slips, batches=batches(slips),
        last_print=printed[-1] if printed else None, events=_timeline(events),
        layout_codes={one.code: one.label for one in people.layouts()},
        decides=rules.is_admin(actor()) and shown.stage is RosterStage.SUBMITTED,
        rewrites=rules.composes_rosters(actor()) and shown.stage in OPEN, **_differences(shown),
    )  # fmt: skip


def _prints_slips(shown: Roster) -> bool:
    return rules.is_admin(actor()) and shown.stage is RosterStage.APPROVED


def _differences(shown: Roster) -> dict[str, Any]:
    """Return what an open list would do today; of an approved one the page shows what it has done."""
    if shown.stage not in OPEN:
        return {"differences": [], "checked": None, "seen": ""}
    checked, differences = services.judge(shown.unit_id, queries.typed_lines(shown))
    return {"differences": differences, "checked": checked, "seen": digest(differences)}


def _timeline(events: list[history.Event]) -> list[dict[str, str]]:
    return [
        {"at_text": moment_text(e.at), "who": who(e), "label": LABELS.get(e.action, e.action), "reason": e.reason or ""}
        for e in reversed(events)
    ]


@bp.post("/danh-sach-can-bo/<int:roster_id>/duyet")
@allow(rules.is_admin)
def approve_roster(roster_id: int) -> Answer:
    shown, seen = fetch(roster_id), request.form.get("seen", "")
    version = whole_number(request.form.get("version"))
    try:
        services.approve(actor=actor(), roster=shown, seen=seen, version=version, key=form_key())
    except ActionRefused as refused:
        return _refused(roster_id, refused)
    flash(f"{ROSTERS.actions['approve'].done} của {shown.unit.name}. In phiếu tài khoản ở bên dưới.")
    return redirect(url_for(".roster", roster_id=roster_id), 303)


@bp.post("/danh-sach-can-bo/<int:roster_id>/tra-lai")
@allow(rules.is_admin)
def return_roster(roster_id: int) -> Answer:
    shown = fetch(roster_id)
    reason = clean(request.form.get("reason", ""))[:REASON_AT_MOST]
    version = whole_number(request.form.get("version"))
    try:
        services.send_back(actor=actor(), roster=shown, reason=reason, version=version, key=form_key())
    except ActionRefused as refused:
        return _refused(roster_id, refused, reason)
    flash(f"{ROSTERS.actions['return'].done} cho {shown.unit.name}. Lãnh đạo đơn vị thấy lý do ở “Việc của tôi”.")
    return redirect(url_for(".rosters"), 303)


def _refused(roster_id: int, refused: ActionRefused, reason: str = "") -> Answer:
    return roster_page(fetch(roster_id), refusal_text(refused), reason), CODES[refused.kind]
