"""What differs between two states of a dataset, against an account of plain values that knows no places."""

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import worlds
from chance import examples
from commandline import run
from conftest import Write
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import begin, git, keep
from test_heard import datasets
from worlds import world

from akg import changes, contents, dates, rows
from akg.changes import Told
from akg.errors import Place
from akg.memory import MemoryGraph
from akg.model import Claim, Dataset
from akg.queries import diff
from akg.render import diff as render
from akg.render import plain as plain_text

# The account


def claim(one: Claim) -> str:
    return repr([(name, value) for name, value in one._asdict().items() if name != "where"])


def told(claims: Iterable[Claim]) -> list[str]:
    return sorted(map(claim, claims))


def plain(data: Dataset) -> dict[tuple[str, str], Any]:
    """Give the records as plain values without places; relations of events are parties of these."""
    stands = {relation.id: standing for relation, standing in rows.standings(data)}
    made: dict[tuple[str, str], Any] = {}
    for e in data.entities.values():
        parties = [(r.src, r.type, r.role, r.note) for r in data.relations if r.event == e.id != r.src]
        made["entity", e.id] = (
            e.kind, e.name, e.summary, e.note, e.ids, e.date, e.text, e.place,
            told(e.born), told(e.died), told(e.claims), sorted(map(repr, parties)),
            sorted((a.name, repr(a.lang), told(a.claims)) for a in e.aliases),
            sorted((repr(f._replace(claims=(), number=0)), told(f.claims)) for f in e.figures),
            sorted(repr(party[:5]) for party in e.unnamed),
        )  # fmt: skip
    for r in data.relations:
        if r.event is None:
            made["relation", r.id] = (
                r.src, r.type, r.dst, r.date, r.text, r.place, r.role, sorted(r.about), r.note,
                told(r.claims), stands[r.id].status, stands[r.id].bounds,
            )  # fmt: skip
    return made


def of(old: Dataset, new: Dataset) -> diff.Answer:
    return diff.of(MemoryGraph(old), MemoryGraph(new))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Dataset, Dataset]:
    """Draw two states: the second has some of the records of the first, and some others."""
    old, other = draw(datasets()), draw(datasets())
    chance = Random(draw(st.integers(0, 1_000_000)))
    likely = chance.choice([0, 0.1, 0.3, 0.9])

    def mixed(one: Any, another: Any) -> Any:
        return another if chance.random() < likely else one

    entities = {id: mixed(entity, other.entities[id]) for id, entity in old.entities.items()}
    if chance.random() < 0.3:
        del entities[chance.choice("abcde")]
    by_id = {r.id: r for r in other.relations}
    relations = [mixed(r, by_id.get(r.id, r)) for r in old.relations if chance.random() > likely / 3]
    relations += [r for id, r in by_id.items() if id not in {one.id for one in old.relations}]
    # Some with another date, or one claim more or less, and under another id.
    relations = [
        _touched(r, chance) if r.event is None and chance.random() < likely else r for r in relations
    ]
    kept = (r for r in relations if r.src in entities and r.dst in entities)
    return old, moved(old._replace(entities=entities, relations=tuple(kept)), chance)


def _touched(relation: Any, chance: Random) -> Any:
    touched = [
        relation._replace(id=f"{relation.id}x"),
        relation._replace(date=None, id=f"{relation.id}y"),
        relation._replace(role="boss"),
        relation._replace(
            claims=(*relation.claims, relation.claims[0]._replace(stance="denies", hedge="maybe"))
        ),
        relation._replace(claims=(relation.claims[0]._replace(note="p. 3"), *relation.claims[1:])),
    ]
    return chance.choice(touched)


def moved(data: Dataset, chance: Random) -> Dataset:
    """Put the records elsewhere and in another order."""
    entities = [_elsewhere(e, chance) for e in data.entities.values()]
    relations = [_elsewhere(r, chance) for r in data.relations]
    chance.shuffle(entities)
    chance.shuffle(relations)
    return data._replace(entities={e.id: e for e in entities}, relations=tuple(relations))


