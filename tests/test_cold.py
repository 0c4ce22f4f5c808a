"""A query reads rows; a relation is read whole only where it is told, or where a filter by source asks."""

from typing import Any

import pytest
from worlds import data, node

from akg.memory import MemoryGraph
from akg.model import Relation
from akg.queries import neighbours, path, show, timeline
from akg.reading import Rel
from akg.where import where

DENIED = "claims: [{by: crew}, {by: crew, stance: denies}]"
RELATIONS = f"""
- {{from: ada, type: met, to: brian, date: 2011}}
- {{from: ada, type: met, to: carol, date: 2012}}
- {{from: ada, type: met, to: dora, date: 2013}}
- {{from: ada, type: leads, to: guild, date: 2014}}
- {{from: ada, type: opposed, to: crew, date: 2015, {DENIED}}}
- {{from: brian, type: met, to: carol, date: 2016, by: ada}}
"""


class Watched(MemoryGraph):
    """A graph that notes which relations were read whole."""

    def __init__(self) -> None:
        super().__init__(data(RELATIONS))
        self.read: set[str] = set()

    def relation(self, r: Rel) -> Relation:
        found = super().relation(r)
        self.read.add(found.id)
        return found


def _timeline(limit: int | None = None, **filters: Any) -> set[str]:
    graph = Watched()
    timeline.of(graph, [node(graph, "ada")], where(graph, **filters), limit)
    return graph.read


@pytest.mark.parametrize(
    ("filters", "read"),
    [
        ({"types": ["leads"]}, {"ada.leads.guild.2014"}),
        ({"at": "2012", "types": ["met"]}, {"ada.met.carol.2012"}),
        ({"kinds": ["group"]}, {"ada.leads.guild.2014"}),
        ({"sources": ["book"], "at": "2012", "types": ["met"]}, {"ada.met.carol.2012"}),
    ],
)
def test_a_timeline_reads_what_passes_the_filters(filters: dict[str, Any], read: set[str]) -> None:
    assert _timeline(**filters) == read


def test_a_timeline_reads_what_is_within_its_limit_and_what_its_subject_says_for_whether_it_objects() -> None:
    assert _timeline(1) == {"ada.met.brian.2011", "brian.met.carol.2016"}


def test_what_is_shown_is_read_once_it_passes() -> None:
    graph = Watched()
    show.of(graph, node(graph, "ada"), where(graph, types=["opposed"], statuses=["any"]))
    assert graph.read == {"ada.opposed.crew.2015"}


def test_neighbours_beyond_the_limit_are_not_read() -> None:
    graph = Watched()
    neighbours.of(graph, node(graph, "ada"), where(graph), limit=1)
    assert graph.read == {"ada.met.brian.2011"}


def test_a_search_for_paths_reads_nothing_and_telling_them_the_relations_of_the_paths() -> None:
    graph = Watched()
    answer = path.between(graph, node(graph, "brian"), node(graph, "dora"), where(graph), k=1)
    assert not graph.read
    assert all(step.facts for found in answer.paths for step in found.steps)
    assert graph.read == {"ada.met.brian.2011", "ada.met.dora.2013"}
