"""What follows from relations by the chains of a vocabulary, worked out by hand."""

import math
from typing import Any

import pytest
from commandline import run
from conftest import Write
from worlds import HERE, data, ids, node, paths, world

from akg import checks, dates, facts, inferred, loader, rows
from akg.dates import ALWAYS, UNDATED, iso
from akg.errors import AkgError
from akg.inferred import Inferred, TooMany
from akg.memory import MemoryGraph
from akg.model import Claim, Entity, Relation
from akg.queries import stats
from akg.queries.path import NoPath
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Row
from akg.vocabulary import Step
from akg.where import certainty, where

BOUND = """
types:
- {id: bound-to, label: is bound to, inverse: binds, shape: state, from: any, to: any, description: By oath.}
chains:
- {id: by-pledge, implies: bound-to, chain: [pledged-to, pledged-to], description: Through another.}
"""
PLEDGES = """
- {from: crew, type: pledged-to, to: ada, id: first, date: 2010/2014}
- {from: ada, type: pledged-to, to: brian, id: second, date: 2012/2016}
"""


def _vocabulary(
    implies: str, *steps: str, symmetric: bool = False, ends: str = "any", id: str = "rule"
) -> str:
    """Give a vocabulary with one chain, which implies a type of its own or one that there is."""
    reads = "symmetric: true" if symmetric else "inverse: is implied by"
    type = f"{{id: new, label: implies, {reads}, shape: state, from: {ends}, to: {ends}, description: New.}}"
    chain = f"{{id: {id}, implies: {implies}, chain: [{', '.join(steps)}], description: A rule.}}"
    return f"types:\n- {type}\nchains:\n- {chain}\n"


def _rule(*steps: str, implies: str = "new", **more: Any) -> str:
    return _vocabulary(implies, *steps, **more)


def _follow(graph: Graph, **asked: Any) -> list[str]:
    """Give the ids of what follows, in order."""
    found = where(graph, inferred=True, **asked).graph
    return [found.relation(r).id for r in range(found.size) if found.premises(r)]


def _told(graph: Graph) -> list[tuple[str, str, str]]:
    """Give what follows, as who to whom, by which premises."""
    found = Inferred(graph)
    made = ((found.row(r), found.premises(r)) for r in range(graph.size, found.size))
    return [
        (found.id(row.src), found.id(row.dst), " ".join(found.relation(p).id for p in premises))
        for row, premises in made
    ]


def _row(graph: Graph, id: str) -> Row:
    """Give the row of a relation that is there once, stated or derived."""
    found = Inferred(graph)
    [row] = [found.row(r) for r in range(found.size) if found.relation(r).id == id]
    return row


# The vocabulary


def test_a_vocabulary_lists_chains_and_names_inverses(dataset: Write) -> None:
    folder = dataset(
        vocabulary="""\
            types:
            - {id: child-of, label: is child of, inverse: is parent of, shape: lasting, inverse_of: parent-of,
               from: person, to: person, description: Is the child of the person.}
            - {id: new, label: n, inverse: i, shape: state, from: any, to: any, description: By oath.}
            chains:
            - id: bound-by-pledge
              implies: new
              chain: [member-of, ^leads, pledged-to]
              description: Whose leader has pledged.
            """
    )
    read = loader.load(folder)
    assert list(map(str, checks.run(read))) == []
    chain = read.vocabulary.chains["bound-by-pledge"]
    steps = (Step("member-of", forward=True), Step("leads", forward=False), Step("pledged-to", forward=True))
    assert chain[:4] == ("bound-by-pledge", "new", steps, "Whose leader has pledged.")
    assert (chain.where.file, chain.where.line) == ("vocabulary.yaml", 6)
    assert read.vocabulary.types["child-of"].inverse_of == "parent-of"
    assert read.vocabulary.types["parent-of"].inverse_of in (None, "child-of")


