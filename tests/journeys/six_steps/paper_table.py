"""What every paper of the year must say, who issues it, on which day, in which layout, and how it lies."""

from dataclasses import dataclass
from datetime import date

from tests.journeys.six_steps import carrying, cast, deciding, inspecting, recognising, replicating
from tests.journeys.six_steps.cast import ASSIGNED_ON, CCB, LISTED, OF_UNIT, SAT, TEAM_OUT, TODAY, WOMEN, YEAR, chosen
from tests.journeys.six_steps.issuing import PARTY, STATE

PROSE, LIST, CERTIFICATES = "prose", "list", "certificates"
MOVEMENT = "mô hình, điển hình “Dân vận khéo” năm"
REGISTERED = f"Danh sách đăng ký {MOVEMENT} {YEAR}"
AWARDED = (*recognising.AWARDS, cast.CHILDREN)
FIRST = tuple(name for names in cast.FIRST_LIST.values() for name in names)
ASSIGNED_FIRST = tuple(name for name in FIRST if name != cast.SAFETY)


@dataclass(frozen=True)
class Paper:
    """One paper: its name in the register, the end of its number, its day and layout, its words and not its words.

    ``body`` is a piece of its running text, by which its size is measured.
    """

    name: str
    symbol: str
    day: date
    layout: str
    body: str
    words: tuple[str, ...]
    absent: tuple[str, ...] = ()
    shape: str = PROSE


def _list(symbol: str, day: date, layout: str, *names: str, title: str = REGISTERED, absent: str) -> Paper:
    facts = [words for name in names for words in (chosen(name).name, chosen(name).place, chosen(name).content)]
    return Paper(title, symbol, day, layout, "Danh sách này có", (*facts, "Nơi nhận"), (absent,), LIST)


def _minutes(name: str, day: date, layout: str) -> Paper:
    said = (name, chosen(name).place, inspecting.SEEN, inspecting.GOOD, "Vũ Thị Ngọc Ánh", "Nguyễn Thị Thư")
    return Paper(f"Biên bản kiểm tra mô hình “Dân vận khéo” năm {YEAR}: “{name}”", "BCĐ", day, layout, "Hôm nay", said)


def _report(name: str, layout: str, *more: str) -> Paper:
    told = [f"{part}: đã thực hiện theo kế hoạch." for part in carrying.PARTS]
    said = (*told, "12-KH/ĐU", "gửi đúng hạn 1, gửi chậm 1", "Dừng thực hiện: 1", carrying.STOPPED, *more)
    name = f"Báo cáo kết quả thực hiện phong trào thi đua “Dân vận khéo” {name}"
    return Paper(name, "BCĐ", TODAY, layout, "đã thực hiện theo", said)


PAPERS = (
    _list("CCB", LISTED, PARTY, cast.POVERTY, cast.GONG, cast.SAFETY, cast.ROAD, absent=cast.LITTER),
    _list("HPN", LISTED, STATE, *OF_UNIT[WOMEN], absent=cast.POVERTY),
    _list("CCB", TODAY, PARTY, cast.LITTER, absent=cast.POVERTY),
    _list("BCĐ", LISTED, PARTY, *FIRST, title=f"{REGISTERED} trên toàn địa bàn", absent=cast.LITTER),
    Paper(
        f"Quyết định thành lập Đoàn kiểm tra số 1 kiểm tra thực tế việc đăng ký {MOVEMENT} {YEAR}",
        "BCĐ", TEAM_OUT, PARTY, "lập biên",
        ("12-KH/ĐU", "Vũ Thị Ngọc Ánh", "Trưởng đoàn", "Điều 3.", "Phụ lục", cast.POVERTY, cast.CHILDREN, CCB, WOMEN),
        (cast.ROAD,),
    ),
    Paper(
        f"Quyết định thành lập Đoàn kiểm tra số 2 kiểm tra, đánh giá cuối năm việc xây dựng {MOVEMENT} {YEAR}",
        "BCĐ", TODAY, STATE, "lập biên", ("Nguyễn Thị Thư - Thư ký", "Phụ lục", cast.ROAD, cast.CLEAN), (cast.POVERTY,),
    ),
    _minutes(cast.POVERTY, TEAM_OUT, PARTY),
    _minutes(cast.CHILDREN, TEAM_OUT, PARTY),
    _minutes(cast.ROAD, TODAY, STATE),
    _minutes(cast.CLEAN, TODAY, STATE),
    Paper(
        f"Biên bản họp xét đăng ký ngày {cast.day(SAT)}", "BCĐ", SAT, PARTY, "Khách mời",
        (*FIRST, deciding.WORDS, deciding.DECLINED, "Phòng họp tầng 2", "kết thúc lúc 11 giờ 15", "có mặt",
         f"Lê Minh Đức (người nhà là chủ mô hình), đối với mô hình “{cast.SINGING}”", "Đại diện Văn phòng Đảng ủy"),
        (deciding.LACKS,),
    ),
    Paper(
        f"Thông báo giao nhiệm vụ xây dựng {MOVEMENT} {YEAR}", "ĐU", ASSIGNED_ON, PARTY, "như sau:",
        (*ASSIGNED_FIRST, deciding.MORE, "Ban Thường vụ Đảng ủy phường Minh Họa giao nhiệm vụ",
         "định kỳ 3 tháng, 6 tháng", "(Biên bản số 03-BB/BCĐ)", "T/M BAN THƯỜNG VỤ"),
        (cast.SAFETY, cast.LITTER),
    ),
    Paper(
        f"Thông báo giao nhiệm vụ bổ sung xây dựng {MOVEMENT} {YEAR}", "ĐU", TODAY, STATE, "như sau:",
        (cast.LITTER, "giao nhiệm vụ bổ sung xây dựng 1 mô hình", "TM. BAN THƯỜNG VỤ"), (cast.POVERTY,),
    ),
    _report(f"6 tháng đầu năm {YEAR}", PARTY),
    _report(f"năm {YEAR}", STATE, "1 mô hình đăng ký đợt bổ sung", "Không công nhận: 1",
            "Công nhận: 7, trong đó biểu dương 2, khen thưởng 2"),
    Paper(
        f"Biên bản họp xét công nhận, khen thưởng ngày {cast.day(TODAY)}", "BCĐ", TODAY, STATE, "Khách mời",
        (*AWARDED, cast.SINGING, recognising.WHY_NOT, recognising.WHY_MORE), (cast.SAFETY, cast.GONG),
    ),
    Paper(
        f"Quyết định công nhận {MOVEMENT} {YEAR}", "BCĐ", TODAY, PARTY, "với điều kiện của mình",
        (*AWARDED, "Công nhận 07 mô hình", "ĐƯỢC CÔNG NHẬN, KHEN THƯỞNG", "Phụ lục III"), (cast.SINGING, cast.GONG),
    ),
    Paper(
        f"Giấy chứng nhận {MOVEMENT} {YEAR}", "BCĐ", TODAY, STATE, "được công nhận là", AWARDED,
        (cast.SINGING,), CERTIFICATES,
    ),
    Paper(
        f"Danh sách đăng ký {MOVEMENT} {YEAR + 1}", "HPN", TODAY, STATE, "Danh sách này có",
        (cast.POVERTY, chosen(cast.POVERTY).content, replicating.PLACE, replicating.OWNER), (), LIST,
    ),
)  # fmt: skip
