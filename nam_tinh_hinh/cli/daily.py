"""What the running server does by itself once a day."""

import threading
import time

from flask import Flask

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.services import contacts

DAY = 24 * 3600  # seconds


def start(app: Flask) -> None:
    """Do the daily work now and every day until the server ends; a second server beside it does no harm."""
    threading.Thread(target=_every_day, args=(app,), name="daily", daemon=True).start()


def _every_day(app: Flask) -> None:
    while True:
        once(app)
        time.sleep(DAY)


def once(app: Flask) -> None:
    """Erase the contacts whose time has come; a failure is logged and tried again the next day."""
    with app.app_context():
        try:
            contacts.erase_due()
            db.session.commit()
        except Exception:
            db.session.rollback()
            app.logger.exception("daily work")
