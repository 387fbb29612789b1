"""What the doctor looks at, in the order in which it is said."""

from nam_tinh_hinh.upkeep.checks import backups, chain, configured, data, files, machine, moment, searched, work
from nam_tinh_hinh.upkeep.findings import Check

SCHEMA = Check("schema", "Phiên bản dữ liệu", data.schema_revision)
CHECKS = (
    SCHEMA,
    Check("database", "Cơ sở dữ liệu", data.integrity),
    Check("orphan-rows", "Dòng mồ côi", data.orphan_rows, reads_rows=True),
    Check("history", "Nhật ký", chain.history_chain, reads_rows=True),
    Check("uploads", "Tệp đính kèm", files.uploads, reads_rows=True),
    Check("papers", "Văn bản đã ban hành", files.papers, reads_rows=True),
    Check("contacts", "Liên hệ để trả lời", files.contacts, reads_rows=True),
    Check("search", "Chỉ mục tìm kiếm", searched.index, reads_rows=True),
    Check("backups", "Sao lưu", backups.backups, reads_rows=True),
    Check("scheduler", "Việc máy chủ tự làm", work.scheduler, reads_rows=True),
    Check("clock", "Đồng hồ máy chủ", moment.machine_clock),
    Check("clock-of-rows", "Đồng hồ so với nhật ký", moment.newest_row, reads_rows=True),
    Check("disk", "Chỗ trống trên đĩa", machine.disk),
    Check("font", "Phông chữ in", machine.fonts),
    Check("settings", "Cấu hình", configured.said),
    Check("keys", "Khóa và quyền đọc tệp", configured.readable_by_others),
    Check("demonstration", "Dữ liệu minh họa", configured.demonstration),
)
