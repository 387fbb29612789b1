"""The form of one section: its words, a whole number for each figure of its heading, and what the page had seen."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import Field, HiddenField, IntegerField

from nam_tinh_hinh.kernel.counts import count_text, read_count
from nam_tinh_hinh.kernel.forms import BaseForm, TextField
from nam_tinh_hinh.kernel.merging import Merging
from nam_tinh_hinh.reporting.enums import HeadingKind
from nam_tinh_hinh.reporting.tables import OutlineFigure, Section

LONGEST_SECTION = 20_000
PREFIX = "so_"


class CountField(IntegerField):
    """A whole number as offices type it: "1200", "1.200", "1 200"; nothing typed is no number, not zero."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = None
            self.data = read_count(str(valuelist[0]))


class SectionForm(Merging, BaseForm):
    """What is written under one heading; made by ``section_form``, which adds the fields of the figures."""

    text = TextField("Nội dung", most=LONGEST_SECTION)
    version = HiddenField()
    outline_figures: Sequence[OutlineFigure] = ()

    @property
    def figure_rows(self) -> list[tuple[OutlineFigure, Field]]:
        """Return the lines of the table of figures, each with its field."""
        return [(figure, self[PREFIX + figure.code]) for figure in self.outline_figures]

    def facts(self) -> dict[str, Any]:
        """Return words and figures as the services take them; what was left empty is no figure."""
        figures = {figure.code: field.data for figure, field in self.figure_rows if field.data is not None}
        return {"text": self.text.data or "", "figures": figures}

    def differences(self, row: Section) -> list[tuple[str, str, Any]]:
        """Return (field name, label, value on the server) where the server's differ from what was typed."""
        words = [] if row.text == (self.text.data or "") else [("text", self.text.label.text, row.text)]
        return words + [
            (field.name, figure.label, count_text(there) if (there := row.figures.get(figure.code)) is not None else "")
            for figure, field in self.figure_rows if row.figures.get(figure.code) != field.data
        ]  # fmt: skip

    def take(self, row: Section, names: Iterable[str]) -> None:
        """Take the server's words and figures for ``names``, chosen in a conflict."""
        chosen = set(names)
        if "text" in chosen:
            self.text.data, self.text.raw_data = row.text, None
        for figure, field in self.figure_rows:
            if field.name in chosen:
                field.data, field.raw_data = row.figures.get(figure.code), None


def section_form(section: Section, *, fresh: bool = False) -> SectionForm:
    """Return the form of ``section``: what was sent with this request, else (or when ``fresh``) what is stored."""
    heading = section.heading
    fields = {PREFIX + figure.code: CountField(figure.label) for figure in heading.figures}
    shown = {"text": section.text, "version": section.version}
    shown |= {PREFIX + code: number for code, number in section.figures.items()}
    more: dict[str, Any] = {"formdata": None} if fresh else {}
    form = type("SectionForm", (SectionForm,), fields | {"outline_figures": list(heading.figures)})(data=shown, **more)
    if heading.kind is HeadingKind.FIGURES:
        form.text.label.text = "Thuyết minh số liệu"
    return form
