"""Coverage: what of a text is on file, and which claims may cite the wrong paragraph of it."""

import json
from pathlib import Path

import pytest
from commandline import run
from conftest import ARTICLE, Write, with_article
from worlds import world

from akg import citing
from akg.queries import coverage
from akg.queries.coverage import Answer
from akg.reading import Graph

TEXT = (
    "Ada met Brian in York in May 2019. Carol was in Paris.",
    "Dora leads the Guild since 2009. Nothing else is known of it.",
    "The Fair of 2018 drew Ada; Carol and Dora came later.",
    "Nobody is named here.",
)
ENTITIES = """
- id: fair
  kind: event
  name: Fair
  date: 2018
  place: york
  at: para 3
  parties: [{who: ada}, {who: crew}]
- {id: dora, kind: person, name: Dora, at: para 2, born: {date: 1970, at: para 1}}
"""
RELATIONS = """
- {from: ada, type: met, to: brian, date: 2019-05, place: york, at: para 1}
- {from: dora, type: leads, to: guild, date: 2009/.., at: para 2}
- {from: carol, type: met, to: dora, at: para 1}
- {from: carol, type: located-in, to: paris, at: para 9}
"""


def answer(
    relations: str = "", entities: str = "", *text: str, limit: int | None = None
) -> tuple[Graph, Answer]:
    graph = world(relations, entities)
    return graph, coverage.of(graph, "paper", text or TEXT, limit)


def pairs(graph: Graph, found: Answer) -> list[tuple[int, str, str, bool]]:
    return [
        (pair.paragraph, graph.id(pair.one), graph.id(pair.other), pair.joined) for pair in found.together
    ]


def placed(found: tuple[coverage.Placed, ...], graph: Graph) -> list[tuple[str, str | None, tuple[int, ...]]]:
    return [
        (one.fact.id if one.fact else graph.id(one.entity), one.claim.at, one.paragraphs) for one in found
    ]


@pytest.mark.parametrize(
    ("at", "spans"),
    [
        ("para 8", ((8, 8),)),
        ("Para. 8 (the end)", ((8, 8),)),
        ("paras 8-9", ((8, 9),)),
        ("paras 9–8", ((8, 9),)),
        ("para 4, 5", ((4, 4), (5, 5))),
        ("paragraphs 3, 5 and 7", ((3, 3), (5, 5), (7, 7))),
        ("¶ 12", ((12, 12),)),
        ("author note", ()),
        ("section 2, para 4", ()),
        ("parade 4", ()),
        ("para", ()),
        (None, ()),
    ],
)
def test_a_locator_names_paragraphs(at: str | None, spans: citing.Spans) -> None:
    assert citing.spans(at) == spans


def test_a_paragraph_has_its_names_dates_and_the_facts_that_cite_it() -> None:
    graph, found = answer(RELATIONS, ENTITIES)
    assert [
        ([graph.id(n) for n in one.names], [date.words for date in one.dates], len(one.facts), one.records)
        for one in found.paragraphs
    ] == [
        (["ada", "brian", "york", "carol", "paris"], ["May 2019"], 3, 0),
        (["dora", "guild"], ["since 2009"], 1, 1),
        (["fair", "ada", "carol", "dora"], ["2018"], 1, 0),
        ([], [], 0, 0),
    ]
    assert [one.number for one in found.paragraphs if one.uncited] == [4]


def test_a_pair_is_told_where_a_sentence_names_both_and_no_fact_that_cites_it_has_them() -> None:
    graph, found = answer(RELATIONS, ENTITIES)
    assert pairs(graph, found) == [
        (3, "fair", "carol", False),
        (3, "fair", "dora", False),
        (3, "ada", "carol", False),
        (3, "ada", "dora", False),
        (1, "carol", "paris", True),
        (3, "carol", "dora", True),
    ]
    assert found.together[2].words == "Ada; Carol"


@pytest.mark.parametrize(
    "fact",
    [
        "{from: ada, type: met, to: brian, at: para 1}",
        "{from: ada, type: located-in, to: york, about: [brian], at: paras 1-2}",
        "{from: carol, type: met, to: dora, about: [ada], place: york, by: brian, at: paragraphs 3 and 1}",
    ],
)
def test_a_fact_has_its_ends_place_third_parties_and_voices_together(fact: str) -> None:
    graph, found = answer(f"- {fact}", "", "Ada and Brian. They met.")
    assert pairs(graph, found) == []


def test_another_paragraph_or_source_or_a_claim_set_aside_does_not_cover() -> None:
    for more in ("at: para 2", "source: book, at: para 1", "at: page 1"):
        graph, found = answer(
            f"- {{from: ada, type: met, to: brian, {more}}}", "", "Ada and Brian. They met."
        )
        assert [pair[:3] for pair in pairs(graph, found)] == [(1, "ada", "brian")]
        assert found.paragraphs[0].uncited
    aside = "{source: paper, at: para 1, set_aside: misread}"
    claims = f"claims: [{{source: book}}, {aside}]"
    graph, found = answer(f"- {{from: ada, type: met, to: brian, {claims}}}", "", "Ada and Brian. They met.")
    assert (pairs(graph, found), found.claims) == ([(1, "ada", "brian", True)], 0)


