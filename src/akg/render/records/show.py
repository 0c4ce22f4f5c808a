"""Gives what is known of an entity as a record."""

from akg.model import Entity
from akg.queries.show import Answer
from akg.reading import Graph
from akg.render import records
from akg.render.records import Record


def of(graph: Graph, found: Answer) -> list[Record]:
    """Give one record: the entity, with its facts by the part that it has in them."""
    lists = {"own": found.own, "relations": found.relations, "here": found.here}
    lists |= {"about": found.about, "said": found.said}
    told = {name: [records.fact(graph, one) for one in facts] for name, facts in lists.items()}
    return [{**_entity(graph, found.entity), **told}]


def _entity(graph: Graph, entity: Entity) -> Record:
    return {
        "id": records.Named(entity.id),
        "kind": entity.kind,
        "name": entity.name,
        "aliases": [
            {"name": a.name, "lang": a.lang, "claims": records.claims_of(graph, a.claims)}
            for a in entity.aliases
        ],
        "summary": entity.summary,
        "note": entity.note,
        "ids": dict(entity.ids),
        "claims": records.claims_of(graph, entity.claims),
        "unnamed": [
            {
                "text": p.text,
                "type": p.type,
                "of": records.named(p.of),
                "role": p.role,
                "count": p.number and list(p.number),
            }
            for p in entity.unnamed
        ],
        "where": records.line(entity.where),
    }
