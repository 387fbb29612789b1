"""Settings and files through which strangers could come in."""

import os
import stat
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

from nam_tinh_hinh.config import CONTACT_FILE, SECRET_FILE, SETTINGS_FILE, Settings
from nam_tinh_hinh.upkeep.findings import Finding, remark, unknown

DEMONSTRATION = "minh-hoa"
# Ends of names that lead nowhere on the Internet (RFC 6762, RFC 8375, and what offices call their own network).
LOCAL_ENDS = (".local", ".lan", ".internal", ".home.arpa", ".localdomain", ".localhost")
SETTINGS_REMEDY = f"Sửa dòng hosts trong tệp {SETTINGS_FILE} rồi khởi động lại máy chủ."


def said(settings: Settings) -> Iterator[Finding]:
    """Tell what the program itself refuses to start with, and names and transport that let strangers listen."""
    for sentence in settings.problems():
        what, _, remedy = sentence.partition(": ")
        yield Finding(f"{what}.", "Máy chủ từ chối chạy để người lạ không vào được.", f"{remedy[:1].upper()}{remedy}")
    for host in settings.hosts:
        yield from _host(host, https=bool(settings.https))


def _host(host: str, *, https: bool) -> Iterator[Finding]:
    if host.strip(".") in {"", "*"} or "*" in host:
        yield Finding(
            f"Tên máy chủ “{host}” nghĩa là nhận mọi tên.",
            "Kẻ gian dựng được một tên giả trỏ vào máy chủ này để lừa lấy mật khẩu.",
            f"Ghi đúng tên hoặc địa chỉ mà cán bộ gõ, ví dụ “nth.xa.local”. {SETTINGS_REMEDY}",
        )  # fmt: skip
    elif not https and _is_public_address(host):
        yield Finding(
            f"Máy chủ mở ra địa chỉ Internet {host} mà không có HTTPS.",
            "Mật khẩu và hồ sơ đi trên đường truyền ai cũng đọc được.",
            "Đặt TLS phía trước và https = true, hoặc chỉ mở trong mạng nội bộ.",
        )  # fmt: skip
    elif not https and _may_be_public(host):
        yield unknown(
            f"Không biết tên {host} có ra Internet hay không, mà đang không có HTTPS.",
            "Ra Internet thì mật khẩu và hồ sơ đi trên đường truyền ai cũng đọc được.",
            "Chỉ dùng trong mạng nội bộ thì thôi; còn không, đặt TLS phía trước và https = true.",
        )  # fmt: skip


def _is_public_address(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_global
    except ValueError:
        return False


def _may_be_public(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return "." in host.strip(".") and not host.casefold().rstrip(".").endswith(LOCAL_ENDS)
    return False


def readable_by_others(settings: Settings) -> Iterator[Finding]:
    """Tell which of the folder, the keys and the database other accounts of this machine can read."""
    if os.name != "posix":
        yield unknown(
            f"Không tự kiểm được ai trên máy này đọc được {settings.folder}.", "Windows giữ quyền theo cách khác.",
            "Bấm chuột phải vào thư mục, chọn Properties, Security: chỉ để lại tài khoản chạy máy chủ và quản trị máy.",
        )  # fmt: skip
        return
    keys = {name: f"tệp khóa {name}" for name in (SECRET_FILE, CONTACT_FILE)}
    for name, words in {"": "thư mục dữ liệu", **keys, "nam-tinh-hinh.db": "cơ sở dữ liệu"}.items():
        path = settings.folder / name if name else settings.folder
        if path.exists() and is_open_to_others(path):
            yield Finding(
                f"Tài khoản khác trên máy này đọc được {words}: {path}.",
                "Ai đăng nhập vào máy chủ cũng xem được hồ sơ, hoặc giả được phiên đăng nhập.",
                f"Chạy “chmod {700 if path.is_dir() else 600} {path}”.",
            )  # fmt: skip
            if not name:
                return  # with the folder closed, nothing in it is open


def is_open_to_others(path: Path) -> bool:
    """Tell whether any account of this machine can read ``path``: its own mode and the way there allow it."""
    path = path.resolve()
    way = all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)
    return way and bool(path.stat().st_mode & stat.S_IROTH)


def demonstration(settings: Settings) -> Iterator[Finding]:
    """Tell when the data are those of the demonstration, whose password was printed on a screen."""
    if not (settings.folder / DEMONSTRATION).exists():
        return
    if (settings.folder / SETTINGS_FILE).exists():
        yield Finding(
            "Thư mục dữ liệu thật này bắt đầu từ bản minh họa.", "Mật khẩu chung của bản minh họa ai cũng biết.",
            "Cài mới vào một thư mục trống bằng “nam-tinh-hinh init” rồi chuyển danh sách sang.",
        )  # fmt: skip
    else:
        yield remark(
            "Đây là dữ liệu minh họa.", "Mật khẩu chung đã in ra màn hình; tên người, số liệu là để xem thử.",
            "Đừng ghi việc thật vào đây. Dùng thật thì chạy “nam-tinh-hinh init” vào thư mục khác.",
        )  # fmt: skip
