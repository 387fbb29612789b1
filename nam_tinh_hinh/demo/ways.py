"""How an exemplar comes to each stage: by the program's own verbs, done by those whose business it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import ASSIGNED, PUBLISHED, UNSENT, NoticeKind, Stage
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, ResultReport
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor, Hat
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables import Unit

RETURN_REASON = "Đề nghị ghi rõ địa chỉ thực hiện và số hộ tham gia để Ban Chỉ đạo có cơ sở kiểm tra thực tế."
DECLINE_REASON = "Nội dung trùng với mô hình đã được công nhận năm trước; đề nghị đăng ký nội dung mới."
STOP_REASON = "Đơn vị không còn lực lượng nòng cốt sau khi sắp xếp lại các khu phố."
REFUSE_REASON = "Kết quả chưa rõ, mới dừng ở tuyên truyền, chưa có số liệu chứng minh."
RESULTS = "Đã thực hiện đủ các nội dung đăng ký; 56 hộ tham gia thường xuyên."
BENEFITS = "Nhân dân đồng tình, tự nguyện duy trì; không còn vụ việc phức tạp trên địa bàn."
# The committee's decisions that lead from a sent registration to each stage: (who, action, its reason).
DECISIONS = {
    Stage.RETURNED: (("banchidao2", "return", RETURN_REASON),),
    Stage.REPROPOSED: (("banchidao2", "return", RETURN_REASON),),
    Stage.AGREE_PENDING: (("banchidao2", "agree", ""),),
    Stage.DECLINE_PENDING: (("banchidao2", "decline", DECLINE_REASON),),
    Stage.AGREED: (("banchidao2", "agree", ""), ("thuongtruc", "release_agreed", "")),
    Stage.DECLINED: (("banchidao2", "decline", DECLINE_REASON), ("thuongtruc", "release_declined", "")),
    Stage.WITHDRAWN: (("thuongtruc", "withdraw", "Đơn vị xin rút để chuẩn bị kỹ hơn."),),
}
JUDGEMENTS = {
    Stage.RECOGNISE_PENDING: ("recognise", ""),
    Stage.RECOGNISED: ("recognise", ""),
    Stage.REFUSE_PENDING: ("refuse", REFUSE_REASON),
    Stage.NOT_RECOGNISED: ("refuse", REFUSE_REASON),
}


def of_unit(unit: Unit, role: Role = Role.CLERK) -> Actor:
    """Return someone of a unit who has no account here: its clerk, or its leader."""
    hat = Hat(0, unit.id, unit.name, role, "")
    return Actor(None, "", f"{role.label} {unit.name}"[:200], 0, "", False, hat, (hat,))


@dataclass(frozen=True)
class Way:
    """Leads exemplars on; ``person`` gives the actor of a user name, ``reason`` replaces the usual one."""

    person: Callable[[str], Actor]
    reason: str = ""

    def lead(self, exemplar: Exemplar, stage: Stage) -> Exemplar:
        """Take one draft all the way to ``stage``, which it may be in already."""
        if stage in UNSENT:
            return keep_at_home(exemplar, stage)
        send([exemplar])
        self.decide(exemplar, stage)
        if stage in ASSIGNED:
            self.assign(exemplar.campaign)
            self.carry_out(exemplar, stage)
        if stage in PUBLISHED:
            self.publish(exemplar.campaign)
        return exemplar

    def decide(self, exemplar: Exemplar, stage: Stage) -> None:
        """Have the committee decide on a sent registration as ``stage`` has it."""
        for who, action, usual in DECISIONS.get(Stage.AGREED if stage in ASSIGNED else stage, ()):
            reason = usual and (self.reason or usual)
            services.act(actor=self.person(who), exemplar=exemplar, action=action, reason=reason)
        if stage is Stage.REPROPOSED:
            services.act(actor=of_unit(exemplar.unit), exemplar=exemplar, action="repropose")

    def assign(self, campaign: Campaign) -> None:
        """Issue a notice over all that waits for one."""
        standing = self.person("thuongtruc")
        seen = [(item.id, item.version) for item in queries.to_assign(standing, campaign)]
        kind = NoticeKind.SUPPLEMENT if queries.notices(campaign) else NoticeKind.FIRST
        services.assign(actor=standing, campaign=campaign, kind=kind, seen=seen)

    def carry_out(self, exemplar: Exemplar, stage: Stage) -> None:
        """Take an assigned exemplar as far as ``stage``, its result judged but not yet published."""
        if stage is Stage.STOPPED:
            services.act(actor=self.person("thuongtruc"), exemplar=exemplar, action="stop", reason=STOP_REASON)
        elif stage is not Stage.UNDERWAY:
            report(exemplar)
        if stage in JUDGEMENTS:
            action, reason = JUDGEMENTS[stage]
            services.act(actor=self.person("banchidao2"), exemplar=exemplar, action=action, reason=reason)

    def publish(self, campaign: Campaign) -> None:
        """Issue a decision of recognition over all that is judged."""
        standing = self.person("thuongtruc")
        seen = [(item.id, item.version) for item in queries.to_publish(standing, campaign)]
        services.publish(actor=standing, campaign=campaign, seen=seen)


def keep_at_home(exemplar: Exemplar, stage: Stage) -> Exemplar:
    """Take a draft to one of the stages before its sending."""
    ways = {
        Stage.PROPOSED: (Role.CLERK, "propose"),
        Stage.APPROVED: (Role.LEADER, "approve"),
        Stage.DISCARDED: (Role.CLERK, "discard"),
    }
    if stage in ways:
        role, action = ways[stage]
        services.act(actor=of_unit(exemplar.unit, role), exemplar=exemplar, action=action)
    return exemplar


def send(exemplars: Sequence[Exemplar]) -> None:
    """Approve drafts of one unit and send them with the unit's list."""
    leader, campaign = of_unit(exemplars[0].unit, Role.LEADER), exemplars[0].campaign
    for exemplar in exemplars:
        services.act(actor=leader, exemplar=exemplar, action="approve")
    ready = [(item.id, item.version) for item in queries.ready_to_send(leader, campaign)]
    services.send_list(actor=leader, campaign=campaign, seen=ready)


def report(exemplar: Exemplar) -> None:
    """Write the unit's result report and send it."""
    told = ResultReport(exemplar_id=exemplar.id, results=RESULTS, benefits=BENEFITS, edited_at=clock.now())
    db.session.add(told)
    db.session.flush()
    db.session.expire(exemplar, ["result"])
    services.act(actor=of_unit(exemplar.unit, Role.LEADER), exemplar=exemplar, action="report")
