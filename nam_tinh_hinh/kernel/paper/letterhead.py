"""Who issues a paper: everything on it that is the same from one document of that body to the next."""

from dataclasses import dataclass
from enum import StrEnum


class Signing(StrEnum):
    """In what capacity the signer signs (Nghị định 30/2020/NĐ-CP, ô 7a; Hướng dẫn 36-HD/VPTW, 1.7)."""

    IN_PERSON = "in_person"  # the head of a ban chỉ đạo signs in his own name
    ON_BEHALF = "on_behalf"
    FOR_CHIEF = "for_chief"
    BY_ORDER = "by_order"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The issuing body's words. Free text throughout: "ủy" or "uỷ" is the office's own choice."""

    parent_lines: tuple[str, ...]  # the body above the issuer, one line each; may be empty
    issuer_lines: tuple[str, ...]
    symbol: str  # of the issuer, in the number: "BCĐ"
    place: str  # before the date: "Thuận Thành"
    signing: Signing = Signing.IN_PERSON
    authority: str = ""  # whom the signer signs for, without "T/M" or "TM."; empty when in person
    post: str
    signer: str  # may be empty: then only the room to sign is printed
    recipients: tuple[str, ...] = ()
    archive: str = ""  # where the file copy stays: "Văn phòng Đảng ủy" or "VT, BDV"; empty: no such line
