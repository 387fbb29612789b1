"""The pictures of the overview: bars of a table's rows, columns of weeks. On paper they carry no links."""

from collections.abc import Callable

from markupsafe import Markup

from nam_tinh_hinh.kernel.drawing import Bar, Week, bars, weeks
from nam_tinh_hinh.kernel.drawing.marks import WIDTH
from nam_tinh_hinh.situation.queries.listing import ListFilters
from nam_tinh_hinh.situation.queries.overview import Overview, Table

Opens = Callable[[ListFilters], str]
MOST_BARS = 10


def no_link(_filters: ListFilters) -> str:
    """Open nothing: for paper."""
    return ""


def bar_chart(table: Table, opens: Opens = no_link, *, width: int = WIDTH) -> Markup:
    """Return the rows that have anything, at most ``MOST_BARS`` of them, as bars; the table has all."""
    rows = [row for row in table.rows if row.tally.items][:MOST_BARS]
    drawn = [Bar(row.label, row.tally.items, href=opens(row.filters)) for row in rows]
    return bars(drawn, title=f"Số nội dung theo {table.head.lower()}", width=width)


def week_chart(found: Overview, opens: Opens = no_link, *, width: int = WIDTH) -> Markup:
    """Return the weeks as columns, each before its usual range where that is known."""
    drawn = [
        Week(f"{row.first:%d/%m}", row.compared.count, row.compared.usual, opens(row.filters)) for row in found.weeks
    ]
    return weeks(drawn, title="Số nội dung từng tuần", width=width)
