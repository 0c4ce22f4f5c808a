"""How the parts of an answer are worded."""

import io

import pytest
from worlds import everything, node, world

from akg import facts
from akg.queries import show
from akg.reading import Graph
from akg.render import phrases, plain, statement
from akg.render import show as page
from akg.render.document import text
from akg.where import Tally, where


def _standing(claims: str) -> str:
    graph = world(f"- {{from: ada, type: met, to: brian, claims: {claims}}}")
    (mention,) = facts.mentions(graph, node(graph, "ada"), everything(graph))
    return text(statement.standing(graph, mention.tell(graph, node(graph, "ada"), everything(graph))))


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ("[{at: 1}]", ""),
        ("[{at: 1}, {source: book}]", ""),
        ("[{hedge: allegedly}]", "asserted (allegedly)"),
        ("[{by: crew}, {at: 1}]", "asserted by Crew, A paper"),
        ("[{by: crew, hedge: said}, {by: crew, via: dora}]", "asserted by Crew (said; via Dora)"),
        ("[{by: crew, said: 2019}, {by: guild}]", "asserted by Crew (said 2019), Guild"),
        ("[{hedge: probably}, {by: guild}]", "asserted by A paper (probably), Guild"),
        ("[{hedge: probably}, {source: book}]", "asserted by A paper (probably), A book"),
        ("[{by: {unnamed: two men, of: crew}}]", "asserted by two men (Crew)"),
        ("[{at: 1}, {source: book, stance: doubts}]", "? doubted: asserted by A paper; doubted by A book"),
        ("[{by: crew}, {by: guild}, {by: dora, stance: denies}]",
         "± disputed: asserted by Crew, Guild; denied by Dora"),
        ("[{at: 1}, {by: dora, stance: denies}, {by: carol, stance: doubts}]",
         "± disputed, doubted: asserted by A paper; denied by Dora; doubted by Carol"),
        ("[{by: crew, said: 2018}, {by: crew, stance: denies, said: 2019}]",
         "- denied: denied by Crew (said 2019)"),
        ("[{at: 1, set_aside: misread}]", "x retracted"),
    ],
)  # fmt: skip
def test_a_standing_names_each_voice_once_and_says_nothing_of_what_its_sources_just_state(
    claims: str, words: str
) -> None:
    assert _standing(claims) == words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"at": "2012"}, "2012"),
        ({"at": "2019-21"}, "between March and May 2019"),
        ({"at": "2019-05-03"}, "3 May 2019"),
        ({"since": "2019", "until": "2020"}, "between 2019 and 2020"),
        ({"since": "2019-05"}, "May 2019 or later"),
        ({"until": "2020"}, "by 2020"),
        ({"since": "-0043", "until": "2020-05-03"}, "between 1 January 44 BC and 3 May 2020"),
        ({"since": "Y-170000002", "until": "2020-05-03"}, "between 170000003 BC and 3 May 2020"),
        ({"since": "2020-05", "until": "Y17000"}, "between May 2020 and 17000"),
    ],
)
def test_a_time_asked_about_is_told_in_words_with_what_is_certain_and_possible_then(
    asked: dict[str, str], words: str
) -> None:
    window = where(world(), **asked).window  # type: ignore[arg-type]
    assert window is not None
    assert text(phrases.as_of(window, Tally(1000, 0))) == f"{words}: 1,000 certain, 0 possible"


def _page(graph: Graph, id: str) -> list[str]:
    out = io.StringIO()
    plain.write(page.document(graph, show.of(graph, node(graph, id), everything(graph))), out)
    return out.getvalue().splitlines()


def test_each_note_follows_its_fact_with_the_citation_of_its_claim() -> None:
    graph = world(
        """
        - from: ada
          type: met
          to: brian
          date: 2019
          note: By chance.
          claims: [{at: p. 1}, {source: book, note: In a shop.}]
        """
    )
    assert _page(graph, "ada")[5:] == [
        "2019  Ada met Brian [1][2]",
        "      – By chance.",
        "      – In a shop. [2]",
        "",
        "[1] A paper (2020), p. 1",
        "[2] A book (2021)",
    ]


def test_the_page_of_an_event_tells_its_evidence_once_for_its_parties_and_its_place() -> None:
    fair = """
    - id: fair
      kind: event
      name: Fair
      date: 2017
      place: york
      parties: [{who: ada, role: host}]
      claims: [{by: crew}, {by: dora, stance: denies}]
    """
    assert _page(world("", fair), "fair")[3:-2] == [
        "Its own dates and numbers",
        "",
        "2017  Fair happened in York · ± disputed: asserted by Crew; denied by Dora [1]",
        "",
        "Relations",
        "",
        "2017  Ada took part in Fair (host)",
    ]


def test_where_dates_differ_the_page_says_who_gives_which() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, claims: [{by: crew, date: 2016}, {by: dora, date: 2018, at: 1}]}"
    )
    assert _page(graph, "ada")[5:-3] == [
        "2016 or 2018 (dates differ)  Ada met Brian · asserted by Crew, Dora [1][2]",
        "                             – 2016: asserted by Crew [1]",
        "                             – 2018: asserted by Dora [2]",
    ]


def test_what_somebody_said_before_they_said_otherwise_stays_on_the_page() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, date: 2016, claims:"
        " [{by: crew, stance: denies, said: 2017}, {by: crew, said: 2018, note: In print.}]}"
    )
    assert _page(graph, "ada")[5:-2] == [
        "2016  Ada met Brian · asserted by Crew (said 2018) [1]",
        "      – before, and no longer: denied by Crew (said 2017) [1]",
        "      – Crew: In print. [1]",
    ]


def test_a_state_whose_beginning_nobody_gives_does_not_begin_at_a_birth() -> None:
    graph = world(
        "- {from: ada, type: leads, to: guild, claims: [{date: 2016}, {source: book, date: ../2018}]}",
        "- {id: ada, kind: person, name: Ada, born: {date: 1970}}",
    )
    assert _page(graph, "ada")[9] == "2016 or before – 2018  Ada leads Guild [1][2]"
