"""What MTTQ does: receive, ask to mend, put together, sign before two o'clock, issue, and watch who sent."""

import io
import re
from typing import Any

import docx

from tests import papers
from tests.journeys.thursday import units
from tests.journeys.thursday.office import Office
from tests.journeys.thursday.units import CANAL, DULL, FLOOD, LAMPS, MARKET, NOISE, VAGUE, WATER

CCB, MISSING = "Hội Cựu chiến binh phường Minh Họa", "Ban Công tác Mặt trận khu dân cư số 2"
MERGED, NEVER, REASON = "Tổ 5 ngập, ngõ 12 thiếu đèn", "Đã nhắc hai lần, chưa nộp", "Việc đã giải quyết xong"


def queue(office: Office, key: str) -> Any:
    """Open a report that waits in the queue, whichever stands first."""
    page = office.desk("mattran")
    page.goto(f"/bao-cao/hang-doi?xem={office.reports[key]}")
    page.locator(f'#bao-cao-dang-xem h2[data-item="{office.reports[key]}"]').wait_for()
    page.locator("#bao-cao-dang-xem:not([data-fresh])").wait_for()
    return page


def accept(office: Office, *keys: str) -> None:
    for key in keys:
        page = queue(office, key)
        page.get_by_role("button", name="Nhận báo cáo").click()
        page.locator(f"#cho-{office.reports[key]}").wait_for(state="detached")
        page.locator("#loi-nhan", has_text="Đã nhận").wait_for()


def receive(office: Office) -> None:
    """Six wait: one is asked to mend one section, the others are accepted."""
    office.at(13, 10)
    page = queue(office, "ccb")
    page.get_by_text(VAGUE).first.wait_for()
    page.get_by_role("link", name="Yêu cầu sửa", exact=True).click()
    page.locator(".muc-sua", has_text=VAGUE).get_by_role("checkbox").check()
    page.get_by_label(f"Vì sao sửa mục “{units.ISSUES}”").fill(units.WHY)
    page.get_by_role("button", name="Gửi yêu cầu sửa").click()
    page.get_by_text("Đã gửi yêu cầu sửa:").wait_for()
    accept(office, "phu_nu", "nong_dan", "doan", "ctmt_phuc_ninh", "ctmt_so_1")


def receive_mended(office: Office) -> None:
    """Only what changed lies open."""
    office.at(13, 25)
    page = queue(office, "ccb")
    changed = page.locator(".khac-ban")
    assert [title.partition(" ")[2] for title in changed.locator("h4").all_inner_texts()] == [units.ISSUES]
    assert "ngập 20 cm" in " ".join(changed.locator("ins").all_inner_texts())
    assert not page.get_by_text("Vận động 12 hộ chỉnh trang ngõ phố.").is_visible()
    accept(office, "ccb")


def receive_late(office: Office) -> None:
    """What came after the deadline is received and said to be so."""
    office.at(13, 45)
    page = queue(office, "cong_doan")
    assert "gửi lúc 13:40" in page.locator("#bao-cao-dang-xem").inner_text()
    accept(office, "cong_doan")


def card(page: Any, words: str) -> Any:
    return page.locator(".doan", has=page.locator(".doan__chu", has_text=words))


def dealt(page: Any, words: str, pill: str) -> None:
    card(page, words).locator(".nhan", has_text=pill).wait_for()


def open_heading(office: Office, title: str) -> Any:
    page = office.desk("mattran")
    page.goto(f"/bao-cao/{office.reports['mttq']}/tong-hop")
    page.get_by_role("link", name=title).click()
    page.get_by_role("heading", name=title).first.wait_for()
    return page


def consolidate(office: Office) -> None:
    """The sayings of the people: taken, merged, not used with why, put off; one click from a sentence to its origin."""
    page = open_heading(office, units.ISSUES)
    assert card(page, VAGUE).count() == 0  # what was mended away is not offered
    for words in (CANAL, WATER):
        card(page, words).get_by_role("button", name="Đưa vào", exact=True).click()
        dealt(page, words, "Đã đưa vào")
    for words in (FLOOD, LAMPS):
        card(page, words).get_by_role("checkbox").check()
    page.get_by_role("button", name="Gộp thành một câu").click()
    dealt(page, LAMPS, "Đã gộp")
    dealt(page, FLOOD, "Đã gộp")
    card(page, MARKET).locator("summary", has_text="Không đưa vào").click()
    card(page, MARKET).get_by_role("button", name=REASON).click()
    dealt(page, MARKET, "Không đưa vào")
    card(page, NOISE).get_by_role("button", name="Để kỳ sau").click()
    dealt(page, NOISE, "Chuyển kỳ sau")
    rewrite(page)
    page.locator(".ban-doc__dong", has_text=MERGED).locator(".nguon summary", has_text="LHPN").click()
    assert LAMPS in page.locator(".nguon[open] q").inner_text()
    page.locator(".nguon[open]").get_by_role("link", name="Mở trang nguồn").click()
    page.get_by_text("Nguyên văn").wait_for()
    assert LAMPS in page.locator(".noi-dung-day").first.inner_text()


def rewrite(page: Any) -> None:
    """Write the merged sentence anew: its marks of origin stay, the section saves itself."""
    area = page.get_by_label("Nội dung", exact=True)
    lines = area.input_value().split("\n")
    where = next(n for n, line in enumerate(lines) if "tổ 5" in line)
    found = "".join(re.findall(r" ?\[nguồn[^]]*\]", lines[where]))
    lines[where] = f"{MERGED}{found}."
    area.fill("\n".join(lines))
    area.blur()
    page.locator("#ban-doc .ban-doc__dong", has_text=MERGED).wait_for(timeout=15000)


