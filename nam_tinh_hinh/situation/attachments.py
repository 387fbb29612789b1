"""Who sees and changes the files of this room: whoever sees the matter; those who answer, while it is theirs."""

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.uploads import Holder
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.enums import WAITING_FOR_ANSWER, PetitionStage
from nam_tinh_hinh.situation.tables import Petition
from nam_tinh_hinh.situation.workflow import PETITION

OPEN_FOR_FILES = WAITING_FOR_ANSWER | {PetitionStage.ANSWERED}


def _may_see(actor: Actor, observation_id: int) -> bool:
    return queries.observation(queries.reach_of(actor), observation_id) is not None


def _may_change(actor: Actor, observation_id: int) -> bool:
    person, petition = queries.reach_of(actor), db.session.get(Petition, observation_id)
    return petition is not None and petition.stage in OPEN_FOR_FILES and rules.answers(person, petition)


# Papers and pictures of an answer: its proof. Once the people were told they stay as they are.
PETITION_FILES = Holder(PETITION, _may_see, _may_change)
