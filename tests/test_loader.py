"""A dataset is read record by record: what is wrong with one, and that the others are read all the same."""

import errno
import os
from pathlib import Path

import pytest
from conftest import Write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akg import checks, files, loader, locate

DATA = Path(__file__).parents[1] / "data"


def printed(folder: Path) -> list[str]:
    return list(map(str, checks.run(loader.load(folder))))


def test_the_dataset_that_other_tests_start_from_has_no_fault(dataset: Write) -> None:
    assert printed(dataset()) == []


def test_text_stays_text_where_yaml_would_make_it_something_else(dataset: Write) -> None:
    data = loader.load(
        dataset(
            entities="""\
                - {id: "1998", kind: person, name: NO, aliases: [1_000, 12:30, 2019-03-01], note: null}
                - {id: no, kind: person, name: "1.0", ids: {wikidata: 0x10}, note: ~}
                """,
            relations="- {from: 1998, type: met, to: no, role: 1e3, source: paper}",
        )
    )
    assert data.faults == ()
    assert [(e.id, e.names, e.note, e.ids) for e in data.entities.values()] == [
        ("1998", ("NO", "1_000", "12:30", "2019-03-01"), "null", ()),
        ("no", ("1.0",), "~", (("wikidata", "0x10"),)),
    ]
    assert [(r.id, r.role) for r in data.relations] == [("1998.met.no", "1e3")]


def test_a_key_that_is_needed_is_missed_where_its_record_begins(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: Ada}
                - id: brian
                  name: Brian
                """,
        )
    ) == ["entities.yaml:2:3: error[missing-key]: needs 'kind'"]


def test_an_unknown_key_is_shown_where_it_stands_with_the_likely_one(dataset: Write) -> None:
    assert printed(
        dataset(relations="- {from: ada, type: met, to: brian, source: paper, rôle: x, zzz: y, claim: []}")
    ) == [
        "relations.yaml:1:52: error[unknown-key]: unknown key 'rôle'; did you mean 'role'?",
        "relations.yaml:1:61: error[unknown-key]: unknown key 'zzz'; known are about, at, by, claims, "
        "date, from, "
        "hedge, id, meant, note, place, role, said, source, stance, text, to, type, via",
        "relations.yaml:1:69: error[unknown-key]: unknown key 'claim'; did you mean 'claims'?",
    ]


def test_a_value_of_the_wrong_type_is_shown_where_it_stands(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: [Ada], aliases: Lady, ids: x, died: late, figures: [1]}
                - {id: brian, kind: person, name: {first: Brian}}
                """,
        )
    ) == [
        "entities.yaml:1:33: error[wrong-type]: 'name' takes words, found a list",
        "entities.yaml:1:49: error[wrong-type]: 'aliases' takes a list in [brackets], found 'Lady'",
        "entities.yaml:1:60: error[wrong-type]: 'ids' takes key: value pairs, found 'x'",
        "entities.yaml:1:69: error[wrong-type]: 'died' takes key: value pairs, found 'late'",
        "entities.yaml:1:85: error[wrong-type]: 'figures' takes key: value pairs, found '1'",
        "entities.yaml:2:35: error[wrong-type]: 'name' takes words, found a mapping",
    ]


def test_a_value_that_is_none_of_the_choices_is_answered_with_them(dataset: Write) -> None:
    assert printed(
        dataset(relations="- {from: ada, type: met, to: brian, source: paper, stance: denied}")
    ) == [
        "relations.yaml:1:60: error[wrong-value]: 'stance' is one of "
        "'asserts', 'denies', 'doubts' or 'retracts'; found 'denied'"
    ]


def test_an_empty_value_is_no_value(dataset: Write) -> None:
    assert printed(
        dataset(
            relations="- {from: ada, type: met, to: brian, source: paper, role: ' ', claims: []}\n- from:\n"
        )
    ) == [
        "relations.yaml:1:58: error[no-value]: 'role' is empty; give it a value, or remove it",
        "relations.yaml:1:71: error[no-value]: 'claims' is an empty list; fill it, or remove it",
        "relations.yaml:2:3: error[missing-key]: needs 'to'",
        "relations.yaml:2:3: error[missing-key]: needs 'type'",
        "relations.yaml:2:3: error[no-value]: 'from' has no value; give it one, or remove the key",
    ]


