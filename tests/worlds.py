"""Small worlds to ask questions of: relations in YAML, among a cast that every test knows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent, indent
from types import MappingProxyType
from typing import Any

from akg import checks, loader
from akg.errors import Place
from akg.facts import Fact
from akg.memory import MemoryGraph
from akg.model import Alias, Claim, Dataset, Entity, Relation
from akg.queries import path
from akg.reading import Graph, Node
from akg.where import Where, where

PEOPLE, GROUPS, PLACES = ("ada", "brian", "carol", "dora"), ("crew", "guild"), ("paris", "york")
CAST = {
    id: f"- {{id: {id}, kind: {kind}, name: {id.title()}}}\n"
    for kind, ids in (("person", PEOPLE), ("group", GROUPS), ("place", PLACES))
    for id in ids
}
SOURCES = """
- {id: paper, title: A paper, date: 2020}
- {id: book, title: A book, date: 2021}
- {id: leaflet, title: A leaflet}
"""
HERE = Place("relations.yaml", 1, 1)


@cache
def data(relations: str = "", entities: str = "", vocabulary: str = "") -> Dataset:
    """Read relations and entities, which cite the paper unless they name a source; the cast is there."""
    given = set(re.findall(r"\bid: ([a-z0-9-]+)", entities))
    cast = (row for id, row in CAST.items() if id not in given)
    parts = {
        "entities": f"{_group('entities', entities)}{''.join(cast)}",
        "relations": _group("relations", relations),
        "sources": SOURCES,
        "vocabulary": dedent(vocabulary),
    }
    with TemporaryDirectory() as folder:
        for name, text in parts.items():
            Path(folder, f"{name}.yaml").write_text(text, encoding="utf-8")
        read = loader.load(Path(folder))
        faults = checks.run(read)
    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    return checks.sound(read, faults)[0]


def _group(part: str, records: str) -> str:
    if not records:
        return ""
    return f"- with: {{source: paper}}\n  {part}:\n{indent(dedent(records).strip(chr(10)), '  ')}\n"


def world(relations: str = "", entities: str = "", vocabulary: str = "") -> MemoryGraph:
    """Give the graph of `data`."""
    return MemoryGraph(data(relations, entities, vocabulary))


def met(*pairs: tuple[str, str], kinds: Mapping[str, str] = MappingProxyType({})) -> MemoryGraph:
    """Give a graph in which each pair met, if given twice, twice: people, and whom `kinds` names besides."""
    kind_of = {id: "person" for pair in pairs for id in pair} | dict(kinds)
    return of({id: Entity(id, kind, id, HERE) for id, kind in kind_of.items()}, meetings(pairs))


def named(names: Mapping[str, Sequence[str]], *pairs: tuple[str, str]) -> MemoryGraph:
    """Give a graph of people by id, each with a name and aliases, in which each pair met."""
    made = {
        id: Entity(id, "person", name, HERE, tuple(Alias(alias) for alias in aliases))
        for id, (name, *aliases) in names.items()
    }
    return of(made, meetings(pairs))


def meetings(pairs: Iterable[tuple[str, str]]) -> Iterator[Relation]:
    """Give a meeting of each pair."""
    claims = (Claim("paper", HERE),)
    return (Relation(f"{n:03}", a, "met", b, claims, HERE) for n, (a, b) in enumerate(pairs))


def of(entities: Mapping[str, Entity], relations: Iterable[Relation]) -> MemoryGraph:
    """Give a graph of these records, unchecked."""
    return MemoryGraph(data()._replace(entities=entities, relations=tuple(relations)))


def everything(graph: Graph) -> Where:
    """Let every relation pass, whatever its status."""
    return where(graph, statuses=["any"])


def paths(graph: Graph, start: str = "ada", goal: str = "dora", k: int = 9, **asked: Any) -> path.Answer:
    """Ask for paths; of the keywords those of a route are taken for it, ids of entities as such."""
    given = {name: asked.pop(name) for name in path.Route._fields if name in asked}
    for name in {"via", "avoid"} & given.keys():
        given[name] = frozenset(node(graph, id) for id in given[name])
    rank = asked.pop("rank", "cost")
    filters = where(graph, **asked)
    return path.between(
        filters.graph, node(graph, start), node(graph, goal), filters, k, path.Route(**given), rank
    )


def node(graph: Graph, id: str) -> Node:
    """Give the node of an id that is there."""
    found = graph.node(id)
    assert found is not None
    return found


def ids(graph: Graph, nodes: Iterable[Node]) -> list[str]:
    """Give the ids of nodes, in their order."""
    return [graph.entity(n).id for n in nodes]


def told(facts: Iterable[Fact]) -> list[str]:
    """Give the ids of facts, in their order."""
    return [fact.id for fact in facts]
