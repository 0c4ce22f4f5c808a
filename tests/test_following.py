"""What follows by chains at the edges of time, and where nobody asked for it."""

from typing import Any

import pytest
from commandline import run
from conftest import Write
from worlds import paths, world

from akg import inferred
from akg.dates import iso
from akg.inferred import Inferred
from akg.queries.path import NoPath
from akg.reading import UNCERTAIN

OVER = (
    "chains: [{id: over, implies: commands, chain: [commands, commands], description: Over those below.}]\n"
)
COMMANDS = """
- {{from: ada, type: commands, to: brian, id: one, date: {}}}
- {{from: brian, type: commands, to: carol, id: two, date: {}}}
"""


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        ("2012-05-01/2012-06-15", "2012-06-15/2012-07-01", "2012-06-15 2012-06-15 2012-06-15 2012-06-15"),
        (
            "2012-05-01/2012-06",
            "2012-06-30/2012-07-01",
            "2012-06-30 2012-06-30 2012-06-30 2012-06-30 perhaps",
        ),
        ("2012-05-01/2012-06-15", "2012-06-16/2012-07-01", None),
    ],
    ids=["one day", "perhaps one day", "no day"],
)
def test_what_met_on_one_day_alone_met(one: str, two: str, shared: str | None) -> None:
    graph = Inferred(world(COMMANDS.format(one, two), vocabulary=OVER))
    made = [graph.row(r) for r in range(graph.whole.size, graph.size)]
    told = [
        " ".join([*map(str, map(iso, row.bounds)), *["perhaps"] * bool(row.flags & UNCERTAIN)])
        for row in made
    ]
    assert told == ([shared] if shared else [])


def test_a_refusal_does_not_say_what_would_follow_where_that_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = world(COMMANDS.format("2012", "2012"), vocabulary=OVER)
    asked: dict[str, Any] = {"types": ["commands"], "at": "2012", "max_hops": 1}
    with pytest.raises(NoPath, match="1 path with --inferred"):
        paths(graph, "ada", "carol", **asked)
    monkeypatch.setattr(inferred, "MOST", 0)
    with pytest.raises(NoPath, match=r"there would be:\n  1 path without --max-hops$"):
        paths(graph, "ada", "carol", **asked)


def _commanded(dataset: Write) -> str:
    return str(
        dataset(
            entities="""\
                - {id: ada, kind: person, name: "Ada: the first"}
                - {id: brian, kind: person, name: Brian}
                - {id: carol, kind: person, name: Carol}
                """,
            relations="""\
                - {from: ada, type: commands, to: brian, id: one, date: 2012/2014, source: paper}
                - {from: brian, type: commands, to: carol, id: two, date: 2013/2016, source: paper}
                - {from: carol, type: met, to: ada, source: paper}
                """,
            vocabulary=OVER,
        )
    )


def test_evidence_of_an_id_of_a_chain_tells_it_and_its_premises_unasked(dataset: Write) -> None:
    ran = run("evidence", "over:one:two", "--data", _commanded(dataset))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Ada: the first commands Carol\n∴ derived by over · 2013 – 2014\nover:one:two  vocabulary.yaml:1\n\n"
    )
    assert ran.out.count("Brian commands Carol") == 2


def test_evidence_between_two_tells_nothing_derived_unasked_though_a_name_has_a_colon(dataset: Write) -> None:
    folder = _commanded(dataset)
    between = ("evidence", "Ada: the first", "Carol", "--data", folder)
    assert [run(*between, *more).out.count("∴ derived") for more in ([], ["--inferred"])] == [0, 1]


def test_a_page_tells_the_date_of_a_premise_once_and_cites_it_each_time(dataset: Write) -> None:
    folder = dataset(
        entities="".join(
            f"- {{id: {id}, kind: person, name: {id.title()}}}\n" for id in ("ada", "bo", "cy", "dan")
        ),
        relations="".join(
            f"- {{from: {one}, type: commands, to: {other}, date: 2012/2014, source: paper}}\n"
            for one, other in (("ada", "bo"), ("cy", "bo"), ("bo", "dan"))
        ),
        vocabulary=OVER,
    )
    told = run("neighbours", "dan", "--inferred", "--data", str(folder)).out.splitlines()
    assert [line.strip() for line in told if "∴" in line] == [
        "⇐ is under command of · 2012 – 2014 · ∴ derived by over: Ada commands Bo, 2012 – 2014 [1]; "
        "Bo commands Dan, 2012 – 2014 [1]",
        "⇐ is under command of · 2012 – 2014 · ∴ derived by over: Cy commands Bo, 2012 – 2014 [1]; "
        "Bo commands Dan [1]",
    ]
