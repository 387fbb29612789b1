"""Internal information networks: which there are, who is in one today, its messages, and its leader's work."""

from flask import flash, redirect, render_template, request, url_for

from nam_tinh_hinh.kernel import asked, clock
from nam_tinh_hinh.kernel.access import allow, found
from nam_tinh_hinh.kernel.workflow import ActionRefused
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.forms.networks import MemberForm, NetworkForm
from nam_tinh_hinh.situation.queries import audiences, guiding
from nam_tinh_hinh.situation.queries import networks as queries
from nam_tinh_hinh.situation.services import networks as services
from nam_tinh_hinh.situation.tables import Guidance, Network, NetworkMember
from nam_tinh_hinh.situation.views.base import bp, person, refusal_text


@bp.get("/mang-luoi/")
@allow(rules.may_look)
def networks() -> Answer:
    return render_template(
        "situation/networks/index.html", lines=queries.networks(person()), guides=rules.may_guide(person().actor)
    )


@bp.route("/mang-luoi/lap", methods=["GET", "POST"])
@allow(rules.may_guide)
def new_network() -> Answer:
    form = NetworkForm()
    form.offer(audiences.senders(person()))
    if request.method == "GET" or not form.validate():
        code = 200 if request.method == "GET" else 422
        return render_template("situation/networks/form.html", form=form), code
    row = services.found_network(actor=person(), unit_id=form.unit_id.data, name=form.name.data, key=form.key)
    flash({"text": f"Đã lập “{row.name}”. Thêm thành viên ở dưới đây.", "forget": "mang-luoi"})
    return _back(row)


def _back(row: Network) -> Answer:
    return redirect(url_for(".network", network_id=row.id), 303)


def _fetch(network_id: int) -> Network:
    return found(queries.network(person(), network_id))


@bp.get("/mang-luoi/<int:network_id>")
@allow(rules.may_look)
def network(network_id: int) -> Answer:
    return _page(_fetch(network_id))


def _page(row: Network, member: MemberForm | None = None, name: NetworkForm | None = None, refusal: str = "") -> str:
    leads = rules.sends(person(), row)
    member = member or MemberForm(formdata=None)
    if leads and not member.member.options:
        member.member.offer(queries.candidates(row))
    messages = guiding.guidances_visible_to(person()).where(Guidance.network_id == row.id)
    return render_template(
        "situation/networks/show.html", network=row, leads=leads, members=queries.members_ever(row.id), form=member,
        name_form=name or NetworkForm(formdata=None, name=row.name), refusal=refusal, today=clock.today(),
        left=queries.left, member_name=queries.member_name, messages=guiding.newest(messages),
    )  # fmt: skip


@bp.post("/mang-luoi/<int:network_id>/ten")
@allow(rules.may_guide)
def rename_network(network_id: int) -> Answer:
    row, form = _fetch(network_id), NetworkForm()
    del form.unit_id
    if not form.validate():
        return _page(row, name=form), 422
    try:
        services.rename(actor=person(), network=row, name=form.name.data, key=form.key)
    except ActionRefused as refused:
        return _page(row, refusal=refusal_text(refused)), asked.CODES[refused.kind]
    flash("Đã đổi tên.")
    return _back(row)


@bp.post("/mang-luoi/<int:network_id>/thanh-vien")
@allow(rules.may_guide)
def add_member(network_id: int) -> Answer:
    row, form = _fetch(network_id), MemberForm()
    form.member.offer(queries.candidates(row))
    if not form.validate():
        return _page(row, member=form), 422
    unit_id, user_id = queries.chosen_member(form.member.picked or 0)
    try:
        new = services.add_member(actor=person(), network=row, unit_id=unit_id, user_id=user_id, key=form.key)
    except ActionRefused as refused:
        form.member.errors = [refusal_text(refused)]
        return _page(row, member=form), asked.CODES[refused.kind]
    flash(f"Đã thêm {queries.member_name(new)}.")
    return _back(row)


def _member(row: Network, member_id: int) -> NetworkMember:
    return found(queries.member(row.id, member_id))


@bp.post("/mang-luoi/<int:network_id>/thanh-vien/<int:member_id>/roi")
@allow(rules.may_guide)
def leave_network(network_id: int, member_id: int) -> Answer:
    row = _fetch(network_id)
    one = _member(row, member_id)
    try:
        services.leave(actor=person(), network=row, member=one, key=asked.form_key())
    except ActionRefused as refused:
        return _page(row, refusal=refusal_text(refused)), asked.CODES[refused.kind]
    undo = url_for(".come_back", network_id=row.id, member_id=one.id)
    flash({"text": f"{queries.member_name(one)} đã ra khỏi mạng lưới từ hôm nay.", "undo_url": undo})
    return _back(row)


@bp.post("/mang-luoi/<int:network_id>/thanh-vien/<int:member_id>/quay-lai")
@allow(rules.may_guide)
def come_back(network_id: int, member_id: int) -> Answer:
    row = _fetch(network_id)
    one = _member(row, member_id)
    try:
        services.come_back(actor=person(), network=row, member=one, key=asked.form_key())
    except ActionRefused as refused:
        return _page(row, refusal=refusal_text(refused)), asked.CODES[refused.kind]
    flash(f"{queries.member_name(one)} đã trở lại mạng lưới.")
    return _back(row)


@bp.post("/mang-luoi/<int:network_id>/ket-thuc")
@allow(rules.may_guide)
def end_network(network_id: int) -> Answer:
    return _ended(network_id, back=False)


@bp.post("/mang-luoi/<int:network_id>/mo-lai")
@allow(rules.may_guide)
def reopen_network(network_id: int) -> Answer:
    return _ended(network_id, back=True)


def _ended(network_id: int, *, back: bool) -> Answer:
    row = _fetch(network_id)
    try:
        services.end(actor=person(), network=row, back=back, key=asked.form_key())
    except ActionRefused as refused:
        return _page(row, refusal=refusal_text(refused)), asked.CODES[refused.kind]
    undo = {} if back else {"undo_url": url_for(".reopen_network", network_id=row.id)}
    flash({"text": "Đã mở lại mạng lưới." if back else "Đã kết thúc mạng lưới.", **undo})
    return _back(row)
