"""Many links to one page are the same as url_for's, one by one."""

import pytest
from flask import url_for

from nam_tinh_hinh.kernel.links import links_to


@pytest.mark.parametrize(
    "args",
    [{}, {"tu-ngay": "01/02/2026", "tu-khoa": "an ninh & đường + cầu"}, {"kenh": "3", "ghi": "a=b;c?d#e%20'()*!$,:@/"}],
)
def test_a_link_is_what_url_for_gives(app, args):
    with app.test_request_context("/"):
        assert links_to("situation.index")(args) == url_for("situation.index", **args)
