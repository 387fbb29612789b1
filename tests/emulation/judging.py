"""Members who assess, in tests."""

from dataclasses import replace

from nam_tinh_hinh.emulation.enums import Proposal
from nam_tinh_hinh.emulation.services import recognising
from nam_tinh_hinh.emulation.tables import Assessment, Exemplar
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.actor import Actor
from tests.world import World


def another(world: World, name: str) -> Actor:
    """One more member of the committee, with an account of his own."""
    member = world.actor("banchidao2")
    user, _code = people.add_user(actor=member, username=name, name=f"Ủy viên {name}")
    return replace(member, user_id=user.id, username=name, name=user.name)


def assess(
    world: World, actor: Actor | str, exemplar: Exemplar, proposal: Proposal, words: str = "", **said: object
) -> Assessment:
    """One assessment, committed."""
    who = world.actor(actor) if isinstance(actor, str) else actor
    row = recognising.assess(actor=who, exemplar=exemplar, proposal=proposal, words=words, **said)
    world.save()
    return row