@pytest.mark.parametrize(
    ("chain", "wrong"),
    [
        ("{id: rule, implies: allied-with, chain: [leads, pleged-to], description: A rule.}", "pleged-to"),
        ("{id: rule, implies: allied-with, chain: [leads, ^mett], description: A rule.}", "mett"),
        ("{id: rule, implies: bound-two, chain: [leads], description: A rule.}", "bound-two"),
        ("{id: rule, implies: allied-with, chain: [leads, met], description: A rule.}", "met"),
        ("{id: rule, implies: allied-with, chain: [^killed], description: A rule.}", "killed"),
        ("{id: rule, implies: allied-with, chain: [], description: A rule.}", ""),
        (
            f"{{id: rule, implies: allied-with, chain: [{', '.join(['leads'] * 6)}], description: A rule.}}",
            "",
        ),
        ("{id: rule, implies: allied-with, chain: [^^leads], description: A rule.}", "leads"),
        ("{id: rule, implies: allied-with, chain: [^], description: A rule.}", ""),
        ("{id: rule, implies: allied-with, chain: [leads^], description: A rule.}", "leads^"),
        ("{id: rule, implies: allied-with, chain: [[leads]], description: A rule.}", ""),
        ("{id: rule, implies: ^allied-with, chain: [leads], description: A rule.}", "allied-with"),
        ("{id: member-of, implies: allied-with, chain: [leads], description: A rule.}", "member-of"),
        ("{id: rule, implies: leads, chain: [allied-with], description: A rule.}", "allied-with"),
        ("{id: rule, implies: leads, chain: [leads], description: A rule.}", "leads"),
        ("{id: rule, implies: leads, chain: [^leads], description: A rule.}", "leads"),
        ("{id: by-aide, implies: allied-with, chain: [leads], description: A rule.}", "by-aide"),
        ("{id: rule, implies: allied-with, description: A rule.}", "chain"),
        ("{id: rule, chain: [leads], description: A rule.}", "implies"),
        ("{id: rule, implies: allied-with, chain: [leads], steps: [leads], description: A rule.}", "steps"),
        ("{id: a:b, implies: allied-with, chain: [leads], description: A rule.}", "a:b"),
    ],
)
def test_a_chain_with_a_fault_is_told_at_its_line_and_what_is_sound_answers_without_it(
    dataset: Write, chain: str, wrong: str
) -> None:
    sound = "{id: by-aide, implies: commands, chain: [^aide-of], description: Who is served commands.}"
    folder = dataset(
        vocabulary=f"chains:\n- {sound}\n- {chain}\n",
        relations="- {from: ada, type: aide-of, to: brian, id: aide, source: paper}\n",
    )
    read = loader.load(folder)
    faults = checks.run(read)
    assert {(f.place.file, f.place.line, f.severity) for f in faults} == {("vocabulary.yaml", 3, "error")}
    assert all(fault.code and wrong in fault.message for fault in faults)
    graph = MemoryGraph(checks.sound(read, faults)[0])
    assert _follow(graph) == ["by-aide:aide"]


@pytest.mark.parametrize("inverse", ["nobody-of", "met", "new", "sibling-of"])
def test_a_type_is_the_inverse_of_another_that_goes_one_way_and_is_no_act(
    dataset: Write, inverse: str
) -> None:
    """Of none that does not exist, is an act, is itself, or means the same both ways."""
    row = "id: new, label: n, inverse: i, shape: state, from: any, to: any, description: N"
    faults = checks.run(loader.load(dataset(vocabulary=f"types:\n- {{{row}, inverse_of: {inverse}}}\n")))
    assert {(f.place.file, f.place.line, f.severity) for f in faults} == {("vocabulary.yaml", 2, "error")}


# Which relations follow


def test_what_is_stated_comes_first_and_what_follows_after_it_by_id() -> None:
    graph = Inferred(world(PLEDGES, vocabulary=BOUND))
    assert [graph.relation(r).id for r in range(graph.size)] == ["first", "second", "by-pledge:first:second"]
    assert graph.whole.size == 2
    assert [graph.premises(r) for r in range(3)] == [(), (), (0, 1)]


