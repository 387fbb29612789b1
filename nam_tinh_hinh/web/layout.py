"""What every page is given: navigation, the banner of a demonstration, filters for days and moments."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user
from jinja2 import Environment

from nam_tinh_hinh.emulation import rules as emulation
from nam_tinh_hinh.kernel.clock import day_text, moment_text, short_day
from nam_tinh_hinh.kernel.counts import bounded_text, count_text, is_uncounted
from nam_tinh_hinh.kernel.forms import new_key
from nam_tinh_hinh.people import rules as people
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.views.base import TABS
from nam_tinh_hinh.reporting import rules as reporting
from nam_tinh_hinh.situation import rules as situation


@dataclass(frozen=True)
class NavItem:
    """One word of the navigation."""

    label: str
    href: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a word of the navigation leads, for whom, and the beginnings of the addresses that belong to it."""

    label: str
    endpoint: str
    rule: Callable[[Actor], bool]
    starts: tuple[str, ...] = ()

    def claim(self, path: str, endpoint: str | None) -> int:
        """Return how closely an address belongs here: the length of the longest beginning it shares, 0 for none."""
        if endpoint == self.endpoint:
            return len(path) + 1
        return max((len(start) for start in self.starts if path.startswith(start)), default=0)


PLACES = (
    Place("Việc của tôi", "web.home", people.is_signed_in),
    Place("Dân vận khéo", "emulation.index", emulation.may_look, ("/dan-van-kheo/",)),
    Place("Đăng ký mô hình", "emulation.new", emulation.may_register),
    Place("Hàng đợi xét", "emulation.queue", people.is_committee),
    Place("Công bố kết quả", "emulation.release", people.is_standing),
    Place(
        "Nắm tình hình",
        "situation.index",
        situation.may_look,
        ("/phan-anh/", "/vu-viec/", "/chi-dao/", "/mang-luoi/", "/tong-quan"),
    ),
    Place("Ghi nội dung", "situation.record", situation.may_record),
    Place("Báo cáo", "reporting.index", reporting.may_look, ("/bao-cao/",)),
    Place(
        "Chế độ báo cáo", "reporting.regimes", reporting.reads_regimes_only, ("/bao-cao/che-do", "/bao-cao/de-cuong")
    ),
    Place("Sổ văn bản", "people.issued_papers", people.reads_papers, ("/so-van-ban", "/van-ban")),
    Place("Tổ chức", "people.units", people.has_hat, tuple(start for _label, _endpoint, start in TABS)),
    Place("Quản trị", "people.admin", people.is_admin, ("/quan-tri",)),
)


def _navigation() -> list[NavItem]:
    if not current_user.is_authenticated or current_user.must_change:
        return []
    claims = {place: place.claim(request.path, request.endpoint) for place in PLACES if place.rule(current_user)}
    closest = max(claims.values())
    return [NavItem(p.label, url_for(p.endpoint), 0 < claim == closest) for p, claim in claims.items()]


def _given(demo: bool, version: str) -> dict[str, Any]:
    actor = current_user if current_user.is_authenticated else None
    return {"nav": _navigation(), "actor": actor, "demo": demo, "version": version}


def teach(templates: Environment) -> None:
    """Give ``templates`` the words for days, moments and numbers."""
    templates.filters.update(day=day_text, moment=moment_text, short_day=short_day)
    templates.filters.update(whole=count_text, bounded=bounded_text)
    templates.tests.update(uncounted=is_uncounted)


def init_app(app: Flask) -> None:
    app.context_processor(lambda: _given(app.config["DEMO"], app.config["VERSION"]))
    teach(app.jinja_env)
    app.jinja_env.globals.update(form_key=new_key)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    stamps: dict[str, int] = {}

    @app.url_defaults
    def stamp(endpoint: str, values: dict[str, Any]) -> None:
        """Let a browser keep a static file for long and still see a new one at once."""
        if endpoint == "static" and (name := values.get("filename")):
            stamps.setdefault(name, _changed(Path(app.static_folder or "") / name))
            values["v"] = stamps[name]


def _changed(path: Path) -> int:
    return int(path.stat().st_mtime) if path.is_file() else 0
