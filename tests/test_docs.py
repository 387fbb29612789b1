"""The documents tell the truth: commands, options, settings, files and links they name are there."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from nam_tinh_hinh.cli import group
from nam_tinh_hinh.config import BOUNDS, Settings

TREE = Path(__file__).parents[1]
PAGES = sorted([*(TREE / "docs").rglob("*.md"), TREE / "README.md"])
HELP = sorted((TREE / "templates" / "help").glob("*.html"))
SPANS = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`|“([^”]+)”", re.S)
# Beside the settings: which the program's own tests and the demonstration look at.
OTHER_VARIABLES = {
    "NTH_REQUIRE_POSTGRES",
    "NTH_TEST_POSTGRES_URL",
    "NTH_DRILLS",
    "NTH_REQUIRE_SCANNERS",
    "NTH_DIR",
    "NTH_REQUIRE_BROWSER",
}
NO_SETTINGS = {"folder", "demo", "testing"}


def spans(page: Path) -> list[str]:
    """Return what a page quotes as code, line by line."""
    found = (next(filter(None, parts), "") for parts in SPANS.findall(page.read_text("utf-8")))
    return [line.strip().removeprefix("- ") for span in found for line in span.replace("\\\n", " ").splitlines()]


def commands(page: Path) -> list[list[str]]:
    """Return the words after ``nam-tinh-hinh`` of every command a page quotes."""
    lines = (re.search(r"(?:^|bin/|Scripts\\)nam-tinh-hinh(?:\.exe)?[ \t]+([a-z-].*)", line) for line in spans(page))
    return [found[1].split("#")[0].split('"')[0].split() for found in lines if found]


def refused(words: list[str]) -> str:
    """Return what of a quoted command does not exist, an empty sentence when all does."""
    command: click.Command = group
    while isinstance(command, click.Group) and words and re.fullmatch(r"[a-z|-]+", words[0]):
        name, *words = words
        for one in name.split("|"):
            if one not in command.commands and not name.startswith("-"):
                return f"no command {one}"
        if name.startswith("-"):
            return "" if name in {"-h", "--help", "--version"} else f"no option {name}"
        command = command.commands[name.split("|")[0]]
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"-h", "--help"}
    return ", ".join(word for word in words if word.startswith("--") and word not in known)


def test_the_pages_quote_commands_at_all():
    quoted = {words[0] for page in PAGES for words in commands(page)}
    assert {"init", "serve", "migrate", "doctor", "backup", "backup-key", "restore", "user", "due"} <= quoted


@pytest.mark.parametrize("page", [*PAGES, *HELP], ids=lambda page: page.name)
def test_every_quoted_command_exists_with_its_options(page):
    assert [(words, said) for words in commands(page) if (said := refused(words))] == []


@pytest.mark.parametrize("words", [["backups"], ["backup", "--onto", "x"], ["user", "rest", "a"], ["--versio"]])
def test_a_command_that_is_not_there_is_found(words):
    assert refused(words) != ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_named_variable_is_a_setting(page):
    settings = {f"NTH_{one.name.upper()}" for one in fields(Settings)} | OTHER_VARIABLES
    assert set(re.findall(r"NTH_[A-Z_]*[A-Z]", page.read_text("utf-8"))) - settings == set()


def test_the_table_of_settings_is_whole_and_true():
    said = (TREE / "docs" / "operations.md").read_text("utf-8").split("## 11. Cấu hình")[1]
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.*)$", said, re.M))
    assert set(rows) == {one.name for one in fields(Settings)} - NO_SETTINGS - {"contact_key"}
    assert all(f"`NTH_{name.upper()}`" in rest for name, rest in rows.items())
    assert [name for name, (least, most) in BOUNDS.items() if f"({least}-{most})" not in rows[name]] == []
    plain = {"proxy_hops", "absolute_hours", "backup_keep"}
    shipped = {one.name: one.default for one in fields(Settings) if one.name in plain}
    assert {name: int(rows[name].rstrip("| ").split("| ")[-1]) for name in plain} == shipped


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_every_file_of_ours_is_there(page):
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in link]
    named = re.findall(r"`((?:docs|tests|templates|kernel|people|web)/[\w./-]+\.\w+|docs/deploy/[\w.-]+)`", text)
    places = [page.parent / link for link in links] + [_of_ours(name) for name in named]
    assert [str(place) for place in places if not place.exists()] == []


def _of_ours(name: str) -> Path:
    inside = TREE / "nam_tinh_hinh" / name
    return inside if inside.exists() else TREE / name


def test_the_page_on_the_wall_is_one_page():
    assert len((TREE / "docs" / "backup.md").read_text("utf-8").split()) < 400
