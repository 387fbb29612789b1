"""The first page of administration: how many accounts stand how, and where to go."""

from flask import render_template

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.people.queries import settings
from nam_tinh_hinh.people.queries.users import Standing, figures
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.views.base import Answer, bp

# What the rooms above keep for the administrator: endpoint, title, what is done there.
OFFERED: dict[str, tuple[str, str]] = {}


def offer(endpoint: str, title: str, text: str) -> None:
    """Let a room put a page of its own on the first page of administration."""
    OFFERED[endpoint] = (title, text)


@bp.get("/quan-tri")
@allow(is_admin)
def admin() -> Answer:
    idle = settings.idle_days()
    numbers = figures(day=clock.today(), now=clock.now(), idle_days=idle)
    return render_template(
        "people/admin/start.html", numbers=numbers, standings=Standing, idle_days=idle, offered=OFFERED
    )