def test_a_name_of_which_nothing_is_seen_is_no_name(dataset: Write) -> None:
    folder = dataset(
        entities="""\
            - {id: ada, kind: person, name: "\\u200b\\u200d", aliases: ["\\u3164", {name: "\\U000e0041"}]}
            - {id: brian, kind: person, name: "می\\u200cخواهد", aliases: ["?", "\\u200bB"]}
            """,
        relations="",
    )
    faults = [fault for fault in loader.load(folder).faults if fault.code == "no-value"]
    assert list(map(str, faults)) == [
        f"entities.yaml:1:{column}: error[no-value]: {name} holds nothing that can be seen; "
        "write a name in letters"
        for column, name in ((33, r"'\u200b\u200d'"), (59, r"'\u3164'"), (76, r"'\U000e0041'"))
    ]
    assert printed(folder) == list(map(str, faults))


def test_a_text_has_an_end(dataset: Write) -> None:
    assert printed(dataset(entities=f"- {{id: ada, kind: person, name: {'a' * 10_001}}}", relations="")) == [
        "entities.yaml:1:33: error[too-long]: 'name' is longer than 10000 characters"
    ]


def test_an_id_is_lower_case_letters_digits_and_hyphens(dataset: Write) -> None:
    long = "x" * 201
    assert printed(
        dataset(
            relations=f"""\
                - {{from: Ada, type: met, to: {long}, source: paper}}
                - {{id: "a b", from: ada, type: met, to: brian, source: paper}}
                """
        )
    ) == [
        "relations.yaml:1:10: error[id]: 'Ada' is no id; write lower-case letters, digits and hyphens",
        f"relations.yaml:1:30: error[id]: '{long[:59]} is no id; write lower-case letters, digits and "
        f"hyphens",
        "relations.yaml:2:8: error[id]: 'a b' is no id; it has no blank and no ':'",
    ]


def test_a_date_is_answered_with_what_to_write(dataset: Write) -> None:
    faults = printed(
        dataset(
            relations="""\
                - {from: ada, type: met, to: brian, source: paper, date: [2017..2019]}
                - {from: ada, type: met, to: brian, source: paper, date: {year: 2017}}
                - {from: ada, type: met, to: brian, source: paper, date: 2019/2017}
                """
        )
    )
    assert faults == [
        'relations.yaml:1:58: error[date]: a date in brackets is a YAML list; quote it: "[2017..2019]"',
        "relations.yaml:2:58: error[date]: a date is one value such as 2019-05, not a mapping",
        "relations.yaml:3:58: error[date]: '2019/2017' is no date: it ends before it starts; "
        "write 2017/2019 if the ends are swapped",
    ]


def test_a_number_is_one_number_or_a_range(dataset: Write) -> None:
    values = ["500", "400..600", "400..", "2.5", "5,000", "600..400", "9" * 5000, "-3"]
    figures = "\n".join(f"    - {{what: men, source: paper, value: '{value}'}}" for value in values)
    folder = dataset(
        entities=f"- id: guild\n  kind: group\n  name: Guild\n  figures:\n{figures}\n", relations=""
    )
    remedy = "write 500, 400..600 or 400.. without units or commas"
    assert printed(folder) == [
        f"entities.yaml:9:41: error[number]: '5,000' is no number; {remedy}",
        "entities.yaml:10:41: error[number]: '600..400' runs backwards; write the smaller number first",
        f"entities.yaml:11:41: error[number]: '{'9' * 59} is no number; {remedy}",
        f"entities.yaml:12:41: error[number]: '-3' is no number; {remedy}",
    ]


def test_who_says_so_is_an_id_a_name_or_somebody_unnamed(dataset: Write) -> None:
    data = loader.load(
        dataset(
            relations="""\
                - from: ada
                  type: met
                  to: brian
                  claims:
                    - {source: paper, by: guild}
                    - {source: paper, by: A Friend}
                    - {source: paper, by: {unnamed: two officials, of: guild}}
                    - {source: paper, by: {unnamed: a courier}}
                    - {source: paper}
                """
        )
    )
    assert data.faults == ()
    assert [claim.by and tuple(claim.by) for claim in data.relations[0].claims] == [
        ("guild", None, None),
        (None, "A Friend", None),
        (None, "two officials", "guild"),
        (None, "a courier", None),
        None,
    ]


