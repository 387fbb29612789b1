"""Accounts as the administrator keeps them."""

import re
from datetime import timedelta

import pytest

from nam_tinh_hinh.demo.people import ACCOUNTS
from nam_tinh_hinh.kernel import clock, history, totp
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people import services
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.queries import user_by_name
from nam_tinh_hinh.people.queries.settings import IDLE_DAYS
from nam_tinh_hinh.people.queries.users import Standing
from nam_tinh_hinh.people.services import second_factor as factor
from nam_tinh_hinh.people.tables import Position, Setting, SignIn, User
from tests.browser import Browser
from tests.people.statements import counted

LIST = "/quan-tri/tai-khoan"
TODAY = f"{clock.today():%d/%m/%Y}"


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def page_of(username):
    return f"{LIST}/{user_by_name(username).id}"


def names(answer):
    return re.findall(r'<th scope="row" class="bang__ten"><a href="/quan-tri/tai-khoan/\d+">([^<]+)</a>', answer.text)


def new_user(**more):
    said = {
        "name": "Đỗ Thị Mơ",
        "username": "mo.do",
        "unit": "hoi lien hiep phu nu phuong minh hoa",
        "role": "clerk",
        "title": "",
        "valid_from": TODAY,
    }
    return said | more


def last_event():
    return db.session.scalars(db.select(history.Event).order_by(history.Event.id.desc()).limit(1)).one()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tu-khoa=nguyen+hoa", ["Nguyễn Thị Hòa"]),
        ("tu-khoa=CANBO2", ["Trần Thu Hà"]),
        ("tu-khoa=%25", None),
        ("vai-tro=admin", ["Đặng Anh Tuấn"]),
        ("don-vi=cuu+chien+binh", ["Nguyễn Thị Hòa", "Phạm Văn Thắng"]),
        ("don-vi=cuu+chien+binh&vai-tro=leader", ["Phạm Văn Thắng"]),
        ("tinh-trang=khoa", []),
        ("tinh-trang=chua-giao", []),
        ("tu-khoa=khong+co+ai", []),
        ("vai-tro=vua&tinh-trang=sai&trang=abc&don-vi=", None),
    ],
)
def test_the_list_is_narrowed_by_its_address(admin, asked, found):
    answer = admin.get(f"{LIST}?{asked}")
    assert answer.status_code == 200
    assert names(answer) == found if found is not None else len(names(answer)) == len(ACCOUNTS)
    assert bool(found) or "Không có tài khoản nào khớp" in answer.text or found is None


def test_idle_accounts_are_found_by_the_days_of_the_setting(admin, world):
    for user in db.session.scalars(db.select(User)):
        user.created_at = clock.now() - timedelta(days=60)
    user_by_name("canbo").disabled_at = clock.now()
    token = services.start_sign_in(user=user_by_name("canbo2"), address="")
    db.session.commit()
    assert len(names(admin.get(f"{LIST}?tinh-trang=lau-khong-dung"))) == len(ACCOUNTS) - 3  # one locked, two signed in
    row = db.session.scalars(db.select(SignIn).filter_by(user_id=user_by_name("canbo2").id)).one()
    row.seen_at -= timedelta(days=46)
    db.session.commit()
    assert "Trần Thu Hà" in names(admin.get(f"{LIST}?tinh-trang=lau-khong-dung"))
    db.session.add(Setting(key=IDLE_DAYS, value="50"))
    db.session.commit()
    assert "Trần Thu Hà" not in names(admin.get(f"{LIST}?tinh-trang=lau-khong-dung"))
    assert token


def many(number):
    unit_id, moment = db.session.scalar(db.select(Position.unit_id).limit(1)), clock.now()
    users = [
        User(username=f"u{n:05}", name=f"Người số {n}", password_hash="!", created_at=moment) for n in range(number)
    ]
    db.session.add_all(users)
    db.session.flush()
    db.session.add_all(
        Position(user_id=user.id, unit_id=unit_id, role=Role.CLERK, title="", valid_from=clock.today())
        for user in users
    )
    db.session.add_all(
        SignIn(user_id=user.id, token_hash=user.username, started_at=moment, seen_at=moment, address="")
        for user in users
    )
    db.session.commit()


def test_the_list_takes_the_same_statements_with_many_people(admin, fresh, world):
    asked = ["", "?tu-khoa=nguoi+so", "?tinh-trang=lau-khong-dung", "?don-vi=dang&vai-tro=clerk", "?trang=3"]

    def measure():
        numbers = []
        for query in asked:
            with counted(fresh) as seen:
                admin.get(f"{LIST}{query}")
            numbers.append(len(seen))
        return numbers

    many(50)
    few = measure()
    db.session.execute(db.text("UPDATE \"user\" SET username = 'v' || username WHERE username LIKE 'u0%'"))
    db.session.execute(db.text("UPDATE sign_in SET token_hash = 'v' || token_hash WHERE token_hash LIKE 'u0%'"))
    db.session.commit()
    many(3000)
    assert measure() == few
    assert max(few) <= 13
    assert len(names(admin.get(f"{LIST}?tu-khoa=nguoi"))) == 50
    assert "Trang 1/61" in admin.get(f"{LIST}?tu-khoa=nguoi+so").text


