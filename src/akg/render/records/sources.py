"""Gives sources as records."""

from akg.queries.sources import Answer, Carried, Detail
from akg.reading import Graph
from akg.render import citations, records
from akg.render.records import Record


def of(graph: Graph, found: Answer) -> list[Record]:
    """Give a record a source, first what most hangs on."""
    return [_carried(graph, one) for one in found.sources]


def one(graph: Graph, found: Detail) -> list[Record]:
    """Give one record: the source, with its facts in the order of their places in it."""
    source = found.source
    return [{
        **_carried(graph, found.carried),
        **records.source(source),
        "kind": source.kind,
        "note": source.note,
        "where": records.line(source.where),
        "originators": found.originators,
        "speakers": records.speakers(found.speakers),
        "told": [
            {
                **records.fact(graph, one.fact),
                "at": list(one.at),
                "stances": list(one.stances),
                "alone": one.alone,
            }
            for one in found.told
        ],
    }]  # fmt: skip


def _carried(graph: Graph, one: Carried) -> Record:
    reference = citations.reference(graph.sources[one.source], one.source)
    return {**one._asdict(), "source": records.Cited(one.source), "reference": reference}
