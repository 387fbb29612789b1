"""Teams to try, by the program's own verbs."""

from datetime import date
from typing import Any

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import Purpose, TeamDuty, Verdict
from nam_tinh_hinh.emulation.services import inspecting as services
from nam_tinh_hinh.emulation.services import visiting
from nam_tinh_hinh.emulation.services.inspecting import Person, TeamFacts
from nam_tinh_hinh.emulation.tables import Exemplar, Inspection, InspectionTeam
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.people.queries import user_by_name
from tests.world import World

TEAMS = "/dan-van-kheo/kiem-tra"
FOUND: dict[str, Any] = {
    "visited_on": date(2026, 3, 10), "received_by": "Ông Trần Văn Tám, Chi hội trưởng\nBà Lê Thị Hoa",
    "findings": "56 hộ tham gia; kẻng đánh đúng giờ.", "shortcomings": "Chưa có sổ theo dõi.",
    "advice": "Lập sổ theo dõi trước ngày 30/4/2026.", "verdict": Verdict.MEETS,
}  # fmt: skip
TYPED = FOUND | {"visited_on": "10/03/2026", "verdict": "meets", "buoc": "xong"}


def person(username: str, post: str = "Ủy viên Ban Chỉ đạo", duty: TeamDuty = TeamDuty.MEMBER) -> Person:
    user = user_by_name(username)
    assert user
    return Person(user.name, post, duty, user.id)


def facts(**said: Any) -> TeamFacts:
    people = (
        person("banchidao2", "Phó Trưởng ban Chỉ đạo", TeamDuty.HEAD), person("banchidao"),
        Person("Nguyễn Thị Thư", "Chuyên viên Văn phòng", TeamDuty.SECRETARY),
    )  # fmt: skip
    plain = {"purpose": Purpose.REGISTRATION, "name": "Đoàn kiểm tra số 1", "people": people,
             "planned_on": date(2026, 3, 10)}  # fmt: skip
    return TeamFacts(**(plain | said))


def set_up(world: World, *exemplars: Exemplar, again: bool = False, **said: Any) -> InspectionTeam:
    """A team of the standing office's on its way to ``exemplars``, committed."""
    actor, campaign = world.actor("thuongtruc"), queries.campaign(clock.today().year)
    assert campaign
    team = services.set_up(actor=actor, campaign=campaign, facts=facts(**said))
    services.add_visits(actor=actor, team=team, exemplars=exemplars, again=again)
    world.save()
    return team


def recorded(world: World, visit: Inspection, username: str = "banchidao2", **found: Any) -> Inspection:
    """A visit written down, committed."""
    visiting.record(actor=world.actor(username), visit=visit, found=FOUND | found)
    world.save()
    return visit
