"""The receipt of a sending: number, the server's time, how it kept the deadline, who reads it next."""

from datetime import datetime

from flask import render_template

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.reporting import queries, rules
from nam_tinh_hinh.reporting.queries import signing as reads
from nam_tinh_hinh.reporting.views.base import bp, fetch_own
from nam_tinh_hinh.reporting.views.signing import steps_of
from nam_tinh_hinh.situation.reach import FOCAL


@bp.get("/bao-cao/<int:report_id>/bien-nhan")
@allow(rules.may_look)
def receipt(report_id: int) -> Answer:
    report = fetch_own(report_id)
    rounds, wanted = queries.sendings(report.id), asked.number("lan")
    newest = rounds[-1] if rounds else None
    sending = found(next((one for one in rounds if one.round == wanted), None) if wanted else newest)
    owed = report.obligation
    return render_template(
        "reporting/signing/receipt.html", report=report, sending=sending, newest=newest, rounds=rounds[::-1],
        to_the_second=to_the_second, recall=steps_of(report, newest).get("recall") if sending is newest else None,
        readers=reads.people_of(owed.receiver_id, FOCAL, serving=True) if owed.receiver_id else [],
    )  # fmt: skip


def to_the_second(moment: datetime) -> str:
    """Return a moment with its seconds: sent at 13:30:20 is not sent by 13:30."""
    local = clock.local(moment)
    return f"{local:%H:%M:%S} ngày {local:%d/%m/%Y}"