def test_a_derived_relation_has_the_type_that_the_chain_implies_and_no_claims_of_its_own() -> None:
    relation = Inferred(world(PLEDGES, vocabulary=BOUND)).relation(2)
    assert (relation.src, relation.type, relation.dst) == ("crew", "bound-to", "brian")
    assert (relation.claims, relation.date, relation.event, relation.place) == ((), None, None, None)


def test_a_step_is_walked_backwards_where_it_has_the_sign_for_that() -> None:
    relations = """
        - {from: ada, type: member-of, to: crew, id: in}
        - {from: brian, type: leads, to: crew, id: led}
        - {from: brian, type: pledged-to, to: carol, id: oath}
        """
    assert _told(world(relations, vocabulary=_rule("member-of", "^leads", "pledged-to"))) == [
        ("ada", "carol", "in led oath")
    ]
    assert _told(world(relations, vocabulary=_rule("member-of", "leads", "pledged-to"))) == []
    assert _told(world(relations, vocabulary=_rule("^pledged-to", "leads", "^member-of"))) == [
        ("carol", "ada", "oath led in")
    ]


@pytest.mark.parametrize("step", ["married-to", "^married-to"])
def test_a_step_of_a_type_that_means_the_same_both_ways_is_walked_either_way(step: str) -> None:
    graph = world(
        "- {from: ada, type: married-to, to: brian, id: wed}\n"
        "- {from: ada, type: aide-of, to: dora, id: aid}",
        vocabulary=_rule(step, "aide-of"),
    )
    assert _told(graph) == [("brian", "dora", "wed aid")]


CHILD = """
types:
- {id: child-of, label: is child of, inverse: is parent of, shape: lasting, from: person, to: person,
   inverse_of: parent-of, description: Is the child of the person.}
- {id: new, label: implies, inverse: is implied by, shape: lasting, from: any, to: any, description: New.}
"""
FAMILY = """
- {from: ada, type: parent-of, to: brian, id: one}
- {from: carol, type: child-of, to: brian, id: two}
"""


def test_of_two_inverse_types_a_filter_takes_both_and_nothing_follows_that_is_stated_already() -> None:
    graph = world(FAMILY, vocabulary=CHILD)
    assert Inferred(graph).size == graph.size
    for type in ("parent-of", "child-of"):
        assert where(graph, types=[type]).types == {"parent-of", "child-of"}
        assert where(graph, avoid_types=[type]).avoid_types == {"parent-of", "child-of"}
    assert where(graph, types=["sibling-of"]).types == {"sibling-of"}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["parent-of", "parent-of"], [("ada", "carol", "one two")]),
        (["^child-of", "^child-of"], [("ada", "carol", "one two")]),
        (["child-of", "^parent-of"], [("carol", "ada", "two one")]),
        (["child-of", "parent-of"], []),
    ],
)
def test_a_step_is_walked_along_a_relation_of_the_inverse_type_too(
    steps: list[str], expected: list[tuple[str, str, str]]
) -> None:
    assert _told(world(FAMILY, vocabulary=CHILD + _new(*steps))) == expected


def _new(*steps: str) -> str:
    return f"chains:\n- {{id: rule, implies: new, chain: [{', '.join(steps)}], description: Grand.}}\n"


def test_nothing_follows_from_an_act_from_an_event_or_from_what_is_denied_or_retracted() -> None:
    graph = world(
        """
        - {from: ada, type: leads, to: crew, id: denied,
           claims: [{by: guild}, {by: guild, stance: denies, source: book}]}
        - {from: ada, type: leads, to: guild, id: retracted,
           claims: [{by: crew}, {by: crew, stance: retracts, source: book}]}
        - {from: brian, type: leads, to: crew, id: aside, claims: [{set_aside: misread}]}
        """,
        "- {id: fair, kind: event, name: Fair, date: 2012, place: york, parties: [{who: ada}]}",
        vocabulary=_rule("leads")
        + "- {id: other, implies: new, chain: [located-in], description: Another.}\n",
    )
    assert {graph.row(r).status for r in range(graph.size)} >= {"denied", "retracted"}
    assert _told(graph) == []


