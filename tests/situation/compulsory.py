"""The compulsory texts of this room's forms, and what is said when one is empty."""

from nam_tinh_hinh.situation.forms import casework, contacts, entry, networks, petitions, topics

COMPULSORY = [
    (casework.CaseForm, "title", "Ghi tên vụ việc."),
    (casework.CaseForm, "unit_name", "Ghi đơn vị chịu trách nhiệm."),
    (casework.DismissForm, "reason", "Ghi lý do không lập vụ việc."),
    (casework.EntryForm, "words", "Ghi nội dung của mục này."),
    (casework.ReviewForm, "found", "Ghi kết quả rà soát."),
    (contacts.ContactForm, "reply_contact", "Ghi cách liên hệ."),
    (contacts.ReadForm, "reason", "Ghi lý do, ví dụ: Báo kết quả trả lời."),
    (entry.EntryForm, "content", "Ghi nội dung nắm được."),
    (networks.MemberForm, "member", "Ghi tên đơn vị hoặc cán bộ."),
    (networks.NetworkForm, "name", "Ghi tên mạng lưới."),
    (petitions.AnswerForm, "words", "Ghi nội dung trả lời."),
    (petitions.ExtendForm, "reason", "Ghi lý do gia hạn."),
    (petitions.ForwardForm, "words", "Ghi lý do chuyển cấp trên."),
    (petitions.PauseForm, "reason", "Ghi lý do tạm dừng."),
    (petitions.ProgressForm, "words", "Ghi việc đã làm, đang vướng gì."),
    (petitions.ReopenForm, "reason", "Ghi lý do mở lại."),
    (topics.TopicForm, "label", "Ghi tên lĩnh vực."),
    (topics.TopicLabelForm, "label", "Ghi tên lĩnh vực."),
]
