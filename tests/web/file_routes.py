"""Who gets which answer about files: rows for tests.test_access. The registration they hang on was sent already."""

from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import history, uploads
from tests.accounts import SEERS, STRANGERS
from tests.kernel.uploads import given as given_files
from tests.world import World

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "files.download"): {200: SEERS, 404: STRANGERS},
    ("GET", "files.picture"): {200: SEERS, 404: STRANGERS},
    **{("POST", f"files.{name}"): {403: SEERS, 404: STRANGERS} for name in ("add", "remove", "restore")},
}


def given(_world: World, waiting: Exemplar) -> dict[str, dict[str, object]]:
    """Hang a picture on that registration; return what fills the addresses, by endpoint."""
    row = uploads.attach(
        actor=history.Machine(), subject="exemplar", subject_id=waiting.id, content=given_files.picture(), name="a.jpg"
    )
    named: dict[str, object] = {"file_id": row.id}
    found = {f"files.{name}": named for name in ("download", "picture", "remove", "restore")}
    return found | {"files.add": {"subject": "exemplar", "subject_id": waiting.id}}