def test_what_follows_from_something_disputed_is_disputed() -> None:
    disputed = "claims: [{by: crew}, {by: guild, stance: denies}]"
    graph = world(PLEDGES.replace("2012/2016}", f"2012/2016, {disputed}}}"), vocabulary=BOUND)
    assert (_row(graph, "second").status, _row(graph, "by-pledge:first:second").status) == ("disputed",) * 2


def test_nothing_follows_from_what_follows_and_a_chain_may_imply_one_of_its_own_steps() -> None:
    graph = world(
        """
        - {from: ada, type: commands, to: brian, id: a}
        - {from: brian, type: commands, to: carol, id: b}
        - {from: carol, type: commands, to: dora, id: c}
        """,
        vocabulary=_rule("commands", "commands", implies="commands"),
    )
    assert _told(graph) == [("ada", "carol", "a b"), ("brian", "dora", "b c")]


def test_a_chain_passes_no_entity_twice() -> None:
    """Round in a circle it goes on to everybody but whom it has passed."""
    circle = """
        - {from: ada, type: commands, to: brian, id: a}
        - {from: brian, type: commands, to: carol, id: b}
        - {from: carol, type: commands, to: ada, id: c}
        - {from: brian, type: commands, to: ada, id: d}
        """
    twice = ["commands"] * 2
    assert _told(world(circle, vocabulary=_rule(*twice))) == [
        ("ada", "carol", "a b"), ("brian", "ada", "b c"), ("carol", "brian", "c a"),
    ]  # fmt: skip
    for more in (3, 4, 5):
        assert _told(world(circle, vocabulary=_rule(*["commands"] * more))) == []


def test_the_ends_are_of_kinds_that_the_implied_type_admits() -> None:
    relations = """
        - {from: ada, type: pledged-to, to: brian, id: a}
        - {from: brian, type: pledged-to, to: carol, id: b}
        - {from: brian, type: pledged-to, to: crew, id: c}
        - {from: guild, type: pledged-to, to: brian, id: d}
        """
    rule = _rule("pledged-to", "pledged-to", implies="member-of")
    assert _told(world(relations, vocabulary=rule)) == [("ada", "crew", "a c")]


def test_of_a_type_that_means_the_same_both_ways_the_kinds_may_be_those_of_either() -> None:
    rule = """
        types:
        - {id: new, label: n, symmetric: true, shape: state, from: person, to: group, description: New.}
        chains:
        - {id: rule, implies: new, chain: [pledged-to, pledged-to], description: A rule.}
        """
    relations = """
        - {from: crew, type: pledged-to, to: ada, id: a}
        - {from: ada, type: pledged-to, to: brian, id: b}
        - {from: ada, type: pledged-to, to: guild, id: c}
        """
    assert _told(world(relations, vocabulary=rule)) == [("crew", "brian", "a b")]


def test_what_means_the_same_both_ways_and_follows_both_ways_is_there_once_from_the_smaller_id() -> None:
    relations = """
        - {from: brian, type: member-of, to: crew, id: b}
        - {from: ada, type: member-of, to: crew, id: a}
        """
    steps = "member-of", "^member-of"
    assert _told(world(relations, vocabulary=_rule(*steps, symmetric=True))) == [("ada", "brian", "a b")]
    assert _told(world(relations, vocabulary=_rule(*steps))) == [
        ("ada", "brian", "a b"), ("brian", "ada", "b a"),
    ]  # fmt: skip


def test_what_follows_one_way_only_goes_that_way_though_it_means_the_same_both_ways() -> None:
    rule = _rule("pledged-to", "pledged-to", symmetric=True)
    relations = (
        "- {from: dora, type: pledged-to, to: ada, id: a}\n- {from: ada, type: pledged-to, to: carol, id: b}"
    )
    assert _told(world(relations, vocabulary=rule)) == [("dora", "carol", "a b")]


