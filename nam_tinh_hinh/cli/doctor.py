"""``doctor``: whether all is well, what is not, why it matters and what to do."""

import json
import tomllib
from pathlib import Path

import click

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.base import folder_option, stop
from nam_tinh_hinh.config import SETTINGS_FILE, Settings
from nam_tinh_hinh.upkeep.doctor import Examined, able_to_start, examine, report
from nam_tinh_hinh.upkeep.findings import Severity

WELL = "Mọi thứ đều ổn."
INDENT = "    "


@click.command()
@folder_option
@click.option("--json", "as_json", is_flag=True, help="In ra JSON cho phần mềm giám sát.")
def doctor(folder: Path | None, as_json: bool) -> None:
    """Kiểm tra dữ liệu, nhật ký, tệp, sao lưu, đồng hồ, chỗ trống, cấu hình; mã thoát khác 0 khi có lỗi."""
    settings = _settings(folder)
    app = create_app(able_to_start(settings))
    with app.app_context():
        found = list(examine(settings))
    if as_json:
        click.echo(json.dumps(report(found, app), ensure_ascii=False, indent=2))
    else:
        click.echo(in_words(found))
    if any(one.has_fault for one in found):
        raise SystemExit(1)


def _settings(folder: Path | None) -> Settings:
    try:
        settings = Settings.read(folder)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise stop(f"Không đọc được {SETTINGS_FILE}: {error}. Sửa tệp đó rồi chạy lại.") from error
    if not settings.folder.is_dir() and not settings.database_url:
        raise stop(f"Chưa có thư mục dữ liệu {settings.folder}. Chạy “nam-tinh-hinh init” trước.")
    return settings


def in_words(examined: list[Examined]) -> str:
    """Return the examination as one reads it: by matter, and a last line that says whether all is well."""
    lines = [line for one in examined if one.findings for line in _group(one)]
    faults = sum(finding.is_fault for one in examined for finding in one.findings)
    return "\n".join([*lines, f"Có {faults} lỗi cần xử lý." if faults else WELL])


def _group(one: Examined) -> list[str]:
    lines = [one.check.title]
    for found in sorted(one.findings, key=lambda finding: list(Severity).index(finding.severity)):
        lines += [f"  {found.severity.label}: {found.what}", f"{INDENT}Vì sao: {found.why}"]
        lines += [f"{INDENT}Cách xử lý: {found.remedy}"]
    return lines
