"""Why a fact stands as it does: its claims in order, who contradicts whom, its dates, and what follows."""

import csv
import io
import json
import re
from typing import NamedTuple

import pytest
from commandline import Ran, run
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st
from test_cli_hostile import OBEYED
from worlds import HERE, ids, world

from akg import claims, dates
from akg.memory import MemoryGraph
from akg.model import Claim, Voice
from akg.names import Index
from akg.queries import evidence
from akg.queries.evidence import Evidence
from akg.where import where


def _of(graph: MemoryGraph, asked: str, *without: str) -> tuple[Evidence, ...]:
    return evidence.of(Index(graph), asked, where(graph, without=without))


def _met(*told: str) -> Evidence:
    """Give the evidence of one meeting with these claims, which cite the paper unless they say otherwise."""
    (found,) = _of(
        world(f"- {{from: ada, type: met, to: brian, claims: [{', '.join(told)}]}}"), "ada.met.brian"
    )
    return found


class Told(NamedTuple):
    """A claim as far as tests look at it."""

    source: str
    stance: str
    counts: bool
    left_for: str | None  # the stance that its originator took instead


def _told(found: Evidence) -> list[Told]:
    left_for = ((one, one.successor.stance if one.successor else None) for one in found.claims)
    return [Told(one.claim.source, one.claim.stance, one.counts, stance) for one, stance in left_for]


def _sides(found: Evidence) -> dict[str, list[list[str]]]:
    """Give for each stance the sources of each voice."""
    return {side.stance: [[c.source for c in voice] for voice in side.voices] for side in found.sides}


# The claims


def test_claims_come_in_the_order_in_which_they_were_made_those_of_unknown_time_first() -> None:
    found = _met(
        "{source: book}", "{source: paper}", "{source: paper, by: ada, said: 2012}", "{source: leaflet}"
    )
    assert [(one.claim.source, one.claim.by) for one in found.claims] == [
        ("leaflet", None), ("paper", Voice("ada")), ("paper", None), ("book", None),
    ]  # fmt: skip


def test_what_was_set_aside_or_left_by_its_voice_is_told_with_what_replaced_it() -> None:
    found = _met(
        "{by: ada, said: 2012}",
        "{source: book, by: ada, said: 2015, stance: denies}",
        "{source: leaflet, by: ada, said: 2017}",
        "{source: leaflet, by: crew, said: 2018, set_aside: misread}",
    )
    assert _told(found) == [
        Told("paper", "asserts", False, "denies"),
        Told("book", "denies", False, "asserts"),
        Told("leaflet", "asserts", True, None),
        Told("leaflet", "asserts", False, None),
    ]
    assert _sides(found) == {"asserts": [["leaflet"]]}


def test_a_doubt_is_left_by_what_its_voice_says_later_and_not_by_what_they_say_with_it() -> None:
    doubt = "{by: ada, said: 2015, stance: doubts}"
    assert _told(_met(doubt, "{by: ada, said: 2016}")) == [
        Told("paper", "doubts", False, "asserts"), Told("paper", "asserts", True, None),
    ]  # fmt: skip
    assert _told(_met(doubt, "{by: ada, said: 2015, at: p. 2}")) == [
        Told("paper", "doubts", True, None), Told("paper", "asserts", True, None),
    ]  # fmt: skip


CLAIMS = st.lists(
    st.builds(
        Claim,
        source=st.sampled_from(["paper", "book", "leaflet"]),
        where=st.just(HERE),
        by=st.sampled_from([None, Voice("ada"), Voice("crew")]),
        stance=st.sampled_from(["asserts", "denies", "doubts", "retracts"]),
        said=st.sampled_from([None, dates.parse("2012"), dates.parse("2015")]),
        set_aside=st.sampled_from([None, None, "misread"]),
    ),
    max_size=7,
)


@given(CLAIMS)
def test_a_claim_counts_until_its_voice_takes_another_stance_and_a_doubt_until_they_do_so_later(
    told: list[Claim],
) -> None:
    order = claims.in_order((claim for claim in told if claim.set_aside is None), {})
    replaced = {
        id(claim): next(other for other in order[n:] if _replaces(other, claim))
        for n, claim in enumerate(order)
        if any(_replaces(other, claim) for other in order[n:])
    }
    assert {id(left): claim for left, claim in claims.successors(told, {})} == replaced
    assert [id(claim) for claim in claims.counting(told, {})] == [
        id(claim) for claim in told if claim.set_aside is None and id(claim) not in replaced
    ]


