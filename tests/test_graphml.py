"""The GraphML export, read back by the programs it is for."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from akg import checks, graph, loader, locate
from akg.formats import FORMATS, Losses, graphml
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.where import where

ROOT = Path(__file__).parents[1]
SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "graphml.xsd"))
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
PEOPLE = """
- {id: ada, kind: person, name: Ada}
- {id: ben, kind: person, name: Ben}
"""
SOURCES = """
- {id: paper, title: A paper, date: 2020}
- {id: book, title: A book, date: 2021}
"""


def _data(folder: Path, relations: str, entities: str = PEOPLE) -> Dataset:
    for part, text in (("entities", entities), ("relations", relations), ("sources", SOURCES)):
        (folder / f"{part}.yaml").write_text(text, encoding="utf-8")
    data = loader.load(folder)
    faults = checks.run(data)
    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    return checks.sound(data, faults)[0]


def _world(folder: Path, relations: str, entities: str = PEOPLE) -> "nx.MultiDiGraph[str]":
    return graph.build(MemoryGraph(_data(folder, relations, entities)))


def _bundled() -> "nx.MultiDiGraph[str]":
    data = loader.load(locate.bundled())
    return graph.build(MemoryGraph(checks.sound(data, checks.run(data))[0]))


def _written(world: "nx.MultiDiGraph[str]") -> tuple[bytes, Losses]:
    out = io.BytesIO()
    losses = graphml.dump(world, out)
    return out.getvalue(), losses


def _read(xml: bytes) -> "nx.MultiDiGraph[str]":
    world = nx.read_graphml(io.BytesIO(xml), force_multigraph=True)
    assert isinstance(world, nx.MultiDiGraph)
    return world


def _node(folder: Path, entity: str, id: str) -> dict[str, Any]:
    return dict(_read(_written(_world(folder, "", entity))[0]).nodes[id])


def _edge(folder: Path, relation: str) -> dict[str, Any]:
    ((_, _, edge),) = _read(_written(_world(folder, relation))[0]).edges(data=True)
    return dict(edge)


def _carried(attributes: dict[str, Any]) -> dict[str, Any]:
    """Give what akg.graph says of a node or an edge, as a file can say it."""
    joined = {name: "; ".join(v) if isinstance(v, list) else v for name, v in attributes.items()}
    return {name: v for name, v in joined.items() if name not in ("record", "name", "weight")}


# What is in the file


def test_the_bundled_dataset_comes_back_with_the_same_nodes_edges_and_attributes() -> None:
    world = _bundled()
    again = _read(_written(world)[0])
    assert set(again.nodes) == set(world.nodes)
    for id, node in world.nodes(data=True):
        assert again.nodes[id]["label"] == node["name"]
        assert _carried(node).items() <= again.nodes[id].items()
    by_relation = {edge["relation"]: (u, v, edge) for u, v, edge in again.edges(data=True)}
    assert len(by_relation) == again.number_of_edges() == world.number_of_edges()
    for u, v, key, edge in world.edges(keys=True, data=True):
        source, target, read = by_relation[key]
        assert (source, target) == (u, v)
        assert _carried(edge).items() <= read.items()
        assert read["cost"] == edge["weight"]


def test_an_edge_holds_these_attributes_and_no_others(tmp_path: Path) -> None:
    relation = """
    - from: ada
      type: met
      to: ben
      date: 2019-05
      text: last spring
      role: in a corridor
      claims:
        - {source: paper, at: p. 3}
        - {source: book, by: {unnamed: two officials, of: ada}}
        - {source: book, by: ben, stance: denies}
        - {source: book, by: a neighbour, stance: doubts}
    """
    assert _edge(tmp_path, relation) == {
        "relation": "ada.met.ben.2019-05",
        "type": "met",
        "label": "met",
        "status": "disputed",
        "doubted": True,
        "support": 2,
        "weight": pytest.approx(1.0566, abs=1e-4),
        "cost": pytest.approx(0.9464, abs=1e-4),
        "date": "2019-05",
        "text": "last spring",
        "earliest_start": "2019-05-01",
        "latest_start": "2019-05-31",
        "earliest_end": "2019-05-01",
        "latest_end": "2019-05-31",
        "uncertain": False,
        "dates_differ": False,
        "role": "in a corridor",
        "sources": "paper, p. 3; book",
        "symmetric": True,
        "asserted_by": "paper; two officials (ada)",
        "denied_by": "ben",
        "doubted_by": "a neighbour",
    }


def test_a_person_carries_names_catalogue_ids_and_the_dates_that_are_asserted(tmp_path: Path) -> None:
    person = """
    - id: ada
      kind: person
      name: Ada
      aliases: [Countess, {name: أدا, lang: ar}]
      summary: She wrote a program.
      note: A note.
      source: paper
      at: p. 1
      ids: {viaf: "7", wikidata: Q7259}
      born: [{date: 1815, source: paper}, {date: 1815-12, source: book}]
      died: [{date: 1852~, source: paper, by: ben}, {stance: retracts, source: book, by: ben}]
    - {id: ben, kind: person, name: Ben}
    """
    assert _node(tmp_path, person, "ada") == {
        "label": "Ada",
        "kind": "person",
        "aliases": "Countess; أدا",
        "summary": "She wrote a program.",
        "note": "A note.",
        "ids": "viaf:7; wikidata:Q7259",
        "born": "1815; 1815-12",
        "sources": "paper, p. 1",
    }


def test_an_event_without_parties_still_tells_when_where_and_how_sure(tmp_path: Path) -> None:
    event = """
    - {id: hall, kind: place, name: The hall}
    - id: ball
      kind: event
      name: The ball
      date: 1833-06
      text: in June
      place: hall
      claims: [{source: paper, at: p. 2}, {source: book, by: a guest, stance: denies}]
    """
    assert _node(tmp_path, event, "ball") == {
        "label": "The ball",
        "kind": "event",
        "date": "1833-06",
        "text": "in June",
        "place": "hall",
        "status": "disputed",
        "sources": "paper, p. 2; book",
    }


def test_a_bound_that_is_open_is_absent_from_the_edge(tmp_path: Path) -> None:
    edge = _edge(tmp_path, "- {from: ada, type: aide-of, to: ben, date: 2009/.., source: paper}")
    assert {name: edge[name] for name in edge if name.startswith(("earliest", "latest"))} == {
        "earliest_start": "2009-01-01",
        "latest_start": "2009-12-31",
        "earliest_end": "2020-01-01",
    }


def test_certainty_is_a_column_only_where_a_time_was_asked_about(tmp_path: Path) -> None:
    relations = """
    - {from: ada, type: aide-of, to: ben, date: 2009/.., source: paper}
    - {from: ada, type: met, to: ben, date: 2015, source: paper}
    """
    asked = MemoryGraph(_data(tmp_path, relations))
    xml, _ = _written(graph.build(asked, where(asked, at="2012")))
    SCHEMA.assertValid(etree.fromstring(xml))
    ((_, _, edge),) = _read(xml).edges(data=True)
    assert (edge["relation"], edge["certainty"]) == ("ada.aide-of.ben.2009/..", "certain")
    keys = {id: b'"edge-certainty"' in made for id, made in (
        ("whole", _written(graph.build(asked))[0]),
        ("part", _written(graph.build(asked, where(asked, types=["met"])))[0]),
        ("moment", xml),
    )}  # fmt: skip
    assert keys == {"whole": False, "part": False, "moment": True}


def test_parallel_relations_stay_apart_in_both_directions(tmp_path: Path) -> None:
    relations = """
    - {from: ada, type: met, to: ben, date: 2001, source: paper}
    - {from: ada, type: met, to: ben, date: 2002, source: paper}
    - {from: ben, type: praised, to: ada, source: book}
    """
    again = _read(_written(_world(tmp_path, relations))[0])
    assert sorted(again.edges(keys=True)) == [
        ("ada", "ben", "ada.met.ben.2001"),
        ("ada", "ben", "ada.met.ben.2002"),
        ("ben", "ada", "ben.praised.ada"),
    ]


def test_a_better_attested_relation_weighs_more_and_costs_less(tmp_path: Path) -> None:
    relations = """
    - {from: ada, type: met, to: ben, id: once, source: paper}
    - {from: ada, type: met, to: ben, id: twice, claims: [{source: paper}, {source: book}]}
    """
    edges = {key: edge for *_, key, edge in _read(_written(_world(tmp_path, relations))[0]).edges(
        keys=True, data=True
    )}  # fmt: skip
    assert (edges["once"]["weight"], edges["once"]["cost"]) == (1.0, 1.0)
    assert edges["twice"]["weight"] > 1.0 > edges["twice"]["cost"]


def test_nodes_come_by_id_and_edges_by_relation_id_whatever_the_order_of_the_records(tmp_path: Path) -> None:
    relations = [
        "- {from: ben, type: praised, to: ada, source: book}",
        "- {from: ada, type: met, to: ben, source: paper}",
    ]
    people = PEOPLE.strip().split("\n")
    forwards = _written(_world(tmp_path, "\n".join(relations), "\n".join(people)))[0]
    backwards = _written(_world(tmp_path, "\n".join(relations[::-1]), "\n".join(people[::-1])))[0]
    assert forwards == backwards
    elements = etree.fromstring(forwards).iter(f"{NAMESPACE}node", f"{NAMESPACE}edge")
    assert [element.get("id") for element in elements] == ["ada", "ben", "ada.met.ben", "ben.praised.ada"]


def test_two_processes_write_the_same_bytes() -> None:
    script = (
        "import sys; from akg import checks, graph, loader, locate, memory; from akg.formats import graphml; "
        "d = loader.load(locate.bundled()); "
        "graphml.dump(graph.build(memory.MemoryGraph(checks.sound(d, checks.run(d))[0])), sys.stdout.buffer)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == _written(_bundled())[0]


def test_the_graph_that_is_written_is_left_as_it_was(tmp_path: Path) -> None:
    world = _world(tmp_path, "- {from: ada, type: met, to: ben, source: paper}")
    world.graph["id"] = "mine"
    before = world.copy()
    _written(world)
    assert nx.utils.graphs_equal(world, before)
    assert world.graph == before.graph


def test_a_part_of_a_graph_can_be_written(tmp_path: Path) -> None:
    world = _world(tmp_path, "- {from: ada, type: met, to: ben, source: paper}")
    xml, losses = _written(world.subgraph(["ada"]))
    assert list(_read(xml).nodes) == ["ada"]
    assert losses == ()


def test_every_attribute_of_the_graph_is_written_except_the_records() -> None:
    assert graph.NODE_ATTRIBUTES.keys() - graphml.NODES.keys() == {"name", "record"}
    assert graph.EDGE_ATTRIBUTES.keys() - graphml.EDGES.keys() == {"record"}


def test_every_value_in_the_graph_is_of_the_type_its_key_declares() -> None:
    types = {str: "string", list: "string", bool: "boolean", int: "int", float: "double"}
    world = _bundled()
    carried = [*(node for _, node in world.nodes(data=True)), *(edge for *_, edge in world.edges(data=True))]
    found = {(name, types[type(v)]) for each in carried for name, v in each.items() if type(v) in types}
    assert found == {(name, graphml.TYPES.get(name, "string")) for name, _ in found}


# The standard


def test_the_bundled_dataset_is_valid_graphml() -> None:
    SCHEMA.assertValid(etree.fromstring(_written(_bundled())[0]))


def test_the_file_begins_with_its_encoding_namespace_and_schema(tmp_path: Path) -> None:
    xml = _written(_world(tmp_path, ""))[0].decode()
    assert xml.split("<key")[0] == (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"\n'
        '         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
        '         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n  '
    )


def test_an_empty_dataset_gives_a_valid_file_without_nodes_and_loses_nothing(tmp_path: Path) -> None:
    xml, losses = _written(_world(tmp_path, "", ""))
    SCHEMA.assertValid(etree.fromstring(xml))
    again = _read(xml)
    assert (len(again), again.number_of_edges(), again.is_directed(), losses) == (0, 0, True, ())


def test_no_key_has_an_id_that_gephi_takes_for_a_label_of_yed_or_a_name_that_cytoscape_fills() -> None:
    keys = list(etree.fromstring(_written(_bundled())[0]).iter(f"{NAMESPACE}key"))
    assert not {key.get("id") for key in keys} & {"d3", "d7"}
    assert not {key.get("attr.name") for key in keys} & {
        "name",
        "shared name",
        "interaction",
        "SUID",
        "selected",
    }


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('<node id="ben">', '<node id="ada">', "node_id"),
        ('target="ben"', 'target="nobody"', "edge_target"),
        ('source="ada"', 'source="nobody"', "edge_source"),
        ('id="ada.praised.ben"', 'id="ada.met.ben"', "edge_id"),
        ('id="ada.praised.ben"', 'id="a b"', "NMTOKEN"),
        ('<data key="node-label">', '<data key="title">', "data_key"),
        ('<data key="node-kind">', '<data key="node-label">', "node_data"),
        ('attr.type="int"', 'attr.type="decimal"', "enumeration"),
        ('for="edge" attr.name="type"', 'for="edge" attr.name="label"', "one_key_for_a_name"),
    ],
)
def test_the_schema_refuses_what_the_standard_forbids(
    tmp_path: Path, right: str, wrong: str, fault: str
) -> None:
    relations = """
    - {from: ada, type: met, to: ben, source: paper}
    - {from: ada, type: praised, to: ben, source: paper}
    """
    xml = _written(_world(tmp_path, relations))[0].decode()
    assert right in xml
    assert not SCHEMA.validate(etree.fromstring(xml.replace(right, wrong, 1).encode()))
    assert fault in str(SCHEMA.error_log)


def test_a_relation_id_that_the_standard_forbids_is_escaped_and_kept_in_an_attribute(tmp_path: Path) -> None:
    relations = """
    - {from: ada, type: aide-of, to: ben, date: "2009/[2011, 2012]", source: paper}
    - {from: ada, type: met, to: ben, id: a_x002F_b, source: paper}
    - {from: ada, type: met, to: ben, id: a/b, source: paper}
    - {from: ada, type: met, to: ben, id: "<é&😀>", source: paper}
    """
    xml = _written(_world(tmp_path, relations))[0]
    SCHEMA.assertValid(etree.fromstring(xml))
    assert {key: edge["relation"] for *_, key, edge in _read(xml).edges(keys=True, data=True)} == {
        "ada.aide-of.ben.2009_x002F__x005B_2011_x002C_2012_x005D_": "ada.aide-of.ben.2009/[2011,2012]",
        "a_x005F_x002F_b": "a_x002F_b",
        "a_x002F_b": "a/b",
        "_x003C__x00E9__x0026__x1F600__x003E_": "<é&😀>",
    }


# Hostile text


@pytest.mark.parametrize(
    "name",
    [
        "<b>Ada</b>",
        "]]>",
        "Ada & Ben",
        "&amp;",
        '"Ada"',
        "أدا لوفلايس",
        "🧮",
        "a\u202eb",
        "two\nlines",
        "cr\r\n",
        " a\tb ",
    ],
)
def test_a_name_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    assert _read(_renamed(tmp_path, name)[0]).nodes["ada"]["label"] == name


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x0b", "\x1b", chr(0xD800), chr(0xDFFF), "\ufffe", "\uffff"]
)
def test_a_character_that_xml_cannot_hold_is_removed_and_reported(tmp_path: Path, character: str) -> None:
    xml, losses = _renamed(tmp_path, f"A{character}d{character}a")
    assert _read(xml).nodes["ada"]["label"] == "Ada"
    assert losses == ("characters: 2 removed that XML cannot hold",)


def test_a_text_of_nothing_but_such_characters_is_absent(tmp_path: Path) -> None:
    assert _read(_renamed(tmp_path, "\x07")[0]).nodes["ada"] == {"kind": "person"}


def _renamed(folder: Path, name: str) -> tuple[bytes, Losses]:
    """Write a dataset with a name that no YAML file could bring in, as Python users can."""
    data = _data(folder, "")
    ada = data.entities["ada"]._replace(name=name)
    return _written(graph.build(MemoryGraph(data._replace(entities={**data.entities, "ada": ada}))))


@given(name=st.text(alphabet=st.characters(exclude_categories=())), role=st.text(), words=st.text())
def test_any_text_gives_a_valid_file_that_differs_only_by_what_xml_forbids(
    tmp_path_factory: pytest.TempPathFactory, name: str, role: str, words: str
) -> None:
    data = _small(tmp_path_factory)
    ada = data.entities["ada"]._replace(name=name, summary=words)
    met = data.relations[0]._replace(role=role, id=f"id-{words}")
    changed = data._replace(entities={**data.entities, "ada": ada}, relations=(met,))
    xml, _ = _written(graph.build(MemoryGraph(changed)))
    SCHEMA.assertValid(etree.fromstring(xml))
    again = _read(xml)
    ((_, _, edge),) = again.edges(data=True)
    node = again.nodes["ada"]
    assert [node.get("label", ""), node.get("summary", ""), edge.get("role", ""), edge["relation"]] == [
        _legal(text) for text in (name, words, role, f"id-{words}")
    ]


def _legal(text: str) -> str:
    """Keep what XML 1.0 allows, said in another way than the writer says it."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
    )


