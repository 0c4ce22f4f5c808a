"""Writes a graph as GraphML, such that Gephi, Cytoscape, yEd, networkx and igraph read all of it.

Format: http://graphml.graphdrawing.org/specification.html, version 1.0 with typed attributes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

import networkx as nx

from akg import claims
from akg.formats import Losses, Selected, Written
from akg.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, build
from akg.model import Claim, Entity, Relation, Source

# `label` and `weight` are what Gephi draws; `name` would overwrite the ids in Cytoscape.
NODES: Mapping[str, str] = MappingProxyType({
    "label": NODE_ATTRIBUTES["name"],
    **{name: says for name, says in NODE_ATTRIBUTES.items() if name not in ("name", "record")},
    "note": "a note",
    "ids": "identifiers in other catalogues, such as wikidata:Q42, a list",
    "born": "date of birth as asserted, EDTF, a list where sources differ",
    "died": "date of death as asserted, EDTF, a list where sources differ",
    "date": "of an event: the date as recorded, EDTF",
    "text": "of an event: the date in the source's words",
    "place": "of an event: id of the place",
    "status": "of an event: asserted, disputed, denied or retracted",
    "sources": "what is cited: source and locator of each claim, a list",
})  # fmt: skip
EDGES: Mapping[str, str] = MappingProxyType({
    "relation": "id of the relation, exactly",
    **{name: says for name, says in EDGE_ATTRIBUTES.items() if name != "record"},
    "weight": "strength: 1 / cost, so that well attested relations are drawn thicker and pull harder",
    "cost": EDGE_ATTRIBUTES["weight"],
    "symmetric": "whether the direction means nothing",
    "asserted_by": "who asserts it: ids of entities, words for the unnamed, else ids of sources; a list",
    "denied_by": "who denies it, likewise",
    "doubted_by": "who doubts it, likewise",
})  # fmt: skip
# Gephi and Cytoscape know boolean, int, long, float, double and string; what is not named here is a string.
TYPES: Mapping[str, str] = MappingProxyType({
    "support": "int",
    "weight": "double",
    "cost": "double",
    "doubted": "boolean",
    "uncertain": "boolean",
    "dates_differ": "boolean",
    "symmetric": "boolean",
})  # fmt: skip

_HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"""
# Undirected edges in a directed graph are legal, but networkx refuses them and Cytoscape directs them:
# hence the attribute `symmetric`. Cytoscape shows the graph's id as the network's name.
_GRAPH = '  <graph id="akg" edgedefault="directed">'
_BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")
# All but the characters of XML 1.0, section 2.2.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RETURN = {"\r": "&#13;"}  # a bare one would be read as a line feed
# All but the ASCII characters of an NMTOKEN, and what would read as an escape already.
_NO_TOKEN = re.compile(r"[^-.:\w]|_(?=x[0-9A-F]{4,6}_)", re.ASCII)


def write(selected: Selected, out: BinaryIO) -> Written:
    """Write what is selected. Raises only what `out.write` raises."""
    world = build(selected.graph, selected.where)
    losses = dump(world, out)
    sure = selected.where and selected.where.tally(edge.get("certainty") for *_, edge in _edges(world))
    return Written(len(world), world.number_of_edges(), sure, world.graph["left_out"], losses)


def dump(graph: "nx.MultiDiGraph[str]", out: BinaryIO) -> Losses:
    """Write a graph that `akg.graph.build` made, or a part of one, and return what GraphML cannot carry.

    Nodes come in the order of their ids, edges in that of the relations', attributes in that of NODES and
    EDGES; the same graph gives the same bytes. Lists are joined with '; '; what has no value is absent.
    An empty graph gives a file with keys and no nodes. Raises only what `out.write` raises.
    """
    # networkx's own writer was rejected: it writes booleans as `True`, refuses lists, types a key by its
    # values, leaves control characters in, and names keys d0, d1 ...: Gephi takes d3 and d7 for yEd's labels.
    file = _File(out)
    file.line(_HEAD)
    file.keys("node", NODES)
    # Without a time asked about it would be an empty column in every program.
    timed = any("certainty" in edge for *_, edge in _edges(graph))
    file.keys("edge", (name for name in EDGES if timed or name != "certainty"))
    file.line(_GRAPH)
    sources = graph.graph["sources"]
    for id in sorted(graph):
        node = graph.nodes[id]
        file.line(f'    <node id="{_token(id)}">')
        file.data("node", NODES, {**node, **_of_entity(node["record"], sources)})
        file.line("    </node>")
    for key, src, dst, edge in sorted(_edges(graph), key=lambda item: item[:3]):
        file.line(f'    <edge id="{_token(key)}" source="{_token(src)}" target="{_token(dst)}">')
        file.data("edge", EDGES, {**edge, **_of_relation(edge, graph)})
        file.line("    </edge>")
    file.line("  </graph>")
    file.line("</graphml>")
    return _losses(graph, file.removed)