def _replaces(other: Claim, claim: Claim) -> bool:
    """Whether a claim, made after another, is made instead of it."""
    later = claim.stance != "doubts" or (other.said is not None and other.said != claim.said)
    same = claims.originator(other) == claims.originator(claim)
    return same and later and other.stance not in ("doubts", claim.stance)


# Who contradicts whom


def test_several_sources_that_report_one_voice_are_one_voice() -> None:
    found = _met(
        "{by: crew}", "{source: book, by: crew}", "{source: leaflet}",
        "{source: book, by: ada, stance: denies}",
        "{by: dora, stance: doubts}", "{by: brian, stance: retracts}",
    )  # fmt: skip
    assert _sides(found) == {
        "asserts": [["leaflet"], ["paper", "book"]], "denies": [["book"]], "doubts": [["paper"]],
        "retracts": [["paper"]],
    }  # fmt: skip
    assert (found.fact.row.status, found.support) == ("disputed", 2)


def test_without_a_claim_that_counts_there_are_no_sides() -> None:
    found = _met("{set_aside: misread}")
    assert (_sides(found), found.fact.row.status, found.support) == ({}, "retracted", 0)


def test_what_hangs_on_one_source_or_one_voice_says_so() -> None:
    def hanging(*told: str) -> tuple[str | None, str | None]:
        found = _met(*told)
        return found.sole_source, found.sole_voice.source if found.sole_voice else None

    assert hanging("{}") == ("paper", "paper")
    assert hanging("{by: crew}", "{source: book, by: crew}") == (None, "paper")
    assert hanging("{by: crew}", "{by: ada}") == ("paper", None)
    assert hanging("{}", "{source: book}") == (None, None)
    assert hanging("{by: ada, said: 2012}", "{by: ada, said: 2013, stance: denies}") == (None, None)


# Dates


def test_a_date_within_which_another_lies_is_only_vaguer() -> None:
    found = _met("{date: 2017..2019}", "{source: book, date: 2018}", "{source: leaflet, date: 2018}")
    assert [(one.date.text, [c.source for c in one.claims], one.decides) for one in found.datings] == [
        ("2017..2019", ["paper"], False), ("2018", ["book", "leaflet"], True),
    ]  # fmt: skip


def test_dates_that_lie_apart_all_decide() -> None:
    found = _met(
        "{date: 2012}", "{source: book, date: 2018}", "{source: leaflet, stance: denies, date: 2015}"
    )
    assert [(one.date.text, one.decides) for one in found.datings] == [("2012", True), ("2018", True)]


LIVES = """
- {id: ada, kind: person, name: Ada, born: {date: 1970}, died: {date: 2015}}
- {id: brian, kind: person, name: Brian, born: [{date: 1975}, {source: book, stance: denies}]}
- {id: crew, kind: group, name: Crew}
"""


def test_the_ends_whose_lives_cut_a_state_are_named_and_an_act_is_not_cut() -> None:
    graph = world(
        """
        - {from: ada, type: member-of, to: crew, date: 2000/}
        - {from: ada, type: member-of, to: crew, date: 2000/2001}
        - {from: ada, type: met, to: brian}
        - {from: ada, type: sibling-of, to: brian}
        """,
        LIVES,
    )
    cut = {r.id: ids(graph, _of(graph, r.id)[0].cut) for r in map(graph.relation, range(graph.size))}
    assert cut == {
        "ada.member-of.crew.2000/": ["ada"], "ada.member-of.crew.2000/2001": [], "ada.met.brian": [],
        "ada.sibling-of.brian": ["ada"],
    }  # fmt: skip


# What can be asked for


FAIR = """
- id: fair
  kind: event
  name: The Fair
  date: 2019
  parties: [{who: ada, role: host}, {who: brian}]
  figures: [{what: guests, value: 40}]
- id: ada
  kind: person
  name: Ada
  aliases: [{name: Countess}, {name: Ada the First, source: book}]
  born: {date: 1970}
  died: [{date: 2020}, {source: book, stance: denies}]
  figures: [{what: ships, value: 3, source: book}, {what: houses, value: 2}]
"""
FAIR_RELATIONS = """
- {from: ada, type: met, to: brian, date: 2019}
- {from: ada, type: met, to: brian, date: 2012, claims: [{by: ada, said: 2013}, {by: ada, stance: denies}]}
- {from: brian, type: praised, to: ada, date: 2015,
   claims: [{by: ada}, {source: book, by: ada, stance: retracts}]}
- {id: own-id, from: carol, type: met, to: dora}
"""


