"""The pages of people, by matter."""

from nam_tinh_hinh.people.views import roster_papers, roster_writing, rosters, signing_in
from nam_tinh_hinh.people.views.base import bp

__all__ = ["bp", "roster_papers", "roster_writing", "rosters", "signing_in"]
