"""How a registration leaves its unit: the clerk asks his leader, the leader approves, the list goes out."""


def approve_and_send(leader, name):
    """Let the leader approve what waits under that name and send the unit's list; ends at the receipt."""
    leader.goto("/")
    leader.get_by_role("link", name=f"Duyệt: {name}").click()
    leader.get_by_role("button", name="Duyệt để gửi").click()
    leader.get_by_text("Đã duyệt: “").wait_for()
    send_list(leader)


def send_list(leader):
    """Send all that is approved; ends at the receipt."""
    leader.goto("/dan-van-kheo/gui-danh-sach")
    leader.get_by_role("button", name="Gửi danh sách").click()
    leader.get_by_role("heading", name="Biên nhận gửi danh sách").wait_for()
