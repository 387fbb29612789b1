"""Takes, merges, rewritings, decisions, undoing and second sendings by chance: what must hold always holds."""

import random
from collections import Counter

import pytest

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.reporting.enums import DECIDED, Fate
from nam_tinh_hinh.reporting.services import consolidating as services
from nam_tinh_hinh.reporting.tables import PassageUse
from tests.reporting.consolidating import FLOOD, LAMPS, MARKET, Consolidating
from tests.reporting.given import Reporting


@pytest.fixture
def below(world):
    with clock.stopped_at(Reporting(world).at(2, 9)):
        yield Consolidating(world)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_tried_every_passage_ends_in_exactly_one_way(below, seed):
    """Takes, merges, rewritings, decisions, undoing and second sendings in any order; then the report is sent."""
    dice = random.Random(seed)
    for _ in range(25):
        try:
            dice.choice(TRIED)(below, dice)
        except ActionRefused:
            db.session.rollback()
        below.save()
        in_order(below)
    report = below.send_mine()
    sendings = [one.sending.id for one in below.all().lowers if one.sending]
    passages = [one.id for one in below.all().items if one.is_passage and one.sending_id in sendings]
    uses = list(db.session.scalars(db.select(PassageUse).filter_by(report_id=report.id)))
    found = Counter(use.passage_id for use in uses if use.passage_id in passages)
    assert found == dict.fromkeys(passages, 1)
    assert None not in {use.fate for use in uses}
    in_order(below)


def in_order(below):
    """No passage twice, numbers unique, every mark in the text has its row, what is decided stands in no text."""
    found = below.all()
    used = [one.use.id for one in found.items if one.use]
    assert len(used) == len(set(used))
    assert len(found.words) == len(found.uses)
    assert set(found.marked) <= set(found.words)
    assert [one.key for one in found.items if one.fate in DECIDED and one.number in found.marked] == []


def some(below, dice):
    items = below.all().items
    return [one.key for one in dice.sample(list(items), min(len(items), dice.randint(1, 2)))]


def shuffled(below, dice):
    """Rewrite a section: lines change places, one goes, one is put differently."""
    section = below.part(dice.choice(("issues", "done")))
    rows = section.text.split("\n")
    dice.shuffle(rows)
    rows = rows[dice.randint(0, 1) :]
    below.write("\n".join(one.replace("ngập", "bị ngập") for one in rows), section.heading.code)


def sent_again(below, dice):
    report, key = dice.choice(((below.ccb, "ccb"), (below.phu_nu, "phu_nu")))
    words = dice.sample((FLOOD, MARKET, LAMPS, f"{FLOOD} Đã bơm nước.", "Việc mới phát sinh trong tuần."), 3)
    below.resend(key, report, issues="\n".join(words))


def about(verb, **how):
    return lambda below, dice: verb(actor=below.clerk, report=below.mine, items=some(below, dice), **how)


def taken(merged):
    return lambda below, dice: services.take(
        actor=below.clerk, report=below.mine, section=below.part(dice.choice(("issues", "done"))),
        items=some(below, dice), merged=merged,
    )  # fmt: skip


TRIED = (
    taken(False), taken(False), taken(True), shuffled, sent_again, about(services.undo), about(services.keep),
    about(services.decide, fate=Fate.NOT_USED, why="Trùng"), about(services.decide, fate=Fate.NEXT_PERIOD),
)  # fmt: skip
