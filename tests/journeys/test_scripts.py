"""The small scripts in a real browser: kept words, one sending, Ctrl+Enter, the alarm, searching."""

import threading
import time
from pathlib import Path

import js_lib_htmx
import pytest
from flask import Flask, redirect, render_template_string, request, send_file
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from werkzeug.serving import make_server

from nam_tinh_hinh.kernel.shipped import shipped
from nam_tinh_hinh.web.layout import teach

pytestmark = pytest.mark.journey

POLICY = "default-src 'none'; img-src 'self' data:; " + "; ".join(
    f"{what} 'self'" for what in ("script-src", "style-src", "connect-src", "form-action")
)
PAGE = """{% extends 'layout/plain.html' %}{% block main %}
{% from 'macros/forms.html' import hidden %}{% from 'macros/htmx.html' import hx_post %}
{% from 'macros/ui.html' import filter_bar %}
{% call filter_bar('/search', target='#found') %}<input type="search" name="q" id="q" aria-label="Từ khóa">
<input type="search" name="who" id="who" aria-label="Người">{% endcall %}<p id="found"></p>
<form method="post" action="/save" data-keep="one">{{ hidden() }}
  <textarea id="words" name="words">{{ words }}</textarea><button id="save" data-primary>Lưu</button></form>
<form method="post" action="/judge" data-pane {{ hx_post('/judge') }}>{{ hidden() }}
  <textarea id="reason" name="reason" data-reason></textarea>
  <button id="yes" name="act" value="yes" data-primary>Đồng ý</button>
  <button id="more" name="act" value="more" data-when-reason>Cần bổ sung</button></form>
{% if said %}<span hidden data-forget="{{ said }}"></span>{% endif %}
<form method="post" action="/out" data-sign-out>{{ hidden() }}<button id="out">Đăng xuất</button></form>
{% endblock %}"""
NOTE_THE_WORD = """() => new MutationObserver(() => {
  const word = document.querySelector(".dang-lam");
  if (word) sessionStorage.word = word.textContent;
}).observe(document.body, {childList: true, subtree: true})"""
REFUSAL = "{% include 'errors/error_fragment.html' %}"


def make_app():
    app = Flask("scripts", template_folder=str(shipped("templates")), static_folder=str(shipped("static")))
    app.config.update(SECRET_KEY="test", BOOTSTRAP_SERVE_LOCAL=True)
    Bootstrap5(app)
    CSRFProtect(app)
    app.jinja_env.globals["form_key"] = lambda: "one-time"
    teach(app.jinja_env)
    app.saved, app.asked = [], []
    htmx = Path(js_lib_htmx.__path__[0]) / "static/htmx/htmx.min.js"

    def save():
        app.saved.append(request.form["words"])
        time.sleep(0.6 if "chậm" in request.form["words"] else 0)
        return redirect("/?said=one" if "tab" in request.form["words"] else "/?forget=one")

    def search():
        app.asked.append((request.args["q"], request.args["who"]))
        return f'<p id="found">Tìm: {request.args["q"]}</p>'

    def judge():
        if request.form["act"] == "more":
            return render_template_string(REFUSAL, title="Không được", text="Đơn vị của bạn.", way_out=()), 403
        return '<h2 id="next" data-focus>Mục tiếp theo</h2>'

    def home():
        return render_template_string(
            PAGE,
            actor={"user_id": 5},
            words=app.saved[-1:] or "",
            forget=request.args.get("forget"),
            said=request.args.get("said"),
        )

    app.add_url_rule("/", "web.home", home)
    app.add_url_rule("/htmx.js", "web.htmx_js", lambda: send_file(htmx))
    app.add_url_rule("/save", "save", save, methods=["POST"])
    app.add_url_rule("/judge", "judge", judge, methods=["POST"])
    app.add_url_rule("/out", "out", lambda: redirect("/"), methods=["POST"])
    app.add_url_rule("/search", "search", search)
    app.after_request(lambda answer: answer.headers.update({"Content-Security-Policy": POLICY}) or answer)
    return app


