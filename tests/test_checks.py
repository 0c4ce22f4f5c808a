"""Records that are sound one by one are checked against each other."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Write

from akg import checks, loader, settled, suspicions, terms
from akg.errors import MOST, Fault


def printed(folder: Path) -> list[str]:
    return list(map(str, checks.run(loader.load(folder))))


PAPER = "- {id: paper, title: A paper, date: 2020}\n"
NO_ENTITY = "add its record, or where it says who speaks, write {unnamed: ...}"


def test_an_id_that_does_not_exist_is_placed_and_answered_with_the_likely_one(dataset: Write) -> None:
    folder = dataset(
        entities="""\
            - {id: ada, kind: persn, name: Ada}
            - {id: brian, kind: person, name: Brian, source: papr, died: {source: paper, place: yorc}}
            - id: feast
              kind: event
              name: Feast
              source: paper
              place: nowhere
              parties: [{who: adda, type: hosted}, {text: two, of: gild}]
            """,
        relations="""\
            - from: ada
              type: meet
              to: quite-another
              place: york
              about: [brian, brain]
              claims:
                - {source: paper, by: {unnamed: clerk, of: adda}, via: feest, place: zzz}
            """,
    )
    types = "; known are " + ", ".join(sorted(loader.load(folder).vocabulary.types))
    assert printed(folder) == [
        "entities.yaml:1:19: error[unknown-kind]: 'persn' is no kind; did you mean 'person'?",
        "entities.yaml:2:50: error[unknown-source]: 'papr' is no source; did you mean 'paper'?",
        f"entities.yaml:2:85: error[unknown-entity]: 'yorc' is no entity; {NO_ENTITY}",
        f"entities.yaml:7:10: error[unknown-entity]: 'nowhere' is no entity; {NO_ENTITY}",
        "entities.yaml:8:19: error[unknown-entity]: 'adda' is no entity; did you mean 'ada'?",
        f"entities.yaml:8:31: error[unknown-type]: 'hosted' is no relation type{types}",
        f"entities.yaml:8:56: error[unknown-entity]: 'gild' is no entity; {NO_ENTITY}",
        "relations.yaml:2:9: error[unknown-type]: 'meet' is no relation type; did you mean 'met'?",
        f"relations.yaml:3:7: error[unknown-entity]: 'quite-another' is no entity; {NO_ENTITY}",
        f"relations.yaml:4:10: error[unknown-entity]: 'york' is no entity; {NO_ENTITY}",
        "relations.yaml:5:18: error[unknown-entity]: 'brain' is no entity; did you mean 'brian'?",
        "relations.yaml:7:48: error[unknown-entity]: 'adda' is no entity; did you mean 'ada'?",
        "relations.yaml:7:60: error[unknown-entity]: 'feest' is no entity; did you mean 'feast'?",
        f"relations.yaml:7:74: error[unknown-entity]: 'zzz' is no entity; {NO_ENTITY}",
    ]


def test_likely_ids_are_looked_up_for_so_many_only(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "HINTS", 1)
    folder = dataset(relations="- {from: adda, type: met, to: brain, source: paper}\n")
    assert printed(folder) == [
        "relations.yaml:1:10: error[unknown-entity]: 'adda' is no entity; did you mean 'ada'?",
        f"relations.yaml:1:31: error[unknown-entity]: 'brain' is no entity; {NO_ENTITY}",
    ]


def test_a_relation_type_joins_the_kinds_that_the_vocabulary_says(dataset: Write) -> None:
    assert printed(
        dataset(
            relations="""\
                - {from: guild, type: leads, to: ada, source: paper}
                - {from: york, type: married-to, to: ada, source: paper}
                - {from: ada, type: met, to: brian, place: guild, source: paper}
                """
        )
    ) == [
        "relations.yaml:1:23: error[wrong-kind]: 'leads' goes from person to group, not from group to "
        "person; "
        "exchange 'from' and 'to'",
        "relations.yaml:2:22: error[wrong-kind]: 'married-to' goes from person to person, not from "
        "place to person; "
        "choose another type or kind",
        "relations.yaml:3:44: error[wrong-kind]: the place 'guild' is a record of kind group; name a place",
    ]


def test_the_parties_and_the_place_of_an_event_are_checked_too_and_each_once(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: Ada}
                - {id: york, kind: place, name: York}
                - id: feast
                  kind: event
                  name: Feast
                  source: paper
                  place: ada
                  parties: [{who: york}, {who: feast}]
                """,
            relations="",
        )
    ) == [
        "entities.yaml:7:10: error[wrong-kind]: the place 'ada' is a record of kind person; name a place",
        "entities.yaml:8:13: error[wrong-kind]: 'took-part-in' goes from group or person to event, "
        "not from place to event; choose another type or kind",
        "entities.yaml:8:26: error[self]: 'feast' is related to itself; correct one end",
        "entities.yaml:8:26: error[wrong-kind]: 'took-part-in' goes from group or person to event, "
        "not from event to event; choose another type or kind",
    ]


