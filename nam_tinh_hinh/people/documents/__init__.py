"""Print settings as the papers take them."""

from nam_tinh_hinh.kernel.paper import Layout, Letterhead
from nam_tinh_hinh.people.tables import PrintSetting


def letterhead(setting: PrintSetting) -> Letterhead:
    """Return what stands on the papers of a print setting's unit."""
    return Letterhead(
        parent_lines=_lines(setting.parent_lines),
        issuer_lines=_lines(setting.issuer_lines),
        symbol=setting.symbol,
        place=setting.place,
        signing=setting.signing,
        authority=setting.authority,
        post=setting.post,
        signer=setting.signer,
        recipients=_lines(setting.recipients),
        archive=setting.archive,
    )


def layout(setting: PrintSetting) -> Layout:
    """Return the numbers of the setting's layout; raises ``LayoutRefused`` for a row that is none."""
    return Layout.from_row(setting.layout.numbers)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
