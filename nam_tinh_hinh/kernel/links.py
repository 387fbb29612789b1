"""Addresses of one page under many arguments."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from flask import url_for

# What werkzeug leaves as it is in the arguments of an address.
PLAIN = "!$'()*,/:;?@"


def links_to(endpoint: str) -> Callable[[Mapping[str, str]], str]:
    """Return what gives the address of ``endpoint`` under some arguments, as ``url_for`` would.

    For pages with hundreds of such links: the route is looked up once, which takes longer than all else about a link.
    """
    page = url_for(endpoint)
    return lambda args: f"{page}?{urlencode(args, safe=PLAIN)}" if args else page