def test_a_limit_is_for_pairs_and_says_how_many_more_there_are() -> None:
    _, found = answer(RELATIONS, ENTITIES, limit=2)
    assert (len(found.together), found.more) == (2, 4)
    assert coverage.counts(found) == {
        "paragraph": 1, "together": 6, "date": 0, "neither": 1, "beyond": 1, "unplaced": 0,
    }  # fmt: skip


def test_a_sentence_of_very_many_names_is_a_list_and_makes_no_pairs() -> None:
    rows = "".join(f"- {{id: p{n}, kind: person, name: Person{n}}}\n" for n in range(coverage.LISTED + 1))
    names = ", ".join(f"Person{n}" for n in range(coverage.LISTED + 1))
    _, found = answer("", rows, f"{names} came. Person1 met Person2.")
    assert (len(found.together), found.lists) == (1, 1)


def test_a_claim_is_astray_where_its_paragraph_names_neither_end() -> None:
    graph, found = answer(RELATIONS, ENTITIES)
    assert placed(found.strays, graph) == [("dora.born", "para 1", (2, 3))]
    graph, found = answer("- {from: carol, type: met, to: dora, at: paras 2-4}\n"
                          "- {from: carol, type: met, to: dora, date: 2019, at: para 4}")  # fmt: skip
    assert placed(found.strays, graph) == [("carol.met.dora.2019", "para 4", (3,))]


def test_an_event_stands_for_its_parties_and_they_for_it() -> None:
    relations = "- {from: fair, type: located-in, to: paris, at: para 1}"
    graph, found = answer(relations, ENTITIES.replace("{date: 1970, at: para 1}", "{date: 1970, at: para 2}"))
    assert placed(found.strays, graph) == []
    text = ("Ada was there. So was Brian.", "The Fair of the Crew. It was in York.")
    graph, found = answer("- {from: york, type: located-in, to: paris, at: para 2}", ENTITIES, *text)
    assert [one[0] for one in placed(found.strays, graph)] == ["dora", "dora.born"]
    assert pairs(graph, found) == []


def test_an_event_may_cite_a_paragraph_that_names_its_parties_alone_and_these_one_that_names_it() -> None:
    relations = "- {from: ada, type: praised, to: brian, at: para 2}"
    text = ("Ada came. So it was.", "The Fair was dry.")
    graph, found = answer(relations, ENTITIES.replace("at: para 3", "at: para 1"), *text)
    assert [one[0] for one in placed(found.strays, graph)] == ["dora", "dora.born"]


def test_a_pair_is_told_once_a_paragraph() -> None:
    graph, found = answer("", "", "Ada saw Brian. Brian saw Ada.", "Ada saw Brian.")
    assert [pair[:3] for pair in pairs(graph, found)] == [(1, "ada", "brian"), (2, "ada", "brian")]


def test_a_date_on_which_something_was_said_is_on_file() -> None:
    _, found = answer("- {from: ada, type: met, to: brian, said: 2019-05, at: para 1}", "", "So in May 2019.")
    assert [(one.dates[0].words, one.missing) for one in found.paragraphs] == [("May 2019", ())]


def test_a_word_like_that_of_a_name_excuses_a_claim() -> None:
    rows = "- {id: north, kind: place, name: Northern Africa}"
    graph, found = answer(
        "- {from: north, type: located-in, to: paris, at: para 1}", rows, "An African tale. So it is."
    )
    assert placed(found.strays, graph) == []


def test_claims_beyond_the_text_and_without_a_paragraph_are_told() -> None:
    relations = (
        RELATIONS + "- {from: ada, type: met, to: carol}\n- {from: ada, type: met, to: dora, at: caption}\n"
        "- {from: ada, type: praised, to: brian, at: para 0}\n"
    )
    graph, found = answer(relations, ENTITIES)
    assert placed(found.beyond, graph) == [
        ("ada.praised.brian", "para 0", (1,)), ("carol.located-in.paris", "para 9", (1,)),
    ]  # fmt: skip
    assert placed(found.unplaced, graph) == [
        ("ada.met.carol", None, (1, 3)),
        ("ada.met.dora", "caption", (3,)),
    ]


@pytest.mark.parametrize(
    ("words", "date", "known"),
    [
        ("in May 2019", "2019-05", True),
        ("in May 2019", "2019-05-03", True),
        ("in May 2019", "2019", False),
        ("in May 2019", "2019-06", False),
        ("prior to 2001", "..2000", True),
        ("prior to 2001", "1998", False),
        ("since 2009", "2009/..", True),
        ("since 2009", "../2012", False),
        ("between 2017 and 2019", "2018", True),
        ("between 2017 and 2019", "", False),
    ],
)
def test_a_date_is_on_file_where_a_date_of_a_fact_begins_or_ends_in_it(
    words: str, date: str, known: bool
) -> None:
    dated = f"date: {date}, " if date else ""
    _, found = answer(
        f"- {{from: ada, type: met, to: brian, {dated}at: para 1}}", "", f"Ada met Brian {words}. So."
    )
    assert bool(found.paragraphs[0].missing) is not known


