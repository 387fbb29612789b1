"""What people do in the drills: each function makes the ground and returns the request, as their page would send it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from flask_migrate import downgrade

from nam_tinh_hinh.cli.scheduler import SERVER
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.kernel import clock, schema, uploads
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.seed import party_print_settings
from nam_tinh_hinh.reporting.services import scheduling
from nam_tinh_hinh.situation.services import contacts
from tests.browser import PASSWORD, Browser, form_values
from tests.drills.crashing.inside import asks
from tests.kernel.uploads import given as files
from tests.reporting.given import WORDS, Reporting
from tests.situation.given import Situation
from tests.world import World

EMULATION = "/dan-van-kheo"


def _browser(world: World, username: str) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(username)
    return browser


def _shown(browser: Browser, page: str, action: str = "") -> dict[str, str]:
    return form_values(browser.get(page).text, action or page)


def signing_in(world: World) -> Any:
    browser = Browser(world.app)
    browser.get("/dang-nhap")
    return asks(browser, "/dang-nhap", {"username": "canbo", "password": PASSWORD})


def registering(world: World) -> Any:
    """A registration written and put forward in one press."""
    browser, path = _browser(world, "canbo"), f"{EMULATION}/dang-ky"
    typed = {
        "name": "Ngõ xanh không rác", "kind": "practice", "owner_kind": "collective", "address": "Khu 2",
        "starts_on": "1/3/2026", "ends_on": "2/3/2026", "content": "Đánh kẻng", "owner": "Chi hội", "buoc": "gui",
    }  # fmt: skip
    return asks(browser, path, _shown(browser, path) | typed)


def sending_a_list(world: World) -> Any:
    """Three registrations leave under the unit's number, with the paper that says so."""
    for name in ("Một", "Hai", "Ba"):
        world.staged(Stage.APPROVED, name=name)
    browser, path = _browser(world, "lanhdao"), f"{EMULATION}/gui-danh-sach"
    return asks(browser, path, _shown(browser, path) | {"day": day_text(clock.today()), "layout": "dang"})


def deciding(world: World) -> Any:
    item, browser = world.sent(), _browser(world, "banchidao")
    path = f"{EMULATION}/{item.id}/can-bo-sung"
    said = {"version": item.version, "tu": "hang-doi", "reason": "Ghi rõ số hộ tham gia."}
    browser.get(f"{EMULATION}/hang-doi")
    return asks(browser, path, said)


def assigning(world: World) -> Any:
    """A notice goes out under a number, and two exemplars of two units begin."""
    party_print_settings(world.unit("dang_uy"), commune="Phường Minh Họa", province="Tỉnh Minh Họa", place="Minh Họa")
    for key, name in (("ccb", "Tiếng kẻng"), ("mttq", "Ngõ xóm")):
        world.staged(Stage.AGREED, key, name=name)
    browser, page = _browser(world, "thuongtruc"), f"{EMULATION}/thong-bao/soan"
    path = f"{page}?nam={clock.today().year}"
    typed = {
        "day": day_text(clock.today()),
        "layout": "dang",
        "issuer": world.unit("dang_uy").id,
        "duties": "Làm ngay.",
    }
    return asks(browser, path, _shown(browser, page, path) | typed)


def uploading(world: World) -> Any:
    item, browser = world.saved_draft(), _browser(world, "canbo")
    path = f"/tep/them/exemplar/{item.id}"
    browser.get(f"{EMULATION}/{item.id}")
    said = {"next": f"{EMULATION}/{item.id}", "form_key": "a" * 32}
    return asks(browser, path, said, {"tep": ("Ảnh họp.jpg", files.picture())})


def saving_a_section(world: World) -> Any:
    reporting, browser = Reporting(world), _browser(world, "canbo")
    section = reporting.section(reporting.report())
    path = f"/bao-cao/{section.report_id}/muc/{section.id}"
    return asks(browser, f"{path}/luu", _shown(browser, path, f"{path}/luu") | {"text": WORDS})


def sending_a_report(world: World) -> Any:
    report, browser = Reporting(world).written(), _browser(world, "lanhdao")
    path = f"/bao-cao/{report.id}/buoc/ky-gui"
    return asks(browser, path, _shown(browser, f"/bao-cao/{report.id}/kiem-tra", path))


def issuing_a_report(world: World) -> Any:
    report, browser = Reporting(world).sent(), _browser(world, "lanhdao")
    path = f"/bao-cao/{report.id}/ban-hanh"
    typed = {"layout": "nha-nuoc", "day": day_text(clock.today()), "recipients": "- Lưu: VT."}
    return asks(browser, path, _shown(browser, path) | typed)


def erasing_contacts(world: World) -> Any:
    """Two contacts whose time has come, kept for one that still has time."""
    situation = Situation(world)
    rows = [situation.petition(content=words).observation for words in ("Đèn hỏng", "Rác", "Cống tắc")]
    for row in rows:
        contacts.write(actor=situation.reach("canbo"), observation=row, contact="0912 345 678", secret_key="c" * 48)
    return {"call": "nam_tinh_hinh.cli.scheduler:erase_contacts"}


def opening_periods(world: World) -> Any:
    """Three regimes whose periods are due, each opened in a transaction of its own."""
    reporting = Reporting(world)
    for key, to in (("ccb", "mttq"), ("phu_nu", "mttq"), ("mttq", "dang_uy")):
        reporting.regime((key,), to).valid_from = clock.today() - timedelta(days=clock.today().weekday())
    reporting.save()
    return {"call": "nam_tinh_hinh.cli.scheduler:open_periods", "part": f"{__name__}:open_one_period", "parts": 3}


def open_one_period() -> None:
    """Do what ``opening_periods`` does three times."""
    scheduling.open_due(actor=SERVER, most=1)
    db.session.commit()


def migrating_from_0001(world: World) -> Any:
    return _migrating(world, "0001")


def migrating_from_0017(world: World) -> Any:
    return _migrating(world, "0017")


def _migrating(world: World, revision: str) -> Any:
    """A database of an earlier program, with what people of that time had written."""
    db.session.remove()
    downgrade(revision=revision)
    folder = str(world.app.config["FOLDER"])
    return {"command": ["migrate", "--dir", folder], "part": f"{__name__}:upgrade_only", "parts": 2}


def upgrade_only() -> None:
    """Do the first of the two things that ``migrate`` does: the schema, then what the rooms need in it."""
    schema.migrate(Path(current_app.config["FOLDER"]) / "sao-luu")


def everything(world: World) -> Any:
    """What several people have open at the same moment, each page ready to be sent."""
    acts = (deciding, registering, uploading, saving_a_section, sending_a_list)
    return {act.__name__: act(world) for act in acts}


def backing_up(world: World) -> Any:
    """An installation with a registration and a document on it."""
    item = world.saved_draft()
    uploads.attach(actor=SERVER, subject="exemplar", subject_id=item.id, content=files.pdf(), name="Biên bản.pdf")
    world.save()
    return {"command": ["backup", "--dir", str(world.app.config["FOLDER"])]}
