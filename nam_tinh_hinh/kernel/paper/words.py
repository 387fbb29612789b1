"""What the settings of a layout are called, in the groups in which people look for them."""

from nam_tinh_hinh.kernel.paper.layout import Layout

GROUPS: dict[str, dict[str, str]] = {
    "Trang giấy": {
        "margin_top_mm": "Lề trên (mm)",
        "margin_bottom_mm": "Lề dưới (mm)",
        "margin_left_mm": "Lề trái (mm)",
        "margin_right_mm": "Lề phải (mm)",
        "page_number_pt": "Số trang: cỡ chữ (pt)",
        "page_number_top_mm": "Số trang: cách mép trên (mm)",
    },
    "Tiêu đề bên phải": {
        "heading": "Dòng thứ nhất",
        "heading_pt": "Dòng thứ nhất: cỡ chữ (pt)",
        "heading_share": "Dòng thứ nhất: đường kẻ dài bằng mấy phần chữ (0 đến 1)",
        "motto": "Dòng thứ hai",
        "motto_pt": "Dòng thứ hai: cỡ chữ (pt)",
        "motto_share": "Dòng thứ hai: đường kẻ dài bằng mấy phần chữ (0 đến 1)",
    },
    "Cơ quan ban hành": {
        "issuer_caps": "In hoa tên cơ quan",
        "parent_pt": "Cơ quan cấp trên: cỡ chữ (pt)",
        "issuer_pt": "Cơ quan ban hành: cỡ chữ (pt)",
        "issuer_mark": "Dấu dưới tên cơ quan",
        "issuer_share": "Đường kẻ dưới tên cơ quan dài bằng mấy phần chữ (0 đến 1)",
    },
    "Số, ngày": {
        "number_pattern": "Mẫu của số",
        "number_pt": "Số: cỡ chữ (pt)",
        "date_pattern": "Mẫu của nơi và ngày",
        "date_pt": "Nơi và ngày: cỡ chữ (pt)",
        "pad_day_below": "Thêm số 0 cho ngày nhỏ hơn",
        "pad_month_below": "Thêm số 0 cho tháng nhỏ hơn",
    },
    "Tên loại và trích yếu": {
        "title_caps": "In hoa tên loại",
        "title_pt": "Tên loại: cỡ chữ (pt)",
        "subject_pt": "Trích yếu: cỡ chữ (pt)",
        "subject_mark": "Dấu dưới trích yếu",
        "subject_share": "Đường kẻ dưới trích yếu dài bằng mấy phần chữ (0 đến 1)",
    },
    "Nội dung và bảng": {
        "body_pt": "Nội dung: cỡ chữ (pt)",
        "body_line_pt": "Nội dung: khoảng cách dòng (pt)",
        "first_line_mm": "Thụt đầu dòng (mm)",
        "paragraph_gap_pt": "Cách đoạn (pt)",
        "part_mark": "Dấu sau số của phần (I. hoặc I-)",
        "basis_mark": "Dấu trước mỗi dòng “Căn cứ”",
        "basis_italic": "In nghiêng “Căn cứ”",
        "decider_first": "Quyết định: người quyết định đứng trên “Căn cứ”",
        "address_word": "Chữ trước nơi gửi (bỏ trống: không in)",
        "end_mark": "Dấu kết thúc văn bản (bỏ trống: dấu chấm)",
        "table_pt": "Bảng: cỡ chữ (pt)",
        "table_line_pt": "Bảng: khoảng cách dòng (pt)",
    },
    "Chữ ký": {
        "on_behalf": "Chữ trước tập thể được thay mặt",
        "for_chief": "Chữ khi cấp phó ký thay",
        "by_order": "Chữ khi ký thừa lệnh",
        "authority_caps": "In hoa quyền hạn, chức vụ",
        "authority_pt": "Quyền hạn: cỡ chữ (pt)",
        "post_bold": "In đậm chức vụ",
        "post_pt": "Chức vụ: cỡ chữ (pt)",
        "signer_pt": "Họ tên người ký: cỡ chữ (pt)",
        "signature_gap_mm": "Chỗ trống để ký, đóng dấu (mm)",
    },
    "Nơi nhận": {
        "recipients_pt": "Các dòng: cỡ chữ (pt)",
        "recipients_heading_pt": "Chữ “Nơi nhận”: cỡ chữ (pt)",
        "recipients_heading_underlined": "Gạch dưới chữ “Nơi nhận”",
        "recipients_heading_bold_italic": "In đậm nghiêng chữ “Nơi nhận”",
        "archive_pattern": "Mẫu của dòng lưu",
    },
}
LABELS: dict[str, str] = {name: label for group in GROUPS.values() for name, label in group.items()}
KINDS: dict[str, object] = {name: field.type for name, field in Layout.__dataclass_fields__.items() if name in LABELS}


def in_words(sentence: str) -> str:
    """Return a sentence of ``LayoutRefused`` with the settings called as people know them."""
    for name, label in LABELS.items():
        sentence = sentence.replace(f"“{name}”", f"“{label}”")
    return sentence