def test_nothing_is_related_to_itself(dataset: Write) -> None:
    assert printed(dataset(relations="- {from: ada, type: met, to: ada, source: paper}")) == [
        "relations.yaml:1:30: error[self]: 'ada' is related to itself; correct one end"
    ]


def test_nothing_is_said_before_it_happened_nor_after_it_was_printed(dataset: Write) -> None:
    assert printed(
        dataset(
            relations="""\
                - {from: ada, type: met, to: brian, date: 2019-05, said: 2019-04, source: paper}
                - {from: ada, type: praised, to: brian, date: 2021, source: paper}
                - {from: ada, type: opposed, to: brian, said: 2021, source: paper}
                - from: ada
                  type: fought
                  to: brian
                  claims:
                    - {date: 2018, said: 2017, source: paper}
                    - {date: 2018, said: 2017, source: paper, set_aside: the clerk's slip}
                - {from: ada, type: married-to, to: brian, date: 2019, said: 2019, source: paper}
                """
        )
    ) == [
        "relations.yaml:1:58: error[said-before]: said 2019-04, before it happened (2019-05); correct "
        "one date, "
        "and put a forecast into 'note'",
        "relations.yaml:2:47: error[said-before]: said 2020, before it happened (2021); correct one date, "
        "and put a forecast into 'note'",
        "relations.yaml:3:47: error[said-after-source]: said 2021, after its source was published "
        "(2020); correct one",
        "relations.yaml:8:26: error[said-before]: said 2017, before it happened (2018); correct one date, "
        "and put a forecast into 'note'",
    ]


ACT = "is an act, and nothing follows from acts; name a type that holds for a time"
BOTH_WAYS = "{!r} means the same both ways, but {!r} does not; name another type"
ROW = "label: l, inverse: i, shape: state, from: any, to: any, description: D."


def test_a_chain_from_which_nothing_can_follow_is_an_error_at_what_is_wrong_in_it(dataset: Write) -> None:
    told = "vocabulary.yaml:{}: error[{}]: {}"
    assert printed(
        dataset(
            vocabulary="""\
                chains:
                  - {id: a, implies: leeds, chain: [leads, ^comands], description: No such types.}
                  - {id: b, implies: met, chain: [leads, ^praised], description: Acts.}
                  - {id: leads, implies: commands, chain: [leads, leads], description: The id of a type.}
                  - {id: c, implies: leads, chain: [^leads], description: Itself.}
                  - {id: d, implies: allied-with, chain: [allied-with], description: Itself both ways.}
                  - {id: e, implies: leads, chain: [allied-with], description: One way of both.}
                """
        )
    ) == [
        told.format("2:22", "unknown-type", "'leeds' is no relation type; did you mean 'leads'?"),
        told.format("2:44", "unknown-type", "'comands' is no relation type; did you mean 'commands'?"),
        told.format("3:22", "chain", f"'met' {ACT}"),
        told.format("3:42", "chain", f"'praised' {ACT}"),
        told.format("4:10", "chain", "'leads' is also the id of a relation type; give the chain another"),
        told.format("5:22", "chain", "'leads' would follow from itself; name another type"),
        told.format("6:22", "chain", "'allied-with' would follow from itself; name another type"),
        told.format("7:22", "chain", BOTH_WAYS.format("allied-with", "leads")),
    ]


def test_a_chain_of_one_step_may_imply_another_type_that_goes_both_ways_or_come_from_one_that_does_not(
    dataset: Write,
) -> None:
    chains = """\
        chains:
          - {id: a, implies: related-to, chain: [married-to], description: Both go both ways.}
          - {id: b, implies: related-to, chain: [^parent-of], description: What follows does.}
          - {id: c, implies: leads, chain: [leads, part-of], description: Itself and more.}
          - {id: d, implies: leads, chain: [allied-with, leads], description: Both ways and more.}
        """
    assert printed(dataset(vocabulary=chains)) == []


