"""Registrations in their unit, and the one way through which a stage changes."""

from collections.abc import Mapping
from typing import Any

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar
from nam_tinh_hinh.emulation.workflow import SUBJECT, WORKFLOW
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

FACTS = (
    "name", "kind", "field_id", "place_kind_id", "address", "starts_on", "ends_on", "content", "owner_kind", "owner",
    "lead", "is_priority",
)  # fmt: skip
EDITED = "Hồ sơ đã thay đổi từ khi bạn mở trang."
EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})


def draft(
    *,
    actor: Actor,
    campaign: Campaign | None,
    facts: Mapping[str, Any],
    key: str | None = None,
    remark: str = "",
    learnt_from: Exemplar | None = None,
) -> Exemplar:
    """Begin a registration of the actor's unit with whatever facts are known.

    The same ``key`` again returns what it made the first time, with the facts as they are now (Back, typed on, saved
    again). Raises ``ActionRefused`` when the campaign takes none, or when what it made can no longer be edited.
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="draft"):
        made = db.session.get_one(Exemplar, earlier.subject_id)
        edit(actor=actor, exemplar=made, facts=facts, key=key)
        return made
    today = clock.today()
    if why := rules.why_closed(campaign, campaign.year if campaign else today.year, today):
        raise ActionRefused(Refusal.MOVED_ON, why)
    moment = clock.now()
    exemplar = Exemplar(
        campaign=campaign, unit_id=actor.unit_id, created_at=moment, edited_at=moment, remark=remark,
        learnt_from_id=learnt_from.id if learnt_from else None,
    )  # fmt: skip
    fill(exemplar, facts)
    db.session.add(exemplar)
    db.session.flush()
    history.record(
        actor=actor, action="draft", subject=SUBJECT, subject_id=exemplar.id, to_stage=Stage.DRAFT,
        key=history.unused(key),
    )  # fmt: skip
    return exemplar


def edit(
    *, actor: Actor, exemplar: Exemplar, facts: Mapping[str, Any], version: int | None = None, key: str | None = None
) -> None:
    """Change the facts of a draft or of a registration to be supplemented.

    ``version`` is the one the person saw. Raises ``ActionRefused``: not theirs, sent meanwhile, or changed meanwhile.
    """
    replay = history.replayed(key, actor, SUBJECT, subject_id=exemplar.id)
    if replay and all(getattr(exemplar, name) == facts[name] for name in FACTS):
        return
    if not rules.edits(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ cán bộ, lãnh đạo của đơn vị đăng ký được sửa hồ sơ này.")
    if exemplar.stage not in EDITABLE or version not in (None, exemplar.version):
        raise moved_on(EDITED, SUBJECT, exemplar.id)
    fill(exemplar, facts)
    exemplar.edited_at = clock.now()
    stage = exemplar.stage.value
    record_change(
        EDITED, actor=actor, action="edit", subject=SUBJECT, subject_id=exemplar.id, from_stage=stage, to_stage=stage,
        key=key,
    )  # fmt: skip


def fill(exemplar: Exemplar, facts: Mapping[str, Any]) -> None:
    """Write ``facts`` into the row, with the folded words that search looks into."""
    for name in FACTS:
        setattr(exemplar, name, facts[name])
    exemplar.folded_name = fold(exemplar.name)
    said = (exemplar.name, exemplar.address, exemplar.content, exemplar.owner, exemplar.lead)
    exemplar.folded_text = fold(" ".join(said))


def act(
    *,
    actor: Actor,
    exemplar: Exemplar,
    action: str,
    reason: str = "",
    version: int | None = None,
    key: str | None = None,
) -> history.Event:
    """Carry out one action of the workflow; raises ``ActionRefused`` with the reason in words."""
    return WORKFLOW.apply(WORKFLOW.actions[action], actor, exemplar, reason=reason, version=version, key=key)


def forward(*, actor: Actor, exemplar: Exemplar) -> history.Event:
    """Take a registration as far as the actor may: a clerk to his leader, the leader to "đã duyệt" or back again.

    Raises ``ActionRefused`` with what is missing.
    """
    supplement = exemplar.stage in {Stage.RETURNED, Stage.REPROPOSED}
    if rules.leads(actor, exemplar):
        return act(actor=actor, exemplar=exemplar, action="resubmit" if supplement else "approve")
    return act(actor=actor, exemplar=exemplar, action="repropose" if supplement else "propose")
