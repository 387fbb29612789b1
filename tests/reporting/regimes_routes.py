"""Who gets which answer from the pages of regimes and outlines: rows for tests.test_access."""

from typing import Any

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.seed.outlines import MONTHLY
from nam_tinh_hinh.reporting.tables import Outline
from tests.accounts import ACCOUNTS, LOOKERS
from tests.reporting.regimes_given import monthly
from tests.world import World

KEEPERS = ["quantri", "thuongtruc", "truongban"]
_READ = ("regimes", "regimes_xlsx", "regime", "outlines", "outline")

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    **{("GET", f"reporting.{name}"): {200: ACCOUNTS} for name in _READ},
    ("GET", "reporting.regimes_pdf"): {200: LOOKERS},
    ("GET", "reporting.outline_changes"): {404: ACCOUNTS},  # there is but one edition
    **{("GET", f"reporting.{name}"): {200: KEEPERS} for name in ("new_regime", "edit_regime", "edit_outline")},
    ("GET", "reporting.new_outline"): {404: KEEPERS},  # an outline begins as a copy, and none was named
    ("POST", "reporting.new_regime"): {200: KEEPERS},  # no button was named: the form is shown, nothing is kept
    ("POST", "reporting.edit_regime"): {200: KEEPERS},
    ("POST", "reporting.edit_outline"): {200: KEEPERS},
    ("POST", "reporting.new_outline"): {404: KEEPERS},
    ("POST", "reporting.apply_regime"): {422: KEEPERS},
    ("POST", "reporting.end_regime"): {422: KEEPERS},
    ("POST", "reporting.undo_regime"): {409: KEEPERS},
    ("POST", "reporting.remove_regime"): {409: KEEPERS},
    ("POST", "reporting.restore_regime"): {404: KEEPERS},
}


def given(world: World, _waiting: Exemplar) -> dict[str, Any]:
    """A regime that came with the program, and the newest edition of an outline."""
    row = monthly(world)
    row.code = "shipped"
    outline = db.session.scalars(db.select(Outline).filter_by(code=MONTHLY)).one()
    return {
        **{f"reporting.{name}": {"regime_id": row.id} for name in (
            "regime", "edit_regime", "apply_regime", "end_regime", "undo_regime", "remove_regime")},
        **{f"reporting.{name}": {"outline_id": outline.id} for name in ("outline", "edit_outline", "outline_changes")},
    }  # fmt: skip
