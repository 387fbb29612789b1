"""A unit's report as it is printed: headings, what was written, figures, who signs (R068, R076, R136)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.paper import Layout
from nam_tinh_hinh.kernel.paper.blocks import Block, Written
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.official import DRAFT_MARK
from nam_tinh_hinh.kernel.paper.prose import Appendix, Heading, Item, PaperTable, Paragraph, ProsePaper, Signer
from nam_tinh_hinh.kernel.periods import Period as Span
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import IssuedPaper, PrintSetting
from nam_tinh_hinh.reporting import marks
from nam_tinh_hinh.reporting.documents.parts import parts_tables
from nam_tinh_hinh.reporting.enums import Part
from nam_tinh_hinh.reporting.queries.printing import Told
from nam_tinh_hinh.reporting.queries.printing import Written as Said
from nam_tinh_hinh.reporting.tables import OutlineHeading, Report

UNWRITTEN, NOTHING = "(Chưa viết.)", "Không phát sinh."
SAME = "Như trên"
ABOUT = {Part.ACTIVITY: "kết quả hoạt động", Part.PEOPLE: "tình hình Nhân dân"}
FIGURE_COLUMNS = (
    GridColumn("TT", 0.08, centred=True), GridColumn("Nội dung", 0.56), GridColumn("Đơn vị tính", 0.18, centred=True),
    GridColumn("Số lượng", 0.18, centred=True),
)  # fmt: skip
_DASH = re.compile(r"^[-–—•*](?:\s+|(?=[^\W\d]))")
_AUTHORITY = re.compile(r"^(?:(T/?M|K/?T|T/?L)\b\.?)\s*", re.IGNORECASE)
_CALLED_REPORT = re.compile(r"^báo cáo\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Replaced:
    """The paper that this one puts right, and why."""

    paper: IssuedPaper
    why: str


def span_of(report: Report) -> str:
    """Return the days a report is about as people say them: "tuần 16/11 - 22/11/2026"."""
    period = report.obligation.period
    return Span(period.first, period.last).label


def subject_of(report: Report, headings: Sequence[OutlineHeading]) -> str:
    """Return the report's trích yếu: what its outline is about, and of which days; an ad hoc one by its own title."""
    period = report.obligation.period
    about = [words for part, words in ABOUT.items() if any(one.part is part for one in headings)]
    if period.regime.cadence is not None and about:
        return f"về {' và '.join(about)} {span_of(report)}"
    title = _CALLED_REPORT.sub("", period.title)
    return title if title.lower().startswith("về ") else f"về {title[:1].lower()}{title[1:]}"


def report_paper(
    told: Told, *, setting: PrintSetting, number: int | None, day: date | None,
    signers: Sequence[Mapping[str, str]] = (), recipients: str = "", replaced: Replaced | None = None,
    draft_mark: str = DRAFT_MARK,
) -> ProsePaper:  # fmt: skip
    """Return a report as a paper in the letterhead and layout of ``setting``; without a ``number`` it is a draft.

    ``signers`` stand for the letterhead's, ``recipients`` (one a line) for the usual ones. ``draft_mark`` is another
    picture behind the text of what is not issued.
    """
    layout, subject = people.layout(setting), subject_of(told.report, told.headings)
    to = told.report.obligation.receiver
    return ProsePaper(
        kind=PaperKind.REPORT, subject=subject, letterhead=people.letterhead(setting), layout=layout, number=number,
        day=day, draft=number is None, addressed_to=to.name if to else (), issuer=told.report.unit.name,
        sent_to=_sent_to(told.report, recipients, setting, layout), signers=signers_of(signers, layout),
        blocks=tuple(_blocks(told, subject, replaced)), draft_mark=draft_mark,
    )  # fmt: skip


def usual_recipients(report: Report) -> list[str]:
    """Return to whom a report goes: who receives it, who reads along, and the copies its regime names."""
    owed = report.obligation
    above = [f"{unit.name} (để b/c)" for unit in (owed.receiver, owed.copy) if unit is not None]
    return list(
        dict.fromkeys([*above, *(line.strip() for line in owed.period.regime.copies.splitlines() if line.strip())])
    )