def _elsewhere(record: Any, chance: Random) -> Any:
    there = Place("other.yaml", chance.randint(1, 99), 1)
    made = record._replace(where=there, claims=tuple(c._replace(where=there) for c in record.claims))
    if hasattr(made, "aliases"):
        aliases = list(made.aliases)
        chance.shuffle(aliases)
        made = made._replace(aliases=tuple(a._replace(number=n) for n, a in enumerate(aliases, 1)))
    return made


# Laws


@settings(max_examples=examples(300))
@given(pairs())
def test_nothing_differs_where_the_accounts_are_equal_and_else_something_does(
    pair: tuple[Dataset, Dataset],
) -> None:
    assert (of(*pair).size == 0) == (plain(pair[0]) == plain(pair[1]))


@given(datasets(), st.integers(0, 1_000))
def test_places_and_order_are_no_difference(data: Dataset, seed: int) -> None:
    assert of(data, moved(data, Random(seed))) == ((), (), ())


@settings(max_examples=examples(300))
@given(pairs())
def test_what_differs_applied_to_the_first_gives_the_second(pair: tuple[Dataset, Dataset]) -> None:
    old, new = map(MemoryGraph, pair)
    found = diff.of(old, new)
    had, has = relations(pair[0]), relations(pair[1])
    for one in found.relations:
        before = had.pop(one.before.id) if one.before else None
        if one.after:
            had[one.after.id] = patched(before, one) if before else has[one.after.id]
    assert had == has
    known, knows = entities(pair[0]), entities(pair[1])
    for held in found.entities:
        id = old.id(held.before) if held.before is not None else new.id(held.after or 0)
        if held.before is None or held.after is None:
            known.pop(id, None)
            known |= {id: knows[id]} if held.before is None else {}
            continue
        values, own = known[id]
        known[id] = exchanged(values, held.fields), own
        for one in held.facts:
            if one.before:
                own[own_fact(one.before)] -= 1
            if one.after:
                own[own_fact(one.after)] += 1
            assert_claims(one)
    assert {id: (values, +own) for id, (values, own) in known.items()} == knows


Account = tuple[Counter[tuple[str, str]], Counter[str], Any, Any]


def relations(data: Dataset) -> dict[str, Account]:
    return {
        r.id: (contents.relation(r), Counter(map(claim, r.claims)), s.status, s.bounds)
        for r, s in rows.standings(data)
        if r.event is None
    }


def patched(before: Account, one: Told) -> Account:
    values, claims, status, bounds = before
    assert_claims(one)
    assert one.redated is None or one.redated.before == bounds
    return (
        exchanged(values, one.fields), +exchanged_claims(claims, one),
        one.status[1] if one.status else status, one.redated.after if one.redated else bounds,
    )  # fmt: skip


def exchanged(values: Counter[tuple[str, str]], found: Iterable[contents.Field]) -> Counter[tuple[str, str]]:
    made = values.copy()
    for key, before, after in found:
        made.subtract([(key, before)] if before is not None else [])
        made.update([(key, after)] if after is not None else [])
    assert min(made.values(), default=0) >= 0
    return +made


def exchanged_claims(claims: Counter[str], one: Told) -> Counter[str]:
    made = claims.copy()
    for before, after in one.claims:
        made.subtract([claim(before)] if before else [])
        made.update([claim(after)] if after else [])
    assert min(made.values(), default=0) >= 0
    return made


def assert_claims(one: Told) -> None:
    before, after = (Counter(map(claim, fact.claims if fact else ())) for fact in (one.before, one.after))
    assert +exchanged_claims(before, one) == after


def own_fact(fact: Any) -> str:
    figure = fact.figure and fact.figure._replace(claims=(), number=0)
    return repr((fact.row.type, fact.role, figure, told(fact.claims)))


def entities(data: Dataset) -> dict[str, tuple[Counter[tuple[str, str]], Counter[str]]]:
    graph = MemoryGraph(data)
    parties = {id: [r for r in data.relations if r.event == id != r.src] for id in data.entities}
    return {
        graph.id(n): (
            contents.entity(graph.entity(n), parties[graph.id(n)]),
            Counter(own_fact(state.tell()) for state in diff._claimed(graph, n)),
        )
        for n in range(len(graph))
    }


