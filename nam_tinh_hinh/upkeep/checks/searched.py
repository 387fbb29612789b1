"""The index of search: whether what is found is what is there."""

from collections import Counter
from collections.abc import Iterator

from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import searching
from nam_tinh_hinh.kernel.counts import count_text
from nam_tinh_hinh.kernel.searching import Harm
from nam_tinh_hinh.upkeep.findings import Finding

WORDS = {
    Harm.MISSING: ("{number} dòng ({kind}) không có trong chỉ mục tìm kiếm", "Tìm không ra những dòng đó."),
    Harm.STALE: ("{number} dòng ({kind}) có chỉ mục tìm kiếm cũ", "Tìm theo chữ hiện nay không ra những dòng đó."),
    Harm.SURPLUS: ("{number} mục ({kind}) thừa trong chỉ mục tìm kiếm", "Chữ đã xóa còn nằm trong chỉ mục."),
    Harm.BROKEN: ("Chỉ mục tìm kiếm hỏng", "Tìm có thể thiếu hoặc thừa kết quả."),
}
REMEDY = "Chạy “nam-tinh-hinh reindex” để lập lại; dữ liệu không bị ảnh hưởng."


def index(_settings: Settings) -> Iterator[Finding]:
    """Tell how many entries of which kind are missing, old or surplus, and whether the full text holds together."""
    found = Counter((one.harm, one.kind.label if one.kind else "") for one in searching.differences())
    for (harm, kind), number in sorted(found.items()):
        what, why = WORDS[harm]
        yield Finding(what.format(number=count_text(number), kind=kind) + ".", why, REMEDY)
