"""The registration list with one made-up row, on which an administrator tries a letterhead."""

from nam_tinh_hinh.emulation.documents.registration_list import ListRow, UnitRows, registration_paper
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.paper.table import TablePaper
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting

ROW = ListRow(
    name="Mô hình in thử",
    address="Khu phố 1",
    period="01/01 - 31/12",
    content="Dòng này chỉ để xem trước cách trình bày.",
    owner_and_lead="Đơn vị in thử",
)


def specimen(setting: PrintSetting) -> TablePaper:
    """Return the paper as ``setting`` has it printed; raises ``LayoutRefused`` for a layout that is none."""
    today = clock.today()
    return registration_paper(
        [UnitRows("Đơn vị in thử", (ROW,))],
        years=[today.year],
        number=None,
        day=today,
        letterhead=people.letterhead(setting),
        layout=people.layout(setting),
    )
