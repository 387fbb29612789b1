"""The pages of the in-app help, one per job."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HelpPage:
    """One job explained: its address, its title, and for whom it is."""

    slug: str
    title: str
    audience: str


GROUPS: tuple[tuple[str, tuple[HelpPage, ...]], ...] = (
    (
        "Bắt đầu",
        (
            HelpPage("dang-nhap", "Đăng nhập, đổi mật khẩu, đổi vị trí", "Mọi người"),
            HelpPage("tai-khoan-cua-toi", "Tài khoản của tôi: nơi đăng nhập, xác thực hai bước, ủy quyền", "Mọi người"),
            HelpPage("in-danh-sach", "Lọc, in và tải danh sách", "Mọi người"),
            HelpPage("dinh-kem", "Đính kèm ảnh, tài liệu", "Mọi người"),
            HelpPage("tim-kiem", "Tìm mọi thứ từ ô ở đầu trang", "Mọi người"),
            HelpPage("so-van-ban", "Sổ văn bản, số văn bản", "Mọi người; thường trực, lãnh đạo đặt cách đánh số"),
        ),
    ),
    (
        "Dân vận khéo: việc của đơn vị",
        (
            HelpPage("dang-ky-mo-hinh", "Đăng ký mô hình, điển hình “Dân vận khéo”", "Cán bộ, lãnh đạo đơn vị"),
            HelpPage("chuan-bi-mo-hinh", "Khảo sát, phương án, họp thống nhất", "Cán bộ, lãnh đạo đơn vị"),
            HelpPage("duyet-gui-danh-sach", "Lãnh đạo duyệt và gửi danh sách", "Cán bộ, lãnh đạo đơn vị; thường trực"),
            HelpPage("de-nghi-dieu-chinh", "Đề nghị điều chỉnh, rút, dừng", "Đơn vị; Ban Chỉ đạo, thường trực"),
            HelpPage("thuc-hien-mo-hinh", "Kế hoạch, tiến độ thực hiện", "Cán bộ, lãnh đạo đơn vị; thường trực"),
            HelpPage("so-ket", "Sơ kết 3 tháng, 6 tháng", "Cán bộ, lãnh đạo đơn vị; Ban Chỉ đạo"),
            HelpPage("bao-cao-ket-qua", "Báo cáo kết quả", "Cán bộ, lãnh đạo đơn vị"),
            HelpPage("thu-vien-mo-hinh", "Thư viện và học tập mô hình", "Mọi đơn vị"),
        ),
    ),
    (
        "Dân vận khéo: việc của Ban Chỉ đạo",
        (
            HelpPage(
                "phong-trao-nam", "Mở phong trào năm, đợt đăng ký, chỉ tiêu", "Cơ quan thường trực, Trưởng Ban Chỉ đạo"
            ),
            HelpPage("chi-tieu", "Bảng chỉ tiêu, nhắc đơn vị", "Ban Chỉ đạo; cán bộ, lãnh đạo đơn vị"),
            HelpPage("xet-dang-ky", "Xét đăng ký trong hàng đợi", "Thành viên Ban Chỉ đạo"),
            HelpPage("lap-doan-kiem-tra", "Lập đoàn kiểm tra", "Cơ quan thường trực, Trưởng Ban Chỉ đạo"),
            HelpPage("ghi-ket-qua-kiem-tra", "Ghi kết quả kiểm tra, in biên bản", "Đoàn kiểm tra, Ban Chỉ đạo"),
            HelpPage("phien-hop", "Phiên họp xét: chuẩn bị, họp, biên bản", "Ban Chỉ đạo, cơ quan thường trực"),
            HelpPage("cong-bo-ket-qua", "Công bố kết quả xét", "Cơ quan thường trực"),
            HelpPage("thong-bao-giao-nhiem-vu", "Thông báo giao nhiệm vụ và xác nhận", "Cơ quan thường trực; đơn vị"),
            HelpPage("bao-cao-phong-trao", "Báo cáo 6 tháng và năm", "Cơ quan thường trực, Trưởng Ban Chỉ đạo"),
            HelpPage("danh-gia-cong-nhan", "Đánh giá, công nhận, giấy chứng nhận", "Ban Chỉ đạo, cơ quan thường trực"),
        ),
    ),
    (
        "Nắm tình hình",
        (
            HelpPage(
                "ghi-noi-dung", "Ghi nội dung nắm được, ghi một cuộc họp", "Cán bộ, đầu mối đơn vị; cán bộ địa bàn"
            ),
            HelpPage("tin-cap-bach", "Báo tin cấp bách, nhận tin", "Mọi đơn vị"),
            HelpPage("nhap-nhieu-noi-dung", "Nhập nhiều nội dung từ Excel", "Cán bộ, đầu mối đơn vị"),
            HelpPage(
                "hang-doi-dau-moi",
                "Xử lý nội dung ở hàng đợi của đầu mối",
                "Đầu mối: lãnh đạo, cán bộ tổng hợp của đơn vị",
            ),
            HelpPage(
                "theo-doi-kien-nghi", "Theo dõi kiến nghị đến khi người dân được trả lời", "Cán bộ, đầu mối đơn vị"
            ),
            HelpPage("cach-tinh-han", "Cách tính hạn trả lời, gia hạn, tạm dừng", "Mọi người; quản trị đặt số ngày"),
            HelpPage(
                "lien-he-tra-loi",
                "Liên hệ để trả lời: ghi, xem, khi nào xóa",
                "Người ghi nội dung; cán bộ, đầu mối đơn vị",
            ),
            HelpPage("vu-viec", "Vụ việc nổi cộm: lập, theo dõi, kết thúc", "Đầu mối đơn vị; đơn vị chịu trách nhiệm"),
            HelpPage("chi-dao-dinh-huong", "Gửi, nhận chỉ đạo; theo dõi, nhắc, thu hồi", "Mọi đơn vị; cán bộ địa bàn"),
            HelpPage("mang-luoi", "Mạng lưới thông tin nội bộ", "Đơn vị trưởng nhóm, thành viên"),
            HelpPage("danh-sach-noi-dung", "Tìm, lọc, in danh sách nội dung nắm được", "Mọi người"),
            HelpPage("tong-quan", "Đọc tổng quan, so với tám tuần trước, in số liệu", "Mọi người"),
        ),
    ),
    (
        "Báo cáo",
        (
            HelpPage("viet-bao-cao", "Viết báo cáo theo đề cương", "Cán bộ, lãnh đạo đơn vị"),
            HelpPage("so-lieu-bao-cao", "Mục tự lấy số liệu: kiểm tra, sửa, cập nhật", "Cán bộ, lãnh đạo đơn vị"),
            HelpPage("ky-gui-bao-cao", "Trình ký, ký duyệt, gửi báo cáo; biên nhận", "Cán bộ, lãnh đạo đơn vị"),
            HelpPage("nhan-bao-cao", "Nhận báo cáo, yêu cầu sửa từng mục", "Đầu mối đơn vị nhận báo cáo"),
            HelpPage("tong-hop-bao-cao", "Tổng hợp báo cáo của đơn vị dưới, xem nguồn từng câu", "Đơn vị nhận báo cáo"),
            HelpPage(
                "ban-hanh-bao-cao", "Ban hành báo cáo, in, tải Word; đóng hồ sơ họp", "Người viết, người ký; nơi nhận"
            ),
            HelpPage("theo-doi-nop-bao-cao", "Theo dõi ai đã nộp báo cáo, nhắc nộp", "Nơi nhận báo cáo; mọi đơn vị"),
            HelpPage(
                "gia-han-bao-cao", "Gia hạn, miễn, yêu cầu báo cáo đột xuất", "Đầu mối, thường trực; mọi đơn vị nộp"
            ),
            HelpPage(
                "che-do-bao-cao", "Chế độ báo cáo: ai nộp, hạn nào, áp dụng, ngừng", "Mọi người; thường trực, quản trị"
            ),
            HelpPage("de-cuong-bao-cao", "Sửa đề cương, so sánh các bản", "Mọi người; thường trực, quản trị"),
        ),
    ),
    (
        "Tổ chức",
        (
            HelpPage("don-vi", "Xem, thêm, nhập danh sách đơn vị", "Mọi người; quản trị"),
            HelpPage("dia-ban", "Nhập và sửa danh mục địa bàn", "Quản trị"),
            HelpPage("phan-cong-dia-ban", "Phân công, bàn giao địa bàn; ai phụ trách ngày nào", "Lãnh đạo, quản trị"),
            HelpPage("danh-ba", "Tìm và ghi danh bạ đầu mối", "Mọi người"),
            HelpPage("lap-danh-sach-can-bo", "Lập danh sách cán bộ phụ trách địa bàn", "Lãnh đạo đơn vị"),
        ),
    ),
    (
        "Quản trị",
        (
            HelpPage("quan-tri", "Quản trị: tài khoản, danh mục, mẫu in, nhật ký", "Quản trị"),
            HelpPage("sap-nhap", "Sáp nhập, chia tách, đổi tên, kết thúc đơn vị", "Quản trị"),
            HelpPage("ngay-nghi", "Ngày nghỉ lễ, nghỉ bù, làm bù trong năm", "Quản trị"),
            HelpPage("duyet-danh-sach-can-bo", "Duyệt danh sách cán bộ, in phiếu tài khoản", "Quản trị"),
            HelpPage("sao-luu", "Sao lưu, khôi phục, kiểm tra hệ thống", "Quản trị"),
            HelpPage("van-hanh-may-chu", "Vận hành máy chủ", "Quản trị"),
        ),
    ),
)
PAGES = tuple(page for _group, pages in GROUPS for page in pages)
