"""The pages of people, by matter."""

from nam_tinh_hinh.people.views import area_import, areas, assigning, contacts, postings, signing_in
from nam_tinh_hinh.people.views.base import bp

__all__ = ["area_import", "areas", "assigning", "bp", "contacts", "postings", "signing_in"]
