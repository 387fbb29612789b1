"""Reference rows: the topics of seed 004 II, the channels of R046-R047, groups of people, the rules' numbers."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.situation.enums import Regularity
from nam_tinh_hinh.situation.tables import Channel, PeopleGroup, Threshold, Topic
from nam_tinh_hinh.situation.thresholds import SHIPPED

# code: (words, {sub-code: words}); sub-codes follow the plan's own order (requirement R045).
TOPICS: dict[str, tuple[str, dict[str, str]]] = {
    "economy": (
        "Kinh tế",
        {
            "planning": "Quy hoạch, quản lý quy hoạch",
            "rural": "Nông nghiệp, nông dân, nông thôn; nông thôn mới; công nghiệp, tiểu thủ công nghiệp",
            "finance": "Đầu tư công, tài chính, tín dụng, ngân hàng; thương mại, dịch vụ, du lịch",
            "urban": "Quản lý đô thị, tài nguyên, bảo vệ môi trường",
        },
    ),
    "culture": (
        "Văn hóa - xã hội",
        {
            "arts": "Văn hóa, văn nghệ, thể dục thể thao",
            "education": "Giáo dục và đào tạo",
            "health": "Y tế, dân số",
            "welfare": "Lao động, việc làm, dạy nghề, an sinh xã hội",
            "food": "An toàn thực phẩm",
            "science": "Khoa học công nghệ, thông tin, truyền thông",
        },
    ),
    "reform": (
        "Cải cách hành chính",
        {
            "apparatus": "Sắp xếp tổ chức bộ máy, tinh giản biên chế",
            "procedures": "Thủ tục hành chính, công khai, đạo đức công vụ",
            "merged": "Vấn đề sau sáp nhập đơn vị hành chính",
        },
    ),
    "security": (
        "An ninh chính trị, trật tự an toàn xã hội; đối ngoại",
        {
            "borders": "Chủ quyền biển đảo, an ninh biên giới",
            "order": "An ninh, trật tự trên địa bàn",
            "complaints": "Giải quyết đơn thư khiếu nại, tố cáo",
            "foreign": "Đối ngoại, hội nhập quốc tế",
        },
    ),
    "system": (
        "Xây dựng Đảng và hệ thống chính trị",
        {
            "ideology": "Giáo dục chính trị, tư tưởng",
            "resolutions": "Nghị quyết Trung ương 4, học tập và làm theo Bác, nêu gương",
            "leadership": "Đổi mới phương thức lãnh đạo, ban hành và thực hiện nghị quyết",
            "cadres": "Chất lượng cán bộ, đảng viên; quy hoạch, đánh giá, bổ nhiệm, tuyển dụng",
            "discipline": "Kiểm tra, giám sát, kỷ luật của Đảng",
            "mobilisation": "Dân vận, Mặt trận Tổ quốc và các đoàn thể",
            "elections": "Dư luận về đại hội Đảng, bầu cử",
            "supervision": "Giám sát của Nhân dân (Quyết định 217, 218; Quy định 124)",
            "corruption": "Nội chính, phòng, chống tham nhũng, lãng phí; tiếp dân, đơn thư",
        },
    ),
    "hot": ("Vụ việc nổi cộm, bức xúc ở địa phương", {}),
}
R, P = Regularity.REGULAR, Regularity.PERIODIC
# code: (words, regular or periodic, whether people meet there).
CHANNELS: dict[str, tuple[str, Regularity, bool]] = {
    "people": ("Phản ánh trực tiếp của người dân, doanh nghiệp", R, False),
    "cadres": ("Báo cáo của cán bộ, đảng viên, đoàn viên, hội viên", R, False),
    "front": ("Cán bộ MTTQ, đoàn thể, cá nhân tiêu biểu, tổ tư vấn", R, False),
    "agencies": ("Cơ quan nhà nước: phản ánh, kiến nghị và việc giải quyết", R, False),
    "vertical": ("Ngành dọc", R, False),
    "press": ("Báo chí", R, False),
    "social": ("Zalo, Facebook, fanpage", R, False),
    "box": ("Hòm thư góp ý", R, False),
    "notebook": ("Sổ tay ghi chép của cán bộ thôn, tổ dân phố", R, False),
    "hotline": ("Đường dây nóng", R, False),
    "voters_council": ("Tiếp xúc cử tri trước, sau kỳ họp Hội đồng nhân dân", P, True),
    "voters_assembly": ("Tiếp xúc cử tri trước, sau kỳ họp Quốc hội", P, True),
    "briefing": ("Giao ban tuần, tháng, quý", P, True),
    "conference": ("Hội nghị sơ kết, tổng kết", P, True),
    "reception": ("Tiếp công dân", P, True),
    "dialogue": ("Đối thoại trực tiếp với Nhân dân", P, True),
    "dialogue_front": ("Đối thoại định kỳ MTTQ với Trưởng ban Công tác Mặt trận (2 lần/năm)", P, True),
    "meeting_people": ("Gặp gỡ, cà phê sáng với Nhân dân", P, True),
    "survey": ("Công tác cơ sở, khảo sát", P, False),
    "meeting_unions": ("Họp MTTQ, đoàn thể, hội quần chúng", P, True),
    "meeting_village": ("Họp thôn, khu phố, tổ dân phố", P, True),
    "supervision": ("Kiểm tra, giám sát; giám sát của MTTQ, đoàn thể", P, False),
}
GROUPS = {
    "people": "Nhân dân",
    "veterans": "Hội viên Hội Cựu chiến binh",
    "women": "Hội viên, phụ nữ",
    "farmers": "Hội viên, nông dân",
    "youth": "Đoàn viên, thanh niên",
    "workers": "Đoàn viên công đoàn, người lao động",
    "members": "Cán bộ, đảng viên",
    "officials": "Công chức, viên chức",
    "business": "Doanh nghiệp, hộ kinh doanh",
    "merit": "Người có công, gia đình chính sách",
    "religion": "Đồng bào có đạo",
    "ethnic": "Đồng bào dân tộc thiểu số",
    "retired": "Người cao tuổi, hưu trí",
}


def seed() -> None:
    """Add the reference rows that are missing; rows that are there keep the commune's words and numbers."""
    _add_missing(Channel, _channels())
    _add_missing(PeopleGroup, (PeopleGroup(code=c, label=words, position=n) for n, (c, words) in _numbered(GROUPS)))
    _add_missing(Threshold, _thresholds())
    _add_missing(Topic, _main_topics())
    parents = {row.code: row.id for row in db.session.scalars(select(Topic))}
    _add_missing(Topic, _sub_topics(parents))


