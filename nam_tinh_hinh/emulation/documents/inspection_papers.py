"""The papers of inspecting: the decision on a team, the sheets it fills in, the minutes (R092, R093, R122, R123)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper import Layout, Letterhead
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import (
    Appendix,
    Article,
    Blanks,
    Block,
    Heading,
    Item,
    PaperTable,
    Paragraph,
    ProsePaper,
    Signer,
)

COLUMNS = (
    GridColumn("TT", 0.07, centred=True),
    GridColumn("Tên mô hình, điển hình", 0.36),
    GridColumn("Đơn vị", 0.27),
    GridColumn("Địa chỉ", 0.30),
)
SHOWN_OF_CONTENT = 700
"""Characters of the registered content on a visit sheet: the rest of the page is for writing by hand."""
NBSP = "\u00a0"
CONCLUSIONS = ("Đạt yêu cầu", "Cần bổ sung, khắc phục", "Không đạt yêu cầu")
SIGN_HERE = "(Ký, ghi rõ họ tên)"
LIABLE = (
    "Cơ quan thường trực Ban Chỉ đạo, các đơn vị có mô hình, điển hình được kiểm tra và các ông, bà có tên tại Điều 1 "
    "chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực từ ngày ký."
)
TWO_COPIES = (
    "Biên bản được lập thành 02 bản có nội dung như nhau, đã đọc cho các bên cùng nghe, thống nhất và ký tên; "
    "Ban Chỉ đạo giữ 01 bản, đơn vị giữ 01 bản."
)


@dataclass(frozen=True)
class Named:
    """One of a team: what he is there, and elsewhere."""

    name: str
    post: str
    duty: str

    @property
    def line(self) -> str:
        """As papers list him: "Lê Minh Đức, Phó Chủ tịch - Trưởng đoàn"."""
        return f"{self.name}{', ' if self.post else ''}{self.post} - {self.duty}"


@dataclass(frozen=True)
class Place:
    """One exemplar to visit, as its unit registered it."""

    kind: str
    name: str
    unit: str
    address: str
    period: str
    owner: str
    lead: str
    content: str


@dataclass(frozen=True)
class TeamData:
    """A team as its papers name it. ``purpose`` runs on in a sentence: "kiểm tra thực tế đăng ký …".

    ``apart`` are those of it who took no part in the one visit that minutes are about: it was at their own unit.
    """

    name: str
    purpose: str
    year: int
    planned_on: date | None
    people: tuple[Named, ...]
    places: tuple[Place, ...]
    decision: str = ""
    plan: str = ""
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """How a paper is issued; without a number it is a draft and says so."""

    letterhead: Letterhead
    layout: Layout
    decider: str = ""
    issuer: str = ""
    number: int | None = None
    day: date | None = None

    @property
    def draft(self) -> bool:
        return self.number is None


def subject_of(team: TeamData) -> str:
    """Return what the decision is about."""
    return f"thành lập {team.name} {team.purpose} mô hình, điển hình “Dân vận khéo” năm {team.year}"


def decision(team: TeamData, frame: Frame) -> ProsePaper:
    """Return "Quyết định thành lập đoàn kiểm tra", with what is visited as its appendix (requirement R122)."""
    people = "\n".join(f"{n}. {one.line};" for n, one in enumerate(team.people, start=1)).rstrip(";") + "."
    count = f"{len(team.places):02d}"
    listed = Appendix("Danh sách", "mô hình, điển hình được kiểm tra", (_table(team.places),))
    blocks = (
        Article(f"Thành lập {team.name} gồm các ông, bà có tên sau:\n{people}"),
        Article(
            f"{team.name} có nhiệm vụ {team.purpose} tại {count} mô hình, điển hình “Dân vận khéo” năm {team.year} "
            f"(có danh sách kèm theo){_when(team)}; lập biên bản tại từng mô hình, điển hình và báo cáo kết quả với "
            "Ban Chỉ đạo. Đoàn kết thúc hoạt động khi hoàn thành nhiệm vụ."
        ),
        Article(LIABLE), listed,
    )  # fmt: skip
    basis = (*((f"Căn cứ {team.plan}",) if team.plan else ()), "Xét đề nghị của Cơ quan thường trực Ban Chỉ đạo")
    return ProsePaper(
        kind=PaperKind.DECISION, subject=f"về việc {subject_of(team)}", blocks=blocks, basis=basis,
        letterhead=frame.letterhead, layout=frame.layout, decider=frame.decider, issuer=frame.issuer,
        number=frame.number, day=frame.day, draft=frame.draft,
    )  # fmt: skip


def _when(team: TeamData) -> str:
    return f", dự kiến ngày {day_text(team.planned_on)}" if team.planned_on else ""


def _table(places: Sequence[Place]) -> PaperTable:
    rows = tuple((str(n), one.name, one.unit, one.address) for n, one in enumerate(places, start=1))
    return PaperTable(COLUMNS, (GridGroup("", rows),), f"Danh sách này có {len(rows)} mô hình, điển hình.")


@dataclass(frozen=True)
class Found:
    """What a team wrote down at one exemplar."""

    visited_on: date
    received_by: str
    findings: str
    shortcomings: str
    advice: str
    verdict: str


def minutes(team: TeamData, place: Place, found: Found, frame: Frame) -> ProsePaper:
    """Return "Biên bản kiểm tra" of one exemplar, signed by head, unit and secretary (requirement R123).

    What the team wrote nothing about has no heading.
    """
    day = f"ngày {found.visited_on:%d} tháng {found.visited_on:%m} năm {found.visited_on:%Y}"
    by = f" (thành lập theo Quyết định số {team.decision})" if team.decision else ""
    opening = Paragraph(
        f"Hôm nay, {day}, tại {place.address}, {team.name}{by} đã {team.purpose} {place.kind.lower()} “Dân vận khéo” "
        f"“{place.name}” do {place.unit} đăng ký, chủ mô hình: {place.owner}."
    )
    blocks = (opening, *_present(team, place, found), *_written(found), Paragraph(TWO_COPIES))
    return ProsePaper(
        kind=PaperKind.MINUTES, subject=minutes_subject(place, team.year), blocks=blocks, signers=_signers(team),
        sent_to=(place.unit,), letterhead=frame.letterhead, layout=frame.layout, number=frame.number, day=frame.day,
        draft=frame.draft,
    )  # fmt: skip


def minutes_subject(place: Place, year: int) -> str:
    """Return what the minutes are about."""
    return f"kiểm tra {place.kind.lower()} “Dân vận khéo” năm {year}: “{place.name}”"


def _present(team: TeamData, place: Place, found: Found) -> list[Block]:
    met = [line.strip(" -;.") for line in found.received_by.splitlines() if line.strip(" -;.")]
    return [
        Heading("Thành phần"), Heading(team.name, 2), *(Item(f"{one.line}.") for one in team.people),
        *(Item(f"{name} không tham gia kiểm tra nội dung này (thuộc đơn vị được kiểm tra).") for name in team.apart),
        Heading(f"Đại diện {place.unit}", 2),
        *((Item(f"{line}.") for line in met) if met else (Blanks("Ông (bà):", 2),)),
    ]  # fmt: skip


def _written(found: Found) -> list[Block]:
    parts = (
        ("Kết quả kiểm tra", found.findings), ("Hạn chế, khó khăn", found.shortcomings),
        ("Kiến nghị, yêu cầu của đoàn", found.advice), ("Kết luận", f"{found.verdict}."),
    )  # fmt: skip
    return [block for title, text in parts if text for block in (Heading(title), Paragraph(text))]


def _signers(team: TeamData) -> tuple[Signer, ...]:
    def named(duty: str) -> str:
        return next((one.name for one in team.people if one.duty == duty), "")

    signers = (Signer("", "Trưởng đoàn", named("Trưởng đoàn"), SIGN_HERE), Signer("", "Đại diện đơn vị", "", SIGN_HERE))
    secretary = named("Thư ký")
    return (*signers, Signer("", "Thư ký", secretary, SIGN_HERE)) if secretary else signers


@dataclass(frozen=True)
class VisitSheets:
    """ "Phiếu kiểm tra thực tế" of one or more exemplars, each beginning a page, in the order of visiting."""

    layout: Layout
    sheets: tuple[ProsePaper, ...]
    draft: bool = False


def visit_sheets(team: TeamData, numbered: Sequence[tuple[int, Place]], frame: Frame) -> VisitSheets:
    """Return the sheets to write on at the places given with their numbers in the order of visiting."""
    return VisitSheets(frame.layout, tuple(_sheet(team, number, place, frame) for number, place in numbered))


def _sheet(team: TeamData, number: int, place: Place, frame: Frame) -> ProsePaper:
    subject = f"{team.name} · thứ tự {number}/{len(team.places)}"
    return ProsePaper(
        kind=PaperKind.MINUTES, title="Phiếu kiểm tra thực tế", subject=subject,
        blocks=(*_registered(place), *_to_write()), signers=_signers(team), letterhead=frame.letterhead,
        layout=frame.layout,
    )  # fmt: skip


def _registered(place: Place) -> list[Block]:
    content = place.content
    if len(content) > SHOWN_OF_CONTENT:
        content = f"{content[:SHOWN_OF_CONTENT].rsplit(None, 1)[0]} … (xem đủ trong hồ sơ)"
    lead = f"; người phụ trách: {place.lead}" if place.lead else ""
    return [
        Heading("Đơn vị đã đăng ký"), Paragraph(f"{place.kind}: “{place.name}”", bold=True),
        Item(f"Đơn vị: {place.unit}. Chủ mô hình: {place.owner}{lead}."),
        Item(f"Địa chỉ: {place.address}. Thời gian: {place.period}."),
        Item(f"Nội dung: {' '.join(content.split())}"),
    ]  # fmt: skip


def _to_write() -> list[Block]:
    return [
        Heading("Đoàn ghi tại chỗ"), Blanks("Ngày, giờ kiểm tra; làm việc với:", 2),
        Blanks("Thực tế đã thấy:", 6), Blanks("Số hộ, số người tham gia:"), Blanks("Ý kiến Nhân dân:", 3),
        Blanks("Thuận lợi:", 2), Blanks("Khó khăn:", 2), Blanks("Đề nghị của đơn vị:", 2),
        Blanks("Yêu cầu của đoàn:", 4),
        # No-break spaces keep the boxes apart: plain ones would run together.
        Paragraph("Kết luận:" + "".join(f"{NBSP * 4}□ {words}" for words in CONCLUSIONS), first_line=False),
    ]  # fmt: skip
