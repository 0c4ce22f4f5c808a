"""Spellings of one name meet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akg import spelling


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
    assert len({spelling.fold(way) for way in spellings}) == 1


def test_names_that_differ_by_a_letter_do_not_meet() -> None:
    names = ["Qaida", "Qaeda", "Sirajuddin", "Jalaluddin", "Al", "El", "Omar", "Umar"]
    assert len({spelling.fold(name) for name in names}) == len(names)


def test_an_article_alone_is_a_word() -> None:
    assert (spelling.words("Al"), spelling.words("el al"), spelling.words("al-Haqqani")) == (
        ("al",),
        ("el", "al"),
        ("haqqani",),
    )


@given(st.text())
def test_folding_does_not_depend_on_composition_or_case(word: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    assert spelling.words(composed) == spelling.words(decomposed)
    assert spelling.fold(spelling.nfc(word)) == spelling.fold(word)