def _asked(asked: str, *without: str) -> list[str]:
    return [one.fact.id for one in _of(world(FAIR_RELATIONS, FAIR), asked, *without)]


@pytest.mark.parametrize(
    "id",
    [
        "ada.met.brian.2019", "own-id", "ada.took-part-in.fair.2019", "fair.happened", "fair.figure.1",
        "ada.born", "ada.died", "ada.figure.2", "ada.alias.2",
    ],
)  # fmt: skip
def test_every_fact_is_found_by_its_id(id: str) -> None:
    assert _asked(id) == [id]


def test_an_entity_alone_gives_its_own_dates_and_numbers_by_time() -> None:
    assert _asked("the fair") == ["fair.happened", "fair.figure.1"]
    assert _asked("ada") == ["ada.born", "ada.died", "ada.figure.1", "ada.figure.2"]


def test_two_entities_give_every_relation_between_them_in_either_direction_whatever_its_status() -> None:
    graph = world(FAIR_RELATIONS, FAIR)
    for pair in (("Ada", "brian"), ("brian", "Ada")):
        found = evidence.between(Index(graph), *pair, where(graph))
        assert [(one.fact.id, one.fact.row.status) for one in found] == [
            ("ada.met.brian.2012", "denied"),
            ("brian.praised.ada.2015", "retracted"),
            ("ada.met.brian.2019", "asserted"),
        ]


def test_without_a_source_it_stands_as_if_that_had_not_been_read_and_keeps_its_id() -> None:
    graph = world(FAIR_RELATIONS, FAIR)
    (died,) = _of(graph, "ada.died", "book")
    assert (died.fact.row.status, _sides(died)) == ("asserted", {"asserts": [["paper"]]})
    assert _asked("ada.figure.2", "book") == ["ada.figure.2"]
    assert _asked("ada", "book") == ["ada.born", "ada.died", "ada.figure.2"]
    with pytest.raises(evidence.NothingLeft, match=r"'ada\.figure\.1' but what the filters leave unheard"):
        _of(graph, "ada.figure.1", "book")
    with pytest.raises(evidence.NothingLeft):
        _of(graph, "ada.met.brian.2019", "paper")
    with pytest.raises(evidence.NothingBetween):
        evidence.between(Index(graph), "ada", "brian", where(graph, without=["paper", "book"]))


CROWD = """
- {id: ada, kind: person, name: Ada, born: {date: 1970, source: paper}}
- {id: brian, kind: person, name: Brian}
- {id: crew, kind: group, name: Crew}
- {id: twin-1, kind: person, name: Twin}
- {id: twin-2, kind: person, name: Twin}
"""
MEETINGS = """
- {from: ada, type: met, to: brian, date: 2012, source: paper}
- {from: ada, type: met, to: brian, date: 2019, source: paper}
"""
WHICH_TWIN = "'twin' can mean 2 entities; give the id of one:\n  twin-1  Twin\n  twin-2  Twin"


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        (("ada.mett.brian",), 1,
         "no fact has the id 'ada.mett.brian', and no entity is called so;"
         " did you mean 'ada.met.brian.2012' or 'ada.met.brian.2019'?"),
        (("Ad",), 1, "no fact has the id 'Ad', and no entity is called so; did you mean 'Ada'?"),
        (("zzz",), 1,
         "no fact has the id 'zzz', and no entity is called so;"
         " akg evidence FROM TO tells the ids between two"),
        (("zzz", "ada"), 1, "no entity is called 'zzz'; try: akg search TEXT"),
        (("crew",), 1,
         "no date or number of 'Crew' itself is on file; name a second entity: akg evidence crew TO"),
        (("ada", "crew"), 1, "nothing on file joins 'Ada' and 'Crew' directly; try: akg path ada crew"),
        (("ada", "Ada"), 2,
         "both are 'Ada'; name two entities (akg evidence ada tells its own dates and numbers)"),
        (("twin",), 3, WHICH_TWIN),
        (("ada", "twin"), 3, WHICH_TWIN),
        (("ada", "--without-source", "papr"), 2,
         "--without-source: 'papr' is unknown; did you mean 'paper'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said_with_a_remedy(
    dataset: Write, typed: tuple[str, ...], code: int, message: str
) -> None:
    folder = dataset(entities=CROWD, relations=MEETINGS)
    assert run("evidence", *typed, "--data", str(folder)) == Ran(code, "", f"akg: {message}\n")


# What is printed