_SMALL: list[Dataset] = []


def _small(factory: pytest.TempPathFactory) -> Dataset:
    if not _SMALL:
        _SMALL.append(_data(factory.mktemp("small"), "- {from: ada, type: met, to: ben, source: paper}"))
    return _SMALL[0]


# Other programs


def test_igraph_reads_every_node_edge_and_type(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    world = _bundled()
    path = tmp_path / "world.graphml"
    path.write_bytes(_written(world)[0])
    again = igraph.Graph.Read_GraphML(str(path))
    assert set(again.vs["id"]) == set(world.nodes)
    assert dict(zip(again.vs["id"], again.vs["label"], strict=True)) == nx.get_node_attributes(world, "name")
    ids = again.vs["id"]
    assert {(ids[e.source], ids[e.target], e["relation"], e["type"], e["support"]) for e in again.es} == {
        (u, v, key, edge["type"], edge["support"]) for u, v, key, edge in world.edges(keys=True, data=True)
    }
    assert {type(again.es[name][0]) for name in ("doubted", "uncertain", "symmetric")} == {bool}


# What is lost


def test_what_graphml_cannot_carry_is_counted(tmp_path: Path) -> None:
    entities = """
    - id: ada
      kind: person
      name: Ada
      aliases: [{name: Countess, source: paper}, {name: Lady, claims: [{source: paper}]}, Plain]
      born: {date: 1815, source: paper}
    - {id: ben, kind: group, name: Bens, figures: [{what: members, value: 3, source: book}]}
    - id: ball
      kind: event
      name: The ball
      parties: [{who: ada}, {who: ben}, {text: two couriers}]
      claims: [{source: paper}, {source: book, hedge: reportedly}]
    """
    relations = """
    - {from: ada, type: met, to: ben, date: 1833, source: paper, via: a magazine}
    """
    assert _written(_world(tmp_path, relations, entities))[1] == (
        "claims: 3 written as source, locator and speaker only",
        "life dates: 1 written without their claims",
        "aliases: 2 written without language and source",
        "figures: 1 left out",
        "unnamed parties: 1 left out",
        "sources: 2 written as id only",
        "times: 2 relations have bounds left out that are open or unknown",
    )


# The table of formats, and the documentation


def test_listing_the_formats_imports_no_writer() -> None:
    script = (
        "import sys, akg.formats; "
        "print([name for name in sys.modules if name.startswith(('akg.formats.', 'networkx'))])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_graphml_is_in_the_table_of_formats() -> None:
    assert FORMATS["graphml"].module == graphml.__name__
    assert FORMATS["graphml"].extension == ".graphml"


def test_the_documentation_lists_every_attribute_with_its_type() -> None:
    text = (ROOT / "docs" / "graphml.md").read_text(encoding="utf-8")
    tables = [section.split("\n\n")[2].strip() for section in text.split("\n## ") if "| --- |" in section]
    assert tables == [_table(graphml.NODES), _table(graphml.EDGES)]


def _table(attributes: Any) -> str:
    rows = [
        f"| `{name}` | {graphml.TYPES.get(name, 'string')} | {says} |" for name, says in attributes.items()
    ]
    return "\n".join(["| attribute | type | what it says |", "| --- | --- | --- |", *rows])
