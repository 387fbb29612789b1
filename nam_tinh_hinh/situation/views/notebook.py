"""The notebook: blank sheets to write on where there is no machine, in the order of the form."""

from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.asked import number
from nam_tinh_hinh.people.views.base import Answer
from nam_tinh_hinh.situation import queries, rules
from nam_tinh_hinh.situation.documents.notebook import MOST_PAGES, USUAL_PAGES, notebook
from nam_tinh_hinh.situation.views import papers
from nam_tinh_hinh.situation.views.base import bp, person


@bp.get("/phan-anh/so-tay.pdf")
@allow(rules.may_record)
def notebook_pdf() -> Answer:
    asked = number("so")
    pages = USUAL_PAGES if asked is None else min(max(asked, 1), MOST_PAGES)
    mains = [topic.label for topic in queries.topics() if topic.parent_id is None]
    paper = notebook(person().unit_name, mains, pages)
    return papers.as_pdf(paper, "so-tay", "notebook", template="print/notebook.html")