QUARREL = """
- id: deal
  from: ada
  type: member-of
  to: crew
  date: 2010..2014/..
  role: treasurer
  note: The books of the crew are lost.
  claims:
  - {source: paper, at: p. 3, by: {unnamed: two clerks, of: crew}, via: brian, hedge: reportedly}
  - {source: book, by: {unnamed: Two Clerks, of: crew}, said: 2016, date: 2012/.., text: from the year 12 on}
  - {source: book, by: brian, said: 2015}
  - {source: book, by: brian, said: 2018, stance: denies, note: He laughed.}
  - {source: leaflet, by: carol, stance: doubts}
  - {source: leaflet, set_aside: misread, date: 1999}
"""
PEOPLE = """
- {id: ada, kind: person, name: Ada, died: {date: 2020-03, source: book}}
- {id: brian, kind: person, name: Brian}
- {id: carol, kind: person, name: Carol}
- {id: crew, kind: group, name: Crew}
"""
SOURCES = """
- {id: paper, title: A paper, date: 2020}
- {id: book, title: A book, author: B. Writer, date: 2021}
- {id: leaflet, title: A leaflet}
"""
PAGE = """\
Ada is member of Crew (treasurer)
± disputed, doubted · 2012 – some time between January and March 2020
deal  relations.yaml:2

Said            Stance   Who, and what besides
undated         doubts   ● Carol [1]
undated         asserts  A leaflet · 1999 [1]
                         – set aside: misread
2015            asserts  ● Brian [2]
                         – replaced: denied by the same voice (2018)
2016            asserts  Two Clerks (Crew) · since 2012 “from the year 12 on” [2]
2018            denies   ● Brian [2]
                         – He laughed.
published 2020  asserts  two clerks (Crew), reportedly, via Brian [3]

voices    what is asserted by Two Clerks (Crew) (one voice in 2 sources) [2][3] is denied by Brian [2]; \
doubted by Carol [1]
status    1 voice asserts it and 1 denies it: disputed; 1 doubts it, which does not change that
support   1 voice (1) × disputed (1.5): a step along it costs 1.50
hangs on  one voice: Two Clerks (Crew)
dates     since some time between 2010 and 2014: two clerks (Crew) [3]
          since 2012: Two Clerks (Crew) [2]
began     2012
ended     between January and March 2020
          cut down to the life of ● Ada
note      The books of the crew are lost.

[1] A leaflet (undated)
[2] B. Writer, A book (2021)
[3] A paper (2020), p. 3
"""


@pytest.fixture
def quarrel(dataset: Write) -> str:
    """Write the dataset of the page, and give its folder."""
    return str(dataset(entities=PEOPLE, relations=QUARREL, sources=SOURCES))


def test_a_page_tells_the_claims_then_what_follows_from_them(quarrel: str) -> None:
    assert run("evidence", "deal", "--data", quarrel) == Ran(0, PAGE, "")


def _rows(*typed: str) -> dict[str, str]:
    """Run akg evidence, and give what follows from the claims of one fact, by its label."""
    below = run("evidence", *typed).out.partition("\nvoices")[2].partition("\n\n")[0]
    rows: dict[str, str] = {}
    for line in f"voices{below}".splitlines():
        label, told = re.split(r"  +", line, maxsplit=1)
        label = label or list(rows)[-1]
        rows[label] = f"{rows[label]} / {told}" if label in rows else told
    return rows


def _meeting(*told: str, date: str = "") -> str:
    claimed = "".join(f"  - {claim}\n" for claim in told)
    return f"- id: deal\n  from: ada\n  type: met\n  to: brian\n{date}  claims:\n{claimed}"


