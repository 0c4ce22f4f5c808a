"""Gives the records of an answer as rows of plain values, for CSV and TSV."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from akg.reading import Graph
from akg.render import phrases
from akg.render.records import Record
from akg.render.statement import PARTICIPLES

Results = Iterable[Record]
_BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def rows(graph: Graph, command: str, results: Results) -> Iterator[Record]:
    """Give a row a fact, or what else the results of a command are; what is a list is joined by '; '.

    Which columns there are depends on the command alone, but for `sources` with and without a source.
    """
    return _ROWS.get(command, _facts)(graph, results)


def _facts(graph: Graph, results: Results) -> Iterator[Record]:
    return (_row(graph, one) for one in results)


def _paths(graph: Graph, results: Results) -> Iterator[Record]:
    for rank, path in enumerate(results, 1):
        whole = {"path_cost": path["cost"], "path_certainty": path["certainty"]}
        for number, step in enumerate(path["steps"], 1):
            for one in (step, *step["parallel"]):
                yield {"path": rank, "step": number, **_row(graph, one), **whole}


def _entities(graph: Graph, results: Results) -> Iterator[Record]:
    for entity in results:
        for part in ("own", "relations", "here", "about", "said"):
            yield from _facts(graph, entity[part])


def _sources(graph: Graph, results: Results) -> Iterator[Record]:
    for source in results:
        yield from _facts(graph, source["told"]) if "told" in source else [source]


def _attested(graph: Graph, results: Results) -> Iterator[Record]:
    """Give a row a claim, beside it what it is about and how that stands."""
    for one in results:
        about = {"fact": one["id"], "type": one["type"]}
        for end in ("from", "to"):
            about |= {end: one[end], f"{end}_name": one[end] and phrases.id_or_name(graph, one[end])}
        bounds = one["date"]["bounds"] or [None] * 4
        about |= {key: one[key] for key in ("status", "doubted", "support")}
        about |= dict(zip(_BOUNDS, bounds, strict=True))
        for claim in one["claims"]:
            told = {key: value for key, value in claim.items() if key != "originator"}
            told |= {"by": _voice(claim), "via": claim["via"] and _words(claim["via"])}
            yield about | told | {"replaced": claim["replaced"] is not None}


def _differences(graph: Graph, results: Results) -> Iterator[Record]:
    """Give a row a value, a status, a time or a claim that differs; of what is new or gone one row."""
    for one in results:
        record = {"part": one["part"], "id": one["id"], "change": one["change"], "where": one["where"]}
        told = [(one["id"], field) for field in one["fields"]]
        told += [(fact["id"], field) for fact in one["facts"] for field in _of_fact(fact, one["change"])]
        for id, field in told or [(one["id"], {"key": None, "before": None, "after": None})]:
            yield {**record, "fact": id, **field}


def _of_fact(fact: Record, change: str) -> Iterator[Record]:
    if change != "changed":
        return
    yield from fact["fields"]
    for key in ("status", "redated"):
        if fact[key]:
            sides = (fact[key][side] for side in ("before", "after"))
            before, after = (
                "; ".join(day or ".." for day in one) if key == "redated" and one else one for one in sides
            )
            yield {"key": key, "before": before, "after": after}
    for said in fact["claims"]:
        before, after = (said[side] and _claimed(said[side]) for side in ("before", "after"))
        yield {"key": "claim", "before": before, "after": after}


def _claimed(claim: Record) -> str:
    """Say a claim: its stance, whose it is, where it is written, and what else it says.

    The source is named once, of a claim in its own voice.
    """
    rest = (f"{key}: {claim[key]}" for key in ("date", "said", "hedge", "place", "set_aside") if claim[key])
    source = claim["source"] if claim["by"] else None
    parts = (f"{PARTICIPLES[claim['stance']]} by {_voice(claim)}", source, claim["at"], *rest)
    return ", ".join(filter(None, parts))


def _gaps(graph: Graph, results: Results) -> Iterator[Record]:
    for gap in results:
        yield {key: "; ".join(map(str, of)) if isinstance(of, list) else of for key, of in gap.items()}


def _measures(graph: Graph, results: Results) -> Iterator[Record]:
    """Give the numbers of a dataset as rows: what is counted, of which kind, and how much."""
    for record in results:
        for key, value in record.items():
            for measure, of, number in _numbers(key, value):
                yield {"measure": measure, "of": of, "value": number}


Numbers = Iterator[tuple[str, str | None, object]]  # the measure, what of it is counted, how much


def _numbers(key: str, value: Any) -> Numbers:
    if key in _LISTED:
        return _LISTED[key](value)
    if isinstance(value, Mapping):
        return ((key, of, number) for of, number in value.items())
    return iter(() if isinstance(value, list) else [(key, None, value)])


def _years(bars: Results) -> Numbers:
    for bar in bars:
        years = "/".join("" if year is None else str(year) for year in (bar["first"], bar["last"]))
        yield from ((f"years {sure}", years, bar[sure]) for sure in ("certain", "possible"))


def _joined(most: Results) -> Numbers:
    return (("neighbours", one["id"], one["neighbours"]) for one in most)


def _speakers(most: Results) -> Numbers:
    return (("claims by", _voice(one), one["claims"]) for one in most)


def _row(graph: Graph, record: Record) -> Record:
    made: Record = {}
    for key, value in record.items():
        match key:
            case "date":
                bounds = dict(zip(_BOUNDS, value["bounds"] or [None] * 4, strict=True))
                made |= {"date": value["edtf"], "text": value["text"], **bounds}
            case "from" | "to":
                made |= {key: value, f"{key}_name": value and phrases.id_or_name(graph, value)}
            case "claims":
                made |= _claims([claim for claim in value if claim["counts"]])
            case "figure":
                what, low, high = value.values() if value else (None, None, None)
                made |= {"figure": what, "low": low, "high": high}
            case "parallel":  # which has rows of its own
                pass
            case "sole_voices":
                made["sole_voices"] = "; ".join(map(_words, value))
            case "premises":
                made["premises"] = "; ".join(one["id"] for one in value)
            case _:
                made[key] = "; ".join(value) if isinstance(value, list) else value
    if record.get("premises"):  # nobody states it: what is cited is for these
        made["sources"] = "; ".join(dict.fromkeys(_row(graph, one)["sources"] for one in record["premises"]))
    return made


def _claims(told: list[Record]) -> Record:
    """Say who takes which stance, each once, and what is cited."""
    sides = {
        f"{stance}_by": [_voice(claim) for claim in told if claim["stance"] == stance]
        for stance in ("asserts", "denies", "doubts")
    }
    sides["sources"] = [", ".join(filter(None, (claim["source"], claim["at"]))) for claim in told]
    return {column: "; ".join(dict.fromkeys(words)) for column, words in sides.items()}


def _voice(claim: Record) -> str:
    """Say who makes a claim: an id, the words for one without a record, else the source's id."""
    return _words(claim["by"] or claim["source"])


def _words(voice: str | Record) -> str:
    return str(voice["unnamed"] if isinstance(voice, Mapping) else voice)


_ROWS: Mapping[str, Callable[[Graph, Results], Iterator[Record]]] = MappingProxyType(
    {
        "path": _paths,
        "show": _entities,
        "evidence": _attested,
        "sources": _sources,
        "stats": _measures,
        "diff": _differences,
        "coverage": _gaps,
    }
)
_LISTED: Mapping[str, Callable[[Results], Numbers]] = MappingProxyType(
    {"years": _years, "joined": _joined, "speakers": _speakers}
)