def test_an_inverse_is_another_type_that_holds_for_a_time_and_goes_one_way_too(dataset: Write) -> None:
    wrong = {
        "leeds": "error[unknown-type]: 'leeds' is no relation type; did you mean 'leads'?",
        "met": f"error[chain]: 'met' {ACT}",
        "new": "error[chain]: 'new' is its own inverse; write 'symmetric: true' instead",
        "allied-with": f"error[chain]: {BOTH_WAYS.format('allied-with', 'new')}",
    }
    for inverse, message in wrong.items():
        folder = dataset(vocabulary=f"types: [{{id: new, inverse_of: {inverse}, {ROW}}}]\n")
        assert printed(folder) == [f"vocabulary.yaml:1:31: {message}"]


def test_of_a_type_that_goes_both_ways_the_inverse_does_too(dataset: Write) -> None:
    both = ROW.replace("inverse: i", "symmetric: true")
    assert printed(dataset(vocabulary=f"types: [{{id: new, inverse_of: allied-with, {both}}}]\n")) == []
    assert printed(dataset(vocabulary=f"types: [{{id: new, inverse_of: leads, {both}}}]\n")) == [
        f"vocabulary.yaml:1:31: error[chain]: {BOTH_WAYS.format('new', 'leads')}"
    ]


def test_what_is_wrong_with_a_chain_or_an_inverse_leaves_the_others_and_the_type_in_force(
    dataset: Write,
) -> None:
    folder = dataset(
        vocabulary=f"""\
            types:
              - {{id: obeys, inverse_of: commands, {ROW}}}
              - {{id: new, inverse_of: met, {ROW}}}
            chains:
              - {{id: a, implies: met, chain: [leads], description: An act.}}
              - {{id: b, implies: new, chain: [leads], description: Sound.}}
            """
    )
    read = loader.load(folder)
    words = checks.sound(read, checks.run(read))[0].vocabulary
    assert {"a", "b"} & words.chains.keys() == {"b"}
    assert (words.types["new"].inverse_of, words.types["obeys"].inverse_of) == (None, "commands")


