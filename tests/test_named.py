"""Names in a text: whom it names beyond doubt, and whom perhaps."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import world

from akg import named
from akg.reading import Graph

ENTITIES = """
- {id: omar, kind: person, name: Mullah Omar}
- {id: osama, kind: person, name: Osama bin Laden, aliases: [{name: Usama Bin Ladin}]}
- {id: hamza, kind: person, name: Hamza bin Laden}
- {id: base, kind: group, name: al-Qaeda, aliases: [{name: The Base}]}
- {id: state, kind: group, name: Islamic State, aliases: [{name: IS}]}
- {id: khorasan, kind: group, name: Islamic State in Khorasan Province, aliases: [{name: ISKP}]}
- {id: network, kind: group, name: Haqqani Network}
- {id: jalaluddin, kind: person, name: Jalaluddin Haqqani}
- {id: sirajuddin, kind: person, name: Sirajuddin Haqqani}
- {id: first-twin, kind: person, name: Ali Khan}
- {id: second-twin, kind: person, name: Ali Khan}
- {id: states, kind: place, name: United States, aliases: [{name: U.S.}]}
- {id: land, kind: place, name: Afghanistan}
- {id: jihad, kind: group, name: global jihad}
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return world(entities=ENTITIES)


def told(graph: Graph, *paragraphs: str) -> list[tuple[list[tuple[str, str]], list[str]]]:
    """Give of each paragraph the words and id of each name beyond doubt, and the ids of the others."""
    return [
        ([(text[one.start : one.end], graph.id(one.node)) for one in names.sure],
         sorted(graph.id(n) for n in names.perhaps))
        for text, names in zip(paragraphs, named.find(graph, paragraphs), strict=True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Al-Qaeda met the al Qaëda.", [("Al-Qaeda", "base"), ("al Qaëda", "base")]),
        ("Usama ibn Ladin’s men", [("Usama ibn Ladin", "osama")]),
        ("the Haqqani network", [("Haqqani network", "network")]),
        ("Islamic State in Khorasan Province", [("Islamic State in Khorasan Province", "khorasan")]),
        ("in ISKP’s name", [("ISKP", "khorasan")]),
        ("Islamic State, in Khorasan Province", [("Islamic State", "state")]),
        ("IS is here", [("IS", "state")]),
        ("the U.S.-led war", [("U.S", "states")]),
        ("in the United\nStates", [("United\nStates", "states")]),
        ("The Base is the base", [("The Base", "base")]),
        ("Global jihad, or global jihad", [("Global jihad", "jihad"), ("global jihad", "jihad")]),
        ("He saw Mullah. Omar ran", []),
        ("Afghanistans Xal-Qaedas", []),
    ],
)  # fmt: skip
def test_a_full_name_is_found_in_its_spellings(graph: Graph, text: str, names: list[tuple[str, str]]) -> None:
    assert told(graph, text)[0][0] == names


def test_a_short_form_is_who_was_named_in_full_before_or_else_anywhere(graph: Graph) -> None:
    assert told(graph, "Bin Laden met Osama bin Laden. Laden ran.", "Hamza bin Laden met bin Laden.") == [
        ([("Osama bin Laden", "osama"), ("Laden", "osama")], ["hamza"]),
        ([("Hamza bin Laden", "hamza")], ["osama"]),
    ]
    assert told(graph, "Omar and Osama ran.", "Mullah Omar fell.") == [
        ([("Omar", "omar")], ["osama"]),
        ([("Mullah Omar", "omar")], []),
    ]


def test_what_several_bear_and_words_like_those_of_a_name_only_may_name_them(graph: Graph) -> None:
    assert told(graph, "Ali Khan met an Afghan; Haqqani was there.") == [
        ([], ["first-twin", "jalaluddin", "land", "network", "second-twin", "sirajuddin"])
    ]


def test_who_is_named_beyond_doubt_is_not_named_perhaps(graph: Graph) -> None:
    assert told(graph, "Jalaluddin Haqqani’s son Sirajuddin; Haqqani.") == [
        ([("Jalaluddin Haqqani", "jalaluddin"), ("Haqqani", "jalaluddin")], ["sirajuddin"])
    ]


def test_a_word_that_many_names_have_tells_of_none() -> None:
    rows = "".join(f"- {{id: p{n}, kind: group, name: Party number{n}}}\n" for n in range(named.SHARED + 1))
    assert told(world(entities=rows), "The Partys split.") == [([], [])]


@pytest.mark.parametrize(
    ("kind", "name", "text", "words"),
    [
        ("group", "NORTHERN ALLIANCE", "the Northern Alliance", ["Northern Alliance"]),
        ("person", "Mullah Omar", "Mullah Omar, omar", ["Mullah Omar"]),
        ("person", "jean dilla", "jean dilla, dilla", ["jean dilla", "dilla"]),
        ("person", "Ali bin Omar", "Ali bin Omar; bin Omar", ["Ali bin Omar", "bin Omar"]),
        (
            "person",
            "Emir Haji Khan",
            "Emir Haji Khan. Haji Khan, Emir, Haji",
            ["Emir Haji Khan", "Haji Khan"],
        ),
    ],
)
def test_a_short_form_has_the_capitals_of_the_name_and_is_more_than_a_title(
    kind: str, name: str, text: str, words: list[str]
) -> None:
    graph = world(entities=f"- {{id: x, kind: {kind}, name: {name}}}")
    assert told(graph, text) == [([(word, "x") for word in words], [])]


def test_small_words_and_those_of_three_letters_tell_of_none() -> None:
    graph = world(entities="- {id: x, kind: group, name: New Life from Peru}")
    assert told(graph, "New rules came from him.") == [([], [])]


KNOWN = {
    "Mullah Omar": "omar",
    "al-Qaeda": "base",
    "ISKP": "khorasan",
    "Haqqani Network": "network",
    "Afghanistan": "land",
}
fillers = st.lists(
    st.text(string.ascii_lowercase, min_size=1, max_size=7).filter(lambda word: word not in ("al", "el")),
    min_size=1,
).map(" ".join)


@given(
    st.lists(
        st.tuples(fillers, st.sampled_from(sorted(KNOWN)), st.sampled_from([" ", ", ", "’s ", "-led ", ") "]))
    )
)
def test_every_name_among_other_words_is_found_where_it_stands(parts: list[tuple[str, str, str]]) -> None:
    text, placed = "", []
    for words, name, after in parts:
        text += f"{words} ("
        placed.append((len(text), KNOWN[name]))
        text += name + after
    graph = world(entities=ENTITIES)
    (names,) = named.find(graph, [text])
    assert [(one.start, graph.id(one.node)) for one in names.sure] == placed


@given(st.text(alphabet="AlQaedbnO Lm.-’'\u0301İß½\n", max_size=60))
def test_names_do_not_overlap_whatever_the_text(text: str) -> None:
    (names,) = named.find(world(entities=ENTITIES), [text])
    ends = 0
    for one in names.sure:
        assert ends <= one.start < one.end <= len(text)
        ends = one.end


def test_the_time_to_find_names_grows_as_the_text_does(graph: Graph) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        named.find(graph, ["Mullah Omar met Osama; Laden " * times])
        return time.process_time() - began

    assert seconds(8_000) < 24 * max(seconds(1_000), 0.01)
