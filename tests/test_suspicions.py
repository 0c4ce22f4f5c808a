"""What is suspicious is told on a second look, and what only looks like it is not."""

from pathlib import Path

import pytest
from conftest import Write

from akg import checks, loader
from akg.suspicions import COMPARED

PEOPLE = """\
- {id: ada, kind: person, name: Ada}
- {id: brian, kind: person, name: Brian}
- {id: guild, kind: group, name: Guild}
"""
SOURCES = "- {id: paper, title: A paper, date: 2020}\n- {id: book, title: A book, date: 2021}\n"


def told(folder: Path, code: str) -> list[str]:
    """Give the warnings of a code, of which none is told but on a second look."""
    data = loader.load(folder)
    assert [str(fault) for fault in checks.run(data) if fault.code == code or fault.severity == "error"] == []
    return [str(fault) for fault in checks.run(data, strict=True) if fault.code == code]


def places(folder: Path, code: str) -> list[str]:
    return [line.split(": ")[0] for line in told(folder, code)]


# Likely duplicates: entities


def test_two_of_nearly_one_name_are_told_at_the_later(dataset: Write) -> None:
    entities = """\
        - {id: sirajuddin, kind: person, name: Sirajuddin Haqqani}
        - {id: ayman, kind: person, name: Ayman al-Zawahiri, aliases: [Ustaz]}
        - {id: doctor, kind: person, name: The Doctor, aliases: [Abu Fatima, Aiman Zawahri]}
        - {id: khalifa, kind: person, name: "Haqqani, Serajuddin", ids: {un: "1"}}
        """
    assert told(dataset(entities=entities, relations=""), "likely-duplicate") == [
        "entities.yaml:3:70: warning[likely-duplicate]: 'Aiman Zawahri' is nearly 'Ayman al-Zawahiri', "
        "a name of 'ayman' (entities.yaml:2:3); merge the two, join them by same-as, or say meant: "
        "likely-duplicate",
        "entities.yaml:4:37: warning[likely-duplicate]: 'Haqqani, Serajuddin' is nearly "
        "'Sirajuddin Haqqani', a name of 'sirajuddin' (entities.yaml:1:3); merge the two, join them by "
        "same-as, or say meant: likely-duplicate",
    ]


def test_two_that_a_catalogue_knows_under_one_id_are_told_once(dataset: Write) -> None:
    entities = """\
        - {id: ada, kind: person, name: Ada Byron, ids: {wikidata: Q7, un: "1"}}
        - {id: lovelace, kind: person, name: Adda Byron, ids: {wikidata: Q7, un: "1"}}
        - {id: house, kind: place, name: Byron House, ids: {wikidata: Q7}}
        - {id: carol, kind: person, name: Carol, ids: {viaf: Q7}}
        """
    assert told(dataset(entities=entities, relations=""), "likely-duplicate") == [
        "entities.yaml:2:74: warning[likely-duplicate]: '1' in 'un' is also 'ada' (entities.yaml:1:3); "
        "merge the two, join them by same-as, or say meant: likely-duplicate"
    ]


NO_DUPLICATES = {
    "a father and his son": ("Jalaluddin Haqqani", "Sirajuddin Haqqani", "person", ""),
    "of two kinds": ("Harbour Board", "Harbor Board", "group", ""),
    "one name exactly": ("Ada Byron", "Adá Byron", "person", ""),
    "the same": ("Ada Byron", "Adda Byron", "person", "{from: b, type: same-as, to: a, source: paper}"),
    "denied to be the same": (
        "Ada Byron", "Adda Byron", "person",
        "{from: a, type: same-as, to: b, claims: [{source: paper}, {source: paper, stance: denies, by: a}]}",
    ),
    "sisters": ("Ada Byron", "Adda Byron", "person", "{from: a, type: sibling-of, to: b, source: paper}"),
}  # fmt: skip


@pytest.mark.parametrize("what", NO_DUPLICATES)
def test_other_people_are_not_told(dataset: Write, what: str) -> None:
    first, second, kind, relation = NO_DUPLICATES[what]
    entities = (
        f"{PEOPLE}- {{id: a, kind: person, name: {first}}}\n- {{id: b, kind: {kind}, name: {second}}}\n"
    )
    folder = dataset(entities=entities, relations=f"- {relation}\n" if relation else "")
    assert places(folder, "likely-duplicate") == []


# Likely duplicates: relations

