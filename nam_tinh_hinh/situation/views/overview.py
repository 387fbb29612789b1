"""The overview of a period: numbers that open their lists, the same on paper and as a spreadsheet."""

from collections.abc import Callable
from dataclasses import replace

from flask import render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.links import links_to
from nam_tinh_hinh.kernel.periods import Cadence, Period, period_of
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import charts, rules
from nam_tinh_hinh.situation.documents import overview as documents
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.queries.listing import ListFilters, Reply
from nam_tinh_hinh.situation.queries.overview import Overview
from nam_tinh_hinh.situation.queries.overview import overview as drawn_up
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person
from nam_tinh_hinh.situation.views.filters import mistyped_days, place_choices, places_asked, typed_day
from nam_tinh_hinh.situation.views.listing import in_words

NAME = "tong-quan-nam-tinh-hinh"
SUBJECT = "overview"
DEFAULT = Cadence.MONTH


def _period() -> Period:
    """Return the days asked for; else the week, month … of today that is asked for; else this month."""
    first, last = asked.day("tu-ngay"), asked.day("den-ngay")
    if first or last:
        return Period(first or last or clock.today(), last or max(clock.today(), first or clock.today()))
    cadence = next((one for one in Cadence if one.value == request.args.get("ky")), DEFAULT)
    return period_of(cadence, clock.today())


def _places() -> ListFilters:
    return ListFilters(**places_asked())


def _args(period: Period, places: ListFilters) -> dict[str, str]:
    return places.as_args() | {"tu-ngay": day_text(period.first), "den-ngay": day_text(period.last)}


def _opens() -> Callable[..., str]:
    """Return what gives the address of the list under some filters, narrowed ``more``."""
    address = links_to(".index")
    return lambda filters, **more: address((replace(filters, **more) if more else filters).as_args())


@bp.get("/tong-quan")
@allow(rules.may_look)
def overview() -> str:
    period, places, opens = _period(), _places(), _opens()
    found = drawn_up(person(), period, places)
    return render_template(
        "situation/overview/index.html", found=found, places=places, choices=place_choices(person(), places),
        args=_args(period, places), opens=opens, Reply=Reply, urgent=Severity.URGENT, wrong=mistyped_days(),
        days={"tu-ngay": typed_day("tu-ngay", period.first), "den-ngay": typed_day("den-ngay", period.last)},
        drawings={table.name: charts.bar_chart(table, opens) for table in found.tables},
        weeks=charts.week_chart(found, opens), latest=documents.latest_words(found),
        latest_week=documents.week_words(found.latest), ways=_ways(period, places), layout_codes=exports.LAYOUT_CODES,
    )  # fmt: skip


def _ways(period: Period, places: ListFilters) -> list[tuple[str, str, bool]]:
    """Return (word, address, whether it is the one shown) of the periods one step away and of those of today."""
    today = clock.today()
    steps = [("Kỳ trước", period.before)]
    steps += [(f"{one.label} này", period_of(one, today)) for one in Cadence]
    steps += [("Kỳ sau", period.after)] if period.last < today else []
    return [
        (word.replace("Năm này", "Năm nay"), url_for(".overview", **_args(one, places)), one == period)
        for word, one in steps
        if one
    ]


@bp.get("/tong-quan.pdf")
@allow(rules.may_look)
def overview_pdf() -> Answer:
    top, places = papers.top_asked(), _places()
    paper = documents.overview_paper(_found(places), narrowed=in_words(places), **top)
    return papers.as_pdf(paper, NAME, SUBJECT, template=papers.PROSE)


@bp.get("/tong-quan.xlsx")
@allow(rules.may_look)
def overview_xlsx() -> Answer:
    return papers.as_xlsx(documents.overview_sheet(_found(_places())), NAME, SUBJECT)


def _found(places: ListFilters) -> Overview:
    return drawn_up(person(), _period(), places)
