"""Thông báo giao nhiệm vụ, and the supplementary one, as it is printed (requirements R124, R125)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, groupby

from nam_tinh_hinh.emulation.enums import NoticeKind
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, Sitting
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper.blocks import Heading, PaperTable, Paragraph
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.queries import names_on
from nam_tinh_hinh.people.tables import PrintSetting

COLUMNS = (
    GridColumn("TT", 0.065, centred=True),
    GridColumn("Tên mô hình", 0.225),
    GridColumn("Nội dung", 0.31),
    GridColumn("Chủ mô hình/\nNgười phụ trách", 0.23),
    GridColumn("Thời gian", 0.17, centred=True),
)
# Seed 003, V step 3 and VI.3; the issuer may put it in other words.
DUTIES = (
    "Các địa phương, đơn vị được giao xây dựng kế hoạch, giải pháp, các nguồn lực, chính sách hỗ trợ và triển khai xây "
    "dựng mô hình; phân công người trực tiếp phụ trách; định kỳ 3 tháng, 6 tháng tự kiểm tra, đánh giá tiến độ và kết "
    "quả; định kỳ hàng tháng, 06 tháng, 01 năm báo cáo kết quả thực hiện về Ban Chỉ đạo.",
    "Các thành viên Ban Chỉ đạo bám sát địa bàn phụ trách, đôn đốc, theo dõi tiến độ thực hiện, tổng hợp kiến nghị, đề "
    "xuất báo cáo Thường trực Ban Chỉ đạo.",
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tham gia chỉ đạo xây dựng mô hình theo "
    "phân công.",
    "Trong quá trình thực hiện, nếu có vướng mắc, phát sinh, các địa phương, đơn vị phản ánh về Ban Chỉ đạo (qua cơ "
    "quan thường trực) để điều chỉnh, bổ sung.",
)


@dataclass(frozen=True)
class Basis:
    """What a notice rests on: the year's plan and the sittings that agreed."""

    campaign: Campaign
    sittings: Sequence[Sitting]

    def lines(self) -> Iterator[str]:
        """Yield the "Căn cứ" lines that are known."""
        year, plan = self.campaign.year, self.campaign
        if plan.plan_number:
            of_day = f" ngày {day_text(plan.plan_day)}" if plan.plan_day else ""
            yield f"Căn cứ Kế hoạch số {plan.plan_number}{of_day} về phong trào thi đua “Dân vận khéo” năm {year}"
        for one in self.sittings:
            number = f" (Biên bản số {one.number_text})" if one.number_text else ""
            yield f"Căn cứ kết quả họp xét ngày {day_text(one.held_on)} của Ban Chỉ đạo{number}"
        if not plan.plan_number and not self.sittings:
            yield f"Căn cứ kết quả xét đăng ký mô hình, điển hình “Dân vận khéo” năm {year} của Ban Chỉ đạo"


def notice_paper(
    agreed: Sequence[Exemplar], *, kind: NoticeKind, basis: Basis, duties: str, setting: PrintSetting,
    issuer_name: str, number: int | None, day: date | None,
) -> ProsePaper:  # fmt: skip
    """Return the notice over ``agreed``, unit by unit; without a ``number`` it is a draft and says so on every page."""
    year = basis.campaign.year
    more = "bổ sung " if kind is NoticeKind.SUPPLEMENT else ""
    opening = (
        f"{issuer_name} giao nhiệm vụ {more}xây dựng {len(agreed)} mô hình, điển hình “Dân vận khéo” năm {year} cho "
        f"các địa phương, đơn vị như sau:"
    )
    total = f"Tổng số: {len(agreed)} mô hình, điển hình của {len({item.unit_id for item in agreed})} đơn vị."
    table = PaperTable(COLUMNS, tuple(_groups(agreed, day or basis.campaign.plan_day)), total)
    paragraphs = [Paragraph(line) for line in duties.splitlines() if line.strip()]
    return ProsePaper(
        kind=PaperKind.NOTICE, subject=f"giao nhiệm vụ {more}xây dựng mô hình, điển hình “Dân vận khéo” năm {year}",
        basis=tuple(basis.lines()), letterhead=people.letterhead(setting), layout=people.layout(setting),
        number=number, day=day, draft=number is None,
        blocks=(Paragraph(opening), Heading("Nội dung giao nhiệm vụ"), table, Heading("Tổ chức thực hiện"),
                *paragraphs),
    )  # fmt: skip


def _groups(agreed: Iterable[Exemplar], day: date | None) -> Iterator[GridGroup]:
    units = {item.unit_id: item.unit.name for item in agreed}
    called = units | ({i: row.name for i, row in names_on(day, units.keys()).items()} if day else {})
    ordinals = count(1)
    for unit_id, items in groupby(agreed, key=lambda item: item.unit_id):
        yield GridGroup(called[unit_id], tuple((str(next(ordinals)), *_cells(item)) for item in items))


def _cells(item: Exemplar) -> tuple[str, str, str, str]:
    who = "\n".join(part for part in (item.owner, item.lead) if part)
    return item.name, item.content, who, f"{day_text(item.starts_on)} -\n{day_text(item.ends_on)}"


def in_sentence(authority: str) -> str:
    """Return an authority as a sentence says it: "BAN THƯỜNG VỤ" signs, "Ban Thường vụ" acts."""
    words = authority.split()
    if not authority.isupper() or words[0] != "BAN":
        return authority
    return " ".join([*(word.capitalize() for word in words[:2]), *(word.lower() for word in words[2:])])
