"""Deny by default: a page without a guard is closed, a row not visible is not there."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
Rule = Callable[[Any], bool]

# Files that anyone may fetch: they hold nothing of the commune's.
PUBLIC_FILES = frozenset({"static", "bootstrap.static"})


def public(view: F) -> F:
    """Open a page to people who have not signed in."""
    view.guard = None  # type: ignore[attr-defined]
    return view


def allow(rule: Rule) -> Callable[[F], F]:
    """Open a page to signed-in people for whom ``rule(actor)`` holds."""

    def mark(view: F) -> F:
        view.guard = rule  # type: ignore[attr-defined]
        return view

    return mark


def found(row: T | None) -> T:
    """Return ``row``, or answer 404: what one may not see looks like what is not there."""
    if row is None:
        abort(404)
    return row


def _deny_by_default() -> BaseResponse | str | tuple[Any, ...] | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint in PUBLIC_FILES:
        return None
    view = current_app.view_functions[endpoint]
    if not hasattr(view, "guard"):
        abort(403)
    if view.guard is None:
        return None
    if not current_user.is_authenticated:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined, no-any-return]
    if not view.guard(current_user):
        abort(403)
    return None


def init_app(app: Flask) -> None:
    app.before_request(_deny_by_default)
