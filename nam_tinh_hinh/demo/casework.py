"""Two of the ward's case files: one opened from what the program suggested, one followed to its end."""

from collections.abc import Sequence
from datetime import timedelta

from nam_tinh_hinh.demo.persons import days_ago, person
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.enums import CaseEntryKind
from nam_tinh_hinh.situation.queries import case_suggestions
from nam_tinh_hinh.situation.services import case_entries
from nam_tinh_hinh.situation.services import casework as services
from nam_tinh_hinh.situation.tables import CaseFile, Observation

# (days ago, what kind of line, its words); the first review of each sets the next day.
DRAINAGE = (
    (8, CaseEntryKind.EVENT, "Sau mưa lớn, nước rút chậm ở cả ba nơi; một số đoạn đường ngập đến chiều hôm sau."),
    (6, CaseEntryKind.MEASURE, "Đề nghị Ủy ban nhân dân phường kiểm tra, nạo vét các đoạn cống bị tắc trong tháng."),
    (4, CaseEntryKind.FORECAST, "Nếu chưa nạo vét trước đợt mưa tới thì ý kiến của người dân sẽ còn tăng."),
)
YOUTH = (
    (32, CaseEntryKind.EVENT, "Người dân phản ánh thanh thiếu niên tụ tập, chạy xe quá tốc độ vào buổi tối."),
    (29, CaseEntryKind.MEASURE, "Công an phường tăng tuần tra; đoàn thể phối hợp nhà trường và gia đình nhắc nhở."),
)
REVIEWED = "Hai tuần gần đây không có phản ánh mới. Tiếp tục theo dõi thêm hai tuần."
NEXT = timedelta(days=14)
DRAINAGE_SAYS = (
    "Thoát nước, ngập úng trên địa bàn phường",
    "Người dân ở ba nơi cùng kiến nghị đầu tư, sửa chữa hệ thống thoát nước; ngập sau mưa ảnh hưởng sinh hoạt.",
)
YOUTH_SAYS = (
    "Trật tự trong thanh thiếu niên buổi tối",
    "Cử tri phản ánh thanh thiếu niên chạy xe quá tốc độ và tình hình ma túy ở khu phố.",
)
CLOSED = "Tình hình đã ổn định, một tháng không có phản ánh mới."


def build(units: dict[str, Unit]) -> None:
    """Open both, write their timelines and close the second."""
    _drainage(units)
    _youth(units)


def _drainage(units: dict[str, Unit]) -> None:
    with clock.stopped_at(days_ago(10)):
        office = person(units, "tonghop")
        found = case_suggestions.suggestions(office).suggestions[0]
        case = _open(units, "ubnd", found.ids, *DRAINAGE_SAYS)
    _write(units, case, DRAINAGE)


def _youth(units: dict[str, Unit]) -> None:
    with clock.stopped_at(days_ago(34)):
        query = db.select(Observation.id).where(Observation.content.contains("thanh thiếu niên"))
        case = _open(units, "cong_an", db.session.scalars(query).all(), *YOUTH_SAYS)
    _write(units, case, YOUTH)
    with clock.stopped_at(days_ago(20)):
        day = clock.today() + NEXT
        services.review(actor=person(units, "tonghop"), case=case, words=REVIEWED, review_on=day, version=None)
    with clock.stopped_at(days_ago(6)):
        services.act(actor=person(units, "tonghop"), case=case, action="close", reason=CLOSED)


def _open(units: dict[str, Unit], responsible: str, ids: Sequence[int], title: str, summary: str) -> CaseFile:
    first = db.session.get_one(Observation, ids[0])
    facts = {
        "title": title,
        "summary": summary,
        "topic_id": first.topic_id,
        "responsible_unit_id": units[responsible].id,
    }
    return services.open_case(
        actor=person(units, "tonghop"), facts=facts, review_on=clock.today() + NEXT, observation_ids=ids
    )


def _write(units: dict[str, Unit], case: CaseFile, lines: tuple[tuple[int, CaseEntryKind, str], ...]) -> None:
    for ago, kind, words in lines:
        with clock.stopped_at(days_ago(ago)):
            case_entries.write_entry(
                actor=person(units, "tonghop"), case=case, kind=kind, on_day=clock.today(), words=words
            )
