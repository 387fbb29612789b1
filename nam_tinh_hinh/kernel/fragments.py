"""The whole page, or one block of it, from the same template."""

from typing import Any

from flask import current_app, render_template


def render(template: str, block: str | None = None, **context: Any) -> str:
    """Return ``template`` as a page, or only its ``block`` when a name is given (for htmx).

    Macros imported at the top of a child template are unknown inside a block rendered alone: import them in the block.
    """
    if block is None:
        return render_template(template, **context)
    current_app.update_template_context(context)
    page = current_app.jinja_env.get_template(template)
    return "".join(page.blocks[block](page.new_context(context)))