def test_a_voice_of_another_form_is_refused(dataset: Write) -> None:
    form = "error[voice]: write an id, a name in words, or {unnamed: two officials, of: an-id}"
    assert printed(
        dataset(
            relations="""\
                - {from: ada, type: met, to: brian, source: paper, by: [guild]}
                - {from: ada, type: met, to: brian, source: paper, by: {of: guild}}
                - {from: ada, type: met, to: brian, source: paper, by: {unnamed: '', of: guild}}
                - {from: ada, type: met, to: brian, source: paper, by: {unnamed: x, of: The Guild}}
                """
        )
    ) == [
        f"relations.yaml:1:56: {form}",
        f"relations.yaml:2:56: {form}",
        "relations.yaml:3:56: error[text]: between 1 and 10000 characters are needed",
        "relations.yaml:4:56: error[id]: 'The Guild' is no id; write lower-case letters, digits and hyphens",
    ]


def test_a_party_is_an_id_or_words(dataset: Write) -> None:
    faults = printed(
        dataset(
            entities="""\
                - id: feast
                  kind: event
                  name: Feast
                  source: paper
                  parties:
                    - {who: ada, text: Ada}
                    - {role: host}
                    - {who: ada, count: 2}
                    - {text: guests, count: 20.., of: guild}
                """,
            relations="",
        )
    )
    assert faults == [
        "entities.yaml:6:7: error[party]: a party has either 'who' (an id) or 'text' (words)",
        "entities.yaml:7:7: error[party]: a party has either 'who' (an id) or 'text' (words)",
        "entities.yaml:8:7: error[party]: 'count' and 'of' belong to a party given by 'text'",
    ]


def test_the_short_form_and_claims_exclude_each_other_and_one_is_needed(dataset: Write) -> None:
    assert printed(
        dataset(
            relations="""\
                - {from: ada, type: met, to: brian, by: guild, claims: [{source: paper}]}
                - {from: ada, type: met, to: guild}
                """,
            entities="""\
                - id: ada
                  kind: person
                  name: Ada
                  aliases: [Lady, {name: Bess, lang: en}, {name: Byron, at: p1, claims: [{source: paper}]}]
                  figures:
                    - {what: horses, value: 2}
                    - {what: letters, value: 8, by: brian, source: paper, claims: [{source: paper}]}
                    - {what: maids, value: 1, claims: [{by: brian}]}
                """,
        )
    ) == [
        "entities.yaml:4:57: error[short-and-claims]: 'at' beside 'claims'; move it into the claims",
        "entities.yaml:6:7: error[no-source]: needs 'source' (and 'at'), or a list of 'claims'",
        "entities.yaml:7:33: error[short-and-claims]: 'by', 'source' beside 'claims'; move it into "
        "the claims",
        "entities.yaml:8:40: error[missing-key]: needs 'source'",
        "relations.yaml:1:37: error[short-and-claims]: 'by' beside 'claims'; move it into the claims",
        "relations.yaml:2:3: error[no-source]: needs 'source' (and 'at'), or a list of 'claims'",
    ]


def test_a_key_of_another_kind_of_entity_is_refused(dataset: Write) -> None:
    assert printed(
        dataset(
            entities="- {id: ada, kind: person, name: Ada, place: x, date: 1815}\n"
            "- {id: b, kind: group, name: B, born: []}\n",
            relations="",
        )
    ) == [
        "entities.yaml:1:48: error[wrong-kind]: 'date', 'place' in a record of kind person; "
        "only one of kind event has it",
        "entities.yaml:2:33: error[wrong-kind]: 'born' in a record of kind group; only one of kind "
        "person has it",
    ]


def test_an_id_is_given_once(dataset: Write) -> None:
    folder = dataset(
        entities="- {id: ada, kind: person, name: Ada}\n- {id: ada, kind: person, name: Another}\n",
        relations="""\
            - {from: ada, type: praised, to: ada, source: paper, id: x}
            - {from: ada, type: blamed, to: ada, source: paper, id: x}
            """,
    )
    data = loader.load(folder)
    assert list(map(str, data.faults)) == [
        "entities.yaml:2:3: error[duplicate-id]: the entity id 'ada' is taken by entities.yaml:1:3; "
        "give one of them another",
        "relations.yaml:2:3: error[duplicate-id]: the relation id 'x' is taken by relations.yaml:1:3; "
        "merge their claims into one record, or give one an 'id' of its own",
    ]
    assert [entity.name for entity in data.entities.values()] == ["Ada"]
    assert [relation.type for relation in data.relations] == ["praised"]


