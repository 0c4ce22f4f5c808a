"""A name is looked up by id, exactly, by its folded spelling, then by its words; likeness only suggests."""

import time
import unicodedata

import pytest
from worlds import named

from akg import names
from akg.names import LONGEST, Ambiguous, Index, NoSuchName

MEN = named(
    {
        "jalaluddin-haqqani": ["Jalaluddin Haqqani"],
        "sirajuddin-haqqani": ["Sirajuddin Haqqani", "Khalifa"],
        "haqqani-network": ["Haqqani Network"],
        "khalifa-umar": ["Umar Khorasani", "Khalifa"],
        "hamza-bin-laden": ["Hamza bin Laden"],
        "al-qaeda": ["al-Qaeda", "القاعدة"],
        "taliban": ["Taliban"],
        "crew": ["Guild"],  # its name is another's id, and so is that one's its
        "guild": ["Crew"],
    },
    ("sirajuddin-haqqani", "taliban"),
    ("sirajuddin-haqqani", "haqqani-network"),
    ("jalaluddin-haqqani", "haqqani-network"),
    ("haqqani-network", "taliban"),
    ("haqqani-network", "al-qaeda"),
)
INDEX = Index(MEN)


def _found(asked: str, index: Index = INDEX) -> tuple[str, list[str]] | None:
    found = names.find(index, asked)
    return found and (found.tier, [match.id for match in found.matches])


def _meets(asked: str, name: str) -> str | None:
    """Give the tier in which a name is found by another spelling."""
    found = names.find(Index(named({"x": [name]})), asked)
    return found and found.tier


def _refusal(asked: str, index: Index = INDEX) -> str:
    with pytest.raises((NoSuchName, Ambiguous)) as caught:
        names.one(index, asked)
    return str(caught.value)


# Tiers


@pytest.mark.parametrize(
    ("asked", "tier", "ids"),
    [
        ("hamza-bin-laden", "id", ["hamza-bin-laden"]),
        ("guild", "id", ["guild"]),
        ("Guild", "exact", ["crew"]),
        ("Hamza bin Laden", "exact", ["hamza-bin-laden"]),
        ("HAMZA BINLADEN", "folded", ["hamza-bin-laden"]),
        ("  taliban ", "id", ["taliban"]),
        ("TALIBAN", "folded", ["taliban"]),
        ("laden", "words", ["hamza-bin-laden"]),
        ("laden hamza", "words", ["hamza-bin-laden"]),
        ("haqqani", "words", ["haqqani-network", "sirajuddin-haqqani", "jalaluddin-haqqani"]),
    ],
)
def test_the_first_tier_that_hits_decides(asked: str, tier: str, ids: list[str]) -> None:
    assert _found(asked) == (tier, ids)


@pytest.mark.parametrize("asked", ["", "   ", "\n\t", "!!!", "haqqan", "lad", "Hamza Haqqani", "\u200f"])
def test_what_has_no_word_in_common_is_not_found(asked: str) -> None:
    assert _found(asked) is None


def test_a_name_without_letters_is_found_exactly_and_by_nothing_else() -> None:
    index = Index(named({"x": ["!!!"], "y": ["???"]}))
    assert [_found(asked, index) for asked in ("!!!", "???", "!", "")] == [
        ("exact", ["x"]), ("exact", ["y"]), None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("el-Qaeda", "al-Qaeda"),
        ("qaeda", "al-Qaeda"),
        ("AL QAEDA", "al-Qaeda"),
        ("Usama ibn Ladin", "Usama bin Ladin"),
        ("Usama Binladin", "Usama bin Ladin"),
        ("Usama bin-Ladin", "Usama bin Ladin"),
        ("al-Qa'ida", "al-Qa’ida"),
        ("al-Qaida", "al-Qāʿida"),
        ("Hizb e Vilayat e Islami", "Hizb-e-Vilayat-e-Islami"),
        ("Strasse", "Straße"),
        ("ISTANBUL", "İstanbul"),
        ("حقاني", "حقانی"),  # Arabic and Persian yeh
        ("ملك", "ملک"),  # Arabic and Persian kaf
        ("محمد", "مُحَمَّد"),  # vowel signs
        ("محمد", "محـــمد"),  # the stroke that stretches
        ("احمد", "أحمد"),  # hamza on alef
        ("می خواهم", "می\u200cخواهم"),  # a joiner
    ],
)
def test_spellings_meet_in_the_folded_tier(asked: str, name: str) -> None:
    assert (_meets(asked, name), _meets(name, asked)) == ("folded", "folded")


@pytest.mark.parametrize("name", ["Ḥamza bin Lādin", "Émile Zola", "حُقّانی", "Å"])
def test_composed_and_decomposed_letters_are_one_exact_name(name: str) -> None:
    nfc, nfd = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert (_meets(nfc, nfd), _meets(nfd, nfc)) == ("exact", "exact")


# One, or several


def test_one_gives_the_only_entity_of_the_tier() -> None:
    assert MEN.entity(names.one(INDEX, "Hamza")).id == "hamza-bin-laden"


def test_a_shared_alias_asks_back_with_exit_code_3_and_the_candidates_to_paste() -> None:
    with pytest.raises(Ambiguous) as caught:
        names.one(INDEX, "Khalifa")
    assert caught.value.exit_code == 3
    assert str(caught.value) == (
        "'Khalifa' can mean 2 entities; give the id of one:\n"
        "  sirajuddin-haqqani  Sirajuddin Haqqani (as 'Khalifa')\n"
        "  khalifa-umar  Umar Khorasani (as 'Khalifa')"
    )