def test_what_is_denied_must_have_been_asserted(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: Ada, died: {stance: denies, source: paper}}
                - {id: brian, kind: person, name: Brian}
                """,
            relations="""\
                - {from: ada, type: met, to: brian, stance: doubts, source: paper}
                - from: ada
                  type: praised
                  to: brian
                  claims: [{source: paper, set_aside: misread}, {stance: denies, by: ada, source: paper}]
                - from: ada
                  type: opposed
                  to: brian
                  claims:
                    - {stance: denies, source: paper, set_aside: misread}
                    - {stance: retracts, by: ada, source: paper}
                """,
        )
    ) == [
        "entities.yaml:1:53: error[denial-alone]: denied but asserted by nobody; add the claim that is "
        "denied",
        "relations.yaml:1:45: error[denial-alone]: doubted but asserted by nobody; add the claim that "
        "is doubted",
        "relations.yaml:11:16: error[denial-alone]: retracted but asserted by nobody; add the claim "
        "that is retracted",
    ]


def test_a_figure_and_an_alias_are_asserted_denied_and_set_aside_like_anything_else(dataset: Write) -> None:
    """Only those that nobody asserts are at fault."""
    assert printed(
        dataset(
            entities="""\
                - id: ada
                  kind: person
                  name: Ada
                  aliases:
                    - {name: Lady, claims: [{source: paper}, {source: paper, by: brian, stance: denies}]}
                    - {name: Byron, source: paper, stance: doubts}
                    - {name: Noel, claims: [{source: paper, set_aside: a misprint}]}
                  figures:
                    - what: horses
                      value: 2
                      date: 2019
                      claims: [{source: paper}, {source: papr, by: bryan, stance: denies, date: 2018}]
                    - {what: maids, value: 1, source: paper, stance: denies}
                    - {what: cooks, value: 1, claims: [{source: paper, stance: denies, set_aside: misread}]}
                - {id: brian, kind: person, name: Brian}
                """,
            relations="",
        )
    ) == [
        "entities.yaml:6:44: error[denial-alone]: doubted but asserted by nobody; add the claim that is "
        "doubted",
        "entities.yaml:12:42: error[unknown-source]: 'papr' is no source; did you mean 'paper'?",
        "entities.yaml:12:52: error[unknown-entity]: 'bryan' is no entity; did you mean 'brian'?",
        "entities.yaml:13:54: error[denial-alone]: denied but asserted by nobody; add the claim that is "
        "denied",
    ]


def test_the_date_of_a_figure_is_that_of_its_claims_unless_they_have_their_own(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="""\
                - id: ada
                  kind: person
                  name: Ada
                  figures:
                    - {what: maids, value: 1, date: 2019/.., source: paper}
                    - {what: ax, value: 2, date: 2021, claims: [{source: paper}, {date: 2022, source: paper}]}
                - {id: brian, kind: person, name: Brian}
                """
        )
    ) == [
        "entities.yaml:5:37: warning[open-act]: 2019/.. on an act means from then on; give its date, or a "
        "range a..b",
        "entities.yaml:6:34: error[said-before]: said 2020, before it happened (2021); correct one date, and "
        "put a forecast into 'note'",
        "entities.yaml:6:73: error[said-before]: said 2020, before it happened (2022); correct one date, and "
        "put a forecast into 'note'",
    ]


def test_what_holds_both_ways_alike_is_stated_once(dataset: Write) -> None:
    """Of one date and one type; what has a direction may hold each way."""
    assert printed(
        dataset(
            relations="""\
                - {from: ada, type: met, to: brian, date: 2019, source: paper}
                - {from: brian, type: met, to: ada, date: 2019, source: paper, by: brian}
                - {from: brian, type: met, to: ada, date: 2018, source: paper}
                - {from: brian, type: fought, to: ada, date: 2019, source: paper}
                - {id: again, from: ada, type: met, to: brian, date: 2019, source: paper}
                - {from: ada, type: praised, to: brian, source: paper}
                - {from: brian, type: praised, to: ada, source: paper}
                - {from: ada, type: sibling-of, to: brian, source: paper}
                - {from: brian, type: sibling-of, to: ada, source: paper}
                """
        )
    ) == [
        "relations.yaml:2:3: warning[mirrored]: relations.yaml:1:3 states it the other way round; merge "
        "their claims into one record",
        "relations.yaml:9:3: warning[mirrored]: relations.yaml:8:3 states it the other way round; merge "
        "their claims into one record",
    ]


def test_what_is_stated_from_one_end_is_not_stated_from_the_other_by_the_inverse_type(dataset: Write) -> None:
    row = "{id: child-of, label: is child of, inverse: is parent of, shape: lasting, inverse_of: parent-of, "
    assert printed(
        dataset(
            vocabulary=f"types:\n- {row}from: person, to: person, description: C.}}\n",
            relations="""\
                - {from: ada, type: parent-of, to: brian, source: paper}
                - {from: brian, type: child-of, to: ada, source: paper}
                - {from: ada, type: child-of, to: carol, source: paper}
                """,
            entities="- {id: ada, kind: person, name: Ada}\n- {id: brian, kind: person, name: Brian}\n"
            "- {id: carol, kind: person, name: Carol}\n",
        )
    ) == [
        "relations.yaml:2:3: warning[mirrored]: relations.yaml:1:3 states it the other way round; merge "
        "their claims into one record",
    ]


def test_still_so_needs_a_day_on_which_it_was_said(dataset: Write) -> None:
    assert printed(
        dataset(
            sources="- {id: paper, title: A paper}\n",
            relations="""\
                - {from: ada, type: member-of, to: guild, date: 2009/.., source: paper}
                - {from: ada, type: leads, to: guild, date: 2009/.., said: 2020, source: paper}
                - {from: ada, type: met, to: brian, date: 2009/.., source: paper}
                """,
        )
    ) == [
        "relations.yaml:1:49: warning[open-end]: 2009/.. holds until it was said; give 'said', or date "
        "the source",
        "relations.yaml:3:43: warning[open-act]: 2009/.. on an act means from then on; give its date, "
        "or a range a..b",
    ]


def test_who_acts_or_is_in_a_state_is_alive(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="""\
                - id: ada
                  kind: person
                  name: Ada
                  born: {date: 1815, source: paper}
                  died: {date: 1852, source: paper}
                - {id: brian, kind: person, name: Brian}
                - {id: guild, kind: group, name: Guild}
                """,
            relations="""\
                - {from: ada, type: member-of, to: guild, date: 1800/1810, source: paper}
                - {from: ada, type: praised, to: brian, date: 1853, source: paper}
                - {from: brian, type: praised, to: ada, date: 1853, source: paper}
                - {from: brian, type: met, to: ada, date: 1853, source: paper}
                - {from: brian, type: parent-of, to: ada, date: 1853, source: paper}
                - {from: ada, type: member-of, to: guild, date: 1850/1860, source: paper}
                """,
        )
    ) == [
        "relations.yaml:1:49: warning[outside-life]: dated 1800/1810, before the birth of 'ada'; "
        "correct a date, "
        "or tell in 'note' how it can be",
        "relations.yaml:2:47: warning[outside-life]: dated 1853, after the death of 'ada'; correct a date, "
        "or tell in 'note' how it can be",
        "relations.yaml:4:43: warning[outside-life]: dated 1853, after the death of 'ada'; correct a date, "
        "or tell in 'note' how it can be",
        "relations.yaml:6:49: warning[outside-life]: dated 1850/1860, after the death of 'ada'; correct "
        "a date, "
        "or tell in 'note' how it can be",
    ]


def test_a_name_that_two_share_is_a_warning_however_it_is_spelt(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: Ada, aliases: [al-Lovelace, "?"]}
                - {id: brian, kind: person, name: ADÁ, aliases: [{name: "!"}]}
                - {id: carol, kind: person, name: Carol, aliases: [El Lovelace]}
                """
        )
    ) == [
        "entities.yaml:2:35: warning[shared-name]: 'ADÁ' is also a name of 'ada' (entities.yaml:1:3); "
        "a look-up will ask which",
        "entities.yaml:3:52: warning[shared-name]: 'El Lovelace' is also a name of 'ada' "
        "(entities.yaml:1:3); a look-up will ask which",
    ]


