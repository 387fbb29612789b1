"""Writes about focal points."""

import re
from collections.abc import Mapping

from sqlalchemy.orm.exc import StaleDataError

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import clean_line, fold
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people import phones
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.refusals import EntryRefused, changes
from nam_tinh_hinh.people.rules import edits_contacts_of
from nam_tinh_hinh.people.services.rows import put_back, restorable, snapshot
from nam_tinh_hinh.people.tables import ContactPoint

CONTACT = "contact_point"
# The fields of requirement R036 (S4 IV.1).
CONTACT_FACTS = ("name", "post", "phone", "email", "zalo", "facebook")


def add_contact(*, actor: Actor, unit_id: int, facts: Mapping[str, str], key: str | None = None) -> ContactPoint:
    """Add a unit's focal point; the same ``key`` again returns what it made the first time.

    Raises ``EntryRefused`` for an empty name, ``ActionRefused`` for another unit's person.
    """
    if earlier := history.replayed(key, actor, CONTACT):
        return db.session.get_one(ContactPoint, earlier.subject_id)
    _allow(actor, unit_id)
    point = ContactPoint(unit_id=unit_id)
    _fill(point, facts)
    db.session.add(point)
    db.session.flush()
    history.record(actor=actor, action="add_contact", subject=CONTACT, subject_id=point.id, key=key)
    return point


def edit_contact(
    *, actor: Actor, point: ContactPoint, facts: Mapping[str, str], version: int | None, key: str | None = None
) -> None:
    """Change a focal point. ``version`` is the one the person saw.

    Raises ``ActionRefused`` when it has moved on, ``EntryRefused`` for an empty name.
    """
    if history.replayed(key, actor, CONTACT):
        return
    _allow(actor, point.unit_id)
    if version != point.version:
        raise _moved_on(point.id)
    before = snapshot(point)
    _fill(point, facts)
    try:
        db.session.flush()
    except StaleDataError as error:
        raise _moved_on(before["id"]) from error
    details = changes(before, {name: getattr(point, name) for name in CONTACT_FACTS})
    history.record(actor=actor, action="edit_contact", subject=CONTACT, subject_id=point.id, key=key, details=details)


def delete_contact(*, actor: Actor, point: ContactPoint, key: str | None = None) -> history.Event:
    """Take a focal point out of the directory; the event holds what ``restore_contact`` needs."""
    if earlier := history.replayed(key, actor, CONTACT):
        return earlier
    _allow(actor, point.unit_id)
    before = snapshot(point)
    db.session.delete(point)
    db.session.flush()
    return history.record(
        actor=actor, action="delete_contact", subject=CONTACT, subject_id=before["id"], key=key,
        details={"before": before},
    )  # fmt: skip


def restore_contact(*, actor: Actor, event: history.Event, key: str | None = None) -> None:
    """Put back a focal point that ``event`` took out."""
    if history.replayed(key, actor, CONTACT):
        return
    before = restorable(event)
    _allow(actor, before["unit_id"])
    point = put_back(ContactPoint, before)
    history.record(actor=actor, action="restore_contact", subject=CONTACT, subject_id=point.id, key=key)


def _fill(point: ContactPoint, facts: Mapping[str, str]) -> None:
    if not clean_line(facts["name"]):
        raise EntryRefused("Ghi họ và tên đầu mối.", field="name")
    for name in CONTACT_FACTS:
        setattr(point, name, facts[name])
    point.phone = phones.grouped(point.phone)
    # Digits without their gaps too: "0900000123" must find "0900 000 123".
    digits = " ".join(re.sub(r"\D", "", number) for number in phones.numbers(point.phone))
    point.folded_text = fold(" ".join([*(getattr(point, name) for name in CONTACT_FACTS), digits]))


def _allow(actor: Actor, unit_id: int) -> None:
    if not edits_contacts_of(actor, unit_id):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ cán bộ, lãnh đạo của đơn vị được sửa đầu mối của đơn vị mình.")


def _moved_on(contact_id: int) -> ActionRefused:
    return ActionRefused(
        Refusal.MOVED_ON, "Đầu mối này vừa được sửa từ khi bạn mở trang.", history.last(CONTACT, contact_id)
    )
