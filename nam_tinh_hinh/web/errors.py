"""Every refusal in plain Vietnamese, with the way out; nothing answers with a bare number."""

import errno
from dataclasses import dataclass

from flask import Flask, Response, current_app, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import reading, writing
from nam_tinh_hinh.kernel.pdf import PdfRefused


@dataclass(frozen=True)
class Words:
    """What is said of one kind of refusal."""

    title: str
    text: str


SAID = {
    400: Words("Yêu cầu chưa đúng", "Máy chủ không hiểu yêu cầu này. Hãy quay lại trang trước rồi thử lại."),
    403: Words(
        "Bạn không được mở trang này",
        "Vị trí bạn đang giữ không có việc này. Có nhiều vị trí, hãy về trang Việc của tôi rồi đổi ở góc trên.",
    ),
    404: Words("Không có trang này", "Địa chỉ gõ nhầm, hoặc hồ sơ không thuộc phạm vi bạn được xem."),
    405: Words("Không mở được theo cách này", "Trang này chỉ dùng để gửi biểu mẫu. Hãy mở lại từ trang trước."),
    413: Words(
        "Nội dung gửi lên quá lớn",
        "Hãy quay lại trang trước (chữ của bạn vẫn còn), rút ngắn nội dung, hoặc chọn tệp nhỏ hơn, ít tệp hơn.",
    ),
    429: Words(
        "Thử lại sau ít phút",
        "Gõ sai mật khẩu hoặc mã nhiều lần liên tiếp. Tài khoản không bị khóa; hãy đợi ít phút rồi thử lại.",
    ),
    500: Words(
        "Máy chủ gặp lỗi",
        "Việc vừa rồi chưa được lưu. Quay lại trang trước (chữ của bạn vẫn còn) và thử lại; vẫn lỗi thì báo quản trị.",
    ),
    503: Words(
        "Máy chủ đang bận hoặc hết chỗ ghi",
        "Việc vừa rồi chưa được lưu. Đợi ít giây, quay lại trang trước (chữ của bạn vẫn còn) và gửi lại.",
    ),
}
# A disk that is full or takes nothing any more, told by the system and not by the database.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
FORM_TOO_OLD = Words(
    "Trang này mở đã lâu",
    "Chưa có gì được gửi. Hãy mở lại trang vừa viết; chữ còn giữ trên máy này sẽ được đưa ra để dùng lại.",
)


def _say(code: int, words: Words | None = None, first: tuple[str, str] | None = None) -> tuple[str, int]:
    words = words or SAID.get(code) or SAID[400]
    template = "errors/error_fragment.html" if request.headers.get("HX-Request") else "errors/error.html"
    ways = [("Về trang Việc của tôi", url_for("web.home")), ("Xem hướng dẫn", url_for("web.help_index"))]
    if first:
        ways.insert(0, first)
    return render_template(template, code=code, title=words.title, text=words.text, way_out=ways), code


def _http(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    if code == 403:
        _remember_refusal()
    return _say(code)


def _remember_refusal() -> None:
    if not current_user.is_authenticated:
        return
    doer = current_user._get_current_object()
    with writing():
        history.record(actor=doer, action="refused", subject="page", reason=request.path[:200])


def _unknown_host(_error: SecurityError) -> Response:
    # Without a trusted name no address of ours can be written, so this one refusal is plain text.
    words = "Máy chủ không nhận tên này. Hãy gõ đúng địa chỉ quản trị đã cho, hoặc báo quản trị khai thêm tên (hosts)."
    return Response(words, 400, mimetype="text/plain")


def _csrf(_error: CSRFError) -> tuple[str, int]:
    reopens = request.url_rule and "GET" in (request.url_rule.methods or ())
    return _say(400, FORM_TOO_OLD, ("Mở lại trang vừa viết", request.path) if reopens else None)


def _database(error: OperationalError) -> tuple[str, int]:
    current_app.logger.error("database: %s", error.orig)
    with reading():  # the page that says so does not wait for a turn to write
        return _say(503)


def _unforeseen(error: InternalServerError) -> tuple[str, int]:
    cause = error.original_exception
    no_room = isinstance(cause, OSError) and cause.errno in NO_ROOM
    with reading():
        return _say(503 if no_room or isinstance(cause, OperationalError) else 500)


def _paper(error: PdfRefused) -> tuple[str, int]:
    # A paper's address lies below the page it is printed from, with the same filters.
    page, asked = request.path.rpartition("/")[0], request.query_string.decode()
    return _say(422, Words("Chưa in được", str(error)), ("Quay lại danh sách", f"{page}?{asked}"))


def init_app(app: Flask) -> None:
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(PdfRefused, _paper)
    app.register_error_handler(InternalServerError, _unforeseen)
    app.register_error_handler(HTTPException, _http)
