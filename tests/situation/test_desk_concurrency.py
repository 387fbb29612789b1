"""Two people of one desk at once: exactly one decides, the other is told who was quicker, and the chain holds."""

import re
from datetime import timedelta

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.tables import Observation
from tests.emulation.test_concurrency import together

ROUNDS = 50


def test_leader_and_compiler_of_one_unit_never_both_decide(situation, sign_in):
    unit, other = situation.world.unit("ccb"), user_by_name("canbo2")
    for position in db.session.scalars(db.text("SELECT id FROM position WHERE user_id = :one"), {"one": other.id}):
        db.session.execute(
            db.text("UPDATE position SET valid_to = :day WHERE id = :one"),
            {"one": position, "day": (clock.today() - timedelta(days=1)).isoformat()},
        )
    people.appoint(user=other, unit=unit, role=Role.COMPILER, title="Tổng hợp", valid_from=clock.today())
    rows = [situation.recorded(content=f"Việc số {n}").id for n in range(ROUNDS)]
    version = db.session.get_one(Observation, rows[0]).version
    db.session.commit()
    leader, compiler = sign_in("lanhdao"), sign_in("canbo2")

    def decide(browser, row_id, slug):
        data = {"csrf_token": browser.token, "version": version, "cho": "1", "reason": "Ghi rõ nơi nào."}
        return browser.client.post(f"/phan-anh/hang-doi/{row_id}/{slug}", data=data)

    losers = []
    for row_id in rows:
        answers = together(
            lambda: decide(leader, row_id, "xac-nhan"),  # noqa: B023 - used up in this very turn
            lambda: decide(compiler, row_id, "tra-lai"),  # noqa: B023
        )
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        losers += [answer.text for answer in answers if answer.status_code == 409]

    db.session.rollback()
    quicker = r"Lần thay đổi gần nhất: (Phạm Văn Thắng|Trần Thu Hà), \d\d:\d\d ngày"
    assert [bool(re.search(quicker, page)) for page in losers] == [True] * ROUNDS
    decided = db.session.scalars(
        db.select(history.Event.subject_id).where(history.Event.action.in_(["confirm", "return"]))
    ).all()
    assert sorted(decided) == rows
    stages = set(db.session.scalars(db.select(Observation.stage)))
    assert stages <= {Stage.CONFIRMED, Stage.RETURNED}
    assert list(history.broken_links()) == []
