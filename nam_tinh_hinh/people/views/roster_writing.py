"""Drawing up a list: rows typed, cells pasted, a file, or today's officers; checked, reviewed, sent.

Nothing is stored before "Gửi danh sách": the rows travel in the page itself, so every step works without JavaScript and
what was typed is in the page again whatever the answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, XLSX, file_answer, form_key, whole_number
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.sheets import SheetRefused
from nam_tinh_hinh.kernel.text import clean
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.documents.rosters import sample_sheet
from nam_tinh_hinh.people.enums import LineChange, RosterStage
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.rostering.checking import Checked
from nam_tinh_hinh.people.rostering.comparing import Difference
from nam_tinh_hinh.people.rostering.lines import FIELDS, LABELS, LONGEST, MOST_LINES, RawLine
from nam_tinh_hinh.people.rostering.reading import from_file, from_pasted
from nam_tinh_hinh.people.services import rosters as services
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.roster_base import refusal_text
from nam_tinh_hinh.people.views.rosters import TONES
from nam_tinh_hinh.people.workflow import ROSTER

BLANK_ROWS = 8
ADDED_ROWS = 5
PASTED_AT_MOST = 500_000
# The steps that judge the whole list; the others only bring rows into the page.
JUDGING = frozenset({"kiem", "dan", "tep", "gui"})


@bp.get("/danh-sach-can-bo/mau.xlsx")
@allow(rules.composes_rosters)
def roster_sample() -> Answer:
    return file_answer(sample_sheet(), XLSX, "danh-sach-can-bo-mau.xlsx")


@bp.route("/danh-sach-can-bo/lap", methods=["GET", "POST"])
@allow(rules.composes_rosters)
def compose_roster() -> Answer:
    unit_id = actor().unit_id or 0
    if request.method == "GET":
        waiting = queries.open_roster(unit_id)
        return _table_page(queries.typed_lines(waiting) if waiting else []), 200
    taken = _taken_in(unit_id)
    if taken.refusal:
        return _table_page(taken.rows, sentences=[taken.refusal], pasted=taken.pasted), 422
    if taken.step == "gui":
        return _send(taken.rows)
    if taken.step not in JUDGING:
        return _table_page(taken.rows, blank=ADDED_ROWS if taken.step == "them" else 0, seen=_seen()), 200
    checked, differences = services.judge(unit_id, taken.rows)
    if not checked.is_good:
        return _table_page(taken.rows, checked), 422
    return _review_page(taken.rows, differences), 200


@dataclass(frozen=True)
class Taken:
    """What came in with a press: the rows, the step asked for, and why a file or pasted cells were not taken."""

    step: str
    rows: list[RawLine]
    refusal: str = ""
    pasted: str = ""


def _taken_in(unit_id: int) -> Taken:
    step, rows, pasted = request.form.get("buoc", "kiem"), _typed(), _pasted()
    try:
        added = _added(step, unit_id, pasted)
    except SheetRefused as refused:
        return Taken(step, rows, str(refused), pasted)
    kept = [] if added and request.form.get("thay-bang") else rows
    rows = _numbered([*kept, *added])
    if len(rows) > MOST_LINES:
        return Taken(step, rows[:MOST_LINES], f"Chỉ nhận {MOST_LINES} người một danh sách; phần sau chưa đưa vào bảng.")
    return Taken(step, rows)


def _added(step: str, unit_id: int, pasted: str) -> list[RawLine]:
    """Return the rows that this press brings in; a file chosen or cells pasted count whatever button was pressed."""
    if step == "hien-co":
        return queries.officers_now(unit_id)
    file = request.files.get("tep")
    if step == "tep" and not (file and file.filename):
        raise SheetRefused("Chưa chọn tệp. Bấm “Chọn tệp”, chọn tệp .xlsx hoặc .csv, rồi bấm “Đưa tệp vào bảng”.")
    added = from_file(file.read(), file.filename) if file and file.filename else []
    return [*added, *(from_pasted(pasted) if pasted.strip() or step == "dan" else [])]


def _pasted() -> str:
    """Return the pasted cells without what the eye cannot see; tabs part cells, so they stay."""
    lines = request.form.get("dan", "")[:PASTED_AT_MOST].splitlines()
    return "\n".join("\t".join(map(clean, line.split("\t"))) for line in lines)


def _typed() -> list[RawLine]:
    """Return the rows of the page's table without the blank ones."""
    columns = {name: [clean(cell) for cell in request.form.getlist(name)] for name in FIELDS}
    sources = request.form.getlist("dong")
    count = min(max(map(len, columns.values())), 2 * MOST_LINES)
    rows = [
        RawLine(n, {name: values[n] if n < len(values) else "" for name, values in columns.items()},
                _source(sources[n] if n < len(sources) else ""))
        for n in range(count)
    ]  # fmt: skip
    return _numbered(row for row in rows if not row.is_blank)