def test_what_is_no_list_or_no_record_is_said_and_the_rest_is_read(dataset: Write) -> None:
    data = loader.load(
        dataset(
            entities="# no dash\nid: ada\nkind: person\nname: Ada\n",
            sources="# words\n  only words\n",
            relations="- \n- words\n- [a, b]\n- {from: ada, type: met, to: ada, source: paper}\n",
        )
    )
    assert list(map(str, data.faults)) == [
        "entities.yaml:2:1: error[not-a-list]: entities are a list; begin each with '- '",
        "relations.yaml:1:2: error[no-value]: an empty item; give it a value, or remove the dash",
        "relations.yaml:2:3: error[not-a-record]: found 'words' where a record is expected; write key: "
        "value pairs",
        "relations.yaml:3:3: error[not-a-record]: found \"['a', 'b']\" where a record is expected; "
        "write key: value pairs",
        "sources.yaml:2:3: error[not-a-list]: sources are a list; begin each with '- '",
    ]
    assert (list(data.entities), len(data.relations)) == (["ada"], 1)


def test_defaults_are_filled_in_down_to_nested_groups_claims_and_parts(dataset: Write) -> None:
    data = loader.load(
        dataset(
            entities="""\
                - with: {source: paper, at: p1}
                  entities:
                    - id: ada
                      kind: person
                      name: Ada
                      aliases:
                        - Lady
                        - {name: Countess}
                        - {name: Byron, source: other}
                        - {name: Noel, claims: [{at: p3}, {source: other, stance: denies}]}
                      figures:
                        - {what: letters, value: 8, by: brian}
                        - {what: horses, value: 2, claims: [{at: p4}, {stance: denies, by: brian}]}
                      born: {date: 1815}
                      died: [{date: 1852, at: p2}]
                """,
            relations="""\
                - with: {source: paper, at: p1, hedge: maybe}
                  relations:
                    - {from: ada, type: met, to: ada}
                    - with: {source: other, by: guild}
                      relations:
                        - {from: ada, type: praised, to: ada}
                        - {from: ada, type: blamed, to: ada, claims: [{at: p3}, {hedge: surely}]}
                """,
        )
    )
    assert data.faults == ()
    ada = data.entities["ada"]
    assert [[(claim.source, claim.at) for claim in alias.claims] for alias in ada.aliases] == [
        [],
        [("paper", "p1")],
        [("other", None)],
        [("paper", "p3"), ("other", None)],
    ]
    assert [[(c.at, c.stance, c.by and c.by.entity) for c in figure.claims] for figure in ada.figures] == [
        [("p1", "asserts", "brian")],
        [("p4", "asserts", None), ("p1", "denies", "brian")],
    ]
    assert [(c.source, c.at) for c in (*ada.born, *ada.died)] == [("paper", "p1"), ("paper", "p2")]
    assert [[(c.source, c.at, c.hedge, c.by and c.by.entity) for c in r.claims] for r in data.relations] == [
        [("paper", "p1", "maybe", None)],
        [("other", None, "maybe", "guild")],
        [("other", "p3", "maybe", "guild"), ("other", None, "surely", "guild")],
    ]


def test_a_fault_in_defaults_is_reported_once_and_there(dataset: Write) -> None:
    folder = dataset(
        relations="""\
            - with: {sorce: paper, said: [2019], hedge: x}
              relations:
                - {from: ada, type: met, to: brian}
                - {from: ada, type: praised, to: brian, rol: x}
                - {from: ada, type: blamed, to: brian, claims: [{at: p1}]}
            - {from: ada, type: fought, to: brian, source: paper}
            """
    )
    data = loader.load(folder)
    assert printed(folder) == [
        "relations.yaml:1:10: error[unknown-key]: unknown key 'sorce'; did you mean 'source'?",
        'relations.yaml:1:30: error[date]: a date in brackets is a YAML list; quote it: "[2019]"',
        "relations.yaml:4:45: error[unknown-key]: unknown key 'rol'; did you mean 'role'?",
    ]
    assert [relation.type for relation in data.relations] == ["fought"]
    assert checks.sound(data, checks.run(data))[1] == 3