@settings(max_examples=examples(300))
@given(pairs())
def test_the_other_way_round_what_was_added_is_removed(pair: tuple[Dataset, Dataset]) -> None:
    old, new = map(MemoryGraph, pair)
    there, back = diff.of(old, new), diff.of(new, old)
    assert sorted(map(_turned, _all(there))) == sorted(map(_shown, _all(back)))
    assert [(held.after, held.before) for held in there.entities] == [
        tuple(held[:2]) for held in back.entities
    ]


def _all(answer: diff.Answer) -> Iterator[Told]:
    yield from answer.relations
    yield from (one for held in answer.entities for one in held.facts)


def _shown(one: Told) -> str:
    said = sorted([claim(side) if side else "" for side in said] for said in one.claims)
    ids = [fact.id for fact in (one.before, one.after) if fact and fact.other is not None]
    return repr((ids, sorted(map(repr, one.fields)), said, one.redated and one.redated[:2], one.status))


def _turned(one: Told) -> str:
    redated = one.redated and one.redated._replace(before=one.redated.after, after=one.redated.before)
    return _shown(
        Told(
            one.after, one.before, tuple(f._replace(before=f.after, after=f.before) for f in one.fields),
            tuple(s._replace(before=s.after, after=s.before) for s in one.claims), redated,
        )
    )  # fmt: skip


@settings(max_examples=examples(300))
@given(pairs())
def test_a_relation_is_redated_if_its_bounds_differ_and_newly_disputed_if_it_was_not(
    pair: tuple[Dataset, Dataset],
) -> None:
    before, after = ({r.id: (s.bounds, s.status) for r, s in rows.standings(data)} for data in pair)
    for one in of(*pair).relations:
        if one.before and one.after:
            (was, stood), (is_, stands) = before[one.before.id], after[one.after.id]
            assert (one.redated is not None) == (was != is_)
            newly = (
                bool(one.status) and changes.turn(*one.status) == "newly disputed" if one.status else False
            )
            assert newly == (stands == "disputed" != stood)
            assert one.redated is None or one.redated.by


# Examples

MET = "- {from: ada, type: met, to: brian, date: 2012, at: p. 1}\n"
LEADS = "- {from: ada, type: leads, to: guild, date: 2010/..}\n"


def page(old: MemoryGraph, new: MemoryGraph, limit: int | None = None) -> list[str]:
    """Give the lines of a page but for the one that names the sides, and empty ones."""
    out = io.StringIO()
    plain_text.write(render.document(render.Sides(old, new, "then", "now"), diff.of(old, new), limit), out)
    return [line for line in out.getvalue().splitlines() if line and line != "from then to now"]


def test_a_corrected_date_is_one_relation_that_is_redated() -> None:
    assert page(world(MET), world(MET.replace("2012", "2013-05"))) == [
        "1 relation changed, 1 re-dated",
        "Relations",
        "~ Ada met Brian",
        "  ada.met.brian.2013-05  relations.yaml:3",
        "  ~ date: 2012 → 2013-05",
        "  re-dated: 2012 → May 2013",
    ]


def test_of_several_relations_that_are_left_those_with_most_claims_in_common_are_one() -> None:
    both = "claims: [{source: paper, at: p. 2}, {source: book}]"
    old = world(MET + "- {from: ada, type: met, to: brian, date: 2014, " + both + "}\n")
    new = world(
        MET.replace("2012", "2015") + "- {from: ada, type: met, to: brian, date: 2011, " + both + "}\n"
    )
    pairs = [
        (one.before and one.before.id, one.after and one.after.id) for one in diff.of(old, new).relations
    ]
    assert pairs == [
        ("ada.met.brian.2014", "ada.met.brian.2011"), ("ada.met.brian.2012", "ada.met.brian.2015"),
    ]  # fmt: skip


def test_very_many_relations_that_are_left_are_paired_by_the_order_of_ids(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diff, "MOST", 1)
    old = world(MET + MET.replace("2012", "2013"))
    new = world(MET.replace("2012", "2014") + MET.replace("2012", "2015") + MET.replace("2012", "2016"))
    pairs = [
        (one.before and one.before.id, one.after and one.after.id) for one in diff.of(old, new).relations
    ]
    assert pairs == [
        ("ada.met.brian.2012", "ada.met.brian.2014"), ("ada.met.brian.2013", "ada.met.brian.2015"),
        (None, "ada.met.brian.2016"),
    ]  # fmt: skip


