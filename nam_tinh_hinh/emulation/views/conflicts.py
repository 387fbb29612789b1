"""What a page says when someone else has changed the same words since they were opened."""

from typing import Any

from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal


def refused_words(
    form: Any, row: Any, refused: ActionRefused | None, *, editable: bool, server_did: str | None = None
) -> dict[str, Any]:
    """Return what the page of ``form`` over ``row`` shows of a refusal; what was typed stays in the form.

    Where the row has moved on and may still be written, its words stand beside those typed (`_differences.html`)
    and the form goes on from its present version. ``server_did`` says who changed it, if the refusal's words do not.
    """
    conflict = editable and refused is not None and refused.kind is Refusal.MOVED_ON
    if conflict:
        form.version.data = row.version if row else 0
    message = refused.message if refused else ""
    return {
        "refusal": message, "has_errors": bool(refused or form.errors),
        "server_did": (message if server_did is None else server_did) if conflict else "",
        "differences": form.differences(row) if conflict and row else [],
    }  # fmt: skip
