"""The outlines that come with the program.

Seed 000, III.1 and III.2 give the two parts; the monthly one follows two real frames: the form of a commune's Front and
the report of a ward's Front (PRACTICE.md §2.1, §2.4b). Seed 004, IV.2 promises an outline and does not attach it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import FigureSource as From
from nam_tinh_hinh.reporting.enums import HeadingKind as Kind
from nam_tinh_hinh.reporting.enums import Part
from nam_tinh_hinh.reporting.tables import Outline, OutlineFigure, OutlineHeading
from nam_tinh_hinh.situation.enums import ObservationKind as Said

WEEKLY, MONTHLY, ANNUAL, AD_HOC = "weekly", "monthly", "annual", "ad_hoc"
ACTIVITY, PEOPLE = Part.ACTIVITY, Part.PEOPLE


@dataclass(frozen=True)
class Line:
    """One heading as it is shipped; ``level`` 1 is "I.", 2 is "1."."""

    code: str
    level: int
    title: str
    kind: Kind = Kind.TEXT
    part: Part | None = None
    compulsory: bool = False
    hint: str = ""
    topics: tuple[str, ...] = ()
    kinds: tuple[Said, ...] = ()
    hot_only: bool = False
    figures: tuple[tuple[str, str, str, From | None], ...] = ()


DATA_FIGURES = (
    ("observations", "Nội dung nắm được trong kỳ", "nội dung", From.OBSERVATIONS),
    ("voices", "Lượt ý kiến của Nhân dân", "lượt", From.VOICES),
    ("hot", "Nội dung cần chú ý, cấp bách", "nội dung", From.HOT),
    ("petitions", "Kiến nghị tiếp nhận", "kiến nghị", From.PETITIONS),
    ("answered", "Kiến nghị đã có kết quả", "kiến nghị", From.ANSWERED),
    ("overdue", "Kiến nghị quá hạn trả lời", "kiến nghị", From.OVERDUE),
)
FRONT_FIGURES = (
    ("meetings", "Cuộc tuyên truyền, vận động", "cuộc", None),
    ("attendance", "Lượt người tham dự", "lượt", None),
    ("fund", "Số tiền vận động, ủng hộ", "nghìn đồng", None),
    ("households", "Hộ được hỗ trợ, giúp đỡ", "hộ", None),
    ("supervisions", "Cuộc giám sát, góp ý xây dựng Đảng, chính quyền", "cuộc", None),
    ("exemplars", "Mô hình “Dân vận khéo” đang thực hiện", "mô hình", From.EXEMPLARS),
)
MOOD = (Said.SENTIMENT, Said.GOOD_PRACTICE)
HOT = Line(
    "hot", 2, "Vấn đề nổi cộm, bức xúc, cấp bách", Kind.OBSERVATIONS, PEOPLE, True,
    "Việc cần cấp trên biết và chỉ đạo ngay. Không có thì bấm “Không phát sinh”.", hot_only=True,
)  # fmt: skip

OUTLINES: dict[str, tuple[str, str, tuple[Line, ...]]] = {
    WEEKLY: (
        "Báo cáo nhanh tuần",
        "Kế hoạch 01-KH/BDV ngày 26/5/2024 (Thuận Thành), mục II.5.1, III.1, III.2",
        (
            Line("organisation", 1, "Kết quả hoạt động của tổ chức", Kind.GROUP, ACTIVITY),
            Line("done", 2, "Kết quả thực hiện nhiệm vụ trong tuần", part=ACTIVITY, compulsory=True,
                 hint="Việc chính đã làm, kết quả cụ thể."),
            Line("tasks", 2, "Nhiệm vụ trọng tâm tuần tới", part=ACTIVITY),
            Line("people", 1, "Tình hình Nhân dân, đoàn viên, hội viên", Kind.GROUP, PEOPLE),
            Line("sentiment", 2, "Tâm tư, dư luận; cách làm hay", Kind.OBSERVATIONS, PEOPLE, kinds=MOOD),
            Line("issues", 2, "Nội dung Nhân dân phản ánh, kiến nghị", Kind.OBSERVATIONS, PEOPLE),
            HOT,
            Line("figures", 2, "Số liệu trong tuần", Kind.FIGURES, PEOPLE, figures=DATA_FIGURES),
            Line("proposals", 1, "Kiến nghị, đề xuất"),
        ),
    ),
    MONTHLY: (
        "Báo cáo tháng",
        "Khung báo cáo của MTTQ cấp xã; Kế hoạch Thuận Thành, mục III.1, III.2",
        (
            Line("people", 1, "Tình hình Nhân dân, dư luận xã hội nổi bật trong kỳ", Kind.GROUP, PEOPLE),
            Line("sentiment", 2, "Tâm tư, sự đồng thuận của Nhân dân; cách làm hay", Kind.OBSERVATIONS, PEOPLE,
                 kinds=MOOD),
            Line("economy", 2, "Kinh tế, trật tự đô thị, vệ sinh môi trường", Kind.OBSERVATIONS, PEOPLE,
                 topics=("economy",)),
            Line("culture", 2, "Văn hóa, giáo dục, y tế, an sinh xã hội", Kind.OBSERVATIONS, PEOPLE,
                 topics=("culture",)),
            Line("reform", 2, "Cải cách hành chính; hoạt động sau sắp xếp đơn vị", Kind.OBSERVATIONS, PEOPLE,
                 topics=("reform",)),
            Line("security", 2, "An ninh, trật tự; đơn thư khiếu nại, tố cáo", Kind.OBSERVATIONS, PEOPLE,
                 topics=("security",)),
            Line("system", 2, "Xây dựng Đảng, hệ thống chính trị; dân tộc, tôn giáo", Kind.OBSERVATIONS, PEOPLE),
            Line("hot", 1, "Các điểm nóng, bức xúc cần lãnh đạo chỉ đạo xử lý gấp", Kind.OBSERVATIONS, PEOPLE, True,
                 HOT.hint, hot_only=True),
            Line("petitions", 1, "Tình hình tiếp nhận, giải quyết kiến nghị của Nhân dân", Kind.PETITIONS, PEOPLE),
            Line("organisation", 1, "Kết quả hoạt động của tổ chức", Kind.GROUP, ACTIVITY),
            Line("propaganda", 2, "Công tác tuyên truyền, vận động", part=ACTIVITY, compulsory=True),
            Line("movements", 2, "Các phong trào thi đua, cuộc vận động", part=ACTIVITY),
            Line("exemplars", 2, "Mô hình, điển hình “Dân vận khéo”", Kind.EXEMPLARS, ACTIVITY),
            Line("supervision", 2, "Giám sát, phản biện, góp ý xây dựng Đảng, chính quyền", part=ACTIVITY),
            Line("figures", 2, "Số liệu trong kỳ", Kind.FIGURES, ACTIVITY, figures=(*DATA_FIGURES, *FRONT_FIGURES)),
            Line("assessment", 1, "Đánh giá chung", Kind.GROUP),
            Line("strengths", 2, "Ưu điểm", compulsory=True),
            Line("shortcomings", 2, "Hạn chế, nguyên nhân"),
            Line("tasks", 1, "Nhiệm vụ trọng tâm kỳ tới", compulsory=True),
            Line("proposals", 1, "Kiến nghị, đề xuất", Kind.GROUP),
            Line("proposals_front", 2, "Với Ban Thường trực Ủy ban MTTQ, tổ chức cấp trên"),
            Line("proposals_party", 2, "Với cấp ủy, chính quyền"),
        ),
    ),
    ANNUAL: (
        "Báo cáo quý, 6 tháng, năm",
        "Kế hoạch Thuận Thành, mục II.5.1, III.1; Kế hoạch Hà Tĩnh, mục IV.2",
        (
            Line("features", 1, "Đặc điểm tình hình; công tác lãnh đạo, chỉ đạo", compulsory=True),
            Line("organisation", 1, "Kết quả hoạt động của tổ chức", Kind.GROUP, ACTIVITY),
            Line("propaganda", 2, "Công tác tuyên truyền, vận động", part=ACTIVITY, compulsory=True),
            Line("movements", 2, "Các phong trào thi đua, cuộc vận động", part=ACTIVITY),
            Line("exemplars", 2, "Phong trào thi đua “Dân vận khéo”", Kind.EXEMPLARS, ACTIVITY),
            Line("supervision", 2, "Giám sát, phản biện, góp ý xây dựng Đảng, chính quyền", part=ACTIVITY),
            Line("people", 1, "Tình hình Nhân dân, đoàn viên, hội viên", Kind.GROUP, PEOPLE),
            Line("sentiment", 2, "Tâm tư, dư luận; cách làm hay", Kind.OBSERVATIONS, PEOPLE, kinds=MOOD),
            Line("issues", 2, "Những vấn đề Nhân dân quan tâm, phản ánh, kiến nghị", Kind.OBSERVATIONS, PEOPLE),
            HOT,
            Line("petitions", 2, "Kết quả giải quyết kiến nghị của Nhân dân", Kind.PETITIONS, PEOPLE),
            Line("figures", 1, "Số liệu tổng hợp", Kind.FIGURES, figures=(*DATA_FIGURES, *FRONT_FIGURES)),
            Line("assessment", 1, "Đánh giá chung", Kind.GROUP),
            Line("strengths", 2, "Ưu điểm", compulsory=True),
            Line("shortcomings", 2, "Hạn chế, nguyên nhân", compulsory=True),
            Line("lessons", 2, "Bài học kinh nghiệm"),
            Line("tasks", 1, "Phương hướng, nhiệm vụ kỳ tới", compulsory=True),
            Line("proposals", 1, "Kiến nghị, đề xuất"),
        ),
    ),
    AD_HOC: (
        "Báo cáo đột xuất, theo yêu cầu",
        "Kế hoạch Thuận Thành, mục II.5.1; Kế hoạch Hà Tĩnh, mục IV.2, V.1",
        (
            Line("event", 1, "Diễn biến, nội dung sự việc", compulsory=True,
                 hint="Việc gì, ở đâu, từ bao giờ, quy mô; không ghi tên người dân."),
            Line("issues", 1, "Tâm trạng, dư luận của Nhân dân", Kind.OBSERVATIONS, PEOPLE),
            Line("done", 1, "Việc đã làm, đang làm"),
            Line("forecast", 1, "Nhận định, dự báo"),
            Line("proposals", 1, "Kiến nghị, đề xuất"),
        ),
    ),
}  # fmt: skip


def seed_outlines() -> None:
    """Add the first edition of every outline that is missing."""
    there = set(db.session.scalars(select(Outline.code)))
    for code, (label, source, lines) in OUTLINES.items():
        if code not in there:
            outline = Outline(code=code, edition=1, label=label, source=source, made_at=clock.now())
            outline.headings = list(_headings(lines))
            db.session.add(outline)
    db.session.flush()


def _headings(lines: tuple[Line, ...]) -> Iterator[OutlineHeading]:
    for place, line in enumerate(lines, start=1):
        yield OutlineHeading(
            code=line.code, position=place, level=line.level, title=line.title, kind=line.kind, part=line.part,
            hint=line.hint, compulsory=line.compulsory, topics=list(line.topics), kinds=[k.value for k in line.kinds],
            hot_only=line.hot_only,
            figures=[
                OutlineFigure(code=code, position=n, label=label, measure=measure, source=source)
                for n, (code, label, measure, source) in enumerate(line.figures, start=1)
            ],
        )  # fmt: skip
