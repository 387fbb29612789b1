"""Headings of an outline, and where a report and its sections stand."""

from nam_tinh_hinh.kernel.enums import Labelled, Toned


class Part(Labelled):
    """The two contents of one report (seed 000, III.1 and III.2; requirement R068)."""

    ACTIVITY = "activity", "Kết quả hoạt động của tổ chức"
    PEOPLE = "people", "Tình hình Nhân dân"


class HeadingKind(Labelled):
    """What is written under a heading. A group has only headings below it."""

    GROUP = "group", "Chỉ là đề mục"
    TEXT = "text", "Lời văn"
    FIGURES = "figures", "Bảng số liệu"
    OBSERVATIONS = "observations", "Nội dung nắm được theo lĩnh vực"
    PETITIONS = "petitions", "Tình hình giải quyết kiến nghị"
    EXEMPLARS = "exemplars", "Tình hình mô hình “Dân vận khéo”"

    @property
    def is_written(self) -> bool:
        return self is not HeadingKind.GROUP

    @property
    def is_prefilled(self) -> bool:
        return self not in {HeadingKind.GROUP, HeadingKind.TEXT}


class FigureSource(Labelled):
    """Where the data give a figure by themselves."""

    OBSERVATIONS = "observations", "Số nội dung nắm được"
    VOICES = "voices", "Số lượt ý kiến"
    HOT = "hot", "Số nội dung cần chú ý, cấp bách"
    PETITIONS = "petitions", "Số kiến nghị tiếp nhận"
    ANSWERED = "answered", "Số kiến nghị đã có kết quả"
    RESOLVED = "resolved", "Số kiến nghị đã giải quyết"
    OVERDUE = "overdue", "Số kiến nghị quá hạn"
    EXEMPLARS = "exemplars", "Số mô hình “Dân vận khéo” đang thực hiện"
    RECOGNISED = "recognised", "Số mô hình được công nhận trong năm"


class SectionStage(Toned):
    """How far one section is."""

    TO_DO = "to_do", "Chưa làm", "quiet"
    WRITING = "writing", "Đang làm", "waiting"
    DONE = "done", "Xong", "good"
    NOTHING = "nothing", "Không phát sinh", "good"
    TO_MEND = "to_mend", "Yêu cầu sửa", "attention"
    MENDED = "mended", "Đã sửa", "good"


FINISHED = frozenset({SectionStage.DONE, SectionStage.NOTHING, SectionStage.MENDED})


class Stage(Toned):
    """Where a unit's report stands."""

    DRAFT = "draft", "Đang viết", "attention"
    PROPOSED = "proposed", "Chờ lãnh đạo ký duyệt", "waiting"
    DECLINED = "declined", "Lãnh đạo trả lại", "attention"
    SENT = "sent", "Đã nộp", "waiting"
    RETURNED = "returned", "Yêu cầu sửa", "attention"
    ACCEPTED = "accepted", "Đã nhận", "good"


# While the unit's people may write, and while it lies with the receiver.
EDITABLE = frozenset({Stage.DRAFT, Stage.DECLINED, Stage.RETURNED})
OUT = frozenset({Stage.SENT, Stage.ACCEPTED})


class Punctuality(Toned):
    """How a sending kept its deadline, as the server's clock stamped it."""

    IN_TIME = "in_time", "Đúng hạn", "good"
    IN_GRACE = "in_grace", "Trễ, trong gia hạn", "attention"
    LATE = "late", "Trễ hạn", "overdue"
    NO_DEADLINE = "no_deadline", "Không đặt hạn", "quiet"