def test_an_alias_that_is_the_name_of_another_is_a_warning_at_the_alias(dataset: Write) -> None:
    """Its own name is no other's, and of two who have one name the first is named."""
    assert printed(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: Ada, aliases: [al-Lovelace, ADA]}
                - {id: brian, kind: person, name: El Lovelace, aliases: [Adá, {name: "!"}]}
                - {id: lovelace, kind: group, name: Lovelace, meant: shared-name}
                """
        )
    ) == [
        "entities.yaml:1:48: warning[alias-is-name]: 'al-Lovelace' is the name of 'brian' "
        "(entities.yaml:2:3); a look-up will ask which",
        "entities.yaml:2:58: warning[alias-is-name]: 'Adá' is the name of 'ada' (entities.yaml:1:3); "
        "a look-up will ask which",
    ]


def test_a_source_that_nobody_cites_is_a_warning_once_everything_can_be_read(dataset: Write) -> None:
    sources = "- {id: paper, title: A paper}\n- {id: book, title: A book}\n"
    assert printed(dataset(sources=sources)) == [
        "sources.yaml:2:8: warning[unused-source]: no claim cites 'book'; cite it, or remove it"
    ]
    assert printed(dataset(sources=sources, relations="- {from: ada, type: met, source: book}")) == [
        "relations.yaml:1:3: error[missing-key]: needs 'to'"
    ]


@pytest.mark.parametrize(
    ("file", "right"),
    [
        ("relation.yaml", "rename it to relations/relation.yaml"),
        ("Entity.yaml", "rename it to entities/Entity.yaml"),
        ("vocabulary.yml", "rename it to vocabulary.yaml"),
        ("sources-2.json", "rename it to sources/sources-2.yaml"),
        ("entity/more.yaml", "rename it to entities"),
        ("relations/z.yml", "rename it to relations/z.yaml"),
        ("entities/x.json", "rename it to entities/x.yaml"),
        ("relations/2019/z.yaml", "put its files beside it"),
    ],
)
def test_what_looks_like_data_and_is_not_read_is_a_warning(dataset: Write, file: str, right: str) -> None:
    folder = dataset()
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).touch()
    seen = "relations/2019" if "2019" in file else file.removesuffix("/more.yaml")
    assert printed(folder) == [
        f"{seen}:1:1: warning[unread-file]: looks like data and is not read; {right}, or move it elsewhere"
    ]


def test_what_does_not_look_like_data_may_lie_beside_it(dataset: Write) -> None:
    folder = dataset()
    beside = ("README.md", "notes.yaml", "relations.graphml", ".entities.yaml", "schema/entities.json")
    within = ("entities/README.md", "entities/.z.yaml.swp", "relations/z.yaml~", "relations/#z.yaml#")
    for file in (*beside, *within):
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).touch()
    assert printed(folder) == []


def test_a_speaker_in_words_who_has_a_record_is_a_warning_however_the_name_is_spelt(dataset: Write) -> None:
    """Words for somebody of a group are left: they say that it is somebody else."""
    assert printed(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: Ada Byron, aliases: [Lady], born: {by: Guild, source: paper}}
                - {id: brian, kind: person, name: Brian}
                - {id: guild, kind: group, name: Guild, aliases: [The Byrons]}
                """,
            relations="""\
                - from: ada
                  type: met
                  to: brian
                  claims:
                    - {source: paper, by: ada byron, via: GUILD}
                    - {source: paper, by: {unnamed: Lady}}
                    - {source: paper, by: {unnamed: Lady, of: guild}}
                    - {source: paper, by: Ada}
                    - {source: paper, by: Brian, set_aside: misread}
                """,
        )
    ) == [
        "entities.yaml:1:72: warning[voice-in-words]: 'Guild' has a record, and counts as another voice; "
        "write guild",
        "relations.yaml:5:27: warning[voice-in-words]: 'ada byron' has a record, and counts as another "
        "voice; write ada",
        "relations.yaml:5:43: warning[voice-in-words]: 'GUILD' has a record, and counts as another "
        "voice; write guild",
        "relations.yaml:6:27: warning[voice-in-words]: 'Lady' has a record, and counts as another voice; "
        "write ada",
    ]


