"""The pages that are measured: for whom, and at which address; what must be there is looked for in the data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.leafing import Order
from nam_tinh_hinh.kernel.paging import PER_PAGE
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.tables import Area, Position, Unit
from nam_tinh_hinh.reporting.enums import Stage as ReportStage
from nam_tinh_hinh.reporting.tables import Obligation, Period, Regime, Report, Section
from nam_tinh_hinh.situation.queries.listing import NEWEST, SET_ASIDE
from nam_tinh_hinh.situation.queries.petition_list import PRESSING
from nam_tinh_hinh.situation.tables import CaseFile, Channel, Guidance, Observation, Occasion, Petition, Topic

DEEP = 400
WORDS = "thoat nuoc duong"


@dataclass(frozen=True)
class Place:
    """One page of one person."""

    label: str
    username: str
    path: str


HOMES = (
    "canbo", "lanhdao", "banchidao2", "truongban", "thuongtruc", "tonghop", "phutrach", "nguoixem", "quantri",
    "mattran", "chutichmt",
)  # fmt: skip
# Label, person, address; "{…}" is looked for in the data, and a page whose row is not there is left out.
PAGES = (
    ("Hàng đợi xét", "banchidao2", "/dan-van-kheo/hang-doi"),
    ("Hàng đợi nắm tình hình", "lanhdao", "/phan-anh/hang-doi"),
    ("Hàng đợi nhận báo cáo", "mattran", "/bao-cao/hang-doi"),
    ("Đề nghị điều chỉnh", "banchidao2", "/dan-van-kheo/dieu-chinh"),
    ("Công bố kết quả", "thuongtruc", "/dan-van-kheo/cong-bo"),
    ("Đánh giá công nhận", "banchidao2", "/dan-van-kheo/cong-nhan/danh-gia"),
    ("Dân vận khéo", "tonghop", "/dan-van-kheo/"),
    ("Dân vận khéo, năm nay", "tonghop", "/dan-van-kheo/?nam={year}"),
    ("Dân vận khéo, giai đoạn", "tonghop", "/dan-van-kheo/?giai-doan=submitted"),
    ("Dân vận khéo, từ khóa", "tonghop", "/dan-van-kheo/?tu-khoa=an ninh"),
    ("Chỉ tiêu", "thuongtruc", "/dan-van-kheo/chi-tieu"),
    ("Sơ kết", "thuongtruc", "/dan-van-kheo/so-ket"),
    ("Thư viện", "canbo", "/dan-van-kheo/thu-vien"),
    ("Một mô hình", "banchidao2", "/dan-van-kheo/{exemplar}"),
    ("Nắm tình hình, đơn vị", "lanhdao", "/phan-anh/"),
    ("Nắm tình hình, toàn xã", "tonghop", "/phan-anh/"),
    ("Nắm tình hình, trang 400", "tonghop", f"/phan-anh/?trang={DEEP}&sau={{newest}}"),
    ("Nắm tình hình, số trang 400", "tonghop", f"/phan-anh/?trang={DEEP}"),
    ("Nắm tình hình, từ khóa", "tonghop", f"/phan-anh/?tu-khoa={WORDS}"),
    ("Nắm tình hình, lĩnh vực", "tonghop", "/phan-anh/?linh-vuc={topic}"),
    ("Nắm tình hình, địa bàn", "tonghop", "/phan-anh/?dia-ban={area}"),
    ("Nắm tình hình, đơn vị ghi", "tonghop", "/phan-anh/?don-vi={unit}"),
    ("Nắm tình hình, loại", "tonghop", "/phan-anh/?loai=petition"),
    ("Nắm tình hình, mức độ", "tonghop", "/phan-anh/?muc-do=urgent"),
    ("Nắm tình hình, kênh", "tonghop", "/phan-anh/?kenh={channel}"),
    ("Nắm tình hình, tình trạng", "tonghop", "/phan-anh/?tinh-trang=confirmed"),
    ("Nắm tình hình, ngày", "tonghop", "/phan-anh/?tu-ngay=01/01/2020&den-ngay=31/01/2020"),
    ("Nắm tình hình, quá hạn", "tonghop", "/phan-anh/?tra-loi=qua-han"),
    ("Một nội dung", "tonghop", "/phan-anh/{observation}"),
    ("Một kiến nghị", "tonghop", "/phan-anh/{petition}/kien-nghi"),
    ("Kiến nghị", "tonghop", "/phan-anh/kien-nghi"),
    ("Kiến nghị, trang 400", "tonghop", f"/phan-anh/kien-nghi?trang={DEEP}&sau={{pressing}}"),
    ("Kiến nghị, số trang 400", "tonghop", f"/phan-anh/kien-nghi?trang={DEEP}"),
    ("Kiến nghị, chờ", "tonghop", "/phan-anh/kien-nghi?tinh-trang=cho"),
    ("Kiến nghị, quá hạn", "tonghop", "/phan-anh/kien-nghi?tinh-trang=qua-han"),
    ("Kiến nghị, từ khóa", "tonghop", f"/phan-anh/kien-nghi?tu-khoa={WORDS}"),
    ("Kiến nghị, địa bàn", "tonghop", "/phan-anh/kien-nghi?dia-ban={area}"),
    ("Ghi nội dung", "canbo", "/phan-anh/ghi"),
    ("Tin cấp bách", "tonghop", "/phan-anh/cap-bach"),
    ("Tổng quan", "tonghop", "/tong-quan"),
    ("Tổng quan, năm", "tonghop", "/tong-quan?ky=nam"),
    ("Vụ việc", "tonghop", "/vu-viec/"),
    ("Một vụ việc", "tonghop", "/vu-viec/{case}"),
    ("Chỉ đạo", "tonghop", "/chi-dao/?hop=da-gui"),
    ("Một chỉ đạo", "tonghop", "/chi-dao/{guidance}"),
    ("Báo cáo của đơn vị", "lanhdao", "/bao-cao/"),
    ("Viết báo cáo", "lanhdao", "/bao-cao/{draft}"),
    ("Một mục báo cáo", "lanhdao", "/bao-cao/{draft}/muc/{section}"),
    ("Báo cáo đã nộp", "lanhdao", "/bao-cao/{sent}/ban-nop"),
    ("Tổng hợp", "mattran", "/bao-cao/{above}/tong-hop"),
    ("Một mục tổng hợp", "mattran", "/bao-cao/{above}/tong-hop/{above_section}"),
    ("Theo dõi nộp báo cáo", "mattran", "/bao-cao/theo-doi"),
    ("Theo dõi, tuần", "mattran", "/bao-cao/theo-doi?ky=tuan"),
    ("Đúng hạn của đơn vị", "mattran", "/bao-cao/dung-han/{unit}"),
    ("Hồ sơ họp", "tonghop", "/bao-cao/ho-so-hop"),
    ("Chế độ báo cáo", "tonghop", "/bao-cao/che-do"),
    ("Sổ văn bản", "tonghop", "/so-van-ban"),
    ("Đơn vị", "canbo", "/to-chuc"),
    ("Một đơn vị", "canbo", "/to-chuc/{unit}"),
    ("Địa bàn", "canbo", "/dia-ban"),
    ("Phân công", "canbo", "/phan-cong"),
    ("Danh bạ", "canbo", "/danh-ba"),
    ("Tài khoản", "quantri", "/quan-tri/tai-khoan"),
    ("Nhật ký", "quantri", "/quan-tri/nhat-ky"),
    ("Tìm", "tonghop", f"/tim?q={WORDS}"),
)


def places() -> Iterator[Place]:
    """Yield the pages that can be asked for with the data that is there."""
    known: dict[str, object] = {}
    for username in HOMES:
        yield Place(f"Việc của tôi, {username}", username, "/")
    for label, username, path in PAGES:
        for name, (order, rows) in LEAFED.items():
            if f"{{{name}}}" in path:
                known[name] = _mark(order, rows)
        for name, look in ROWS.items():
            if f"{{{name}}}" in path and name not in known:
                known[name] = db.session.scalar(look())
        if all(known.get(name) is not None for name in ROWS if f"{{{name}}}" in path):
            yield Place(label, username, path.format(**known))


def _mark(order: Order, rows: Select[Any]) -> str:
    """Return how an address says the row before the deep page; "" where there are fewer, and the number is asked."""
    row = db.session.scalar(order.sorted(rows).offset((DEEP - 1) * PER_PAGE - 1).limit(1))
    return order.mark_of(row) if row else ""


def _desk(username: str) -> int:
    """Return the unit of a person's last position."""
    user = user_by_name(username)
    assert user
    found = select(Position.unit_id).filter_by(user_id=user.id).order_by(Position.id.desc()).limit(1)
    return db.session.scalar(found) or 0


