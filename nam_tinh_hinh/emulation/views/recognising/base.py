"""What the pages of steps 5 and 6 share: the panel of the judging, and where issued papers are opened."""

from typing import Any

from flask import current_app, url_for

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import PUBLISHED, Stage
from nam_tinh_hinh.emulation.queries import recognising
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.emulation.workflow import VERDICTS, WORKFLOW
from nam_tinh_hinh.people.rules import is_committee
from nam_tinh_hinh.people.views.base import actor

PAPER_PAGE = "people.issued_paper"


@bp.app_template_global()
def paper_url(paper_id: int | None) -> str:
    """Return where an issued paper is opened, empty for none."""
    there = paper_id and PAPER_PAGE in current_app.view_functions
    return url_for(PAPER_PAGE, paper_id=paper_id) if there else ""


def panel(exemplar: Exemplar) -> dict[str, Any]:
    """Return what the panel of the judging shows of one exemplar, as the signed-in person may know it."""
    one = actor()
    inside = rules.sees_decision(one, exemplar)
    available = {action.name: action for action in WORKFLOW.available(one, exemplar)} if inside else {}
    return {
        "inside": inside,
        "assessed": recognising.standing_of([exemplar.id], one)[exemplar.id],
        "assesses": is_committee(one) and inside and exemplar.stage is Stage.REPORTED,
        "verdicts": [available[name] for name in VERDICTS if name in available],
        "undo": available.get("undo_judgement"),
        "send_back": available.get("return_report"),
        "seen": queries.seen_as(one, exemplar),
        "criteria_used": exemplar.campaign.uses_criteria,
        "decision": recognising.recognition(exemplar.recognition_id) if exemplar.stage in PUBLISHED else None,
    }
