"""From the rows of a team and its visits to their papers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from nam_tinh_hinh.emulation.documents import inspection_papers as papers
from nam_tinh_hinh.emulation.enums import Purpose
from nam_tinh_hinh.emulation.queries import inspecting as queries
from nam_tinh_hinh.emulation.tables import Campaign, Exemplar, Inspection, InspectionTeam
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import Signing
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.people import documents as people
from nam_tinh_hinh.people.queries import names_on
from nam_tinh_hinh.people.queries.issuing import committee_unit
from nam_tinh_hinh.people.queries.letterheads import letterhead_for
from nam_tinh_hinh.people.tables import PrintSetting, Unit

PURPOSES = {
    Purpose.REGISTRATION: "kiểm tra thực tế việc đăng ký",
    Purpose.INTERIM: "kiểm tra 6 tháng đầu năm việc xây dựng",
    Purpose.FINAL: "kiểm tra, đánh giá cuối năm việc xây dựng",
}


def frame(issuer_id: int, layout_code: str, *, number: int | None, day: date | None) -> papers.Frame:
    """Return how a unit issues a paper in a layout; without ``number`` it is a draft."""
    setting = letterhead_for(issuer_id, layout_code)
    issuer = db.session.get_one(Unit, issuer_id).name
    return papers.Frame(
        people.letterhead(setting), people.layout(setting), decider=_decider(setting, issuer), issuer=issuer,
        number=number, day=day,
    )  # fmt: skip


def _decider(setting: PrintSetting, issuer: str) -> str:
    """Name who decides: the head of the committee in person, or the body that another signs for."""
    committee = committee_unit()
    if committee and committee.id == setting.unit_id and setting.signing is not Signing.ON_BEHALF:
        return "Trưởng Ban Chỉ đạo"
    who = setting.authority if setting.signing is Signing.ON_BEHALF else setting.post
    return f"{who} {issuer}".strip()


def decision(team: InspectionTeam, frame: papers.Frame) -> ProsePaper:
    """Return the decision that sets a team up."""
    return papers.decision(team_data(team, frame.day), frame)


def decision_subject(team: InspectionTeam) -> str:
    """Return what the decision is about, as the register of papers says it."""
    return papers.subject_of(team_data(team, None))


def minutes(visit: Inspection, frame: papers.Frame) -> ProsePaper:
    """Return the minutes of one visit, under the name its unit had on that day."""
    assert visit.visited_on, "recorded with its day"
    assert visit.verdict, "recorded with a verdict"
    found = papers.Found(
        visit.visited_on, visit.received_by, visit.findings, visit.shortcomings, visit.advice, visit.verdict.label
    )
    place = _places([visit.exemplar], visit.visited_on)[0]
    return papers.minutes(_who_visited(visit, visit.visited_on), place, found, frame)


def _who_visited(visit: Inspection, day: date) -> papers.TeamData:
    """Return the team without those who stepped aside because the unit is their own (seed 003, V step 2)."""
    team = team_data(visit.team, day)
    apart = queries.involved(visit.team, day).get(visit.exemplar.unit_id, [])
    there = tuple(one for one in team.people if one.name not in apart)
    return replace(team, people=there, apart=tuple(apart))


def minutes_subject(visit: Inspection) -> str:
    """Return what the minutes are about, as the register of papers says it."""
    place = _places([visit.exemplar], visit.visited_on)[0]
    return papers.minutes_subject(place, visit.exemplar.campaign.year)


def visit_sheets(team: InspectionTeam, frame: papers.Frame, only: int | None = None) -> papers.VisitSheets:
    """Return the sheets of a team in the order of visiting, or that of one visit."""
    data, ids = team_data(team, None), [one.id for one in queries.visits_of(team)]
    numbered = enumerate(data.places, start=1)
    wanted = [pair for one, pair in zip(ids, numbered, strict=True) if only in (None, one)]
    return papers.visit_sheets(data, wanted, frame)


def team_data(team: InspectionTeam, day: date | None) -> papers.TeamData:
    """Return a team as its papers name it; units are called what they were on ``day`` (None: today)."""
    exemplars = [one.exemplar for one in queries.visits_of(team)]
    return papers.TeamData(
        name=team.name, purpose=PURPOSES[team.purpose], year=team.campaign.year, planned_on=team.planned_on,
        people=tuple(papers.Named(one.name, one.post, one.duty.label) for one in team.members),
        places=tuple(_places(exemplars, day)), decision=team.number_text, plan=plan_words(team.campaign),
    )  # fmt: skip


def plan_words(campaign: Campaign) -> str:
    """Name the year's plan; empty until its number is entered."""
    if not campaign.plan_number:
        return ""
    dated = f" ngày {day_text(campaign.plan_day)}" if campaign.plan_day else ""
    return f"Kế hoạch số {campaign.plan_number}{dated} về phong trào thi đua “Dân vận khéo” năm {campaign.year}"


def _places(exemplars: Sequence[Exemplar], day: date | None) -> list[papers.Place]:
    names = _names(exemplars, day or clock.today())
    return [
        papers.Place(
            kind=one.kind.label, name=one.name, unit=names[one.unit_id], address=one.address,
            period=f"{day_text(one.starts_on)} - {day_text(one.ends_on)}", owner=one.owner, lead=one.lead,
            content=one.content,
        )
        for one in exemplars
    ]  # fmt: skip


def _names(exemplars: Iterable[Exemplar], day: date) -> dict[int, str]:
    units = {one.unit_id: one.unit.name for one in exemplars}
    return units | {unit_id: name.name for unit_id, name in names_on(day, units.keys()).items()}
