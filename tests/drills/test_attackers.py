"""sqlmap and wapiti against a running demonstration, signed in; and against a planted one, to know that they see."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drills import planted, scanners
from tests.drills.attacked import TOKEN, Target, log, targets, thinned
from tests.drills.crawling import Walker

pytestmark = [pytest.mark.drill, pytest.mark.sqlite]

# What refuses a bent request does so with these; sqlmap would take the first for "nothing to test here".
REFUSALS = "400,401,403,404,409,413,422"
ON_PLAIN_HTTP = {"Secure Flag cookie"}  # a demonstration has no TLS; docs/scanners.md


def sqlmap(server: str, cookie: str, wanted: list[Target], folder: Path) -> tuple[list[str], int]:
    """Return the parameters that sqlmap could inject, and how many it tried."""
    folder.mkdir(exist_ok=True)
    (folder / "requests.log").write_text(log(server, cookie, wanted), "utf-8")
    said = scanners.run(
        scanners.need("bin", "sqlmap"), "-l", folder / "requests.log", "--batch", "--disable-coloring",
        "--dbms", "sqlite", "--technique", "BE", "--level", "1", "--param-exclude", "csrf_token|form_key",
        "--ignore-code", REFUSALS, "--flush-session", "--output-dir", folder / "out",
        "--results-file", folder / "results.csv",
    ).stdout  # fmt: skip
    with (folder / "results.csv").open(encoding="utf-8") as lines:
        hit = [f"{row['Target URL']} {row['Parameter']}" for row in csv.DictReader(lines) if row["Technique(s)"]]
    return hit, said.count("testing for SQL injection on")


def wapiti(address: str, folder: Path, *more: str) -> dict[str, int]:
    """Return how often wapiti found each kind of hole."""
    scanners.run(
        scanners.need("bin", "wapiti"), "-u", address, "--scope", "folder", "-f", "json", "-o", folder / "found.json",
        "--flush-session", "--no-bugreport", "-v", "0", "--store-session", folder, *more,
    )  # fmt: skip
    report = json.loads((folder / "found.json").read_text("utf-8"))
    return {name: len(hits) for part in ("vulnerabilities", "anomalies") for name, hits in report[part].items() if hits}


def test_sqlmap_bends_no_question(walker: Callable[[str], Walker], tmp_path: Path):
    walk = walker("tonghop")
    wanted = thinned([one for one in targets(walk) if one.method == "GET"], most=1)[:4]
    hit, tried = sqlmap(walk.server, walk.cookie, wanted, tmp_path)
    assert hit == []
    assert (len(wanted), tried > 6) == (4, True)


def test_sqlmap_bends_nothing_that_is_written(walker: Callable[[str], Walker], tmp_path: Path):
    walk = walker("canbo")
    wanted = [one for one in targets(walk) if one.method == "POST"][::4]  # all of them take minutes
    hit, tried = sqlmap(walk.server, walk.cookie, wanted, tmp_path)
    assert hit == []
    assert (len(wanted) > 3, tried > 8) == (True, True)


def test_a_forged_token_is_refused(walker: Callable[[str], Walker]):
    walk = walker("canbo2")
    wanted = [one for one in targets(walk) if one.method == "POST"]
    codes = {one.path: walk.post(one.path, one.fields | {TOKEN: "wapiti"}).code for one in wanted}
    assert len(wanted) > 8
    assert codes == dict.fromkeys(codes, 400)


def test_wapiti_finds_no_hole(walker: Callable[[str], Walker], tmp_path: Path):
    walk = walker("canbo")
    found = wapiti(
        f"{walk.server}/", tmp_path, "-H", f"Cookie: {walk.cookie}", "-x", f"{walk.server}/dang-xuat",
        "-m", "xss,sql,exec,file,redirect,permanentxss,crlf,cookieflags,csp,http_headers,methods",
        "-d", "2", "--max-links-per-page", "12", "--max-files-per-dir", "4", "--max-parameters", "12",
        "--max-scan-time", "15", "--max-attack-time", "5",
    )  # fmt: skip
    assert {name: many for name, many in found.items() if name not in ON_PLAIN_HTTP} == {}


def test_they_see_planted_holes(tmp_path: Path):
    with planted.served() as address:
        asked, sent = (Target(method, "/find", {"q": "a"}) for method in ("GET", "POST"))
        hit = [sqlmap(address, "a=b", [one], tmp_path / one.method) for one in (asked, sent)]
        found = wapiti(f"{address}/", tmp_path, "-m", "xss,sql")
    assert hit == [([f"{address}/find?q=a q"], 1), ([f"{address}/find q"], 1)]
    assert {"Reflected Cross Site Scripting", "SQL Injection"} <= found.keys()
