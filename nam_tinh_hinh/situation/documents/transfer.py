"""Phiếu chuyển kiến nghị: the paper by which what people ask goes to who is to answer it (seed 004, IV.2)."""

from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import Item, Paragraph, ProsePaper
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.tables import PrintSetting
from nam_tinh_hinh.situation.enums import ObservationKind
from nam_tinh_hinh.situation.standing import due_day
from nam_tinh_hinh.situation.tables import Petition

ASKED = (
    "Đề nghị {authority} xem xét, giải quyết theo thẩm quyền và thông tin kết quả về {unit} chậm nhất ngày {due} để "
    "thông tin lại cho Nhân dân."
)


def subject_of(petition: Petition) -> str:
    """Return what the paper is about, as its title and the register say it."""
    what = "kiến nghị" if petition.observation.kind is ObservationKind.PETITION else "nội dung phản ánh"
    return f"{what} của Nhân dân"


def transfer_paper(
    petition: Petition, *, authority: str, words: str, voices: int, setting: PrintSetting, number: int | None,
    day: date | None,
) -> ProsePaper:  # fmt: skip
    """Return the paper; without a ``number`` it is a draft and says so. ``words`` stand for the usual request.

    It says what was heard, where and when, never by whom nor who wrote it down.
    """
    row, layout = petition.observation, people.layout(setting)
    unit, due = petition.unit.name, day_text(due_day(petition.due_at))
    to = authority or "…" * 20
    request = words or ASKED.format(authority=to, unit=unit, due=due)
    return ProsePaper(
        kind=PaperKind.TRANSFER, subject=subject_of(petition), letterhead=people.letterhead(setting), layout=layout,
        number=number, day=day, draft=number is None, addressed_to=to,
        sent_to=("Như trên",) if layout.address_word else (to,),
        blocks=(
            Paragraph(f"{unit} nắm được và chuyển đến {to} {subject_of(petition)} như sau:"),
            Item(f"Nội dung: {row.content}"),
            Item(f"Địa bàn: {row.area.name}."),
            Item(f"Lĩnh vực: {row.topic.label}."),
            Item(f"Ngày nắm được: {day_text(row.on_day)}; số lượt ý kiến: {voices}."),
            *(Paragraph(line) for line in request.splitlines() if line.strip()),
        ),
    )  # fmt: skip
