"""The history: filters, pages, a spreadsheet, and whether the chain holds."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from flask import Response, render_template, request, url_for

from nam_tinh_hinh.kernel import chronicle as words
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.db import db, writing
from nam_tinh_hinh.kernel.forms import parse_day
from nam_tinh_hinh.kernel.sheets import Column, Kind, Value, workbook
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.people.queries import chronicle as queries
from nam_tinh_hinh.people.queries.chronicle import MOST_EXPORTED, Filters
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.views.base import Answer, actor, bp

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BREAKS_SHOWN = 5
COLUMNS = (
    Column("Lúc", 18, Kind.DATE),
    Column("Người", 28),
    Column("Đơn vị", 36),
    Column("Đối tượng", 30),
    Column("Việc", 28),
    Column("Thay đổi", 60),
    Column("Lý do, ghi chú", 40),
)


def _filters() -> Filters:
    asked, known = request.args, {value for _, group in queries.actions() for value, _ in group}
    return Filters(
        begins=parse_day(asked.get("tu-ngay", "")),
        ends=parse_day(asked.get("den-ngay", "")),
        person=clean_line(asked.get("nguoi", ""))[:100],
        subject=asked["doi-tuong"] if asked.get("doi-tuong") in words.SUBJECTS else "",
        subject_id=whole_number(asked.get("so")),
        action=asked["viec"] if asked.get("viec") in known else "",
    )


@bp.get("/quan-tri/nhat-ky")
@allow(is_admin)
def chronicle() -> Answer:
    filters, before = _filters(), whole_number(request.args.get("truoc"))
    rows, after = queries.page_of(queries.filtered(filters), before=before)
    return render_template(
        "people/admin/chronicle.html", rows=rows, older=after, newest=before is None, filters=filters, words=words,
        names=queries.names(rows), subjects=words.SUBJECTS, actions=queries.actions(), what=_subject_text,
        not_days=_not_days(filters), checked=_chain() if "kiem-tra" in request.args else None,
        page_url=lambda row_id: url_for("people.chronicle", **filters.as_args(), truoc=row_id),
    )  # fmt: skip


def _not_days(filters: Filters) -> list[str]:
    """Return what was typed as a day and is none: a filter is never dropped in silence."""
    asked = (("tu-ngay", filters.begins), ("den-ngay", filters.ends))
    return [request.args[name] for name, day in asked if request.args.get(name) and day is None]


def _chain() -> tuple[int, list[str]]:
    """Return how many rows the chain has, and the first places at which it does not hold."""
    number = db.session.scalar(db.select(db.func.count()).select_from(history.Event)) or 0
    return number, list(islice(history.broken_links(), BREAKS_SHOWN))


def _subject_text(event: history.Event, names: Mapping[int, str]) -> str:
    label = words.subject_of(event).label
    if event.subject == "user" and event.subject_id in names:
        return f"{label} của {names[event.subject_id]}"
    return f"{label} số {event.subject_id}" if event.subject_id else label


@bp.get("/quan-tri/nhat-ky.xlsx")
@allow(is_admin)
def chronicle_xlsx() -> Answer:
    doer = actor()
    with writing():
        history.record(actor=doer, action="export_history", subject="history")
    events = list(queries.exported(queries.filtered(_filters())))
    lines = [f"Nhật ký, lập lúc {clock.moment_text(clock.now())}"]
    if len(events) == MOST_EXPORTED:
        lines.append(f"Chỉ gồm {MOST_EXPORTED} dòng mới nhất; lọc theo ngày để lấy phần cũ hơn.")
    content = workbook("Nhật ký", COLUMNS, _lines(events), heading_lines=lines)
    answer = Response(content, mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename="nhat-ky.xlsx")
    return answer


def _lines(events: Iterable[history.Event]) -> Iterator[list[Value]]:
    events = list(events)
    names = queries.names(events)
    for event in events:
        changed = "\n".join(f"{what}: {before} → {after}".lstrip(": ") for what, before, after in words.changes(event))
        yield [
            event.at, event.actor_name, event.actor_unit, _subject_text(event, names), words.action_label(event),
            changed, words.reason(event),
        ]  # fmt: skip