def _source(text: str) -> str:
    return str(whole_number(text) or "")


def _numbered(rows: Iterable[RawLine]) -> list[RawLine]:
    return [replace(row, number=number) for number, row in enumerate(rows, start=1)]


def _seen() -> services.Seen:
    """Return the open list the leader saw when he began, as the page carries it."""
    parts = [whole_number(part) for part in request.form.get("dang-mo", "").split("-")]
    return (parts[0], parts[1]) if len(parts) == 2 and parts[0] and parts[1] else None


def _common(rows: Sequence[RawLine], seen: services.Seen) -> dict[str, Any]:
    return {
        "rows": rows, "fields": FIELDS, "labels": LABELS, "seen": f"{seen[0]}-{seen[1]}" if seen else "",
    }  # fmt: skip


def _table_page(
    rows: Sequence[RawLine],
    checked: Checked | None = None,
    *,
    sentences: Sequence[str] = (),
    pasted: str = "",
    blank: int | None = None,
    seen: services.Seen = None,
) -> str:
    """Show the table to edit, with every fault at its cell, and the other ways in beside it."""
    unit_id = actor().unit_id or 0
    seen = (seen or _seen()) if request.method == "POST" else services.seen_now(unit_id)
    said = [*sentences, *(checked.sentences if checked else ())]
    return render_template(
        "people/roster_form.html", **_common(rows, seen), checked=checked, sentences=said, pasted=pasted,
        shown=[*rows, *_blanks(rows, blank)], longest=LONGEST, has_errors=bool(said or (checked and checked.faults)),
        officers=len(queries.officers_now(unit_id)), returned=_returned(unit_id), most=MOST_LINES,
    )  # fmt: skip


def _blanks(rows: Sequence[RawLine], blank: int | None) -> list[RawLine]:
    wanted = blank if blank is not None else (0 if rows else BLANK_ROWS)
    room = max(0, MOST_LINES - len(rows))
    return [RawLine(len(rows) + n, {}) for n in range(1, min(wanted, room) + 1)]


def _returned(unit_id: int) -> dict[str, str] | None:
    waiting = queries.open_roster(unit_id)
    if waiting is None or waiting.stage is not RosterStage.RETURNED:
        return None
    event = history.last(ROSTER, waiting.id)
    return {"reason": waiting.return_reason, "at": moment_text(event.at) if event else ""}


def _review_page(
    rows: Sequence[RawLine], differences: Sequence[Difference], refusal: str = "", seen: services.Seen = None
) -> str:
    waiting = queries.open_roster(actor().unit_id or 0)
    return render_template(
        "people/roster_review.html", **_common(rows, seen or _seen()), differences=differences, tones=TONES,
        changes=tuple(LineChange), refusal=refusal, unit_name=actor().unit_name,
        replaced=waiting if waiting and waiting.stage is RosterStage.SUBMITTED else None,
    )  # fmt: skip


def _send(rows: Sequence[RawLine]) -> Answer:
    try:
        sent = services.send(actor=actor(), rows=rows, seen=_seen(), key=form_key())
    except services.RosterFaulty as faulty:
        return _table_page(rows, faulty.checked), 422
    except ActionRefused as refused:
        _checked, differences = services.judge(actor().unit_id or 0, rows)
        # Having read of the other list, the leader may send all the same: his page now knows of it.
        seen = services.seen_now(actor().unit_id or 0)
        return _review_page(rows, differences, refusal_text(refused), seen), CODES[refused.kind]
    flash(
        {"text": f"Đã gửi danh sách lúc {moment_text(sent.submitted_at)}. Quản trị sẽ đọc và duyệt.", "forget": ROSTER}
    )
    return redirect(url_for(".roster", roster_id=sent.id), 303)
