"""The commune from inside, by the program's own verbs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Flask

from nam_tinh_hinh.demo.people import UNITS
from nam_tinh_hinh.demo.ways import Way, send
from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import ExemplarKind, OwnerKind, Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import hats_of, user_by_name
from nam_tinh_hinh.people.tables import Unit
from tests.once import Once

FACTS: dict[str, Any] = {
    "name": "Tiếng kẻng an ninh",
    "kind": ExemplarKind.PRACTICE,
    "field_id": None,
    "place_kind_id": None,
    "address": "Khu phố Phúc Ninh",
    "starts_on": date(2026, 3, 1),
    "ends_on": date(2026, 12, 15),
    "content": "Vận động Nhân dân giữ gìn an ninh, trật tự; đánh kẻng nhắc giờ.",
    "owner_kind": OwnerKind.COLLECTIVE,
    "owner": "Chi hội Cựu chiến binh khu phố",
    "lead": "",
    "is_priority": False,
}


class World:
    """Shortcuts to rows and people."""

    def __init__(self, app: Flask, once: Once | None = None) -> None:
        self.app, self._once = app, once

    def given(self, name: str, make: Callable[[], None]) -> None:
        """Have what ``make`` makes today; where the tests keep copies, from the copy of that name."""
        if self._once:
            self._once.given(f"{name} {clock.today()}", make)
        else:
            make()
            db.session.commit()

    def unit(self, key: str) -> Unit:
        return db.session.scalars(db.select(Unit).filter_by(name=UNITS[key][1])).one()

    def actor(self, username: str, hat: int = 0) -> Actor:
        user = user_by_name(username)
        assert user
        hats = hats_of(user.id, clock.today())
        return Actor(user.id, username, user.name, 0, "", False, hats[hat], hats)

    def clerk_of(self, key: str, role: Role = Role.CLERK) -> Actor:
        """A clerk of any unit; ``canbo`` himself for his own."""
        unit, someone = self.unit(key), self.actor("canbo")
        assert someone.hat
        hat = replace(someone.hat, unit_id=unit.id, unit_name=unit.name, role=role)
        return replace(someone, hat=hat, hats=(hat,))

    def leader_of(self, key: str) -> Actor:
        """The leader of any unit."""
        return self.clerk_of(key, Role.LEADER)

    def draft(self, key: str = "ccb", **facts: Any) -> Exemplar:
        campaign = queries.campaign(clock.today().year)
        assert campaign
        return services.draft(actor=self.clerk_of(key), campaign=campaign, facts=FACTS | facts)

    def saved_draft(self, key: str = "ccb", **facts: Any) -> Exemplar:
        exemplar = self.draft(key, **facts)
        db.session.commit()
        return exemplar

    def sent(self, key: str = "ccb", **facts: Any) -> Exemplar:
        exemplar = self.draft(key, **facts)
        send([exemplar])
        db.session.commit()
        return exemplar

    def staged(self, stage: Stage, key: str = "ccb", reason: str = "Ghi rõ số hộ tham gia.", **facts: Any) -> Exemplar:
        """An exemplar of a unit in any stage, led there by those whose business it is."""
        exemplar = Way(self.actor, reason).lead(self.draft(key, **facts), stage)
        db.session.commit()
        return exemplar

    def one_of_each(self, key: str = "ccb", **facts: Any) -> dict[Stage, Exemplar]:
        """An exemplar of a unit in every stage; the last stages first, for lists and notices take all that is ready."""
        return {stage: self.staged(stage, key, **facts) for stage in reversed(Stage)}

    def act(self, username: str, exemplar: Exemplar, action: str, reason: str = "") -> Exemplar:
        services.act(actor=self.actor(username), exemplar=exemplar, action=action, reason=reason)
        db.session.commit()
        return exemplar

    def seen(self, username: str, exemplar: Exemplar) -> dict[str, str]:
        """What a page of this person carries as the version of the row."""
        return {"version": queries.seen_as(self.actor(username), exemplar)}

    def again(self, exemplar_id: int) -> Exemplar:
        """The row as the database has it now."""
        db.session.rollback()
        db.session.expire_all()
        return db.session.get_one(Exemplar, exemplar_id)

    def save(self) -> None:
        """Commit what the test changed by hand."""
        db.session.commit()
