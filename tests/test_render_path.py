"""The page of `akg path`: the chains, below each when it was and what it rests on, then what is cited."""

import io
from typing import Any

from worlds import paths, world

from akg.reading import Graph
from akg.render import path as page
from akg.render import plain

MEETING = "- {{from: ada, type: met, to: dora, date: 2015, claims: [{}]}}"
CHAIN = """
- {from: ada, type: met, to: brian, date: 2015}
- {from: brian, type: met, to: dora, date: 2016, source: book}
"""
OVER_BRIAN = """\
1  ● Ada  2 steps, cost 2.50
     ↔ met · 2015 [1]
   ● Brian
     ↔ met · 2016 [2]
   ● Dora
     all links alike, each resting on 1 voice
     hangs on one source: paper (link 1), book (link 2)
"""
BOTH_CITED = """
[1] A paper (2020)
[2] A book (2021)
"""
OVER_CREW = """
- {{from: ada, type: {}, to: crew, date: {}}}
- {{from: dora, type: member-of, to: crew, date: {}}}
"""
FIVE = world("".join(f"- {{from: ada, type: met, to: dora, date: {year}}}\n" for year in range(2011, 2016)))


def _page(graph: Graph, *, every: bool = False, explain: bool = False, **asked: Any) -> str:
    """Lay out the paths from Ada to Dora; the keywords are those of `worlds.paths`."""
    out = io.StringIO()
    plain.write(page.document(graph, paths(graph, **asked), every=every, explain=explain), out)
    return out.getvalue()


def _below(graph: Graph, **asked: Any) -> list[str]:
    """Give what stands below the only path: the lines between its last entity and what is cited."""
    path, *_ = _page(graph, **asked).split("\n\n")
    return [line.strip() for line in path.partition("● Dora\n")[2].splitlines()]


# The chain


def test_a_path_is_its_entities_with_the_relations_between_them_then_what_it_rests_on() -> None:
    assert _page(world(CHAIN)) == OVER_BRIAN + BOTH_CITED


def test_several_paths_are_numbered_and_told_apart() -> None:
    graph = world(f"{CHAIN}- {{from: ada, type: met, to: dora, date: 2014, note: By chance.}}")
    direct = """\
1  ● Ada  1 step, cost 1.00
     ↔ met · 2014 [1]
   ● Dora
     its only link: resting on 1 voice
     hangs on one source: paper
"""
    note = "1 note not printed here (akg show NAME and --format json tell notes)\n"
    assert _page(graph, k=1) == f"{direct}\n{note}\n[1] A paper (2020)\n"
    assert _page(graph, k=2) == f"{direct}\n2{OVER_BRIAN[1:]}\n{note}{BOTH_CITED}"


def test_a_relation_is_told_in_the_direction_of_the_path_with_its_role_place_and_both_sides() -> None:
    graph = world(
        """
        - from: dora
          type: aide-of
          to: ada
          role: captain
          place: york
          date: 2015
          claims: [{by: crew, at: p. 1}, {by: guild, stance: denies, source: book}]
        """
    )
    assert _page(graph) == (
        """\
1  ● Ada  1 step, cost 1.50
     ← is aided by: captain; in York · 2015 · ± disputed: asserted by Crew; denied by Guild [1][2]
   ● Dora
     its only link: disputed, resting on 1 voice
     hangs on one source: paper; one voice: Crew

[1] A paper (2020), p. 1
[2] A book (2021)
"""
    )


def test_an_event_has_the_evidence_that_holds_for_all_its_parties() -> None:
    fair = """
    - id: fair
      kind: event
      name: Fair
      date: 2012
      place: york
      parties: [{who: ada, role: host}, {who: dora}]
      claims: [{by: crew}]
    """
    assert _page(world("", fair)) == (
        """\
1  ● Ada  2 steps, cost 1.79
     → took part in: host
   ▲ Fair in York · 2012 · asserted by Crew [1]
     ← involved
   ● Dora
     all links alike, each resting on 1 voice
     hangs on one source: paper (every link); one voice: Crew (every link)

[1] A paper (2020)
"""
    )


def test_of_a_step_three_relations_are_told_unless_all_are_asked_for() -> None:
    head, *_ = _page(FIVE).split("   ● Dora\n")
    assert head == (
        """\
1  ● Ada  1 step, cost 1.00
     ↔ met · 2011 [1]
     ↔ met · 2012 [1]
     ↔ met · 2013 [1]
     and 2 more between these two (--full tells them)
"""
    )
    full, *_ = _page(FIVE, every=True).split("   ● Dora\n")
    assert full == (
        """\
1  ● Ada  1 step, cost 1.00
     ↔ met · 2011 [1]
     ↔ met · 2012 [1]
     ↔ met · 2013 [1]
     ↔ met · 2014 [1]
     ↔ met · 2015 [1]
"""
    )


# The weakest link


def test_of_a_path_of_one_step_it_is_said_what_that_rests_on() -> None:
    def link(*claims: str, **asked: Any) -> str:
        return _below(world(MEETING.format(", ".join(claims))), **asked)[0]

    assert link("{by: crew}", "{source: book}") == "its only link: resting on 2 voices"
    assert link("{by: crew}", "{by: guild, stance: denies}") == "its only link: disputed, resting on 1 voice"
    assert link("{at: p. 1}", "{by: guild, stance: doubts}", at="2015-03") == (
        "its only link: doubted, only possible, resting on 1 voice"
    )
    assert link("{by: crew, said: 2018}", "{by: crew, said: 2019, stance: denies}", statuses=["any"]) == (
        "its only link: denied, asserted by nobody"
    )


