"""Báo cáo 6 tháng and Báo cáo năm of a campaign, as they are printed (requirements R105, R109, R126, R127)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from nam_tinh_hinh.emulation.documents.report_tables import by_unit, counted_table, ended_table, visits_table
from nam_tinh_hinh.emulation.enums import ReportKind
from nam_tinh_hinh.emulation.queries.figures import Counted, Figures
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.paper import Layout, Letterhead
from nam_tinh_hinh.kernel.paper.blocks import Block
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.kernel.paper.prose import Appendix, Heading, Item, Paragraph, ProsePaper

ADDRESSEES = ("Thường trực Đảng ủy", "Thường trực Ban Chỉ đạo")
UNWRITTEN = "(Chưa viết.)"
PERIODS = {ReportKind.HALF_YEAR: "6 tháng đầu năm {}", ReportKind.YEAR: "năm {}"}


def subject_of(kind: ReportKind, year: int) -> str:
    """Return the report's trích yếu."""
    return f"kết quả thực hiện phong trào thi đua “Dân vận khéo” {PERIODS[kind].format(year)}"


def report_paper(
    figures: Figures, words: Mapping[str, str], *, kind: ReportKind, plan_words: str, letterhead: Letterhead,
    layout: Layout, number: int | None, day: date | None,
) -> ProsePaper:  # fmt: skip
    """Return a report: the office's ``words`` around the year's ``figures``.

    Without a ``number`` it is a draft and says so on every page; what is not written yet is marked there.
    ``plan_words`` name the year's plan, empty when it has no number on record.
    """
    return ProsePaper(
        kind=PaperKind.REPORT, subject=subject_of(kind, figures.year), letterhead=letterhead, layout=layout,
        addressed_to=ADDRESSEES, sent_to=_sent_to(letterhead, layout), number=number, day=day, draft=number is None,
        blocks=tuple(_blocks(figures, words, kind, plan_words)),
    )  # fmt: skip


def _sent_to(letterhead: Letterhead, layout: Layout) -> tuple[str, ...]:
    """Whom it goes to stands above the text, or, where a layout has no word for that, first under "Nơi nhận"."""
    if layout.address_word:
        return letterhead.recipients
    listed = letterhead.recipients
    named = (f"{one} (để b/c)" for one in ADDRESSEES if not any(place.startswith(one) for place in listed))
    return (*named, *listed)


def _blocks(figures: Figures, words: Mapping[str, str], kind: ReportKind, plan_words: str) -> Iterator[Block]:
    under = f"Thực hiện {plan_words}, " if plan_words else ""
    opening = f"{under}Ban Chỉ đạo báo cáo kết quả {PERIODS[kind].format(figures.year)}"
    yield Paragraph(f"{opening}; số liệu tính đến ngày {day_text(figures.day)} như sau:")
    yield Heading("Công tác lãnh đạo, chỉ đạo")
    yield Paragraph(words.get("leadership") or UNWRITTEN)
    yield Heading("Kết quả thực hiện")
    yield from _results(figures, kind)
    yield Heading("Đánh giá chung")
    yield Heading("Ưu điểm", 2)
    yield Paragraph(words.get("strengths") or UNWRITTEN)
    yield Heading("Hạn chế, nguyên nhân", 2)
    yield Paragraph(words.get("shortcomings") or UNWRITTEN)
    yield Heading("Nhiệm vụ thời gian tới")
    yield Paragraph(words.get("tasks") or UNWRITTEN)
    if proposals := words.get("proposals"):
        yield Heading("Đề xuất, kiến nghị")
        yield Paragraph(proposals)
    if figures.units:
        title = f"kết quả theo đơn vị {PERIODS[kind].format(figures.year)}"
        yield Appendix("Tổng hợp", title, (by_unit(figures.units, judged=kind is ReportKind.YEAR),))


def _results(figures: Figures, kind: ReportKind) -> Iterator[Block]:
    yield Heading("Đăng ký mô hình, điển hình", 2)
    yield from _registered(figures)
    yield Heading("Xét duyệt, giao nhiệm vụ", 2)
    yield from _decided(figures)
    yield Heading("Kiểm tra", 2)
    yield from _inspected(figures)
    yield Heading("Sơ kết tại đơn vị", 2)
    yield Paragraph(_reviewed(figures))
    if kind is ReportKind.YEAR:
        yield Heading("Công nhận, khen thưởng, nhân rộng", 2)
        yield from _recognised(figures)


def _registered(figures: Figures) -> Iterator[Block]:
    if not figures.registered:
        yield Paragraph("Chưa có mô hình, điển hình nào được đăng ký.")
        return
    kinds = _listed([*figures.by_kind, *(Counted(f"chủ là {one.label.lower()}", one.number)
                                         for one in figures.by_owner)])  # fmt: skip
    supplements = figures.supplements or "không có"
    yield Paragraph(
        f"Có {len(figures.units)} đơn vị đăng ký {figures.registered} mô hình, điển hình ({kinds}). Trong đó có "
        f"{figures.priority} mô hình thuộc lĩnh vực khó, trọng tâm; {supplements} mô hình đăng ký đợt bổ sung."
    )
    yield Heading("Theo lĩnh vực", 3)
    yield counted_table("Lĩnh vực", figures.by_field, figures.registered)
    yield Heading("Theo loại đơn vị", 3)
    yield counted_table("Loại đơn vị", figures.by_unit_kind, figures.registered)


def _listed(counts: Sequence[Counted]) -> str:
    return ", ".join(f"{one.label[0].lower()}{one.label[1:]}: {one.number}" for one in counts)


def _decided(figures: Figures) -> Iterator[Block]:
    yield Paragraph(
        f"Đưa vào danh sách {figures.agreed}; không đưa vào danh sách {figures.declined}; đang xét {figures.waiting}; "
        f"đang chờ đơn vị bổ sung {figures.returned}. Đã giao nhiệm vụ xây dựng {figures.assigned} mô hình, điển hình."
    )
    for title, ended in (("Rút khỏi danh sách", figures.withdrawn), ("Dừng thực hiện", figures.stopped)):
        if ended:
            yield Heading(f"{title}: {len(ended)}", 3)
            yield ended_table(ended)


def _inspected(figures: Figures) -> Iterator[Block]:
    if figures.visits:
        yield visits_table(figures.visits)
    else:
        yield Paragraph("Chưa tổ chức kiểm tra.")


def _reviewed(figures: Figures) -> str:
    reviews = figures.reviews
    if not reviews.due:
        return "Chưa có sơ kết nào đến hạn."
    return (
        f"Có {reviews.due} lượt sơ kết đến hạn: gửi đúng hạn {reviews.on_time}, gửi chậm {reviews.late}, chưa gửi "
        f"{reviews.missing}."
    )


def _recognised(figures: Figures) -> Iterator[Block]:
    results = figures.results
    yield Paragraph(f"Các đơn vị đã gửi {results.reported} báo cáo kết quả. Kết quả xét:")
    for label, number in (
        ("Công nhận", f"{results.awarded}, trong đó biểu dương {results.commended}, khen thưởng {results.rewarded}"),
        ("Không công nhận", results.refused),
        ("Mô hình được nơi khác học tập, nhân rộng", results.replicated),
    ):  # fmt: skip
        yield Item(f"{label}: {number}{'.' if label.startswith('Mô hình') else ';'}")
