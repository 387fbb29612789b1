"""The words of the history for people, papers and settings."""

from nam_tinh_hinh.kernel.chronicle import Subject, hide_fields, register, register_fields
from nam_tinh_hinh.kernel.paper.words import LABELS as LAYOUT_WORDS
from nam_tinh_hinh.people.queries.settings import IDLE_DAYS, SECOND_FACTOR

PAPERS = {"export_pdf": "In ra PDF", "export_xlsx": "Tải Excel"}
SUBJECTS = {
    "user": Subject(
        "Tài khoản",
        {
            "add_user": "Thêm tài khoản",
            "rename_user": "Sửa họ tên",
            "reset_password": "Cấp mã dùng một lần",
            "set_password": "Đổi mật khẩu",
            "disable_user": "Khóa tài khoản",
            "enable_user": "Mở lại tài khoản",
            "sign_in": "Đăng nhập",
            "sign_in_half": "Đúng mật khẩu, chờ mã",
            "sign_in_refused": "Đăng nhập sai",
            "sign_out": "Đăng xuất",
            "end_sign_in": "Đăng xuất ở máy khác",
            "end_other_sign_ins": "Đăng xuất ở mọi máy khác",
            "second_factor_on": "Bật xác thực hai bước",
            "second_factor_off": "Tắt xác thực hai bước",
            "second_factor_refused": "Sai mã xác thực hai bước",
            "engage_officer": "Giao việc theo danh sách",
            "dismiss_officer": "Thôi việc theo danh sách",
            "reopen_user": "Mở lại tài khoản theo danh sách",
        },
    ),
    "position": Subject(
        "Vị trí",
        {
            "give_position": "Giao vị trí",
            "end_position": "Ghi ngày cuối",
            "undo_end_position": "Hoàn tác ngày cuối",
            "take_back_position": "Bỏ vị trí vừa giao",
        },
    ),
    "stand_in": Subject("Ủy quyền", {"lend": "Ủy quyền", "end_early": "Kết thúc ủy quyền"}),
    "print_setting": Subject("Mẫu in", {"add_print_setting": "Thêm mẫu in", "edit_print_setting": "Sửa mẫu in"}),
    "paper_layout": Subject(
        "Thể thức trình bày",
        {"edit_layout": "Sửa số đo", "reset_layout": "Trả số đo ban đầu", "undo_layout": "Hoàn tác số đo"},
    ),
    "setting": Subject("Thiết lập", {"change_settings": "Đổi thiết lập"}),
    "unit": Subject(
        "Đơn vị",
        {
            "add_unit": "Thêm đơn vị",
            "edit_unit": "Sửa đơn vị",
            "remove_unit": "Bỏ đơn vị",
            "rename": "Đổi tên",
            "merge": "Sáp nhập",
            "split": "Chia tách",
            "close": "Kết thúc hoạt động",
            "hand_over": "Chuyển sang đơn vị khác",
            "undo_reorganisation": "Hoàn tác sắp xếp",
        },
    ),
    "reorganisation": Subject(
        "Sắp xếp đơn vị",
        {
            "merge": "Sáp nhập",
            "split": "Chia tách",
            "rename": "Đổi tên",
            "close": "Kết thúc hoạt động",
            "undo": "Hoàn tác sắp xếp",
        },
    ),
    "area": Subject(
        "Địa bàn",
        {
            "add_area": "Thêm địa bàn",
            "edit_area": "Sửa địa bàn",
            "close_area": "Kết thúc địa bàn",
            "delete_area": "Bỏ địa bàn",
            "restore_area": "Lấy lại địa bàn",
            "import_areas": "Nhập địa bàn từ tệp",
        },
    ),
    "posting": Subject(
        "Phân công địa bàn",
        {
            "assign": "Phân công",
            "end_posting": "Kết thúc phân công",
            "remove_posting": "Bỏ phân công",
            "hand_over": "Bàn giao địa bàn",
            "undo_posting": "Hoàn tác phân công",
        },
    ),
    "contact_point": Subject(
        "Đầu mối",
        {
            "add_contact": "Thêm đầu mối",
            "edit_contact": "Sửa đầu mối",
            "delete_contact": "Bỏ đầu mối",
            "restore_contact": "Lấy lại đầu mối",
        },
    ),
    "holiday": Subject(
        "Ngày nghỉ, ngày làm bù",
        {
            "add_holiday": "Thêm ngày nghỉ, ngày làm bù",
            "edit_holiday": "Sửa ngày nghỉ, ngày làm bù",
            "remove_holiday": "Bỏ ngày nghỉ, ngày làm bù",
            "restore_holiday": "Lấy lại ngày nghỉ, ngày làm bù",
            "fill_holiday": "Thêm ngày lễ cố định của năm",
        },
    ),
    "roster": Subject(
        "Danh sách cán bộ",
        {
            "send": "Gửi danh sách",
            "send_again": "Gửi lại danh sách",
            "approve": "Duyệt danh sách",
            "return": "Trả lại danh sách",
            "print_slips": "In phiếu giao tài khoản",
        },
    ),
    "roster_export": Subject("Bản in, bản tải danh sách cán bộ", PAPERS),
    "unit_list": Subject("Danh sách đơn vị", PAPERS | {"import_units": "Nhập đơn vị từ tệp"}),
    "area_list": Subject("Danh sách địa bàn", PAPERS),
    "posting_list": Subject("Danh sách phân công", PAPERS),
    "directory": Subject("Danh bạ đầu mối", PAPERS),
    "issued_paper": Subject("Văn bản đã ban hành", {"issue": "Ban hành văn bản"} | PAPERS),
    "issued_paper_list": Subject("Sổ văn bản đi", PAPERS),
    "number_register": Subject("Sổ số văn bản", {"set_next_number": "Đặt số tiếp theo"}),
    "numbering": Subject("Cách đánh số văn bản", {"set_numbering": "Đổi cách đánh số"}),
    "history": Subject("Nhật ký", {"export_history": "Tải nhật ký Excel"}),
    "page": Subject("Trang", {"refused": "Bị từ chối mở trang"}),
}
ROWS = {
    "add": "Thêm dòng",
    "rename": "Sửa chữ",
    "move": "Đổi thứ tự",
    "switch_on": "Bật",
    "switch_off": "Tắt",
    "remove": "Bỏ dòng",
    "restore": "Lấy lại dòng",
}
ROW_SUBJECTS = {
    "unit_kind": "Loại đơn vị",
    "unit_level": "Cấp của đơn vị",
    "area_kind": "Loại địa bàn",
    "emulation_field": "Lĩnh vực “Dân vận khéo”",
}
FIELDS = {
    "user": "người",
    "name": "tên",
    "username": "tên đăng nhập",
    "unit": "đơn vị",
    "areas": "địa bàn",
    "role": "vai trò",
    "title": "chức vụ",
    "position": "vị trí",
    "lender": "người ủy quyền",
    "deputy": "người được ủy quyền",
    "valid_from": "từ ngày",
    "valid_to": "đến ngày",
    "address": "địa chỉ máy",
    "label": "chữ",
    "code": "mã",
    "order": "thứ tự",
    "active": "đang dùng",
    "parent_lines": "cơ quan cấp trên",
    "issuer_lines": "cơ quan ban hành",
    "symbol": "ký hiệu",
    "place": "nơi ban hành",
    "signing": "cách ký",
    "authority": "ký thay, thay mặt",
    "post": "chức vụ",
    "signer": "người ký",
    "recipients": "nơi nhận",
    "archive": "lưu",
    "layout_id": "thể thức trình bày số",
    "short_name": "tên viết tắt",
    "kind": "loại",
    "level": "cấp",
    "parent": "trực thuộc",
    "committee": "cấp ủy cùng cấp",
    "units": "các đơn vị",
    "heirs": "đơn vị tiếp nhận",
    "moved": "đã chuyển",
    "left": "người không còn vị trí",
    "given_back": "số việc đã trả về chỗ cũ",
    "reorganisation": "theo việc sắp xếp số",
    "accounts": "tài khoản",
    "added": "số đơn vị thêm mới",
    "known": "số đơn vị đã có sẵn",
    "count": "số dòng đã nhập",
    "area_id": "địa bàn số",
    "parent_id": "thuộc địa bàn số",
    "kind_id": "loại số",
    "households": "số hộ",
    "population": "số dân",
    "is_pilot": "làm điểm",
    "day": "ngày",
    "is_working": "làm bù",
    "phone": "điện thoại",
    "email": "thư điện tử",
    "zalo": "Zalo",
    "facebook": "Facebook",
    "number": "số",
    "period": "năm, nhiệm kỳ",
    "replaces": "thay thế",
    "renewal": "số bắt đầu lại",
    "term_label": "tên nhiệm kỳ",
    "term_from": "nhiệm kỳ từ ngày",
    "term_to": "nhiệm kỳ đến ngày",
    SECOND_FACTOR: "quản trị phải dùng xác thực hai bước",
    IDLE_DAYS: "số ngày coi là lâu không dùng",
}

# Kept so that a row can be put back as it was; the event itself says whose it is.
FOR_THE_PROGRAM = ("id", "user_id", "unit_id", "folded_name", "folded_text", "version")


def register_words() -> None:
    """Give the subjects of people their words."""
    for name, subject in SUBJECTS.items():
        register(name, subject)
    for name, label in ROW_SUBJECTS.items():
        register(name, Subject(label, ROWS))
    register_fields(LAYOUT_WORDS)
    register_fields(FIELDS)
    hide_fields(*FOR_THE_PROGRAM)
