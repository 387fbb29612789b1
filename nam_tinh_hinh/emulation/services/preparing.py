"""What a registration rests on: survey, approach and meeting, written by its unit (requirements R085-R087)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.queries import preparing as queries
from nam_tinh_hinh.emulation.services.registrations import EDITABLE
from nam_tinh_hinh.emulation.tables import Exemplar, Preparation
from nam_tinh_hinh.emulation.workflow import SUBJECT
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

PREPARED = (
    "survey_place", "situation", "advantages", "difficulties", "approach", "met_on", "attended", "agreed", "aims",
    "forces", "resources", "products", "upkeep",
)  # fmt: skip
CHANGED = "Phần khảo sát, phương án, biên bản đã thay đổi từ khi bạn mở trang."
NOT_YOURS = "Chỉ cán bộ, lãnh đạo của đơn vị đăng ký được ghi phần này."


def prepare(
    *,
    actor: Actor,
    exemplar: Exemplar,
    words: Mapping[str, str | date | None],
    version: int | None = None,
    key: str | None = None,
) -> Preparation:
    """Write what a registration rests on, and return it.

    ``words`` holds every name of ``PREPARED``; ``version`` is the one the person saw, 0 for none written yet. Raises
    ``ActionRefused``: not theirs, sent meanwhile, or changed meanwhile.
    """
    row = queries.preparation(exemplar.id)
    if history.replayed(key, actor, SUBJECT, action="prepare", subject_id=exemplar.id) and row and _same(row, words):
        return row
    if not rules.edits(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if exemplar.stage not in EDITABLE or version not in (None, row.version if row else 0):
        raise moved_on(CHANGED, SUBJECT, exemplar.id)
    row = row or Preparation(exemplar_id=exemplar.id)
    for name in PREPARED:
        setattr(row, name, words[name])
    # The registration has changed with it: whoever is about to approve it reads it again.
    row.edited_at = exemplar.edited_at = clock.now()
    _add(row)
    stage = exemplar.stage.value
    record_change(
        CHANGED, actor=actor, action="prepare", subject=SUBJECT, subject_id=exemplar.id, from_stage=stage,
        to_stage=stage, key=key,
    )  # fmt: skip
    return row


def _same(row: Preparation, words: Mapping[str, str | date | None]) -> bool:
    return all(getattr(row, name) == words[name] for name in PREPARED)


def _add(row: Preparation) -> None:
    """Put the row in; of two who write the first words at the same moment the second is told."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except (IntegrityError, StaleDataError) as error:
        raise moved_on(CHANGED, SUBJECT, row.exemplar_id) from error