@pytest.mark.parametrize(
    ("told", "voices", "status", "support"),
    [
        (["{source: paper}"],
         "asserted by A paper [1], denied by nobody",
         "1 voice asserts it and nobody denies it: asserted",
         "1 voice: a step along it costs 1.00"),
        (["{source: paper}", "{source: book}", "{source: book, by: ada}", "{source: book, by: carol}"],
         "asserted by A paper [1], B. Writer [2], Ada [2] and Carol [2], denied by nobody",
         "4 voices assert it and nobody denies it: asserted",
         "4 voices, taken as 3: a step along it costs 0.50"),
        (["{source: paper, by: ada, said: 2012}", "{source: paper, by: ada, said: 2013, stance: denies}"],
         "asserted by nobody, denied by Ada [1]",
         "nobody asserts it and 1 denies it: denied",
         "0 voices (1) × denied (1.5): a step along it costs 1.50, and is taken with --status any only"),
        (["{source: paper, by: ada, said: 2012}", "{source: paper, by: ada, said: 2013, stance: retracts}"],
         "asserted by nobody, denied by nobody; taken back by Ada [1]",
         "nobody asserts it and nobody denies it: retracted",
         "0 voices (1) × retracted (1.5): a step along it costs 1.50, and is taken with --status any only"),
    ],
)  # fmt: skip
def test_status_and_cost_are_said_to_follow_from_who_says_what(
    dataset: Write, told: list[str], voices: str, status: str, support: str
) -> None:
    folder = dataset(entities=PEOPLE, relations=_meeting(*told), sources=SOURCES)
    rows = _rows("deal", "--data", str(folder))
    assert (rows["voices"], rows["status"], rows["support"]) == (voices, status, support)
    assert ("hangs on" in rows) == ("asserted" in status)


@pytest.mark.parametrize(
    ("told", "date", "rows"),
    [
        (["{source: paper}"], "", {"date": "none is given"}),
        (["{source: paper}"], "2019", {"date": "2019: A paper [1]"}),
        (["{source: paper}"], "2019?",
         {"date": "perhaps 2019: A paper [1]", "when": "2019 / questioned, so that it is possible at best"}),
        (["{source: paper}", "{source: book, date: 2018-05}"], "2015/2018",
         {"dates": "2015 – 2018: A paper [1]; only vaguer / May 2018: B. Writer [2]", "when": "May 2018"}),
        (["{source: paper}", "{source: book, date: 2018-05}"], "2015",
         {"dates": "2015: A paper [1] / May 2018: B. Writer [2] / these differ, and are spanned",
          "when": "between January 2015 and May 2018"}),
    ],
)  # fmt: skip
def test_dates_are_told_with_who_gives_them_and_what_they_come_to(
    dataset: Write, told: list[str], date: str, rows: dict[str, str]
) -> None:
    meeting = _meeting(*told, date=f'  date: "{date}"\n' if date else "")
    found = _rows("deal", "--data", str(dataset(entities=PEOPLE, relations=meeting, sources=SOURCES)))
    assert {label: found[label] for label in ("date", "dates", "when") if label in found} == rows


@pytest.mark.parametrize(
    ("relation", "began", "ended"),
    [
        ("{from: brian, type: sibling-of, to: carol, source: paper}", "always", "never"),
        ("{from: brian, type: member-of, to: crew, date: /2012, source: paper}", "by 2012", "2012"),
        ("{from: brian, type: member-of, to: crew, date: 2012/, source: paper}", "2012", "2012 or later"),
        ("{from: brian, type: member-of, to: crew, date: 2012, source: paper}", "by 2012", "2012 or later"),
    ],
)
def test_a_state_is_said_to_have_begun_and_ended(
    dataset: Write, relation: str, began: str, ended: str
) -> None:
    folder = dataset(entities=PEOPLE, relations=f"- {{id: deal, {relation[1:]}\n", sources=SOURCES)
    rows = _rows("deal", "--data", str(folder))
    assert (rows["began"], rows["ended"]) == (began, ended)


MEETING = """
- {id: ada, kind: person, name: Ada}
- {id: brian, kind: person, name: Brian}
- {id: york, kind: place, name: York}
- id: fair
  kind: event
  name: The Fair
  date: 2019
  place: york
  source: paper
  parties: [{who: ada, role: host}, {who: brian}]
"""


def test_a_party_of_an_event_names_it_and_costs_half(dataset: Write) -> None:
    folder = str(dataset(entities=MEETING, relations=""))
    rows = _rows("ada", "fair", "--data", folder)
    assert rows["support"] == "1 voice (1) × in an event (0.5): a step along it costs 0.50"
    assert rows["event"] == "▲ The Fair (fair), whose claims these are"


def test_an_event_is_told_with_the_id_that_claims_are_added_to(dataset: Write) -> None:
    folder = str(dataset(entities=MEETING, relations=""))
    for asked in ("fair", "the fair", "fair.happened"):
        head = run("evidence", asked, "--data", folder).out.splitlines()[:3]
        assert head == ["The Fair happened in York", "+ asserted · 2019", "fair  entities.yaml:5"]
    added = run(
        "add", "claim", "fair", "--source", "paper", "--stance", "denies", "--dry-run", "--data", folder
    )
    assert added.code == 0