def test_every_combination_of_premises_gives_a_relation_of_its_own() -> None:
    graph = world(
        """
        - {from: crew, type: pledged-to, to: ada, id: a, date: 2010}
        - {from: crew, type: pledged-to, to: ada, id: b, date: 2012}
        - {from: ada, type: pledged-to, to: brian, id: c}
        - {from: ada, type: pledged-to, to: brian, id: d}
        - {from: crew, type: pledged-to, to: carol, id: e}
        - {from: carol, type: pledged-to, to: brian, id: f}
        """,
        vocabulary=BOUND,
    )
    assert _told(graph) == [("crew", "brian", pair) for pair in ("a c", "a d", "b c", "b d", "e f")]


# When, and how sure


def _shared(*times: str) -> tuple[list[str | None], bool]:
    """Give when something follows from pledges of these dates, and whether that is uncertain."""
    givers = ["crew", "ada", "brian", "carol"]
    records = "".join(
        f"- {{from: {givers[n]}, type: pledged-to, to: {givers[n + 1]}, id: p{n}, date: {time}}}\n"
        for n, time in enumerate(times)
    )
    row = _row(
        world(records, vocabulary=_rule(*["pledged-to"] * len(times))),
        ":".join(("rule", *(f"p{n}" for n in range(len(times))))),
    )
    return [iso(day) for day in row.bounds], bool(row.flags & UNCERTAIN)


def test_what_follows_held_while_all_that_it_follows_from_did() -> None:
    assert _shared("2010/2014", "2012/2016") == (
        ["2012-01-01", "2012-12-31", "2014-01-01", "2014-12-31"],
        False,
    )


def test_what_cannot_have_been_at_one_time_implies_nothing() -> None:
    graph = world(PLEDGES.replace("2012/2016", "2015/2016"), vocabulary=BOUND)
    assert _told(graph) == []


def test_what_may_have_been_at_one_time_implies_what_is_at_best_possible() -> None:
    """The one ended, and the other began, in the course of 2012."""
    times, uncertain = _shared("2010/2012", "2012/2016")
    assert (times, uncertain) == (["2012-01-01", "2012-12-31", "2012-01-01", "2012-12-31"], True)


def test_two_states_each_attested_in_a_year_need_not_have_been_at_one_time() -> None:
    assert _shared("2012", "2015") == ([None, "2015-12-31", "2012-01-01", None], True)
    assert _shared("2012", "2012") == ([None, "2012-12-31", "2012-01-01", None], True)


def test_a_state_attested_on_one_day_within_another_makes_what_follows_certain_that_day() -> None:
    assert _shared("2012-06-15", "2010/2014") == (
        ["2010-01-01", "2012-06-15", "2012-06-15", "2014-12-31"], False,
    )  # fmt: skip


def test_a_state_attested_in_a_year_within_another_makes_what_follows_certain_that_year() -> None:
    """On which day is not known; but whenever it was, the other held."""
    assert _shared("2012", "2010/2014") == (["2010-01-01", "2012-12-31", "2012-01-01", "2014-12-31"], False)


def test_what_follows_from_one_relation_alone_is_as_sure_as_that() -> None:
    assert _shared("2012") == ([None, "2012-12-31", "2012-01-01", None], False)
    assert _shared("2012?") == ([None, "2012-12-31", "2012-01-01", None], True)


def test_what_follows_from_something_undated_is_undated_and_from_what_lasts_always_has_no_limit() -> None:
    undated = world(PLEDGES.replace(", date: 2012/2016", ""), vocabulary=BOUND)
    assert _row(undated, "by-pledge:first:second").bounds == UNDATED
    always = world(FAMILY, vocabulary=CHILD + _new("child-of"))
    assert _row(always, "rule:two").bounds == ALWAYS


def test_doubt_and_a_questioned_date_pass_on_to_what_follows_but_not_that_dates_differ() -> None:
    graph = world(
        """
        - from: crew
          type: pledged-to
          to: ada
          id: first
          claims: [{date: 2010/2014}, {date: 2011/2015, source: book}, {by: guild, stance: doubts}]
        - {from: ada, type: pledged-to, to: brian, id: second, date: 2009?/2016}
        """,
        vocabulary=BOUND,
    )
    flags = [_row(graph, id).flags for id in ("first", "second", "by-pledge:first:second")]
    assert flags == [DIFFER | DOUBTED, UNCERTAIN, DOUBTED | UNCERTAIN]