def test_an_unknown_source_in_defaults_is_reported_once_and_there(dataset: Write) -> None:
    assert printed(
        dataset(
            relations="""\
                - with: {source: papper}
                  relations:
                    - {from: ada, type: met, to: brian}
                    - {from: ada, type: praised, to: brian}
                """
        )
    ) == [
        "relations.yaml:1:18: error[unknown-source]: 'papper' is no source; did you mean 'paper'?",
        "sources.yaml:1:8: warning[unused-source]: no claim cites 'paper'; cite it, or remove it",
    ]


def test_a_group_without_defaults_or_list_is_refused_and_its_ids_are_not_called_unknown(
    dataset: Write,
) -> None:
    group = "error[bad-group]: a group is {with: {source: ...}, entities: [...]}"
    assert printed(
        dataset(
            entities="""\
                - wiht: {source: paper}
                  entities:
                    - {id: ada, kind: person, name: Ada, summary: Counts.}
                - with: {source: paper}
                  entity:
                    - {id: brian, kind: person, name: Brian}
                - with: {source: paper}
                """
        )
    ) == [
        f"entities.yaml:1:3: {group}",
        "entities.yaml:1:3: error[unknown-key]: unknown key 'wiht'; a group has 'with' and 'entities'",
        "entities.yaml:5:3: error[unknown-key]: unknown key 'entity'; a group has 'with' and 'entities'",
        f"entities.yaml:7:3: {group}",
    ]


def test_a_group_without_defaults_in_another_has_no_fault_but_that(dataset: Write) -> None:
    assert printed(
        dataset(
            relations="""\
                - with: {source: paper}
                  relations:
                    - relations:
                        - {from: ada, type: met, to: brian}
                    - {from: ada, type: praised, to: brian}
                """
        )
    ) == ["relations.yaml:3:7: error[bad-group]: a group is {with: {source: ...}, relations: [...]}"]


def test_defaults_at_fault_in_a_group_in_another_are_reported_once(dataset: Write) -> None:
    assert printed(
        dataset(
            relations="""\
                - with: {source: paper, sad: 2019}
                  relations:
                    - with: {hege: maybe}
                      relations:
                        - {from: ada, type: met, to: brian}
                    - with: {source: papr}
                      relations:
                        - {from: ada, type: praised, to: brian, rol: x}
                        - {from: ada, type: opposed, to: brian}
                """
        )
    ) == [
        "relations.yaml:1:25: error[unknown-key]: unknown key 'sad'; did you mean 'said'?",
        "relations.yaml:3:14: error[unknown-key]: unknown key 'hege'; did you mean 'hedge'?",
        "relations.yaml:8:49: error[unknown-key]: unknown key 'rol'; did you mean 'role'?",
    ]


def test_a_record_that_cannot_be_read_makes_no_reference_to_it_unknown(dataset: Write) -> None:
    folder = dataset(
        entities="""\
            - {id: ada, kind: person, name: Ada}
            - {id: brian, kind: person, name: Brian, alias: Bri}
            - {id: guild, kind: group, name: Guild: the}
            """,
        relations="""\
            - {from: ada, type: met, to: brian, source: paper}
            - {from: ada, type: member-of, to: guild, source: paper}
            - {from: ada, type: met, to: york, source: paper}
            """,
    )
    assert printed(folder) == [
        "entities.yaml:2:42: error[unknown-key]: unknown key 'alias'; did you mean 'aliases'?",
        "entities.yaml:3:39: error[yaml]: a comma, colon or bracket inside a value breaks the record; "
        "quote the value (in double quotes, if an apostrophe is in it), or close the bracket before",
        "relations.yaml:3:30: error[unknown-entity]: 'york' is no entity; add its record, or where it "
        "says who "
        "speaks, write {unnamed: ...}",
    ]


