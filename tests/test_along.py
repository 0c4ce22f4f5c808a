"""When a chain of steps can have held, against exhaustive enumeration and on published networks."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, pairwise, product
from math import prod
from random import Random

import pytest
from chance import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from worlds import HERE, ids, node, of

from akg.dates import ALWAYS, BEGIN, END, Bounds, bounds, day, iso, listed_under, parse, span
from akg.dates.in_order import Arrival
from akg.dates.in_order import find as in_order
from akg.dates.times import Step, Time
from akg.dates.together import Together
from akg.dates.together import find as together
from akg.memory import MemoryGraph
from akg.model import Claim, Entity, Relation
from akg.queries import path
from akg.queries.path import NoPath, Route
from akg.where import where

Window = tuple[int, int]
Stretches = Sequence[tuple[int, int]]

ALL: Window = (BEGIN, END)


def _act(text: str, occasion: str | None = None) -> Time:
    return Time(bounds(parse(text), "act"), occasion=occasion)


def _state(text: str, said: str = "2020") -> Time:
    return Time(bounds(parse(text), "state", parse(said)))


def _loose(time: Time) -> Time:
    return time._replace(firm=False)


def _arrived(possible: int, certain: int | None) -> Arrival:
    """Give the arrival of a chain whose beginnings are known."""
    return Arrival(possible, certain, known=possible)


# At one time, worked out by hand


def test_steps_hold_together_where_all_of_them_hold() -> None:
    assert together([[_state("2010/2014")], [_state("2012/2016")]]) == Together(
        within=(day(2012, 12, 31), day(2014, 1, 1)),
        certain=((day(2012, 12, 31), day(2014, 1, 1)),),
        possible=((day(2012, 1, 1), day(2014, 12, 31)),),
    )


def test_steps_of_which_one_ended_before_another_began_never_held_together() -> None:
    assert together([[_state("2010/2011")], [_state("2012/2016")]]) is None


def test_parallel_relations_of_a_step_give_several_stretches() -> None:
    days = ((day(2012, 5, 1),) * 2, (day(2015, 5, 1),) * 2)
    steps = [[_act("2012-05-01"), _act("2015-05-01")], [_state("2010/2020")]]
    assert together(steps) == Together(within=days[0], certain=days, possible=days)


def test_what_is_disputed_or_questioned_held_at_best_possibly() -> None:
    assert together([[_loose(_act("2012-05-01"))], [_state("2010/2020")]]) == Together(
        within=None, certain=(), possible=((day(2012, 5, 1),) * 2,)
    )


def test_a_state_whose_end_is_unknown_certainly_held_some_time_in_the_month_it_began() -> None:
    since = Time(bounds(parse("1996-09/"), "state"))
    [found] = [found for found in [together([[since], [Time(ALWAYS)]])] if found]
    assert (found.within, found.certain) == (span("1996-09"), ())


def test_known_beginnings_give_an_arrival_of_their_own_and_may_give_none() -> None:
    """Attested in 2022, it may have been so since ever; for an order with the 1990s it must have been."""
    attested = bounds(parse("2022"), "state")
    then = Time(attested, known=listed_under(attested))
    assert in_order([[_act("2019")], [then]]) == Arrival(
        day(2019, 1, 1), day(2022, 12, 31), known=day(2022, 1, 1)
    )
    assert in_order([[then], [_act("199X")]]) == Arrival(day(1990, 1, 1), None, known=None)


def test_an_act_certainly_was_while_a_state_lasted_although_no_day_is_certain() -> None:
    assert together([[_act("2012")], [_state("2010/2020")]]) == Together(
        within=span("2012"), certain=(), possible=(span("2012"),)
    )


def test_met_2019_alone_is_certainly_at_one_time_although_no_day_is_certain() -> None:
    assert together([[_act("2019")]]) == Together(within=span("2019"), certain=(), possible=(span("2019"),))


def test_two_acts_of_one_year_were_certainly_at_one_time_only_on_one_occasion() -> None:
    year = ((day(2019, 1, 1), day(2019, 12, 31)),)
    on = {name: _act("2019", name) for name in ("fair", "feast")}
    assert together([[on["fair"]], [on["fair"]]]) == Together(within=year[0], certain=(), possible=year)
    assert together([[on["fair"]], [on["feast"]]]) == Together(within=None, certain=(), possible=year)
    assert together([[_act("2019")], [_act("2019")]]) == Together(within=None, certain=(), possible=year)


def test_what_is_sure_is_so_by_relations_chosen_beforehand() -> None:
    """Whenever the meeting was, one of the two held; but which, nobody knows."""
    first, second = _state("2010/2012-06-15"), _state("2012-06-15/2014")
    year = ((day(2012, 1, 1), day(2012, 12, 31)),)
    assert together([[_act("2012")], [first, second]]) == Together(within=None, certain=(), possible=year)


def test_what_began_at_no_known_day_and_never_ended_has_no_stretch_of_its_own() -> None:
    """From some day on it held for ever: at END, which is no day."""
    found = together([[Time(Bounds(day(2012, 1, 1), END, END, END))]])
    ever = (day(2012, 1, 1), END)
    assert found == Together(within=ever, certain=(), possible=(ever,))


def test_what_always_held_holds_together_with_anything() -> None:
    always = [Time(ALWAYS)]
    assert together([always, always]) == Together(within=ALL, certain=(ALL,), possible=(ALL,))
    assert together([always, [_act("2012-05-01")]]) == Together(
        within=(day(2012, 5, 1),) * 2, certain=((day(2012, 5, 1),) * 2,), possible=((day(2012, 5, 1),) * 2,)
    )


def test_a_window_cuts_what_held_together() -> None:
    window = day(2013, 1, 1), day(2013, 1, 31)
    assert together([[_state("2010/2014")]], window) == Together(
        window, certain=(window,), possible=(window,)
    )
    assert together([[_act("2013")]], window) == Together(None, certain=(), possible=(window,))
    assert together([[_state("2010/2012")]], window) is None


# In order, worked out by hand


def test_a_chain_is_in_order_where_each_step_comes_after_the_one_before() -> None:
    early, late = [_act("2012-05-01")], [_act("2013-05-01")]
    assert in_order([early, late]) == _arrived(day(2013, 5, 1), day(2013, 5, 1))
    assert in_order([late, early]) is None


def test_two_steps_on_one_day_are_in_order() -> None:
    assert in_order([[_act("2012-05-01")], [_act("2012-05-01")]]) == _arrived(*(day(2012, 5, 1),) * 2)


def test_acts_of_one_year_can_have_been_in_order_but_nobody_knows() -> None:
    assert in_order([[_act("2012")], [_act("2012")]]) == _arrived(day(2012, 1, 1), None)


def test_who_came_by_one_relation_of_an_event_has_not_missed_the_other() -> None:
    fair, after, before = _act("2019", "fair"), _act("2020"), _act("2018")
    assert in_order([[fair], [fair]]) == _arrived(day(2019, 1, 1), day(2019, 12, 31))
    assert in_order([[before], [fair], [fair], [after]]) == _arrived(day(2020, 1, 1), day(2020, 12, 31))
    assert in_order([[fair, _act("2018")], [fair]]) == _arrived(day(2019, 1, 1), day(2019, 12, 31))
    assert in_order([[_act("2019")], [fair], [fair]]) == _arrived(day(2019, 1, 1), None)
    assert in_order([[_loose(fair)], [_loose(fair)]]) == _arrived(day(2019, 1, 1), None)
    assert in_order([[fair], [fair]], (BEGIN, day(2019, 6, 30))) == _arrived(day(2019, 1, 1), None)


def test_of_two_events_of_one_year_either_may_have_been_the_later() -> None:
    assert in_order([[_act("2019", "fair")], [_act("2019", "feast")]]) == _arrived(day(2019, 1, 1), None)


def test_a_state_waits_for_whoever_comes_while_it_lasts() -> None:
    assert in_order([[_act("2012")], [_state("2010/2014")]]) == _arrived(day(2012, 1, 1), day(2012, 12, 31))
    assert in_order([[_act("2014")], [_state("2010/2014")]]) == _arrived(day(2014, 1, 1), None)
    assert in_order([[_act("2015")], [_state("2010/2014")]]) is None


def test_the_first_step_is_taken_whenever_it_was() -> None:
    assert in_order([[_act("2012")]]) == _arrived(day(2012, 1, 1), day(2012, 12, 31))
    assert in_order([[Time(ALWAYS)]]) == _arrived(BEGIN, BEGIN)
    assert in_order([[_act("2009..")]]) == _arrived(day(2009, 1, 1), END)


def test_of_parallel_relations_the_one_with_the_earliest_arrival_counts() -> None:
    steps = [[_act("2012-05-01")], [_act("2011-01-01"), _act("2014-01-01"), _act("2013-01-01")]]
    assert in_order(steps) == _arrived(*(day(2013, 1, 1),) * 2)


def test_what_is_certain_rests_on_what_is_firm_alone() -> None:
    steps = [
        [_loose(_act("2012-05-01")), _act("2012-07-01")],
        [_act("2012-06-01"), _loose(_act("2013-01-01"))],
    ]
    assert in_order(steps) == _arrived(day(2012, 6, 1), None)


def test_a_window_begins_and_ends_the_walk() -> None:
    steps = [[_state("2010/2014")], [_act("2013-05-01")]]
    assert in_order(steps, (day(2011, 1, 1), day(2013, 5, 1))) == _arrived(*(day(2013, 5, 1),) * 2)
    assert in_order(steps, (day(2011, 1, 1), day(2013, 4, 30))) is None
    assert in_order(steps, (day(2013, 5, 2), END)) is None
    assert in_order(steps[:1], (day(2012, 3, 1), END)) == _arrived(*(day(2012, 3, 1),) * 2)


# Against enumeration: few days, and those without beginning and end; -1 and 7 stand for all that lie outside

DAYS = (BEGIN, *range(-1, 8), END)


@st.composite
def _bounds(draw: st.DrawFn, last: int = 6) -> Bounds:
    es, second, third, le = sorted(draw(st.tuples(*[st.sampled_from((BEGIN, *range(last + 1), END))] * 4)))
    ls, ee = draw(st.permutations((second, third)))
    assume(es < END and le > BEGIN)
    return Bounds(es, ls, ee, le)


FIRM = st.sampled_from((True, True, False))


@st.composite
def _steps(
    draw: st.DrawFn, times: int = 2, steps: int = 3, last: int = 6, *, events: bool = True
) -> list[Step]:
    """Draw a chain; of each entity on it, which may be an event, the relations before and after can be."""
    count = draw(st.integers(1, steps))
    of = [Time(draw(_bounds(last)), draw(FIRM), str(n)) for n in range(count + 1)] if events else []
    own = st.builds(Time, _bounds(last), FIRM, st.none())
    relations = [st.one_of(own, st.sampled_from(of[n : n + 2])) if events else own for n in range(count)]
    return [draw(st.lists(relation, min_size=1, max_size=times)) for relation in relations]


WINDOWS = st.one_of(
    st.just(ALL),
    st.tuples(st.sampled_from((BEGIN, *range(-1, 8))), st.sampled_from((*range(-1, 8), END))).filter(
        lambda window: window[0] <= window[1]
    ),
)


def _possibly(step: Step, t: int) -> bool:
    return any(time.bounds.es <= t <= time.bounds.le for time in step)


def _certainly(step: Step, t: int) -> bool:
    return any(time.firm and time.bounds.ls <= t <= time.bounds.ee for time in step)


def _within(window: Window) -> list[int]:
    return [t for t in DAYS if window[0] <= t <= window[1]]


def _named(found: set[int]) -> set[int]:
    """Leave out BEGIN and END, which are no days, where none of the days next to them is there."""
    alone = {end for end, beside in ((BEGIN, DAYS[1]), (END, DAYS[-2])) if beside not in found}
    return found - alone


def _days(stretches: Stretches) -> set[int]:
    return {t for first, last in stretches for t in DAYS if first <= t <= last}


@settings(max_examples=examples(300))
@given(_steps(), WINDOWS)
def test_together_is_what_testing_every_day_gives(steps: list[Step], window: Window) -> None:
    possible = _named({t for t in _within(window) if all(_possibly(step, t) for step in steps)})
    certain = _named({t for t in _within(window) if all(_certainly(step, t) for step in steps)})
    found = together(steps, window)
    assert (found is not None) == bool(possible)
    if found is not None:
        assert (_days(found.certain), _days(found.possible)) == (certain, possible)


@settings(max_examples=examples(300))
@given(_steps(), WINDOWS)
def test_stretches_of_days_ascend_and_none_goes_on_where_another_ends(
    steps: list[Step], window: Window
) -> None:
    found = together(steps, window)
    for stretches in (found.certain, found.possible) if found else ():
        assert all(window[0] <= first <= last <= window[1] for first, last in stretches)
        assert all(before[1] + 1 < after[0] for before, after in pairwise(stretches))


@settings(max_examples=examples(150))
@given(_steps(), WINDOWS)
def test_a_chain_can_be_in_order_where_some_days_of_its_steps_ascend(
    steps: list[Step], window: Window
) -> None:
    arrivals = [
        days[-1]
        for chosen in product(*steps)
        for days in combinations_with_replacement(_within(window), len(steps))
        if all(_possibly([time], t) for time, t in zip(chosen, days, strict=True))
    ]
    found = in_order(steps, window)
    assert (found.possible if found else None) == min(arrivals, default=None)


# Certainty, over all worlds: in each, every firm relation has a start of its own in [es, ls], an end in
# [ee, le], and held from the one to the other; those of one occasion share both. What is not firm may not
# have been at all.

World = Mapping[Hashable, tuple[int, int]]  # from when to when


def _known(steps: Sequence[Step]) -> list[dict[Hashable, Bounds]]:
    """Give for each step the firm relations, by what has a time of its own: an occasion, or one of them."""
    return [
        {time.occasion or (n, m): time.bounds for m, time in enumerate(step) if time.firm}
        for n, step in enumerate(steps)
    ]


def _worlds(steps: Sequence[Step]) -> list[World]:
    """Give every world of a chain; an example of too many of them is dropped."""
    known = {key: list(_spans(b)) for step in _known(steps) for key, b in step.items()}
    assume(prod(map(len, known.values())) <= 2000)
    return [dict(zip(known, spans, strict=True)) for spans in product(*known.values())]


def _spans(b: Bounds) -> Iterator[tuple[int, int]]:
    starts, ends = ([t for t in DAYS if low <= t <= high] for low, high in (b[:2], b[2:]))
    return ((s, e) for s in starts for e in ends if s <= e)


def _standing(world: World, steps: Iterable[Iterable[Hashable]], window: Window) -> Iterator[set[int]]:
    """Give for each step the days within the window on which one of its relations held in a world."""
    for step in steps:
        yield {t for t in _within(window) for s, e in [world[key] for key in step] if s <= t <= e}


def _met(world: World, steps: Iterable[Iterable[Hashable]], window: Window) -> bool:
    return bool(set.intersection(*_standing(world, steps, window)))


def _arrival(world: World, steps: Iterable[Iterable[Hashable]], window: Window) -> int | None:
    """Walk a world: give the first of the days on which one can stand after the last step."""
    standing = set(_within(window)[:1])
    for taken in _standing(world, steps, window):
        standing = {t for t in taken if any(before <= t for before in standing)}
    return min(standing, default=None)


def _by(worlds: Iterable[World], steps: Sequence[Iterable[Hashable]], window: Window) -> int | None:
    """Give the day by which one has arrived in every world; None where one has not."""
    arrivals = [_arrival(world, steps, window) for world in worlds]
    known = [arrival for arrival in arrivals if arrival is not None]
    return max(known) if len(known) == len(arrivals) else None


def _choices(steps: Sequence[Step]) -> Iterator[list[tuple[Hashable]]]:
    return ([(key,) for key in keys] for keys in product(*_known(steps)))


@settings(max_examples=examples(150))
@given(_steps(last=3), WINDOWS)
def test_steps_were_surely_at_one_time_where_some_choice_of_relations_was_so_in_every_world(
    steps: list[Step], window: Window
) -> None:
    worlds = _worlds(steps)
    sure = any(all(_met(world, choice, window) for world in worlds) for choice in _choices(steps))
    found = together(steps, window)
    assert (found.sure if found else False) == sure
    if found and found.within:
        assert any(all(_met(world, choice, found.within) for world in worlds) for choice in _choices(steps))


@settings(max_examples=examples(150))
@given(_steps(last=3), WINDOWS)
def test_a_chain_is_certainly_in_order_by_the_day_by_which_its_best_choice_is_so_in_every_world(
    steps: list[Step], window: Window
) -> None:
    worlds = _worlds(steps)
    days = [by for choice in _choices(steps) if (by := _by(worlds, choice, window)) is not None]
    found = in_order(steps, window)
    assert (found.certain if found else None) == min(days, default=None)


@settings(max_examples=examples(150))
@given(_steps(last=3, events=False), WINDOWS)
def test_without_events_nobody_who_knew_the_world_would_certainly_arrive_earlier(
    steps: list[Step], window: Window
) -> None:
    found = in_order(steps, window)
    assert (found.certain if found else None) == _by(_worlds(steps), _known(steps), window)


@settings(max_examples=examples(150))
@given(_steps(last=3), WINDOWS)
def test_steps_that_certainly_held_on_a_day_held_on_it_in_every_world(
    steps: list[Step], window: Window
) -> None:
    found, known = together(steps, window), _known(steps)
    worlds = _worlds(steps) if found and found.certain else []
    for t in _days(found.certain if found else ()):
        assert all(_met(world, known, (t, t)) for world in worlds)


# Laws


@settings(max_examples=examples(150))
@given(_steps(), WINDOWS)
def test_certain_implies_possible(steps: list[Step], window: Window) -> None:
    at_once, ordered = together(steps, window), in_order(steps, window)
    assert at_once is None or _days(at_once.certain) <= _days(at_once.possible)
    assert at_once is None or at_once.sure or not at_once.certain
    assert ordered is None or ordered.certain is None or ordered.possible <= ordered.certain


@settings(max_examples=examples(150))
@given(_steps(), WINDOWS)
def test_what_held_at_one_time_was_in_order_too(steps: list[Step], window: Window) -> None:
    at_once, ordered = together(steps, window), in_order(steps, window)
    if at_once is not None:
        assert ordered is not None
        assert ordered.possible <= at_once.possible[0][0]
    if at_once is not None and at_once.sure:
        assert ordered is not None
        assert ordered.certain is not None
        assert not at_once.certain or ordered.certain <= at_once.certain[0][0]


@settings(max_examples=examples(150))
@given(_steps(), WINDOWS, st.randoms(use_true_random=False))
def test_at_one_time_the_order_of_the_steps_and_of_parallel_relations_does_not_matter(
    steps: list[Step], window: Window, chance: Random
) -> None:
    shuffled = [chance.sample(step, len(step)) for step in chance.sample(steps, len(steps))]
    assert together(shuffled, window) == together(steps, window)


@settings(max_examples=examples(150))
@given(_steps(), WINDOWS)
def test_one_more_relation_beside_a_step_never_takes_anything_away(steps: list[Step], window: Window) -> None:
    fewer = [step[:1] for step in steps]
    less, more = together(fewer, window), together(steps, window)
    if less is not None:
        assert more is not None
        assert _days(less.certain) <= _days(more.certain)
        assert _days(less.possible) <= _days(more.possible)
        assert more.sure or not less.sure
    before, after = in_order(fewer, window), in_order(steps, window)
    if before is not None:
        assert after is not None
        assert after.possible <= before.possible
        assert before.certain is None or (after.certain is not None and after.certain <= before.certain)


@settings(max_examples=examples(150))
@given(_steps(), WINDOWS)
def test_a_chain_and_its_reverse_are_both_in_order_where_all_held_on_one_day(
    steps: list[Step], window: Window
) -> None:
    if together(steps, window) is not None:
        assert in_order(steps[::-1], window) is not None


# Published networks

FIRST = day(2000, 1, 1)  # the day 0 of a network whose times are numbers


def _network(contacts: Iterable[tuple[int, int, str, str]], type: str) -> MemoryGraph:
    """Give the graph of (onset, terminus, from, to): relations from the one day until before the other."""
    found = list(contacts)
    names = {name for *_, a, b in found for name in (a, b)}
    return of(
        {name: Entity(name, "group", name, HERE) for name in sorted(names)},
        (
            Relation(
                f"{n:03}", a, type, b, (Claim("paper", HERE),), HERE,
                date=parse(f"{iso(FIRST + onset)}/{iso(FIRST + terminus - 1)}"),
            )
            for n, (onset, terminus, a, b) in enumerate(found)
        ),
    )  # fmt: skip


def _walks(
    graph: MemoryGraph, start: str, goal: str, *, directed: bool = False
) -> Mapping[tuple[str, ...], int]:
    """Give every walk in order with the day after FIRST that it arrives on, possibly and certainly."""
    ends, route = (node(graph, start), node(graph, goal)), Route(in_order=True, directed=directed)
    try:
        found = path.between(graph, *ends, where(graph), k=100, route=route).paths
    except NoPath:
        return {}
    arrivals = {tuple(ids(graph, one.nodes)): one.in_order for one in found}
    assert all(arrival and arrival.certain == arrival.possible for arrival in arrivals.values())
    assert all(one.certainty == "certain" for one in found)
    return {nodes: arrival.possible - FIRST for nodes, arrival in arrivals.items() if arrival}


# James Moody, "Static Representations of Dynamic Networks", 2008, figure 5: 16 people and 18 contacts, each
# from a day until another. Kept in the R package tsna as moodyContactSim.
MOODY = _network(
    ((onset, terminus, f"v{a}", f"v{b}") for onset, terminus, a, b in (
        (674, 701, 1, 9), (214, 247, 1, 11), (621, 651, 1, 12), (583, 615, 1, 16), (749, 793, 11, 8),
        (719, 745, 8, 13), (712, 739, 13, 5), (634, 660, 13, 3), (769, 795, 13, 7), (453, 479, 13, 4),
        (494, 524, 13, 2), (224, 256, 7, 10), (40, 72, 10, 4), (665, 692, 4, 14), (709, 740, 2, 15),
        (575, 599, 2, 16), (748, 782, 4, 16), (701, 733, 16, 6),
    )),
    "allied-with",
)  # fmt: skip
# When each can first be reached from v10, in days after day 40, and from whom: the expectations of tsna's own
# tests of tPath, of people 1 to 16.
DISTANCES = (543, 454, 594, 0, 672, 661, 184, 679, 634, None, 709, 581, 413, 625, 669, 535)
PREVIOUS = (16, 13, 13, 10, 13, 16, 10, 13, 1, None, 8, 1, 4, 4, 2, 2)


@pytest.mark.parametrize("number", [n for n in range(1, 17) if n != 10])
def test_in_the_contacts_of_moody_2008_everybody_is_reached_when_tsna_says(number: int) -> None:
    walks = _walks(MOODY, "v10", f"v{number}")
    first = min(walks.values())
    assert first - 40 == DISTANCES[number - 1]
    assert f"v{PREVIOUS[number - 1]}" in {nodes[-2] for nodes, arrival in walks.items() if arrival == first}


@pytest.mark.parametrize(("goal", "from_whom"), [(10, {4, 7}), (16, {1, 2, 4, 6, 10, 11, 13, 14})])
def test_in_the_contacts_of_moody_2008_these_are_reached_from_whom_tsna_says(
    goal: int, from_whom: set[int]
) -> None:
    others = set(range(1, 17)) - {goal}
    assert {n for n in others if _walks(MOODY, f"v{n}", f"v{goal}")} == from_whom


# The example of five ways that tsna's tests of temporal paths draw, A to G by way of each of B to F.
WAYS = _network(
    (
        (1, 2, "A", "B"), (4, 5, "B", "G"),
        (0, 2, "A", "C"), (6, 7, "C", "G"),
        (4, 5, "A", "D"), (5, 6, "D", "G"),
        (6, 7, "A", "E"), (9, 10, "E", "G"),
        (4, 5, "A", "F"), (10, 11, "F", "G"),
    ),
    "supported",
)  # fmt: skip


def test_of_five_ways_each_arrives_when_its_last_contact_begins_and_none_leads_back() -> None:
    assert _walks(WAYS, "A", "G", directed=True) == {
        ("A", "B", "G"): 4, ("A", "D", "G"): 5, ("A", "C", "G"): 6, ("A", "E", "G"): 9, ("A", "F", "G"): 10,
    }  # fmt: skip
    assert _walks(WAYS, "G", "A") == {}


def test_links_one_two_and_two_three_give_no_way_from_one_to_three_where_the_second_was_first() -> None:
    """Source: PLOS ONE, doi 10.1371/journal.pone.0151209, figure 1: 1 to 2 at t = 1, 2 to 3 at t = 0."""
    graph = _network([(1, 2, "1", "2"), (0, 1, "2", "3")], "met")
    assert _walks(graph, "1", "3") == {}
    assert _walks(graph, "3", "1") == {("3", "2", "1"): 1}
