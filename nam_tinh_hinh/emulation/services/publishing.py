"""The decision of recognition: one act that makes the results of a year's judging known."""

from collections.abc import Sequence
from datetime import date

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.services.registrations import act
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, Recognition
from nam_tinh_hinh.emulation.workflow import PUBLICATIONS
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor

NOT_THEIRS = "Chỉ cơ quan thường trực, Trưởng Ban Chỉ đạo được ban hành quyết định công nhận."
CHANGED = "Danh sách dự kiến công nhận vừa thay đổi. Hãy đọc lại rồi ban hành."


def publish(
    *,
    actor: Actor,
    campaign: Campaign,
    seen: Sequence[tuple[int, int]],
    number_text: str = "",
    day: date | None = None,
    paper_id: int | None = None,
    key: str | None = None,
) -> Recognition:
    """Issue the decision over all that is judged and not made known, and return it (seed 003, V step 5).

    ``seen`` holds (id, version) of what the person read; raises ``ActionRefused`` when it is no longer exactly that, or
    empty.
    """
    if earlier := history.replayed(key, actor, "recognition", action="publish"):
        return db.session.get_one(Recognition, earlier.subject_id)
    if not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_THEIRS)
    judged = queries.to_publish(actor, campaign)
    if not judged or not rules.has_read(seen, judged):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)
    said = {"count": sum(item.award is not None for item in judged), "number_text": number_text}
    decision = Recognition(
        campaign_id=campaign.id, day=day or clock.today(), paper_id=paper_id, **said, issued_by_id=actor.user_id,
        issued_by_name=actor.name, issued_at=clock.now(),
    )  # fmt: skip
    _publish_all(actor, judged, decision)
    history.record(
        actor=actor, action="publish", subject="recognition", subject_id=decision.id, details=said,
        key=history.unused(key),
    )  # fmt: skip
    return decision


def _publish_all(actor: Actor, judged: Sequence[Exemplar], decision: Recognition) -> None:
    db.session.add(decision)
    db.session.flush()
    for item in judged:
        _publish(actor, item, decision)


def _publish(actor: Actor, item: Exemplar, decision: Recognition) -> None:
    with db.session.no_autoflush:  # the stage and the decision behind it go to the database together
        item.recognition_id = decision.id
        act(actor=actor, exemplar=item, action=PUBLICATIONS[item.stage])