def test_the_vocabulary_of_a_dataset_adds_to_the_built_in_and_its_faults_are_placed(dataset: Write) -> None:
    folder = dataset(
        vocabulary="""\
            kinds:
              - {id: ship, label: ship, plural: ships, description: Floats.}
            types:
              - {id: sails, label: sails, inverse: sail, shape: act, from: person, to: shp, description: D.}
              - {id: rows, label: rows, shape: act, from: any, to: any, description: D.}
              - {id: steers, label: steers, symmetric: maybe, shape: deed, from: [], to: any, description: D.}
            typs: []
            """,
        relations="""\
            - {from: ada, type: sails, to: brian, source: paper}
            - {from: ada, type: rows, to: ada, source: p}
            """,
    )
    assert printed(folder) == [
        "relations.yaml:1:21: error[wrong-kind]: 'sails' goes from person to shp, not from person to person; "
        "choose another type or kind",
        "relations.yaml:2:31: error[self]: 'ada' is related to itself; correct one end",
        "relations.yaml:2:44: error[unknown-source]: 'p' is no source; add it to sources.yaml",
        "vocabulary.yaml:4:76: error[unknown-kind]: 'shp' is no kind; did you mean 'ship'?",
        "vocabulary.yaml:5:5: error[inverse]: give either 'inverse' or 'symmetric: true'",
        "vocabulary.yaml:6:44: error[wrong-value]: 'symmetric' is one of 'true' or 'false'; found 'maybe'",
        "vocabulary.yaml:6:58: error[wrong-value]: 'shape' is one of 'act', 'state' or 'lasting'; found "
        "'deed'",
        "vocabulary.yaml:6:70: error[no-value]: 'from' is an empty list; fill it, or remove it",
        "vocabulary.yaml:7:1: error[vocabulary]: a vocabulary has 'kinds:', 'types:' and 'chains:', each "
        "a list, and nothing else",
    ]
    assert "ship" in loader.load(folder).vocabulary.kinds


def test_a_vocabulary_that_is_a_list_is_refused(dataset: Write) -> None:
    form = (
        "error[vocabulary]: a vocabulary has 'kinds:', 'types:' and 'chains:', each a list, and nothing else"
    )
    assert printed(dataset(vocabulary="# kinds\n- {id: ship}\n")) == [f"vocabulary.yaml:2:1: {form}"]


MET = "- {from: ada, type: met, to: brian, source: paper}\n"


def test_a_byte_order_mark_and_the_line_ends_of_any_system_are_read(dataset: Write) -> None:
    two = (MET + MET.replace("met", "mett")).encode()
    fault = "relations.yaml:2:21: error[unknown-type]: 'mett' is no relation type; did you mean 'met'?"
    for content in (b"\xef\xbb\xbf" + two, two.replace(b"\n", b"\r\n"), two.replace(b"\n", b"\r")):
        assert printed(dataset(relations=content)) == [fault]


def test_a_byte_that_is_not_utf_8_is_placed(dataset: Write) -> None:
    """The third line holds an e acute in Latin-1, behind one in UTF-8."""
    for start in (b"", b"\xef\xbb\xbf"):
        content = start + b"# one\r\n# two\r\n# \xc3\xa9 \xe9\r\n" + MET.encode()
        assert printed(dataset(relations=content)) == [
            "relations.yaml:3:5: error[file]: byte 0xe9 is not UTF-8; save the file as UTF-8"
        ]


def test_a_file_that_is_none_is_a_fault_and_is_not_waited_for(dataset: Write, tmp_path: Path) -> None:
    """A pipe, a folder, a device, and links that lead out of the folder, in a circle and nowhere."""
    dataset()
    folder = tmp_path / "relations"
    folder.mkdir()
    os.mkfifo(folder / "1.yaml")
    (folder / "2.yaml").mkdir()
    for number, goal in enumerate(["/dev/zero", __file__, "6.yaml", "5.yaml", "gone.yaml"], start=3):
        (folder / f"{number}.yaml").symlink_to(goal)
    (folder / ".hidden.yaml").symlink_to("gone.yaml")
    assert [fault.removeprefix("relations/") for fault in printed(tmp_path)] == [
        "1.yaml:1:1: error[file]: is no ordinary file; put one here",
        "2.yaml:1:1: error[file]: is no ordinary file; put one here",
        "3.yaml:1:1: error[file]: leads outside the dataset's folder; put the file itself here",
        "4.yaml:1:1: error[file]: leads outside the dataset's folder; put the file itself here",
        "5.yaml:1:1: error[file]: cannot be read: it leads in a circle",
        "6.yaml:1:1: error[file]: cannot be read: it leads in a circle",
        "7.yaml:1:1: error[file]: cannot be read: No such file or directory",
    ]


