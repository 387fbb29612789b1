"""The tables of emulation, one module a matter. The database itself refuses a stage that contradicts its columns."""

from nam_tinh_hinh.emulation.tables.campaigns import (
    Campaign,
    CampaignDeadline,
    CommitteeCharge,
    CommitteeMember,
    EmulationField,
    Quota,
    RegistrationRound,
    Reminder,
)
from nam_tinh_hinh.emulation.tables.carrying import (
    ActionPlan,
    CampaignReport,
    Helper,
    InterimReview,
    ProgressEntry,
)
from nam_tinh_hinh.emulation.tables.exemplars import Exemplar, ReviewMark
from nam_tinh_hinh.emulation.tables.inspecting import Inspection, InspectionTeam, TeamMember
from nam_tinh_hinh.emulation.tables.preparing import ChangeRequest, Preparation, RegistrationList
from nam_tinh_hinh.emulation.tables.recognising import (
    Assessment,
    Criterion,
    CriterionMark,
    Lesson,
    Recognition,
    ResultReport,
)
from nam_tinh_hinh.emulation.tables.sitting import (
    AssignmentNotice,
    Attendance,
    NoticeReceipt,
    Sitting,
    SittingItem,
    SteppedAside,
)

__all__ = [
    "ActionPlan",
    "Assessment",
    "AssignmentNotice",
    "Attendance",
    "Campaign",
    "CampaignDeadline",
    "CampaignReport",
    "ChangeRequest",
    "CommitteeCharge",
    "CommitteeMember",
    "Criterion",
    "CriterionMark",
    "EmulationField",
    "Exemplar",
    "Helper",
    "Inspection",
    "InspectionTeam",
    "InterimReview",
    "Lesson",
    "NoticeReceipt",
    "Preparation",
    "ProgressEntry",
    "Quota",
    "Recognition",
    "RegistrationList",
    "RegistrationRound",
    "Reminder",
    "ResultReport",
    "ReviewMark",
    "Sitting",
    "SittingItem",
    "SteppedAside",
    "TeamMember",
]
