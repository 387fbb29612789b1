"""The tables of the room, by matter."""

from nam_tinh_hinh.situation.tables.casework import CaseDismissal, CaseEntry, CaseFile, CaseItem
from nam_tinh_hinh.situation.tables.guiding import Guidance, GuidanceReply, Network, NetworkMember, Receipt
from nam_tinh_hinh.situation.tables.observing import Alert, Observation, Occasion, Passing
from nam_tinh_hinh.situation.tables.petitions import Petition, PetitionStep, ReplyContact
from nam_tinh_hinh.situation.tables.reference import Channel, PeopleGroup, Threshold, Topic

__all__ = [
    "Alert",
    "CaseDismissal",
    "CaseEntry",
    "CaseFile",
    "CaseItem",
    "Channel",
    "Guidance",
    "GuidanceReply",
    "Network",
    "NetworkMember",
    "Observation",
    "Occasion",
    "Passing",
    "PeopleGroup",
    "Petition",
    "PetitionStep",
    "Receipt",
    "ReplyContact",
    "Threshold",
    "Topic",
]
