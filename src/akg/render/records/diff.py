"""Gives what differs as records."""

from akg import changes
from akg.queries import diff
from akg.render import records
from akg.render.diff import Sides
from akg.render.records import Record


def of(sides: Sides, found: diff.Answer) -> list[Record]:
    """Give a record a record that differs: entities, then relations, then sources, kinds and types."""
    return [
        *(_held(sides, held) for held in found.entities),
        *(_differing(sides, told) for told in found.relations),
        *(_listed(one) for one in found.listed),
    ]


def differences(found: diff.Answer) -> Record:
    """Count what differs, by the words of the summary."""
    return {f"{noun} {word}".strip(): n for (noun, word), n in sorted(diff.counts(found).items())}


def _held(sides: Sides, held: diff.Held) -> Record:
    graph, n = sides.of(held.after), changes.last(held.before, held.after)
    return {
        "part": "entity",
        "change": changes.change(held.before, held.after),
        "id": records.node(graph, n),
        "fields": [one._asdict() for one in held.fields],
        "facts": [_told(sides, told) for told in held.facts],
        "where": records.line(graph.entity(n).where),
    }


def _differing(sides: Sides, told: changes.Told) -> Record:
    one = _told(sides, told)
    return {
        "part": "relation",
        **{key: one[key] for key in ("change", "id", "fields")},
        "facts": [{**one, "fields": []}],
        "where": one["fact"]["where"],
    }


def _listed(one: diff.Listed) -> Record:
    return {
        "part": one.part,
        "change": one.change,
        "id": records.Cited(one.id) if one.part == "source" else one.id,
        "fields": [field._asdict() for field in one.fields],
        "facts": [],
        "where": records.line(one.where),
    }


def _told(sides: Sides, told: changes.Told) -> Record:
    """Give a fact that differs, as it is, or was if it is no more."""
    found = told.redated
    return {
        "change": changes.change(told.before, told.after),
        "id": told.fact.id,
        "fields": [one._asdict() for one in told.fields],
        "status": told.status and dict(zip(("before", "after"), told.status, strict=True)),
        "redated": found and {
            "before": records.bounds(found.before),
            "after": records.bounds(found.after),
            "by": [{"what": what, "id": id} for what, id in found.by],
        },
        "claims": [_said(said) for said in told.claims],
        "fact": records.fact(sides.of(told.after), told.fact),
    }  # fmt: skip


def _said(said: changes.Said) -> Record:
    return {
        "change": changes.change(*said),
        "keys": list(said.keys),
        "before": said.before and records.claim(said.before, counts=None),
        "after": said.after and records.claim(said.after, counts=None),
    }