def add_up(office: Office) -> None:
    """The figures of the units stand beside each other with their sum, which one press takes over."""
    total, label = sum(units.VOICES.values()), "Lượt ý kiến của Nhân dân"
    page = open_heading(office, units.FIGURES)
    line = page.locator("#doan-trai tr", has=page.get_by_role("rowheader", name=label))
    told, _mine, *parts = line.locator("td").all_inner_texts()
    assert int(told) == total == sum(int(one) for one in parts if one != "–")
    page.get_by_role("button", name="Lấy số cộng vào phần mình viết").click()
    line.locator("td", has_text=re.compile(rf"^\s*{total}\s*$")).nth(1).wait_for()  # the own figure is the sum now
    assert page.get_by_label(label, exact=True).input_value() == str(total)


def complete(office: Office) -> None:
    """What was done, nothing hot; who is missing is named, the rest goes to the next week."""
    page = open_heading(office, units.DONE)
    card(page, "Thăm hỏi 04 đoàn viên.").get_by_role("button", name="Đưa vào", exact=True).click()
    dealt(page, "Thăm hỏi 04 đoàn viên.", "Đã đưa vào")
    office_of, done = f"/bao-cao/{office.reports['mttq']}", "Xong, sang mục sau"
    for title, press in (
        (units.DONE, done), (units.ISSUES, done), (units.FIGURES, done), ("Vấn đề nổi cộm", "Không phát sinh"),
    ):  # fmt: skip
        page.goto(office_of)
        page.locator(".viec-muc a", has_text=title).click()
        page.get_by_role("button", name=press, exact=True).click()
        page.locator("#loi-nhan:not(:empty)").first.wait_for()
    name_the_missing(page, office_of)
    propose(page, office_of)


def name_the_missing(page: Any, office_of: str) -> None:
    page.goto(f"{office_of}/tong-hop")
    page.get_by_text("Đi tiếp, không chờ đơn vị chưa nộp (1)").click()
    page.get_by_label(MISSING).check()
    page.get_by_label("Lý do thiếu").fill(NEVER)
    page.get_by_role("button", name="Ghi là thiếu báo cáo").click()
    page.get_by_text("Đã ghi đơn vị thiếu báo cáo").wait_for()
    page.locator("summary", has_text="Xử lý nhanh").click()
    page.get_by_role("button", name="Để kỳ sau tất cả").click()
    page.locator("summary", has_text="Xử lý nhanh").wait_for(state="detached")


def propose(page: Any, office_of: str) -> None:
    page.goto(f"{office_of}/kiem-tra")
    assert "[nguồn" not in page.locator(".to-bao-cao").inner_text()
    page.get_by_role("button", name="Trình lãnh đạo ký duyệt").click()
    page.get_by_text("Đã trình lãnh đạo ký duyệt:").wait_for()


def sign(office: Office) -> None:
    """Five minutes before two the chairman signs."""
    office.at(13, 55)
    page = office.desk("chutichmt")
    units.sign(office, page, "mttq", "13:55")
    assert "Đúng hạn" in page.locator("article.bien-nhan").inner_text()


def issue(office: Office) -> None:
    """It gets a number; the frozen paper and the Word file say the same words and never a mark of origin."""
    office.at(13, 58)
    page = office.desk("chutichmt")
    page.goto(f"/bao-cao/{office.reports['mttq']}/ban-hanh")
    page.get_by_label("Chức vụ", exact=True).fill("Chủ tịch")
    page.get_by_label("Họ và tên").fill("Trịnh Xuân Bình")
    page.get_by_role("button", name="Ban hành", exact=True).click()
    page.get_by_text(re.compile("Đã ban hành Báo cáo số 01")).first.wait_for()
    paper = page.request.get(page.get_by_role("link", name="Mở văn bản (PDF)").first.get_attribute("href"))
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải Word").click()
    with open(taken.value.path(), "rb") as file:
        same_words(paper.body(), file.read())


def same_words(pdf: bytes, word: bytes) -> None:
    body = docx.Document(io.BytesIO(word)).element.body
    said = " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    squeezed = papers.squeezed(papers.text(pdf))
    words = re.findall(r"\w+", said)
    assert len(words) > 100
    assert [one for one in dict.fromkeys(words) if one not in squeezed] == []
    for told in (MERGED, CANAL, WATER, MISSING, NEVER[1:], "Trịnh Xuân Bình", str(sum(units.VOICES.values()))):
        assert papers.squeezed(told).rstrip(".") in squeezed, told
        assert papers.squeezed(told).rstrip(".") in papers.squeezed(said), told
    for told in ("[nguồn", MARKET, NOISE, VAGUE, DULL):
        assert papers.squeezed(told) not in squeezed, told
        assert papers.squeezed(told) not in papers.squeezed(said), told


def watch(office: Office) -> None:
    """The board of the week: five numbers for the eight, and who is missing."""
    page = office.desk("mattran")
    page.goto(f"/bao-cao/theo-doi?che-do={office.regimes['ccb']}&ky=week&ngay=19/11/2026")
    foot = page.locator(".ma-tran tfoot tr")
    found = {row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in foot.all()}
    assert found == {"Phải nộp": "8", "Đã nộp": "7", "Đúng hạn": "6", "% nộp": "87%", "% đúng hạn": "75%"}
    assert MISSING in page.locator(".con-thieu").inner_text()
