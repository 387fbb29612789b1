"""Step 6: what others can learn from a recognised exemplar, and beginning one's own after it."""

from collections.abc import Mapping

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import OwnerKind, Stage
from nam_tinh_hinh.emulation.queries import library
from nam_tinh_hinh.emulation.services.registrations import draft
from nam_tinh_hinh.emulation.tables import Exemplar, Lesson
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

LESSON = "lesson"
OF_UNIT, OF_COMMITTEE = ("worked", "hard", "advice"), ("committee_words",)
CHANGED = "Phần rút kinh nghiệm đã thay đổi từ khi bạn mở trang."
SAME_YEAR = "Mô hình này đang thuộc phong trào năm {}. Khi mở đợt đăng ký năm sau, đơn vị sẽ tiếp tục được."


def parts_of(actor: Actor, exemplar: Exemplar) -> tuple[str, ...]:
    """Return what ``actor`` writes of the lessons: the unit its three parts, the committee's side its words."""
    if exemplar.stage is not Stage.RECOGNISED:
        return ()
    if rules.edits(actor, exemplar):
        return OF_UNIT
    return OF_COMMITTEE if rules.settles(actor, exemplar) else ()


def write_lesson(
    *, actor: Actor, exemplar: Exemplar, told: Mapping[str, str], version: int, key: str | None = None
) -> Lesson:
    """Keep the actor's part of the lessons; ``version`` is the one he saw, 0 for none yet.

    Raises ``ActionRefused``: nothing of it is his, or written by another meanwhile.
    """
    row, mine = db.session.get(Lesson, exemplar.id), parts_of(actor, exemplar)
    replay = history.replayed(key, actor, LESSON, subject_id=exemplar.id)
    if replay and row and all(getattr(row, name) == told[name] for name in mine):
        return row
    if not mine:
        raise ActionRefused(Refusal.NOT_ALLOWED, "Bạn không viết phần rút kinh nghiệm của mô hình này.")
    if version != (row.version if row else 0):
        raise moved_on(CHANGED, LESSON, exemplar.id)
    row = row or Lesson(exemplar_id=exemplar.id)
    for name in mine:
        setattr(row, name, told[name])
    row.edited_at = clock.now()
    db.session.add(row)
    record_change(CHANGED, actor=actor, action="write_lesson", subject=LESSON, subject_id=exemplar.id, key=key)
    return row


def learn(*, actor: Actor, source: Exemplar, key: str | None = None) -> Exemplar:
    """Begin a registration of the actor's unit after a recognised exemplar, in the campaign that takes registrations.

    Name, content, field and place kind come along; who does it, where and when is the unit's own to say. One begun
    already is returned. Raises ``ActionRefused`` when no round is open, or for the unit's own of this very year.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="draft"):
        return db.session.get_one(Exemplar, earlier.subject_id)
    if not rules.may_register(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ cán bộ, lãnh đạo đơn vị được đăng ký mô hình.")
    if source.stage is not Stage.RECOGNISED:
        raise ActionRefused(Refusal.MOVED_ON, "Chỉ học tập được mô hình đã có quyết định công nhận.")
    campaign = queries.registering(clock.today())
    if campaign and campaign.id == source.campaign_id and rules.edits(actor, source):
        raise ActionRefused(Refusal.MOVED_ON, SAME_YEAR.format(campaign.year))
    if campaign and (begun := library.learnt_already(actor.unit_id, source.id, campaign.id)):
        return begun
    return draft(actor=actor, campaign=campaign, facts=_copied(source), key=key, learnt_from=source)


def _copied(source: Exemplar) -> dict[str, object]:
    return {
        "name": source.name, "kind": source.kind, "field_id": source.field_id, "place_kind_id": source.place_kind_id,
        "address": "", "starts_on": None, "ends_on": None, "content": source.content,
        "owner_kind": OwnerKind.COLLECTIVE, "owner": "", "lead": "", "is_priority": False,
    }  # fmt: skip
