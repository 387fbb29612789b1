"""Choosing a row by typing its name: works with 20 rows and with 20,000, with and without a list to choose from."""

from collections.abc import Sequence
from typing import Any

from wtforms import ValidationError

from nam_tinh_hinh.kernel.forms import LineField
from nam_tinh_hinh.kernel.text import fold

Options = Sequence[tuple[int, str]]
SHOWN = 5
OFFERED = 300


def pick(typed: str, options: Options) -> tuple[int, str]:
    """Return the one of ``options`` (id, label) that ``typed`` names, marks and capitals aside.

    The whole label wins over words of its name (what stands before " · "), those over words of all of it: a
    person's name is not looked for among the words of other people's units. Raises ``ValueError`` that names what it
    could have been.
    """
    wanted = fold(typed)
    found = [option for option in options if fold(option[1]) == wanted]
    found = found or [option for option in options if _holds(option[1].partition(" · ")[0], wanted)]
    found = found or [option for option in options if _holds(option[1], wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValueError(f"Không tìm thấy “{typed[:60]}”. Gõ lại tên, hoặc chọn trong danh sách gợi ý.")
    names = "; ".join(label for _, label in found[:SHOWN]) + ("; …" if len(found) > SHOWN else "")
    raise ValueError(f"Có {len(found)} mục khớp “{typed[:60]}”: {names}. Gõ đầy đủ một mục.")


def _holds(label: str, wanted: str) -> bool:
    return set(wanted.split()) <= set(fold(label).split())


class PickField(LineField):
    """A line in which a row is named; ``picked`` is its id once the form was validated, None when left empty."""

    options: Options = ()
    picked: int | None = None

    def offer(self, options: Options, chosen: int | None = None) -> None:
        """Set what may be chosen, and show ``chosen`` when nothing was typed yet."""
        self.options = options
        if chosen is not None and not self.raw_data:
            self.data = next((label for one, label in options if one == chosen), "")

    @property
    def offered(self) -> list[str]:
        """The labels the page's list of suggestions holds."""
        return [label for _, label in self.options[:OFFERED]]

    def pre_validate(self, _form: Any) -> None:
        """Find the row named."""
        if not self.data:
            return
        try:
            self.picked = pick(self.data, self.options)[0]
        except ValueError as error:
            raise ValidationError(str(error)) from error
