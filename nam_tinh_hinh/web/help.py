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
    HelpPage("phan-cong-dia-ban", "Phân công, bàn giao địa bàn; ai phụ trách ngày nào", "Lãnh đạo, quản trị"),
    HelpPage("dia-ban", "Nhập và sửa danh mục địa bàn", "Quản trị"),
    HelpPage("danh-ba", "Tìm và ghi danh bạ đầu mối", "Mọi người"),
    HelpPage("in-danh-sach", "Lọc, in và tải danh sách", "Mọi người"),
    HelpPage("don-vi", "Xem, thêm, nhập danh sách đơn vị", "Mọi người; quản trị"),
    HelpPage("sap-nhap", "Sáp nhập, chia tách, đổi tên, kết thúc đơn vị", "Quản trị"),
    HelpPage("lap-danh-sach-can-bo", "Lập danh sách cán bộ phụ trách địa bàn", "Lãnh đạo đơn vị"),
    HelpPage("duyet-danh-sach-can-bo", "Duyệt danh sách cán bộ, in phiếu tài khoản", "Quản trị"),
    HelpPage("tai-khoan-cua-toi", "Tài khoản của tôi: nơi đăng nhập, xác thực hai bước, ủy quyền", "Mọi người"),
    HelpPage("dinh-kem", "Đính kèm ảnh, tài liệu", "Mọi người"),
    HelpPage("quan-tri", "Quản trị: tài khoản, danh mục, mẫu in, nhật ký", "Quản trị"),
    HelpPage("bao-cao-ket-qua", "Báo cáo kết quả", "Cán bộ, lãnh đạo đơn vị"),
    HelpPage("danh-gia-cong-nhan", "Đánh giá, công nhận, giấy chứng nhận", "Ban Chỉ đạo, cơ quan thường trực"),
    HelpPage("thu-vien-mo-hinh", "Thư viện và học tập mô hình", "Mọi đơn vị"),
)
