"""The editor of an outline: its headings in order, each with what is written under it."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice

from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.forms import BaseForm, Filled, LineField, TextField, Vietnamese
from nam_tinh_hinh.reporting.enums import FigureSource, HeadingKind, Part
from nam_tinh_hinh.reporting.numbering import numbers
from nam_tinh_hinh.reporting.outline_facts import (
    MOST_FIGURES,
    MOST_HEADINGS,
    NAMELESS,
    Fault,
    FigureFacts,
    HeadingFacts,
    OutlineFacts,
)
from nam_tinh_hinh.situation.enums import ObservationKind

LEVELS = [SelectChoice(1, "I, II, III"), SelectChoice(2, "1, 2, 3"), SelectChoice(3, "a, b, c")]
BY_HAND, EITHER_PART = "Người viết ghi", "Không thuộc phần nào"


def _choices(kind: Iterable[Any], blank: str | None = None) -> list[SelectChoice]:
    first = [SelectChoice("", blank)] if blank else []
    return [*first, *(SelectChoice(one.value, one.label) for one in kind)]


def _ticks(label: str, **kw: Any) -> SelectMultipleField:
    return SelectMultipleField(
        label, option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False), **kw
    )


class _Line(Form):
    class Meta:
        def get_translations(self, _form: Form) -> Vietnamese:
            return Vietnamese()

    code = HiddenField()


class FigureLine(_Line):
    """One line of figures; one without a label is left out."""

    label = LineField("Tên số liệu", most=200)
    measure = LineField("Đơn vị tính", most=40)
    source = SelectField("Lấy từ", choices=_choices(FigureSource, BY_HAND))
    adds_up = BooleanField("Cộng dồn lên cấp trên", default=True)

    def facts(self) -> FigureFacts:
        source = FigureSource(self.source.data) if self.source.data in set(FigureSource) else None
        return FigureFacts(
            self.code.data or "", self.label.data or "", self.measure.data or "", source, bool(self.adds_up.data)
        )


class HeadingLine(_Line):
    """One heading of the outline."""

    title = LineField("Tên mục", most=300)
    level = SelectField("Cấp", coerce=int, choices=LEVELS, default=1)
    kind = SelectField("Viết gì", choices=_choices(HeadingKind), default=HeadingKind.TEXT.value)
    part = SelectField("Phần", choices=_choices(Part, EITHER_PART))
    hint = TextField("Gợi ý cho người viết", most=1000)
    compulsory = BooleanField("Bắt buộc viết")
    topics = _ticks("Chỉ lấy lĩnh vực")
    kinds = _ticks("Chỉ lấy loại nội dung", choices=_choices(ObservationKind))
    hot_only = BooleanField("Chỉ lấy việc cần chú ý, cấp bách")
    figures = FieldList(FormField(FigureLine), max_entries=MOST_FIGURES)

    def facts(self) -> HeadingFacts:
        """Return what was typed; what is no choice counts as the usual one, and is refused by ``validate``."""
        kind = HeadingKind(self.kind.data) if self.kind.data in set(HeadingKind) else HeadingKind.TEXT
        lines = (entry.form.facts() for entry in self.figures)
        return HeadingFacts(
            code=self.code.data or "", level=self.level.data or 1, title=self.title.data or "", kind=kind,
            part=Part(self.part.data) if self.part.data in set(Part) else None, hint=self.hint.data or "",
            compulsory=bool(self.compulsory.data), topics=tuple(self.topics.data or ()),
            kinds=tuple(self.kinds.data or ()), hot_only=bool(self.hot_only.data),
            figures=tuple(line for line in lines if line.label),
        )  # fmt: skip

    @property
    def is_figures(self) -> bool:
        return self.kind.data == HeadingKind.FIGURES

    @property
    def is_observations(self) -> bool:
        return self.kind.data == HeadingKind.OBSERVATIONS

    @property
    def is_group(self) -> bool:
        return self.kind.data == HeadingKind.GROUP


class CopyForm(BaseForm):
    """A new outline made from another one."""

    label = LineField("Tên đề cương", [Filled(NAMELESS)], most=200)
    source = LineField("Căn cứ", most=300)


class OutlineForm(BaseForm):
    """An outline with all its headings; saved as a whole."""

    label = LineField("Tên đề cương", [Filled(NAMELESS)], most=200)
    source = LineField("Căn cứ", most=300)
    headings = FieldList(FormField(HeadingLine), max_entries=MOST_HEADINGS)
    seen = HiddenField()

    def offer(self, topics: Sequence[tuple[str, str]]) -> "OutlineForm":
        """Fill the topics to choose from, and show empty lines of figures where there are none yet."""
        for line in self.lines:
            gone = [(one, one) for one in line.topics.data or () if one not in dict(topics)]
            line.topics.choices = [SelectChoice(*pair) for pair in (*topics, *gone)]
            if line.is_figures and not line.figures.entries:
                line.figures.append_entry()
        return self

    @property
    def lines(self) -> list[HeadingLine]:
        return [entry.form for entry in self.headings]

    def numbered(self) -> list[tuple[str, HeadingLine]]:
        """Return the headings with their numbers as printed."""
        return list(zip(numbers(line.level.data or 1 for line in self.lines), self.lines, strict=True))

    def facts(self) -> OutlineFacts:
        """Return what was typed."""
        return OutlineFacts(self.label.data or "", self.source.data or "", tuple(one.facts() for one in self.lines))

    def tidy_facts(self) -> OutlineFacts:
        """Return what is to be saved: without what a heading of another kind would say."""
        facts = self.facts()
        return OutlineFacts(facts.label, facts.source, tuple(one.tidy for one in facts.headings))

    def show_faults(self, found: Iterable[Fault]) -> list[str]:
        """Put each sentence at its field; return those of the whole outline."""
        loose = []
        for fault in found:
            fields: Any = self if fault.place is None else self.lines[fault.place]
            if fault.field in fields:
                fields[fault.field].errors = [*fields[fault.field].errors, fault.sentence]
            else:
                loose.append(fault.sentence)
        return loose

    @property
    def seen_version(self) -> int | None:
        return whole_number(str(self.seen.data or ""))


def filled(facts: OutlineFacts, seen: int | str) -> OutlineForm:
    """Return the form with these facts in it, whatever was sent."""
    headings = [_typed(one) for one in facts.headings]
    return OutlineForm(
        formdata=None, data={"label": facts.label, "source": facts.source, "headings": headings, "seen": str(seen)}
    )


def _typed(one: HeadingFacts) -> dict[str, Any]:
    figures = [
        {"code": line.code, "label": line.label, "measure": line.measure, "source": line.source or "",
         "adds_up": line.adds_up}
        for line in one.figures
    ]  # fmt: skip
    return {
        "code": one.code, "title": one.title, "level": one.level, "kind": one.kind, "part": one.part or "",
        "hint": one.hint, "compulsory": one.compulsory, "topics": list(one.topics), "kinds": list(one.kinds),
        "hot_only": one.hot_only, "figures": figures,
    }  # fmt: skip
