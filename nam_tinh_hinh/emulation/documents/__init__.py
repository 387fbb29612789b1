"""What the print templates of this room are given: plain frozen data, with nothing left to look up."""

from nam_tinh_hinh.emulation.documents.registration_list import ListRow, RegistrationList, UnitGroup

__all__ = ["ListRow", "RegistrationList", "UnitGroup"]
