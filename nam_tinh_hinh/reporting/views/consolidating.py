"""Pages of putting a report together: the overview, one heading, a sentence's origin, what became of lower words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import redirect, request, url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import number
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.merging import refused_words
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import marks, queries, rules, services, tasklist
from nam_tinh_hinh.reporting.enums import FINISHED
from nam_tinh_hinh.reporting.forms.sections import SectionForm, section_form
from nam_tinh_hinh.reporting.queries import consolidating
from nam_tinh_hinh.reporting.queries.consolidating import Item, Material
from nam_tinh_hinh.reporting.standing import countdown_words
from nam_tinh_hinh.reporting.tables import Report, Section
from nam_tinh_hinh.reporting.views.base import bp, fetch_own, locked, person

PLACE = "/bao-cao/<int:report_id>/tong-hop"
SHOWN = 50
# The usual reasons, each one press; any other is typed.
WHYS = (
    "Trùng với nội dung của đơn vị khác",
    "Việc đã giải quyết xong",
    "Cần xác minh thêm",
    "Không thuộc phạm vi báo cáo kỳ này",
)
# The parts of the page that htmx asks for by the id of their place.
BLOCKS = {"khung-tong-hop": "khung", "doan-trai": "trai", "ban-doc": "doc"}


@dataclass(frozen=True)
class Filters:
    """What of a heading is shown, as the address has it."""

    unit_id: int | None = None
    only_left: bool = False
    page: int = 1

    def as_args(self, **more: Any) -> dict[str, Any]:
        args = {"don-vi": self.unit_id, "con-lai": 1 if self.only_left else None, "trang": self.page}
        args = {**args, **more}
        return {name: value for name, value in args.items() if value and (name, value) != ("trang", 1)}

    def fits(self, item: Item) -> bool:
        return self.unit_id in (None, item.unit_id) and not (self.only_left and item.fate)


@dataclass
class Said:
    """What an act came to, as the page shows it: a refusal with what was typed, or a word and the way back."""

    form: SectionForm | None = None
    refused: ActionRefused | None = None
    refusal: str = ""
    done: str = ""
    undo: dict[str, Any] = field(default_factory=dict)
    items: Sequence[str] = ()


def filters() -> Filters:
    """Return the filters of the address."""
    return Filters(number("don-vi"), request.args.get("con-lai") == "1", max(1, number("trang") or 1))


@bp.get(PLACE)
@bp.get(f"{PLACE}/<int:section_id>")
@allow(rules.may_look)
def consolidate(report_id: int, section_id: int | None = None) -> Answer:
    report = fetch_own(report_id)
    if section_id is None:
        return overview(report)
    whole = consolidating.material(report)
    row = section_in(whole, section_id)
    if request.args.get("ve") and row.stage in FINISHED and not request.headers.get("HX-Request"):
        later = tasklist.next_after(whole.sections, row.id)
        return redirect(url_for(".consolidate", report_id=report_id, section_id=later.id if later else None), 303)
    block = BLOCKS.get(request.headers.get("HX-Target", ""))
    return heading_page(whole, row, Said(), block), 200, {"Vary": "HX-Request"}


def section_in(whole: Material, section_id: int) -> Section:
    """Return a section of a report, or answer 404."""
    return found(next((one for one in whole.sections if one.id == section_id), None))


# --- the overview ---
def overview(report: Report, refusal: str = "", typed: dict[str, Any] | None = None) -> str:
    """Render who has sent and what is left to deal with, heading by heading."""
    whole = consolidating.material(report)
    missing = {one["obligation_id"]: one["why"] for one in report.missing}
    return render(
        "reporting/consolidating/overview.html", report=report, whole=whole, now=clock.now(), missing=missing,
        lines=[_tally(whole, line) for line in _lines(report, whole)], others=whole.of(None), lock=locked(report),
        done=_done(whole.items), total=len(whole.items), countdown=countdown_words, whys=WHYS, refusal=refusal,
        awaited=[one for one in whole.lowers if one.is_awaited and one.obligation.id not in missing],
        readable={one.obligation.id for one in whole.lowers if rules.receives(person(), one.report)},
        typed=typed or {}, has_errors=bool(refusal), own=any(item.is_own for item in whole.items),
    )  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """One heading of the outline with how many of its passages are dealt with; no section for a group."""

    title: str
    level: int
    section: Section | None = None
    done: int = 0
    total: int = 0


def _lines(report: Report, whole: Material) -> Sequence[tasklist.Line]:
    return tasklist.lines(queries.headings_of(report), whole.sections)


def _tally(whole: Material, line: tasklist.Line) -> Tally:
    items = whole.of(line.section.id) if line.section else []
    return Tally(line.title, line.heading.level, line.section, _done(items), len(items))


def _done(items: Sequence[Item]) -> int:
    return sum(item.fate is not None for item in items)


# --- one heading ---
def heading_page(whole: Material, row: Section, said: Said, block: str | None = None) -> str:
    """Render a heading: the passages at the left, the section at the right; or one part of it for htmx."""
    report, wanted = whole.report, filters()
    mine = whole.of(row.id)
    shown = [item for item in mine if wanted.fits(item)]
    lock, form = locked(row), said.form or section_form(row, fresh=True)
    conflict = refused_words(
        form, row, said.refused, editable=not lock and isinstance(said.refused, services.SectionMoved)
    )
    return render(
        "reporting/consolidating/heading.html", block, report=report, whole=whole, section=row, form=form,
        items=shown[(wanted.page - 1) * SHOWN : wanted.page * SHOWN], shown=len(shown), filters=wanted,
        done=_done(mine), total=len(mine), units=_units(mine), others=whole.of(None), unsaid=_unsaid(whole, row),
        figures=consolidating.lines(row, whole.lowers), sent=[one for one in whole.lowers if one.sending], whys=WHYS,
        doc=reading(whole, row), lost=[item for item in mine if item.is_lost], said=said, lock=lock,
        closed=locked(report), editable=not lock, fragment=block is not None, pages=-(-len(shown) // SHOWN),
        pick_url=partial(_here, row, wanted), back=_here(row, wanted, ve=1), urls=_urls(whole, row, wanted),
        **_around(whole, row), **(conflict | {"refusal": said.refusal}),
    )  # fmt: skip


def _here(row: Section, wanted: Filters, **more: Any) -> str:
    return url_for(".consolidate", report_id=row.report_id, section_id=row.id, **wanted.as_args(**more))


def _urls(whole: Material, row: Section, wanted: Filters) -> dict[str, Any]:
    """Return where the buttons lead, and which numbers stand in the text."""
    about = {"report_id": row.report_id, "section_id": row.id, **wanted.as_args()}
    ends = {"take": ".take", "decide": ".decide", "undo": ".undo_use", "sums": ".take_sums"}
    return {name: url_for(end, **about) for name, end in ends.items()} | {"marked": whole.marked}


def _units(items: Sequence[Item]) -> list[tuple[int, str]]:
    return sorted({item.unit_id: item.unit_name for item in items}.items(), key=lambda pair: pair[1])


def _unsaid(whole: Material, row: Section) -> list[Any]:
    """Return what units say no longer while its sentence still stands in this section."""
    standing = set(marks.numbers_in(row.text))
    return [use for use in whole.gone if use.number in standing]


def _around(whole: Material, row: Section) -> dict[str, Any]:
    """Return the heading's title and the headings before and after it that have something to put together."""
    lines = {line.section.id: line.title for line in _lines(whole.report, whole) if line.section}
    order = list(whole.sections)
    place = order.index(row)
    return {
        "title": lines[row.id], "titles": lines, "earlier": order[place - 1] if place else None,
        "later": next(iter(order[place + 1 :]), None),
    }  # fmt: skip


