"""Step 6: lessons, the library, next year's movement, and one exemplar learnt by the other unit."""

from urllib.parse import quote

from tests.journeys.six_steps import cast
from tests.journeys.six_steps.cast import CLERK, LEADER, Desks, day, open_exemplar, said
from tests.journeys.six_steps.writing import edit_plan, send_list

LESSON = "Chọn hộ thật sự muốn làm; giao từng hội viên giúp một hộ."
SHORT = "cuu chien binh giup nhau"
NEXT = cast.YEAR + 1
PLACE, OWNER = "Khu phố Phúc Ninh", "Chi hội Phụ nữ khu phố Phúc Ninh"


def write_lessons(desks: Desks) -> None:
    """The unit writes down what others can learn from it."""
    clerk = desks[CLERK[cast.CCB]]
    open_exemplar(clerk, cast.POVERTY, "Nhân rộng")
    clerk.get_by_label("Điều đã làm tốt").fill(LESSON)
    clerk.get_by_role("button", name="Lưu", exact=True).click()
    clerk.get_by_text("Đã lưu").first.wait_for()


def open_next_year(desks: Desks) -> None:
    """Next year's movement is made from this year's, and its first round opens today."""
    office = desks["thuongtruc"]
    office.goto(f"/dan-van-kheo/phong-trao/{cast.YEAR}")
    office.get_by_role("button", name="Tạo phong trào năm sau").click()
    office.get_by_role("heading", name=f"Phong trào “Dân vận khéo” năm {NEXT}").wait_for()
    edit_plan(desks, {"Đợt đầu năm từ ngày": day(cast.TODAY)}, NEXT)


def learn_from_it(desks: Desks) -> None:
    """The other unit finds it without diacritics and registers its own after it, for next year."""
    clerk = desks[CLERK[cast.WOMEN]]
    clerk.goto(f"/dan-van-kheo/thu-vien?tu-khoa={quote(SHORT)}")
    clerk.get_by_role("link", name=cast.POVERTY).click()
    clerk.get_by_text(LESSON).wait_for()
    clerk.get_by_role("button", name="Học tập mô hình này").click()
    clerk.get_by_text("Học tập từ:").wait_for()
    assert clerk.get_by_label("Tên mô hình").input_value() == cast.POVERTY
    clerk.get_by_label("Địa chỉ thực hiện").fill(PLACE)
    clerk.get_by_label("Ngày bắt đầu").fill(f"1/3/{NEXT}")
    clerk.get_by_label("Ngày kết thúc").fill(f"15/12/{NEXT}")
    clerk.get_by_label("Tên chủ mô hình").fill(OWNER)
    clerk.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    said(clerk, "Đã trình lãnh đạo duyệt")


def send_next_years_list(desks: Desks) -> None:
    """Its leader approves and sends next year's first list."""
    leader = desks[LEADER[cast.WOMEN]]
    open_exemplar(leader, cast.POVERTY, year=NEXT)
    leader.get_by_role("button", name="Duyệt để gửi").click()
    said(leader, "Đã duyệt")
    send_list(desks, cast.WOMEN, cast.TODAY)


def see_the_family(desks: Desks) -> None:
    """The pupil's page names its teacher; the teacher's shows the pupil to the committee, not to the unit itself."""
    learner, office, source = desks[CLERK[cast.WOMEN]], desks["thuongtruc"], desks[CLERK[cast.CCB]]
    open_exemplar(learner, cast.POVERTY, year=NEXT)
    learner.get_by_text(f"({cast.CCB}, năm {cast.YEAR})").wait_for()
    open_exemplar(office, cast.POVERTY, "Nhân rộng")
    office.get_by_role("row", name=cast.WOMEN).get_by_role("cell", name=str(NEXT)).wait_for()
    open_exemplar(source, cast.POVERTY, "Nhân rộng")
    source.get_by_text("Chưa đơn vị nào học tập mô hình này.").wait_for()
