"""The switches and numbers of the installation."""

import pytest

from nam_tinh_hinh.people.queries import settings


@pytest.fixture
def admin(sign_in):
    return sign_in("quantri")


def test_what_holds_until_someone_decides(admin, world):
    page = admin.get("/quan-tri/thiet-lap").text
    assert 'value="45"' in page
    assert "30 phút" in page
    assert (settings.second_factor_for_admins(), settings.idle_days()) == (False, 45)


def test_settings_are_kept(admin, world):
    admin.post("/quan-tri/thiet-lap", {"idle_days": "90"})
    assert (settings.second_factor_for_admins(), settings.idle_days()) == (False, 90)
    answer = admin.post("/quan-tri/thiet-lap", {"idle_days": "90", "second_factor": "y"})
    assert (settings.second_factor_for_admins(), settings.idle_days()) == (True, 90)
    assert admin.get(answer.location).location == "/tai-khoan/xac-thuc-hai-buoc"


@pytest.mark.parametrize("days", ["", "6", "4000", "-1", "mười", "1e9"])
def test_days_no_setting_could_have_are_refused(admin, world, days):
    answer = admin.post("/quan-tri/thiet-lap", {"idle_days": days})
    assert answer.status_code == 422
    assert settings.idle_days() == 45
