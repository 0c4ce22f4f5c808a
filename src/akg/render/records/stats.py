"""Gives the numbers of a dataset as a record."""

from collections.abc import Mapping
from typing import Any

from akg import claims
from akg.queries.stats import DATING, Answer
from akg.reading import Graph
from akg.render import closing, records
from akg.render.records import Record
from akg.render.stats import Origin


def of(graph: Graph, found: Answer, of: Origin) -> list[Record]:
    """Give one record: the numbers of the dataset; lists and objects have the most first."""
    evidence, years, joints = found.evidence, found.years, found.joints
    return [{
        "dataset": of.folder.as_posix(),
        "bundled": of.bundled,
        "left_out": of.left_out,
        "asked": dict(of.asked),
        "counts": closing.counts(found.sure, found.left_out),
        "entities": found.kinds.total(),
        "kinds": _most(found.kinds),
        "recorded": evidence.recorded,
        "relations": found.types.total(),
        "types": _most(found.types),
        "shapes": _most(found.shapes),
        "facts": found.facts.total(),
        "fact_types": _most(found.facts),
        "other_names": found.names,
        "claims": evidence.stances.total(),
        "stances": _most(evidence.stances),
        "set_aside": evidence.set_aside,
        "located": evidence.located,
        "sources": found.sources,
        "originators": evidence.originators,
        "speakers": records.speakers(evidence.speakers),
        "statuses": {status: evidence.statuses[status] for status in claims.STATUSES},
        "doubted": evidence.doubted,
        "support": {f"{n}": evidence.support[n] for n in (1, 2, 3)},
        "alone": evidence.alone,
        "dating": {word: years.dating[word] for word in DATING},
        "differ": years.differ,
        "first": years.first,
        "last": years.last,
        "open_start": years.open_start,
        "open_end": years.open_end,
        "years": [bar._asdict() for bar in years.bars],
        "joined": [{"id": records.node(graph, n), "neighbours": degree} for n, degree in joints.most],
        "parts": joints.parts,
        "largest": joints.largest,
        "unmentioned": joints.unmentioned_count,
        "unmentioned_ids": [records.node(graph, n) for n in joints.unmentioned],
    }]  # fmt: skip


def _most(counts: Mapping[Any, int]) -> Record:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
