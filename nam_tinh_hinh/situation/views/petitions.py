"""The list of petitions with its filters in the address, and the same list as a paper and as a spreadsheet."""

from typing import Any

from flask import request, url_for

from nam_tinh_hinh.kernel import asked
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import block, stand
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.counts import bounded_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.text import clean_line
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.documents import petition_list as documents
from nam_tinh_hinh.situation.enums import Outcome
from nam_tinh_hinh.situation.queries import petition_list as queries
from nam_tinh_hinh.situation.queries.petition_choices import choices
from nam_tinh_hinh.situation.queries.petition_list import PetitionFilters, Pick
from nam_tinh_hinh.situation.queries.petitions import yard
from nam_tinh_hinh.situation.standing import due_day, shown_outcome, standing_of, time_words
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person

NAME, LIST = "kien-nghi", "petition_list"
# The label of each number above the list, and which petitions it opens.
NUMBERS = (
    ("Chờ kết quả", "waiting", Pick.WAITING), ("Quá hạn", "overdue", Pick.OVERDUE),
    ("Quá hạn lâu", "very_overdue", Pick.VERY_OVERDUE), ("Có kết quả", "answered", Pick.ANSWERED),
    ("Đã thông tin lại", "told", Pick.TOLD),
)  # fmt: skip


def _filters() -> PetitionFilters:
    said = request.args
    return PetitionFilters(
        pick=next((one for one in Pick if one.value == said.get("tinh-trang")), None),
        outcome=next((one for one in Outcome if one.value == said.get("ket-qua")), None),
        authority=clean_line(said.get("co-quan", ""))[:300], topic_id=asked.number("linh-vuc"),
        area_id=asked.number("dia-ban"), unit_id=asked.number("don-vi"), words=asked.words("tu-khoa"),
        first=asked.day("tu"), last=asked.day("den"),
    )  # fmt: skip


@bp.get("/phan-anh/kien-nghi")
@allow(rules.may_look)
def petitions() -> Answer:
    filters, measure, part = _filters(), yard(), block("danh_sach")
    figures = queries.figures_at_once(person(), filters, measure)
    total = queries.total_of(figures, filters.pick)
    found = queries.filtered(person(), filters, measure)
    page = queries.petitions_page(found, stand(), total, few=person().is_one_of_many)
    html = render(
        "situation/petitions/index.html", part, page=page, filters=filters, fragment=part is not None,
        choices=[] if part else _choices(), numbers=_numbers(filters, figures),
        lines=[_line(row, measure) for row in page.rows], layout_codes=exports.LAYOUT_CODES,
        page_url=lambda n: url_for(".petitions", **filters.as_args(), **page.args_of(n)),
    )  # fmt: skip
    return html, 200, {"Vary": "HX-Request"}


def _line(row: Any, measure: Any) -> dict[str, Any]:
    return {
        "row": row, "standing": standing_of(row, measure), "words": time_words(row, measure),
        "due_on": due_day(row.due_at), "outcome": shown_outcome(row),
    }  # fmt: skip


def _numbers(filters: PetitionFilters, figures: queries.Figures) -> dict[str, Any]:
    args = {name: value for name, value in filters.as_args().items() if name != "tinh-trang"}
    links = [
        (label, bounded_text(getattr(figures, name)), url_for(".petitions", **args, **{"tinh-trang": pick.value}))
        for label, name, pick in NUMBERS
    ]
    share = "" if figures.is_bounded else figures.share
    return {
        "links": links, "share": share, "total": bounded_text(figures.total), "all_url": url_for(".petitions", **args),
    }  # fmt: skip


def _choices() -> list[tuple[str, str, list[tuple[object, str]]]]:
    """Return the filters: name in the address, label, and (value, label) of what can be chosen."""
    some = choices(person())
    return [
        ("tinh-trang", "Tình trạng", [(one.value, one.label) for one in Pick]),
        ("ket-qua", "Kết quả", [(one.value, one.label) for one in Outcome]),
        ("co-quan", "Cơ quan giải quyết", [(name, name) for name in some.authorities]),
        ("linh-vuc", "Lĩnh vực", list(some.topics)),
        ("dia-ban", "Địa bàn", list(some.areas)),
        ("don-vi", "Đơn vị theo dõi", list(some.units)),
    ]


def _in_words(filters: PetitionFilters) -> str:
    """Say what a paper was narrowed to."""
    args, chosen = filters.as_args(), {name: dict(options) for name, _label, options in _choices()}
    said = [
        f"{label.lower()}: {_worded(chosen[name], args[name])}" for name, label, _options in _choices() if name in args
    ]
    said += [f"từ khóa “{filters.words}”"] if filters.words else []
    said += [f"từ ngày {day_text(filters.first)}"] if filters.first else []
    said += [f"đến ngày {day_text(filters.last)}"] if filters.last else []
    return f"({'; '.join(said)})" if said else ""


def _worded(options: dict[object, str], value: str) -> str:
    return next((label for key, label in options.items() if str(key) == value), value).lstrip("– ")


@bp.get("/phan-anh/kien-nghi.pdf")
@allow(rules.may_look)
def petitions_pdf() -> Answer:
    filters, measure = _filters(), yard()
    rows = db.session.scalars(queries.loaded(queries.filtered(person(), filters, measure))).all()
    figures, top = queries.figures(person(), filters, measure), papers.top_asked()
    paper = documents.petition_paper(rows, figures, measure, filters_line=_in_words(filters), **top)
    return papers.as_pdf(paper, NAME, LIST)


@bp.get("/phan-anh/kien-nghi.xlsx")
@allow(rules.may_look)
def petitions_xlsx() -> Answer:
    filters, measure = _filters(), yard()
    rows = db.session.scalars(queries.loaded(queries.filtered(person(), filters, measure))).all()
    content = documents.petition_sheet(rows, measure, filters_line=_in_words(filters))
    return papers.as_xlsx(content, NAME, LIST)