def test_a_denial_is_told_as_a_new_dispute_and_as_a_claim_and_a_changed_claim_by_what_differs() -> None:
    old = world("- {from: ada, type: met, to: brian, date: 2012, claims: [{by: crew, at: p. 1}]}\n")
    new = world(
        "- {from: ada, type: met, to: brian, date: 2012, claims: [{by: crew, at: p. 1, hedge: reportedly}, "
        "{by: guild, stance: denies, at: p. 2}]}\n"
    )
    assert page(old, new) == [
        "1 relation changed, 1 newly disputed, 1 claim added, 1 claim changed",
        "Relations",
        "~ Ada met Brian",
        "  ada.met.brian.2012  relations.yaml:3",
        "  newly disputed",
        "  ~ asserted by Crew (reportedly); hedge: none → reportedly [1]",
        "  + denied by Guild [2]",
        "A paper (2020):",
        "    [1] p. 1  [2] p. 2",
    ]
    assert page(new, old)[0] == "1 relation changed, 1 no longer disputed, 1 claim changed, 1 claim removed"


def test_a_death_redates_what_it_ends_and_is_named() -> None:
    leads, ada = LEADS.replace("2010/..", "2010/"), "- {id: ada, kind: person, name: Ada%s}\n"
    old, new = world(leads, ada % ""), world(leads, ada % ", died: {date: 2015, at: p. 9}")
    assert page(old, new) == [
        "1 entity changed, 1 relation changed, 1 re-dated, 1 claim added",
        "Entities",
        "~ ● Ada  ada  entities.yaml:3",
        "  + died",
        "    + asserted by A paper · 2015 [1]",
        "Relations",
        "~ Ada leads Guild",
        "  ada.leads.guild.2010/  relations.yaml:3",
        "  re-dated: 2010 – 2010 or later → 2010 – some time between 2010 and 2015 (by the life of Ada)",
        "[1] A paper (2020), p. 9",
    ]


def test_the_date_of_a_source_redates_what_went_on_when_it_spoke_and_is_named() -> None:
    data = worlds.data(LEADS)
    later = {**data.sources, "paper": data.sources["paper"]._replace(date=dates.parse("2022"))}
    assert page(world(LEADS), MemoryGraph(data._replace(sources=later)))[2:] == [
        "~ Ada leads Guild",
        "  ada.leads.guild.2010/..  relations.yaml:3",
        "  re-dated: 2010 – 2020 or later → 2010 – 2022 or later (by the date of paper)",
        "Sources and vocabulary",
        "~ A paper (2022)  paper  sources.yaml:2",
        "  ~ date: 2020 → 2022",
    ]


def test_of_what_differs_only_that_is_named_without_which_the_time_were_another() -> None:
    data = worlds.data(LEADS, "- {id: ada, kind: person, name: Ada, born: {date: 1980}}")
    later = {**data.sources, "paper": data.sources["paper"]._replace(date=dates.parse("2022"))}
    (told,) = diff.of(world(LEADS), MemoryGraph(data._replace(sources=later))).relations
    assert told.redated is not None
    assert told.redated.by == (("source", "paper"),)


def test_a_status_that_follows_from_the_dates_of_sources_is_told_where_nothing_else_differs() -> None:
    data = worlds.data(
        "- {from: ada, type: met, to: brian, date: 2012, "
        "claims: [{by: crew}, {by: crew, stance: denies, source: book}]}\n"
    )
    later = {**data.sources, "paper": data.sources["paper"]._replace(date=dates.parse("2022"))}
    assert page(MemoryGraph(data), MemoryGraph(data._replace(sources=later)))[:5] == [
        "1 relation changed, 1 no longer denied, 1 source changed",
        "Relations",
        "~ Ada met Brian",
        "  ada.met.brian.2012  relations.yaml:3",
        "  no longer denied",
    ]


