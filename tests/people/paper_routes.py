"""Who gets which answer from the register of papers and the settings of numbers: rows for tests.test_access."""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.enums import Audience
from nam_tinh_hinh.people.tables import IssuedPaper
from tests.accounts import LOOKERS, OTHER_UNIT, SEERS
from tests.people.issuing import issued
from tests.world import World

OTHERS = ["lanhdao2", "thuongtruc", "truongban"]  # who keep the numbers of other units

# About a paper that the committee sent to canbo's unit, and about the numbers of canbo's unit.
TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "people.issued_papers"): {200: LOOKERS},
    ("GET", "people.issued_papers_xlsx"): {200: LOOKERS},
    ("GET", "people.issued_paper"): {200: SEERS, 404: [*OTHER_UNIT, "phutrach"]},
    ("GET", "people.numbering"): {200: ["lanhdao"], 404: OTHERS},
    ("POST", "people.set_numbering"): {422: ["lanhdao"], 404: OTHERS},
    ("POST", "people.set_next_number"): {422: ["lanhdao"], 404: OTHERS},
}


def given(world: World, _waiting: Exemplar) -> dict[str, dict[str, int]]:
    """Issue the paper; return what fills the addresses, by endpoint."""
    unit_id = world.unit("ccb").id
    row: IssuedPaper = issued(world, audience=Audience.UNIT, about_unit_id=unit_id)
    paper_id = row.id
    db.session.rollback()
    settings = dict.fromkeys(("people.numbering", "people.set_numbering", "people.set_next_number"))
    return {"people.issued_paper": {"paper_id": paper_id}} | {name: {"unit_id": unit_id} for name in settings}