def test_a_derived_relation_is_listed_under_the_day_that_its_own_bounds_give() -> None:
    row = _row(world(PLEDGES, vocabulary=BOUND), "by-pledge:first:second")
    assert (row.start, row.place) == (dates.day(2012, 1, 1), None)


def test_who_is_bound_to_the_emir_through_the_leader() -> None:
    """The affiliates' pledge is attested in 2020, the leader's was made in 2016; he died in 2022."""
    graph = world(
        """
        - {from: crew, type: pledged-to, to: ada, id: affiliates, date: 2020}
        - {from: ada, type: pledged-to, to: brian, id: leader, date: 2016/.., said: 2022-05, source: leaflet}
        """,
        "- {id: ada, kind: person, name: Ada, died: {date: 2022-07-31, source: leaflet}}",
        vocabulary=BOUND,
    )
    asked = where(graph, inferred=True)
    [r] = [r for r in range(asked.graph.size) if asked.graph.premises(r)]
    row = asked.graph.row(r)
    assert asked.graph.relation(r).id == "by-pledge:affiliates:leader"
    assert [asked.graph.relation(p).id for p in asked.graph.premises(r)] == ["affiliates", "leader"]
    assert [iso(day) for day in row.bounds] == ["2016-01-01", "2020-12-31", "2020-01-01", "2022-07-31"]
    sure = {at: certainty(row, *dates.span(at)) for at in ("2015", "2018", "2020", "2022-07", "2022-08")}
    assert sure == {
        "2015": None,
        "2018": "possible",
        "2020": "certain",
        "2022-07": "possible",
        "2022-08": None,
    }
    found = paths(graph, "crew", "brian", inferred=True, at="2020")
    best = found.paths[0]
    assert (ids(graph, best.nodes), best.certainty) == (["crew", "brian"], "certain")


# What it costs, and how it is read


def test_what_follows_costs_what_walking_its_premises_does_in_one_hop() -> None:
    graph = world(
        """
        - {from: crew, type: pledged-to, to: ada, id: first, claims: [{by: crew}, {by: guild}]}
        - {from: ada, type: pledged-to, to: brian, id: second}
        - {from: ada, type: met, to: carol}
        - {from: ada, type: met, to: dora}
        """,
        vocabulary=BOUND,
    )
    steps = round(rows.ONE / math.log2(3)) + rows.ONE
    toll = round(math.log2(4) * rows.ONE / 2)
    assert _row(graph, "by-pledge:first:second").weight == (steps + toll) << 16 | 1


def test_what_follows_joins_its_ends_but_counts_for_no_degree() -> None:
    whole = world(PLEDGES, vocabulary=BOUND)
    graph = Inferred(whole)
    crew, ada, brian = (node(graph, id) for id in ("crew", "ada", "brian"))
    assert [ids(graph, graph.neighbours(n)) for n in (crew, ada, brian)] == [
        ["ada", "brian"], ["brian", "crew"], ["ada", "crew"],
    ]  # fmt: skip
    assert [graph.degree(n) for n in (crew, ada, brian)] == [1, 2, 1]
    assert [whole.degree(n) for n in (crew, ada, brian)] == [1, 2, 1]
    assert list(graph.between(crew, brian)) == list(graph.between(brian, crew)) == [2]
    assert list(graph.incident(crew)) == [(0, "end"), (2, "end")]
    assert list(graph.incident(ada)) == [(0, "end"), (1, "end")]
    assert list(graph.incident(brian, until=dates.day(2011, 12, 31))) == []
    assert [whole.premises(r) for r in range(whole.size)] == [(), ()]


def test_a_path_along_what_follows_names_each_source_that_it_falls_with() -> None:
    graph = world(
        "- {from: crew, type: pledged-to, to: ada, id: first}\n"
        "- {from: ada, type: pledged-to, to: brian, id: second, source: book}",
        vocabulary=BOUND,
    )
    found = paths(graph, "crew", "brian", inferred=True, max_hops=1)
    [step] = found.paths[0].steps
    assert [fact.id for fact in step.facts] == ["by-pledge:first:second"]
    assert set(step.sources) == {"paper", "book"}


