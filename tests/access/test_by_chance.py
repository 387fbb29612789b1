"""Whatever anybody sends, in whatever order: nobody reads what is not his, a member never decides his own unit's.

People ask for pages and send actions with the version and the reason that a page would carry. After each answer three
things must hold, judged without the program's own rules: no stranger's answer carries the mark of a matter that is not
for him, what waits behind the committee's doors is named to nobody outside, and what was refused changed nothing.
"""

import io
import zipfile
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from pypdf import PdfReader

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.emulation.workflow import ELSEWHERE, VERDICTS, WORKFLOW
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import ObservationKind
from nam_tinh_hinh.situation.enums import Stage as ObservationStage
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.workflow import workflow as observing
from tests.access.matrix import FRONT_HAT, PEOPLE, actors, signed_in
from tests.accounts import OUR_UNIT, STRANGERS
from tests.situation import casework
from tests.situation.given import Situation
from tests.situation.guiding import Guiding

MARK, REASON = "DAUHIEU", "Ghi rõ số hộ tham gia."
DOORS = ("Dự kiến đồng ý", "Dự kiến không đưa vào", "Dự kiến công nhận", "Dự kiến không công nhận", "dự kiến đồng ý")
OUTSIDERS = ("canbo", "lanhdao", "canbo2", "lanhdao2", "tonghop", "nguoixem", "phutrach", "quantri", FRONT_HAT)
# Members, one of them twice as likely for he must be refused at MTTQ's, and one who is none.
JUDGES = ("banchidao", "banchidao", "banchidao2", "truongban", "lanhdao")
OF_FRONT = {"phutrach", FRONT_HAT}
PAGES = (
    "/", f"/dan-van-kheo/?tu-khoa={MARK}", "/dan-van-kheo/danh-sach.xlsx", "/dan-van-kheo/thu-vien",
    f"/dan-van-kheo/thu-vien?tu-khoa={MARK}", "/dan-van-kheo/chi-tieu", "/dan-van-kheo/dieu-chinh",
    "/dan-van-kheo/thong-bao", "/dan-van-kheo/hang-doi", "/dan-van-kheo/cong-bo", "/dan-van-kheo/gui-danh-sach",
    "/dan-van-kheo/dang-ky", f"/phan-anh/?tu-khoa={MARK}", "/phan-anh/danh-sach.xlsx", "/phan-anh/hang-doi",
    "/phan-anh/kien-nghi", "/phan-anh/kien-nghi.xlsx", "/phan-anh/cap-bach", "/tong-quan", "/tong-quan.xlsx",
    "/vu-viec/",
    "/vu-viec/danh-sach.xlsx", "/chi-dao/", "/chi-dao/danh-sach.xlsx", "/bao-cao/", "/bao-cao/theo-doi", "/so-van-ban",
    "/quan-tri/nhat-ky", "/quan-tri/nhat-ky.xlsx", "/khong-co-trang-nay", "/phan-anh/ghi",
)  # fmt: skip
PAPERS = ("/dan-van-kheo/danh-sach.pdf", "/phan-anh/danh-sach.pdf")
BELOW = (
    "",
    "/sua",
    "/thuc-hien",
    "/so-ket",
    "/kiem-tra",
    "/chuan-bi",
    "/dieu-chinh",
    "/ket-qua",
    "/nhan-rong",
    "/danh-gia",
)


@dataclass(frozen=True)
class Matter:
    """Something with a mark in its words: whose it is, and who may never read it, wherever it goes."""

    row_id: int
    room: str
    mark: str
    never: frozenset[str]
    own: frozenset[str]


