"""The topics: the administrator keeps everybody's, a focal point his unit's own; and what the channels are."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, history
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.rules import is_admin
from nam_tinh_hinh.people.views.administration.start import offer
from nam_tinh_hinh.people.views.base import Answer, actor
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.enums import Regularity
from nam_tinh_hinh.situation.forms.topics import TopicForm, TopicLabelForm
from nam_tinh_hinh.situation.queries.topic_tree import tree, used
from nam_tinh_hinh.situation.services import channels
from nam_tinh_hinh.situation.services import topics as services
from nam_tinh_hinh.situation.tables import Topic
from nam_tinh_hinh.situation.views.base import bp, person

PAGE = "/linh-vuc-nam-tinh-hinh/"
ROW = f"{PAGE}<int:topic_id>"
WAYS = {"len": -1, "xuong": 1}
CHANNELS = "/quan-tri/kenh-thuong-xuyen-dinh-ky"

offer("situation.topics", "Lĩnh vực nắm tình hình", "Sáu lĩnh vực và các mục bên dưới: sửa chữ, xếp thứ tự, tắt")
offer("situation.channel_kinds", "Kênh thường xuyên, định kỳ", "Kênh nào định kỳ, kênh nào là cuộc họp")


@bp.get(PAGE)
@allow(rules.keeps_topics)
def topics() -> Answer:
    return _page()


def _page(form: TopicForm | None = None, **said: Any) -> str:
    """Return the tree; ``row_id`` in ``said`` names the row whose words were refused, ``typed`` holds them."""
    branches = tree(person().own)
    form = form or TopicForm(formdata=None).offer(branches)
    return render_template(
        "situation/topics/index.html", branches=branches, used=used(), form=form, is_admin=is_admin(actor()),
        edits=lambda row: rules.edits_topic(person(), row), has_errors=bool(said.get("refusal") or form.errors),
        **said,
    )  # fmt: skip


def _to() -> Answer:
    return redirect(url_for(".topics"), 303)


def _fetch(topic_id: int) -> Topic:
    """Return a topic the person keeps; another unit's own is not there for him, everybody's not his to change."""
    row = found(db.session.get(Topic, topic_id))
    found(row if row.unit_id is None or row.unit_id in person().own else None)
    if not rules.edits_topic(person(), row):
        abort(403)
    return row


@bp.post(PAGE)
@allow(rules.keeps_topics)
def add_topic() -> Answer:
    form = TopicForm().offer(tree(()))
    if not form.validate():
        return _page(form), 422
    parent = db.session.get_one(Topic, form.parent_id.data)
    own = None if is_admin(actor()) else person().unit_id
    try:
        row = services.add(actor=actor(), parent=parent, label=form.label.data, unit_id=own, key=form.key)
    except EntryRefused as refused:
        form.label.errors = refused.sentences
        return _page(form), 422
    flash({"text": f"Đã thêm “{row.label}”.", "undo_url": url_for(".remove_topic", topic_id=row.id)})
    return _to()


@bp.post(f"{ROW}/chu")
@allow(rules.keeps_topics)
def rename_topic(topic_id: int) -> Answer:
    row, form = _fetch(topic_id), TopicLabelForm()
    before = row.label
    try:
        if not form.validate():
            raise EntryRefused(*form.label.errors)
        services.rename(actor=actor(), topic=row, label=form.label.data, key=form.key)
    except EntryRefused as refused:
        typed = "" if form.names_a_secret else form.label.data
        return _page(refusal=str(refused), row_id=topic_id, typed=typed), 422
    undo = url_for(".rename_topic", topic_id=topic_id)
    flash({"text": f"“{before}” nay là “{row.label}”.", "undo_url": undo, "fields": {"label": before}})
    return _to()


@bp.post(f"{ROW}/<any({','.join(WAYS)}):way>")
@allow(rules.keeps_topics)
def move_topic(topic_id: int, way: str) -> Answer:
    services.move(actor=actor(), topic=_fetch(topic_id), by=WAYS[way])
    return _to()


@bp.post(f"{ROW}/bat-tat")
@allow(rules.keeps_topics)
def switch_topic(topic_id: int) -> Answer:
    row = _fetch(topic_id)
    services.switch(actor=actor(), topic=row)
    text = f"“{row.label}” {'lại được chọn' if row.active else 'từ nay không còn trong danh sách chọn'}."
    flash({"text": text, "undo_url": url_for(".switch_topic", topic_id=topic_id)})
    return _to()


@bp.post(f"{ROW}/bo")
@allow(rules.keeps_topics)
def remove_topic(topic_id: int) -> Answer:
    row = _fetch(topic_id)
    label = row.label
    try:
        event = services.remove(actor=actor(), topic=row)
    except EntryRefused as refused:
        return _page(refusal=str(refused)), 409
    undo = url_for(".restore_topic")
    flash({"text": f"Đã bỏ “{label}”.", "undo_url": undo, "fields": {"event": event.id}})
    return _to()


@bp.post(f"{PAGE}lay-lai")
@allow(rules.keeps_topics)
def restore_topic() -> Answer:
    event = found(db.session.get(history.Event, asked.whole_number(request.form.get("event")) or 0))
    found((event.subject == services.TOPIC and event.action == "remove" and _was_ours(event)) or None)
    try:
        row = services.restore(actor=actor(), event=event)
    except EntryRefused as refused:
        return _page(refusal=str(refused)), 409
    flash(f"Đã lấy lại “{row.label}”.")
    return _to()


def _was_ours(event: history.Event) -> bool:
    was = (event.details or {})["before"]
    return rules.edits_topic(person(), Topic(unit_id=was["unit_id"]))


@bp.get(CHANNELS)
@allow(is_admin)
def channel_kinds() -> Answer:
    return render_template("situation/topics/channels.html", channels=queries.channels(), kinds=tuple(Regularity))


@bp.post(CHANNELS)
@allow(is_admin)
def channel_kinds_post() -> Answer:
    kinds = {}
    for row in queries.channels():
        said = request.form.get(f"deu-{row.id}")
        if said in {kind.value for kind in Regularity}:
            kinds[row.id] = (Regularity(said), f"hop-{row.id}" in request.form)
    number = channels.set_kinds(actor=actor(), kinds=kinds, key=asked.form_key())
    flash(f"Đã lưu: {number} kênh thay đổi." if number else "Không có kênh nào thay đổi.")
    return redirect(url_for(".channel_kinds"), 303)
