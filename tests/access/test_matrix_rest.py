"""Reports and files: every route by every account, as the kept text has it; and no route is left out."""

import pytest

from tests.access.judging import judge
from tests.access.matrix import Matrix
from tests.access.objects import KINDS, WITHOUT_STAGES


@pytest.mark.drill
@pytest.mark.parametrize("kind", ["reports", "files", "file-places"])
def test_every_route_answers_as_written_down(world, database, kind):
    judge(kind, Matrix(world, database, kind).text())


def test_every_number_in_an_address_belongs_to_a_kind_of_object(app):
    """A new kind of object is put into the matrix, or said to have no stages that people differ by."""
    rules = list(app.url_map.iter_rules())
    numbers = {name for rule in rules for name, way in rule._converters.items() if type(way).__name__ == "RowId"}
    assert numbers == {kind.argument for kind in KINDS.values()} - {"receipt_id"} | WITHOUT_STAGES | {"receipt_id"}
