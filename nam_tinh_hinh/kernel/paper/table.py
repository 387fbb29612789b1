"""A paper that is one table: what the template print/table.html is given."""

from dataclasses import dataclass

from nam_tinh_hinh.kernel.paper.grid import Grid, GridBlock, GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.official import OfficialPaper


@dataclass(frozen=True, kw_only=True)
class TablePaper(OfficialPaper):
    """A letterhead, a table, a closing sentence, a signer; of the kind "Danh sách" unless another is given."""

    columns: tuple[GridColumn, ...]
    groups: tuple[GridGroup, ...]
    closing: str  # said under the table
    nothing: str  # said instead of an empty one
    filters_line: str = ""

    @property
    def grid(self) -> Grid:
        """The table's measures on this layout's page."""
        return Grid(self.layout, self.columns, self.landscape)

    @property
    def blocks(self) -> tuple[GridBlock, ...]:
        """The table's rows in the small tables that it is printed as."""
        return tuple(self.grid.blocks(group for group in self.groups if group.rows))
