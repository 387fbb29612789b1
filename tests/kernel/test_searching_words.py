"""What typed words mean, table by table; nothing that is typed is a command or an error."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nam_tinh_hinh.kernel.searching.words import Term, for_postgresql, for_sqlite, read
from nam_tinh_hinh.kernel.text import fold

MEANT = [
    ("thoat nuoc", ["thoat", "nuoc*"]),
    ("  Thoát   NƯỚC ", ["thoat", "nuoc*"]),
    ("hoà", ["hoa*"]),
    ("hòa", ["hoa*"]),
    ("Đường", ["duong*"]),
    ("tổ 3", ["to", "3"]),
    ("quý 2/2026", ["quy", "2", "2026"]),
    ("xã a", ["xa", "a"]),
    ('"tiếng kẻng"', ["tieng keng"]),
    ("“tiếng kẻng” an ninh", ["tieng keng", "an", "ninh*"]),
    ("«tiếng kẻng» ", ["tieng keng"]),
    ('cống "tắc mưa', ["cong", "tac", "mua*"]),
    ('"một" "hai ba', ["mot", "hai", "ba*"]),
    ('""', []),
    ('"', []),
    ('" "cống', ["cong*"]),
    ("cống cống cống", ["cong", "cong*"]),
    ("M'Nông", ["mnong*"]),
    ("30%_", ["30"]),
]
NO_COMMANDS = [
    ("cong AND tac", ["cong", "and", "tac*"]),
    ("NEAR(cong tac, 2)", ["near", "cong", "tac", "2"]),
    ("NOT cong", ["not", "cong*"]),
    ("title:cong", ["title", "cong*"]),
    ("con*", ["con*"]),
    ("^cong + -tac", ["cong", "tac*"]),
    ("cong & !tac | 'x':* <-> y", ["cong", "tac", "x", "y"]),
    ("'; DROP TABLE unit; --", ["drop", "table", "unit*"]),
]
NOTHING = ["", " ", "\0", "***", "()", "́̀̉", '"" ""', "- + ~ ^", "….,;", "​‮"]


def said(terms: tuple[Term, ...]) -> list[str]:
    return [term.text + ("*" if term.begun else "") for term in terms]


@pytest.mark.parametrize(("typed", "meant"), MEANT + NO_COMMANDS)
def test_words_mean_what_people_mean(typed, meant):
    assert said(read(typed)) == meant


@pytest.mark.parametrize("typed", NOTHING)
def test_what_has_no_word_asks_for_nothing(typed):
    assert read(typed) == ()


@pytest.mark.parametrize("typed", ["đ" * 10**6, "a " * 10**6, '"' * 10**6, "á" * 10**6, '"a ' * 10**5])
def test_a_question_without_end_is_cut(typed):
    terms = read(typed)
    assert len(terms) <= 12
    assert sum(len(term.text) for term in terms) <= 200


@pytest.fixture(scope="module")
def fts():
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 0')")
    return database


@given(typed=st.text(max_size=80) | st.text(alphabet="cống NEAR*\"'()+-^:&|!<>\0\\", max_size=40))
def test_whatever_is_typed_is_a_question_both_databases_understand(fts, typed):
    terms = read(typed)
    if terms:
        fts.execute("SELECT count(*) FROM t WHERE t MATCH ?", [for_sqlite(terms)]).fetchone()
        assert for_postgresql(terms).count("'") == 2 * sum(len(term.words) for term in terms)


@given(text=st.text(max_size=60))
def test_a_text_holds_every_word_of_itself(text):
    assert all(term.holds(fold(text)) for term in read(text))


def test_the_languages_of_the_databases():
    terms = read('"thoát nước" bị tắ')
    assert for_sqlite(terms) == '"thoat nuoc" AND "bi" AND "ta"*'
    assert for_postgresql(terms) == "('thoat' <-> 'nuoc') & ('bi') & ('ta':*)"
