"""The tables of the year's reports."""

from collections.abc import Sequence

from nam_tinh_hinh.emulation.queries.figures import Counted, Ended, UnitLine, Visits
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.prose import PaperTable

ORDINAL = GridColumn("TT", 0.08, centred=True)


def _table(columns: Sequence[GridColumn], rows: Sequence[Sequence[object]], sums: Sequence[object] = ()) -> PaperTable:
    numbered = [(str(n), *row) for n, row in enumerate(rows, start=1)] + ([("", *sums)] if sums else [])
    cells = tuple(tuple(str(cell) for cell in row) for row in numbered)
    return PaperTable((ORDINAL, *columns), (GridGroup("", cells),))


def counted_table(title: str, counts: Sequence[Counted], whole: int) -> PaperTable:
    """Return a table of sorts, how many there are of each, and their share of ``whole`` in percent."""
    columns = (GridColumn(title, 0.56), GridColumn("Số lượng", 0.18, centred=True), GridColumn("Tỷ lệ", 0.18, True))
    return _table(columns, [(one.label, one.number, _share(one.number, whole)) for one in counts])


def _share(number: int, whole: int) -> str:
    return f"{100 * number / whole:.1f}%".replace(".", ",").replace(",0%", "%")


def ended_table(ended: Sequence[Ended]) -> PaperTable:
    """Return a table of what was withdrawn or stopped, with the reasons."""
    columns = (
        GridColumn("Tên mô hình", 0.28), GridColumn("Đơn vị", 0.21), GridColumn("Ngày", 0.16, centred=True),
        GridColumn("Lý do", 0.27),
    )  # fmt: skip
    return _table(columns, [(one.name, one.unit, day_text(one.day), one.reason) for one in ended])


def visits_table(visits: Sequence[Visits]) -> PaperTable:
    """Return a table of the inspections by purpose and verdict."""
    columns = (
        GridColumn("Nội dung kiểm tra", 0.32), GridColumn("Số mô hình", 0.12, True), GridColumn("Đạt", 0.1, True),
        GridColumn("Cần khắc phục", 0.14, True), GridColumn("Không đạt", 0.12, True),
        GridColumn("Chưa ghi", 0.12, True),
    )  # fmt: skip
    rows = [(one.purpose, one.planned, one.meets, one.needs_work, one.fails, one.pending) for one in visits]
    return _table(columns, rows)


def by_unit(units: Sequence[UnitLine], *, judged: bool) -> PaperTable:
    """Return the table by unit with its sums last; ``judged`` adds what was recognised."""
    share = 0.085 if judged else 0.1
    titles = ("Đăng ký", "Vào danh sách", "Giao nhiệm vụ", "Rút, dừng", "Sơ kết đến hạn", "Chưa gửi sơ kết")
    columns = [GridColumn(title, share, centred=True) for title in (*titles, *(["Công nhận"] if judged else []))]
    name = GridColumn("Đơn vị", round(1 - ORDINAL.share - share * len(columns), 4))
    rows = [
        (one.name, one.registered, one.agreed, one.assigned, one.ended, one.reviews.due, one.reviews.missing,
         *([one.awarded] if judged else []))
        for one in units
    ]  # fmt: skip
    sums = [sum(int(str(row[place])) for row in rows) for place in range(1, len(columns) + 1)]
    return _table([name, *columns], rows, ("Cộng", *sums))
