"""A clerk writes a section: it saves itself, the server dies under her hands, another writes the same section."""

import os
import random
import re
import sqlite3
import subprocess
import sys
import threading

import pytest
from playwright.sync_api import expect

from nam_tinh_hinh.cli.bench.server import free_port
from tests.demonstration import PASSWORD, demonstration
from tests.reporting.given import Reporting
from tests.served import await_answer
from tests.world import World

pytestmark = pytest.mark.journey

HEADING = "Kết quả thực hiện nhiệm vụ trong tuần"
FIRST, SECOND, THIRD = "Tuyên truyền 05 buổi.", " Vận động 12 hộ.", " Thăm 03 gia đình."
SAVED = re.compile(r"Đã lưu trên máy chủ \d\d:\d\d")
TROUBLE = "Chưa gửi được lên máy chủ"


class Machine:
    """A demonstration in a process that can be killed and started again on the same data."""

    def __init__(self, folder):
        self.port = free_port()
        self.folder, self.address = folder, f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [sys.executable, "-m", "nam_tinh_hinh", "demo", "--port", str(self.port), "--dir", str(self.folder)]
        with (self.folder / "server.log").open("a") as log:
            env = os.environ | {"NTH_DEMO_PASSWORD": PASSWORD}
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=env)
        await_answer(self.address, self.process, self.folder / "server.log")

    def end_sign_ins(self):
        """Let everybody have been away for long."""
        with sqlite3.connect(self.folder / "nam-tinh-hinh.db", timeout=10) as data:
            data.execute("UPDATE sign_in SET seen_at = '2020-01-01 00:00:00'")

    def kill(self):
        self.process.kill()
        self.process.wait(10)


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("viet-bao-cao")
    with demonstration(folder) as app:
        assert Reporting(World(app)).report().unit_id
    one = Machine(folder)
    one.start()
    yield one
    one.kill()


@pytest.fixture(scope="module")
def server(machine):
    return machine.address


def open_section(page, heading=HEADING):
    page.goto("/bao-cao/")
    page.get_by_role("link", name="Báo cáo nhanh tuần").first.click()
    page.locator(".viec-muc a", has_text=heading).click()
    page.locator("#text").wait_for()


def write(page, words):
    page.locator("#text").press("Control+End")
    page.locator("#text").press_sequentially(words, delay=5)


def box(page, words):
    page.locator("[data-save-box]", has_text=words).wait_for(timeout=15000)


def on_the_server(person, who="lanhdao"):
    """What somebody else of the unit reads in the section now."""
    page = person(who)
    open_section(page)
    return page.input_value("#text")


def test_what_was_typed_survives_a_server_that_dies_and_nothing_acknowledged_is_lost(person, machine):
    page = person("canbo")
    open_section(page)
    write(page, FIRST)
    box(page, SAVED)
    machine.kill()
    write(page, SECOND)
    box(page, TROUBLE)
    expect(page.locator("[data-save-box]")).to_contain_text("trên máy này", use_inner_text=True)
    expect(page.locator("#text")).to_have_value(FIRST + SECOND)
    machine.start()
    page.locator("[data-save-trouble]:empty").wait_for(state="attached", timeout=25000)
    assert on_the_server(person) == FIRST + SECOND
    machine.kill()
    write(page, THIRD)
    page.wait_for_timeout(1000)  # the copy on this machine is made 800 ms after the last key
    page.goto("about:blank")
    machine.start()
    open_section(page)
    expect(page.locator("#text")).to_have_value(FIRST + SECOND)
    page.get_by_text("Trên máy này còn chữ chưa gửi").wait_for()
    page.get_by_role("button", name="Dùng lại").click()
    expect(page.locator("#text")).to_have_value(FIRST + SECOND + THIRD)
    page.locator("#text").press("Control+Enter")
    page.get_by_role("heading", name="Nhiệm vụ trọng tâm tuần tới").wait_for()
    assert on_the_server(person) == FIRST + SECOND + THIRD