AGAIN = {
    "a date within the other's": ("leads, to: guild, date: 2009/2015", "leads, to: guild, date: 2012"),
    "a date around the other's": ("met, to: brian, date: 2019-05", "met, to: brian, date: 2019"),
    "one undated": ("leads, to: guild", "leads, to: guild, date: 2012"),
    "one without role": ("leads, to: guild, role: emir, date: 2012", "leads, to: guild, date: 2012-05"),
    "a date within those of the other's claims": (
        "leads, to: guild, date: ..2000/.., claims: [{source: paper}, {source: paper, date: 2019}]",
        "leads, to: guild, date: 2012, claims: [{source: paper}]",
    ),
    "both undated": ("leads, to: guild", "leads, to: guild, id: again"),
}


@pytest.mark.parametrize("what", AGAIN)
def test_a_relation_that_may_be_stated_again_is_told_at_the_later(dataset: Write, what: str) -> None:
    source = "" if "claims" in AGAIN[what][0] else ", source: paper"
    relations = "".join(f"- {{from: ada, type: {one}{source}}}\n" for one in AGAIN[what])
    assert places(dataset(relations=relations), "likely-duplicate") == ["relations.yaml:2:3"]


def test_of_a_relation_that_may_be_another_the_other_is_named(dataset: Write) -> None:
    """Either way round, where both ways mean the same."""
    relations = """\
        - {from: ada, type: met, to: brian, date: 2019, source: paper}
        - {from: brian, type: met, to: ada, date: 2019-05, source: paper}
        """
    assert told(dataset(relations=relations), "likely-duplicate") == [
        "relations.yaml:2:3: warning[likely-duplicate]: 'ada.met.brian.2019' (relations.yaml:1:3) may be the "
        "same; merge their claims into one record, tell them apart by 'role' or 'date', or say meant: "
        "likely-duplicate"
    ]


NOT_AGAIN = {
    "at another time": ("leads, to: guild, date: 2009/2012", "leads, to: guild, date: 2011/2015"),
    "in another role": ("praised, to: guild, role: for a", "praised, to: guild, role: for b, date: 2012"),
    "elsewhere": ("met, to: brian, place: york, date: 2019", "met, to: brian, place: bath, date: 2019-05"),
    "about others": ("met, to: brian, about: guild", "met, to: brian, about: york, date: 2019"),
    "of another type": ("met, to: brian", "praised, to: brian"),
    "with other ends": ("praised, to: brian", "praised, to: guild"),
}


@pytest.mark.parametrize("what", NOT_AGAIN)
def test_what_sets_two_relations_apart_is_seen(dataset: Write, what: str) -> None:
    relations = "".join(f"- {{from: ada, type: {one}, source: paper}}\n" for one in NOT_AGAIN[what])
    entities = f"{PEOPLE}- {{id: york, kind: place, name: York}}\n- {{id: bath, kind: place, name: Bath}}\n"
    assert places(dataset(entities=entities, relations=relations), "likely-duplicate") == []


def test_a_relation_is_compared_with_all_before_it_and_by_the_dates_of_its_claims(dataset: Write) -> None:
    relations = """\
        - {from: ada, type: leads, to: guild, date: 2009, source: paper}
        - {from: ada, type: leads, to: guild, id: x, claims: [{date: 2012, source: paper}]}
        - {from: ada, type: leads, to: guild, date: 2012-05, source: paper}
        """
    assert places(dataset(relations=relations), "likely-duplicate") == ["relations.yaml:3:3"]


def test_the_other_way_round_is_another_relation_or_told_as_mirrored(dataset: Write) -> None:
    relations = """\
        - {from: ada, type: praised, to: brian, source: paper}
        - {from: brian, type: praised, to: ada, date: 2019, source: paper}
        - {from: ada, type: met, to: brian, date: 2019, source: paper}
        - {from: brian, type: met, to: ada, date: 2019, source: paper}
        """
    assert places(dataset(relations=relations), "likely-duplicate") == []


def test_parties_of_an_event_are_no_duplicates(dataset: Write) -> None:
    entities = f"""{PEOPLE}
- id: feast
  kind: event
  name: Feast
  source: paper
  parties: [{{who: ada, role: host}}, {{who: ada, type: died-in}}]
"""
    relations = "- {from: ada, type: took-part-in, to: feast, source: paper, id: x}\n"
    assert places(dataset(entities=entities, relations=relations), "likely-duplicate") == []


