"""Ten published exemplars of two units go through all six steps of a year, and every paper is what it should be."""

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.cli.demonstrate import fill as fill_demo
from nam_tinh_hinh.demo import exemplars
from nam_tinh_hinh.kernel.db import db
from tests.demonstration import PASSWORD
from tests.journeys.six_steps import carrying, cast, deciding, inspecting, reading, recognising, replicating, writing
from tests.papers import needs_pdftotext

pytestmark = [pytest.mark.journey, needs_pdftotext]

STEPS = (
    # 1. Đăng ký
    writing.open_the_year,
    writing.write_and_propose,
    writing.send_one_back,
    writing.send_the_lists,
    writing.issue_list_of_whole_area,
    # 2. Xét duyệt, giao nhiệm vụ
    inspecting.visit_what_is_registered,
    deciding.decide_in_the_queue,
    deciding.supplement_the_returned,
    deciding.sit_on_the_registrations,
    deciding.make_known,
    deciding.assign,
    # 3. Triển khai thực hiện
    carrying.plan_and_work,
    carrying.change_on_request,
    # 4. Sơ kết, đăng ký bổ sung
    carrying.review_after_three_months,
    carrying.report_the_half_year,
    writing.send_a_supplement,
    deciding.assign_the_supplement,
    # 5. Tổng kết, công nhận
    recognising.report_results,
    inspecting.visit_at_the_end_of_the_year,
    recognising.assess_apart,
    recognising.conclude_otherwise,
    recognising.sit_on_the_results,
    recognising.recognise,
    recognising.certify,
    recognising.report_the_year,
    # 6. Rút kinh nghiệm, nhân rộng
    replicating.write_lessons,
    replicating.open_next_year,
    replicating.learn_from_it,
    replicating.send_next_years_list,
    replicating.see_the_family,
    # Every paper
    reading.open_every_draft,
    reading.open_every_paper,
)


def begin(folder):
    """Fill ``folder`` with the demonstration before its year's first notice; the two units have nothing yet."""
    app = create_app(demo_settings(folder, "127.0.0.1"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NTH_DEMO_PASSWORD", PASSWORD)
        found = cast.others()
        patch.setattr(exemplars, "samples", lambda: found)
        fill_demo(app, folder)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def prepared():
    return begin


def test_ten_exemplars_of_two_units_through_all_six_steps(person):
    desks = cast.Desks(person)
    for step in STEPS:
        step(desks)
