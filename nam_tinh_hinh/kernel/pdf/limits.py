"""How a child keeps out of the server's way."""

import os

try:
    import resource
except ImportError:  # Windows: there the time limit alone protects the server
    resource = None  # type: ignore[assignment]

_NICENESS = 10


def be_modest(megabytes: int) -> None:
    """Cap this process at ``megabytes`` (2**20 bytes) of address space and yield the processor, where that exists."""
    if resource is not None:
        limit = megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
