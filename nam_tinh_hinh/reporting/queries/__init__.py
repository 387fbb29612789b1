"""The reads of the room, by matter."""

from nam_tinh_hinh.reporting.queries.reports import (
    headings_of,
    latest,
    newest_sendings,
    report,
    section,
    sections,
    sending,
    sendings,
    sent_to,
    visible_to,
)

__all__ = [
    "headings_of",
    "latest",
    "newest_sendings",
    "report",
    "section",
    "sections",
    "sending",
    "sendings",
    "sent_to",
    "visible_to",
]
