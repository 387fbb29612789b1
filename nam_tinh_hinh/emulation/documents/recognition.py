"""Quyết định công nhận mô hình, điển hình "Dân vận khéo", and its certificates (requirement R128). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nam_tinh_hinh.emulation.enums import Award
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper import Layout, Letterhead, Signing
from nam_tinh_hinh.kernel.paper.blocks import Appendix, Article, PaperTable
from nam_tinh_hinh.kernel.paper.certificates import Certificate, CertificateSheet
from nam_tinh_hinh.kernel.paper.grid import GridColumn, GridGroup
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.lines import date_words
from nam_tinh_hinh.kernel.paper.prose import ProsePaper

COLUMNS = (
    GridColumn("TT", 0.07, centred=True),
    GridColumn("Tên mô hình, điển hình", 0.37),
    GridColumn("Đơn vị", 0.29),
    GridColumn("Chủ mô hình", 0.27),
)
TITLES = {
    Award.RECOGNISE: "Danh sách mô hình, điển hình được công nhận",
    Award.COMMEND: "Danh sách mô hình, điển hình được công nhận, biểu dương",
    Award.REWARD: "Danh sách mô hình, điển hình được công nhận, khen thưởng",
}
HONOURS = {
    Award.RECOGNISE: "",
    Award.COMMEND: ", được biểu dương",
    Award.REWARD: ", được khen thưởng",
}
FOLLOW = (
    "Các đơn vị và chủ mô hình, điển hình có tên tại Điều 1 tiếp tục duy trì, nâng cao hiệu quả; các đơn vị khác nghiên"
    " cứu, học tập, nhân rộng cho phù hợp với điều kiện của mình."
)
CARRY_OUT = (
    "Cơ quan thường trực Ban Chỉ đạo, các đơn vị và chủ mô hình, điển hình có tên tại Điều 1 chịu trách nhiệm thi hành"
    " Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
)


@dataclass(frozen=True)
class Awarded:
    """One line of the decision: what is recognised, whose it is, and where."""

    award: Award
    name: str
    kind: str
    unit: str
    owner: str
    address: str


@dataclass(frozen=True)
class Ground:
    """On what the decision rests: the year, and its plan as far as it is known."""

    year: int
    plan_number: str = ""
    plan_day: date | None = None


def decision_paper(
    rows: Sequence[Awarded], ground: Ground, *, letterhead: Letterhead, layout: Layout, issuer: str,
    number: int | None, day: date | None,
) -> ProsePaper:  # fmt: skip
    """Return the decision over ``rows``, one appendix for each award, as ``issuer`` (its unit's name) issues it.

    Without a ``number`` it is a draft.
    """
    return ProsePaper(
        kind=PaperKind.DECISION, subject=f"công nhận mô hình, điển hình “Dân vận khéo” năm {ground.year}",
        letterhead=letterhead, layout=layout, number=number, day=day, draft=number is None,
        basis=tuple(_basis(ground)), decider=_decider(letterhead), issuer=issuer,
        blocks=(*_articles(rows, ground.year), *_appendices(rows, ground.year)),
    )  # fmt: skip


def _basis(ground: Ground) -> Iterator[str]:
    if ground.plan_number:
        dated = f" ngày {day_text(ground.plan_day)}" if ground.plan_day else ""
        number = ground.plan_number.removeprefix("số ")
        yield f"Căn cứ Kế hoạch số {number}{dated} về phong trào thi đua “Dân vận khéo” năm {ground.year}"
    yield f"Căn cứ kết quả đánh giá, xét công nhận mô hình, điển hình “Dân vận khéo” năm {ground.year}"
    yield "Theo đề nghị của Cơ quan thường trực Ban Chỉ đạo"


def _decider(letterhead: Letterhead) -> str:
    """Name who decides: the body signed for, or the head of the issuer."""
    if letterhead.signing is Signing.ON_BEHALF:
        return letterhead.authority
    head = letterhead.authority or letterhead.post
    issuer = " ".join(letterhead.issuer_lines)
    # "TRƯỞNG BAN" of "BAN CHỈ ĐẠO …": the two words meet in "TRƯỞNG BAN CHỈ ĐẠO …".
    first, _, rest = issuer.partition(" ")
    return f"{head} {rest if head.casefold().endswith(first.casefold()) else issuer}"


def _articles(rows: Sequence[Awarded], year: int) -> Iterator[Article]:
    counts = {award: sum(row.award is award for row in rows) for award in Award}
    parts = "; ".join(f"{award.label.lower()}: {number:02d}" for award, number in counts.items() if number)
    yield Article(
        f"Công nhận {len(rows):02d} mô hình, điển hình “Dân vận khéo” năm {year} (có danh sách kèm theo), gồm: {parts}."
    )
    yield Article(FOLLOW)
    yield Article(CARRY_OUT)


def _appendices(rows: Sequence[Awarded], year: int) -> Iterator[Appendix]:
    for award in reversed(Award):
        some = [row for row in rows if row.award is award]
        cells = tuple((str(n), row.name, row.unit, row.owner) for n, row in enumerate(some, start=1))
        if cells:
            total = f"Danh sách này có {len(cells):02d} mô hình, điển hình."
            table = PaperTable(COLUMNS, (GridGroup("", cells),), total)
            yield Appendix(TITLES[award], f"“Dân vận khéo” năm {year}", (table,))


def certificate_sheet(
    rows: Sequence[Awarded], year: int, *, letterhead: Letterhead, layout: Layout, number: int | None,
    day: date | None, decision_words: str,
) -> CertificateSheet:  # fmt: skip
    """Return the certificates of ``rows``, one a page, numbered from ``number`` on; without one they are drafts."""
    return CertificateSheet(
        certificates=tuple(_certificate(row, year) for row in rows), decision_words=decision_words,
        letterhead=letterhead, layout=layout, number=number, day=day, draft=number is None,
    )  # fmt: skip


def _certificate(row: Awarded, year: int) -> Certificate:
    kind_words = f"{row.kind} “Dân vận khéo”"
    honour = f"là {kind_words[:1].lower()}{kind_words[1:]} năm {year}{HONOURS[row.award]}"
    return Certificate(
        name=row.name, kind_words=kind_words, unit=_whose(row), place=row.address, year=year, honour=honour
    )


def _whose(row: Awarded) -> str:
    """Name the owner and his unit; once where the unit is the owner itself."""
    return row.unit if row.owner.casefold() in row.unit.casefold() else f"{row.owner}, {row.unit}"


def decision_words(layout: Layout, number_text: str, day: date, issuer: str) -> str:
    """Return how a certificate names its decision: "Quyết định số 05-QĐ/BCĐ ngày 02 tháng 3 năm 2026 của …"."""
    return f"Quyết định số {number_text} {date_words(layout, day)} của {issuer}"
