"""A table of many observations: a file, or pasted cells, and what was mended in place."""

from collections.abc import Mapping

from flask_wtf.file import FileField
from wtforms import TextAreaField

from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.forms import BaseForm
from nam_tinh_hinh.situation.intake.columns import ANSWERS, FIELDS

MEND, DOUBLE = "sua", "trung"


class IntakeForm(BaseForm):
    """The table as it came."""

    file = FileField("Tệp Excel (.xlsx) hoặc .csv")
    cells = TextAreaField("Hoặc dán các ô chép từ Excel")


def mended(sent: Mapping[str, str]) -> dict[tuple[int, str], str]:
    """Return what was typed anew for single cells, by row number and field; with the answers' columns left out if so.

    The fields are called ``sua-<row>-<field>``.
    """
    found: dict[tuple[int, str], str] = {}
    for name, typed in sent.items():
        prefix, _, rest = name.partition("-")
        row, _, field = rest.partition("-")
        if prefix == MEND and field in FIELDS and (number := whole_number(row)):
            found[number, field] = typed
    return found


def without_answers(numbers: list[int]) -> dict[tuple[int, str], str]:
    """Return the mending that empties the columns of answers."""
    return {(number, field): "" for number in numbers for field in ANSWERS}


def ticked(values: list[str]) -> set[int]:
    """Return the numbers of the rows that are to come in although they may be doubles."""
    return {number for value in values if (number := whole_number(value))}
