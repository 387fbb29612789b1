"""What the plan of the house forbids: wrong imports, other clocks, two words, and files that nobody wants to read."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from flask import Flask

import nam_tinh_hinh
from nam_tinh_hinh.emulation.views.base import LABELS
from nam_tinh_hinh.emulation.workflow import WORKFLOW
from nam_tinh_hinh.kernel.shipped import shipped

PACKAGE = Path(nam_tinh_hinh.__file__).parent
ROOT = PACKAGE.parent
SOURCES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *shipped("migrations").rglob("*.py")])
OURS = [path for path in SOURCES if path.is_relative_to(PACKAGE)]
TEMPLATES = sorted(shipped("templates").rglob("*.html"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 25

# "Mô hình" is the subject matter and a stage is a stage: these two words would make readers guess.
CONFUSING = re.compile("model|status", re.IGNORECASE)
SAID_BY_LIBRARIES = {"model_class", "status"}
CLOCKS = re.compile(r"(datetime\.|^)(datetime|date|time)\.(now|utcnow|today|time)|func\.now|func\.current_\w+")


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def named(node: ast.AST) -> str | None:
    """Return the name that ``node`` gives to something, if it gives one."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        return node.id if isinstance(node, ast.Name) else node.attr
    if isinstance(node, ast.keyword):
        return None if node.arg in SAID_BY_LIBRARIES else node.arg
    return node.arg if isinstance(node, ast.arg) else node.asname if isinstance(node, ast.alias) else None


def enums() -> Iterator[type[StrEnum]]:
    for found in walk_packages([str(PACKAGE)], "nam_tinh_hinh."):
        if not found.name.endswith("__main__"):
            module = import_module(found.name)
            yield from (v for v in vars(module).values() if isinstance(v, type) and issubclass(v, StrEnum))


def test_rooms_import_only_what_lies_below_them():
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    # In a process of its own: it silences the loggers of the one it runs in.
    said = subprocess.run(lint, capture_output=True, text=True, cwd=ROOT, check=False)
    assert said.returncode == 0, said.stdout


def test_only_the_clock_asks_what_time_it_is():
    calls = ((path, ast.unparse(node.func)) for path in OURS for node in nodes(path) if isinstance(node, ast.Call))
    asked = {(where(path), call) for path, call in calls if CLOCKS.fullmatch(call)}
    assert asked == {("nam_tinh_hinh/kernel/clock.py", "datetime.now")}


def test_no_identifier_uses_a_confusing_word():
    names = {(where(path), name) for path in SOURCES for node in nodes(path) if (name := named(node))}
    files = {(where(path), path.stem) for path in SOURCES}
    assert len(names) > 1000
    assert {found for found in names | files if CONFUSING.search(found[1])} == set()


def test_no_template_and_no_css_class_uses_a_confusing_word():
    classes = {
        (where(p), name) for p in TEMPLATES for name in re.findall(r'class_?=["\']([^"\']*)', p.read_text("utf-8"))
    }
    files = {(where(path), path.stem) for path in TEMPLATES}
    assert len(classes) > 100
    assert {found for found in classes | files if CONFUSING.search(found[1])} == set()


def test_a_file_can_be_read_in_one_go():
    lengths = {where(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_a_function_fits_on_the_screen():
    functions = ((path, node) for path in OURS for node in nodes(path) if isinstance(node, ast.FunctionDef))
    lengths = {(where(path), node.name): (node.end_lineno or 0) - node.body[0].lineno + 1 for path, node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_every_label_says_something_in_vietnamese():
    labelled = [member for kind in enums() for member in kind if hasattr(member, "label")]
    assert len(labelled) > 20
    assert [repr(m) for m in labelled if not m.label.strip() or m.label == m.value or m.label[0].islower()] == []


def test_every_action_has_its_words_for_the_history():
    assert [name for name in WORKFLOW.actions if not LABELS.get(name)] == []


def test_every_template_compiles(app: Flask):
    assert len(app.jinja_env.list_templates(["html"])) > 30
    for name in app.jinja_env.list_templates(["html"]):
        app.jinja_env.get_template(name)


@pytest.mark.parametrize("sheet", sorted((ROOT / "static/css").glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_closes_what_it_opens(sheet):
    text = sheet.read_text("utf-8")
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("sheet", sorted((ROOT / "static" / "css").glob("*.css")), ids=lambda path: path.name)
def test_every_block_of_a_style_sheet_is_closed(sheet):
    """One brace lost in a merge silently hides all that follows from wide screens."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
    assert text.count("{") == text.count("}")