def test_which_claim_became_which_does_not_depend_on_their_order() -> None:
    a, b, c, d = (f"{{at: p. 1, hedge: {how}, note: n{how}}}" for how in "abcd")
    met = "- {{from: ada, type: met, to: brian, claims: [{}, {}]}}\n".format
    for later in (met(c, d), met(d, c)):
        (told,) = diff.of(world(met(b, a)), world(later)).relations
        hedges = [[claim and claim.hedge for claim in said] for said in told.claims]
        assert hedges == [["a", "c"], ["b", "d"]]


def test_another_place_is_told_of_a_relation_and_of_an_event_which_has_it_as_no_party() -> None:
    met = MET.replace("2012", "2012, place: york")
    fair = "- {id: fair, kind: event, name: Fair}\n"
    later = met.replace("york", "paris"), fair.replace("}", ", place: paris}")
    assert page(world(met, fair), world(*later)) == [
        "1 entity changed, 1 relation changed",
        "Entities",
        "~ ▲ Fair  fair  entities.yaml:3",
        "  + place: paris",
        "Relations",
        "~ Ada met Brian (in Paris)",
        "  ada.met.brian.2012  relations.yaml:3",
        "  ~ place: york → paris",
    ]


def test_what_an_event_says_is_told_with_its_record_and_its_claims_once() -> None:
    event = "- {id: talks, kind: event, name: Talks, date: 2012, parties: [{who: ada}, {who: brian}]}\n"
    later = event.replace("2012", "2013").replace(
        "{who: brian}", "{who: carol, role: host}, {text: two clerks}"
    )
    assert page(world("", event), world("", later)) == [
        "1 entity changed, 1 re-dated",
        "Entities",
        "~ ▲ Talks  talks  entities.yaml:3",
        "  ~ date: 2012 → 2013",
        "  - party: brian (took-part-in)",
        "  + party: carol (took-part-in; host)",
        "  + party: two clerks (took-part-in)",
        "  ~ happened",
        "    re-dated: 2012 → 2013",
    ]


def test_a_name_or_number_that_moves_within_its_record_is_no_difference() -> None:
    named = "- {id: crew, kind: group, name: Crew, aliases: [%s], figures: [%s]}\n"
    ships, men = "{what: ships, value: 3}", "{what: men, value: 40..50}"
    old = world("", named % ("{name: Band, source: book}, Lads", f"{ships}, {men}"))
    assert page(old, world("", named % ("Lads, {name: Band, source: book}", f"{men}, {ships}"))) == [
        "nothing differs"
    ]
    assert page(old, world("", named % ("Lads", f"{men}, {ships.replace('3', '4')}"))) == [
        "1 entity changed, 1 claim removed",
        "Entities",
        "~ ■ Crew  crew  entities.yaml:3",
        "  - alias: Band",
        "  ~ 4 ships",
        "    ~ value: 3 → 4",
        "  - is also called Band",
        "    - asserted by A book [1]",
        "[1] A book (2021)",
    ]


def test_a_claim_that_is_set_aside_says_why_and_what_its_voice_says_elsewhere_is_another() -> None:
    old = world("- {from: ada, type: met, to: brian, date: 2012, claims: [{at: p. 1}, {by: crew}]}\n")
    new = world(
        "- {from: ada, type: met, to: brian, date: 2012, "
        "claims: [{at: p. 1, set_aside: misread}, {by: crew}]}\n"
    )
    assert page(old, new)[4:] == [
        "  ~ asserted by A paper – set aside: misread; set aside: none → misread [1]",
        "[1] A paper (2020), p. 1",
    ]


def test_a_limit_leaves_the_summary_whole_and_says_how_many_more_there_are() -> None:
    assert page(world(), world(MET + LEADS), limit=1) == [
        "2 relations added",
        "Relations",
        "+ Ada leads Guild · since 2010 [1]",
        "  ada.leads.guild.2010/..  relations.yaml:4",
        "1 more (--limit 2 shows them)",
        "[1] A paper (2020)",
    ]


# The command


@pytest.fixture
def kept(dataset: Write) -> Path:
    folder = dataset(vocabulary="kinds: [{id: ship, label: ship, plural: ships, description: Floats.}]\n")
    begin(folder)
    keep(folder, 1)
    return folder


