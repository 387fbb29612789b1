"""Forms of topics and channels."""

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from nam_tinh_hinh.kernel.forms import BaseForm, Filled, LineField
from nam_tinh_hinh.situation.queries.topic_tree import Branch

MOST = 300


class TopicLabelForm(BaseForm):
    """The words of a topic."""

    label = LineField("Tên lĩnh vực", [Filled("Ghi tên lĩnh vực.")], most=MOST)


class TopicForm(TopicLabelForm):
    """A new topic below a main one."""

    parent_id = SelectField("Thuộc lĩnh vực", coerce=int)

    def offer(self, branches: list[Branch]) -> "TopicForm":
        """Offer the main topics to stand under."""
        self.parent_id.choices = [SelectChoice(one.top.id, one.top.label) for one in branches]
        return self
