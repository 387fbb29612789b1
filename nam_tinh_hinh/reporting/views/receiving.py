"""The receiver's queue: the list at the left, one report at the right; and the piles of what no longer waits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Response, flash, redirect, request, session, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.db import asked_once
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import queries, rules
from nam_tinh_hinh.reporting.enums import Stage
from nam_tinh_hinh.reporting.queries import receiving as reads
from nam_tinh_hinh.reporting.queries import signing
from nam_tinh_hinh.reporting.queries.receiving import Pile
from nam_tinh_hinh.reporting.services.sending import note_reading
from nam_tinh_hinh.reporting.standing import countdown_words
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.views.base import bp, fetch, person
from nam_tinh_hinh.reporting.views.sent import content, note_opening, sending_of
from nam_tinh_hinh.reporting.workflow import workflow

PUT_OFF, MOST_PUT_OFF = "bao-cao-de-sau", 100
PANE, BLOCK = "bao-cao-dang-xem", "khung_bao_cao"


@dataclass
class Shown:
    """What the pane shows beside the report itself: what an act came to, and which row of the list it changes.

    ``gone`` is the id of what was posted about and waits no longer, ``left`` of what was just dealt with.
    """

    refusal: str = ""
    gone: int | None = None
    done: str = ""
    undo: dict[str, Any] = field(default_factory=dict)
    left: int | None = None


@bp.get("/bao-cao/hang-doi")
@allow(rules.may_receive)
def queue() -> Answer:
    pile = next((one for one in Pile if one.value == request.args.get("loc")), Pile.WAITING)
    if pile is not Pile.WAITING:
        return _list(pile)
    report_id = asked.number("xem") or next((row.id for row in _waiting()), None)
    if report_id:
        note_opening(report_id)
    report = queries.report(person(), report_id) if report_id else None
    if report is not None and not rules.receives(person(), report):
        report = None
    html = queue_page(report, Shown(), BLOCK if request.headers.get("HX-Target") == PANE else None)
    return html, 200, {"Vary": "HX-Request"}


def _list(pile: Pile) -> str:
    page = reads.pile_page(person(), pile, asked.page_number(), _period_id())
    return render(
        "reporting/receiving/pile.html", asked.block("danh_sach"), pile=pile, page=page, now=clock.now(),
        newest=queries.newest_sendings([one.id for one in page.rows]), countdown=countdown_words, **_around(),
        page_url=lambda number: url_for(".queue", loc=pile.value, ky=_period_id(), trang=number),
    )  # fmt: skip


def _around() -> dict[str, Any]:
    """What stands above every pile: how many lie on each, the periods to choose from."""
    return {
        "counts": reads.counts(person(), _period_id()), "piles": Pile, "periods": reads.periods(person()),
        "period_id": _period_id(), "fragment": bool(request.headers.get("HX-Request")),
    }  # fmt: skip


def _period_id() -> int | None:
    """Return the period that the list is narrowed to: of the address, or of the form that a button was in."""
    return whole_number(request.form.get("ky") or request.args.get("ky"))


def put_off() -> list[int]:
    """Return what the person put off since signing in, in that order."""
    return list(session.get(PUT_OFF, ()))


def _waiting() -> Sequence[Any]:
    return asked_once(("queue", _period_id()), lambda: reads.waiting(person(), put_off(), _period_id()))


def queue_page(report: Report | None, shown: Shown, block: str | None = None) -> str:
    """Render the queue or its pane, with the first of what waits when ``report`` is none."""
    waiting, around = _waiting(), _around()
    if report is None and waiting:
        report = queries.report(person(), waiting[0].id)
    sending = sending_of(report) if report else None
    if report is None or sending is None:
        report = sending = None
    waits = reads.counts(person())[Pile.WAITING] if _period_id() else around["counts"][Pile.WAITING]
    return render(
        "reporting/receiving/queue.html", block, waiting=waiting, report=report, sending=sending, shown=shown,
        progress=reads.progress(person(), waits), more=_moves_up(waiting, shown.left), has_errors=bool(shown.refusal),
        offered={one.name: one for one in workflow.available(person(), report)} if report else {},
        waits=report is not None and report.stage is Stage.SENT, **around,
        **(content(report, sending) if report and sending else {}),
    )  # fmt: skip


def _moves_up(waiting: Sequence[Any], left: int | None) -> Any:
    """Return the row that comes into the list at its foot once ``left`` has gone: put off, or from beyond the list."""
    again = next((row for row in waiting if row.id == left), None)
    return waiting[-1] if len(waiting) == reads.QUEUE_SHOWN and left else again


def from_queue() -> bool:
    """Tell whether a button of the queue was pressed."""
    return request.form.get("hang-doi") == "1"


def received(report: Report, said: str, action: str, undo: dict[str, Any]) -> Answer:
    """Answer a decision: the next report when this one was dealt with, this one again when that was taken back."""
    return _next(report, said, undo, stays=action == "unaccept")


def _next(report: Report, said: str, undo: dict[str, Any], *, stays: bool) -> Answer:
    url = url_for(".queue", xem=report.id if stays else None, ky=_period_id())
    if _period_id() and undo:
        undo["fields"] = undo["fields"] | {"ky": _period_id()}
    if not request.headers.get("HX-Request"):
        flash({"text": said, **undo})
        return redirect(url, 303)
    following = report if stays else next((fetch(row.id) for row in _waiting()), None)
    if following and (sending_id := signing.to_note(person(), following.id)):
        note_reading(sending_id=sending_id, name=person().name)
    html = queue_page(following, Shown(done=said, undo=undo, left=report.id), BLOCK)
    return Response(html, 200, {"HX-Push-Url": url})


def not_received(report: Report, words: str, code: int) -> Answer:
    """Answer what did not happen: beside the report itself, or beside the next one when this one waits no longer."""
    gone = None if report.stage is Stage.SENT and rules.receives(person(), report) else report.id
    shown = Shown(refusal=words, gone=gone)
    return queue_page(None if gone else report, shown, BLOCK if request.headers.get("HX-Request") else None), code


@bp.post("/bao-cao/<int:report_id>/de-sau")
@allow(rules.may_receive)
def queue_later(report_id: int) -> Answer:
    report = fetch(report_id)
    if report.stage is not Stage.SENT or not rules.receives(person(), report):
        return not_received(report, "Báo cáo này không còn chờ nhận.", 409)
    others, back = [one for one in put_off() if one != report.id], bool(request.form.get("lai"))
    session[PUT_OFF] = others if back else [*others, report.id][-MOST_PUT_OFF:]
    name = f"{report.obligation.unit_name}, {report.obligation.period.title}"
    undo = {"undo_url": url_for(".queue_later", report_id=report.id), "undo_label": "Hoàn tác", "fields": {"lai": "1"}}
    said = f"Đã đưa lại vào hàng đợi: {name}." if back else f"Đã để sau: {name}."
    return _next(report, said, {} if back else undo, stays=back)
