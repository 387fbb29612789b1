"""The compulsory texts of this room's forms, and what is said when one is empty."""

from nam_tinh_hinh.reporting.forms import outlines, regimes

COMPULSORY = [
    (outlines.CopyForm, "label", "Ghi tên đề cương."),
    (outlines.OutlineForm, "label", "Ghi tên đề cương."),
    (regimes.RegimeForm, "label", "Ghi tên chế độ báo cáo."),
]
