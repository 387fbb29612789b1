"""The objects of the matrix: one of each kind for every stage it can be in, of units that lie differently to people.

Hội CCB is canbo's own unit and a stranger to canbo2; its Chi hội lies below it; Đảng ủy lies above it; MTTQ is
phutrach's and, under his second hat, banchidao's own: a member of the committee never decides there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from nam_tinh_hinh.emulation.enums import Stage as ExemplarStage
from nam_tinh_hinh.kernel import clock, history, uploads
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.enums import Stage as ReportStage
from nam_tinh_hinh.situation.enums import ObservationKind, Outcome, PetitionStage, ToldBy
from nam_tinh_hinh.situation.enums import Stage as ObservationStage
from nam_tinh_hinh.situation.queries import guiding as guiding_queries
from nam_tinh_hinh.situation.services import casework as case_services
from nam_tinh_hinh.situation.services import guiding as guiding_services
from nam_tinh_hinh.situation.services import petitions
from nam_tinh_hinh.situation.services.petitions import Authority
from nam_tinh_hinh.situation.tables import Petition
from tests.kernel.uploads import given as files
from tests.reporting.given import Reporting
from tests.situation import casework
from tests.situation.given import Situation
from tests.situation.guiding import Guiding
from tests.world import World

OWN, BELOW, ABOVE, FRONT = "ccb", "chi_hoi", "dang_uy", "mttq"
# Every stage for canbo's own unit; of the others those that differ in who may know what.
TELLING = frozenset({
    ExemplarStage.PROPOSED, ExemplarStage.SUBMITTED, ExemplarStage.DECLINE_PENDING, ExemplarStage.RECOGNISE_PENDING,
    ExemplarStage.RECOGNISED,
})  # fmt: skip
# Of canbo's own unit the stages that differ in what a page below the exemplar's own shows, and in what may be sent.
DEEP = TELLING | {ExemplarStage.DRAFT, ExemplarStage.RETURNED, ExemplarStage.AGREED, ExemplarStage.UNDERWAY}
ACTED = frozenset({
    ExemplarStage.DRAFT, ExemplarStage.SUBMITTED, ExemplarStage.DECLINE_PENDING, ExemplarStage.UNDERWAY,
    ExemplarStage.RECOGNISE_PENDING,
})  # fmt: skip
CHIEF, PAGES, SENT = 1, 2, 3
REASON = "Ghi rõ số hộ tham gia."


@dataclass(frozen=True)
class Thing:
    """One object: whose it is, in which stage, and what fills the addresses about it."""

    owner: str
    stage: str
    params: dict[str, Any] = field(hash=False)
    # How much is asked about it: its chief pages, all its pages, or what may be sent about it too.
    depth: int = SENT

    @property
    def label(self) -> str:
        return f"{self.owner:<8}{self.stage}"


def exemplars(world: World) -> list[Thing]:
    """Exemplars of all stages; the last stages first, for lists and notices take all that is ready."""
    below = _chi_hoi(world).id
    made = []
    for stage in reversed(ExemplarStage):
        for owner in (OWN, BELOW, ABOVE, FRONT) if stage in TELLING else (OWN,):
            # The Chi hội has no account in the demonstration: it inherits a registration of Hội LHPN.
            row = world.staged(stage, "phu_nu" if owner == BELOW else owner)
            if owner == BELOW:
                row.unit_id = below
            made.append(Thing(owner, stage.value, {"exemplar_id": row.id, "months": 3}, _depth(owner, stage)))
    world.save()
    order = [stage.value for stage in ExemplarStage]
    return sorted(made, key=lambda one: ((OWN, BELOW, ABOVE, FRONT).index(one.owner), order.index(one.stage)))


def _depth(owner: str, stage: ExemplarStage) -> int:
    if owner == OWN:
        return SENT if stage in ACTED else PAGES if stage in DEEP else CHIEF
    if stage is ExemplarStage.SUBMITTED and owner != ABOVE:
        return SENT
    return PAGES if stage is ExemplarStage.RECOGNISE_PENDING else CHIEF


def _chi_hoi(world: World) -> Unit:
    kind = world.unit("ccb").kind
    return people.add_unit(kind=kind, name="Chi hội Cựu chiến binh khu phố 3", parent=world.unit("ccb"))


def observations(world: World) -> list[Thing]:
    """Observations in all stages, and petitions in all of theirs."""
    situation = Situation(world)
    feedback = ObservationKind.FEEDBACK
    rows = [(OWN, stage.value, situation.staged(stage, kind=feedback).id) for stage in ObservationStage]
    rows.append((FRONT, "waiting", situation.recorded("phutrach", area="Thôn Cầu Đá").id))
    acted = {"waiting", "passed_up", "confirmed"}
    return [
        Thing(owner, stage, {"observation_id": row_id}, SENT if stage in acted else PAGES)
        for owner, stage, row_id in rows
    ]


def petition_things(world: World) -> list[Thing]:
    """Petitions of Hội CCB in all their stages, and what is none."""
    situation = Situation(world)
    rows = [(stage.value, _petition(situation, stage).id) for stage in PetitionStage]
    rows.append(("none", situation.confirmed().id))
    acted = {"received", "handed_on", "told", "none"}
    return [Thing(OWN, stage, {"observation_id": row_id}, SENT if stage in acted else PAGES) for stage, row_id in rows]


def _petition(situation: Situation, stage: PetitionStage) -> Petition:
    """A petition of Hội CCB in any stage; the authority it is handed to is Hội LHPN."""
    row, desk, today = situation.petition(), situation.reach("lanhdao"), clock.today()
    unit = situation.world.unit("phu_nu")
    ours, higher = Authority(unit.name, unit.id), Authority("Công ty Điện lực")
    if stage is PetitionStage.FORWARDED:
        petitions.forward(actor=desk, petition=row, authority=higher, on_day=today, reason="Vượt thẩm quyền")
    elif stage is not PetitionStage.RECEIVED:
        petitions.hand_on(actor=desk, petition=row, authority=ours, on_day=today, paper="05-CV/CCB")
    if stage is PetitionStage.IN_PROGRESS:
        petitions.progress(actor=desk, petition=row, on_day=today, words="Đang khảo sát.")
    if stage in {PetitionStage.ANSWERED, PetitionStage.TOLD}:
        petitions.answer(actor=desk, petition=row, outcome=Outcome.EXPLAINED, words="Đã giải thích.", on_day=today)
    if stage is PetitionStage.TOLD:
        petitions.tell(actor=desk, petition=row, on_day=today, way=ToldBy.MEETING)
    situation.save()
    return row


def cases(world: World) -> list[Thing]:
    """Cases of Hội CCB in every stage; Hội LHPN is responsible."""
    situation, made = Situation(world), []
    for stage, action in (("open", ""), ("watched", "watch"), ("closed", "close")):
        row = casework.opened(situation, situation.confirmed(kind=ObservationKind.SENTIMENT))
        if action:
            case_services.act(actor=situation.reach("lanhdao"), case=row, action=action, reason=REASON)
        made.append(Thing(OWN, stage, {"case_id": row.id}))
    situation.save()
    return made


def guidances(world: World) -> list[Thing]:
    """Guidance of Đảng ủy to Hội CCB alone."""
    guiding, made = Guiding(Situation(world)), []
    audience = guiding.audience("ccb")
    for stage, row in (
        ("draft", guiding.draft(audience=audience)), ("sent", guiding.sent(audience=audience)),
        ("recalled", guiding.sent(audience=audience)),
    ):  # fmt: skip
        if stage == "recalled":
            guiding_services.recall(actor=guiding.situation.reach("tonghop"), guidance=row, reason=REASON)
        receipts = guiding_queries.receipts_of(row.id)
        more = {"receipt_id": receipts[0].id} if receipts else {}
        made.append(Thing(ABOVE, stage, {"guidance_id": row.id} | more))
    world.save()
    return made


def sent_guidances(world: World) -> list[Thing]:
    return [one for one in guidances(world) if "receipt_id" in one.params]


def reports(world: World) -> list[Thing]:
    """Reports that Hội CCB owes MTTQ, in every stage."""
    made = []
    for number, stage in enumerate(ReportStage):
        reporting = Reporting(world)
        reporting._week = reporting.open(reporting.regime(("ccb",), "mttq", label=f"Báo cáo nhanh {number}"))
        row = reporting.staged(stage)
        section = reporting.section(row)
        about = {"report_id": row.id, "section_id": section.id, "number": 1}
        acted = stage in {ReportStage.DRAFT, ReportStage.SENT, ReportStage.ACCEPTED}
        made.append(Thing(OWN, stage.value, about, SENT if acted else PAGES))
    return made


def attachments(world: World) -> list[Thing]:
    """Files on registrations, on a result being written, on a petition, on guidance; one was taken off."""
    situation = Situation(world)
    guiding = Guiding(situation)
    on = (
        ("exemplar", "reported", world.staged(ExemplarStage.REPORTED).id),
        ("exemplar", "decline_pending", world.staged(ExemplarStage.DECLINE_PENDING).id),
        ("exemplar", "draft", world.saved_draft().id),
        ("result", "underway", world.staged(ExemplarStage.UNDERWAY).id),
        ("petition", "received", situation.petition().id),
        ("guidance", "draft", guiding.draft(audience=guiding.audience("ccb")).id),
        ("guidance", "sent", guiding.sent(audience=guiding.audience("ccb")).id),
    )
    made = []
    for subject, stage, subject_id in on:
        row = uploads.attach(
            actor=history.Machine(), subject=subject, subject_id=subject_id, content=files.picture(), name="a.jpg"
        )
        about = {"file_id": row.id, "subject": subject, "subject_id": subject_id}
        made.append(Thing(ABOVE if subject == "guidance" else OWN, f"{subject}/{stage}", about))
    world.save()
    removed = db.session.get_one(uploads.Attachment, made[0].params["file_id"])
    uploads.remove(actor=history.Machine(), attachment=removed)
    world.save()
    return [Thing(OWN, "exemplar/reported, taken off", made[0].params), *made[1:]]


@dataclass(frozen=True)
class Kind:
    """Which routes are about these objects: those with this argument whose endpoint begins or does not begin so."""

    argument: str
    make: Callable[[World], list[Thing]]
    only: tuple[str, ...] = ("",)
    but: tuple[str, ...] = ()

    def covers(self, endpoint: str, arguments: Iterable[str]) -> bool:
        return self.argument in arguments and endpoint.startswith(self.only) and not endpoint.startswith(self.but)


PETITION_ROUTES = ("situation.petition", "situation.term")
KINDS = {
    "exemplars": Kind("exemplar_id", exemplars),
    "observations": Kind("observation_id", observations, but=PETITION_ROUTES),
    "petitions": Kind("observation_id", petition_things, only=PETITION_ROUTES),
    "cases": Kind("case_id", cases),
    "guidance": Kind("guidance_id", guidances),
    "receipts": Kind("receipt_id", sent_guidances, only=("situation.",)),
    "reports": Kind("report_id", reports),
    "files": Kind("file_id", attachments),
    "file-places": Kind("subject_id", attachments),
}
# Arguments of routes about objects that have no stages people differ by: tests.test_access asks those routes as
# everybody, about one object each.
WITHOUT_STAGES = frozenset({
    "area_id", "contact_id", "entry_id", "event_id", "helper_id", "holiday_id", "inspection_id", "item_id", "list_id",
    "member_id", "months", "network_id", "number", "occasion_id", "outline_id", "paper_id", "period_id", "position_id",
    "posting_id", "recognition_id", "regime_id", "reorganisation_id", "reply_id", "request_id", "roster_id", "round_",
    "row_id", "section_id", "setting_id", "sign_in_id", "sitting_id", "stand_in_id", "team_id", "topic_id", "unit_id",
    "user_id", "year",
})  # fmt: skip
