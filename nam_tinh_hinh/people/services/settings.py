"""The switches and numbers the commune decides for itself."""

from collections.abc import Mapping

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.queries import settings as queries
from nam_tinh_hinh.people.tables import Setting


def change(*, actor: history.Doer, values: Mapping[str, str]) -> bool:
    """Set the settings named in ``values`` (their keys stand in ``queries.settings``); tell whether any changed."""
    before = {key: queries.setting(key) for key in values}
    changed = {key: value for key, value in values.items() if value != before[key]}
    for key, value in changed.items():
        db.session.merge(Setting(key=key, value=value))
    if changed:
        said = {"before": {key: _said(key, before[key]) for key in changed}}
        said["after"] = {key: _said(key, value) for key, value in changed.items()}
        history.record(actor=actor, action="change_settings", subject="setting", details=said)
    return bool(changed)


def _said(key: str, value: str) -> str | bool:
    return value == "1" if key == queries.SECOND_FACTOR else value
