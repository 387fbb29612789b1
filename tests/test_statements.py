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

# The floor page itself needs four: who is signed in, what he may, the one row.
MOST = {
    "Trang sàn": 4,
    "Việc của tôi, canbo": 41,
    "Việc của tôi, lanhdao": 53,
    "Việc của tôi, banchidao2": 31,
    "Việc của tôi, truongban": 42,
    "Việc của tôi, thuongtruc": 51,
    "Việc của tôi, tonghop": 33,
    "Việc của tôi, phutrach": 14,
    "Việc của tôi, nguoixem": 12,
    "Việc của tôi, quantri": 13,
    "Việc của tôi, mattran": 33,
    "Việc của tôi, chutichmt": 54,
    "Hàng đợi xét": 13,
    "Hàng đợi nắm tình hình": 13,
    "Hàng đợi nhận báo cáo": 18,
    "Đề nghị điều chỉnh": 9,
    "Công bố kết quả": 5,
    "Đánh giá công nhận": 4,
    "Dân vận khéo": 11,
    "Dân vận khéo, năm nay": 11,
    "Dân vận khéo, giai đoạn": 11,
    "Dân vận khéo, từ khóa": 11,
    "Chỉ tiêu": 19,
    "Sơ kết": 11,
    "Thư viện": 6,
    "Một mô hình": 14,
    "Nắm tình hình, đơn vị": 13,
    "Nắm tình hình, toàn xã": 13,
    "Nắm tình hình, trang 400": 13,
    "Nắm tình hình, từ khóa": 13,
    "Nắm tình hình, lĩnh vực": 13,
    "Nắm tình hình, địa bàn": 13,
    "Nắm tình hình, đơn vị ghi": 14,
    "Nắm tình hình, loại": 13,
    "Nắm tình hình, mức độ": 13,
    "Nắm tình hình, kênh": 13,
    "Nắm tình hình, tình trạng": 12,
    "Nắm tình hình, ngày": 13,
    "Nắm tình hình, quá hạn": 13,
    "Một nội dung": 22,
    "Một kiến nghị": 14,
    "Kiến nghị": 11,
    "Kiến nghị, trang 400": 11,
    "Kiến nghị, chờ": 11,
    "Kiến nghị, quá hạn": 11,
    "Kiến nghị, từ khóa": 11,
    "Kiến nghị, địa bàn": 11,
    "Ghi nội dung": 12,
    "Tin cấp bách": 10,
    "Tổng quan": 16,
    "Tổng quan, năm": 16,
    "Vụ việc": 13,
    "Một vụ việc": 11,
    "Chỉ đạo": 7,
    "Báo cáo của đơn vị": 9,
    "Viết báo cáo": 32,
    "Một mục báo cáo": 14,
    "Báo cáo đã nộp": 15,
    "Tổng hợp": 21,
    "Một mục tổng hợp": 21,
    "Theo dõi nộp báo cáo": 7,
    "Theo dõi, tuần": 7,
    "Đúng hạn của đơn vị": 6,
    "Hồ sơ họp": 5,
    "Chế độ báo cáo": 8,
    "Sổ văn bản": 13,
    "Đơn vị": 7,
    "Một đơn vị": 11,
    "Địa bàn": 6,
    "Phân công": 8,
    "Danh bạ": 7,
    "Tài khoản": 9,
    "Nhật ký": 6,
    "Tìm": 8,
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
