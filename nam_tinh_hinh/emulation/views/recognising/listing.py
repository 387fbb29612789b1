"""The year's results for the committee's side: what was reported, how it stands, what was issued."""

from collections.abc import Sequence

from flask import flash, redirect, request, url_for

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.documents.recognised import result_sheet
from nam_tinh_hinh.emulation.enums import ReminderAbout
from nam_tinh_hinh.emulation.queries import campaigns, recognising, recognition_list
from nam_tinh_hinh.emulation.queries.recognition_list import STATES, ResultFilters
from nam_tinh_hinh.emulation.services.reminders import Reminded, remind_of_each
from nam_tinh_hinh.emulation.tables import Campaign, Recognition
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.views.reviews import said_of
from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, XLSX, whole_number
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people import queries as people
from nam_tinh_hinh.people.rules import is_committee
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.base import Answer, actor


def _filters() -> ResultFilters:
    state, unit_id = request.args.get("tinh-trang", ""), asked.number("don-vi")
    return ResultFilters(
        year=asked.number("nam") or clock.today().year,
        state=state if state in _states() else "",
        unit_id=people.present_unit_ids([unit_id])[unit_id] if unit_id else None,
        field_id=asked.number("linh-vuc"),
        words=asked.words("tu-khoa"),
    )


def _states() -> dict[str, str]:
    mine = is_committee(actor())
    return {name: label for name, label in STATES.items() if mine or name != recognition_list.MINE}


@bp.get("/cong-nhan")
@allow(rules.serves_committee)
def recognition() -> Answer:
    return _page(), 200, {"Vary": "HX-Request"}


def _page(refusal: str = "") -> str:
    filters, one = _filters(), actor()
    page = queries.page_of(recognition_list.results(one, filters), asked.page_number())
    campaign = queries.campaign(filters.year)
    ids, units = [item.id for item in page.rows], {item.unit_id for item in page.rows}
    lacking = filters.state == recognition_list.UNREPORTED
    return render(
        "emulation/recognising/index.html", asked.block("danh_sach"), page=page, filters=filters,
        standings=recognising.standing_of(ids, one), choices=_choices(),
        shown_stage=lambda item: queries.shown_stage(one, item), issues=rules.issues(one),
        assesses=is_committee(one), waiting=recognising.count_to_assess(one) if is_committee(one) else 0,
        pending=len(queries.to_publish(one, campaign)) if campaign and rules.issues(one) else 0,
        decisions=_decisions(campaign), fragment=bool(asked.block("danh_sach")),
        refusal=refusal, has_errors=bool(refusal), lacking=lacking,
        unreported=0 if lacking else recognition_list.count_unreported(one, filters.year),
        to_remind=campaigns.remindable_ids(one, campaign, units) if campaign and lacking else frozenset(),
        reminders=recognition_list.reminders_of(ids) if lacking else {},
        page_url=lambda n: url_for(".recognition", **filters.as_args(), trang=n),
    )  # fmt: skip


@bp.post("/cong-nhan/nhac")
@allow(rules.serves_committee)
def recognition_remind() -> Answer:
    """Remind the units of what is not reported under the filters of the address, or of the one exemplar posted."""
    filters, only = _filters(), whole_number(request.form.get("ho-so"))
    items, about = recognition_list.unreported(actor(), filters, exemplar_id=only), ReminderAbout.RESULT
    done = Reminded(0, 0)
    try:
        if items:
            done = remind_of_each(actor=actor(), campaign=items[0].campaign, exemplars=items, about=about)
    except ActionRefused as refused:
        return _page(refused.message), CODES[refused.kind]
    flash(said_of(done) if items else "Không có mô hình nào chưa báo cáo kết quả để nhắc.")
    return redirect(url_for(".recognition", **filters.as_args()), 303)


def _decisions(campaign: Campaign | None) -> Sequence[Recognition]:
    return recognising.decisions_of(campaign) if campaign else ()


def _choices() -> dict[str, list[tuple[object, str]]]:
    return {
        "nam": [(year, str(year)) for year in queries.years()],
        "tinh-trang": list(_states().items()),
        "don-vi": [(row.id, row.name) for row in queries.units_with_exemplars(actor())],
        "linh-vuc": [(field.id, field.label) for field in queries.fields()],
    }


@bp.get("/cong-nhan/danh-sach.xlsx")
@allow(rules.serves_committee)
def recognition_xlsx() -> Answer:
    one = actor()
    items = recognition_list.all_results(one, _filters())
    content = result_sheet(one, items, recognising.standing_of([item.id for item in items], one))
    return exports.exported(lambda: content, XLSX, "ket-qua-xet-cong-nhan.xlsx", "recognition_list")
