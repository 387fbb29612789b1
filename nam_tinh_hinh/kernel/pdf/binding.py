"""Many PDFs as one, for who carries a whole pack to a meeting: contents first, pages numbered through."""

from collections.abc import Sequence

from nam_tinh_hinh.kernel.pdf import errors
from nam_tinh_hinh.kernel.pdf.engine import done
from nam_tinh_hinh.kernel.pdf.exits import Task
from nam_tinh_hinh.kernel.pdf.packing import Bound, PackHeading, packed
from nam_tinh_hinh.kernel.typeface import missing_characters


def bind(papers: Sequence[Bound], *, heading: PackHeading, timeout: float = 60.0, memory_mb: int = 1024) -> bytes:
    """Return one PDF of ``papers`` in their order, each page as it was, with "Trang 3/45" small at its foot.

    First come the contents: ``heading``, then each paper's number, title and the page on which it begins. Every paper
    has a bookmark. Bound in a child as ``render`` draws, within ``timeout`` seconds and ``memory_mb``.

    Raises ``MissingCharacters`` for words of the contents that the printing font lacks, ``PdfRefused`` for a paper that
    cannot be read (its title is in the sentence), ``PdfTooSlow`` at a limit, ``ValueError`` without papers.
    """
    if not papers:
        raise ValueError("a pack has one paper at least")
    words = "\n".join([heading.words, *(f"{one.number_words}\n{one.title}" for one in papers)])
    if missing := missing_characters(words):
        raise errors.MissingCharacters(missing)
    return done(Task.BIND, packed(papers, heading), timeout=timeout, memory_mb=memory_mb)