# --- the command ---


@pytest.fixture
def folder(dataset: Write) -> Path:
    made = dataset(
        entities="""\
            - {id: ada, kind: person, name: Ada}
            - {id: brian, kind: person, name: Brian}
            - {id: guild, kind: group, name: Guild}
            - {id: york, kind: place, name: York}
            """,
        relations="""\
            - {from: ada, type: met, to: brian, source: paper, at: para 1}
            - {from: brian, type: leads, to: guild, source: paper, at: para 1}
            - {from: ada, type: member-of, to: guild, source: paper, at: para 1}
            - {from: ada, type: located-in, to: york, source: paper, at: para 2}
            - {from: ada, type: opposed, to: york, source: paper, at: para 7}
            - {from: ada, type: praised, to: york, source: paper, at: caption}
            """,
    )
    text = "Ada met Brian in May 2019 in York. It rained.\n\nNobody.\n\nThen the Guild met.\n"
    (made / "text.md").write_text(f"# On Clocks\n\nBy Tom\n\n{text}")
    return made


def test_the_page_goes_from_the_paragraphs_to_what_is_missing_and_what_may_be_wrong(folder: Path) -> None:
    ran = run("coverage", str(folder / "text.md"), "--source", "paper", "--data", str(folder))
    assert (ran.code, ran.err) == (0, "")
    assert [line.rstrip() for line in ran.out.splitlines()] == [
        "A paper (2020)  paper",
        "3 paragraphs, 6 citations; 1 without a claim, 2 pairs, 1 date not on file, "
        "2 citations of doubtful place",
        '1 piece stands before paragraph 1, the last "By Tom" (--start WORDS says where it begins)',
        "",
        "Para  Facts  Names  Dates  It begins",
        "   1      3      3      1  Ada met Brian in May 2019 in York. It rained.",
        "   2      1      0      0  Nobody.",
        "   3   none      1      0  Then the Guild met.",
        "",
        "In one sentence, and nothing on file joins them",
        "Para  One      Other   Words",
        "1     ● Brian  ▼ York  Brian in May 2019 in York",
        "",
        "In one sentence, joined by other places alone",
        "Para  One    Other   Words",
        "1     ● Ada  ▼ York  Ada met Brian in May 2019 in York",
        "",
        "Dates that no fact of their paragraph has",
        "Para  Words     EDTF     Read as",
        "1     May 2019  2019-05  May 2019",
        "",
        "Claims whose paragraph names neither end",
        "Place               At      What                    Both in",
        "relations.yaml:4:3  para 2  Ada is located in York  para 1",
        "",
        "Claims of a paragraph that the text does not have",
        "Place               At      What              Both in",
        "relations.yaml:5:3  para 7  Ada opposed York  para 1",
        "",
        "1 claim without a paragraph: caption 1",
        'akg add relation FROM TYPE TO --source paper --at "para 1" adds what is missing',
    ]


def test_json_names_every_entity_of_the_text(folder: Path) -> None:
    ran = run("coverage", str(folder / "text.md"), "--source", "paper", "-f", "json", "--data", str(folder))
    told = json.loads(ran.out)
    assert (told["gaps"], [one["begins"] for one in told["paragraphs"]], sorted(told["names"])) == (
        {"paragraph": 1, "together": 2, "date": 1, "neither": 1, "beyond": 1, "unplaced": 1},
        ["Ada met Brian in May 2019 in York. It rained.", "Nobody.", "Then the Guild met."],
        ["ada", "brian", "guild", "york"],
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("none.txt", "--source", "paper"), 2, "akg: cannot use 'none.txt': No such file or directory\n"),
        ((".", "--source", "paper"), 2, "akg: cannot use '.': Is a directory\n"),
        (("text.md", "--source", "papr"), 1, "akg: no source is called 'papr'; did you mean 'paper'?\n"),
        (("text.md", "--source", "paper", "--start", "Zed"), 2,
         "akg: --start: no paragraph begins with 'Zed'; give the first words of one\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, message: str
) -> None:
    monkeypatch.chdir(folder)
    assert run("coverage", *arguments, "--data", ".")[::2] == (code, message)


@with_article
def test_every_paragraph_of_the_article_is_cited_by_the_shipped_data_and_every_date_is_on_file() -> None:
    data = str(Path(__file__).parents[1] / "data")
    ran = run("coverage", ARTICLE, "--source", "sarkar-2020", "-f", "json", "--data", data)
    told = json.loads(ran.out)
    assert [gap["paragraph"] for gap in told["results"] if gap["gap"] in ("paragraph", "date")] == [15, 15]
    assert told["gaps"]["beyond"] == 0
