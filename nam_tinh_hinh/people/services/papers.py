"""What stands on a unit's papers, and the numbers of the official layouts."""

from collections.abc import Mapping
from typing import Any

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import LAYOUTS, Layout
from nam_tinh_hinh.people.queries import papers as queries
from nam_tinh_hinh.people.tables import PaperLayout, PrintSetting, Unit

WORDS = (
    "parent_lines", "issuer_lines", "symbol", "place", "signing", "authority", "post", "signer", "recipients",
    "archive",
)  # fmt: skip


def edit_print_setting(*, actor: history.Doer, setting: PrintSetting, words: Mapping[str, Any]) -> bool:
    """Replace the words of a letterhead; tell whether any changed."""
    changed = {name: words[name] for name in WORDS if words[name] != getattr(setting, name)}
    before = {name: getattr(setting, name) for name in changed}
    for name, value in changed.items():
        setattr(setting, name, value)
    if changed:
        _note(actor, "edit_print_setting", "print_setting", setting.id, before, changed)
    return bool(changed)


def add_print_settings(*, actor: history.Doer, unit: Unit) -> list[PrintSetting]:
    """Give ``unit`` a letterhead in every layout, with its own name and symbol; return those it has, old and new.

    Asked again it makes nothing twice.
    """
    there = {setting.layout_id: setting for setting in queries.print_settings_of(unit.id)}
    for layout in queries.layouts():
        if layout.id in there:
            continue
        setting = PrintSetting(unit_id=unit.id, layout=layout, issuer_lines=unit.name.upper(), symbol=unit.symbol)
        db.session.add(setting)
        db.session.flush()
        there[layout.id] = setting
        after = {"unit": unit.name, "issuer_lines": setting.issuer_lines, "symbol": setting.symbol}
        _note(actor, "add_print_setting", "print_setting", setting.id, None, after)
    return list(there.values())


def edit_layout(
    *, actor: history.Doer, layout: PaperLayout, numbers: Mapping[str, Any], action: str = "edit_layout"
) -> history.Event | None:
    """Replace settings of a layout; return the history row, None when nothing changed.

    ``numbers`` may name some of them. Raises ``LayoutRefused`` with what is wrong; nothing has changed then.
    """
    wanted = layout.numbers | dict(numbers)
    Layout.from_row(wanted)
    changed = [name for name in wanted if wanted[name] != layout.numbers.get(name)]
    if not changed:
        return None
    before, layout.numbers = layout.numbers, wanted
    said = [{name: row.get(name) for name in changed} for row in (before, wanted)]
    return _note(actor, action, "paper_layout", layout.id, *said)


def reset_layout(*, actor: history.Doer, layout: PaperLayout) -> history.Event | None:
    """Give a layout the numbers the program ships with; None when it has them."""
    shipped = LAYOUTS[layout.code].as_row()
    return edit_layout(actor=actor, layout=layout, numbers=shipped, action="reset_layout")


def undo_layout(*, actor: history.Doer, layout: PaperLayout, event_id: int) -> bool:
    """Take back the newest change of a layout; tell whether ``event_id`` was that change."""
    newest = history.last("paper_layout", layout.id)
    if newest is None or newest.id != event_id or not newest.details:
        return False
    edit_layout(actor=actor, layout=layout, numbers=newest.details["before"], action="undo_layout")
    return True


def _note(actor: history.Doer, action: str, subject: str, row_id: int, before: Any, after: Any) -> history.Event:
    details = {"before": before, "after": after}
    return history.record(actor=actor, action=action, subject=subject, subject_id=row_id, details=details)
