"""The form of the numbers that the room's rules go by: one field a row."""

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import Field, ValidationError

from nam_tinh_hinh.kernel.counts import read_count
from nam_tinh_hinh.kernel.forms import BaseForm, LineField
from nam_tinh_hinh.situation.tables import Threshold


class _NumberField(LineField):
    """A whole number as people type it, within what its row allows."""

    def __init__(self, row: Threshold, **kw: Any) -> None:
        super().__init__(row.label, [_within], most=12, **kw)
        self.row_least, self.row_most, self.measure = row.least, row.most, row.measure


def _within(_form: Any, field: _NumberField) -> None:
    try:
        field.number = read_count(field.data or "")
    except ValueError as error:
        raise ValidationError(str(error)) from error
    if field.number is None or not field.row_least <= field.number <= field.row_most:
        raise ValidationError(f"Ghi từ {field.row_least} đến {field.row_most} {field.measure}.")


class ThresholdForm(BaseForm):
    """All numbers; ``of`` gives the form of the rows that there are."""

    @classmethod
    def of(cls, rows: Sequence[Threshold], **kw: Any) -> "ThresholdForm":
        """Return the form for ``rows``, filled with what they say."""
        made = type("ThresholdsOfRows", (cls,), {row.code: _NumberField(row) for row in rows})
        return made(data={row.code: str(row.value) for row in rows}, **kw)

    def numbers(self) -> Iterator[Field]:
        """Yield the fields of numbers, in the order of their rows."""
        return (field for field in self if isinstance(field, _NumberField))

    def values(self) -> dict[str, int]:
        """Return what was typed, by code."""
        return {field.name: field.number for field in self.numbers()}
