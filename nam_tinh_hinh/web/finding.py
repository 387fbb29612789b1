"""Search (/tim): one box on every page, over everything that a person may see."""

from flask import Blueprint, url_for
from flask_login import current_user

from nam_tinh_hinh.kernel import asked, searching
from nam_tinh_hinh.kernel.access import allow
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.fragments import render
from nam_tinh_hinh.kernel.searching import Card, Found, Indexed, Term, finding
from nam_tinh_hinh.people.rules import has_hat
from nam_tinh_hinh.people.views.base import Answer, actor

bp = Blueprint("finding", __name__)
WORDS, KIND = "q", "loai"


@bp.app_context_processor
def given() -> dict[str, object]:
    """Give every page of a person with a position the box to search in."""
    return {"may_search": has_hat(current_user) if current_user.is_authenticated else False}


@bp.get("/tim")
@allow(has_hat)
def search() -> Answer:
    typed, kinds = asked.words(WORDS), {kind.code: kind for kind in searching.indexed()}
    terms, code = searching.read(typed), asked.words(KIND)
    code = code if code in kinds else ""
    found = searching.find(actor(), terms, code=code, number=asked.page_number())
    page = render(
        "web/search.html", asked.block("ket_qua"), typed=typed, terms=terms, code=code, found=found,
        groups=_groups(found, kinds), tabs=_tabs(found, kinds, typed), shown=lambda card: _shown(card, kinds, terms),
        kind_url=lambda one: _address(typed, one), page_url=lambda number: _address(typed, code, number),
        per_page=finding.PER_PAGE, most=finding.FOUND_AT_MOST,
    )  # fmt: skip
    return page, 200, {"Vary": "HX-Request"}


def _address(typed: str, code: str, number: int = 1) -> str:
    return url_for(".search", **{WORDS: typed, KIND: code or None, "trang": number if number > 1 else None})


def _groups(found: Found, kinds: dict[str, Indexed]) -> list[tuple[Indexed, list[Card]]]:
    """Return the cards by kind, in the order of the kinds."""
    groups = [(kind, [card for card in found.cards if card.code == kind.code]) for kind in kinds.values()]
    return [(kind, cards) for kind, cards in groups if cards]


def _tabs(found: Found, kinds: dict[str, Indexed], typed: str) -> list[tuple[str, str, str, str]]:
    """Return (code, label, how many, address) of the kinds of which something was found."""
    counted = [(kind.code, kind.label, found.counts[kind.code]) for kind in kinds.values() if kind.code in found.counts]
    return [(code, label, count_words(number), _address(typed, code)) for code, label, number in counted]


def count_words(number: int) -> str:
    """Return how many there are as one reads it: beyond what is counted, only that there are more."""
    return f"hơn {finding.FOUND_AT_MOST}" if number > finding.FOUND_AT_MOST else str(number)


def _shown(card: Card, kinds: dict[str, Indexed], terms: tuple[Term, ...]) -> dict[str, object]:
    """Return a card as the page shows it: its address, its words with what was found marked, whose and of when."""
    kind = kinds[card.code]
    endpoint, params = kind.place(card)
    said = card.unit, card.note, day_text(card.on_day or (card.at and card.at.date()))
    return {
        "href": url_for(endpoint, **params),
        "title": searching.marked(card.title or "(chưa đặt tên)", terms),
        "snippet": searching.snippet(kind.as_read(card.text), terms),
        "said": [one for one in said if one],
    }
