"""Nothing in a text from data reaches the terminal but letters."""

from hypothesis import given
from hypothesis import strategies as st

from akg import text


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


def test_a_hint_names_the_nearest_word_or_nothing() -> None:
    known = ["taliban", "al-qaeda", "hamza-bin-laden"]
    assert text.hint("talban", known) == "; did you mean 'taliban'?"
    assert text.hint("hamza-bin-ladin", known) == "; did you mean 'hamza-bin-laden'?"
    assert text.hint("xyz", known) == ""
    assert text.hint("xyz", []) == ""
