"""What every main page costs in SQL statements, counted as ``bench pages`` counts them: more than this is a mistake.

On the demonstration, whose rows every page has something to show of. A page that learns to say it with less lowers its
number here; raising one wants a reason.
"""

import pytest

from nam_tinh_hinh.cli.bench.pages import places
from nam_tinh_hinh.cli.bench.pages.command import FLOOR, register_floor
from nam_tinh_hinh.cli.bench.pages.reading import Readers
from nam_tinh_hinh.kernel.db import db
from tests.demonstration import demonstration

# The floor page itself needs three: who is signed in, what he may, the one row.
# A home page asks one more for each matter that has rows, which is not the same on every day of the week: three are
# left for those.
MOST = {
    "Trang sàn": 3,
    "Việc của tôi, canbo": 16,
    "Việc của tôi, lanhdao": 17,
    "Việc của tôi, banchidao2": 17,
    "Việc của tôi, truongban": 14,
    "Việc của tôi, thuongtruc": 18,
    "Việc của tôi, tonghop": 13,
    "Việc của tôi, phutrach": 9,
    "Việc của tôi, nguoixem": 7,
    "Việc của tôi, quantri": 12,
    "Việc của tôi, mattran": 13,
    "Việc của tôi, chutichmt": 19,
    "Hàng đợi xét": 12,
    "Hàng đợi nắm tình hình": 10,
    "Hàng đợi nhận báo cáo": 15,
    "Đề nghị điều chỉnh": 8,
    "Công bố kết quả": 4,
    "Đánh giá công nhận": 3,
    "Dân vận khéo": 10,
    "Dân vận khéo, năm nay": 10,
    "Dân vận khéo, giai đoạn": 10,
    "Dân vận khéo, từ khóa": 10,
    "Chỉ tiêu": 14,
    "Sơ kết": 10,
    "Thư viện": 5,
    "Một mô hình": 12,
    "Nắm tình hình, đơn vị": 7,
    "Nắm tình hình, toàn xã": 7,
    "Nắm tình hình, trang 400": 9,
    "Nắm tình hình, số trang 400": 9,
    "Nắm tình hình, từ khóa": 7,
    "Nắm tình hình, lĩnh vực": 8,
    "Nắm tình hình, địa bàn": 7,
    "Nắm tình hình, đơn vị ghi": 8,
    "Nắm tình hình, loại": 7,
    "Nắm tình hình, mức độ": 7,
    "Nắm tình hình, kênh": 7,
    "Nắm tình hình, tình trạng": 6,
    "Nắm tình hình, ngày": 7,
    "Nắm tình hình, quá hạn": 7,
    "Một nội dung": 15,
    "Một kiến nghị": 11,
    "Kiến nghị": 8,
    "Kiến nghị, trang 400": 9,
    "Kiến nghị, số trang 400": 9,
    "Kiến nghị, chờ": 8,
    "Kiến nghị, quá hạn": 8,
    "Kiến nghị, từ khóa": 8,
    "Kiến nghị, địa bàn": 8,
    "Ghi nội dung": 11,
    "Tin cấp bách": 6,
    "Tổng quan": 13,
    "Tổng quan, năm": 13,
    "Vụ việc": 9,
    "Một vụ việc": 10,
    "Chỉ đạo": 6,
    "Báo cáo của đơn vị": 8,
    "Viết báo cáo": 28,
    "Một mục báo cáo": 12,
    "Báo cáo đã nộp": 12,
    "Tổng hợp": 16,
    "Một mục tổng hợp": 16,
    "Theo dõi nộp báo cáo": 6,
    "Theo dõi, tuần": 6,
    "Đúng hạn của đơn vị": 5,
    "Hồ sơ họp": 4,
    "Chế độ báo cáo": 7,
    "Sổ văn bản": 7,
    "Đơn vị": 6,
    "Một đơn vị": 10,
    "Địa bàn": 5,
    "Phân công": 7,
    "Danh bạ": 6,
    "Tài khoản": 8,
    "Nhật ký": 5,
    "Tìm": 5,
}


@pytest.fixture(scope="module")
def counted(tmp_path_factory) -> dict[str, tuple[int, int]]:
    """The answer's code and the statements of every page, by its label."""
    with demonstration(tmp_path_factory.mktemp("cau")) as app:
        asked = list(places.places())
        db.session.remove()  # else its reading would keep those who sign in waiting
        register_floor(app)
        with Readers(app) as readers:
            return {one.label: readers.ask(one.username, one.path)[:2] for one in (FLOOR, *asked)}


def test_no_page_says_more_to_the_database_than_it_did(counted):
    more = {label: found for label, (_code, found) in counted.items() if found > MOST.get(label, 0)}
    assert more == {}


def test_every_page_is_there_and_named(counted):
    assert {label for label, (code, _found) in counted.items() if code not in (200, 303, 404)} == set()
    assert counted.keys() - MOST.keys() == set()
