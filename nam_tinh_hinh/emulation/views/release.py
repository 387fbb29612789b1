"""Pending, then one release: the standing office reads all decisions and makes them known at once."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.emulation import queries, services
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.views.base import bp
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import CODES, form_key, whole_number
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.rules import is_standing
from nam_tinh_hinh.people.views.base import Answer, actor


@bp.get("/cong-bo")
@allow(is_standing)
def release() -> Answer:
    return _page()


def _page(refusal: str = "") -> str:
    decisions = queries.pending(actor())
    return render_template(
        "emulation/release.html", decisions=decisions, refusal=refusal, has_errors=bool(refusal),
        agreed=Stage.AGREE_PENDING, progress=queries.progress(actor()),
        seen=",".join(f"{item.id}-{item.version}" for item in decisions),
    )  # fmt: skip


@bp.post("/cong-bo")
@allow(is_standing)
def release_post() -> Answer:
    try:
        number = services.release(actor=actor(), seen=_seen(), key=form_key())
    except ActionRefused as refused:
        return _page(refused.message), CODES[refused.kind]
    flash(f"Đã công bố kết quả xét của {number} hồ sơ. Các đơn vị thấy kết quả ngay từ bây giờ.")
    return redirect(url_for(".release"), 303)


def _seen() -> list[tuple[int, int]]:
    pairs = [pair.split("-") for pair in request.form.get("seen", "").split(",") if pair]
    numbers = [tuple(whole_number(text) for text in pair) for pair in pairs]
    return [(p[0], p[1]) for p in numbers if len(p) == 2 and p[0] is not None and p[1] is not None]
