"""The notice of assignment: one act that moves all of its exemplars and leaves a notice for each unit."""

from collections.abc import Sequence
from datetime import date

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.calendar import interim_reviews
from nam_tinh_hinh.emulation.enums import NoticeKind
from nam_tinh_hinh.emulation.services.registrations import act
from nam_tinh_hinh.emulation.tables import AssignmentNotice, Campaign, Exemplar, InterimReview, NoticeReceipt
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor

NOT_THEIRS = "Chỉ cơ quan thường trực, Trưởng Ban Chỉ đạo được ban hành thông báo giao nhiệm vụ."
CHANGED = "Danh sách giao nhiệm vụ vừa thay đổi. Hãy đọc lại rồi ban hành."


def assign(
    *,
    actor: Actor,
    campaign: Campaign,
    kind: NoticeKind,
    seen: Sequence[tuple[int, int]],
    number_text: str = "",
    day: date | None = None,
    duties: str = "",
    paper_id: int | None = None,
    key: str | None = None,
) -> AssignmentNotice:
    """Issue a notice over all that is agreed and not yet assigned, and return it (seed 003, V steps 2 and 4).

    Every exemplar begins, with its interim reviews; every unit gets a notice to confirm. ``seen`` holds (id, version)
    of what the person read; raises ``ActionRefused`` when it is no longer exactly that, or empty.
    """
    if earlier := history.replayed(key, actor, "assignment_notice", action="assign"):
        return db.session.get_one(AssignmentNotice, earlier.subject_id)
    if not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_THEIRS)
    agreed = queries.to_assign(actor, campaign)
    if not agreed or not rules.has_read(seen, agreed):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    said = {"count": len(agreed), "number_text": number_text}
    notice = AssignmentNotice(
        campaign_id=campaign.id, kind=kind, day=day or clock.today(), duties=duties, paper_id=paper_id, **said,
        issued_by_id=actor.user_id, issued_by_name=actor.name, issued_at=clock.now(),
    )  # fmt: skip
    _assign_all(actor, agreed, notice)
    history.record(
        actor=actor, action="assign", subject="assignment_notice", subject_id=notice.id, details=said,
        key=history.unused(key),
    )  # fmt: skip
    return notice


def _assign_all(actor: Actor, agreed: Sequence[Exemplar], notice: AssignmentNotice) -> None:
    notice.receipts = [NoticeReceipt(unit_id=unit_id) for unit_id in dict.fromkeys(item.unit_id for item in agreed)]
    db.session.add(notice)
    db.session.flush()
    for item in agreed:
        _assign(actor, item, notice)


def _assign(actor: Actor, item: Exemplar, notice: AssignmentNotice) -> None:
    with db.session.no_autoflush:  # the stage and the notice that gives it go to the database together
        item.notice_id = notice.id
        act(actor=actor, exemplar=item, action="assign")
    assert item.starts_on, "sent with its days"
    assert item.ends_on, "sent with its days"
    for due in interim_reviews(item.starts_on, item.ends_on, notice.day):
        db.session.add(InterimReview(exemplar_id=item.id, **due._asdict()))
    db.session.flush()
