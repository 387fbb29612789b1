"""The columns of the registration list and how much of an A4 page on its side each one takes."""

from dataclasses import dataclass

from nam_tinh_hinh.kernel.paper import Layout
from nam_tinh_hinh.kernel.paper.wrapping import Measure, printed_lines

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 297, 210
PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Column:
    """One column: its heading and its ``share`` of the table's width."""

    title: str
    share: float
    centred: bool = False
    padding_mm: float = 1.2  # left and right of the text

    def width_mm(self, layout: Layout) -> float:
        """Return the column's whole width in mm between the margins of ``layout``."""
        return self.share * (PAGE_WIDTH_MM - layout.margin_left_mm - layout.margin_right_mm)

    def measure(self, layout: Layout, *, bold: bool = False) -> Measure:
        """Return the room that the column leaves for text between its paddings, at the size of table print."""
        return Measure((self.width_mm(layout) - 2 * self.padding_mm) * PT_PER_MM, layout.table_pt, bold=bold)

    def title_lines(self, layout: Layout) -> int:
        """Return how many printed lines the column's heading takes."""
        return len(printed_lines(self.title, self.measure(layout, bold=True)))


COLUMNS = (
    Column("TT", 0.040, centred=True),
    Column("Tên mô hình", 0.200),
    Column("Địa chỉ", 0.140),
    Column("Thời gian thực hiện", 0.100, centred=True),
    Column("Nội dung", 0.250),
    Column("Chủ mô hình/\nNgười phụ trách", 0.150),
    Column("Ghi chú", 0.120),
)


def heads_height_pt(layout: Layout) -> float:
    """Return the height in pt of the row of column headings: its longest one, and a little air."""
    return max(column.title_lines(layout) for column in COLUMNS) * layout.table_line_pt + 6
