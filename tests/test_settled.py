"""What a record says is meant is told no more: that code, in that record, and nothing else."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st

from akg import checks, codes, loader
from akg.errors import Fault, Place
from akg.settled import Settled

PAPER = "- {id: paper, title: A paper, date: 2020}\n"


def printed(folder: Path, *, strict: bool = False) -> list[str]:
    return list(map(str, checks.run(loader.load(folder), strict=strict)))


def test_a_warning_that_is_meant_is_told_no_more_wherever_in_its_record_it_is(dataset: Write) -> None:
    """Of an event the parties are part of its record, and of a relation its claims."""
    assert (
        printed(
            dataset(
                entities="""\
                    - {id: ada, kind: person, name: Ada, died: {date: 1852, source: paper}}
                    - {id: brian, kind: person, name: Brian, aliases: [Adá], meant: [circle, alias-is-name]}
                    - id: feast
                      kind: event
                      name: Feast
                      date: 1900
                      source: paper
                      meant: outside-life
                      parties: [{who: brian}, {who: ada}]
                    """,
                sources=f"{PAPER}- {{id: book, title: A book, meant: unused-source}}\n",
                relations="""\
                    - from: ada
                      type: praised
                      to: brian
                      date: 1850
                      claims: [{source: paper, by: ada}, {source: paper, by: Ada}]
                      meant: voice-in-words
                    """,
            )
        )
        == []
    )


def test_what_is_meant_in_one_record_is_told_in_the_next(dataset: Write) -> None:
    """And in a group, where both have it of what is given to both."""
    said = "warning[voice-in-words]: 'Ada' has a record, and counts as another voice; write ada"
    folder = dataset(
        relations="""\
            - with: {source: paper, by: Ada}
              relations:
                - {from: ada, type: praised, to: brian, meant: voice-in-words}
                - {from: brian, type: praised, to: ada}
            - {from: ada, type: opposed, to: brian, source: paper, by: Ada, meant: voice-in-words}
            - {from: brian, type: opposed, to: ada, source: paper, by: Ada}
            """
    )
    assert printed(folder) == [f"relations.yaml:1:29: {said}", f"relations.yaml:6:60: {said}"]


def test_an_error_cannot_be_meant_nor_what_is_no_code_but_the_record_is_there_all_the_same(
    dataset: Write,
) -> None:
    known = f"; known are {', '.join(sorted(codes.MAY_BE_MEANT))}"
    told = "error[wrong-value]"
    folder = dataset(
        entities="""\
            - {id: ada, kind: person, name: Ada, meant: unknown-entity}
            - {id: brian, kind: person, name: Brian, meant: [circle, shared-names, zzz]}
            - {id: guild, kind: group, name: Guild, meant: meant-nothing}
            - {id: york, kind: place, name: York, meant: []}
            """,
        relations="- {from: guild, type: met, to: brian, source: paper, meant: self}\n",
    )
    assert printed(folder) == [
        f"entities.yaml:1:45: {told}: 'unknown-entity' is an error, and those are mended{known}",
        f"entities.yaml:2:58: {told}: 'shared-names' is no code of a warning; did you mean 'shared-name'?",
        f"entities.yaml:2:72: {told}: 'zzz' is no code of a warning{known}",
        f"entities.yaml:3:48: {told}: 'meant-nothing' cannot be meant{known}",
        "entities.yaml:4:46: error[no-value]: 'meant' is an empty list; fill it, or remove it",
        f"relations.yaml:1:61: {told}: 'self' is an error, and those are mended{known}",
    ]
    read = loader.load(folder)
    sound, left_out = checks.sound(read, checks.run(read))
    assert (list(sound.entities), len(sound.relations), left_out) == (["ada", "brian", "guild"], 1, 1)


def test_what_keeps_nothing_quiet_is_told_on_a_second_look_alone(dataset: Write) -> None:
    folder = dataset(
        entities="""\
            - {id: ada, kind: person, name: Ada, meant: [unmentioned, circle]}
            - {id: brian, kind: person, name: Brian, aliases: [ADA], meant: alias-is-name}
            """,
        relations="",
        sources=f"{PAPER[:-2]}, meant: unused-source}}\n",
    )
    assert printed(folder) == []
    assert printed(folder, strict=True) == [
        "entities.yaml:1:45: warning[meant-nothing]: there is no circle here; remove it from 'meant'",
        "entities.yaml:2:8: warning[unmentioned]: nothing mentions 'brian'; relate it, remove it, or say "
        "meant: unmentioned",
    ]


def test_while_something_cannot_be_read_nobody_knows_what_is_meant_in_vain(dataset: Write) -> None:
    sources = f"{PAPER}- {{id: book, title: A book, meant: unused-source}}\n"
    folder = dataset(
        sources=sources, entities="- {id: ada, kind: person, name: Ada}\n", relations="- {from: ada}\n"
    )
    assert [
        fault for fault in checks.run(loader.load(folder), strict=True) if fault.severity == "warning"
    ] == [fault for fault in checks.run(loader.load(folder), strict=True) if fault.code == "unmentioned"]


def test_what_stands_in_no_record_is_quieted_by_none_not_by_the_last_of_the_file_before(
    dataset: Write,
) -> None:
    folder = dataset(sources=f"{PAPER[:-2]}, meant: unmentioned}}\n")
    settled = Settled(loader.load(folder))
    place = Place("sources.yaml", 1, 3)
    quiet = [Fault(one, "warning", "unmentioned", "") for one in (place, Place("vocabulary.yaml", 1, 1))]
    assert list(map(settled.quiets, quiet)) == [True, False]


@pytest.mark.parametrize("code", codes.MAY_BE_MEANT)
def test_every_warning_of_a_record_may_be_meant(dataset: Write, code: str) -> None:
    entities = (
        f"- {{id: ada, kind: person, name: Ada, meant: {code}}}\n- {{id: brian, kind: person, name: Brian}}\n"
    )
    assert printed(dataset(entities=entities)) == []


# The law

Records = list[dict[str, object]]
people = st.sampled_from(["ada", "aida", "brian"])
days = st.sampled_from([None, "1815", "1815-12", "1850/..", "1990"])
voices = st.sampled_from([None, "ada", "Ada", "Aida", "AIDA"])


@st.composite
def datasets(draw: st.DrawFn) -> dict[str, Records]:
    """Draw a small dataset without error in which much is suspicious."""
    names = st.sampled_from(["Ada", "Aida", "Adda", "Aidda", "Brian"])
    aliases = st.none() | st.lists(names, min_size=1, max_size=2)
    deaths = st.sampled_from([None, {"date": "1852", "source": "paper"}])
    entities: Records = [
        {"id": id, "kind": "person", "name": draw(names), "aliases": draw(aliases), "died": draw(deaths)}
        for id in ("ada", "aida", "brian")
    ]
    ends = st.tuples(people, people).filter(lambda pair: pair[0] != pair[1])
    types = st.sampled_from(["met", "killed", "parent-of"])
    relations: Records = [
        {"id": f"r{number}", "from": src, "type": draw(types), "to": dst, "date": draw(days),
         "by": draw(voices), "source": "paper"}
        for number, (src, dst) in enumerate(draw(st.lists(ends, max_size=5)))
    ]  # fmt: skip
    sources: Records = [{"id": id, "title": "T"} for id in ("paper", "book")]
    return {"entities": entities, "relations": relations, "sources": sources}


def _faults(data: dict[str, Records]) -> list[Fault]:
    """Check a dataset of which every record has a line of its own: so it stays known by it."""
    with TemporaryDirectory() as folder:
        for part, records in data.items():
            rows = ({key: value for key, value in one.items() if value is not None} for one in records)
            Path(folder, f"{part}.yaml").write_text(
                "".join(f"- {json.dumps(row)}\n" for row in rows), encoding="utf-8"
            )
        found = checks.run(loader.load(Path(folder)), strict=True)
    assert [str(fault) for fault in found if fault.severity == "error"] == []
    return list(found)


def _known(fault: Fault) -> tuple[str, int, str]:
    return fault.place.file, fault.place.line, fault.code


@given(datasets(), st.data())
def test_what_is_meant_silences_that_code_in_that_record_and_nothing_else(
    data: dict[str, Records], choice: st.DataObject
) -> None:
    before = _faults(data)
    told = [fault for fault in before if fault.code in codes.MAY_BE_MEANT]
    if not told:
        return
    chosen = choice.draw(st.sampled_from(told))
    record = data[chosen.place.file.removesuffix(".yaml")][chosen.place.line - 1]
    record["meant"] = chosen.code
    assert list(map(_known, _faults(data))) == [one for one in map(_known, before) if one != _known(chosen)]
