"""Words for the parts of an answer: entities, those who speak, numbers."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from akg import dates
from akg.dates.words import spell
from akg.model import Claim, Figure, Voice
from akg.reading import Graph, Node
from akg.render.document import Line, Span, Style, joined, line, say
from akg.where import Tally

# A shape beside the word and the colour, so that none of them is needed alone.
KIND_SHAPES: Mapping[str, tuple[str, Style]] = MappingProxyType({
    "person": ("●", "person"),
    "group": ("■", "group"),
    "event": ("▲", "event"),
    "place": ("▼", "place"),
})  # fmt: skip
OTHER_SHAPE: tuple[str, Style] = ("◇", "other")
POSSIBLY = "Possibly"  # the title over what is only possible; what has none is certain


def shape(kind: str) -> tuple[str, Style]:
    """Give the shape that stands beside entities of a kind, and its style."""
    return KIND_SHAPES.get(kind, OTHER_SHAPE)


def entity(graph: Graph, n: Node, *, with_kind: bool = False) -> Line:
    """Give an entity's name with the shape, and if asked the word, of its kind."""
    mark, style = shape(graph.kind(n))
    kind = graph.vocabulary.kinds[graph.kind(n)].label
    return line(Span(f"{mark} ", style), say(graph.name(n), "name"), *(("  ", say(kind, "dim")) * with_kind))


def id_or_name(graph: Graph, id: str) -> str:
    """Give the name of an entity, or the id of one that is not in the graph."""
    node = graph.node(id)
    return id if node is None else graph.name(node)


def names(graph: Graph, ids: Iterable[str]) -> str:
    """Give names, joined by commas."""
    return ", ".join(id_or_name(graph, id) for id in ids)


def voice(graph: Graph, who: Voice) -> str:
    """Say who speaks: by name, or in the words for one who has no record."""
    if who.entity:
        return id_or_name(graph, who.entity)
    return f"{who.words} ({id_or_name(graph, who.of)})" if who.of else str(who.words)


def speaker(graph: Graph, claim: Claim) -> Line:
    """Name the voice of a claim, with the shape of one who has a record."""
    node = graph.node(claim.by.entity) if claim.by and claim.by.entity else None
    if node is not None:
        return entity(graph, node)
    return line(say(speaker_name(graph, claim)))


def speaker_name(graph: Graph, claim: Claim) -> str:
    """Name the voice of a claim: a source of its own voice by author, else publisher, else title."""
    if claim.by:
        return voice(graph, claim.by)
    source = graph.sources[claim.source]
    return source.author or source.publisher or source.title


def figure(told: Figure) -> str:
    """Give a number with what it counts.

    >>> from akg.errors import Place
    >>> claim = Claim("x", Place("entities.yaml", 1, 1))
    >>> figure(Figure("fighters", 55000.0, 85000.0, None, None, (claim,)))
    '55,000 to 85,000 fighters'
    >>> figure(Figure("dead", 2.0, None, None, None, (claim,)))
    '2 or more dead'
    """
    return f"{amount(told.low, told.high)} {told.what}"


def amount(low: float, high: float | None) -> str:
    """Give a number or a range of numbers."""
    if high is None:
        return f"{low:,g} or more"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"


def counted(*counts: tuple[int, str]) -> str:
    """Give numbers of things.

    >>> counted((1, "entity"), (2000, "relation"))
    '1 entity, 2,000 relations'
    """
    plurals = {"entity": "entities"}
    return ", ".join(f"{n:,} {noun if n == 1 else plurals.get(noun, f'{noun}s')}" for n, noun in counts)


def tally(sure: Tally) -> str:
    """Say how many are certain and how many possible."""
    return f"{sure.certain:,} certain, {sure.possible:,} possible"


def as_of(window: tuple[int, int], sure: Tally) -> Line:
    """Say which time was asked about, and how many facts there are of it.

    >>> from akg.dates import span
    >>> as_of(span("2019/2020"), Tally(14, 8))
    (Span(text='between 2019 and 2020: 14 certain, 8 possible', style='dim'),)
    """
    return line(Span(f"{spell(dates.Bounds(*window, *window))}: {tally(sure)}", "dim"))


def hanging(source: str | None, voice: str | None) -> str:
    """Name the one source and the one voice without which nobody would assert something; empty for neither.

    >>> hanging("paper", "Ada"), hanging(None, "Ada")
    ('one source: paper; one voice: Ada', 'one voice: Ada')
    """
    return "; ".join(f"one {what}: {who}" for what, who in (("source", source), ("voice", voice)) if who)


def some(told: Sequence[Line], every: int) -> Line:
    """Join what is told with commas, and say how many of all are not."""
    more = [line(f"and {every - len(told):,} more")] if every > len(told) else []
    return joined([*told, *more], ", ")