def test_of_very_many_relations_between_two_each_is_compared_with_few(dataset: Write) -> None:
    relations = "".join(
        f"- {{from: ada, type: praised, to: brian, role: r{n}, id: n{n}, source: paper}}\n"
        for n in range(5_000)
    )
    last = "- {from: ada, type: praised, to: brian, role: r4999, id: again, source: paper}\n"
    assert COMPARED < 5_000
    assert places(dataset(relations=relations + last), "likely-duplicate") == []


# One source


def test_a_death_or_a_serious_matter_that_hangs_on_one_source_is_told(dataset: Write) -> None:
    entities = f"""{PEOPLE}
- {{id: carol, kind: person, name: Carol, died: [{{by: ada, source: paper}}, {{by: brian, source: paper}}]}}
- id: raid
  kind: event
  name: Raid
  source: book
  parties: [{{who: ada, type: carried-out}}, {{who: brian}}]
"""
    relations = """\
        - {from: ada, type: deceived, to: brian, source: paper}
        - from: ada
          type: killed
          to: carol
          claims: [{source: paper}, {source: paper, stance: denies, by: ada}]
        """
    rest = "alone; look for another source, or say meant: one-source"
    assert told(dataset(entities=entities, relations=relations, sources=SOURCES), "one-source") == [
        f"entities.yaml:5:48: warning[one-source]: the death of 'carol' hangs on 'paper' {rest}",
        f"entities.yaml:10:13: warning[one-source]: that 'ada' carried out 'raid' hangs on 'book' {rest}",
        f"relations.yaml:1:3: warning[one-source]: that 'ada' deceived 'brian' hangs on 'paper' {rest}",
        f"relations.yaml:2:3: warning[one-source]: that 'ada' killed 'carol' hangs on 'paper' {rest}",
    ]


def test_what_two_sources_carry_or_nobody_stands_by_or_is_not_serious_is_not_told(dataset: Write) -> None:
    relations = """\
        - {from: ada, type: deceived, to: brian, claims: [{source: paper}, {source: book}]}
        - {from: ada, type: killed, to: brian, claims: [{source: paper}, {source: paper, stance: retracts}]}
        - {from: ada, type: praised, to: brian, source: paper}
        """
    assert places(dataset(relations=relations, sources=SOURCES), "one-source") == []


def test_a_dataset_says_which_of_its_types_are_serious(dataset: Write) -> None:
    row = "{id: ID, label: l, inverse: i, shape: act, from: any, to: any, description: D.MORE}"
    rows = (
        row.replace("ID", "robbed").replace("MORE", ", serious: true"),
        row.replace("ID", "killed").replace("MORE", ""),
    )
    vocabulary = f"types:\n  - {rows[0]}\n  - {rows[1]}\n"
    relations = "".join(
        f"- {{from: ada, type: {type}, to: brian, source: paper}}\n" for type in ("robbed", "killed")
    )
    assert places(dataset(relations=relations, vocabulary=vocabulary), "one-source") == ["relations.yaml:1:3"]


# Dates more exact than their wording

TOO_EXACT = [
    ("2016-06-11", "in 2016", "2016"),
    ("2016-06-11", "June 2016", "2016-06"),
    ("2016-06~", "in 2016", "2016"),
    ("2019-04", "spring 2019", "2019-21"),
    ("1995", "in the 1990s", "199X"),
    ("2009-05/..", "since 2009", "2009/.."),
    ("2016-02/2018", "from 2016 to 2018", "2016/2018"),
    ("2016/2018-02", "from 2016 to 2018", "2016/2018"),
    ("2016-03/2016-09", "in the year 2016", "2016"),
    ("2017-05", "2016 or 2017", "2017"),
]


@pytest.mark.parametrize(("date", "text", "vaguer"), TOO_EXACT)
def test_a_date_more_exact_than_its_wording_is_told(
    dataset: Write, date: str, text: str, vaguer: str
) -> None:
    relations = f"- {{from: ada, type: member-of, to: guild, date: {date}, text: {text}, source: paper}}\n"
    assert told(dataset(relations=relations), "precise-date") == [
        f"relations.yaml:1:49: warning[precise-date]: {date} is more exact than {text!r}; write {vaguer}, "
        "put the words it is read from into 'text', or say meant: precise-date"
    ]


