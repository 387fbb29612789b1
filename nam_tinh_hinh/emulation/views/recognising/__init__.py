"""Pages of steps 5 and 6: results, assessments, the decision and its certificates, lessons, the library."""

from nam_tinh_hinh.emulation.views.recognising import (
    assessments,
    certificates,
    criteria,
    decision,
    families,
    library,
    listing,
    results,
)

__all__ = ["assessments", "certificates", "criteria", "decision", "families", "library", "listing", "results"]