def test_an_answer_that_never_came_is_not_taken_for_somebody_else(person):
    page = person("canbo")
    open_section(page, "Kiến nghị, đề xuất")
    lost = []

    def lose(route):
        route.fetch()  # the server saves it
        lost.append(route.request.post_data)
        route.abort()  # the answer is lost

    page.route("**/luu", lose, times=1)
    write(page, "Đề nghị")
    box(page, TROUBLE)
    write(page, " sửa đường ngõ 12.")
    box(page, SAVED)
    page.wait_for_timeout(3500)
    assert len(lost) == 1
    expect(page.locator("[data-stop]")).to_have_count(0)
    page.reload()
    expect(page.locator("#text")).to_have_value("Đề nghị sửa đường ngõ 12.")
    expect(page.get_by_role("button", name="Dùng lại")).to_have_count(0)


def test_a_press_waits_until_all_that_was_typed_is_saved(person):
    page = person("canbo")
    open_section(page, "Tâm tư, dư luận")
    write(page, "Nhân dân phấn khởi.")
    page.get_by_role("button", name="Xong, sang mục sau").click()
    page.get_by_role("heading", name="Nội dung Nhân dân phản ánh").wait_for()
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_role("heading", name="Tâm tư, dư luận").wait_for()
    expect(page.locator("#text")).to_have_value("Nhân dân phấn khởi.")
    expect(page.locator(".muc-dau .nhan")).to_have_text("Đang làm", use_inner_text=True)


def test_two_write_one_section_and_choose(person):
    heading = "Nhiệm vụ trọng tâm tuần tới"
    mine, theirs = person("canbo"), person("lanhdao")
    for page in (mine, theirs):
        open_section(page, heading)
    write(theirs, "Của lãnh đạo.")
    box(theirs, SAVED)
    write(mine, "Của cán bộ.")
    box(mine, "Chưa lưu lên máy chủ")
    expect(mine.locator("#text")).to_have_value("Của cán bộ.")
    mine.get_by_role("button", name="So hai bản để chọn").click()
    mine.get_by_text("Đã có người sửa trong lúc bạn viết").wait_for()
    expect(mine.locator("#text")).to_have_value("Của cán bộ.")
    mine.locator(".khac .form-check-input").check()
    mine.get_by_role("button", name="Lưu", exact=True).click()
    mine.get_by_text("Đã lưu.").wait_for()
    expect(mine.locator("#text")).to_have_value("Của lãnh đạo.")


def test_words_typed_after_the_sign_in_ended_are_offered_after_it(person, machine):
    page = person("canbo")
    open_section(page, "Nội dung Nhân dân phản ánh")
    machine.end_sign_ins()
    write(page, "Ngập ngõ 12.")
    page.get_by_role("heading", name="Đăng nhập để tiếp tục").wait_for(timeout=10000)
    page.get_by_label("Tên đăng nhập").fill("canbo")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Dùng lại").click()
    assert page.input_value("#text").endswith("Ngập ngõ 12.")
    box(page, SAVED)


def test_the_server_dies_in_the_middle_of_a_save_and_the_words_are_there_once(person, machine):
    page = person("canbo")
    open_section(page, "Vấn đề nổi cộm")
    typed = ""

    def die(route):
        deaths.append(threading.Timer(random.random() * 0.06, machine.process.kill))  # before, within or after it
        deaths[-1].start()
        route.continue_()

    for words in ("Ngập ngõ 12.", " Mất điện tổ 5."):
        deaths = []
        page.route("**/luu", die, times=1)
        write(page, words)
        typed += words
        page.wait_for_timeout(3000)
        assert len(deaths) == 1
        machine.process.wait(10)
        machine.start()
        box(page, SAVED)
        page.locator("[data-save-trouble]:empty").wait_for(state="attached", timeout=25000)
        write(page, "!")
        typed += "!"
        page.wait_for_timeout(3500)
        expect(page.locator("[data-stop]")).to_have_count(0)
    page.reload()
    expect(page.locator("#text")).to_have_value(typed)