def test_one_weakest_link_is_named_by_its_ends_and_several_by_number() -> None:
    firm = "- {from: ada, type: met, to: brian, claims: [{by: guild}, {by: crew, source: book}]}\n"
    weak = "- {from: brian, type: met, to: carol, source: book}\n- {from: carol, type: met, to: dora}\n"
    assert _below(world(firm + "- {from: brian, type: met, to: dora}")) == [
        "weakest link: 2, Brian – Dora, resting on 1 voice",
        "hangs on one source: paper (link 2)",
    ]
    assert _below(world(firm + weak)) == [
        "weakest links: 2, 3, each resting on 1 voice",
        "hangs on one source: book (link 2), paper (link 3)",
    ]


# What it hangs on


def test_a_link_hangs_on_the_one_voice_that_several_sources_report() -> None:
    graph = world("- {from: ada, type: met, to: dora, claims: [{by: guild}, {by: guild, source: book}]}")
    assert _below(graph)[1:] == ["hangs on one voice: Guild"]


def test_it_hangs_on_nothing_where_each_link_has_two_sources_of_their_own_voice() -> None:
    graph = world("- {from: ada, type: met, to: dora, claims: [{at: p. 1}, {source: book}]}")
    assert _below(graph) == ["its only link: resting on 2 voices"]


# When it was as a whole


def test_at_one_time_is_told_when_all_steps_certainly_and_when_they_possibly_were() -> None:
    held = world(OVER_CREW.format("leads", "2010/2014", "2012/2016"))
    assert _below(held, same_time=True)[0] == (
        "all at one time: certainly 31 December 2012 – 1 January 2014, possibly 2012 – 2014"
    )
    assert _below(held, same_time=True, at="2013")[0] == "all at one time: certainly 2013"
    brief = world(OVER_CREW.format("met", "2015", "2014/2016"))
    assert _below(brief, same_time=True)[0] == "all at one time: certainly (some day: 2015), possibly 2015"
    rough = world(OVER_CREW.format("leads", "2010/2013-06", "2013~/2016"))
    assert _below(rough, same_time=True)[0] == "all at one time: possibly January 2012 – June 2013"


def test_in_order_is_told_when_the_last_step_was_taken() -> None:
    held = world(OVER_CREW.format("leads", "2010/2014", "2012/2016"))
    arrival = "arriving on 1 January 2012 at the earliest, by 31 December 2012 for certain"
    assert _below(held, in_order=True)[0] == f"one after the other: certainly, {arrival}"
    both = world(CHAIN.replace("2016", "2015"))
    assert _below(both, in_order=True)[0] == (
        "one after the other: possibly, arriving on 1 January 2015 at the earliest"
    )


def test_what_was_always_so_was_at_one_time_and_in_order_from_the_beginning() -> None:
    graph = world("- {from: ada, type: parent-of, to: dora}")
    assert _below(graph, same_time=True, in_order=True)[:2] == [
        "all at one time: certainly always",
        "one after the other: certainly, arriving at any time",
    ]


def test_at_a_date_each_path_and_relation_says_how_sure_it_is_and_the_page_counts_them() -> None:
    assert _page(world(MEETING.format("{at: p. 1}")), at="2015-03") == (
        """\
1  ● Ada  1 step, cost 1.25, possible
     ↔ met · 2015 (possible) [1]
   ● Dora
     its only link: only possible, resting on 1 voice
     hangs on one source: paper

0 certain, 1 possible (--certain leaves out what is only possible)

[1] A paper (2020), p. 1
"""
    )


# What its cost is made of


def test_explained_each_link_and_each_entity_passed_has_its_part_of_the_cost() -> None:
    costs = """
     Cost  For
     1.00  link 1: 1 voice  ada.met.brian.2015
     0.50  Brian: 2 neighbours
     1.00  link 2: 1 voice  brian.met.dora.2016
"""
    assert _page(world(CHAIN), explain=True) == OVER_BRIAN + costs + BOTH_CITED


def test_explained_a_link_of_several_factors_has_the_number_of_each() -> None:
    fair = (
        "- {id: fair, kind: event, name: Fair, date: 2012, parties: [{who: ada}, {who: dora}], claims: [{}]}"
    )
    disputed = "[{by: crew}, {by: carol}, {by: brian}, {by: york}, {by: guild, stance: denies}]"
    graph = world("", fair.replace("[{}]", disputed))
    _, costs, *_ = _page(graph, explain=True, at="2012-03").split("\n\n")
    factors = "4 voices, taken as 3 (0.5) × disputed (1.5) × in an event (0.5) × only possible (1.25)"
    assert costs.splitlines() == [
        "     Cost  For",
        f"     0.47  link 1: {factors}  ada.took-part-in.fair.2012",
        "     0.50  Fair: 2 neighbours",
        f"     0.47  link 2: {factors}  dora.took-part-in.fair.2012",
    ]
