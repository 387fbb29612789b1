"""The words of the room, by matter."""

from nam_tinh_hinh.situation.enums.casework import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.enums.guiding import Ask, GuidanceStage
from nam_tinh_hinh.situation.enums.observing import (
    GATHERED,
    SHARED,
    TO_JUDGE,
    ObservationKind,
    Regularity,
    Severity,
    Stage,
)
from nam_tinh_hinh.situation.enums.petitions import (
    WAITING_FOR_ANSWER,
    Outcome,
    PetitionStage,
    Standing,
    StepKind,
    ToldBy,
)

__all__ = [
    "GATHERED",
    "SHARED",
    "TO_JUDGE",
    "WAITING_FOR_ANSWER",
    "Ask",
    "CaseEntryKind",
    "CaseStage",
    "GuidanceStage",
    "ObservationKind",
    "Outcome",
    "PetitionStage",
    "Regularity",
    "Severity",
    "Stage",
    "Standing",
    "StepKind",
    "ToldBy",
]