def test_a_source_that_is_not_read_takes_what_follows_with_it() -> None:
    graph = world(
        "- {from: crew, type: pledged-to, to: ada, id: first, claims: [{}, {source: book}]}\n"
        "- {from: ada, type: pledged-to, to: brian, id: second, source: book}",
        vocabulary=BOUND,
    )
    assert _follow(graph) == _follow(graph, without=["paper"]) == ["by-pledge:first:second"]
    assert _follow(graph, without=["book"]) == _follow(graph, known_at="2020") == []
    assert _follow(graph, known_at="2021") == ["by-pledge:first:second"]


def _passing(graph: Graph, **asked: Any) -> list[str]:
    """Give the ids of what follows and passes filters."""
    found = where(graph, inferred=True, **asked)
    every = (r for r in range(found.graph.size) if found.graph.premises(r))
    return [found.graph.relation(r).id for r in every if found.weigh(r) is not None]


def test_the_filters_ask_of_a_derived_relation_what_is_its_own_and_for_a_source_each_premise() -> None:
    graph = world(
        """
        - {from: crew, type: pledged-to, to: ada, id: a, date: 2010/2014, claims: [{}, {source: book}]}
        - {from: ada, type: pledged-to, to: brian, id: b, date: 2012/2016, source: book}
        - {from: ada, type: pledged-to, to: carol, id: c, claims: [{}, {source: book, set_aside: no}]}
        """,
        vocabulary=BOUND,
    )
    both = ["by-pledge:a:b", "by-pledge:a:c"]
    assert _passing(graph) == _passing(graph, types=["bound-to"]) == both
    assert _passing(graph, types=["pledged-to"]) == _passing(graph, avoid_types=["bound-to"]) == []
    assert _passing(graph, sources=["book"]) == both[:1]
    assert _passing(graph, sources=["paper"]) == both[1:]
    assert _passing(graph, sources=["book", "paper"]) == both
    assert _passing(graph, at="2011") == _passing(graph, at="2015") == []
    assert _passing(graph, at="2013", certain=True) == both[:1]
    assert _passing(graph, statuses=["disputed"]) == []


def test_it_is_walked_only_where_asked_for_and_a_refusal_says_what_there_would_be() -> None:
    graph = world(PLEDGES, vocabulary=BOUND)
    with pytest.raises(NoPath, match="1 path with --inferred"):
        paths(graph, "crew", "brian", types=["bound-to"])
    [found] = paths(graph, "crew", "brian", types=["bound-to"], inferred=True).paths
    assert found.steps[0].facts[0].id == "by-pledge:first:second"


def test_counts_and_all_that_is_claimed_have_nothing_that_follows() -> None:
    graph = world(PLEDGES, vocabulary=BOUND)
    asked = where(graph, inferred=True)
    assert [told.cold for told, _ in facts.every(asked.graph, asked)] == [0, 1]
    assert [r for r, _ in asked.relations()] == [0, 1]
    assert stats.of(asked.graph, asked) == stats.of(graph, where(graph))


# Hostile


def _hub(spokes: int, *steps: str) -> MemoryGraph:
    """Give a graph in which many belong to two groups, and as many lead them, with one chain."""
    people = [f"{side}{n:04}" for side in "ab" for n in range(spokes)]
    entities = {id: Entity(id, "person", id, HERE) for id in people}
    entities |= {id: Entity(id, "group", id, HERE) for id in ("hub", "other")}
    relations = [
        Relation(
            f"{id}.{group}", id, "member-of" if id < "b" else "leads", group, (Claim("paper", HERE),), HERE
        )
        for id in people
        for group in ("hub", "other")
    ]
    made = data(vocabulary=_rule(*steps, id="over-the-hub"))
    return MemoryGraph(made._replace(entities=entities, relations=tuple(relations)))


