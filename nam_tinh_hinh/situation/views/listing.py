"""The list of the room with its filters in the address, and the same list as a paper and as a spreadsheet."""

from dataclasses import replace

from flask import url_for

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import block, stand
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.documents import listing as documents
from nam_tinh_hinh.situation.queries import lines
from nam_tinh_hinh.situation.queries.listing import ListFilters, voices_of
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person
from nam_tinh_hinh.situation.views.filters import asked_filters, list_choices, mistyped_days, typed_day

NAME = "danh-sach-nam-tinh-hinh"
SUBJECT = "observation_list"


@bp.get("/phan-anh/")
@allow(rules.may_look)
def index() -> Answer:
    filters, only = asked_filters(), block("danh_sach")
    page = lines.page_of_lines(person(), filters, stand())
    page_html = render(
        "situation/listing/index.html", only, page=page, filters=filters, fragment=only is not None, now=clock.now(),
        voices=None if page.is_longer else voices_of(person(), filters),
        aside=_left_out(filters), choices={} if only else list_choices(person(), filters),
        days={"tu-ngay": typed_day("tu-ngay", filters.first), "den-ngay": typed_day("den-ngay", filters.last)},
        wrong=mistyped_days(), layout_codes=exports.LAYOUT_CODES,
        all_url=url_for(".index", **replace(filters, aside_too=True).as_args()),
        page_url=lambda n: url_for(".index", **filters.as_args(), **page.args_of(n)),
    )  # fmt: skip
    return page_html, 200, {"Vary": "HX-Request"}


def _left_out(filters: ListFilters) -> int:
    """Return how many rows stand aside under these filters: joined to another, or withdrawn."""
    if filters.stage or filters.gathered or filters.aside_too:
        return 0
    return lines.count_aside(person(), filters)


@bp.get("/phan-anh/danh-sach.pdf")
@allow(rules.may_look)
def list_pdf() -> Answer:
    top, filters = papers.top_asked(), asked_filters()
    return papers.as_pdf(documents.list_paper(person(), filters, narrowed=in_words(filters), **top), NAME, SUBJECT)


@bp.get("/phan-anh/danh-sach.xlsx")
@allow(rules.may_look)
def list_xlsx() -> Answer:
    return papers.as_xlsx(documents.list_sheet(person(), asked_filters()), NAME, SUBJECT)


# How the filters are called where they are said in a sentence; what is only ticked says itself.
CALLED = {
    "linh-vuc": "lĩnh vực", "dia-ban": "địa bàn", "loai": "loại", "muc-do": "mức độ", "kenh": "kênh",
    "don-vi": "đơn vị", "doi-tuong": "đối tượng", "tinh-trang": "tình trạng", "tra-loi": "trả lời", "cuoc": "cuộc",
}  # fmt: skip
SPAN = {"tu-ngay": "từ ngày", "den-ngay": "đến ngày"}
TICKED = {
    "linh-vuc-rieng": "riêng mục này", "dia-ban-rieng": "riêng địa bàn này", "da-gop": "kể cả đã gộp, đã rút",
}  # fmt: skip


def in_words(filters: ListFilters) -> str:
    """Return what a list was narrowed to, as its paper says it; "" for nothing."""
    args, choices = filters.as_args(), list_choices(person(), filters)
    said = [f"từ khóa: “{filters.words}”"] if filters.words else []
    for name, value in args.items():
        if name in CALLED:
            chosen = next((label for one, label in choices[name] if str(one) == value), "")
            said += [f"{CALLED[name]}: {chosen.lstrip('– ')}"] if chosen else []
        said += [f"{SPAN[name]} {value}"] if name in SPAN else []
        said += [TICKED[name]] if name in TICKED else []
    return f"({'; '.join(said)})" if said else ""
