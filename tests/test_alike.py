"""Names that are nearly alike, and names that only look so."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akg import alike

ALIKE = [
    ("Ayman al-Zawahiri", "Ayman al-Zawahri"),
    ("Ayman al-Zawahiri", "Aiman Zawahri"),
    ("Hamza bin Laden", "Hamza bin Ladin"),
    ("Usama bin Laden", "Osama bin Ladin"),
    ("Muhammad Haqqani", "Mohamed Haqqani"),
    ("Sirajuddin Haqqani", "Serajuddin Haqqani"),
    ("Haqqani, Sirajuddin", "Sirajuddin Haqqani"),
    ("al-Qaeda", "Kaida"),
    ("Ahmed Shah Massoud", "Ahmad Shah Massoud"),
    ("Harbour Board", "Harbor Board"),
    ("National Organization", "National Organisation"),
    ("Central Bank of Russia", "Central Bank (Russia)"),
    ("Ministry of Defence", "The Defence Ministry"),
]


@pytest.mark.parametrize("names", ALIKE, ids=" = ".join)
def test_spellings_and_orders_of_one_name_are_alike(names: tuple[str, str]) -> None:
    assert set(alike.pairs(enumerate(names))) == {(0, 1)}


NOT_ALIKE = [
    ("Jalaluddin Haqqani", "Sirajuddin Haqqani"),
    ("Nasiruddin Haqqani", "Sirajuddin Haqqani"),
    ("Khalil Haqqani", "Khalid Haqqani"),
    ("Hassan al-Turabi", "Hussein al-Turabi"),
    ("Rashid Dostum", "Rashad Dostum"),
    ("Muhammad Omar", "Mahmud Omar"),
    ("Police (Austria)", "Police (Australia)"),
    ("Congress (Niger)", "Congress (Nigeria)"),
    ("Military (Mali)", "Militia (Mali)"),
    ("Tourist (Mali)", "Terrorist (Mali)"),
    ("Paktia", "Paktika"),
    ("Kabul", "Zabul"),
    ("Operation 11", "Operation 12"),
    ("Elizabeth I", "Elizabeth II"),
    ("Lee Wen", "Lie Wen"),
    ("Hamza bin Laden", "Hamza"),
    ("?", "!"),
]


@pytest.mark.parametrize("names", NOT_ALIKE, ids=" - ".join)
def test_fathers_and_sons_and_other_names_are_not(names: tuple[str, str]) -> None:
    assert list(alike.pairs(enumerate(names))) == []


names_of_few_words = st.lists(
    st.lists(st.sampled_from(["omar", "umar", "haqqani", "hakani", "laden", "11", "al"]), max_size=3).map(
        " ".join
    ),
    max_size=12,
)


@given(names_of_few_words, st.randoms(use_true_random=False))
def test_whether_names_are_alike_does_not_depend_on_the_others_or_on_their_order(
    names: list[str], chance: random.Random
) -> None:
    """As long as no block is wider than the window."""
    found = {frozenset(pair) for pair in alike.pairs(enumerate(names))}
    every = [(a, b) for a in range(len(names)) for b in range(a)]
    alone = {frozenset(pair) for pair in every if list(alike.pairs((n, names[n]) for n in pair))}
    shuffled = chance.sample(list(enumerate(names)), len(names))
    assert found == alone == {frozenset(pair) for pair in alike.pairs(shuffled)}


def test_each_of_many_names_of_the_same_words_is_compared_with_few() -> None:
    names = [f"Omar of {n} Haqqani" for n in range(300)] + ["Umar Haqqani"] * 300
    assert len(list(alike.pairs(enumerate(names)))) <= 600 * alike.WINDOW * 4


def test_what_is_longer_than_any_word_or_name_is_not_compared() -> None:
    word, name = "ab" * 30, " ".join(["omar"] * 13)
    assert list(alike.pairs(enumerate([f"Omar {word}", f"Omar {word}a", name, name]))) == []