def test_candidates_hit_by_their_own_name_come_before_those_hit_by_an_alias() -> None:
    trio = {"a": ["Ann", "Kim"], "b": ["Kim"], "c": ["Cy", "Kim"], "d": ["Di"]}
    assert _found("Kim", Index(named(trio, ("c", "d")))) == ("exact", ["b", "c", "a"])


def test_an_entity_with_a_name_and_an_alias_alike_is_one_candidate() -> None:
    assert _found("Kim Il", Index(named({"a": ["Kim", "Kim Il", "Il Kim"]}))) == ("exact", ["a"])


def test_several_takes_all_whose_names_hold_the_words() -> None:
    assert [match.id for match in names.several(INDEX, "Haqqani")] == [
        "haqqani-network", "sirajuddin-haqqani", "jalaluddin-haqqani",
    ]  # fmt: skip


def test_several_asks_back_where_the_very_name_is_shared_unless_all_are_taken() -> None:
    with pytest.raises(Ambiguous):
        names.several(INDEX, "Khalifa")
    with pytest.raises(Ambiguous):
        names.several(INDEX, "KHALIFA")
    taken = names.several(INDEX, "Khalifa", take_all=True)
    assert [match.id for match in taken] == ["sirajuddin-haqqani", "khalifa-umar"]


# Suggestions


def test_an_unknown_name_is_refused_with_exit_code_1_and_suggestions() -> None:
    with pytest.raises(NoSuchName) as caught:
        names.one(INDEX, "Tliban")
    assert caught.value.exit_code == 1
    assert str(caught.value) == "no entity is called 'Tliban'; did you mean 'Taliban'?"


def test_at_most_three_names_are_suggested() -> None:
    assert _refusal("Haqani") == (
        "no entity is called 'Haqani'; did you mean "
        "'Haqqani Network' or 'Jalaluddin Haqqani' or 'Sirajuddin Haqqani'?"
    )


def test_where_nothing_is_alike_a_search_is_suggested() -> None:
    assert _refusal("Xyzzy") == "no entity is called 'Xyzzy'; try: akg search TEXT"
    assert _refusal("") == "no entity is called ''; try: akg search TEXT"


def test_likeness_suggests_and_never_resolves() -> None:
    assert names.find(INDEX, "Sirajudin Haqani") is None
    ((likeness, node, name), *_) = names.alike(INDEX, "Sirajudin Haqani")
    assert (MEN.entity(node).id, name, likeness > 90) == ("sirajuddin-haqqani", "Sirajuddin Haqqani", True)


@pytest.mark.parametrize("asked", ["", "  ", "!!!", "Tliban " * (LONGEST // 7 + 1)])
def test_nothing_is_like_a_text_without_letters_or_one_that_is_too_long(asked: str) -> None:
    assert names.alike(INDEX, asked) == []
    assert names.alike(Index(named({"x": ["!!!"]})), asked) == []


# Hostile and extreme input

HOSTILE = "[red]Eve[/red]\x1b[31m\u202e\nfake: \x07line\u2066\x00"


def test_a_hostile_name_is_harmless_in_the_message_that_asks_back() -> None:
    index = Index(named({"a": [f"Ann {HOSTILE}", "Kim"], "b": ["Kim"]}))
    assert _refusal("Kim", index) == (
        "'Kim' can mean 2 entities; give the id of one:\n"
        "  b  Kim\n"
        "  a  Ann [red]Eve[/red][31m fake: line (as 'Kim')"
    )


def test_a_hostile_name_is_harmless_in_a_suggestion_and_in_what_was_asked() -> None:
    index = Index(named({"a": ["Kimber\u202eley\n"]}))
    assert _refusal("Kimberlee\n\x1b[2J", index) == (
        "no entity is called 'Kimberlee [2J'; did you mean 'Kimberley'?"
    )


def test_the_joiner_that_persian_spelling_needs_is_kept_in_messages() -> None:
    assert "'می\u200cخواهم'" in _refusal("می\u200cخواهم")


@pytest.mark.parametrize(
    "asked", ["x" * 100_000, "haqqani " * 12_500, "\n" * 100_000, "ﷺ" * 20_000, "'" * 100_000, "a b" * 33_333]
)
def test_a_very_long_text_is_refused_at_once_in_a_short_message(asked: str) -> None:
    begun = time.process_time()
    assert len(names.quoted(asked)) <= LONGEST + 3
    found = names.find(INDEX, asked)
    if asked.startswith("haqqani"):
        assert found is not None
    else:
        assert found is None
        assert len(_refusal(asked)) < LONGEST + 60
    assert time.process_time() - begun < 3


def test_an_empty_graph_has_no_names() -> None:
    empty = Index(named({}))
    assert (names.find(empty, "Ada"), names.alike(empty, "Ada")) == (None, [])
    assert _refusal("Ada", empty) == "no entity is called 'Ada'; try: akg search TEXT"


def test_of_many_whom_a_name_may_mean_twenty_are_listed_and_the_others_counted() -> None:
    many = Index(named({f"kim-{n:02}": ["Kim"] for n in range(23)}))
    with pytest.raises(names.Ambiguous) as caught:
        names.one(many, "Kim")
    first, *rows, last = str(caught.value).splitlines()
    assert (first, len(rows), last) == (
        "'Kim' can mean 23 entities; give the id of one:", 20, "  and 3 more",
    )  # fmt: skip
    assert len(caught.value.matches) == 23


def test_the_words_that_begin_so_come_ascending() -> None:
    index = Index(named({"a": ["Kim Kimber"], "b": ["Kimono"], "c": ["Lim", "Akim"]}))
    assert [list(index.beginning(letters)) for letters in ("kim", "kimb", "m")] == [
        ["kim", "kimber", "kimono"], ["kimber"], [],
    ]  # fmt: skip