def test_a_life_that_ends_before_it_begins_is_one_warning(dataset: Write) -> None:
    """What is disputed does not count. Of who acts when such a life is over, nothing more is said."""
    assert printed(
        dataset(
            entities="""\
                - id: ada
                  kind: person
                  name: Ada
                  born: {date: 1815, source: paper}
                  died: {date: 1752, source: paper}
                - id: brian
                  kind: person
                  name: Brian
                  born: {date: 1815, source: paper}
                  died: [{date: 1752, source: paper}, {stance: denies, by: ada, source: paper}]
                - {id: c, kind: person, name: C, born: {date: 1815-05, source: paper}}
                """,
            relations="- {from: ada, type: met, to: c, date: 1820, source: paper}\n",
        )
    ) == [
        "entities.yaml:5:9: warning[died-before-born]: 'ada' died before being born; correct a date, or set "
        "a claim aside"
    ]


def test_a_circle_of_parts_or_parents_is_a_warning_where_it_closes(dataset: Write) -> None:
    groups = "".join(f"- {{id: g{n}, kind: group, name: Group {n}}}\n" for n in range(1, 8))
    people = "- {id: ada, kind: person, name: Ada}\n- {id: brian, kind: person, name: Brian}\n"
    assert printed(
        dataset(
            entities=f"{groups}{people}",
            relations="""\
                - {from: g1, type: part-of, to: g2, source: paper}
                - {from: g2, type: part-of, to: g3, source: paper}
                - {from: g3, type: part-of, to: g1, source: paper}
                - {from: g4, type: part-of, to: g5, date: 2001/2003, source: paper}
                - {from: g5, type: part-of, to: g4, date: 2004/2006, source: paper}
                - {from: g6, type: part-of, to: g7, source: paper}
                - from: g7
                  type: part-of
                  to: g6
                  claims: [{source: paper}, {source: paper, stance: retracts}]
                - {from: ada, type: parent-of, to: brian, source: paper}
                - {from: brian, type: parent-of, to: ada, source: paper}
                - {from: ada, type: related-to, to: brian, source: paper}
                """,
        )
    ) == [
        "relations.yaml:3:33: warning[circle]: closes a circle of part-of: g1, g2, g3, g1; correct one of "
        "them",
        "relations.yaml:12:38: warning[circle]: closes a circle of parent-of: ada, brian, ada; correct one "
        "of them",
    ]