COULD_BE_RIGHT = [
    ("2016", "in 2016"),
    ("2015/2017", "in 2016"),
    ("2016-06-11", "on 11 June 2016"),
    ("2016-06-11", "2016, on the 11th of June"),
    ("2016-06-11", "on 11 June 2016, as announced in 2016"),
    ("2011-10..2011-12", "late 2011"),
    ("2016", "about 2016"),
    ("..2016-05", "by 2016"),
    ("2016-05", "by 2016"),
    ("2015-05", "before 2016"),
    ("2009/..", "since 2009"),
    ("2017/2019", "between 2017 and 2019"),
    ("2018", "between 2017 and 2019"),
    ("2020-02-29", "February 29"),
    ("2020-02-29", "on the last day of February 2020"),
    ("2016-12-25", "at Christmas 2016"),
    ("2016-06-11", "Saturday"),
    ("2020-07/2020-10", "in July and October 2020"),
    ("2017", "in 2016"),
]


@pytest.mark.parametrize(("date", "text"), COULD_BE_RIGHT)
def test_a_date_that_could_be_what_its_wording_says_is_not_told(dataset: Write, date: str, text: str) -> None:
    relations = f"- {{from: ada, type: member-of, to: guild, date: {date}, text: '{text}', source: paper}}\n"
    assert told(dataset(relations=relations), "precise-date") == []


def test_every_date_with_words_is_looked_at_and_claims_that_take_the_records(dataset: Write) -> None:
    entities = f"""{PEOPLE}
- {{id: carol, kind: person, name: Carol, died: {{date: 1852-11, text: in 1852, source: paper}}}}
- id: crew
  kind: group
  name: Crew
  figures: [{{what: men, value: 5, date: 2019-05, text: in 2019, source: paper}}]
- {{id: feast, kind: event, name: Feast, date: 2019-05, text: in 2019, source: paper}}
"""
    relations = """\
        - from: ada
          type: met
          to: brian
          date: 2019-05-04
          claims:
            - {text: May 2019, source: paper}
            - {text: 4 May 2019, source: book}
            - {text: in 2019, source: book, set_aside: a slip}
            - {date: 2019-06, text: in 2019, source: book}
        """
    folder = dataset(entities=entities, relations=relations, sources=SOURCES)
    assert places(folder, "precise-date") == [
        "entities.yaml:5:55",
        "entities.yaml:9:41",
        "entities.yaml:10:47",
        "relations.yaml:6:14",
        "relations.yaml:9:14",
    ]


# Unmentioned


def test_an_entity_that_nothing_mentions_is_told(dataset: Write) -> None:
    """What it says of itself does not count."""
    entities = f"""{PEOPLE}
- {{id: carol, kind: person, name: Carol, died: {{by: carol, source: paper}}}}
"""
    assert told(dataset(entities=entities), "unmentioned") == [
        "entities.yaml:3:8: warning[unmentioned]: nothing mentions 'guild'; relate it, remove it, or say "
        "meant: unmentioned",
        "entities.yaml:5:8: warning[unmentioned]: nothing mentions 'carol'; relate it, remove it, or say "
        "meant: unmentioned",
    ]


MENTIONS = {
    "an end": "{from: carol, type: praised, to: brian, source: paper}",
    "a third party": "{from: ada, type: praised, to: brian, about: carol, source: paper}",
    "a voice": "{from: ada, type: praised, to: brian, by: carol, source: paper}",
    "who passed it on": "{from: ada, type: praised, to: brian, via: carol, source: paper}",
    "whose a voice is": "{from: ada, type: praised, to: brian, by: {unnamed: two, of: carol}, source: paper}",
}


@pytest.mark.parametrize("what", MENTIONS)
def test_whom_a_relation_mentions_is_not_told(dataset: Write, what: str) -> None:
    entities = PEOPLE.replace("guild, kind: group", "carol, kind: person")
    relations = f"- {{from: ada, type: met, to: brian, source: paper}}\n- {MENTIONS[what]}\n"
    assert told(dataset(entities=entities, relations=relations), "unmentioned") == []


def test_whom_the_evidence_or_the_event_of_another_mentions_is_not_told(dataset: Write) -> None:
    entities = """\
        - {id: ada, kind: person, name: Ada, died: {by: brian, place: york, source: paper}}
        - {id: brian, kind: person, name: Brian}
        - {id: york, kind: place, name: York}
        - {id: feast, kind: event, name: Feast, source: paper, parties: [{who: ada}, {text: two, of: guild}]}
        - {id: guild, kind: group, name: Guild}
        """
    assert told(dataset(entities=entities, relations=""), "unmentioned") == []
