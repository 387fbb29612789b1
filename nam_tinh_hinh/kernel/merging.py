"""What two people wrote at once: what the server has beside what was typed, and taking it over field by field."""

from collections.abc import Iterable
from typing import Any

from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal


class Merging:
    """A form over a row whose fields are those of ``facts()``."""

    def facts(self) -> dict[str, Any]:
        """Return what was typed, as the services take it."""
        raise NotImplementedError

    def take(self, row: Any, names: Iterable[str]) -> None:
        """Take the server's words for ``names``, chosen in a conflict; there are none while nothing is saved."""
        known = self.facts() if row is not None else ()
        for name in names:
            if name in known:
                self[name].data, self[name].raw_data = getattr(row, name), None  # type: ignore[index]

    def differences(self, row: Any) -> list[tuple[str, str, Any]]:
        """Return (field name, label, value on the server) where the server's differ from what was typed."""
        return [
            (name, self[name].label.text, getattr(row, name))  # type: ignore[index]
            for name, typed in self.facts().items() if getattr(row, name) != typed
        ]  # fmt: skip


def refused_words(
    form: Any, row: Any, refused: ActionRefused | None, *, editable: bool, server_did: str | None = None
) -> dict[str, Any]:
    """Return what the page of ``form`` over ``row`` shows of a refusal; what was typed stays in the form.

    Where the row has moved on and may still be written, its words stand beside those typed (`layout/_differences.html`)
    and the form goes on from its present version. ``server_did`` says who changed it, if the refusal's words do not.
    """
    conflict = editable and refused is not None and refused.kind is Refusal.MOVED_ON
    if conflict:
        form.version.data = row.version if row else 0
    message = refused.message if refused else ""
    return {
        "refusal": message, "has_errors": bool(refused or form.errors),
        "server_did": (message if server_did is None else server_did) if conflict else "",
        "differences": form.differences(row) if conflict and row else [],
    }  # fmt: skip
