"""Put the extensions and the rooms into an application."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.emulation import attachments as emulation_attachments
from nam_tinh_hinh.emulation import chronicle as emulation_chronicle
from nam_tinh_hinh.emulation import holdings as emulation_holdings
from nam_tinh_hinh.emulation import inspection_files
from nam_tinh_hinh.emulation import reference as emulation_reference
from nam_tinh_hinh.emulation import searching as emulation_searching
from nam_tinh_hinh.emulation import views as emulation
from nam_tinh_hinh.emulation.documents import specimen
from nam_tinh_hinh.emulation.queries import sitting as emulation_sittings
from nam_tinh_hinh.kernel import access, arrival, chronicle, db, searching, uploads
from nam_tinh_hinh.kernel.limits import limiter
from nam_tinh_hinh.kernel.shipped import shipped
from nam_tinh_hinh.people import chronicle as people_chronicle
from nam_tinh_hinh.people import holdings, sessions, specimens
from nam_tinh_hinh.people import reference as people_reference
from nam_tinh_hinh.people import searching as people_searching
from nam_tinh_hinh.people import views as people
from nam_tinh_hinh.people.queries import issuing as people_papers
from nam_tinh_hinh.reporting import chronicle as reporting_chronicle
from nam_tinh_hinh.reporting import holdings as reporting_holdings
from nam_tinh_hinh.reporting import searching as reporting_searching
from nam_tinh_hinh.reporting import views as reporting
from nam_tinh_hinh.reporting.queries import printing as reporting_papers
from nam_tinh_hinh.situation import attachments as situation_attachments
from nam_tinh_hinh.situation import case_files, guidance_files
from nam_tinh_hinh.situation import chronicle as situation_chronicle
from nam_tinh_hinh.situation import holdings as situation_holdings
from nam_tinh_hinh.situation import reference as situation_reference
from nam_tinh_hinh.situation import searching as situation_searching
from nam_tinh_hinh.situation import views as situation
from nam_tinh_hinh.situation.queries import petitions as situation_petitions
from nam_tinh_hinh.upkeep import chronicle as upkeep_chronicle
from nam_tinh_hinh.upkeep import desk
from nam_tinh_hinh.upkeep import views as upkeep
from nam_tinh_hinh.web import errors, files, finding, headers, layout
from nam_tinh_hinh.web import views as web

LARGEST_ID = 2**31 - 1


class RowId(IntegerConverter):
    """An id in an address, never larger than a row can have (2^63 made the database driver fail).

    Plain digits only: "１２" and "٣" are numbers to Python too, and would be second addresses of the same row.
    """

    regex = r"[0-9]+"

    def __init__(self, map: object, *args: object, **kw: object) -> None:
        super().__init__(map, *args, **(kw | {"max": LARGEST_ID}))  # type: ignore[arg-type]


def furnish(app: Flask, settings: Settings) -> None:
    """Register everything on ``app``."""
    app.url_map.converters["int"] = RowId
    if settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.proxy_hops] * 3)  # type: ignore[method-assign]
    app.wsgi_app = arrival.Stamped(app.wsgi_app)  # type: ignore[method-assign]
    headers.init_app(app)
    db.init_app(app)
    Migrate(app, db.db, directory=str(shipped("migrations")), render_as_batch=True)
    CSRFProtect(app)
    Htmx(app)
    Bootstrap5(app)
    limiter.init_app(app)
    sessions.init_app(app)
    access.init_app(app)
    layout.init_app(app)
    errors.init_app(app)
    for room in (web, files, finding, people, emulation, situation, reporting, upkeep):
        app.register_blueprint(room.bp)
    desk.init_app(app, settings)
    introduce()


def introduce() -> None:
    """Tell people what each room keeps for a unit, what its history says, and on which paper to try."""
    holdings.register(emulation_holdings.REGISTRATIONS)
    situation_holdings.register_holdings()
    uploads.register(emulation_attachments.HOLDER)
    uploads.register(inspection_files.HOLDER)
    uploads.register(emulation_attachments.PROGRESS)
    uploads.register(emulation_attachments.RESULT_HOLDER)
    uploads.register(case_files.HOLDER)
    chronicle.register_fields(uploads.FIELDS)
    for references in (people_reference, emulation_reference, situation_reference):
        references.register_references()
    for words in (people_chronicle, emulation_chronicle, situation_chronicle, reporting_chronicle):
        words.register_words()
    specimens.register(specimens.Specimen("print/table.html", specimen.specimen))
    uploads.register(guidance_files.HOLDER)
    uploads.register(guidance_files.ANSWER_HOLDER)
    people_papers.withhold("sitting", emulation_sittings.withheld)
    uploads.register(situation_attachments.PETITION_FILES)
    people_papers.withhold("petition", situation_petitions.withheld)
    reporting_holdings.register_holdings()
    people_papers.withhold("report", reporting_papers.withheld)
    upkeep_chronicle.register_words()
    for kinds in (people_searching, emulation_searching, situation_searching, reporting_searching):
        kinds.register_kinds()
    searching.watch()
