"""The list of cases with its filters in the address, on paper and as a spreadsheet; suggestions stand above it."""

from typing import Any

from flask import flash, redirect, request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.asked import CODES, form_key
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.documents import casework as documents
from nam_tinh_hinh.situation.enums import CaseStage
from nam_tinh_hinh.situation.forms.casework import DismissForm
from nam_tinh_hinh.situation.queries import case_suggestions
from nam_tinh_hinh.situation.queries import casework as queries
from nam_tinh_hinh.situation.queries.casework import CaseFilters
from nam_tinh_hinh.situation.services import case_suggestions as services
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person

NAME, LIST = "danh-sach-vu-viec", "case_list"
SUGGESTED_AT_ONCE = 3


def _filters() -> CaseFilters:
    return CaseFilters(
        words=asked.words("tu-khoa"),
        stage=next((one for one in CaseStage if one.value == request.args.get("giai-doan")), None),
        topic_id=asked.number("linh-vuc"),
        area_id=asked.number("dia-ban"),
        unit_id=asked.number("don-vi"),
        overdue=request.args.get("xem-lai") == "qua-han",
    )


@bp.get("/vu-viec/")
@allow(rules.may_look)
def cases() -> Answer:
    return _list_page(_filters()), 200, {"Vary": "HX-Request"}


def _list_page(filters: CaseFilters, refused: tuple[int, DismissForm] | None = None) -> str:
    one, args, block = person(), filters.as_args(), asked.block("danh_sach")
    page = queries.cases_page(one, filters, asked.page_number())
    is_plain = not (args or block) and page.number == 1
    said = case_suggestions.suggestions(one) if is_plain and rules.keeps_desk(one.actor) else None
    return render(
        "situation/cases/index.html", block, page=page, filters=filters, args=args, fragment=block is not None,
        today=clock.today(), sizes=queries.sizes(one, [row.id for row in page.rows]),
        choices={} if block else _choices(), opens=rules.keeps_desk(one.actor), said=said,
        shown=None if "goi-y" in request.args else SUGGESTED_AT_ONCE, refused=refused,
        has_errors=refused is not None, layout_codes=exports.LAYOUT_CODES,
        page_url=lambda n: url_for(".cases", **args, trang=n),
    )  # fmt: skip


def _choices() -> dict[str, list[Any]]:
    found = queries.case_choices(person(), asked.number("linh-vuc"))
    return {
        "giai-doan": [(stage.value, stage.label) for stage in CaseStage],
        "linh-vuc": [*found.topics],
        "dia-ban": [*found.areas],
        "don-vi": [*found.units],
        "xem-lai": [("qua-han", "Quá ngày xem lại")],
    }


@bp.get("/vu-viec/danh-sach.pdf")
@allow(rules.may_look)
def cases_pdf() -> Answer:
    return papers.as_pdf(documents.case_list(person(), _filters(), **papers.top_asked()), NAME, LIST)


@bp.get("/vu-viec/danh-sach.xlsx")
@allow(rules.may_look)
def cases_xlsx() -> Answer:
    return papers.as_xlsx(documents.case_sheet(person(), _filters()), NAME, LIST)


@bp.post("/vu-viec/goi-y/<int:observation_id>/khong-lap")
@allow(rules.keeps_desk)
def case_dismiss(observation_id: int) -> Answer:
    suggestion = found(case_suggestions.suggestion(person(), observation_id))
    form = DismissForm()
    if not form.validate():
        return _list_page(CaseFilters(), (suggestion.first, form)), 422
    try:
        services.dismiss(actor=person(), suggestion=suggestion, reason=form.reason.data, key=form.key)
    except ActionRefused as refused:
        form.reason.errors = [refused.message]
        return _list_page(CaseFilters(), (suggestion.first, form)), CODES[refused.kind]
    back = url_for(".case_suggest_again", observation_id=suggestion.first)
    flash({"text": "Đã ghi không lập vụ việc. Gợi ý trở lại khi việc này được nêu thêm.", "undo_url": back})
    return redirect(url_for(".cases"), 303)


@bp.post("/vu-viec/goi-y/<int:observation_id>/lay-lai")
@allow(rules.keeps_desk)
def case_suggest_again(observation_id: int) -> Answer:
    services.suggest_again(actor=person(), first=observation_id, key=form_key())
    flash("Đã lấy lại gợi ý.")
    return redirect(url_for(".cases"), 303)
