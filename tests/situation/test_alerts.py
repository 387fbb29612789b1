"""Urgent word: straight to the superior concerned, a copy to the direct one, seen once."""

import pytest

from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.queries import alerts as queries
from nam_tinh_hinh.situation.services import alerts


def test_the_superior_concerned_gets_it_and_the_direct_one_a_copy(situation):
    row = situation.recorded(severity=Severity.URGENT)
    police, party = situation.world.unit("cong_an").id, situation.world.unit("dang_uy").id
    sent = alerts.send(actor=situation.reach("canbo"), observation=row, to_unit_ids=[police])
    assert [(one.to_unit_id, one.is_copy) for one in sent] == [(police, False), (party, True)]


def test_it_waits_on_the_superiors_desk_until_he_has_seen_it_once(situation):
    row = situation.recorded(severity=Severity.URGENT)
    alerts.send(actor=situation.reach("canbo"), observation=row, to_unit_ids=[situation.world.unit("dang_uy").id])
    above = situation.reach("tonghop")
    assert [one.observation_id for one in queries.unseen(above)] == [row.id]
    assert queries.unseen(situation.reach("lanhdao2")) == []
    assert [alerts.see(actor=above, observation=row) for _again in range(2)] == [True, False]
    assert queries.unseen(above) == []


@pytest.mark.parametrize(("who", "severity", "said"), [
    ("canbo", Severity.NOTABLE, "Cấp bách"), ("canbo2", Severity.URGENT, "Chỉ người ghi"),
])  # fmt: skip
def test_what_is_not_urgent_or_not_ones_own_is_not_sent(situation, who, severity, said):
    row = situation.recorded(severity=severity)
    with pytest.raises(ActionRefused, match=said):
        alerts.send(actor=situation.reach(who), observation=row, to_unit_ids=[situation.world.unit("dang_uy").id])


def test_it_goes_to_superiors_only_and_only_once(situation):
    row, actor = situation.recorded(severity=Severity.URGENT), situation.reach("canbo")
    with pytest.raises(ActionRefused, match="Chọn cấp trên"):
        alerts.send(actor=actor, observation=row, to_unit_ids=[row.unit_id, 99999])
    party = situation.world.unit("dang_uy").id
    for _again in range(2):
        sent = alerts.send(actor=actor, observation=row, to_unit_ids=[party])
    assert [one.to_unit_id for one in sent] == [party]


def test_who_stands_lower_is_no_superior(situation):
    found = {one.name for one in queries.superiors(situation.world.unit("ccb").id)}
    kinds = {"Đảng ủy phường Minh Họa", "Công an phường Minh Họa", "Chi bộ phố Phúc Ninh", "Trường Mầm non Minh Họa"}
    assert found & kinds == {"Đảng ủy phường Minh Họa", "Công an phường Minh Họa"}
    assert next(one.name for one in queries.superiors(situation.world.unit("phuc_ninh").id) if one.is_direct) == (
        "Đảng ủy phường Minh Họa"
    )
