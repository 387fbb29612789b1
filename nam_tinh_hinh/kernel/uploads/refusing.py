"""The one way a file is refused."""


class UploadRefused(Exception):
    """A file that is not taken in; the sentence says why and what to do."""