def test_a_circle_of_many_is_found_and_not_told_at_length(dataset: Write) -> None:
    groups = "".join(f"- {{id: g{n}, kind: group, name: Group {n}}}\n" for n in range(5_000))
    steps = "".join(
        f"- {{from: g{n}, type: part-of, to: g{(n + 1) % 5_000}, source: paper}}\n" for n in range(5_000)
    )
    assert printed(dataset(entities=groups, relations=steps)) == [
        "relations.yaml:5000:36: warning[circle]: closes a circle of part-of: g0, g1, g2, g3, g4, …, g0; "
        "correct one of them"
    ]


FAULTS = [
    ("entities", "-\n" * 3_000, 3_000, 0),
    ("entities", "- {id: A B, kind: person, nme: A}\n" * 1_000, 3_000, 1),
    ("entities", f"- {{id: a, kind: person, name: A, aliases: [{'[],' * 3_000}]}}\n", 3_000, 1),
    (
        "relations",
        "".join(f"- {{from: x{n}, type: met, to: y{n}, source: paper}}\n" for n in range(1_500)),
        3_000,
        1_500,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("part", "text", "count", "records"), FAULTS, ids=["yaml", "keys", "items", "ids"])
def test_of_very_many_faults_a_thousand_are_told_and_all_are_counted(
    dataset: Write, part: str, text: str, count: int, records: int
) -> None:
    others = {"entities": "", "relations": ""} if part == "entities" else {}
    data = loader.load(dataset(**{**others, "sources": PAPER, part: text}))
    found = [fault for fault in checks.run(data) if fault.severity == "error"]
    assert sum(fault.times for fault in found) == count
    assert [fault.code for fault in found if fault.times > 1] == ["more"]
    assert len(found) <= MOST + 1
    sound, left_out = checks.sound(data, found)
    assert left_out == records
    assert sound.relations == ()


def test_a_file_that_cannot_be_read_is_told_however_many_other_faults_there_are(dataset: Write) -> None:
    folder = dataset(entities="-\n" * 3_000, sources=b"\xff")
    (folder / "relations.yaml").unlink()
    found = checks.run(loader.load(folder))
    assert [(fault.place.file, fault.code) for fault in found[-2:]] == [
        ("relations.yaml", "missing-file"),
        ("sources.yaml", "file"),
    ]
    assert (sum(fault.times for fault in found), len(found)) == (3_002, MOST + 1)


def test_a_file_that_is_not_read_is_told_however_many_other_warnings_there_are(dataset: Write) -> None:
    sources = "".join(f"- {{id: s{n}, title: S, date: 2020}}\n" for n in range(1_500))
    folder = dataset(relations="", sources=sources)
    (folder / "sources.yml").touch()
    found = checks.run(loader.load(folder))
    assert (found[-1].place.file, found[-1].code) == ("sources.yml", "unread-file")
    assert (sum(fault.times for fault in found), len(found)) == (1_501, MOST + 1)


def test_queries_get_what_is_sound_and_the_number_of_what_is_not(dataset: Write) -> None:
    """Out: brian and book, which are broken, what hangs on them, one to itself, and one that is no YAML."""
    data = loader.load(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: Ada}
                - {id: brian, kind: person}
                - {id: guild, kind: group, name: Guild}
                - {id: york, kind: group, name: York, summary: Makes gloves., source: book}
                """,
            sources="- {id: paper, title: A paper}\n- {id: book}\n",
            relations="""\
                - {from: ada, type: leads, to: guild, source: paper}
                - {from: ada, type: member-of, to: guild, source: paper, about: brian}
                - {from: ada, type: met, to: brian, source: paper}
                - {from: ada, type: commands, to: guild, source: book}
                - {from: ada, type: commands, to: york, source: paper}
                - {from: ada, type: met, to: ada, source: paper}
                - {from: ada, type: met: x}
                """,
        )
    )
    sound, left_out = checks.sound(data, checks.run(data))
    assert list(sound.entities) == ["ada", "guild"]
    assert [relation.type for relation in sound.relations] == ["leads", "member-of"]
    assert left_out == 8


def test_every_check_is_in_the_table() -> None:
    """A check is a public function from a dataset to faults."""
    table = (*checks.CHECKS, *suspicions.STRICT)
    for module in (checks, settled, terms, suspicions):
        public = [f for name, f in vars(module).items() if inspect.isfunction(f) and not name.startswith("_")]
        found = {f for f in public if inspect.signature(f).return_annotation == Iterator[Fault]}
        assert {check for check in table if check.__module__ == module.__name__} == found