def _newest_report(unit: int, *stages: ReportStage) -> Select[int]:
    owed = select(Report.id).join(Report.obligation).where(Report.unit_id == unit, Report.stage.in_(stages))
    return owed.order_by(Obligation.due_at.desc(), Report.id.desc()).limit(1)


def _above() -> Select[int]:
    """The query of the report in which the Front puts the present week together."""
    return _newest_report(_desk("mattran"), ReportStage.DRAFT, ReportStage.ACCEPTED)


def _own(rows: Select[int]) -> Select[int]:
    """Of the unit of "canbo": whoever reads in his ward sees it, however many wards there are."""
    return rows.where(Observation.unit_id == _desk("canbo"))


def _first_section(report: Select[int]) -> Select[int]:
    return select(func.min(Section.id)).where(Section.report_id == report.scalar_subquery())


# What is leafed through from row to row: "{…}" is the mark of the row before the deep page.
LEAFED: dict[str, tuple[Order, Select[Any]]] = {
    "newest": (NEWEST, select(Observation).where(Observation.stage.not_in(SET_ASIDE))),
    "pressing": (PRESSING, select(Petition)),
}
ROWS: dict[str, Callable[[], Select[int]]] = {
    "year": lambda: select(func.max(Campaign.year)),
    "exemplar": lambda: select(func.max(Exemplar.id)).where(Exemplar.stage == "submitted"),
    "topic": lambda: select(func.min(Topic.id)).where(Topic.parent_id.is_(None)),
    "area": lambda: select(func.min(Area.id)).where(Area.parent_id.is_not(None)),
    "unit": lambda: select(Unit.id).where(Unit.id == _desk("canbo")),
    "channel": lambda: select(func.min(Channel.id)),
    "occasion": lambda: select(func.min(Occasion.id)),
    "observation": lambda: _own(select(func.max(Observation.id)).where(Observation.stage == "confirmed")),
    "petition": lambda: _own(
        select(func.max(Petition.observation_id)).join(Petition.observation).where(Petition.outcome.is_not(None))
    ),
    "case": lambda: select(func.min(CaseFile.id)),
    "guidance": lambda: select(func.max(Guidance.id)).where(Guidance.unit_id == _desk("tonghop")),
    "draft": lambda: _newest_report(_desk("lanhdao"), ReportStage.DRAFT),
    "section": lambda: _first_section(_newest_report(_desk("lanhdao"), ReportStage.DRAFT)),
    "sent": lambda: _newest_report(_desk("lanhdao"), ReportStage.ACCEPTED),
    "above": _above,
    "above_section": lambda: _first_section(_above()),
    "regime": lambda: select(func.min(Regime.id)),
    "period": lambda: select(func.max(Period.id)),
}
