"""Many observations at once: upload or paste, read what is wrong row by row, mend it, take in the good rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.kernel.sheets import SheetRefused
from nam_tinh_hinh.kernel.sheets.reading import MOST_BYTES
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.documents import intake as documents
from nam_tinh_hinh.situation.forms.intake import IntakeForm, mended, ticked, without_answers
from nam_tinh_hinh.situation.intake import reading
from nam_tinh_hinh.situation.intake.columns import ANSWERS, LABELS, NEEDED, RawRow
from nam_tinh_hinh.situation.intake.lines import Ground, Line
from nam_tinh_hinh.situation.intake.mending import spread
from nam_tinh_hinh.situation.queries import intake as queries
from nam_tinh_hinh.situation.services import intake as services
from nam_tinh_hinh.situation.services.intake import Receipt
from nam_tinh_hinh.situation.views.base import bp, person

KEPT_AS = "nhap-noi-dung"
NO_GOOD_ROW = "Chưa có dòng nào đúng để nhập. Sửa các dòng bên dưới rồi bấm “Kiểm tra lại”."


@dataclass
class Table:
    """The table as the page shows it: its rows judged, which doubles are wanted, what to say above."""

    lines: Sequence[Line] = ()
    wanted: set[int] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)
    done: str = ""
    secret: bool = False

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines if line.faults]

    @property
    def doubles(self) -> list[Line]:
        return [line for line in self.lines if line.doubles]

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.faults and (not line.doubles or line.number in self.wanted)]

    @property
    def names_a_secret(self) -> bool:
        return self.secret or any(line.raw.secret for line in self.lines)


@bp.get("/phan-anh/nhap/mau.xlsx")
@allow(rules.may_record)
def import_sample() -> Answer:
    return asked.file_answer(documents.sample(queries.ground(person())), asked.XLSX, "mau-nhap-noi-dung.xlsx")


@bp.route("/phan-anh/nhap", methods=["GET", "POST"])
@allow(rules.may_record)
def import_rows() -> Answer:
    form, against = IntakeForm(), queries.ground(person())
    if request.method == "GET":
        return _page(form, against, Table(), 200)
    if not form.validate():
        return _page(form, against, Table(), 422)
    try:
        rows = _rows(form)
    except SheetRefused as refused:
        secret = isinstance(refused, reading.SecretTable)
        return _page(form, against, Table(refusals=[str(refused)], secret=secret), 422)
    table = Table(queries.judged(person(), rows, against), ticked(request.form.getlist("trung")))
    if request.form.get("buoc") == "nhap":
        return _taken_in(form, against, table)
    return _page(form, against, table, 422 if table.bad else 200)


@bp.post("/phan-anh/nhap/con-lai.xlsx")
@allow(rules.may_record)
def import_left() -> Answer:
    """Answer with the rows that are not taken in, to be mended in Excel."""
    form, against = IntakeForm(), queries.ground(person())
    try:
        rows = _rows(form)
    except SheetRefused as refused:
        secret = isinstance(refused, reading.SecretTable)
        return _page(form, against, Table(refusals=[str(refused)], secret=secret), 422)
    lines = queries.judged(person(), rows, against)
    left = [line for line in lines if line.faults or line.doubles]
    return asked.file_answer(documents.left_over(left, against), asked.XLSX, "dong-can-sua.xlsx")


def _rows(form: IntakeForm) -> list[RawRow]:
    """Return the rows of the file, or of the cells with what was mended in place."""
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        return reading.from_file(upload.read(MOST_BYTES + 1), upload.filename)
    rows = reading.from_pasted(form.cells.data or "")
    typed = spread(rows, mended(request.form))
    if request.form.get("bo-ket-qua"):
        typed |= without_answers([row.number for row in rows])
    return reading.corrected(rows, typed)


def _taken_in(form: IntakeForm, against: Ground, table: Table) -> Answer:
    done = services.receipt(actor=person(), key=form.key)
    if done is None and not table.good:
        table.refusals = [NO_GOOD_ROW]
        return _page(form, against, table, 422)
    done = done or services.take_in(actor=person(), lines=table.good, key=form.key)
    left = [line.raw for line in table.lines if line.number not in done.numbers]
    if not left:
        flash({"text": _said(done), "forget": KEPT_AS})
        return redirect(url_for("situation.index"), 303)
    rest = Table(queries.judged(person(), left, against), done=f"{_said(done)} Còn {len(left)} dòng ở dưới chưa nhập.")
    return _page(form, against, rest, 200)


def _said(done: Receipt) -> str:
    how = "" if rules.keeps_desk(person().actor) else " Đầu mối sẽ xem và xác nhận."
    return f"Đã nhập {done.count} nội dung.{how}"


def _page(form: IntakeForm, against: Ground, table: Table, code: int) -> tuple[str, int]:
    if table.lines:
        form.cells.data = reading.as_text(line.raw for line in table.lines)
    elif table.secret or reading.names_a_secret(form.cells.data or ""):
        table.secret, form.cells.data = True, ""
    return render_template(
        "situation/intake/form.html", form=form, table=table, text=form.cells.data or "", against=against,
        names=_names(against, table.good[:PER_PAGE]), choices=queries.choices(against), most=PER_PAGE,
        needed=[LABELS[name] for name in NEEDED], kept_as="never" if table.names_a_secret else KEPT_AS,
        forget=KEPT_AS if table.names_a_secret or table.lines else None, has_errors=bool(table.refusals or table.bad),
        drops_answers=any(f.field in ANSWERS and not f.mendable for line in table.bad for f in line.faults),
    ), code  # fmt: skip


def _names(against: Ground, lines: Iterable[Line]) -> dict[int, dict[str, Any]]:
    """Return, by row, the names of what the row was understood to mean."""
    channels = {word.key: word.label for word in against.channels.words}
    topics = {word.key: word.full_label for word in against.topics.words}
    return {
        line.number: {
            "channel": channels[line.facts["channel_id"]], "topic": topics[line.facts["topic_id"]],
            "area": against.areas.label(line.facts["area_id"]),
        }
        for line in lines
    }  # fmt: skip
