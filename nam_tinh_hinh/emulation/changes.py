"""Which changes a unit may ask for in which stage. Pure (requirement R114; seed 003, VI, last paragraph)."""

from nam_tinh_hinh.emulation.enums import OPEN, PENDING, UNSENT, ChangeKind, Stage
from nam_tinh_hinh.emulation.workflow import SENT

# A registration sent back to its unit is mended there, without asking.
MENDED_AT_HOME = frozenset({Stage.RETURNED, Stage.REPROPOSED})
STAGES: dict[ChangeKind, frozenset[Stage]] = {
    ChangeKind.FACTS: frozenset({Stage.SUBMITTED, Stage.AGREED, Stage.UNDERWAY}) | PENDING,
    ChangeKind.WITHDRAW: SENT,
    ChangeKind.STOP: frozenset({Stage.UNDERWAY}),
    ChangeKind.DIFFICULTY: OPEN - UNSENT,
}
TOO_LATE = {
    ChangeKind.FACTS: "nên không sửa theo đề nghị này được nữa",
    ChangeKind.WITHDRAW: "nên không rút khỏi danh sách được nữa",
    ChangeKind.STOP: "nên không dừng theo đề nghị này được nữa",
    ChangeKind.DIFFICULTY: "nên không còn gì để điều chỉnh",
}


def kinds_in(stage: Stage) -> list[ChangeKind]:
    """Return what may be asked about an exemplar in ``stage``."""
    return [kind for kind, stages in STAGES.items() if stage in stages]
