"""Nắm tình hình: "Dân vận khéo" and the people's situation for one commune, able to grow to a province."""

from typing import TYPE_CHECKING

from nam_tinh_hinh.loading import for_good
from nam_tinh_hinh.version import __version__

if TYPE_CHECKING:
    from flask import Flask

    from nam_tinh_hinh.config import Settings

__all__ = ["__version__", "create_app"]


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Return the application: settings, extensions, rooms, errors, and nothing else.

    Raises ``UnsafeSettings`` outside demo and tests when the settings would let strangers in.
    """
    # Imported here, so that the child process that makes a PDF starts without the whole house.
    with for_good():
        from flask import Flask

        from nam_tinh_hinh import config, rooms
        from nam_tinh_hinh.kernel.shipped import shipped

    settings = settings or config.Settings.read()
    settings.refuse_unsafe()
    app = Flask(__name__, template_folder=str(shipped("templates")), static_folder=str(shipped("static")))
    app.config.update(settings.for_flask(), VERSION=__version__)
    rooms.furnish(app, settings)
    return app
