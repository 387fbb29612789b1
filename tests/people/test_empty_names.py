"""Spaces alone are no name: in every form with a compulsory text, and at the verbs behind them."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from nam_tinh_hinh.emulation.forms import changing, sitting
from nam_tinh_hinh.emulation.forms.campaign import MemberForm
from nam_tinh_hinh.emulation.forms.carrying import ProgressForm
from nam_tinh_hinh.emulation.forms.inspecting import TeamForm
from nam_tinh_hinh.kernel.forms import BaseForm, Filled
from nam_tinh_hinh.people.forms import (  # fmt: skip
    account,
    administration,
    areas,
    calendar,
    contacts,
    papers,
    postings,
    reorganising,
    signing_in,
    units,
)
from nam_tinh_hinh.people.orders import UnitRefused
from nam_tinh_hinh.people.refusals import EntryRefused
from nam_tinh_hinh.people.services import UnitFacts, create_unit, edit_unit
from tests.people.places import add_area, add_contact
from tests.reporting import compulsory as reporting
from tests.situation import compulsory as situation

COMPULSORY = [
    (units.UnitForm, "name", "Ghi tên đơn vị."),
    (areas.AreaForm, "name", "Ghi tên địa bàn."),
    (contacts.ContactForm, "name", "Ghi họ và tên đầu mối."),
    (postings.AssignForm, "officer", "Ghi tên cán bộ."),
    (postings.HandOverForm, "giver", "Ghi tên người giao."),
    (postings.HandOverForm, "taker", "Ghi tên người nhận."),
    (reorganising.OrderForm, "decision", "Ghi số quyết định hoặc căn cứ, ví dụ 12-QĐ/ĐU."),
    (administration.PositionForm, "unit", "Ghi tên đơn vị."),
    (administration.UserForm, "name", "Ghi họ và tên."),
    (administration.UserForm, "username", "Ghi tên đăng nhập."),
    (administration.UserForm, "unit", "Ghi tên đơn vị."),
    (administration.NameForm, "name", "Ghi họ và tên."),
    (papers.PrintSettingForm, "issuer_lines", "Ghi tên cơ quan ban hành."),
    (papers.UnitForm, "unit", "Ghi tên đơn vị."),
    (calendar.HolidayForm, "label", "Ghi tên ngày nghỉ, hoặc làm bù cho ngày nào."),
    (papers.LabelForm, "label", "Ghi chữ hiện trên màn hình và giấy tờ."),
    (signing_in.SignInForm, "username", "Ghi tên đăng nhập."),
    (signing_in.CodeForm, "code", "Ghi mã đang hiện trên điện thoại."),
    (changing.AskForm, "reason", "Ghi lý do đề nghị."),
    (changing.AskFactsForm, "reason", "Ghi lý do đề nghị."),
    (account.ConfirmForm, "code", "Ghi mã đang hiện trên điện thoại."),
    (sitting.SittingForm, "chaired_by", "Ghi họ tên người chủ trì."),
    (sitting.SittingForm, "recorded_by", "Ghi họ tên thư ký phiên họp."),
    (sitting.CloseForm, "conclusion", "Ghi kết luận của phiên họp."),
    (sitting.NoticeForm, "duties", "Ghi trách nhiệm thực hiện."),
    (TeamForm, "name", "Ghi tên đoàn, ví dụ: Đoàn kiểm tra số 1."),
    (MemberForm, "person", "Ghi tên người tham gia Ban Chỉ đạo."),
    (ProgressForm, "words", "Ghi đã làm được gì."),
    *situation.COMPULSORY,
    *reporting.COMPULSORY,
]
NOTHING = ["", "   ", "\t\u00a0 ", "\u200b"]


@pytest.mark.parametrize("typed", NOTHING)
@pytest.mark.parametrize(("kind", "name", "sentence"), COMPULSORY)
def test_spaces_alone_are_nothing_and_the_label_says_compulsory(app, kind, name, sentence, typed):
    with app.test_request_context():
        form = kind(MultiDict({name: typed}), meta={"csrf": False})
        field = form[name]
        field.validate(form)
        assert list(field.errors) == [sentence]
        assert field.flags.required


def _all_forms(kind=BaseForm):
    for one in kind.__subclasses__():
        yield one
        yield from _all_forms(one)


def test_no_compulsory_text_is_missing_from_the_table(app):
    found = set()
    with app.test_request_context():
        for kind in _all_forms():
            for field in kind(formdata=None, meta={"csrf": False}):
                if not isinstance(field, StringField | TextAreaField) or isinstance(field, PasswordField):
                    continue
                assert not [one for one in field.validators if isinstance(one, InputRequired | DataRequired)], field
                if any(isinstance(one, Filled) for one in field.validators):
                    found.add((kind, field.name))
    assert found == {(kind, name) for kind, name, _ in COMPULSORY}


@pytest.mark.parametrize("name", NOTHING)
def test_the_verbs_refuse_too(world, name):
    unit, admin = world.unit("ccb"), world.actor("quantri")
    facts = UnitFacts(name=name, kind_id=unit.kind_id, valid_from=unit.valid_from)
    with pytest.raises(UnitRefused, match="Ghi tên đơn vị"):
        create_unit(actor=admin, facts=facts)
    with pytest.raises(UnitRefused, match="Ghi tên đơn vị"):
        edit_unit(actor=admin, unit=unit, facts=facts)
    with pytest.raises(EntryRefused, match="Ghi tên địa bàn"):
        add_area(name)
    with pytest.raises(EntryRefused, match="Ghi họ và tên đầu mối"):
        add_contact(world, name=name)


@pytest.mark.parametrize("name", NOTHING)
@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/to-chuc/them", "Ghi tên đơn vị."),
        ("/dia-ban/them", "Ghi tên địa bàn."),
        ("/danh-ba/them", "Ghi họ và tên đầu mối."),
    ],
)
def test_the_pages_say_it(sign_in, path, sentence, name):
    answer = sign_in("quantri").post(path, {"name": name, "unit_name": "Công an", "valid_from": "01/07/2025"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "(bắt buộc)" in answer.text