def test_head_is_compared_with_the_files_as_they_are_and_equal_ones_end_with_code_1(kept: Path) -> None:
    short = git(kept, "rev-parse", "--short", "HEAD").strip()
    (kept / "relations.yaml").write_text(
        "# a comment\n- with: {source: paper, at: para 1}\n  relations:\n"
        "    - {to: brian, from: ada, type: met, date: 2019}\n"
    )
    assert run("diff", "--data", str(kept)) == (
        1, f"nothing differs\nfrom revision {short} of 2026-11-01 to the files as they are\n", "",
    )  # fmt: skip


def test_two_revisions_are_compared_in_the_order_given(kept: Path) -> None:
    (kept / "sources.yaml").write_text("- {id: paper, title: Our paper, date: 2020}\n")
    (kept / "vocabulary.yaml").unlink()
    keep(kept, 2)
    there, back = (
        run("diff", *revs, "--data", str(kept)).out.splitlines() for revs in (("HEAD~1", "@"), ("@", "@~1"))
    )
    assert there[0] == "1 source changed, 1 kind removed"
    assert there[5:] == [
        "~ Our paper (2020)  paper  sources.yaml:1",
        "  ~ title: A paper → Our paper",
        "- kind ship  ship  vocabulary.yaml:1",
    ]
    assert back[0] == "1 source changed, 1 kind added"


def test_each_side_says_how_many_records_it_leaves_out(kept: Path) -> None:
    (kept / "relations.yaml").write_text("- {from: ada, type: met, to: nobody, source: paper}\n")
    keep(kept, 2)
    (kept / "relations.yaml").write_text("- {from: ada, type: met, to: no-one, source: paper}\n")
    short = git(kept, "rev-parse", "--short", "HEAD").strip()
    ran = run("diff", "--data", str(kept))
    assert (ran.code, [line.partition(";")[0] for line in ran.err.splitlines()]) == (1, [
        f"akg: 1 record was left out for errors of revision {short} of 2026-11-02",
        "akg: 1 record was left out for errors",
    ])  # fmt: skip


def test_rows_have_a_value_a_claim_or_a_time_that_differs(kept: Path) -> None:
    (kept / "relations.yaml").write_text(
        "- {from: ada, type: met, to: brian, date: 2018, source: paper, at: para 1, hedge: reportedly}\n"
    )
    ran = run("diff", "--data", str(kept), "--format", "tsv")
    row = "relation\tada.met.brian.2018\tchanged\trelations.yaml:1\tada.met.brian.2018\t"
    then, now = (f"{year}-01-01; {year}-12-31; {year}-01-01; {year}-12-31" for year in (2019, 2018))
    claim = "asserted by paper, para 1"
    assert (ran.code, ran.out.splitlines()) == (0, [
        "part\tid\tchange\twhere\tfact\tkey\tbefore\tafter",
        f"{row}date\t2019\t2018",
        f"{row}id\tada.met.brian.2019\tada.met.brian.2018",
        f"{row}redated\t{then}\t{now}",
        f"{row}claim\t{claim}\t{claim}, hedge: reportedly",
    ])  # fmt: skip


def test_json_names_what_is_on_either_side_and_counts_what_differs(kept: Path) -> None:
    (kept / "entities.yaml").write_text("- {id: brian, kind: person, name: Brian}\n")
    (kept / "relations.yaml").write_text("")
    answer = json.loads(run("diff", "--data", str(kept), "--format", "json").out)
    assert answer["differences"] == {"entity removed": 3, "relation removed": 1}
    assert answer["names"] == {"ada": "Ada", "brian": "Brian", "guild": "Guild", "york": "York"}
    assert [(one["part"], one["change"], one["id"]) for one in answer["results"]] == [
        ("entity", "removed", "ada"), ("entity", "removed", "guild"), ("entity", "removed", "york"),
        ("relation", "removed", "ada.met.brian.2019"),
    ]  # fmt: skip


def test_a_catalogue_may_be_called_like_a_key() -> None:
    old, new = (world("", f"- {{id: ada, kind: person, name: Ada, ids: {{name: {n}}}}}\n") for n in (1, 2))
    assert page(old, new)[2:] == ["~ ● Ada  ada  entities.yaml:3", "  ~ ids.name: 1 → 2"]
