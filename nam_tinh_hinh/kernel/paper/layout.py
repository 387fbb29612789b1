"""One layout of official papers as plain numbers and short texts: every field is a print setting, kept as a row."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from nam_tinh_hinh.kernel.paper.checks import faults


class LayoutRefused(ValueError):
    """A row does not describe a layout; ``str(error)`` says in Vietnamese which settings are wrong."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A paper's measures: ``_mm`` on the page, ``_pt`` the size of print, ``_share`` a part of a text's length.

    Patterns hold ``{name}`` places that ``lines`` fills. A mark is printed under its line; where the mark is empty, a
    solid rule of ``_share`` times the text's length is drawn instead (a share of 0: neither).
    """

    code: str
    name: str

    margin_top_mm: float
    margin_bottom_mm: float
    margin_left_mm: float
    margin_right_mm: float
    page_number_pt: float
    page_number_top_mm: float  # from the top edge to the top of the digits; none on page 1

    heading: str  # top right, first line
    heading_pt: float
    heading_share: float
    motto: str  # top right, second line; may be empty
    motto_pt: float
    motto_share: float

    issuer_caps: bool
    parent_pt: float
    issuer_pt: float
    issuer_mark: str
    issuer_share: float

    number_pattern: str  # {number} {kind} {symbol}
    number_pt: float
    date_pattern: str  # {place} {day} {month} {year}
    date_pt: float
    pad_day_below: int  # a day below this gets a leading zero
    pad_month_below: int

    title_caps: bool
    title_pt: float
    subject_pt: float
    subject_mark: str
    subject_share: float

    body_pt: float
    body_line_pt: float  # exact distance between lines
    first_line_mm: float
    paragraph_gap_pt: float
    table_pt: float
    table_line_pt: float

    on_behalf: str  # before the body signed for
    for_chief: str  # before the chief whose deputy signs
    by_order: str
    authority_caps: bool
    authority_pt: float
    post_bold: bool
    post_pt: float
    signer_pt: float
    signature_gap_mm: float  # room for a signature and a seal

    recipients_pt: float
    recipients_heading_pt: float
    recipients_heading_underlined: bool
    recipients_heading_bold_italic: bool
    archive_pattern: str  # {archive}

    part_mark: str  # after the roman number of a part: "I. " or "I- "
    basis_mark: str  # before each "Căn cứ …"
    basis_italic: bool
    decider_first: bool  # who decides stands above the "Căn cứ", not under them
    address_word: str  # before whom the paper goes to; empty: this layout says it under "Nơi nhận" only
    end_mark: str  # of the text, where papers do not simply end with a full stop

    def as_row(self) -> dict[str, Any]:
        """Return every setting by name, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return the layout that ``row`` describes, as ``as_row`` wrote it.

        Raises ``LayoutRefused`` for a missing or unknown setting, a value of the wrong kind, a number that no paper
        could have, and a pattern that lacks one of its places or has another.
        """
        if found := faults({field.name: field.type for field in fields(cls)}, row):
            raise LayoutRefused("Mẫu trình bày chưa dùng được: " + "; ".join(found) + ".")
        return cls(**row)
