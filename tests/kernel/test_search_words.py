"""Words that are looked for: as many as a name can have, however many are sent."""

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.search import every_word
from nam_tinh_hinh.people.queries.users import units_named
from nam_tinh_hinh.people.tables import Unit
from tests.world import World


def test_a_text_without_end_is_looked_for_by_its_beginning(world: World) -> None:
    unit = world.unit("mttq")
    for words in ("qz" * 100_000, "qz " * 100_000):
        assert db.session.scalars(db.select(Unit).where(*every_word(words, Unit.folded_name))).all() == []
        assert list(units_named(words, clock.today())) == []
    assert unit in db.session.scalars(db.select(Unit).where(*every_word(unit.name, Unit.folded_name)))
