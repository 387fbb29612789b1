"""The overview, number by number, and what leaves the office: paper and spreadsheet of list and overview."""

import io
import re
import zipfile
from typing import Any, NamedTuple

import openpyxl

from tests import papers
from tests.journeys.hearing import story
from tests.papers import squeezed

COUNTED = re.compile(r"([\d.]+) nội dung · ([\d.]+) lượt ý kiến")
CELLS = """[...document.querySelectorAll('td[data-label] > a')]
    .map(link => [link.parentNode.dataset.label, link.textContent, link.href])"""
ITEMS, VOICES, DAYS = "Nội dung", "Lượt ý kiến", "Số ngày trả lời"


class Figure(NamedTuple):
    """One number of the overview and the address it opens."""

    name: str
    value: int
    address: str


def whole(words: str) -> int:
    return int(words.replace(".", ""))


def open_overview(page: Any) -> None:
    """Narrow the overview to the area and the days of the story."""
    page.goto("/tong-quan")
    for label, day in story.month().items():
        page.get_by_label(label).fill(day)
    story.choose(page.get_by_label("Địa bàn", exact=True), story.AREA)
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**tu-ngay=*")


def at_the_top(page: Any) -> dict[str, Figure]:
    """Return the figures above all tables, the share of a hundred left off their names; none where nothing counts."""
    found = {}
    for box in page.locator("dl.con-so > div").all():
        name = box.locator("dt").inner_text().split(" (")[0]
        if (link := box.get_by_role("link")).count():
            found[name] = Figure(name, whole(link.inner_text()), link.get_attribute("href"))
    return found


def values(page: Any) -> dict[str, int]:
    """Return the figures above all tables."""
    open_overview(page)
    return {name: one.value for name, one in at_the_top(page).items() if name != DAYS}


def in_the_tables(page: Any) -> list[Figure]:
    """Return every number in the cells of the tables."""
    return [Figure(name, whole(text.strip()), address) for name, text, address in page.evaluate(CELLS)]


def every_number_opens_its_list(page: Any) -> None:
    """Follow every number: its list holds as many items, or voices, as it says."""
    open_overview(page)
    top, cells = at_the_top(page), in_the_tables(page)
    assert len(cells) > len(top) >= 7
    lists = {address: behind(page, address) for address in {one.address for one in cells}}
    wrong = [one for one in cells if one.name != DAYS and lists[one.address][one.name == VOICES] != one.value]
    assert wrong == []
    the_top_opens_too(page)


def the_top_opens_too(page: Any) -> None:
    """Open the figures above the tables; the first as a person does."""
    open_overview(page)
    top = at_the_top(page)
    found = {name: behind(page, one.address)[name == VOICES] for name, one in top.items() if name != DAYS}
    assert found == {name: one.value for name, one in top.items() if name != DAYS}
    page.locator("dl.con-so").get_by_role("link").first.click()
    page.wait_for_url("**/phan-anh/?**")
    assert f"{found[ITEMS]} nội dung · {found[VOICES]} lượt ý kiến" in page.locator(".trang").first.inner_text()


def behind(page: Any, address: str) -> tuple[int, int]:
    """Return how many items with how many voices the list at an address has."""
    html = page.context.request.get(address).text()
    if found := COUNTED.search(html):
        return whole(found[1]), whole(found[2])
    assert "Không có nội dung nào khớp" in html, address
    return 0, 0


def take_away(page: Any) -> dict[str, bytes]:
    """Fetch list, petitions and overview as paper and spreadsheet; check that each is one and says what it must."""
    open_overview(page)
    overview = page.url.split("?")[1]
    page.goto("/phan-anh/")
    story.choose(page.get_by_label("Địa bàn", exact=True), story.AREA)
    page.wait_for_url("**dia-ban=*")
    page.get_by_text("In, tải danh sách này").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Tải Excel").click()
    query = page.url.split("?")[1]
    taken = {"list.xlsx": fetched.value.path().read_bytes()}
    for name, address in {
        "list.pdf": f"/phan-anh/danh-sach.pdf?{query}", "petitions.pdf": f"/phan-anh/kien-nghi.pdf?{query}",
        "petitions.xlsx": f"/phan-anh/kien-nghi.xlsx?{query}", "overview.pdf": f"/tong-quan.pdf?{overview}",
        "overview.xlsx": f"/tong-quan.xlsx?{overview}",
    }.items():  # fmt: skip
        answer = page.context.request.get(address)
        assert answer.status == 200, name
        taken[name] = answer.body()
    return taken


def look_into(taken: dict[str, bytes]) -> None:
    """Open each: the list has every item of the story with its topic and voices, and no name of who wrote it."""
    said = {name: text_of(name, content) for name, content in taken.items()}
    for item in (story.LAMPS, story.KITCHEN, story.ROAD, story.RACING, story.AGAIN):
        assert squeezed(item.words) in said["list.pdf"], item
        assert squeezed(item.words) in said["list.xlsx"], item
    assert squeezed(story.LAMPS.words) in said["petitions.pdf"]
    assert squeezed(story.LAMPS.words) in said["petitions.xlsx"]
    for words in ("Văn hóa - xã hội", story.AREA, story.CHANNEL):
        assert squeezed(words) in said["overview.pdf"], words
        assert squeezed(words) in said["overview.xlsx"], words
    assert [name for name, text in said.items() if squeezed("Nguyễn Thị Hòa") in text] == []
    sheet_has_the_voices(taken["list.xlsx"])


def sheet_has_the_voices(content: bytes) -> None:
    """The joined voices stand in a column of their own beside those of the root."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    head = next(row for row in rows if "Lượt ý kiến" in row)
    root = next(dict(zip(head, row, strict=True)) for row in rows if story.EARLIER.words in row)
    assert (root["Lượt ý kiến"], root["Lượt ý kiến gộp vào"]) == (story.EARLIER.voices, story.DRAIN.voices)
    assert (root["Mục"], root["Địa bàn"]) == (story.URBAN, story.AREA)


def text_of(name: str, content: bytes) -> str:
    """Return all that stands in a PDF or a workbook, blanks left out."""
    if name.endswith(".pdf"):
        return squeezed(papers.text(content))
    book = openpyxl.load_workbook(io.BytesIO(content))
    return squeezed("".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row))


def names_no_contact(files: dict[str, bytes]) -> None:
    """No file has the contact, as it was typed or run together: not in its text, not in its parts."""
    for name, content in files.items():
        parts = [content]
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                parts += [packed.read(part) for part in packed.namelist()]
        elif name.endswith(".pdf"):
            parts.append(papers.text(content).encode())
        joined = b"".join(b"".join(parts).split())
        assert story.DIGITS.encode() not in joined, name
