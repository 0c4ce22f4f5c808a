"""Gives paths as records."""

from akg import dates
from akg.queries.path import Answer, Path, Step
from akg.reading import Graph, Node
from akg.render import records
from akg.render.records import Record


def of(graph: Graph, found: Answer) -> list[Record]:
    """Give a record a path; a step is one relation, with the others of the pair beside it."""
    return [_path(graph, one) for one in found.paths]


def _path(graph: Graph, one: Path) -> Record:
    inner = zip(one.nodes[1:-1], one.tolls, strict=True)
    return {
        "entities": [records.node(graph, n) for n in one.nodes],
        "hops": len(one.steps),
        "cost": records.cost(one.cost),
        "certainty": one.certainty,
        "same_time": one.together and {
            "within": one.together.within and _stretch(one.together.within),
            "certain": list(map(_stretch, one.together.certain)),
            "possible": list(map(_stretch, one.together.possible)),
        },
        "in_order": one.in_order and {
            "certain": None if one.in_order.certain is None else dates.iso(one.in_order.certain),
            "possible": dates.iso(one.in_order.possible),
            "known": None if one.in_order.known is None else dates.iso(one.in_order.known),
        },
        "weakest": list(one.weakest),
        "passed": [
            {"entity": records.node(graph, n), "neighbours": graph.degree(n), "cost": records.cost(toll)}
            for n, toll in inner
        ],
        "steps": [_step(graph, step, there) for step, there in zip(one.steps, one.nodes[1:], strict=True)],
    }  # fmt: skip


def _step(graph: Graph, step: Step, there: Node) -> Record:
    first, *others = ({**records.fact(graph, one), "forward": one.row.dst == there} for one in step.facts)
    return {
        **first,
        "cost": records.cost(step.weight),
        "costs_by": step.best.id,
        "voices": step.voices,
        "sole_sources": list(map(records.Cited, sorted(step.sources))),
        "sole_voices": list(map(records.originator, step.speakers)),
        "parallel": others,
    }


def _stretch(days: tuple[int, int]) -> list[str | None]:
    return [dates.iso(day) for day in days]
