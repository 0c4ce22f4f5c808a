"""Status, support and time follow from the claims, and from nothing else."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akg import claims, dates
from akg.claims import Standing
from akg.dates import Bounds, iso
from akg.errors import Place
from akg.model import Claim, Entity, Source, Voice

HERE = Place("relations.yaml", 1, 1)
SOURCES = {
    "book": Source("book", "A book", HERE, date=dates.parse("2015")),
    "list": Source("list", "A list", HERE, date=dates.parse("2020")),
    "leaf": Source("leaf", "A leaf without date", HERE),
}
RANK = {"asserted": 0, "disputed": 1, "denied": 2, "retracted": 3}


def claim(stance: str = "asserts", source: str = "book", by: str = "", **more: str | None) -> Claim:
    """Make a claim as one would write it: dates as text, `by` an id."""
    dated = {key: dates.parse(more.pop(key) or "") for key in ("date", "said") if more.get(key)}
    return Claim(source, HERE, stance=stance, by=Voice(by) if by else None, **dated, **more)  # type: ignore[arg-type]


def of(*told: Claim, date: str = "", shape: dates.Shape = "act") -> Standing:
    return claims.standing(told, dates.parse(date) if date else None, shape, SOURCES)


def days(bounds: Bounds) -> list[str | None]:
    return [iso(day) for day in bounds]


@pytest.mark.parametrize(
    ("told", "status", "support"),
    [
        ([claim()], "asserted", 1),
        ([claim("denies")], "denied", 0),
        ([claim(), claim("denies", by="ada")], "disputed", 1),
        ([claim("retracts")], "retracted", 0),
        ([claim("denies"), claim("retracts", by="ada")], "denied", 0),
        ([claim(), claim("retracts", by="ada")], "asserted", 1),
        ([claim("doubts")], "retracted", 0),
        ([], "retracted", 0),
    ],
)
def test_the_status_is_what_the_stances_come_to(told: Sequence[Claim], status: str, support: int) -> None:
    assert (of(*told).status, of(*told).support) == (status, support)


def test_a_doubt_marks_and_changes_nothing_else() -> None:
    with_doubt = of(claim(), claim("doubts", by="ada"))
    assert with_doubt.doubted
    assert with_doubt._replace(doubted=False) == of(claim())


def test_a_claim_set_aside_counts_for_nothing() -> None:
    aside = [
        claim(stance, by="ada", date="1990", set_aside="misread")
        for stance in ("denies", "doubts", "asserts")
    ]
    assert of(claim(), *aside) == of(claim())


def test_of_one_originator_the_latest_stance_counts() -> None:
    assert of(claim(by="ada", said="2001"), claim("denies", by="ada", said="2003")).status == "denied"
    assert of(claim("denies", by="ada", said="2003"), claim(by="ada", said="2001")).status == "denied"
    changed = [
        claim(by="ada", said="2001"),
        claim("denies", by="ada", said="2002"),
        claim(by="ada", said="2003"),
    ]
    assert of(*changed).status == "asserted"
    assert of(claim(by="ada", said="2001"), claim("retracts", by="ada", said="2002")).status == "retracted"


def test_a_claim_is_made_when_said_else_when_its_source_came_out_else_before_all_others() -> None:
    assert of(claim(source="list", by="ada"), claim("denies", source="book", by="ada")).status == "asserted"
    assert (
        of(claim("denies", source="book", by="ada", said="2021"), claim(by="ada", source="list")).status
        == "denied"
    )
    assert of(claim("denies", source="leaf", by="ada"), claim(by="ada", said="1066")).status == "asserted"


def test_of_two_stances_at_one_time_the_one_written_last_counts() -> None:
    assert of(claim(by="ada"), claim("denies", by="ada")).status == "denied"
    assert of(claim("denies", by="ada"), claim(by="ada")).status == "asserted"


def test_many_papers_that_report_one_voice_are_one_voice() -> None:
    assert of(claim(by="ada"), claim(source="list", by="ada"), claim(source="leaf", by="ada")).support == 1
    assert of(claim(), claim(source="list"), claim(by="ada")).support == 3


def test_a_voice_is_told_apart_by_its_id_its_words_and_whose_it_is() -> None:
    voices = [
        Voice("ada"),
        Voice(words="two officials"),
        Voice(words="two officials", of="guild"),
        Voice("guild"),
        None,
    ]
    told = [Claim("book", HERE, by=voice) for voice in voices]
    assert of(*told, *told).support == len(voices)


def test_dates_of_who_asserts_it_count_and_those_of_who_denies_it_do_not() -> None:
    told = (claim(date="2003"), claim("denies", by="ada", date="1990"))
    assert days(of(*told, date="2000").bounds) == ["2003-01-01", "2003-12-31"] * 2
    assert days(of(told[1], date="2000").bounds) == ["1990-01-01", "1990-12-31"] * 2
    assert days(of(date="2000").bounds) == ["2000-01-01", "2000-12-31"] * 2


def test_a_vaguer_date_gives_way_and_dates_that_disagree_are_said_to_differ() -> None:
    vague = of(claim(date="2003-05"), claim(by="ada", date="2003"))
    assert (days(vague.bounds), vague.differ) == (["2003-05-01", "2003-05-31"] * 2, False)
    apart = of(claim(date="2003-05"), claim(by="ada", date="2003-07"))
    assert (days(apart.bounds), apart.differ) == (["2003-05-01", "2003-07-31"] * 2, True)
    assert apart.status == "asserted"


def test_still_so_holds_until_the_last_who_said_it() -> None:
    told = (claim(date="2009/.."), claim(source="list", date="2009/.."))
    assert days(of(*told, shape="state").bounds) == ["2009-01-01", "2009-12-31", "2020-01-01", None]


def test_a_date_questioned_by_all_who_decide_it_is_uncertain() -> None:
    assert of(claim(date="2003?")).uncertain
    assert not of(claim(date="2003?"), claim(by="ada", date="2003")).uncertain


def test_a_life_is_what_is_asserted_and_disputed_by_nobody() -> None:
    born, died = claim(date="1815"), claim(date="1852")
    disputed = (died, claim("denies", by="brian"))
    ada = Entity("ada", "person", "Ada", HERE, born=(born,), died=(died,))
    assert days(claims.life(ada, SOURCES)) == ["1815-01-01", "1815-12-31", "1852-01-01", "1852-12-31"]
    unsure = Entity("ada", "person", "Ada", HERE, born=(born,), died=disputed)
    assert days(claims.life(unsure, SOURCES)) == ["1815-01-01", "1815-12-31", None, None]


DATES = st.sampled_from([None, "2003", "2003-05", "2001/2004", "2002?", "..2003", "2009/.."])
TOLD = st.builds(
    claim,
    stance=st.sampled_from(["asserts", "asserts", "denies", "doubts", "retracts"]),
    source=st.sampled_from(sorted(SOURCES)),
    by=st.sampled_from(["", "ada", "brian", "guild"]),
    said=st.sampled_from([None, "2001", "2012", "2019-05"]),
    date=DATES,
    set_aside=st.sampled_from([None, None, None, "misread"]),
)
SHAPES = st.sampled_from(["act", "state", "lasting"])


@given(st.lists(TOLD, max_size=8), SHAPES, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter_but_where_one_voice_speaks_twice_at_a_time(
    told: list[Claim], shape: dates.Shape, random: object
) -> None:
    when = {(claims.originator(c), claims._spoken(c, SOURCES)): c for c in told}
    alone = list(when.values())
    shuffled = list(alone)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert of(*shuffled, date="2003", shape=shape) == of(*alone, date="2003", shape=shape)


@given(st.lists(TOLD, max_size=8), SHAPES, DATES)
def test_one_more_voice_of_the_same_date_takes_no_support_and_makes_no_status_worse(
    told: list[Claim], shape: dates.Shape, date: str | None
) -> None:
    before, after = (of(*some, date=date or "", shape=shape) for some in (told, [*told, claim(by="another")]))
    assert after.support == before.support + 1
    assert RANK[after.status] <= RANK[before.status]
    assert after.doubted == before.doubted


@given(st.lists(TOLD, max_size=8))
def test_the_latest_stances_are_some_of_the_claims_and_one_stance_of_each_originator(
    told: list[Claim],
) -> None:
    final = claims.latest(told, SOURCES)
    assert all(c in told and c.set_aside is None and c.stance != "doubts" for c in final)
    assert len({(claims.originator(c), c.stance) for c in final}) == len(
        {claims.originator(c) for c in final}
    )
    assert (of(*told).support > 0) == (of(*told).status in ("asserted", "disputed"))


@given(st.lists(TOLD, max_size=8), SHAPES)
def test_the_bounds_are_in_order(told: list[Claim], shape: dates.Shape) -> None:
    es, ls, ee, le = of(*told, shape=shape).bounds
    assert es <= ls
    assert ee <= le
    assert es <= ee
    assert ls <= le


# What an originator no longer stands by


def test_what_one_asserted_before_denying_it_does_not_come_back_with_a_new_assertion() -> None:
    changed = [
        claim(by="ada", date="2009", said="2010"),
        claim("denies", by="ada", said="2012"),
        claim(by="ada", date="2005", said="2014"),
    ]
    found = of(*changed)
    assert (days(found.bounds)[0], found.differ) == ("2005-01-01", False)
    assert claims.latest(changed, SOURCES) == changed[2:]


def test_the_place_is_that_of_the_claims_that_decide() -> None:
    told = [
        claim(by="ada", place="york", said="2001"),
        claim("denies", by="ada", said="2002"),
        claim(by="brian", place="paris"),
    ]
    assert claims.place(None, told, SOURCES) == "paris"
    assert claims.place("rome", told, SOURCES) == "rome"


def test_what_is_withdrawn_keeps_the_date_of_what_was_asserted() -> None:
    withdrawn = [claim(by="ada", date="2012", said="2013"), claim("retracts", by="ada", said="2014")]
    assert (of(*withdrawn).status, days(of(*withdrawn).bounds)[0]) == ("retracted", "2012-01-01")
    denied = [*withdrawn, claim("denies", by="brian")]
    assert (of(*denied).status, days(of(*denied).bounds)[0]) == ("denied", "2012-01-01")


def test_a_doubt_ends_when_its_originator_says_otherwise() -> None:
    doubted = claim("doubts", by="ada", said="2001")
    assert of(claim(), doubted).doubted
    assert of(claim(), doubted, claim(by="ada", said="2000")).doubted
    assert not of(claim(), doubted, claim(by="ada", said="2003")).doubted


def test_spellings_of_a_name_are_one_voice() -> None:
    told = [Claim("book", HERE, by=Voice(words=words)) for words in ("UN Team", "un team", "the Ministry")]
    assert of(*told).support == 2


# Dates that are questioned, and dates that decide


def test_a_state_is_sure_only_if_both_its_ends_rest_on_a_date_that_is_not_questioned() -> None:
    questioned, sure = claim(date="2012?"), claim(by="ada", date="2009/..", said="2011")
    assert of(questioned, sure, shape="state").uncertain
    assert not of(sure, shape="state").uncertain
    assert not of(claim(date="2012"), claim(by="ada", date="2012?")).uncertain


def test_a_questioned_birth_is_no_bound_of_a_life() -> None:
    def born(date: str) -> Bounds:
        return claims.life(Entity("ada", "person", "Ada", HERE, born=(claim(date=date),)), SOURCES)

    assert days(born("1970"))[0] == "1970-01-01"
    assert days(born("1970?"))[0] is None


def test_the_dates_that_compete_are_those_of_which_no_other_is_more_exact() -> None:
    told = [
        claim(date="201X"),
        claim(by="ada", date="2012"),
        claim(by="brian", date="2014"),
        claim(by="carol", date="1999", set_aside="misread"),
    ]
    competing = claims.competing(told, None, "act", SOURCES)
    assert [date.text for date in competing] == ["2012", "2014"]
