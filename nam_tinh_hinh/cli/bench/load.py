"""``bench load``: Thursday a quarter to two, everybody at once, and somebody who means no good."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles

import click

from nam_tinh_hinh.cli.base import stop
from nam_tinh_hinh.cli.bench import crowd, memory, office
from nam_tinh_hinh.cli.bench.person import Person
from nam_tinh_hinh.cli.bench.server import begun

ALONE = 30
"""Pages asked for by one person on a quiet server, to hold the crowd's against."""


@dataclass(frozen=True)
class Result:
    """What was measured; seconds of a page as 50 of 100 had it, as 95 had it, and the longest."""

    officers: int
    requests: int
    server_errors: int
    acknowledged: int
    lost: int
    doubled: int
    broken: tuple[str, ...]
    failures: dict[str, int]
    half: float
    most: float
    longest: float
    alone: float
    papers: dict[int, int]
    held: int
    let_go: int
    holding: tuple[memory.Held, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether every officer's report is there once, and the server never failed."""
        wrong = self.server_errors or self.lost or self.doubled or self.broken or self.failures
        return not wrong and self.acknowledged == self.officers


@click.command()
@click.option("--officers", default=100, show_default=True, help="Số cán bộ cùng gửi báo cáo.")
@click.option("--seconds", default=60, show_default=True, help="Gửi dồn trong bao nhiêu giây.")
@click.option("--pdfs", default=4, show_default=True, help="Số người cùng lúc in PDF.")
@click.option("--slow", default=400, show_default=True, help="Số kết nối giữ lì, nhỏ giọt từng byte.")
def load(officers: int, seconds: int, pdfs: int, slow: int) -> None:
    """Đo lúc cao điểm: mọi đơn vị cùng gửi báo cáo, có người in, có kẻ giữ kết nối; mã thoát khác 0 khi có lỗi."""
    with tempfile.TemporaryDirectory(prefix="nam-tinh-hinh-do-") as folder:
        click.echo(f"Đang tạo phường minh họa với {officers} đơn vị đo thử…")
        try:
            result = measured(Path(folder), officers, seconds, pdfs, slow)
        except OSError as error:
            raise stop(f"Không đo được: {error}") from error
    for line in words(result):
        click.echo(line)
    if not result.is_good:
        raise SystemExit(1)


def measured(folder: Path, officers: int, seconds: float, pdfs: int, slow: int) -> Result:
    """Fill ``folder``, run a server there, let the crowd at it for about ``seconds``, and look what came of it."""
    place = office.build(folder, officers)
    with begun(folder) as (address, pid):
        alone = _alone(address, place)
        lines, printing = crowd.SlowLines(address, slow), crowd.Printing(address, place.password, pdfs)
        with lines, printing:
            said = crowd.all_send(address, place, seconds)
        holding = memory.held(pid)
    return replace(_result(place, said, printing, lines, alone), holding=holding)


def _alone(address: str, place: office.Office) -> list[float]:
    """Return how long one person waits for a page while nobody else asks for anything."""
    person = Person(address)
    person.sign_in(place.officers[0].username, place.password)
    return [person.get(f"/bao-cao/{place.officers[0].report_id}").seconds for _turn in range(ALONE)]


def _result(
    place: office.Office, said: crowd.Said, printing: crowd.Printing, lines: crowd.SlowLines, alone: list[float]
) -> Result:
    there = office.sendings(place.folder)
    waited = [one.seconds for one in said.pages] or [0.0]
    failed = sum(number for code, number in printing.drawn.items() if code >= 500 or code == 0)
    return Result(
        officers=len(place.officers), requests=len(said.pages) + printing.drawn.total(),
        server_errors=sum(one.code >= 500 for one in said.pages) + failed, acknowledged=len(said.acknowledged),
        lost=sum(there.get(one, 0) == 0 for one in said.acknowledged),
        doubled=sum(there.get(one.report_id, 0) > 1 for one in place.officers),
        broken=tuple(office.broken(place.folder)), failures=dict(said.failures), half=_share(waited, 50),
        most=_share(waited, 95), longest=max(waited), alone=_share(alone, 95), papers=dict(printing.drawn),
        held=lines.held, let_go=lines.let_go,
    )  # fmt: skip


def _share(seconds: list[float], percent: int) -> float:
    """Return the time within which ``percent`` of the pages were there."""
    return quantiles(seconds, n=100, method="inclusive")[percent - 1] if len(seconds) > 1 else seconds[0]


def words(one: Result) -> list[str]:
    """Return the result in sentences, one a line."""
    ratio = one.most / one.alone if one.alone else 0.0
    lines = [
        f"Yêu cầu: {one.requests}; lỗi máy chủ (5xx): {one.server_errors}.",
        f"Báo cáo: {one.acknowledged}/{one.officers} được nhận; mất: {one.lost}; gửi hai lần: {one.doubled}.",
        f"Một trang: p50 {one.half:.2f} s, p95 {one.most:.2f} s, lâu nhất {one.longest:.2f} s.",
        f"Cùng máy, lúc vắng: p95 {one.alone:.2f} s; lúc cao điểm gấp {ratio:.1f} lần.",
        f"Bản in: {one.papers.get(200, 0)} bản PDF; chờ quá lâu: {one.papers.get(422, 0)}.",
        f"Kết nối giữ lì: {one.held}; máy chủ đã cắt {one.let_go}.",
        memory.words(one.holding),
    ]
    lines += [f"LỖI: {number} cán bộ không gửi được ({what})." for what, number in one.failures.items()]
    lines += [f"LỖI: {sentence}" for sentence in one.broken]
    return [*lines, "Đạt: không lỗi, không mất báo cáo nào." if one.is_good else "KHÔNG ĐẠT."]
