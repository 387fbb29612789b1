"""What two people wrote at once: what the server has beside what was typed, and taking it over field by field."""

from collections.abc import Iterable
from typing import Any


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
