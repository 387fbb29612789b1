"""Each observation of the period stands under exactly one heading, a lower unit's words under their like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.reporting.enums import HeadingKind, Part
from nam_tinh_hinh.reporting.sharing_out import Matter, Place, heading_of_words, places_of, shared_out
from nam_tinh_hinh.reporting.tables import OutlineHeading
from nam_tinh_hinh.situation.enums import ObservationKind as Kind
from nam_tinh_hinh.situation.enums import Severity

MOOD, ECONOMY, REST, HOT = 1, 2, 3, 4
PLACES = (
    Place(MOOD, kinds=frozenset({"sentiment", "good_practice"})),
    Place(ECONOMY, topics=frozenset({"economy"})),
    Place(REST),
    Place(HOT, hot_only=True),
)
SHARED = (
    ("economy", Kind.FEEDBACK, Severity.NORMAL, ECONOMY),
    ("economy", Kind.FEEDBACK, Severity.NOTABLE, ECONOMY),
    ("economy", Kind.FEEDBACK, Severity.URGENT, HOT),
    ("economy", Kind.SENTIMENT, Severity.NORMAL, MOOD),
    ("culture", Kind.GOOD_PRACTICE, Severity.NOTABLE, MOOD),
    ("culture", Kind.PETITION, Severity.NORMAL, REST),
    ("culture", Kind.SENTIMENT, Severity.URGENT, HOT),
    ("hot", Kind.PETITION, Severity.NORMAL, HOT),
    ("system", Kind.FEEDBACK, Severity.NOTABLE, REST),
)


@pytest.mark.parametrize(("topic", "kind", "severity", "place"), SHARED)
def test_a_matter_goes_to_the_heading_that_asks_for_it(topic, kind, severity, place):
    found = shared_out(PLACES, [Matter(7, topic, kind, severity)])
    assert {key for key, matters in found.items() if matters} == {place}


@pytest.mark.parametrize(
    ("places", "topic", "severity", "place"),
    [
        # without a heading for hot ones, urgent ones are told under their topic
        ((Place(1, topics=frozenset({"economy"})), Place(2)), "economy", Severity.URGENT, 1),
        # without one that takes all, the rest goes to the last that is not for hot ones
        ((Place(1, topics=frozenset({"economy"})), Place(2, hot_only=True)), "culture", Severity.NORMAL, 1),
        ((Place(1, hot_only=True),), "culture", Severity.NORMAL, 1),
        ((Place(1), Place(2)), "culture", Severity.NORMAL, 1),
        # topics and kinds both have to fit
        ((Place(1, frozenset({"economy"}), frozenset({"sentiment"})), Place(2)), "economy", Severity.NORMAL, 2),
    ],
)
def test_what_has_no_heading_of_its_own_still_has_one(places, topic, severity, place):
    found = shared_out(places, [Matter(7, topic, Kind.FEEDBACK, severity)])
    assert {key for key, matters in found.items() if matters} == {place}


def test_an_outline_without_such_headings_takes_nothing():
    assert shared_out((), [Matter(7, "economy", Kind.FEEDBACK, Severity.NORMAL)]) == {}


codes = st.sampled_from(["economy", "culture", "reform", "hot"])
places = st.builds(
    Place, st.integers(0, 9), st.frozensets(codes, max_size=2),
    st.frozensets(st.sampled_from([k.value for k in Kind]), max_size=2), st.booleans(),
)  # fmt: skip
matters = st.builds(Matter, st.integers(0, 99), codes, st.sampled_from(Kind), st.sampled_from(Severity))


@given(st.lists(places, min_size=1, unique_by=lambda one: one.key), st.lists(matters, unique_by=lambda one: one.key))
def test_every_matter_stands_once_and_in_its_order(outline, gathered):
    found = shared_out(outline, gathered)
    assert sorted(key for keys in found.values() for key in keys) == sorted(one.key for one in gathered)
    order = [one.key for one in gathered]
    assert all(keys == sorted(keys, key=order.index) for keys in found.values())


def heading(code, kind=HeadingKind.TEXT, part=None, **asks):
    return OutlineHeading(code=code, kind=kind, part=part, title=code, **asks)


def test_a_passage_stands_under_its_code_else_under_its_part():
    listed = heading("issues", HeadingKind.OBSERVATIONS, Part.PEOPLE)
    group, text = heading("people", HeadingKind.GROUP, Part.PEOPLE), heading("mood", part=Part.PEOPLE)
    headings = [group, listed, text]
    assert heading_of_words(headings, "issues", Part.PEOPLE) is listed
    assert heading_of_words(headings, "people", Part.PEOPLE) is text
    assert heading_of_words(headings, "unknown", Part.ACTIVITY) is None
    assert heading_of_words([group, listed], "unknown", Part.PEOPLE) is listed


def test_only_headings_of_observations_are_places():
    of = {"topics": ["economy"], "kinds": [], "hot_only": False}
    rows = [heading("mood", id=1), heading("issues", HeadingKind.OBSERVATIONS, id=2, **of)]
    assert places_of(rows) == [Place(2, frozenset({"economy"}))]