def test_several_facts_are_sections_that_share_their_citations(quarrel: str) -> None:
    out = run("evidence", "ada", "crew", "--data", quarrel).out
    assert out == PAGE
    (first, second) = (run("evidence", *typed, "--data", quarrel).out for typed in (["ada"], ["ada.died"]))
    assert first == second


def test_json_names_every_claim_by_its_number(quarrel: str) -> None:
    answer = json.loads(run("evidence", "deal", "--data", quarrel, "--format", "json").out)
    (found,) = answer["results"]
    keys = ("source", "originator", "spoken", "counts", "replaced", "set_aside", "text")
    assert [tuple(claim[key] for key in keys) for claim in found["claims"]] == [
        ("leaflet", "carol", None, True, None, None, None),
        ("leaflet", "leaflet", None, False, None, "misread", None),
        ("book", "brian", "2015", False, 4, None, None),
        ("book", CLERKS, "2016", True, None, None, "from the year 12 on"),
        ("book", "brian", "2018", True, None, None, None),
        ("paper", CLERKS, "2020", True, None, None, None),
    ]
    assert {key: found[key] for key in ("id", "status", "doubted", *FOLLOWS)} == {
        "id": "deal", "status": "disputed", "doubted": True, **FOLLOWS,
    }  # fmt: skip
    assert list(answer["names"]) == ["ada", "brian", "carol", "crew"]
    assert list(answer["sources"]) == ["book", "leaflet", "paper"]


CLERKS = {"unnamed": "Two Clerks", "of": "crew"}
FOLLOWS = {
    "sides": [
        {"stance": "asserts", "voices": [
            {"originator": CLERKS, "sources": ["book", "paper"], "claims": [3, 5]},
        ]},
        {"stance": "denies", "voices": [{"originator": "brian", "sources": ["book"], "claims": [4]}]},
        {"stance": "doubts", "voices": [{"originator": "carol", "sources": ["leaflet"], "claims": [0]}]},
    ],
    "dates": [
        {"edtf": "2010..2014/..", "decides": True, "claims": [5]},
        {"edtf": "2012/..", "decides": True, "claims": [3]},
    ],
    "lives": ["ada"], "support": 1, "cost": 1.5, "sole_source": None, "sole_voice": CLERKS,
}  # fmt: skip


def test_csv_has_a_row_a_claim(quarrel: str) -> None:
    printed = run("evidence", "deal", "--data", quarrel, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(printed)))
    about = ("fact", "from_name", "to_name", "status", "support")
    assert {tuple(row[key] for key in about) for row in rows} == {("deal", "Ada", "Crew", "disputed", "1")}
    keys = ("by", "stance", "spoken", "counts", "replaced", "set_aside", "latest_end")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("carol", "doubts", "", "true", "false", "", "2020-03-31"),
        ("leaflet", "asserts", "", "false", "false", "misread", "2020-03-31"),
        ("brian", "asserts", "2015", "false", "true", "", "2020-03-31"),
        ("Two Clerks", "asserts", "2016", "true", "false", "", "2020-03-31"),
        ("brian", "denies", "2018", "true", "false", "", "2020-03-31"),
        ("two clerks", "asserts", "2020", "true", "false", "", "2020-03-31"),
    ]


@pytest.mark.parametrize("name", OBEYED)
def test_what_data_holds_is_printed_as_it_is(dataset: Write, name: str) -> None:
    words = json.dumps(name)
    claim = (
        f"by: {{unnamed: {words}}}, via: {{unnamed: {words}}}, hedge: {words}, text: {words}, note: {words}"
    )
    relation = f"""
- {{id: deal, from: ada, type: met, to: brian, role: {words}, note: {words},
   claims: [{{source: paper, at: {words}, {claim}}}, {{source: book, set_aside: {words}}}]}}
"""
    folder = str(dataset(entities=PEOPLE, relations=relation, sources=SOURCES))
    screen = run("evidence", "deal", "--data", folder, "--color", "never", tty=True, COLUMNS="1000").out
    for page in (run("evidence", "deal", "--data", folder).out, screen):
        assert page.count(" ".join(name.split())) == 11


def test_no_character_that_a_terminal_obeys_gets_through(dataset: Write) -> None:
    ran = run("evidence", "ada.met.b\N{RIGHT-TO-LEFT OVERRIDE}rian", "--data", str(dataset()))
    assert (ran.code, ran.out) == (2, "")
    long = run("evidence", f"ada.{'x' * 5000}", "--data", str(dataset()))
    assert long.code == 1
    assert len(long.err) < 400
