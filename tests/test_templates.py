"""The shared templates: what every page may rely on, rendered without the rest of the house."""

import re
from html.parser import HTMLParser

import pytest
from flask import Flask, render_template_string
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from wtforms import BooleanField, DateField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from nam_tinh_hinh.kernel.shipped import shipped
from nam_tinh_hinh.web.layout import teach

TEMPLATES = shipped("templates")
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if "print" not in path.relative_to(TEMPLATES).parts]
LINKS = ("web.home", "web.help_index", "web.htmx_js", "people.sign_in", "people.sign_out")


class Registration(Form):
    name = StringField("Tên mô hình", [InputRequired("Nhập tên mô hình."), Length(max=300)])
    kind = RadioField(
        "Loại",
        choices=[SelectChoice("m", "Mô hình"), SelectChoice("d", "Điển hình")],
        validators=[InputRequired("Chọn loại.")],
    )
    topic = SelectField("Lĩnh vực", choices=[SelectChoice("", "Chọn lĩnh vực"), SelectChoice("k", "Kinh tế")])
    start = DateField("Ngày bắt đầu", format="%d/%m/%Y")
    content = TextAreaField("Nội dung", [Length(max=1000)])
    agreed = BooleanField("Đã thống nhất với chi bộ")


@pytest.fixture(scope="module")
def render():
    app = Flask("look", template_folder=str(TEMPLATES), static_folder=str(shipped("static")))
    app.config.update(SECRET_KEY="test", BOOTSTRAP_SERVE_LOCAL=True)
    Bootstrap5(app)
    CSRFProtect(app)
    app.jinja_env.globals["form_key"] = lambda: "one-time"
    teach(app.jinja_env)
    for name in LINKS:
        app.add_url_rule("/" + name, name, lambda: "")

    def draw(source, **context):
        with app.test_request_context():
            return render_template_string(source, **context)

    return draw


def draw_field(render, name, data=None, extra=""):
    form = Registration(data=data)
    return render(
        "{% from 'macros/forms.html' import field %}{{ field(form[name]" + extra + ") }}", form=form, name=name
    )


def failed_form():
    form = Registration()
    form.validate()
    return form


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_is_short_and_obeys_the_content_policy(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 150
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|javascript:|hx-on", text)


def test_a_draft_is_never_blocked_and_a_paste_never_cut(render):
    drawn = draw_field(render, "name") + draw_field(render, "content")
    assert " required" not in drawn
    assert "maxlength" not in drawn
    assert 'data-most="1000"' in drawn


@pytest.mark.parametrize(
    ("name", "extra", "word"),
    [
        ("name", "", "(bắt buộc)"),
        ("topic", "", "(không bắt buộc)"),
        ("name", ", need='bắt buộc khi gửi'", "(bắt buộc khi gửi)"),
    ],
)
def test_a_label_says_in_words_whether_the_field_is_needed(render, name, extra, word):
    assert word in draw_field(render, name, extra=extra)


def test_a_date_is_typed_as_text(render):
    drawn = draw_field(render, "start")
    assert 'type="text"' in drawn
    assert 'inputmode="numeric"' in drawn
    assert 'aria-describedby="start-need start-hint"' in drawn


def test_choices_are_a_group_with_a_legend(render):
    drawn = draw_field(render, "kind")
    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>Loại", drawn)
    assert drawn.count('type="radio"') == 2


def test_an_error_says_the_same_at_the_field_and_in_the_summary(render):
    drawn = render(
        "{% from 'macros/forms.html' import field, error_summary %}{{ error_summary(form) }}{{ field(form.name) }}",
        form=failed_form(),
    )
    assert '<a href="#name">Tên mô hình: Nhập tên mô hình.</a>' in drawn
    assert '<a href="#kind-0">Loại: Chọn loại.</a>' in drawn
    assert '<span class="visually-hidden">Lỗi: </span>Nhập tên mô hình.' in drawn
    assert 'aria-invalid="true"' in drawn


def test_the_title_announces_errors(render):
    page = "{% extends 'layout/plain.html' %}{% block title %}Đăng ký{% endblock %}"
    assert "<title>Lỗi: Đăng ký · Nắm tình hình</title>" in render(page, form=failed_form())
    assert "<title>Đăng ký · Nắm tình hình</title>" in render(page, form=Registration())


def test_user_text_is_escaped_everywhere(render):
    evil = "<b>x</b>"
    drawn = render(
        "{% from 'macros/ui.html' import stage_pill, facts, empty %}{% from 'macros/forms.html' import post_button %}"
        "{{ stage_pill(t) }}{{ facts([(t, t)]) }}{{ empty(t, t) }}{{ post_button('/x', t, fields={'a': t}) }}",
        t=evil,
    )
    assert evil not in drawn
    assert drawn.count("&lt;b&gt;") == 7


def test_every_posting_button_carries_both_keys(render):
    drawn = render("{% from 'macros/forms.html' import post_button %}{{ post_button('/x', 'Rút đăng ký') }}")
    assert 'name="csrf_token"' in drawn
    assert 'name="form_key" value="one-time"' in drawn


def test_an_action_that_needs_a_reason_opens_a_box_for_it_and_keeps_what_was_typed(render):
    source = "{% from 'macros/forms.html' import reason_box %}{{ reason_box(action, '/x', {'version': 3}, typed) }}"
    action = {"label": "Trả lại", "name": "return"}
    assert "<details" in (drawn := render(source, action=action, typed=""))
    assert " open>" not in drawn
    assert 'name="version" value="3"' in drawn
    assert "Thiếu địa chỉ</textarea>" in (drawn := render(source, action=action, typed="Thiếu địa chỉ"))
    assert " open>" in drawn


def test_the_step_bar_speaks(render):
    drawn = render(
        "{% from 'macros/ui.html' import step_bar %}{{ step_bar(2, ['Đăng ký', 'Xét duyệt', 'Sơ kết'], 3) }}"
    )
    assert "Bước 2/3 · Xét duyệt" in drawn
    assert [drawn.count(word) for word in (": đã xong", ": đang làm", ": chưa đến")] == [1, 1, 1]


def test_the_pager_keeps_both_ends_and_the_neighbours(render):
    source = "{% from 'macros/ui.html' import pager %}{{ pager(9, 18, 213, at, 'mô hình') }}"
    drawn = render(source, at="?trang={}".format)
    assert "Trang 9/18 · 213 mô hình" in drawn
    assert re.findall(r"</span>(\d+)</a>", drawn) == ["1", "7", "8", "9", "10", "11", "18"]


def test_the_live_regions_stand_in_an_error_page_too(render):
    drawn = render(
        "{% include 'errors/error.html' %}",
        code=404,
        title="Không có trang này",
        text="Xem lại địa chỉ.",
        way_out=[("Về nhà", "/")],
    )
    ids = _ids(drawn)
    assert {"bao-loi", "loi-nhan", "noi-dung"} <= set(ids)
    assert len(ids) == len(set(ids))


def _ids(page):
    found = []

    class Collector(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend(value for name, value in attrs if name == "id")

    Collector().feed(page)
    return found
