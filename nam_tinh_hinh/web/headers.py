"""Headers on every answer (TRUST.md, "Who gets in")."""

from flask import Flask, Response, current_app, request

CSP = "; ".join(
    (
        "default-src 'none'",
        *(f"{what}-src 'self'" for what in ("script", "style", "font", "connect")),
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# Once a browser has come over TLS it never again comes without, for a year. Not for addresses in numbers (RFC 6797).
ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}


def _put(response: Response) -> Response:
    always = ALWAYS | (ONLY_TLS if current_app.config["SESSION_COOKIE_SECURE"] else {})
    response.headers.extend({k: v for k, v in always.items() if k not in response.headers})
    if request.endpoint not in {"static", "bootstrap.static", "web.htmx_js"}:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def init_app(app: Flask) -> None:
    app.after_request(_put)
