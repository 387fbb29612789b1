"""Forms about issuing papers, and about their numbers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypedDict

from wtforms import HiddenField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.asked import whole_number
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.forms import BaseForm, DayField, LineField
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people.enums import Renewal
from nam_tinh_hinh.people.tables import Unit

LAYOUT_CODES = {"dang": "Thể thức Đảng", "nha-nuoc": "Thể thức Nhà nước"}
NONE_SEEN = -1


class Versioned(Protocol):
    """A row that counts its changes."""

    id: int
    version: int


def marked(rows: Iterable[Versioned]) -> str:
    """Return what a page carries of the rows that were read: each with its version."""
    return ",".join(f"{row.id}-{row.version}" for row in rows)


class IssueForm(BaseForm):
    """What every issue page asks: by whom, on which day, in which layout; ``seen`` marks what was read."""

    issuer = SelectField("Cơ quan ban hành", coerce=int)
    day = DayField("Ngày ký", [InputRequired("Ghi ngày ký, ví dụ 05/11/2026.")], default=clock.today)
    layout = RadioField(
        "Thể thức", choices=[SelectChoice(code, label) for code, label in LAYOUT_CODES.items()], default="dang"
    )
    seen = HiddenField()

    # Set by the view: what comes first, and its day.
    not_before: tuple[str, date] | None = None

    def offer(self, issuers: Sequence[Unit], usual: Unit | None = None) -> None:
        """Set who may be chosen as the issuer; ``usual`` (else the first) is preset, and the only one is taken."""
        self.issuer.choices = [SelectChoice(unit.id, unit.name) for unit in issuers]
        if issuers and (len(issuers) == 1 or not self.is_submitted()):
            self.issuer.data = self.issuer.data or (usual or issuers[0]).id

    def validate_day(self, field: DayField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(f"Không ghi ngày sau hôm nay ({day_text(clock.today())}).")
        if field.data and self.not_before and field.data < self.not_before[1]:
            raise ValidationError(f"Không ghi ngày trước {self.not_before[0]} ({day_text(self.not_before[1])}).")

    @property
    def version(self) -> int:
        """The version of the one row that was read, that of none when the form does not say."""
        seen = whole_number(self.seen.data)
        return NONE_SEEN if seen is None else seen

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """(id, version) of what was read, out of what ``marked`` wrote."""
        said = [[whole_number(text) for text in pair.split("-")] for pair in (self.seen.data or "").split(",") if pair]
        return [(pair[0], pair[1]) for pair in said if len(pair) == 2 and None not in pair]  # type: ignore[misc]


class WayOfNumbering(TypedDict):
    """What ``services.issuing.set_numbering`` takes."""

    renewal: Renewal
    term_label: str
    term_from: date | None
    term_to: date | None


class NumberingForm(BaseForm):
    """When a unit's numbers begin anew."""

    renewal = RadioField("Số văn bản", choices=[SelectChoice(one.value, one.label) for one in Renewal])
    term_label = LineField("Tên nhiệm kỳ", most=60)
    term_from = DayField("Nhiệm kỳ từ ngày", [Optional()])
    term_to = DayField("Đến ngày", [Optional()])

    def way(self) -> WayOfNumbering:
        """Return what was chosen as the services take it."""
        return {
            "renewal": Renewal(self.renewal.data),
            "term_label": self.term_label.data or "",
            "term_from": self.term_from.data,
            "term_to": self.term_to.data,
        }


class NextNumberForm(BaseForm):
    """From which number one kind of paper goes on."""

    kind = SelectField("Loại văn bản", choices=[SelectChoice(one.value, one.label) for one in PaperKind])
    number = IntegerField("Số tiếp theo", [InputRequired("Ghi số tiếp theo.")])
    reason = LineField("Lý do", most=300)
