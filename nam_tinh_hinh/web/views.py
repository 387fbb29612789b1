"""Home ("Việc của tôi"), help, the health check, and htmx itself."""

from importlib.resources import files

from flask import Blueprint, Response, render_template
from flask_login import current_user
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from nam_tinh_hinh.emulation import tasks as emulation_tasks
from nam_tinh_hinh.emulation.rules import may_look
from nam_tinh_hinh.kernel.access import allow, found, public
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import tasks_of
from nam_tinh_hinh.kernel.tasks import most_pressing_first
from nam_tinh_hinh.people import tasks as people_tasks
from nam_tinh_hinh.people.rules import is_signed_in
from nam_tinh_hinh.reporting import tasks as reporting_tasks
from nam_tinh_hinh.situation import tasks as situation_tasks
from nam_tinh_hinh.situation.rules import may_record
from nam_tinh_hinh.upkeep import tasks as upkeep_tasks
from nam_tinh_hinh.web.help import GROUPS, PAGES

bp = Blueprint("web", __name__)

Answer = str | Response | tuple[str, int]
# Where one may go when nothing waits.
LOOK_AROUND = ("emulation.index", "Xem danh sách Dân vận khéo")
ADMINISTER = ("people.admin", "Mở trang Quản trị")
RECORD = ("situation.record", "Ghi nội dung nắm được")


@bp.get("/")
@allow(is_signed_in)
def home() -> Answer:
    rooms = (people_tasks, emulation_tasks, situation_tasks, reporting_tasks, upkeep_tasks) if current_user.hat else ()
    tasks = most_pressing_first(tasks_of(matter for room in rooms for matter in room.matters(current_user)))
    record = RECORD if may_record(current_user) else None
    place, label = record or (LOOK_AROUND if may_look(current_user) else ADMINISTER)
    return render_template("web/home.html", tasks=tasks, next_place=place, next_label=label, record=record)


@bp.get("/huong-dan")
@allow(is_signed_in)
def help_index() -> Answer:
    return render_template("web/help_index.html", groups=GROUPS)


@bp.get("/huong-dan/<slug>")
@allow(is_signed_in)
def help_page(slug: str) -> Answer:
    page = found(next((page for page in PAGES if page.slug == slug), None))
    return render_template(f"help/{page.slug}.html", page=page, pages=PAGES)


@bp.get("/healthz")
@public
def healthz() -> Answer:
    try:
        db.session.execute(text("SELECT 1 FROM event LIMIT 1"))
    except SQLAlchemyError:
        return Response("database does not answer", 503, mimetype="text/plain")
    return Response("ok", mimetype="text/plain")


@bp.get("/htmx.js")
@public
def htmx_js() -> Answer:
    """Serve htmx from its own wheel, so that the commune's network needs no internet."""
    script = files("js_lib_htmx").joinpath("static/htmx/htmx.min.js").read_bytes()
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "max-age=604800, immutable"})
