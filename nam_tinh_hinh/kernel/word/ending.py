"""Who signs and for whom the copies are, as print/_signatures. Rows are never divided between pages."""

from collections.abc import Iterator

from nam_tinh_hinh.kernel.paper.blocks import Signer
from nam_tinh_hinh.kernel.paper.layout import Layout
from nam_tinh_hinh.kernel.paper.lines import cased
from nam_tinh_hinh.kernel.paper.prose import ProsePaper
from nam_tinh_hinh.kernel.word.markup import MM, cell, gap, row, table, twips, written


def ending(paper: ProsePaper) -> Iterator[str]:
    """Yield the signatures: one beside "Nơi nhận", or several two in a row with "Nơi nhận" under them."""
    yield gap(14)
    whole = twips(paper.text_mm, MM)
    widths = whole // 2, whole - whole // 2
    if not paper.signer_rows:
        signed = _capacity(paper.signer, paper.layout) + _name(paper.signer)
        yield table(widths, [row(map(cell, (_recipients(paper) or gap(1), signed), widths))])
        return
    yield table(widths, [one for signers in paper.signer_rows for one in _pair(signers, paper.layout, widths)])
    if paper.recipients:
        yield gap(8)
        yield _recipients(paper)


def _pair(signers: tuple[Signer, ...], layout: Layout, widths: tuple[int, int]) -> Iterator[str]:
    """Yield two rows, so that names stand level though a post takes two lines; one signer stands in the middle."""
    posts = [_capacity(signer, layout) for signer in signers]
    names = [_name(signer) for signer in signers]
    for contents in (posts, names):
        if len(contents) == 1:
            yield row([cell(contents[0], sum(widths), span=2)])
        else:
            yield row(map(cell, contents, widths))


def _capacity(signer: Signer, layout: Layout) -> str:
    caps = layout.authority_caps
    lines = [written("Authority", cased(signer.authority, caps=caps))] if signer.authority else []
    lines += [written("Post", cased(signer.post, caps=caps))]
    return "".join([*lines, *([written("Note", signer.note)] if signer.note else [])])


def _name(signer: Signer) -> str:
    return written("Signer", signer.name or "\u00a0")


def _recipients(paper: ProsePaper) -> str:
    lines = "".join(written("Recipient", line) for line in paper.recipients)
    return written("RecipientsHeading", "Nơi nhận:") + lines if lines else ""
