"""The kinds of official papers, each with its symbol in the number (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

from nam_tinh_hinh.kernel.enums import Labelled


class PaperKind(Labelled):
    """What a paper is called above its text, and how its number names it: ``NAME = value, label, symbol``."""

    symbol: str

    def __init__(self, value: str, label: str = "", symbol: str = "") -> None:
        super().__init__(value, label)
        self.symbol = symbol

    LIST = "list", "Danh sách", "DS"
    DECISION = "decision", "Quyết định", "QĐ"
    MINUTES = "minutes", "Biên bản", "BB"
    NOTICE = "notice", "Thông báo", "TB"
    REPORT = "report", "Báo cáo", "BC"
    CERTIFICATE = "certificate", "Giấy chứng nhận", "GCN"
    TRANSFER = "transfer", "Phiếu chuyển", "PC"
