"""A voters' meeting becomes six items; one of them a petition, followed until the people were told, and come again."""

import pytest

from tests.journeys.hearing import answering, desk, figures, meeting, story
from tests.journeys.hearing.office import Office
from tests.papers import needs_pdftotext

pytestmark = [pytest.mark.journey, needs_pdftotext]


@pytest.fixture(scope="module")
def office():
    return Office()


@pytest.fixture(scope="module")
def prepared(office):
    return lambda folder: office.fill(folder, story.said_before)


def test_what_a_meeting_said_is_followed_until_the_people_were_told(person, office):
    clerk, leader, above = person("canbo"), person("lanhdao"), person("tonghop")
    before = figures.values(leader)
    numbers = meeting.take_down(clerk, office)
    lamps = numbers[story.LAMPS]
    meeting.leave_a_contact(clerk, office, lamps)

    desk.decide(leader, office, numbers)
    desk.see_total_voices(leader, clerk)
    meeting.mend(clerk, office, numbers[story.RUBBISH])
    desk.confirm_the_mended(leader, office, numbers[story.RUBBISH])
    desk.take(above, clerk, office, numbers[story.ROAD])

    paper = answering.hand_on(leader, office, lamps)
    answering.report_progress(leader, office, lamps)
    answering.answer_without_proof(leader, office, lamps)
    answering.answer_with_a_picture(leader, office, lamps)
    answering.tell_the_people(leader, office, lamps)
    again = answering.comes_again(clerk, leader, office, lamps)

    # Of the six, one speaks in what was there; one more came again and waits for its answer.
    voices = sum(item.voices for item in (*story.SIX, story.AGAIN))
    more = {"Nội dung": 6, "Lượt ý kiến": voices, "Theo dõi trả lời": 2, "Đã trả lời": 1, "Chờ trả lời": 1}
    assert figures.values(leader) == {name: number + more.get(name, 0) for name, number in before.items()}
    figures.every_number_opens_its_list(leader)
    figures.the_top_opens_too(above)
    taken = figures.take_away(leader)
    figures.look_into(taken)
    figures.names_no_contact(taken | {"transfer.pdf": paper} | office.files())

    stranger = person("canbo2")
    for number in (*numbers.values(), again):
        assert stranger.goto(f"/phan-anh/{number}").status == 404
