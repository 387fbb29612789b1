"""What a unit has to report: the list of its reports, one report as the task list of its outline."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, form_key, number, page_number, whole_number
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import queries, rules, services, tasklist
from nam_tinh_hinh.reporting.enums import EDITABLE, FINISHED, OUT, RegimeKind, Stage
from nam_tinh_hinh.reporting.queries import writing
from nam_tinh_hinh.reporting.queries.writing import Pick, ReportFilters
from nam_tinh_hinh.reporting.standing import countdown_words
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.views.base import bp, fetch_own, locked, person, refusal_text
from nam_tinh_hinh.reporting.views.filling import first_filling
from nam_tinh_hinh.reporting.views.signing import steps_of
from nam_tinh_hinh.situation.views.base import doer_of

NO_VERSION = -1


@bp.get("/bao-cao/")
@allow(rules.may_look)
def index() -> Answer:
    filters = _filters()
    page = writing.own_page(person(), filters, page_number())
    waiting = [row for row in page.rows if row.stage not in OUT and not row.obligation.exempted_at]
    return render_template(
        "reporting/writing/index.html", filters=filters, page=page, waiting=waiting, out=writing.gone_out(page.rows),
        others=[row for row in page.rows if row not in waiting], progress=writing.progress(row.id for row in page.rows),
        opens=None if page.rows or filters.as_args() else writing.next_opening(person()), now=clock.now(),
        opened=lambda row: rules.works_on(person(), row), editable=EDITABLE,
        countdown=countdown_words, my_unit=person().unit_id,
        page_url=lambda n: url_for(".index", **filters.as_args(), trang=n), may_own=rules.may_write(person().actor),
        may_ask=rules.asks_others(person().actor), **_options(),
    )  # fmt: skip


def _filters() -> ReportFilters:
    def chosen(kind: Any, name: str) -> Any:
        return next((one for one in kind if one.value == request.args.get(name)), None)

    return ReportFilters(chosen(Cadence, "ky"), chosen(RegimeKind, "loai"), chosen(Pick, "tinh-trang"), number("nam"))


def _options() -> dict[str, list[tuple[str, str]]]:
    named = {"cadences": Cadence, "kinds": RegimeKind, "picks": Pick}
    options = {name: [(one.value, one.label) for one in kind] for name, kind in named.items()}
    return options | {"years": [(str(year), str(year)) for year in writing.years_of(person())]}


@bp.get("/bao-cao/<int:report_id>")
@allow(rules.may_look)
def show(report_id: int) -> Answer:
    return _page(first_filling(fetch_own(report_id)))


def _page(report: Report, refusal: str = "") -> str:
    headings, sections = queries.headings_of(report), queries.sections(report.id)
    mine = [one for one in sections if one.opened]
    return render_template(
        "reporting/writing/show.html", report=report, lines=tasklist.lines(headings, sections),
        done=tasklist.finished(mine), total=len(mine), some_locked=len(mine) < len(sections), lock=locked(report),
        sent_back=_sent_back(report),
        following=next(iter(tasklist.to_do(sections)), None), editable=report.stage in EDITABLE, finished=FINISHED,
        written=any(one.text or one.figures for one in sections), refusal=refusal, has_errors=bool(refusal),
        offered=steps_of(report, queries.sending(person(), report.id)) if report.stage not in EDITABLE else {},
    )  # fmt: skip


def _sent_back(report: Report) -> dict[str, str] | None:
    """Return who sent the report back, when and why, while it lies with its writers again."""
    action = {Stage.DECLINED: "decline", Stage.RETURNED: "return"}.get(report.stage)
    if action is None:
        return None
    event: history.Event | None = writing.said_last(report.id, action)
    return {
        "title": "Lãnh đạo trả lại" if action == "decline" else "Nơi nhận yêu cầu sửa",
        "reason": report.decline_reason if action == "decline" else report.return_reason,
        "who": doer_of(event) if event else "", "when": clock.moment_text(event.at) if event else "",
    }  # fmt: skip


@bp.post("/bao-cao/<int:report_id>/khong-phat-sinh")
@allow(rules.may_write)
def nothing(report_id: int) -> Answer:
    report, on = fetch_own(report_id), request.form.get("co") != "1"
    seen = whole_number(request.form.get("version"))
    version = NO_VERSION if seen is None else seen
    try:
        services.nothing_at_all(actor=person(), report=report, on=on, version=version, key=form_key())
    except ActionRefused as refused:
        return _page(fetch_own(report_id), refusal_text(refused)), CODES[refused.kind]
    flash(_said_nothing(report) if on else "Đã bỏ “Không có phát sinh”. Các mục viết như thường.")
    return redirect(url_for(".show", report_id=report_id), 303)


def _said_nothing(report: Report) -> dict[str, Any]:
    return {
        "text": "Đã ghi cả báo cáo là “Không có phát sinh”. Chữ đã viết ở các mục vẫn còn.",
        "undo_url": url_for(".nothing", report_id=report.id), "fields": {"co": "1", "version": report.version},
    }  # fmt: skip
