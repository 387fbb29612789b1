"""What the ward's units write in their weekly and monthly reports. Written for the demonstration; nobody is named."""

# unit key -> what was done, one entry a week; the weeks take them in turn.
DONE: dict[str, tuple[str, ...]] = {
    "ccb": (
        "Tổ chức sinh hoạt chi hội tháng, 98/112 hội viên tham dự; quán triệt nghị quyết Đại hội Đảng bộ phường.\n"
        "Phối hợp Công an phường tuần tra nhân dân 04 buổi tối tại phố Phúc Ninh và khu dân cư số 1.",
        "Vận động hội viên đóng góp 06 ngày công sửa đường vào nhà văn hóa phố Phúc Ninh.\n"
        "Thăm, tặng quà 03 hội viên ốm đau, hoàn cảnh khó khăn.",
        "Nói chuyện truyền thống cho 120 học sinh Trường Trung học cơ sở Minh Họa.\n"
        "Rà soát 05 hội viên đủ điều kiện vay vốn chính sách, hoàn thiện hồ sơ gửi tổ tiết kiệm.",
    ),
    "phu_nu": (
        "Ra quân “Ngày thứ Bảy xanh”: 145 hội viên tham gia, dọn 1,2 km tuyến đường hoa.\n"
        "Tuyên truyền phân loại rác tại nguồn đến 60 hộ kinh doanh khu phố Chợ Mới.",
        "Tổ chức 02 buổi truyền thông phòng, chống bạo lực gia đình, 85 lượt hội viên dự.\n"
        "Hỗ trợ 02 phụ nữ khởi nghiệp hoàn thiện hồ sơ vay vốn.",
        "Duy trì bếp ăn “Bữa cơm 0 đồng”, phát 130 suất cho bệnh nhân và người lao động khó khăn.",
    ),
    "nong_dan": (
        "Hướng dẫn 40 hộ kỹ thuật chăm sóc rau vụ đông; cấp phát 120 kg giống.\n"
        "Phối hợp kiểm tra 03 cơ sở bán vật tư nông nghiệp.",
        "Vận động 25 hộ đăng ký tuyến kênh mương tự quản, khơi thông 800 m.\n"
        "Tín chấp cho 07 hộ vay vốn mở rộng sản xuất.",
    ),
    "doan": (
        "Ra quân “Ngày Chủ nhật xanh”, 70 đoàn viên tham gia vẽ 300 m tường bích họa.\n"
        "Đội hình tình nguyện hỗ trợ 46 lượt người dân làm dịch vụ công trực tuyến.",
        "Tổ chức ngày hội hiến máu: 52 đơn vị máu.\nMở lớp ôn tập miễn phí cho 18 học sinh khó khăn.",
    ),
    "cong_doan": (
        "Thăm hỏi 04 đoàn viên bị tai nạn lao động; kiểm tra an toàn vệ sinh lao động tại 02 doanh nghiệp.",
        "Tổ chức hội nghị người lao động tại 03 đơn vị; tư vấn pháp luật cho 35 lượt người.",
    ),
    "ctmt_phuc_ninh": (
        "Họp liên gia tổ 3, tổ 5 lấy ý kiến về mở rộng ngõ; 41/46 hộ đồng thuận.",
        "Vận động ủng hộ Quỹ “Vì người nghèo” được 8,5 triệu đồng.",
    ),
    "ctmt_so_1": (
        "Hòa giải thành 01 vụ việc tranh chấp ranh giới giữa hai hộ.\nTuyên truyền phòng cháy tại 30 hộ nhà ống.",
        "Giám sát thi công rãnh thoát nước ngõ 12, kiến nghị chủ đầu tư hoàn trả mặt đường.",
    ),
    "ctmt_so_2": (
        "Vận động 100% hộ treo cờ, tổng vệ sinh đường làng ngõ xóm.",
        "Tổ chức đối thoại với 52 hộ dân về đường điện sau công tơ.",
    ),
}
ISSUES: dict[str, tuple[str, ...]] = {
    "ccb": (
        "Hội viên đề nghị sớm lắp đèn chiếu sáng đoạn từ nhà văn hóa đến trạm bơm.",
        "Nhân dân phản ánh xe tải chở vật liệu chạy giờ cao điểm, rơi vãi đất cát trên đường Minh Họa.",
    ),
    "phu_nu": (
        "Hội viên phản ánh giá nước sạch tính chưa đúng định mức ở 07 hộ khu phố Chợ Mới.",
        "Nhiều phụ huynh mong có thêm lớp bán trú cho trẻ dưới 36 tháng tuổi.",
    ),
    "nong_dan": (
        "Nông dân lo thiếu nước tưới đầu vụ do kênh cấp 2 bị bồi lắng.",
        "Một số hộ phản ánh tiền hỗ trợ giống chi trả chậm.",
    ),
    "doan": ("Đoàn viên thanh niên đề nghị có thêm sân chơi, thiết bị thể thao tại khu dân cư số 2.",),
    "cong_doan": ("Người lao động mong được hỗ trợ chỗ trông trẻ gần khu nhà trọ.",),
    "ctmt_phuc_ninh": (
        "Đường ngõ tổ 5 ngập sau mưa, nước rút chậm, người dân đề nghị nạo vét cống.",
        "Nhân dân đồng tình chủ trương mở rộng ngõ, đề nghị công khai mức đóng góp.",
    ),
    "ctmt_so_1": ("Điểm tập kết rác đầu ngõ 12 quá tải, có mùi, đề nghị tăng chuyến thu gom.",),
    "ctmt_so_2": ("Đường dây điện sau công tơ sà thấp, người dân lo mất an toàn mùa mưa bão.",),
}
SENTIMENT = (
    "Nhân dân phấn khởi trước kết quả Đại hội Đảng bộ phường; tin tưởng bộ máy chính quyền hai cấp.",
    "Dư luận đồng tình việc rút ngắn thời gian trả kết quả ở Trung tâm Phục vụ hành chính công.",
    "Đa số Nhân dân ủng hộ chủ trương chỉnh trang đô thị, mong thi công nhanh, gọn.",
)
TASKS = "Tiếp tục nắm tình hình cơ sở; chuẩn bị sinh hoạt tháng; hoàn thành chỉ tiêu thi đua quý."
PROPOSALS = "Đề nghị UBND phường sớm trả lời các kiến nghị nêu trên."
DECLINED_WHY = "Bổ sung số hội viên tham gia và địa điểm trước khi trình lại."
RETURNED_WHY = "Ghi rõ ngõ nào, bao nhiêu hộ bị ảnh hưởng, đã báo cơ quan nào."
MENDED = "Đường ngõ 12, 14 (23 hộ) ngập sau mưa; đã báo Phòng Kinh tế, Hạ tầng và Đô thị ngày thứ Ba."
CONSOLIDATED = (
    "Các tổ chức thành viên và Ban Công tác Mặt trận duy trì tuyên truyền, vận động; thực hiện tốt các mô hình tự quản."
)
NOT_USED_WHY = "Đã có trong báo cáo riêng của đơn vị."
PROPAGANDA = "Tổ chức các buổi tuyên truyền, sinh hoạt chi hội theo kế hoạch tháng; nội dung sát với từng địa bàn."
STRENGTHS = "Hoàn thành các nhiệm vụ trọng tâm trong tháng; thông tin, báo cáo kịp thời."
