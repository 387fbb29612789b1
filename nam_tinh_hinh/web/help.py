"""The pages of the in-app help, one per job."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HelpPage:
    """One job explained: its address, its title, and for whom it is."""

    slug: str
    title: str
    audience: str


PAGES = (
    HelpPage("dang-nhap", "Đăng nhập, đổi mật khẩu, đổi vị trí", "Mọi người"),
    HelpPage("dang-ky-mo-hinh", "Đăng ký mô hình, điển hình “Dân vận khéo”", "Cán bộ, lãnh đạo đơn vị"),
    HelpPage("xet-dang-ky", "Xét đăng ký trong hàng đợi", "Thành viên Ban Chỉ đạo"),
    HelpPage("cong-bo-ket-qua", "Công bố kết quả xét", "Cơ quan thường trực"),
    HelpPage("in-danh-sach", "Lọc, in và tải danh sách", "Mọi người"),
    HelpPage("tai-khoan-cua-toi", "Tài khoản của tôi: nơi đăng nhập, xác thực hai bước, ủy quyền", "Mọi người"),
    HelpPage("quan-tri", "Quản trị: tài khoản, danh mục, mẫu in, nhật ký", "Quản trị"),
)