def test_a_folder_of_files_that_may_not_be_listed_is_a_fault_beside_what_can_be_read(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset(relations=MET.replace("ada", "zoe"))
    (folder / "entities").mkdir()
    (folder / "entities/more.yaml").write_text("- {id: zoe, kind: person, name: Zoe}\n")
    listdir = os.listdir

    def refusing(path: str) -> list[str]:
        if os.path.basename(path) == "entities":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refusing)
    assert printed(folder) == ["entities:1:1: error[file]: cannot be read: Permission denied"]
    assert list(loader.load(folder).entities) == ["ada", "brian", "guild", "york"]


def test_a_file_too_large_is_not_read(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 2**20)
    assert printed(dataset(relations=b" " * (2**20 + 1))) == [
        "relations.yaml:1:1: error[file]: is larger than 1 MiB; split it into a folder of files"
    ]


def test_a_file_deleted_between_two_looks_at_it_is_a_fault_and_no_exception(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset(relations=MET.replace("paper", "papper"))
    data = loader.load(folder)
    (folder / "relations.yaml").unlink()
    assert [str(fault) for fault in checks.run(data) if fault.severity == "error"] == [
        "relations.yaml:1:3: error[unknown-source]: 'papper' is no source; did you mean 'paper'?"
    ]
    gone = folder / "sources.yaml"
    gone.unlink()
    assert list(map(str, files.read_file(gone, folder).faults)) == [
        "sources.yaml:1:1: error[file]: cannot be read: No such file or directory"
    ]


def test_records_may_be_spread_over_the_files_of_a_folder(dataset: Write) -> None:
    folder = dataset()
    (folder / "entities").mkdir()
    (folder / "entities/more.yaml").write_text(
        "- {id: zoe, kind: person, name: Zoe, nme: Z}\n- {id: yan, kind: person}"
    )
    assert printed(folder) == [
        "entities/more.yaml:1:38: error[unknown-key]: unknown key 'nme'; did you mean 'name'?",
        "entities/more.yaml:2:3: error[missing-key]: needs 'name'",
    ]


@pytest.mark.parametrize("content", ["", "# only this\n", "---\n"])
def test_empty_files_are_an_empty_dataset(dataset: Write, content: str) -> None:
    data = loader.load(dataset(entities=content, relations=content, sources=content, vocabulary=content))
    assert (data.entities, data.relations, data.sources, data.faults) == ({}, (), {}, ())


def test_a_dataset_needs_a_file_of_relations_if_only_an_empty_one(dataset: Write) -> None:
    folder = dataset(sources="")
    (folder / "relations.yaml").unlink()
    assert printed(folder) == [
        "relations.yaml:1:1: error[missing-file]: there is no relations.yaml "
        "(nor relations/*.yaml or *.jsonl); add one, empty if need be"
    ]


def test_a_relation_cannot_take_the_id_of_an_entity(dataset: Write) -> None:
    folder = dataset(relations="- {id: ada, from: ada, type: met, to: brian, source: paper}")
    assert printed(folder) == [
        "relations.yaml:1:3: error[duplicate-id]: the relation id 'ada' is taken by entities.yaml:1:3; "
        "give one of them another"
    ]
    assert "ada" in loader.load(folder).entities


def test_a_relation_cannot_take_the_id_of_what_is_told_of_an_entity_alone(dataset: Write) -> None:
    """Whether it is told as yet or not; figures are numbered."""
    ids = ["ada.born", "ada.figure.12", "guild.happened", "ada.figure", "ada.figure.x", "zoe.born", "born"]
    folder = dataset(
        relations="".join(f"- {{id: {id}, from: ada, type: met, to: brian, source: paper}}\n" for id in ids)
    )
    assert printed(folder) == [
        "relations.yaml:1:3: error[duplicate-id]: the relation id 'ada.born' is that of a date or number of "
        "'ada' (entities.yaml:1:3); give it another",
        "relations.yaml:2:3: error[duplicate-id]: the relation id 'ada.figure.12' is that of a date or "
        "number of 'ada' (entities.yaml:1:3); give it another",
        "relations.yaml:3:3: error[duplicate-id]: the relation id 'guild.happened' is that of a date or "
        "number of 'guild' (entities.yaml:3:3); give it another",
    ]
    assert [relation.id for relation in loader.load(folder).relations] == ids[3:]


def test_who_is_twice_among_the_parties_is_told_to_join_the_roles(dataset: Write) -> None:
    parties = "{who: ada, role: host}, {who: ada, role: cook}, {who: ada, type: present-at}"
    vocabulary = """\
        types:
          - {id: present-at, label: was at, inverse: saw, shape: act, from: any, to: any, description: D.}
        """
    folder = dataset(
        entities="- {id: ada, kind: person, name: Ada}\n"
        f"- {{id: feast, kind: event, name: Feast, source: paper, parties: [{parties}]}}\n",
        relations="",
        vocabulary=vocabulary,
    )
    assert printed(folder) == [
        "entities.yaml:2:90: error[duplicate-id]: the relation id 'ada.took-part-in.feast' is taken by "
        "entities.yaml:2:66; join their roles in one, or choose another type for one"
    ]


def test_a_folder_without_entities_is_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "relations.yaml").write_text(MET)
    with pytest.raises(locate.NoDataset):
        loader.load(tmp_path)


