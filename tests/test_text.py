"""Spellings of one name meet, and nothing in a name reaches the terminal but letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akg import text


@pytest.mark.parametrize(
    "spellings",
    [
        ["al-Qaeda", "Al Qaeda", "el-Qaeda", "AL-QAEDA", "Qaeda", "al-Qa'eda", "al‐Qa’eda", "al-Qaʿeda"],
        ["Osama bin Laden", "Osama Binladen", "OSAMA IBN LADEN", "Osama bin-Lāden"],
        ["Straße", "STRASSE"],
        ["Zoë", "Zoe\u0308", "zoe"],
        ["خامنه\u200cای", "خامنهاي"],
        ["ﬁne", "fine"],
    ],
)
def test_spellings_of_one_name_meet(spellings: list[str]) -> None:
    assert len({text.fold(spelling) for spelling in spellings}) == 1


def test_names_that_differ_by_a_letter_do_not_meet() -> None:
    names = ["Qaida", "Qaeda", "Sirajuddin", "Jalaluddin", "Al", "El", "Omar", "Umar"]
    assert len({text.fold(name) for name in names}) == len(names)


def test_an_article_alone_is_a_word() -> None:
    assert (text.words("Al"), text.words("el al"), text.words("al-Haqqani")) == (
        ("al",),
        ("el", "al"),
        ("haqqani",),
    )


def test_what_could_move_recolour_or_reorder_a_line_is_taken_out() -> None:
    assert text.plain("a\x1b[31mb\u202ec\u2066d\x07\x85e\ud800\ufeff") == "a[31mbcde"
    assert text.plain("  two \t\n lines ") == "two lines"
    assert text.plain("خامنه\u200cای") == "خامنه\u200cای"


@given(st.text(st.characters()))
def test_plain_text_stays_as_it_is_and_is_one_line(word: str) -> None:
    made = text.plain(word)
    assert text.plain(made) == made
    assert not text.UNSAFE.search(made)
    assert len(made.splitlines()) <= 1


@given(st.text())
def test_folding_does_not_depend_on_composition_or_case(word: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    assert text.words(composed) == text.words(decomposed)
    assert text.fold(text.nfc(word)) == text.fold(word)


def test_a_hint_names_the_nearest_word_or_nothing() -> None:
    known = ["taliban", "al-qaeda", "hamza-bin-laden"]
    assert text.hint("talban", known) == "; did you mean 'taliban'?"
    assert text.hint("hamza-bin-ladin", known) == "; did you mean 'hamza-bin-laden'?"
    assert text.hint("xyz", known) == ""
    assert text.hint("xyz", []) == ""
