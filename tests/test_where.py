"""Filters decide what counts, how sure it is at the time asked about, and what is said to be left out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import node, world

from akg import dates
from akg.claims import STANDING, STATUSES
from akg.dates import Bounds
from akg.errors import AkgError
from akg.reading import UNCERTAIN, Row
from akg.where import EVERY, BadFilter, Where, reasons, where

GRAPH = world(
    """
    - {from: ada, type: met, to: brian, date: 2015}
    - {from: ada, type: met, to: crew, date: 2019, source: book}
    - {from: ada, type: leads, to: guild, date: 2018/..}
    - {from: ada, type: opposed, to: brian, date: 2015, claims: [{by: guild}, {by: crew, stance: denies}]}
    - {from: brian, type: opposed, to: ada, date: 2016, claims: [{by: guild}, {by: guild, stance: denies}]}
    - {from: carol, type: met, to: ada, date: 2015, claims: [{by: crew}, {by: crew, stance: retracts}]}
    - {from: carol, type: leads, to: crew, claims: [{source: book}]}
    - {from: carol, type: met, to: dora, claims: [{at: p. 1}, {source: book, set_aside: misquoted}]}
    """
)
ALL = {
    "ada.met.brian.2015",
    "ada.met.crew.2019",
    "ada.leads.guild.2018/..",
    "ada.opposed.brian.2015",
    "brian.opposed.ada.2016",
    "carol.met.ada.2015",
    "carol.leads.crew",
    "carol.met.dora",
}
DENIED, RETRACTED = {"brian.opposed.ada.2016"}, {"carol.met.ada.2015"}


def _relations() -> list[tuple[int, str]]:
    return [(r, GRAPH.relation(r).id) for r in range(len(ALL))]


def _passing(**filters: Any) -> set[str]:
    asked = where(GRAPH, **filters)
    return {id for r, id in _relations() if asked.weigh(r) is not None}


def _failing(**filters: Any) -> dict[str, str]:
    asked = where(GRAPH, **filters)
    failed = ((id, asked.fails(r, GRAPH.row(r))) for r, id in _relations())
    return {id: reason for id, reason in failed if reason}


def _sure(relation: str, at: str) -> str | None:
    """Say how sure the only relation of a graph is at a date, or which filter it fails."""
    made = world(relation)
    asked = where(made, at=at)
    failed = asked.fails(0, made.row(0))
    return asked.certainty(made.row(0)) if failed is None else failed


def _refusal(**filters: Any) -> str:
    with pytest.raises(BadFilter) as caught:
        where(GRAPH, **filters)
    assert caught.value.exit_code == 2
    return str(caught.value)


# Each filter alone


def test_without_filters_all_pass_but_the_denied_and_the_retracted() -> None:
    assert _passing() == ALL - DENIED - RETRACTED
    assert _failing() == {"brian.opposed.ada.2016": "denied", "carol.met.ada.2015": "retracted"}


@pytest.mark.parametrize(
    ("statuses", "passing"),
    [
        (["any"], ALL),
        (["denied"], DENIED),
        (["disputed"], {"ada.opposed.brian.2015"}),
        (["denied,retracted"], DENIED | RETRACTED),
        (["denied", "retracted"], DENIED | RETRACTED),
        (["asserted"], ALL - DENIED - RETRACTED - {"ada.opposed.brian.2015"}),
    ],
)
def test_a_status_asked_for_replaces_the_default(statuses: list[str], passing: set[str]) -> None:
    assert _passing(statuses=statuses) == passing


def test_a_command_may_have_another_default_status() -> None:
    assert where(GRAPH, default=EVERY).statuses == EVERY == set(STATUSES)
    assert where(GRAPH, default=EVERY, statuses=["asserted"]).statuses == {"asserted"}
    assert where(GRAPH).statuses == STANDING


def test_types_may_be_repeated_or_joined_by_commas() -> None:
    assert _passing(types=["leads"]) == {"ada.leads.guild.2018/..", "carol.leads.crew"}
    assert _passing(types=["leads", "opposed"]) == _passing(types=[" leads , opposed,"])


def test_a_source_passes_what_it_says_and_not_what_was_set_aside_of_it() -> None:
    assert _passing(sources=["book"]) == {"ada.met.crew.2019", "carol.leads.crew"}


def test_a_date_passes_what_is_certain_or_possible_then() -> None:
    assert _passing(at="2015") == {"ada.met.brian.2015", "ada.opposed.brian.2015"}
    assert _passing(at="2019") == {"ada.met.crew.2019", "ada.leads.guild.2018/.."}
    assert _passing(at="2001") == set()


def test_a_span_passes_what_was_not_over_before_it_and_had_begun_by_its_end() -> None:
    assert _passing(since="2016", until="2018") == {"ada.leads.guild.2018/.."}
    assert _passing(since="2019") == {"ada.met.crew.2019", "ada.leads.guild.2018/.."}
    assert _passing(until="2015") == {"ada.met.brian.2015", "ada.opposed.brian.2015"}
    assert _passing(since="2015", until="2015") == _passing(at="2015")


def test_a_kind_is_one_of_entities_and_leaves_relations_alone() -> None:
    asked = where(GRAPH, kinds=["group", "place"])
    admitted = {id: asked.admits(node(GRAPH, id)) for id in ("ada", "guild", "york")}
    assert admitted == {"ada": False, "guild": True, "york": True}
    assert _passing(kinds=["group"]) == _passing()
    assert where(GRAPH).admits(node(GRAPH, "ada"))


# Combined


def test_filters_combined_pass_what_each_of_them_passes() -> None:
    every: list[dict[str, Any]] = [
        {"types": ["met"]}, {"sources": ["paper"]}, {"at": "2015"}, {"statuses": ["any"]},
    ]  # fmt: skip
    one: dict[str, Any] = {name: value for filter in every for name, value in filter.items()}
    passing = set(ALL)
    for filter in every:
        passing &= _passing(**{"statuses": ["any"], **filter})
    assert _passing(**one) == passing == {"ada.met.brian.2015", "carol.met.ada.2015"}


def test_a_status_is_named_only_where_nothing_else_keeps_a_relation_out() -> None:
    assert _failing(at="2016") == {
        "ada.met.brian.2015": "time",
        "ada.met.crew.2019": "time",
        "ada.leads.guild.2018/..": "time",
        "ada.opposed.brian.2015": "time",
        "brian.opposed.ada.2016": "denied",
        "carol.met.ada.2015": "time",
        "carol.leads.crew": "undated",
        "carol.met.dora": "undated",
    }
    assert _failing(types=["met"], sources=["book"]) == {
        id: "source" if ".met." in id else "type" for id in ALL - {"ada.met.crew.2019"}
    }


def test_a_reader_hears_only_of_what_is_denied_disputed_retracted_or_undated() -> None:
    assert reasons(_failing(at="2016").values()) == {"denied": 1, "undated": 2}
    assert reasons([None, "type", "source", "time", "kind"]) == {}
    assert reasons(["disputed", "type"]) == {"disputed": 1}


# How sure


@pytest.mark.parametrize(
    ("date", "at", "sure"),
    [
        ("2009/..", "2008", "time"),
        ("2009/..", "2009-05", "possible"),
        ("2009/..", "2009", "certain"),
        ("2009/..", "2015", "certain"),
        ("2009/..", "2020", "certain"),  # the paper is of 2020
        ("2009/..", "2021", "possible"),
        ("2009?/..", "2015", "possible"),
        ("2012", "2012", "certain"),
        ("2012", "1990", "possible"),
        ("2012", "2012-03", "possible"),
    ],
)
def test_a_state_is_certain_possible_or_excluded_at_a_date(date: str, at: str, sure: str) -> None:
    assert _sure(f"- {{from: ada, type: aide-of, to: brian, date: {date}}}", at) == sure


@pytest.mark.parametrize(
    ("date", "at", "sure"),
    [
        ("2012", "2012", "certain"),
        ("2012-05-03", "2012-05", "certain"),
        ("2012", "2012-05", "possible"),
        ("2012..2014", "2013", "possible"),
        ("2012..2014", "2011/2015", "certain"),
        ("2012", "2013", "time"),
        ("2012?", "2012", "possible"),
    ],
)
def test_an_act_is_certain_possible_or_excluded_at_a_date(date: str, at: str, sure: str) -> None:
    assert _sure(f"- {{from: ada, type: met, to: brian, date: {date}}}", at) == sure


def test_what_has_no_date_is_neither_in_nor_out_unless_it_is_lasting() -> None:
    assert _sure("- {from: ada, type: met, to: brian}", "2012") == "undated"
    assert _sure("- {from: ada, type: aide-of, to: brian}", "2012") == "undated"
    assert _sure("- {from: ada, type: sibling-of, to: brian}", "2012") == "certain"


def test_what_is_disputed_is_at_best_possible() -> None:
    disputed = "claims: [{by: guild}, {by: crew, stance: denies}]"
    assert _sure(f"- {{from: ada, type: met, to: brian, date: 2012, {disputed}}}", "2012") == "possible"
    doubted = "claims: [{by: guild}, {by: crew, stance: doubts}]"
    assert _sure(f"- {{from: ada, type: met, to: brian, date: 2012, {doubted}}}", "2012") == "certain"


def test_without_a_date_asked_about_nothing_is_said_of_certainty() -> None:
    assert [where(GRAPH).certainty(GRAPH.row(r)) for r, _ in _relations()] == [None] * len(ALL)


DAYS = st.sampled_from([dates.BEGIN, *range(-4, 5), dates.END])
BOUNDS = st.builds(
    lambda days: Bounds(*(days[n] for n in (0, 1, 2, 3)))
    if days[1] <= days[2] else Bounds(days[0], days[2], days[1], days[3]),
    st.lists(DAYS, min_size=4, max_size=4).map(sorted),
)  # fmt: skip


@given(BOUNDS, DAYS, DAYS, DAYS, DAYS, st.sampled_from(STATUSES), st.booleans())
def test_certain_implies_possible_and_a_wider_window_never_makes_it_less_sure(
    bounds: Bounds, a: int, b: int, c: int, d: int, status: Any, uncertain: bool
) -> None:
    outer, first, last, outermost = sorted((a, b, c, d))
    row = Row(0, 1, "met", *bounds, status, 1, None, UNCERTAIN * uncertain, bounds.es)
    rank = (None, "possible", "certain")
    inner, wider = (
        Where(GRAPH, window=window).certainty(row) for window in ((first, last), (outer, outermost))
    )
    assert rank.index(inner) <= rank.index(wider)
    if inner == "certain":
        assert (status, uncertain) == ("asserted", False)
        assert dates.certainty(bounds, first, last) is not None
    if inner is None:
        assert dates.certainty(bounds, first, last) is None


# What is refused


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"types": ["meet"]}, "--type: 'meet' is unknown; did you mean 'met'?"),
        ({"types": ["met,oposed"]}, "--type: 'oposed' is unknown; did you mean 'opposed'?"),
        ({"kinds": ["xyzzy"]}, "--kind: 'xyzzy' is unknown; known are event, group, person, place"),
        ({"kinds": ["xyzzy", "qwert"]}, "--kind: 'xyzzy' is unknown; known are event, group, person, place"),
        ({"sources": ["papers"]}, "--source: 'papers' is unknown; did you mean 'paper'?"),
        ({"statuses": ["dubious"]},
         "--status: 'dubious' is unknown; known are any, asserted, denied, disputed, retracted"),
        ({"statuses": ["any", "denid"]}, "--status: 'denid' is unknown; did you mean 'denied'?"),
        ({"at": "2019", "since": "2018"},
         "--at cannot be combined with --from or --to; use one or the other"),
        ({"statuses": [" "]},
         "--status: ' ' is unknown; known are any, asserted, denied, disputed, retracted"),
        ({"at": "2019", "until": ""}, "--at cannot be combined with --from or --to; use one or the other"),
        ({"since": "2020", "until": "2019"}, "--from 2020 lies after --to 2019; exchange them"),
        ({"at": "2009/.."}, "--at: '2009/..' has an open end; write both ends, such as 2009/2019"),
        ({"until": "2019-13"},
         "--to: '2019-13' is no date: month 13; write YYYY-MM with 01 to 12, or 21 to 24 for a season"),
    ],
)  # fmt: skip
def test_a_filter_that_names_nothing_known_is_refused_with_a_remedy(
    filters: dict[str, Any], message: str
) -> None:
    assert _refusal(**filters) == message


def test_a_hostile_value_is_harmless_in_the_message() -> None:
    message = _refusal(types=["\x1b[31mmet\u202e\n"])
    assert message.isprintable()


def test_a_refusal_is_an_error_that_words_itself() -> None:
    assert issubclass(BadFilter, AkgError)
