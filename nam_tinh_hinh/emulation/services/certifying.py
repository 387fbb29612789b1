"""The certificates of a decision of recognition, numbered as a run; many go out in parts (requirement R128)."""

from nam_tinh_hinh.emulation.tables import Recognition
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries.issuing import papers_of
from nam_tinh_hinh.people.tables import IssuedPaper

RECOGNITION = "recognition"
TAKEN = "Giấy chứng nhận này vừa được ban hành. Hãy xem lại trang."


def certified(decision: Recognition) -> int:
    """Return how many of a decision's certificates have gone out."""
    return sum(paper.count for paper in papers_of(RECOGNITION, [decision.id]))


def check_certified(decision: Recognition, seen: int | None) -> None:
    """Raise ``ActionRefused`` unless exactly ``seen`` certificates have gone out so far."""
    if certified(decision) != seen:
        raise ActionRefused(Refusal.MOVED_ON, TAKEN)


def certify(*, actor: Actor, decision: Recognition, paper: IssuedPaper) -> None:
    """Note that certificates of a decision went out as ``paper``, frozen under ``RECOGNITION``."""
    decision.certificates_paper_id = decision.certificates_paper_id or paper.id
    db.session.flush()
    details = {"after": {"number": paper.number_text, "count": paper.count}}
    history.record(actor=actor, action="certify", subject=RECOGNITION, subject_id=decision.id, details=details)