class Ward:
    """The ward with its matters, made once; every run begins on a copy of it."""

    def __init__(self, world, database):
        self.app, self.world = world.app, world
        self.exemplars = [self._exemplar(*given) for given in (
            ("ccb", Stage.REPORTED), ("mttq", Stage.REPORTED), ("ccb", Stage.AGREE_PENDING), ("mttq", Stage.SUBMITTED),
            ("ccb", Stage.SUBMITTED), ("ccb", Stage.RETURNED), ("ccb", Stage.DRAFT),
        )]  # fmt: skip
        self.others = self._others(Situation(world))
        self.actors = actors(world)
        self.browsers = {who: signed_in(self.app, who, actor) for who, actor in self.actors.items()}
        self.member_id = self.actors["banchidao"].user_id
        self.leave()
        self.restore = database.saved()

    def _exemplar(self, key, stage):
        mark = f"{MARK}{key}{stage.value.replace('_', '')}"
        row = self.world.staged(stage, key, name=f"Mô hình {mark}", content=f"Nội dung {mark}.")
        own = frozenset(OUR_UNIT if key == "ccb" else OF_FRONT)
        never = frozenset(
            [*STRANGERS, FRONT_HAT] if key == "ccb" else ["canbo", "canbo2", "lanhdao", "lanhdao2", "quantri"]
        )
        return Matter(row.id, "/dan-van-kheo/", mark, never - own, own)

    def _others(self, situation):
        def heard(stage, name):
            return situation.staged(stage, content=f"Cống tắc {MARK}{name}.", kind=ObservationKind.FEEDBACK)

        blind, own = frozenset({"canbo2", "lanhdao2", "banchidao2", "quantri"}), frozenset(OUR_UNIT)
        guiding = Guiding(situation)
        sent = guiding.sent(title=f"Chỉ đạo {MARK}chidao", audience=guiding.audience("ccb"))
        case = casework.opened(situation, title=f"Vụ việc {MARK}vuviec", responsible="nong_dan")
        waiting, confirmed = heard(ObservationStage.WAITING, "cho"), heard(ObservationStage.CONFIRMED, "daxacnhan")
        return [
            Matter(waiting.id, "/phan-anh/", f"{MARK}cho", blind, own),
            Matter(confirmed.id, "/phan-anh/", f"{MARK}daxacnhan", blind, own),
            Matter(sent.id, "/chi-dao/", f"{MARK}chidao", blind | {"phutrach", FRONT_HAT}, own | {"tonghop"}),
            Matter(case.id, "/vu-viec/", f"{MARK}vuviec", blind | {"phutrach", FRONT_HAT}, own),
        ]  # fmt: skip

    def leave(self):
        db.session.rollback()
        db.session.remove()
        db.engine.dispose()

    def begin(self):
        self.leave()
        self.restore()

    def stages(self):
        db.session.rollback()
        db.session.expire_all()
        rows = db.session.execute(db.select(Exemplar.id, Exemplar.stage, Exemplar.version).order_by(Exemplar.id)).all()
        heard = db.select(Observation.id, Observation.stage, Observation.version).order_by(Observation.id)
        return [tuple(row) for row in rows], [tuple(row) for row in db.session.execute(heard)]


def words(answer):
    """Return everything an answer says: headers, text, the words of a PDF, every part of an xlsx."""
    said = [str(answer.headers), answer.get_data().decode("utf-8", "replace")]
    if answer.data.startswith(b"%PDF"):
        said += [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]
    if answer.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
            said += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    return "\n".join(said)


