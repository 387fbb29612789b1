"""The reads of the room, by matter."""

from nam_tinh_hinh.reporting.queries.reports import (
    latest,
    report,
    section,
    sections,
    sending,
    sendings,
    sent_to,
    visible_to,
)

__all__ = ["latest", "report", "section", "sections", "sending", "sendings", "sent_to", "visible_to"]
