"""Observations for tests, made by the room's own verbs."""

from collections.abc import Collection
from typing import Any

from nam_tinh_hinh.demo import places
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.tables import Area, AreaKind
from nam_tinh_hinh.situation import queries, services
from nam_tinh_hinh.situation.enums import ObservationKind, Severity, Stage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Channel, Observation, Petition, Topic
from tests.world import World

WORDS = "Cống thoát nước tổ 3 bị tắc, mưa là ngập vào nhà dân, đề nghị nạo vét trước mùa mưa."


class Situation:
    """Shortcuts to people and rows of this room; the ward's areas and postings are those of the demonstration."""

    def __init__(self, world: World) -> None:
        self.world = world
        there = set(db.session.scalars(db.select(Area.name)))
        if not there:
            world.given("places", lambda: places.build({key: world.unit(key) for key in places.CONTACTS}))
        else:  # a test has areas of its own: add what this room's tests speak of, and no postings
            self._add_areas(places.AREAS.keys() - there)
        db.session.commit()

    def _add_areas(self, names: Collection[str]) -> None:
        kinds = {kind.code: kind for kind in db.session.scalars(db.select(AreaKind))}
        db.session.add_all(
            Area(name=name, kind=kinds[places.AREAS[name][0]], valid_from=places.FOUNDED) for name in sorted(names)
        )

    def reach(self, who: str | Actor, hat: int = 0) -> Reach:
        return queries.reach_of(self.world.actor(who, hat) if isinstance(who, str) else who)

    def area(self, name: str = "Phố Phúc Ninh") -> Area:
        return db.session.scalars(db.select(Area).filter_by(name=name)).one()

    def topic(self, code: str = "economy.urban") -> Topic:
        return db.session.scalars(db.select(Topic).filter_by(code=code)).one()

    def channel(self, code: str = "people") -> Channel:
        return db.session.scalars(db.select(Channel).filter_by(code=code)).one()

    def facts(self, **facts: Any) -> dict[str, Any]:
        """What one observation says; ``area``, ``topic`` and ``channel`` may be given by name or code."""
        area, topic, channel = (facts.pop(name, None) for name in ("area", "topic", "channel"))
        return {
            "channel_id": self.channel(channel or "people").id,
            "area_id": self.area(area or "Phố Phúc Ninh").id,
            "topic_id": self.topic(topic or "economy.urban").id,
            "kind": ObservationKind.FEEDBACK,
            "severity": Severity.NORMAL,
            "content": WORDS,
            "on_day": clock.today(),
            "voices": 1,
        } | facts

    def recorded(self, who: str | Actor = "canbo", **facts: Any) -> Observation:
        """An observation as ``who`` wrote it down: it waits, unless he is the focal point himself."""
        row = services.record(actor=self.reach(who), facts=self.facts(**facts))
        db.session.commit()
        return row

    def confirmed(self, who: str | Actor = "lanhdao", **facts: Any) -> Observation:
        """An observation of a focal point: confirmed at once."""
        row = self.recorded(who, **facts)
        assert row.stage is Stage.CONFIRMED
        return row

    def passed_up(self, who: str = "lanhdao", **facts: Any) -> Observation:
        """An observation passed to the Party committee, not taken yet."""
        row = self.confirmed(who, **facts)
        services.pass_up(
            actor=self.reach(who), observation=row, to_unit_id=self.world.unit("dang_uy").id, reason="Vượt thẩm quyền"
        )
        db.session.commit()
        return row

    def joined(self, who: str = "lanhdao", **facts: Any) -> Observation:
        """An observation joined to another of the same unit."""
        to, row = self.confirmed(who), self.confirmed(who, **facts)
        services.join(actor=self.reach(who), observation=row, to=to)
        db.session.commit()
        return row

    def staged(self, stage: Stage, **facts: Any) -> Observation:
        """An observation of Hội CCB in any stage."""
        if stage is Stage.PASSED_UP:
            return self.passed_up(**facts)
        if stage is Stage.JOINED:
            return self.joined(**facts)
        if stage is Stage.CONFIRMED:
            return self.confirmed(**facts)
        row = self.recorded("canbo", **facts)
        way = {Stage.RETURNED: ("lanhdao", "return"), Stage.WITHDRAWN: ("canbo", "withdraw")}
        if stage in way:
            who, action = way[stage]
            services.act(actor=self.reach(who), observation=row, action=action, reason="Ghi rõ số nhà, ngõ nào.")
        db.session.commit()
        return row

    def petition(self, who: str = "lanhdao", **facts: Any) -> Petition:
        """A petition just received by the focal point of Hội CCB."""
        row = self.confirmed(who, kind=ObservationKind.PETITION, **facts)
        return db.session.get_one(Petition, row.id)

    def save(self) -> None:
        db.session.commit()
