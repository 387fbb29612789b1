"""Who gets which answer about files: rows for tests.test_access. The registration they hang on was sent already."""

from nam_tinh_hinh.kernel import history, uploads
from tests.kernel.uploads import given

SEERS = ["canbo", "lanhdao", "banchidao", "banchidao2", "thuongtruc", "tonghop"]
STRANGERS = ["canbo2", "phutrach", "quantri"]

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "files.download"): {200: SEERS, 404: STRANGERS},
    ("GET", "files.picture"): {200: SEERS, 404: STRANGERS},
    **{("POST", f"files.{name}"): {403: SEERS, 404: STRANGERS} for name in ("add", "remove", "restore")},
}


def params(endpoint: str, exemplar_id: int) -> dict[str, object]:
    """Return what fills the address of one of these endpoints: a picture on that registration."""
    if not endpoint.startswith("files."):
        return {}
    row = uploads.attach(
        actor=history.Machine(), subject="exemplar", subject_id=exemplar_id, content=given.picture(), name="a.jpg"
    )
    about = {"subject": "exemplar", "subject_id": exemplar_id}
    return about if endpoint == "files.add" else {"file_id": row.id}
