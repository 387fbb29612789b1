"""What the ward's Party committee sent downward and what came back, and the internal network of the plan (III.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from nam_tinh_hinh.demo.persons import days_ago, person
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Area, Unit, User
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.enums import Ask
from nam_tinh_hinh.situation.queries import audiences
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services import guiding, networks, receiving
from nam_tinh_hinh.situation.tables import CaseFile, Receipt

END_OF_DAY = time(17)
NETWORK = "Mạng lưới thông tin nội bộ phường Minh Họa"
MEMBERS, OFFICERS = ("mttq", "phu_nu"), ("phutrach", "canbo2")
AREAS = ("Phố Phúc Ninh", "Khu phố Chợ Mới", "Khu phố Tân Lập", "Thôn Đồng Lân")


@dataclass(frozen=True)
class Letter:
    """One guidance: who sends it in whose name, so many days ago, until when, and its words."""

    sender: str
    unit: str
    ago: int
    ask: Ask
    title: str
    content: str
    due_in: int | None = None

    def send(self, units: dict[str, Unit], chosen: Audience, case_id: int | None = None) -> list[Receipt]:
        """Write it and send it to those chosen, as the room does."""
        with clock.stopped_at(days_ago(self.ago)):
            actor = person(units, self.sender)
            facts = {
                "unit_id": units[self.unit].id, "network_id": chosen.network_id, "case_id": case_id, "ask": self.ask,
                "title": self.title, "content": self.content, "due_at": self._due(), "audience": chosen.stored(),
            }  # fmt: skip
            row = guiding.draft(actor=actor, facts=facts)
            seen = audiences.fingerprint(guiding.receivers_of(actor, row))
            return list(guiding.send(actor=actor, guidance=row, seen=seen))

    def _due(self) -> datetime | None:
        return None if self.due_in is None else days_ago(-self.due_in, END_OF_DAY)


TO_KNOW = Letter(
    "tonghop", "dang_uy", 12, Ask.INFORM, "Lịch tiếp xúc cử tri và tiếp công dân trong tháng",
    "Các đơn vị thông báo tới hội viên, đoàn viên và Nhân dân để tham dự, phản ánh ý kiến. (Nội dung minh họa.)",
)  # fmt: skip
TO_DO = Letter(
    "tonghop", "dang_uy", 10, Ask.CARRY_OUT, "Rà soát kiến nghị quá hạn trả lời của đơn vị",
    "Mỗi đơn vị rà soát các kiến nghị đang theo dõi, đôn đốc cơ quan tiếp nhận và ghi kết quả vào phần mềm.",
    due_in=7,
)  # fmt: skip
TO_REPORT = Letter(
    "tonghop", "dang_uy", 5, Ask.REPORT, "Báo cáo tình hình thoát nước tại địa bàn phụ trách",
    "Cán bộ phụ trách đi thực tế, báo cáo các điểm còn ngập sau mưa và ý kiến của người dân.",
    due_in=8,
)  # fmt: skip
IN_NETWORK = Letter(
    "lanhdao", "ccb", 9, Ask.OPINION, "Thống nhất lịch trao đổi của mạng lưới",
    "Đề nghị các thành viên cho ý kiến: trao đổi tình hình vào sáng thứ Năm hằng tuần.",
    due_in=3,
)  # fmt: skip
DONE = "Đã rà soát, đôn đốc cơ quan tiếp nhận bằng văn bản và ghi kết quả."
REPORTED = "Còn hai điểm ngập sau mưa ở cuối Phố Phúc Ninh; người dân đề nghị nạo vét trước đợt mưa tới."
ASKED = "Đồng chí cho biết các điểm này đã có trong kiến nghị trước đây chưa?"
ANSWERED = "Một điểm đã có trong kiến nghị trước; điểm còn lại mới phát sinh, tôi đã ghi vào phần mềm."
AGREED = "Nhất trí. Đề nghị gửi nội dung trao đổi trước một ngày."


def build(units: dict[str, Unit]) -> None:
    """Send the letters on their days and let those who received them press and write what they did."""
    _to_know(units)
    _to_do(units)
    _to_report(units)
    _network(units)


def _to_know(units: dict[str, Unit]) -> None:
    sent = TO_KNOW.send(units, Audience(all_direct=True))
    for ago, name, key in ((12, "lanhdao", "ccb"), (11, "banchidao", "mttq"), (10, "thuongtruc", "ban_xay_dung")):
        _receive(units, name, _of(sent, units[key]), ago)


def _to_do(units: dict[str, Unit]) -> None:
    sent = TO_DO.send(units, Audience(unit_ids=(units["ccb"].id, units["phu_nu"].id)))
    _receive(units, "lanhdao", _of(sent, units["ccb"]), 9)
    _receive(units, "lanhdao2", _of(sent, units["phu_nu"]), 8)
    _finish(units, "lanhdao", _of(sent, units["ccb"]), 5, DONE)


def _to_report(units: dict[str, Unit]) -> None:
    case_id = db.session.scalar(db.select(CaseFile.id).where(CaseFile.closed_at.is_(None)))
    area_ids = tuple(db.session.scalars(db.select(Area.id).where(Area.name.in_(AREAS))))
    sent = TO_REPORT.send(units, Audience(area_ids=area_ids), case_id)
    officer = person(units, "phutrach")
    mine = next(one for one in sent if one.user_id == officer.user_id)
    _receive(units, "phutrach", mine, 4)
    _finish(units, "phutrach", mine, 3, REPORTED)
    _reply(person(units, "tonghop"), mine, 2, ASKED)
    _reply(officer, mine, 1, ANSWERED)


def _network(units: dict[str, Unit]) -> None:
    with clock.stopped_at(days_ago(20)):
        leader = person(units, "lanhdao")
        network = networks.found_network(actor=leader, unit_id=units["ccb"].id, name=NETWORK)
        users = db.session.scalars(db.select(User.id).where(User.username.in_(OFFICERS)))
        joining = [(units[key].id, None) for key in MEMBERS] + [(None, one) for one in users]
        for unit_id, user_id in joining:
            networks.add_member(actor=leader, network=network, unit_id=unit_id, user_id=user_id)
    sent = IN_NETWORK.send(units, Audience(network_id=network.id))
    _finish(units, "banchidao", _of(sent, units["mttq"]), 8, AGREED)


def _of(receipts: Sequence[Receipt], unit: Unit) -> Receipt:
    return next(one for one in receipts if one.unit_id == unit.id)


def _receive(units: dict[str, Unit], name: str, receipt: Receipt, ago: int) -> None:
    with clock.stopped_at(days_ago(ago, time(9, 15))):
        receiving.receive(actor=person(units, name), receipt=receipt)


def _finish(units: dict[str, Unit], name: str, receipt: Receipt, ago: int, words: str) -> None:
    with clock.stopped_at(days_ago(ago, time(15, 20))):
        receiving.finish(actor=person(units, name), receipt=receipt, words=words)


def _reply(actor: Reach, receipt: Receipt, ago: int, words: str) -> None:
    with clock.stopped_at(days_ago(ago, time(10, 5))):
        receiving.reply(actor=actor, receipt=receipt, words=words)