def reading(whole: Material, row: Section) -> list[list[tuple[str, list[tuple[int, Any]]]]]:
    """Return the section line by line: each sentence without marks, and for every mark its number and its row."""
    uses = {use.number: use for use in whole.uses}
    lines: dict[int, list[tuple[str, list[tuple[int, Any]]]]] = {}
    for one in marks.sentences(row.text):
        lines.setdefault(one.line, []).append((one.words, [(n, uses.get(n)) for n in one.numbers]))
    return list(lines.values())


# --- where a sentence comes from, and what became of one's own words ---
@bp.get("/bao-cao/<int:report_id>/nguon/<int:number>")
@allow(rules.may_look)
def origin(report_id: int, number: int) -> Answer:
    report = fetch_own(report_id)
    use = found(consolidating.use_of(report, number))
    places = [
        (section, one.words)
        for section in queries.sections(report.id)
        for one in marks.sentences(section.text)
        if number in one.numbers
    ]
    return render("reporting/consolidating/origin.html", report=report, use=use, places=places)


@bp.get("/bao-cao/<int:report_id>/da-dung")
@allow(rules.may_look)
def fates(report_id: int) -> Answer:
    report = fetch_own(report_id)
    above = consolidating.report_above(report)
    ended = consolidating.ended_of(report, above) if above else []
    return render("reporting/consolidating/fates.html", report=report, above=above, ended=ended)
