"""What is not loaded at the start: it would make every start slower and every process larger."""

import subprocess
import sys

LATER = ("openpyxl", "docx", "pypdf", "xhtml2pdf", "html5lib", "weasyprint")
LOAD = """
import gc, sys
from nam_tinh_hinh import __main__, cli, create_app
from nam_tinh_hinh.config import Settings
from pathlib import Path
create_app(Settings(folder=Path(sys.argv[1]), secret_key="t" * 48, testing=True))
print(gc.isenabled(), gc.get_freeze_count() > 100_000, *(name for name in sys.argv[2:] if name in sys.modules))
"""


def test_libraries_for_files_come_with_the_first_file(tmp_path):
    command = [sys.executable, "-c", LOAD, str(tmp_path), *LATER]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "True"]
