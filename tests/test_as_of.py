"""Answers for a time: what certainly was comes apart from what possibly was, and both are counted."""

import json
from pathlib import Path
from textwrap import dedent

import pytest
from commandline import run
from conftest import Write

RELATIONS = """\
- {from: ada, type: met, to: brian, date: 2019-05, source: paper}
- {from: ada, type: leads, to: guild, date: 2012, source: paper}
- {from: ada, type: opposed, to: brian, date: 2016..2019, source: paper}
- {from: brian, type: sibling-of, to: ada, source: paper}
- {from: ada, type: opposed, to: guild, source: paper}
- {from: ada, type: opposed, to: guild, date: 2019, claims: [
    {source: paper, by: brian, said: 2019}, {source: paper, by: brian, said: 2020, stance: denies}]}
"""


@pytest.fixture
def folder(dataset: Write) -> Path:
    return dataset(relations=RELATIONS)


def _page(folder: Path, *call: str) -> str:
    ran = run(*call, "--data", str(folder))
    assert (ran.code, ran.err) == (0, "")
    return ran.out.partition("\n[1]")[0]


def _told(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_a_timeline_has_the_certain_first_then_the_possible_then_what_is_always_so(folder: Path) -> None:
    assert _page(folder, "timeline", "ada", "--at", "2019") == _told(
        """
        ● Ada
        2019: 2 certain, 3 possible

        May 2019               Ada met Brian [1]

                               Possibly
        2012                   Ada leads Guild [1]
        between 2016 and 2019  Ada opposed Brian [1]
        2019                   Ada opposed Guild · - denied: denied by Brian (said 2020) [1]

                               At all times
        always (certain)       Brian is sibling of Ada [1]

        1 undated left out (a time was asked about)
        """
    )


def test_where_nothing_is_certain_the_first_row_says_that_what_follows_is_possible(folder: Path) -> None:
    assert _page(folder, "timeline", "ada", "--from", "2020", "--type", "leads") == _told(
        """
        ● Ada
        2020 or later: 0 certain, 1 possible

              Possibly
        2012  Ada leads Guild [1]
        """
    )


def test_neighbours_are_the_certain_by_kind_then_the_possible_by_kind(folder: Path) -> None:
    assert _page(folder, "neighbours", "ada", "--at", "2019", "--status", "any") == _told(
        """
        ● Ada  person  2 neighbours: 1 certain, 1 possible

        people
        ● Brian
            ↔ is sibling of · always [1]
            ↔ met · May 2019 [1]
            → opposed · between 2016 and 2019 (possible) [1]

        Possibly: groups
        ■ Guild
            → leads · 2012 [1]
            → opposed · 2019 · - denied: denied by Brian (said 2020) [1]

        1 undated left out (a time was asked about)
        """
    )


def test_each_section_of_an_entity_has_the_certain_first_then_the_possible(folder: Path) -> None:
    assert _page(folder, "show", "ada", "--at", "2019") == _told(
        """
        ● Ada  person  ada
          entities.yaml:1:3
          2019: 2 certain, 3 possible

        Relations

        always                 Brian is sibling of Ada [1]
        May 2019               Ada met Brian [1]

                               Possibly
        2012                   Ada leads Guild [1]
        between 2016 and 2019  Ada opposed Brian [1]
        2019                   Ada opposed Guild · - denied: denied by Brian (said 2020) [1]
                               – before, and no longer: asserted by Brian (said 2019) [1]

        1 undated left out (a time was asked about)
        """
    )


@pytest.mark.parametrize(
    ("call", "counts"),
    [
        ("timeline ada --at 2019", (2, 3, 1, 0)),
        ("timeline ada --at 2019 --limit 1", (2, 3, 1, 0)),
        ("timeline ada --at 2019 --status asserted", (2, 2, 1, 1)),
        ("timeline ada --status asserted", (None, None, 0, 1)),
        ("show ada --at 2019", (2, 3, 1, 0)),
        ("show ada", (None, None, 0, 0)),
        ("neighbours ada --at 2019", (2, 2, 1, 1)),
        ("neighbours ada --at 2019 --limit 1", (2, 2, 1, 1)),
        ("neighbours ada", (None, None, 0, 1)),
    ],
)
def test_json_counts_the_facts_by_how_sure_they_are_and_what_was_left_out(
    folder: Path, call: str, counts: tuple[int | None, ...]
) -> None:
    answer = json.loads(run(*call.split(), "--format", "json", "--data", str(folder)).out)
    certain, possible, undated, denied = counts
    assert answer["counts"] == {
        "certain": certain, "possible": possible, "undated": undated, "denied": denied, "disputed": 0,
        "retracted": 0, "uncertain": 0,
    }  # fmt: skip


@pytest.mark.parametrize("command", ["timeline", "show", "neighbours"])
def test_programs_get_facts_in_the_order_of_the_page(folder: Path, command: str) -> None:
    csv = run(command, "ada", "--at", "2019", "--format", "csv", "--data", str(folder)).out
    sure = {
        "timeline": "certain possible possible possible certain",
        "neighbours": "certain certain possible possible",
        "show": "certain certain possible possible possible",
    }
    column = csv.splitlines()[0].split(",").index("certainty")
    assert " ".join(row.split(",")[column] for row in csv.splitlines()[1:]) == sure[command]