def _derive(graph: Graph) -> None:
    """Derive what follows, at whatever moment that is done, and read it."""
    found = where(graph, inferred=True).graph
    for n in range(len(found)):
        for other in found.neighbours(n):
            found.between(n, other)


def test_millions_of_combinations_over_a_hub_are_refused_by_the_name_of_their_chain() -> None:
    with pytest.raises(TooMany, match="over-the-hub") as caught:
        _derive(_hub(2000, "member-of", "^leads"))
    assert isinstance(caught.value, AkgError)


def test_as_many_as_are_allowed_are_derived_and_one_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = world(PLEDGES + "- {from: crew, type: pledged-to, to: ada, id: third}\n", vocabulary=BOUND)
    monkeypatch.setattr(inferred, "MOST", 2)
    assert len(_follow(graph)) == 2
    monkeypatch.setattr(inferred, "MOST", 1)
    with pytest.raises(TooMany, match="by-pledge"):
        _derive(graph)


def test_what_never_met_is_not_walked_and_all_chains_share_one_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inferred, "MOST", 5)
    old = "".join(
        f"- {{from: ada, type: commands, to: {id}, date: 2000/2001}}\n" for id in ("brian", "carol")
    )
    new = "".join(
        f"- {{from: {id}, type: commands, to: dora, date: 2010/2011}}\n" for id in ("brian", "carol")
    )
    chain = "- {id: c%d, implies: commands, chain: [commands, commands], description: C.}\n"
    few, many = (f"chains:\n{''.join(chain % n for n in range(most))}" for most in (2, 20))
    assert _told(world(old + new, vocabulary=few)) == []
    with pytest.raises(TooMany):
        _told(world(old + new, vocabulary=many))


def test_a_path_that_asks_for_nothing_derived_is_answered_or_refused_as_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inferred, "MOST", 0)
    graph = world(PLEDGES, vocabulary=BOUND)
    assert len(paths(graph, "crew", "brian").paths) == 1
    with pytest.raises(NoPath, match=r"^no path from 'Crew' to 'Dora'"):
        paths(graph, "crew", "dora")


def test_a_chain_over_a_hub_ends_likewise_though_its_last_step_leads_nowhere() -> None:
    """Of 2,000 by 2,000 by 2,000 ways to the last step, none goes on; they are not walked to find that."""
    with pytest.raises(TooMany, match="over-the-hub"):
        _derive(_hub(2000, "member-of", "^leads", "leads", "^member-of", "pledged-to"))


def test_too_many_are_told_in_a_line_at_the_shell(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inferred, "MOST", 0)
    folder = dataset(
        vocabulary=BOUND,
        relations="- {from: guild, type: pledged-to, to: ada, source: paper}\n"
        "- {from: ada, type: pledged-to, to: brian, source: paper}\n",
    )
    ran = run("path", "guild", "brian", "--inferred", "--data", str(folder))
    assert (ran.code, ran.out) == (2, "")
    assert "by-pledge" in ran.err
    assert "Traceback" not in ran.err


def test_ids_with_odd_characters_are_joined_and_kept_in_order(dataset: Write) -> None:
    odd = ["[red]x", "é", "*|`", "%s", "-", "漢字", "'"]
    records = "".join(
        f"- {{from: crew, type: pledged-to, to: ada, source: paper, id: {id!r}}}\n".replace('"\'"', "''''")
        for id in odd
    )
    graph = world(
        records + "- {from: ada, type: pledged-to, to: brian, id: '!'}",
        vocabulary=BOUND,
    )
    assert _follow(graph) == sorted(f"by-pledge:{id}:!" for id in odd)


@pytest.mark.parametrize("id", ["a:b", ":", "by-pledge:first:second"])
def test_no_stated_relation_has_an_id_that_one_derived_could_have(dataset: Write, id: str) -> None:
    folder = dataset(relations=f"- {{from: ada, type: met, to: brian, id: '{id}', source: paper}}\n")
    assert [fault.code for fault in checks.run(loader.load(folder)) if fault.severity == "error"] == ["id"]
