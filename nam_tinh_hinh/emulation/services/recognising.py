"""Step 5 in the committee: what each member makes of the results, the criteria, and the result of the judging."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import Proposal, Stage
from nam_tinh_hinh.emulation.queries import recognising as queries
from nam_tinh_hinh.emulation.services.registrations import act
from nam_tinh_hinh.emulation.tables import Assessment, Criterion, CriterionMark, Exemplar
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on
from nam_tinh_hinh.people.actor import Actor

ASSESSMENT, CRITERION = "assessment", "criterion"
PROPOSES = {
    "recognise": Proposal.RECOGNISE,
    "commend": Proposal.COMMEND,
    "reward": Proposal.REWARD,
    "refuse": Proposal.REFUSE,
}
NOT_A_JUDGE = "Chỉ thành viên Ban Chỉ đạo được đánh giá, và không đánh giá mô hình của đơn vị mình."
SETTLED = "Không còn ghi được đánh giá: mô hình này đã có kết quả xét, hoặc đơn vị đang bổ sung báo cáo."
WHY_NOT = "Đề nghị “Không công nhận” thì ghi nhận xét, lý do."
OWN_FIRST = "Các thành viên khác đã đánh giá mô hình này. Ghi đánh giá của bạn trước, rồi kết luận."
DIFFERS = "Đề nghị chung của {} thành viên là “{}”. Kết luận khác với đề nghị chung thì ghi lý do."


def assess(
    *,
    actor: Actor,
    exemplar: Exemplar,
    proposal: Proposal,
    words: str = "",
    marks: Mapping[int, bool | int | None] | None = None,
    key: str | None = None,
) -> Assessment:
    """Give, or change, the member's own assessment of what came of an exemplar; others' stay unread until then.

    ``marks`` holds per criterion whether it is met or how many points it gets; None: not marked. Raises
    ``ActionRefused``: not his to judge, judged already, or against it without a word why.
    """
    if not rules.decides(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_A_JUDGE)
    if exemplar.stage is not Stage.REPORTED:
        raise moved_on(SETTLED, SUBJECT, exemplar.id)
    if proposal is Proposal.REFUSE and not words:
        raise ActionRefused(Refusal.NO_REASON, WHY_NOT)
    row = queries.standing_of([exemplar.id], actor)[exemplar.id].mine
    before = row.proposal.label if row else ""
    row = row or Assessment(exemplar_id=exemplar.id, user_id=actor.user_id)
    row.user_name, row.proposal, row.words, row.given_at = actor.name, proposal, words, clock.now()
    _mark(row, queries.criteria_for(exemplar.campaign), marks or {})
    db.session.add(row)
    db.session.flush()
    said = {"before": {"proposal": before}} if before else {}
    history.record(
        actor=actor, action="assess", subject=ASSESSMENT, subject_id=row.id, key=history.unused(key),
        details=said | {"after": {"proposal": proposal.label}},
    )  # fmt: skip
    return row


def _mark(row: Assessment, criteria: Sequence[Criterion], marks: Mapping[int, bool | int | None]) -> None:
    there = {mark.criterion_id: mark for mark in row.marks}
    for criterion in criteria:
        mark = there.get(criterion.id)
        if mark is None:
            row.marks.append(mark := CriterionMark(criterion_id=criterion.id))
        given = marks.get(criterion.id)
        ticked = criterion.most_points is None
        mark.met, mark.points = (bool(given), None) if ticked else (None, given)


def judge(
    *,
    actor: Actor,
    exemplar: Exemplar,
    action: str,
    reason: str = "",
    version: int | None = None,
    key: str | None = None,
) -> history.Event:
    """Decide what comes of an exemplar: ``action`` is one of ``workflow.VERDICTS`` (seed 003, V step 5).

    The decider may differ from the median of the members' proposals, but must say why; and where others have
    assessed, he gives his own assessment first, so that nobody decides on what he may not read. Raises
    ``ActionRefused``.
    """
    fresh = exemplar.stage is Stage.REPORTED and version in (None, exemplar.version)
    if fresh and rules.decides(actor, exemplar):
        _check_median(actor, exemplar, action, reason)
    return act(actor=actor, exemplar=exemplar, action=action, reason=reason, version=version, key=key)


def _check_median(actor: Actor, exemplar: Exemplar, action: str, reason: str) -> None:
    standing = queries.standing_of([exemplar.id], actor)[exemplar.id]
    if standing.count and not standing.is_open:
        raise ActionRefused(Refusal.INCOMPLETE, OWN_FIRST)
    if standing.median not in (None, PROPOSES[action]) and not reason:
        assert standing.median, "said by the line above"
        raise ActionRefused(Refusal.NO_REASON, DIFFERS.format(standing.count, standing.median.label))


class CriterionFacts(NamedTuple):
    """What can be changed of a criterion beside its words; ``most_points`` None: ticked or not."""

    active: bool
    position: int
    most_points: int | None


CRITERIA_CHANGED = "Bộ tiêu chí vừa được người khác sửa. Hãy xem lại rồi lưu."


def set_criteria(
    *,
    actor: Actor,
    wanted: Mapping[int, CriterionFacts],
    seen: Mapping[int, CriterionFacts],
    key: str | None = None,
) -> int:
    """Change which criteria are used, in which order, ticked or with points; return how many changed.

    ``seen`` is what the person read. Raises ``ActionRefused`` when it is not what stands there.
    """
    rows = {row.id: row for row in queries.criteria(every=True)}
    standing = {row_id: CriterionFacts(row.active, row.position, row.most_points) for row_id, row in rows.items()}
    if history.replayed(key, actor, CRITERION):
        return 0
    if standing != seen or set(wanted) != set(rows):
        raise ActionRefused(Refusal.MOVED_ON, CRITERIA_CHANGED)
    changed = [row_id for row_id in rows if wanted[row_id] != standing[row_id]]
    for row_id in changed:
        row = rows[row_id]
        row.active, row.position, row.most_points = wanted[row_id]
        history.record(
            actor=actor, action="set", subject=CRITERION, subject_id=row_id, key=history.unused(key),
            details={
                "before": _in_words(row.label, standing[row_id]), "after": _in_words(row.label, wanted[row_id]),
            },
        )  # fmt: skip
    return len(changed)


def _in_words(label: str, facts: CriterionFacts) -> dict[str, object]:
    points = "đạt / chưa đạt" if facts.most_points is None else f"{facts.most_points} điểm"
    return {"label": label, "active": facts.active, "order": facts.position, "points": points}
