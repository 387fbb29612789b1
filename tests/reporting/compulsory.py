"""The compulsory texts of this room's forms, and what is said when one is empty."""

from nam_tinh_hinh.reporting.forms import asking, outlines, regimes

COMPULSORY = [
    (asking.AskForm, "title", "Ghi tên báo cáo."),
    (asking.AskForm, "words", "Ghi nội dung cần báo cáo."),
    (asking.ExceptionForm, "reason", "Ghi lý do."),
    (asking.OwnForm, "title", "Ghi tên báo cáo."),
    (asking.WithdrawForm, "reason", "Ghi lý do."),
    (outlines.CopyForm, "label", "Ghi tên đề cương."),
    (outlines.OutlineForm, "label", "Ghi tên đề cương."),
    (regimes.RegimeForm, "label", "Ghi tên chế độ báo cáo."),
]