class ByChance(RuleBasedStateMachine):
    """One run over the ward."""

    ward: Ward

    @initialize()
    def begin(self):
        self.ward.begin()

    def unsent(self):
        """Return the exemplars that never left their unit, by what the table itself says."""
        db.session.rollback()
        return set(db.session.scalars(db.select(Exemplar.id).where(Exemplar.submitted_at.is_(None))))

    def judge(self, who, path, answer):
        """What must hold of any answer to anybody."""
        assert answer.status_code < 500, path
        said, home = words(answer), self.unsent()
        for matter in (*self.ward.exemplars, *self.ward.others):
            hidden = who in matter.never or (
                matter.room == "/dan-van-kheo/" and matter.row_id in home and who not in matter.own
            )
            assert not (hidden and matter.mark in said), f"{who} reads {matter.mark} at {path}"
        if who in OUTSIDERS:
            assert [word for word in DOORS if word in said] == [], f"{who} at {path}"
        decided = db.select(Exemplar.id).where(
            Exemplar.id.in_([one.row_id for one in self.ward.exemplars if "mttq" in one.mark]),
            (Exemplar.decided_by_id == self.ward.member_id) | (Exemplar.judged_by_id == self.ward.member_id),
        )
        assert db.session.scalars(decided).all() == [], f"{who} at {path}"

    def ask(self, who, path):
        self.judge(who, path, self.ward.browsers[who].get(path))

    def send(self, who, path, data):
        before = self.ward.stages()
        answer = self.ward.browsers[who].post(path, data)
        self.judge(who, path, answer)
        assert answer.status_code < 400 or self.ward.stages() == before, f"{who} at {path}"

    @rule(who=st.sampled_from(PEOPLE), page=st.sampled_from(PAGES))
    def open_a_page(self, who, page):
        self.ask(who, page)

    @rule(who=st.sampled_from(PEOPLE), number=st.integers(0, 6), below=st.sampled_from(BELOW))
    def open_an_exemplar(self, who, number, below):
        self.ask(who, f"/dan-van-kheo/{self.ward.exemplars[number].row_id}{below}")

    @rule(who=st.sampled_from(PEOPLE), number=st.integers(0, 3), below=st.sampled_from(("", "/vu-viec", "/sua")))
    def open_another_matter(self, who, number, below):
        matter = self.ward.others[number]
        self.ask(who, f"{matter.room}{matter.row_id}{below}")

    @rule(who=st.sampled_from(PEOPLE), number=st.integers(0, 6), data=st.data())
    def act(self, who, number, data):
        """An action on an exemplar: mostly one that somebody may do now, sent by anybody."""
        row = self.ward.world.again(self.ward.exemplars[number].row_id)
        now = [a for a in WORKFLOW.actions.values() if row.stage in a.sources and a.name not in ELSEWHERE]
        anything = [a for a in WORKFLOW.actions.values() if a.name not in ELSEWHERE]
        action = data.draw(st.sampled_from(now or anything))
        seen = data.draw(st.sampled_from([queries.seen_as(self.ward.actors[who], row), str(row.version)]))
        self.send(who, f"/dan-van-kheo/{row.id}/{action.slug}", {"version": seen, "reason": REASON})

    @rule(who=st.sampled_from(JUDGES), number=st.integers(0, 1), verdict=st.sampled_from(VERDICTS))
    def give_a_verdict(self, who, number, verdict):
        row = self.ward.world.again(self.ward.exemplars[number].row_id)
        seen = queries.seen_as(self.ward.actors[who], row)
        data = {"version": seen, "ket-luan": verdict, "reason": REASON}
        self.send(who, f"/dan-van-kheo/{row.id}/ket-luan", data)

    @rule(who=st.sampled_from(PEOPLE), number=st.integers(0, 1), data=st.data())
    def act_on_what_was_heard(self, who, number, data):
        row = db.session.get_one(Observation, self.ward.others[number].row_id)
        slugs = [a.slug for a in observing.actions.values() if a.name not in {"join", "pass_up"}]
        slug, version = data.draw(st.sampled_from(slugs)), row.version
        self.send(who, f"/phan-anh/{row.id}/{slug}", {"version": version, "reason": REASON})

    @rule(who=st.sampled_from(("canbo2", "lanhdao2", "phutrach")))
    def ask_what_is_similar(self, who):
        """Suggestions while one writes know what others wrote."""
        area = db.session.get_one(Observation, self.ward.others[0].row_id)
        said = {"content": f"Cống tắc {MARK}", "area_id": area.area_id, "topic_id": area.topic_id}
        self.send(who, "/phan-anh/tuong-tu", said)

    def teardown(self):
        """The papers at the end, for they take their time."""
        if getattr(self.ward, "papers_left", 0):
            self.ward.papers_left -= 1
            for path in PAPERS:
                self.ask("canbo2", path)


@pytest.mark.drill
def test_no_order_of_requests_lets_a_stranger_read_or_a_member_decide_his_own(world, database):
    ByChance.ward = Ward(world, database)
    ByChance.ward.papers_left = 1
    run_state_machine_as_test(
        ByChance,
        settings=settings(
            max_examples=8, stateful_step_count=40, derandomize=True, database=None, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