def _numbered(rows: dict[str, str]) -> Iterator[tuple[int, tuple[str, str]]]:
    yield from enumerate(rows.items(), start=1)


def _channels() -> Iterator[Channel]:
    for n, (code, (label, regularity, is_meeting)) in enumerate(CHANNELS.items(), start=1):
        yield Channel(code=code, label=label, position=n, regularity=regularity, is_meeting=is_meeting)


def _thresholds() -> Iterator[Threshold]:
    for n, (code, (label, measure, value, least, most)) in enumerate(SHIPPED.items(), start=1):
        yield Threshold(code=code.value, label=label, measure=measure, value=value, least=least, most=most, position=n)


def _main_topics() -> Iterator[Topic]:
    for n, (code, (label, _below)) in enumerate(TOPICS.items(), start=1):
        yield Topic(code=code, label=label, position=n)


def _sub_topics(parents: dict[str, int]) -> Iterator[Topic]:
    for code, (_label, below) in TOPICS.items():
        for n, (sub, label) in enumerate(below.items(), start=1):
            yield Topic(code=f"{code}.{sub}", label=label, position=n, parent_id=parents[code])


def _add_missing(table: type, rows: Iterable[Topic | Channel | PeopleGroup | Threshold]) -> None:
    there = set(db.session.scalars(select(table.code)))  # type: ignore[attr-defined]
    db.session.add_all(row for row in rows if row.code not in there)
    db.session.flush()
