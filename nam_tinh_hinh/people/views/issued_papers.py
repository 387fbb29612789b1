"""The register of issued papers, and each of them as it went out."""

from flask import render_template, request, url_for

from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import PDF, XLSX, number, page_number
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper.kinds import PaperKind
from nam_tinh_hinh.people import rules
from nam_tinh_hinh.people.documents.issued import register_sheet
from nam_tinh_hinh.people.queries import issuing as queries
from nam_tinh_hinh.people.queries.issuing import PAPER, PaperFilters
from nam_tinh_hinh.people.views.base import Answer, actor, bp
from nam_tinh_hinh.people.views.exports import exported


def _filters() -> PaperFilters:
    kind = next((kind for kind in PaperKind if kind.value == request.args.get("loai")), None)
    return PaperFilters(year=number("nam"), kind=kind, unit_id=number("don-vi"))


@bp.get("/so-van-ban")
@allow(rules.reads_papers)
def issued_papers() -> Answer:
    filters, one = _filters(), actor()
    page = queries.papers_page(queries.filtered_papers(one, filters), page_number())
    return render_template(
        "people/issued_papers.html", page=page, filters=filters, choices=_choices(),
        kept=queries.issuers(one) if rules.keeps_numbers(one) else (),
        page_url=lambda n: url_for(".issued_papers", **filters.as_args(), trang=n),
    )  # fmt: skip


def _choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the filters: name in the address, label, and (value, label) of what can be chosen."""
    one = actor()
    return [
        ("nam", "Năm", [(str(year), str(year)) for year in queries.paper_years(one)]),
        ("loai", "Loại văn bản", [(kind.value, kind.label) for kind in PaperKind]),
        ("don-vi", "Cơ quan ban hành", [(str(unit_id), name) for unit_id, name in queries.paper_issuers(one)]),
    ]


@bp.get("/so-van-ban/so-van-ban-di.xlsx")
@allow(rules.reads_papers)
def issued_papers_xlsx() -> Answer:
    content = register_sheet(db.session.scalars(queries.filtered_papers(actor(), _filters())))
    return exported(lambda: content, XLSX, "so-van-ban-di.xlsx", "issued_paper_list")


@bp.get("/van-ban/<int:paper_id>.pdf")
@allow(rules.reads_papers)
def issued_paper(paper_id: int) -> Answer:
    """Give the very bytes that were issued."""
    row = found(queries.paper(actor(), paper_id))
    content, name = row.content, f"{row.number_text.replace('/', '-')}.pdf"
    return exported(lambda: content, PDF, name, PAPER, paper_id)