REAL = {
    part: (DATA / f"{part}.yaml").read_text(encoding="utf-8")
    for part in ("entities", "relations", "vocabulary")
}


@st.composite
def mutilated(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a file of the shipped data with lines or characters deleted, doubled or exchanged."""
    part = draw(st.sampled_from(sorted(REAL)))
    whole = draw(st.booleans())
    pieces = REAL[part].splitlines(keepends=True) if whole else list(REAL[part])
    for _ in range(draw(st.integers(1, 4))):
        i, j = (draw(st.integers(0, len(pieces) - 2)) for _ in range(2))
        change = draw(st.sampled_from(["delete", "double", "swap", "insert"]))
        if change == "delete":
            del pieces[i]
        elif change == "double":
            pieces.insert(i, pieces[j])
        elif change == "swap":
            pieces[i], pieces[j] = pieces[j], pieces[i]
        else:
            pieces.insert(
                i, draw(st.sampled_from(['"', "'", "{", "]", ": ", "- ", "\t", "&", "*", "|", "\0", "#"]))
            )
    return part, "".join(pieces)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutation=mutilated())
def test_mutilated_data_gives_faults_with_places_and_never_an_exception(
    dataset: Write, mutation: tuple[str, str]
) -> None:
    part, text = mutation
    sources = (DATA / "sources.yaml").read_bytes()
    folder = dataset(**{"sources": sources, **REAL, part: text.encode()})
    data = loader.load(folder)
    faults = checks.run(data)
    lines = text.count("\n") + 1
    assert all(fault.place.line <= lines for fault in faults if fault.place.file == f"{part}.yaml")
    sound, left_out = checks.sound(data, faults)
    assert left_out == 0 or any(fault.severity == "error" for fault in faults)
    assert {fault.record for fault in faults if fault.severity == "error"} & {
        r.id for r in sound.relations
    } == set()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.dictionaries(st.sampled_from(["entities", "relations", "sources", "vocabulary"]), st.binary())
)
def test_random_bytes_give_faults_and_never_an_exception(dataset: Write, parts: dict[str, bytes]) -> None:
    checks.run(loader.load(dataset(**parts)))


def test_what_is_wrong_with_a_row_or_a_source_takes_no_record_of_the_same_id_with_it(dataset: Write) -> None:
    folder = dataset(
        entities="- {id: ada, kind: person, name: Ada}\n- {id: brian, kind: person, name: Brian}\n",
        relations=MET,
        sources="- {id: paper, title: Paper}\n- {id: brian}\n",
        vocabulary="chains:\n- {id: ada, implies: part-of, chain: [], description: C.}\n"
        "types:\n- {id: brian, label: a}\nkinds:\n- {id: ada}\n",
    )
    read = loader.load(folder)
    sound, _ = checks.sound(read, checks.run(read))
    assert (list(sound.entities), len(sound.relations)) == (["ada", "brian"], 1)
