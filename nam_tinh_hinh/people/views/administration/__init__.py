"""The pages of administration, by matter."""

from nam_tinh_hinh.people.views.administration import (
    chronicle,
    holidays,
    layouts,
    papers,
    positions,
    references,
    start,
    switches,
    users,
)

__all__ = ["chronicle", "holidays", "layouts", "papers", "positions", "references", "start", "switches", "users"]
