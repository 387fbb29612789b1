"""The regimes: which are in force, who owes what by when, where two disagree; the page of one; the list as a paper."""

from typing import Any

from flask import render_template, request

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.chronicle import action_label, changes
from nam_tinh_hinh.kernel.workdays import weekday_words
from nam_tinh_hinh.people.views import exports
from nam_tinh_hinh.people.views.administration.start import offer
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.reporting import regime_words as words
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.calendar import Slot, holiday_words, rule_words
from nam_tinh_hinh.reporting.documents import regimes as documents
from nam_tinh_hinh.reporting.forms.regimes import DayForm
from nam_tinh_hinh.reporting.moving import moved_words
from nam_tinh_hinh.reporting.queries import regime_pages as queries
from nam_tinh_hinh.reporting.queries.regime_pages import RegimeLine
from nam_tinh_hinh.reporting.regime_words import Group
from nam_tinh_hinh.reporting.tables import Regime
from nam_tinh_hinh.reporting.views.base import bp
from nam_tinh_hinh.reporting.workflow import REGIME
from nam_tinh_hinh.situation.views import papers

PAGE = "/bao-cao/che-do"
ROW = f"{PAGE}/<int:regime_id>"
LIST = "regime_list"
SHOWN = 5

offer("reporting.regimes", "Chế độ báo cáo", "Báo cáo nào, ai nộp, hạn nào; áp dụng, ngừng áp dụng")
offer("reporting.outlines", "Đề cương báo cáo", "Các mục của từng loại báo cáo, sửa thành bản mới")


@bp.get(PAGE)
@allow(rules.reads_regimes)
def regimes() -> Answer:
    today = clock.today()
    lines = queries.regime_lines(today)
    return render_template(
        "reporting/regimes/index.html", groups=[(one, [line for line in lines if line.group is one]) for one in Group],
        disagreements=queries.in_conflict(lines, today), keeps=rules.keeps_regimes(actor()),
        layout_codes=exports.LAYOUT_CODES, **told(today),
    )  # fmt: skip


def told(today: Any) -> dict[str, Any]:
    """Return the words in which templates tell of a regime."""
    return {
        "words": words, "rule_words": rule_words, "holiday_words": holiday_words, "today": today, "due_text": due_text,
        "Group": Group,
    }  # fmt: skip


def due_text(slot: Slot) -> str:
    """Return when a period falls due: "14:00 thứ Năm 26/11/2026"."""
    due = clock.local(slot.due_at)
    weekday = weekday_words(due.date()).replace("Thứ", "thứ")
    return f"{due:%H:%M} {weekday} {due:%d/%m/%Y}"


def fetch_regime(regime_id: int) -> Regime:
    """Return a regime, or answer 404."""
    return found(queries.regime(regime_id))


@bp.get(ROW)
@allow(rules.reads_regimes)
def regime(regime_id: int) -> Answer:
    return regime_page(fetch_regime(regime_id))


def regime_page(row: Regime, refusal: str = "", **forms: DayForm) -> str:
    """Return the page of a regime; a form that was refused stays open with what was typed."""
    today = clock.today()
    line = queries.regime_line(row, today, SHOWN)
    conflicts = queries.conflict_if_applied(queries.regime_lines(today), row.id, today)
    apply_form, end_form = forms.get("apply_form") or day_form(row), forms.get("end_form") or day_form(row)
    return render_template(
        "reporting/regimes/show.html", line=line, row=row, conflicts=conflicts, coming=list(_coming(line, today)),
        years_unknown=queries.years_unknown(line.coming), events=list(_timeline(row)),
        keeps=rules.keeps_regimes(actor()), opened=queries.periods_of(row.id), apply_form=apply_form,
        end_form=end_form, refusal=refusal, has_errors=bool(refusal or apply_form.errors or end_form.errors),
        **told(today),
    )  # fmt: skip


def day_form(row: Regime) -> DayForm:
    """Return the form that asks for a day, beginning with today."""
    return DayForm(formdata=None, data={"day": clock.today(), "version": row.version})


def _coming(line: RegimeLine, today: Any) -> Any:
    work = queries.calendar_around(today)
    for slot in line.coming:
        yield slot, moved_words(line.rule, slot.span, work) if line.rule else ""


def _timeline(row: Regime) -> Any:
    for event in reversed(history.of(REGIME, row.id)):
        said = [f"{what}: {before} → {after}" for what, before, after in changes(event)]
        new = event.action in {"add", "restore"}
        yield {
            "at_text": clock.moment_text(event.at), "who": event.actor_name, "label": action_label(event),
            "reason": "" if new else "\n".join(said),
        }  # fmt: skip


@bp.get(f"{PAGE}/danh-sach.pdf")
@allow(rules.may_look)
def regimes_pdf() -> Answer:
    paper = documents.regimes_paper(queries.regime_lines(clock.today()), **papers.top_asked())
    return papers.as_pdf(paper, "che-do-bao-cao", LIST)


@bp.get(f"{PAGE}/danh-sach.xlsx")
@allow(rules.reads_regimes)
def regimes_xlsx() -> Answer:
    return papers.as_xlsx(documents.regimes_sheet(queries.regime_lines(clock.today())), "che-do-bao-cao", LIST)


def wants_fragment() -> bool:
    """Tell whether htmx asks for a part of the page only."""
    return bool(request.headers.get("HX-Request"))
