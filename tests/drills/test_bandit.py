"""What bandit finds in the program is what we know of, each with its reason (docs/scanners.md)."""

import json
from collections import Counter
from pathlib import Path

from tests.drills import scanners

KNOWN = Counter({
    ("migrations/versions/0006_campaigns.py", "B608"): 1,  # names and words of the migration itself
    ("migrations/versions/0011_exemplar_steps.py", "B608"): 1,  # the same
    ("nam_tinh_hinh/cli/bench/data/land.py", "B105"): 1,  # the name of a column
    ("nam_tinh_hinh/cli/bench/data/making.py", "B311"): 1,  # chance that comes out the same each time: data to measure
    ("nam_tinh_hinh/cli/bench/server.py", "B310"): 1,  # it asks its own server
    ("nam_tinh_hinh/cli/bench/server.py", "B404"): 1,  # the server that is measured is a process of its own
    ("nam_tinh_hinh/cli/bench/server.py", "B603"): 1,  # a fixed command
    ("nam_tinh_hinh/cli/bench/starting.py", "B310"): 1,  # it asks its own servers
    ("nam_tinh_hinh/cli/bench/starting.py", "B404"): 1,  # and measures them as processes
    ("nam_tinh_hinh/cli/bench/starting.py", "B603"): 1,  # fixed commands
    ("nam_tinh_hinh/cli/run.py", "B104"): 1,  # a server for the local network; the option says where it listens
    ("nam_tinh_hinh/config.py", "B105"): 1,  # the name of a file
    ("nam_tinh_hinh/demo/observing.py", "B105"): 3,  # PASS_REASON is a sentence: to pass an item on
    ("nam_tinh_hinh/kernel/backup/snapshot.py", "B608"): 1,  # names of the database's own schema, quoted
    ("nam_tinh_hinh/kernel/drawing/marks.py", "B704"): 1,  # every part of it is escaped
    ("nam_tinh_hinh/kernel/pdf/forked.py", "B404"): 1,  # papers are drawn in a child that can be ended
    ("nam_tinh_hinh/kernel/pdf/forked.py", "B603"): 1,  # a fixed command
    ("nam_tinh_hinh/kernel/pdf/starting.py", "B404"): 1,  # the same
    ("nam_tinh_hinh/kernel/pdf/starting.py", "B603"): 1,  # a fixed command; what is given travels on stdin
    ("nam_tinh_hinh/kernel/word/markup.py", "B406"): 1,  # only escape(), which parses nothing
    ("nam_tinh_hinh/people/chronicle.py", "B105"): 2,  # labels of the history
    ("nam_tinh_hinh/people/services/officers.py", "B105"): 1,  # no hash at all, so that no password fits
    ("nam_tinh_hinh/people/views/proving.py", "B105"): 1,  # a sentence
})  # fmt: skip


def found(*what: Path) -> Counter[tuple[str, str]]:
    # Asserts are for the reader of the code and the type checker; no rule of access or of data hangs on one.
    command = [scanners.need("bin", "bandit"), "-q", "-r", "-s", "B101", "-f", "json", *what]
    results = json.loads(scanners.run(*command).stdout)["results"]
    return Counter((one["filename"].removeprefix(f"{scanners.TREE}/"), one["test_id"]) for one in results)


def test_bandit_finds_what_is_known():
    parts = [scanners.TREE / name for name in ("nam_tinh_hinh", "migrations", "wsgi.py")]
    assert found(*parts) == KNOWN


def test_bandit_sees_a_planted_fault(tmp_path: Path):
    (tmp_path / "a.py").write_text("import subprocess\nsubprocess.run(input(), shell=True)\n")
    assert {kind for _path, kind in found(tmp_path)} == {"B404", "B602"}