class _File:
    """The file under way, and the number of characters it could not take."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.removed = 0

    def line(self, text: str) -> None:
        self.out.write(f"{text}\n".encode())

    def keys(self, domain: str, attributes: Iterable[str]) -> None:
        for name in attributes:
            type = TYPES.get(name, "string")
            self.line(f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type}"/>')

    def data(self, domain: str, attributes: Iterable[str], values: Mapping[str, Any]) -> None:
        for name in attributes:
            value = values.get(name)
            text, removed = _FORBIDDEN.subn("", "" if value is None else _text(value))
            self.removed += removed
            if text:
                self.line(f'      <data key="{domain}-{name}">{escape(text, _RETURN)}</data>')


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, list) else str(value)


def _token(id: str) -> str:
    """Turn an id into an NMTOKEN, which the standard wants and a relation's `2009/..` is not.

    What does not fit becomes _xHHHH_, its code in hexadecimal. Source: ISO/IEC 9075-14 (SQL/XML).
    >>> _token("example-meeting"), _token("a.leads.b.2009/..")
    ('example-meeting', 'a.leads.b.2009_x002F_..')
    """
    return _NO_TOKEN.sub(lambda found: f"_x{ord(found[0]):04X}_", id)


def _edges(graph: "nx.MultiDiGraph[str]") -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for src, dst, key, edge in graph.edges(keys=True, data=True):
        yield key, src, dst, edge


def _of_entity(entity: Entity, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Give the attributes of a node that the graph holds only in the record."""
    return {
        "label": entity.name,
        "note": entity.note,
        "ids": [f"{catalogue}:{id}" for catalogue, id in entity.ids],
        "born": _asserted_dates(entity.born, sources),
        "died": _asserted_dates(entity.died, sources),
        "date": entity.date.text if entity.date else None,
        "text": entity.text,
        "place": entity.place,
        "status": _status(entity, sources) if entity.kind == "event" else None,
        "sources": _distinct(f"{c.source}, {c.at}" if c.at else c.source for c in entity.claims),
    }


def _status(event: Entity, sources: Mapping[str, Source]) -> claims.Status:
    return claims.standing(event.claims, event.date, "act", sources).status


def _of_relation(edge: Mapping[str, Any], graph: "nx.MultiDiGraph[str]") -> dict[str, Any]:
    """Give the attributes of an edge that the graph holds only in the record, or under another name."""
    relation: Relation = edge["record"]
    final = claims.latest(relation.claims, graph.graph["sources"])
    return {
        "relation": relation.id,
        "weight": round(1 / edge["weight"], 6),
        "cost": edge["weight"],
        "symmetric": graph.graph["vocabulary"].types[relation.type].symmetric,
        "asserted_by": _distinct(_speaker(c) for c in final if c.stance == "asserts"),
        "denied_by": _distinct(_speaker(c) for c in final if c.stance == "denies"),
        "doubted_by": _distinct(
            _speaker(c) for c in relation.claims if c.stance == "doubts" and not c.set_aside
        ),
    }


def _asserted_dates(told: tuple[Claim, ...], sources: Mapping[str, Source]) -> list[str]:
    final = claims.latest(told, sources)
    return _distinct(c.date.text for c in final if c.stance == "asserts" and c.date)


def _speaker(claim: Claim) -> str:
    """Name whose word a claim is, as `claims.originator` has it."""
    if claim.by is None:
        return claim.source
    named = claim.by.entity or claim.by.words or ""
    return f"{named} ({claim.by.of})" if claim.by.of else named


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _losses(graph: "nx.MultiDiGraph[str]", removed: int) -> Losses:
    entities: list[Entity] = [node["record"] for _, node in graph.nodes(data=True)]
    edges = [edge for *_, edge in _edges(graph)]
    # What the relations of an event inherit is counted once, with the event.
    bodies = [e.claims for e in entities] + [edge["record"].claims for edge in edges if "event" not in edge]
    cited = {claim.source for body in bodies for claim in body}
    counts = (
        (sum(_loses(claim, body) for body in bodies for claim in body),
         "claims: {} written as source, locator and speaker only"),
        (sum(len(e.born) + len(e.died) for e in entities), "life dates: {} written without their claims"),
        (sum(bool(a.claims or a.lang) for e in entities for a in e.aliases),
         "aliases: {} written without language and source"),
        (sum(len(e.figures) for e in entities), "figures: {} left out"),
        (sum(len(e.unnamed) for e in entities), "unnamed parties: {} left out"),
        (len(cited), "sources: {} written as id only"),
        (sum(any(name not in edge for name in _BOUNDS) for edge in edges),
         "times: {} relations have bounds left out that are open or unknown"),
        (removed, "characters: {} removed that XML cannot hold"),
    )  # fmt: skip
    return tuple(line.format(count) for count, line in counts if count)


def _loses(claim: Claim, body: tuple[Claim, ...]) -> bool:
    """Tell whether a claim says more than is written: in itself, or by standing apart from others."""
    own = (claim.via, claim.hedge, claim.said, claim.date, claim.text, claim.place, claim.note)
    return len(body) > 1 or claim.set_aside is not None or any(part is not None for part in own)