@pytest.fixture
def page(chromium):
    app = make_app()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.port}")
    page = context.new_page()
    page.app = app
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto("/")
    yield page
    assert page.complaints == []
    context.close()
    server.shutdown()


def kept(page):
    return page.evaluate("Object.keys(localStorage)")


def type_and_wait(page, text):
    page.fill("#words", text)
    page.wait_for_timeout(1000)  # the copy is made 800 ms after the last key


def test_words_not_sent_are_offered_again_and_put_back_on_a_press(page):
    type_and_wait(page, "Vận động hiến đất")
    page.goto("/")
    assert page.input_value("#words") == ""
    page.click("text=Dùng lại")
    assert page.input_value("#words") == "Vận động hiến đất"


def test_an_unanswered_offer_survives_typing_on(page):
    type_and_wait(page, "bản cũ")
    page.goto("/")
    type_and_wait(page, "bản mới")
    page.goto("/")
    page.click("text=Bỏ >> nth=0")
    page.click("text=Dùng lại")
    assert page.input_value("#words") == "bản cũ"


def test_a_save_and_a_sign_out_leave_nothing_behind(page):
    type_and_wait(page, "xong")
    page.click("#save")
    page.wait_for_url("**/?forget=one")
    assert (page.app.saved, kept(page)) == (["xong"], [])
    type_and_wait(page, "chưa xong")
    assert kept(page) == ["chu-giu:5:one"]
    page.click("#out")
    page.wait_for_url("**/")
    assert kept(page) == []


def test_what_another_tab_keeps_is_not_dropped_by_the_saving_of_this_one(page):
    type_and_wait(page, "của tab này")
    other = page.context.new_page()
    other.goto("/")
    other.fill("#words", "của trang kia")
    other.wait_for_timeout(1000)
    page.click("#save")
    page.wait_for_url("**/?said=one")
    assert (page.app.saved, kept(page)) == (["của tab này"], ["chu-giu:5:one"])


def test_an_impatient_second_press_sends_nothing_and_a_slow_answer_shows_a_word(page):
    page.evaluate(NOTE_THE_WORD)  # a page on its way out answers no questions
    page.fill("#words", "chậm")
    page.click("#save", click_count=2, no_wait_after=True)
    page.wait_for_url("**/?forget=one")
    assert page.app.saved == ["chậm"]
    assert page.evaluate("sessionStorage.word") == "Đang lưu…"


def test_ctrl_enter_presses_the_main_button_but_never_guesses_once_a_reason_is_written(page):
    page.fill("#reason", "thiếu số hộ")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("document.activeElement.id") == "more"
    page.fill("#reason", "")
    page.keyboard.press("Control+Enter")
    page.locator("#next:focus").wait_for()


def test_a_refusal_is_said_and_the_words_stay(page):
    page.fill("#reason", "thiếu số hộ")
    page.click("#more")
    page.locator("#bao-loi p").wait_for()
    assert page.inner_text("#bao-loi") == "Không lưu được - chữ của bạn vẫn còn. Đơn vị của bạn."
    assert page.input_value("#reason") == "thiếu số hộ"
    page.click("#yes")
    page.locator("#bao-loi p").wait_for(state="detached")


def test_a_dead_network_is_said(page):
    page.context.set_offline(True)
    page.click("#yes")
    page.locator("#bao-loi p").wait_for()
    assert "chữ của bạn vẫn còn" in page.inner_text("#bao-loi")


def test_results_and_the_address_follow_the_typing(page):
    page.type("#q", "Phúc Ninh", delay=20)
    page.locator("#found", has_text="Phúc Ninh").wait_for()
    assert "q=Ph" in page.url
    page.click("#words")
    page.wait_for_timeout(700)  # longer than the pause after which typing asks
    assert page.app.asked[-1] == ("Phúc Ninh", "")
    assert page.app.asked.count(("Phúc Ninh", "")) == 1
    page.type("#who", "Hòa")  # the form does not listen to its other boxes: to leave one asks
    with page.expect_response("**/search?**"):
        page.click("#words")
    assert page.app.asked[-1] == ("Phúc Ninh", "Hòa")