def _sent_to(report: Report, typed: str, setting: PrintSetting, layout: Layout) -> tuple[str, ...]:
    """Return the lines under "Nơi nhận": whoever is addressed above the text is "Như trên" (NĐ 30, ô 9b)."""
    lines = [line.strip().lstrip("-").strip().rstrip(";.") for line in typed.splitlines() if line.strip()]
    lines = lines or usual_recipients(report) or list(people.letterhead(setting).recipients)
    to = report.obligation.receiver
    if to is not None and layout.address_word:
        lines = [SAME, *(line for line in lines if not line.startswith(to.name) and line != SAME)]
    return tuple(lines)


def signers_of(rows: Sequence[Mapping[str, str]], layout: Layout) -> tuple[Signer, ...]:
    """Return the signature blocks; "TM.", "KT.", "TL." are written as the layout does ("T/M", "K/T", "T/L")."""
    return tuple(
        Signer(_authority(row.get("authority", ""), layout), row.get("post", ""), row.get("name", ""),
               row.get("note", ""))
        for row in rows
    )  # fmt: skip


def _authority(typed: str, layout: Layout) -> str:
    found = _AUTHORITY.match(typed)
    if not found:
        return typed
    ways = {"TM": layout.on_behalf, "KT": layout.for_chief, "TL": layout.by_order}
    return f"{ways[found[1].upper().replace('/', '')]} {typed[found.end() :]}".strip()


def _blocks(told: Told, subject: str, replaced: Replaced | None) -> Iterator[Block]:
    yield Paragraph(_opening(told, subject))
    if told.missing:
        named = "; ".join(_missing(one) for one in told.missing)
        yield Paragraph(f"Báo cáo này chưa có số liệu, nội dung của: {named}.")
    if replaced:
        out = replaced.paper
        why = f" (lý do: {replaced.why.rstrip('.')})" if replaced.why else ""
        yield Paragraph(f"Báo cáo này thay thế {out.title} số {out.number_text} ngày {day_text(out.day)}{why}.")
    if told.is_nothing:
        return
    yield from _headed(told)
    yield Paragraph(_closing(told, subject))
    yield from _appendix(told)


def _opening(told: Told, subject: str) -> str:
    unit, period = told.report.unit.name, told.report.obligation.period
    asked = f"Theo yêu cầu của {period.asked_by.name}, " if period.asked_by else ""
    if told.is_nothing:
        when = span_of(told.report)
        return f"{asked}{unit} báo cáo: {when} không phát sinh nội dung cần báo cáo."
    return f"{asked}{unit} báo cáo {subject.removeprefix('về ')} như sau:"


def _closing(told: Told, subject: str) -> str:
    """Return the last sentence: the signatures are never alone on a page under a table."""
    unit, to = told.report.unit.name, told.report.obligation.receiver
    end = f", {unit} báo cáo {to.name}" if to else f" của {unit}"
    return f"Trên đây là báo cáo {subject}{end}."


def _missing(one: Mapping[str, str]) -> str:
    why = one.get("why", "")
    return f"{one['unit_name']} ({why.rstrip('.')})" if why else one["unit_name"]


def _headed(told: Told) -> Iterator[Written]:
    """Yield the headings under which something stands, each with those above it."""
    waiting = list[OutlineHeading]()
    for heading in told.headings:
        waiting = [*(one for one in waiting if one.level < heading.level), heading]
        body = list(_under(heading, told.under.get(heading.id), told.is_sent))
        if body:
            yield from (Heading(one.title, one.level) for one in waiting)
            yield from body
            waiting = []


def _under(heading: OutlineHeading, said: Said | None, is_sent: bool) -> Iterator[Written]:
    if said is None:
        return
    if said.is_nothing:
        yield Paragraph(NOTHING)
        return
    text = marks.as_read(said.text)
    yield from _lines(text)
    rows = [
        (count_text(said.figures[one.code]), one.label, one.measure)
        for one in heading.figures
        if one.code in said.figures
    ]
    if rows:
        cells = tuple((str(n), label, measure, count) for n, (count, label, measure) in enumerate(rows, start=1))
        yield PaperTable(FIGURE_COLUMNS, (GridGroup("", cells),))
    if not text and not rows and heading.compulsory and not is_sent:
        yield Paragraph(UNWRITTEN, italic=True)


def _lines(text: str) -> Iterator[Written]:
    for line in text.splitlines():
        if bare := line.strip():
            dashed = _DASH.match(bare)
            yield Item(bare[dashed.end() :]) if dashed else Paragraph(bare)


def _appendix(told: Told) -> Iterator[Block]:
    """Yield the figures by unit, where the report was made of those of other units."""
    if tables := parts_tables(told):
        yield Appendix("Số liệu theo đơn vị", span_of(told.report), tables)
