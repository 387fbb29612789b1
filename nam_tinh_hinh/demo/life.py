"""What units and the committee have written about the samples: who follows whom, how things go, what was learnt."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from nam_tinh_hinh.demo.ways import of_unit
from nam_tinh_hinh.emulation.enums import Duty, Stage
from nam_tinh_hinh.emulation.services import carrying, committee, interim, lessons, preparing
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, InterimReview
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.tables import Unit

# user name: what he is in the year's committee, and the units he follows.
SEATS = {
    "truongban": (Duty.CHAIR, ()),
    "banchidao2": (Duty.DEPUTY, ("phu_nu", "nong_dan", "tieu_hoc", "thcs", "mam_non")),
    "thuongtruc": (Duty.STANDING, ("cong_an", "ubnd")),
    "banchidao": (Duty.MEMBER, ("ccb", "doan", "phuc_ninh", "khu_2")),
}
SURVEY = {
    "survey_place": "Khu dân cư nơi thực hiện; gặp gỡ tổ dân phố, các chi hội và đại diện hộ dân.",
    "situation": "Nhân dân đồng thuận nhưng chưa có người đứng ra tổ chức thường xuyên.",
    "advantages": "Cấp ủy, Ban Công tác Mặt trận quan tâm; hội viên nhiệt tình.",
    "difficulties": "Kinh phí ít, một số hộ đi làm xa, khó tập trung.",
    "approach": "Thành lập tổ nòng cốt, phân công theo ngõ, mỗi tháng họp rút kinh nghiệm một lần.",
    "attended": "Ban Chấp hành, trưởng khu dân cư, đại diện các chi hội",
    "agreed": "Thống nhất tên, nội dung, người phụ trách và thời gian thực hiện.",
}
PLAN = {
    "measures": "Ra mắt mô hình, ký cam kết với hộ dân, kiểm tra hằng tháng, biểu dương hộ làm tốt.",
    "resources": "Lực lượng hội viên nòng cốt; hội trường khu dân cư; kinh phí xã hội hóa.",
    "support": "Đơn vị hỗ trợ tập huấn và tài liệu tuyên truyền.",
}
REVIEW = {
    "percent": 40,
    "progress": "Đã ra mắt, duy trì nền nếp sinh hoạt; hầu hết hộ dân trong địa bàn tham gia.",
    "results": "Nhân dân đồng tình; cảnh quan, trật tự chuyển biến rõ.",
    "difficulties": "Một số hộ đi làm xa chưa tham gia đều.",
    "proposals": "Đề nghị tổ chức cho các đơn vị tham quan, học tập lẫn nhau.",
}
LEARNT = {
    "worked": "Chọn đúng việc Nhân dân cần, bàn dân chủ trước khi làm, người đứng đầu làm trước.",
    "hard": "Duy trì khi thay đổi người phụ trách.",
    "advice": "Bắt đầu từ một ngõ, làm cho thấy kết quả rồi mới mở rộng.",
}


def prepare(exemplar: Exemplar) -> None:
    """Write what a draft rests on."""
    written = dict.fromkeys(preparing.PREPARED, "") | SURVEY | {"met_on": clock.today() - timedelta(days=3)}
    preparing.prepare(actor=of_unit(exemplar.unit), exemplar=exemplar, words=written)


def build(units: dict[str, Unit], people: dict[str, Actor], last: Campaign, this: Campaign) -> None:
    """Fill in what the samples' people would have written by now."""
    for campaign in (last, this):
        campaign.plan_number, campaign.plan_day = "01-KH/BCĐ", date(campaign.year, 1, 15)
    for username, (duty, followed) in SEATS.items():
        user = user_by_name(username)
        assert user is not None
        seat = committee.Seat(duty, unit_ids=tuple(units[key].id for key in followed))
        committee.add_member(actor=people["thuongtruc"], campaign=this, user=user, seat=seat)
    for item in _in(this, {Stage.UNDERWAY}):
        _carry_on(item, people)
    for item in _in(last, {Stage.RECOGNISED}):
        lessons.write_lesson(actor=of_unit(item.unit), exemplar=item, told=LEARNT, version=0)


def _in(campaign: Campaign, stages: set[Stage]) -> Sequence[Exemplar]:
    query = select(Exemplar).where(Exemplar.campaign_id == campaign.id, Exemplar.stage.in_(stages))
    return db.session.scalars(query.order_by(Exemplar.id)).all()


def _carry_on(item: Exemplar, people: dict[str, Actor]) -> None:
    """Write the plan, name a helper, note progress, and send the reviews that were due, but for the last one."""
    clerk = of_unit(item.unit)
    with clock.stopped_at(_after(item, 5)):
        carrying.save_plan(actor=clerk, exemplar=item, facts=PLAN)
        carrying.note_progress(
            actor=clerk, exemplar=item, on_day=clock.today(), percent=10, words="Đã ra mắt, ký cam kết với các hộ."
        )
        helper = people["banchidao2"]
        carrying.add_helper(
            actor=people["thuongtruc"], exemplar=item, name=helper.name, user_id=helper.user_id,
            post="Phó Trưởng ban Chỉ đạo", duty="Hướng dẫn, theo dõi tiến độ",
        )  # fmt: skip
    _review(item, clerk)


def _after(item: Exemplar, days: int) -> datetime:
    assert item.released_at is not None
    return item.released_at + timedelta(days=10 + days)


def _review(item: Exemplar, clerk: Actor) -> None:
    due = select(InterimReview).where(InterimReview.exemplar_id == item.id, InterimReview.due_on < clock.today())
    for review in list(db.session.scalars(due.order_by(InterimReview.months)))[:-1]:
        noon = datetime.combine(review.due_on - timedelta(days=2), time(10), clock.VIETNAM)
        with clock.stopped_at(noon):
            interim.send_review(actor=clerk, review=review, facts=REVIEW)
