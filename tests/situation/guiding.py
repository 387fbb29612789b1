"""Guidance for tests, made by the room's own verbs."""

from datetime import timedelta
from typing import Any

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.enums import Ask
from nam_tinh_hinh.situation.queries import audiences
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.services import guiding, networks, receiving
from nam_tinh_hinh.situation.tables import Guidance, Network, Receipt
from tests.situation.given import Situation

TITLE = "Nắm tình hình dư luận trước kỳ họp"
CONTENT = "Các đơn vị nắm dư luận trong đoàn viên, hội viên, báo cáo lại những ý kiến nổi lên."


class Guiding:
    """Shortcuts: the Party committee's compiler writes, Hội CCB and others receive."""

    def __init__(self, situation: Situation) -> None:
        self.situation, self.world = situation, situation.world

    def audience(self, *units: str, **more: Any) -> Audience:
        return Audience(tuple(self.world.unit(key).id for key in units), **more)

    def facts(self, **facts: Any) -> dict[str, Any]:
        chosen = facts.pop("audience", None) or self.audience("ccb", "phu_nu")
        return {
            "unit_id": self.world.unit("dang_uy").id, "ask": Ask.REPORT, "title": TITLE, "content": CONTENT,
            "due_at": clock.now() + timedelta(days=3), "audience": chosen.stored(), "network_id": chosen.network_id,
        } | facts  # fmt: skip

    def draft(self, who: str = "tonghop", **facts: Any) -> Guidance:
        row = guiding.draft(actor=self.situation.reach(who), facts=self.facts(**facts))
        db.session.commit()
        return row

    def sent(self, who: str = "tonghop", **facts: Any) -> Guidance:
        actor, row = self.situation.reach(who), self.draft(who, **facts)
        guiding.send(actor=actor, guidance=row, seen=audiences.fingerprint(guiding.receivers_of(actor, row)))
        db.session.commit()
        return row

    def receipt(self, row: Guidance, who: str = "canbo") -> Receipt:
        """The receipt of a person's unit, else his own."""
        own = queries.own_receipts(self.situation.reach(who), row.id)
        return sorted(own, key=lambda one: one.unit_id is None)[0]

    def reported(self, row: Guidance, who: str = "canbo", words: str = "Dư luận ổn định.") -> Receipt:
        receipt = self.receipt(row, who)
        receiving.finish(actor=self.situation.reach(who), receipt=receipt, words=words)
        db.session.commit()
        return receipt

    def network(self, who: str = "lanhdao", *units: str) -> Network:
        """A network led by a leader's unit with these members (Hội LHPN and MTTQ)."""
        actor = self.situation.reach(who)
        row = networks.found_network(actor=actor, unit_id=actor.unit_id or 0, name="Mạng lưới Phúc Ninh")
        for key in units or ("phu_nu", "mttq"):
            networks.add_member(actor=actor, network=row, unit_id=self.world.unit(key).id, user_id=None)
        db.session.commit()
        return row