def test_a_new_account_gets_a_position_and_a_code_shown_once(admin, fresh, world):
    sent = new_user(form_key="b" * 32)
    answer = admin.post(f"{LIST}/them", sent)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    code = re.search(r"<code>([^<]+)</code>", answer.text)[1]
    again = admin.post(f"{LIST}/them", sent)
    assert code not in again.text
    assert "mã đã hiện lúc đó" in again.text
    user = user_by_name("mo.do")
    assert code not in user.password_hash
    assert [p.unit.name for p in db.session.scalars(db.select(Position).filter_by(user_id=user.id))] == [
        "Hội Liên hiệp Phụ nữ phường Minh Họa"
    ]
    assert Browser(fresh).sign_in("mo.do", code.upper()).location == "/"
    assert code not in admin.get(page_of("mo.do")).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"username": "canbo"}, "đã có người dùng"),
        ({"username": "Có Dấu"}, "không có dấu cách"),
        ({"username": "a"}, "Từ 3 đến 60"),
        ({"unit": "không có"}, "Không có đơn vị nào"),
        ({"unit": "phuong"}, "Có nhiều đơn vị khớp"),
        ({"unit": "%"}, "Không có đơn vị nào"),
        ({"role": "vua"}, "Hãy chọn một mục"),
        ({"valid_from": "hôm nay"}, "không phải là ngày"),
        ({"name": ""}, "Ghi họ và tên"),
    ],
)
def test_a_bad_new_account_is_said_and_what_was_typed_stays(admin, world, typed, words):
    answer = admin.post(f"{LIST}/them", new_user(**typed))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Đỗ Thị Mơ" in answer.text or "name" in typed
    assert db.session.scalar(db.select(db.func.count()).select_from(User)) == len(ACCOUNTS)


def test_a_new_code_ends_the_sign_ins_and_is_shown_once(admin, clerk, fresh, world):
    path = f"{page_of('canbo')}/ma-moi"
    answer = admin.post(path, {"form_key": "c" * 32})
    code = re.search(r"<code>([^<]+)</code>", answer.text)[1]
    assert clerk.get("/").location.startswith("/dang-nhap")
    assert "mã đã hiện lúc đó" in admin.post(path, {"form_key": "c" * 32}).text
    assert Browser(fresh).sign_in("canbo", code).location == "/"
    details = [e.details for e in history.of("user", user_by_name("canbo").id)]
    assert code not in str(details)


def test_locking_ends_the_sign_in_at_the_next_request_and_is_undone(admin, clerk, fresh, world):
    assert clerk.get("/").status_code == 200
    answer = admin.post(f"{page_of('canbo')}/khoa")
    assert "Hoàn tác" in admin.get(answer.location).text
    assert clerk.get("/").location == "/dang-nhap?next=/"
    assert clerk.post("/dan-van-kheo/dang-ky", {"name": "x"}).status_code == 401
    assert Browser(fresh).sign_in("canbo").status_code == 422
    assert admin.post(f"{page_of('canbo')}/ma-moi").status_code == 409
    admin.post(f"{page_of('canbo')}/mo-lai")
    assert Browser(fresh).sign_in("canbo").status_code == 303
    assert clerk.get("/").location.startswith("/dang-nhap")


def test_his_own_code_is_not_given_here(admin, world):
    answer = admin.post(f"{page_of('quantri')}/ma-moi")
    assert answer.status_code == 409
    assert "Tài khoản của tôi" in answer.text


def test_a_lost_telephone(admin, world, fresh):
    user = user_by_name("canbo")
    factor.begin(user=user, secret_key="t" * 48)
    user.totp_step = totp.step_of(clock.now())
    db.session.commit()
    admin.post(f"{page_of('canbo')}/tat-xac-thuc")
    assert Browser(fresh).sign_in("canbo").location == "/"
    assert [e.action for e in history.of("user", user.id)].count("second_factor_off") == 1


def test_a_name_is_corrected(admin, world):
    admin.post(f"{page_of('canbo')}/ho-ten", {"name": "Nguyễn Thị Hoà"})
    assert last_event().details == {"before": {"name": "Nguyễn Thị Hòa"}, "after": {"name": "Nguyễn Thị Hoà"}}
    assert admin.post(f"{page_of('canbo')}/ho-ten", {"name": " "}).status_code == 422


def test_the_numbers_of_the_start_page_lead_to_the_lists(admin, world):
    services.disable(actor=history.Machine(), user=user_by_name("canbo"))
    db.session.commit()
    page = admin.get("/quan-tri").text
    counts = {Standing.ACTIVE: len(ACCOUNTS) - 1, Standing.LOCKED: 1, Standing.IDLE: 0, Standing.UNPLACED: 0}
    for standing, number in counts.items():
        assert f'<a href="/quan-tri/tai-khoan?tinh-trang={standing.value}">{number}</a>' in page


@pytest.mark.parametrize("user_id", ["0", "999999", "99999999999999999999"])
def test_nobody_is_404(admin, user_id):
    assert admin.get(f"{LIST}/{user_id}").status_code == 404
