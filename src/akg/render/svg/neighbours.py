"""Draws an ego network: the entity in the middle, its neighbours about it, each with how it is joined."""

from collections.abc import Iterable, Iterator, Sequence
from math import hypot, sqrt
from typing import NamedTuple

from akg.facts import Fact
from akg.queries.neighbours import Answer, Neighbour
from akg.reading import Graph, Node
from akg.render import closing, statement
from akg.render import neighbours as page
from akg.render.citations import Citations
from akg.render.document import Line, Span, line, say
from akg.render.svg import drawing, letters
from akg.render.svg.drawing import MARGIN, SIZE, SMALL, WIDTH, Drawn, Ends, Point, Stroke

MOST = 60  # neighbours; of more the rest is counted
_RELATIONS = 3  # told of each
_NEAR, _FAR = 70, 170  # px of a column from the middle, at its ends and half way
_WORDS = 14  # px between a shape and the words beside it
_CLEAR = 13  # px that a line leaves free about a shape
_ROUND = 42  # about that in the middle, where the heads of many meet
_BELOW = 13  # px from the middle down to its name
_MIDDLE = WIDTH / 2
_ROOM = _MIDDLE - _FAR - _WORDS - MARGIN
_LEAST = 110  # px of height, for the name in the middle
_NAME = 130  # px of width for it


class _Cell(NamedTuple):
    """A neighbour with what is written beside it; a heading has none."""

    neighbour: Neighbour | None
    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        """Its height in px, with what is left free below it."""
        return _written(self, 0, 0, 1).bottom + (7 if self.neighbour else 2)


Placed = dict[Node, Point]


def picture(graph: Graph, answer: Answer, lines: Sequence[str] = ()) -> str:
    """Draw the first neighbours in two columns about the entity, by kind and name, with legend and sources.

    `lines` say under what the answer was asked for.
    """
    question = f"Who is next to {graph.name(answer.entity)}?"
    cited = Citations(graph.sources)
    shown = answer.neighbours[:MOST]
    head = drawing.head(question, [page.counted(answer), *lines])
    columns = _halves(list(_cells(graph, shown, cited)))
    high = max(_LEAST, *(sum(cell.height for cell in column) for column in columns))
    top = head.bottom + 20
    middle = _MIDDLE, top + high / 2
    words = [one for side, column in zip((-1, 1), columns, strict=True)
             for one in _column(column, side, middle[1], high)]  # fmt: skip
    at: Placed = {answer.entity: middle}
    at |= {cell.neighbour.node: point for cell, point, _ in words if cell.neighbour}
    parts = [head, Drawn("".join(_edges(graph, shown, at)), top + high)]
    parts += [Drawn(drawing.shape(graph.kind(node), *point), point[1]) for node, point in at.items()]
    parts += [drawn for _, _, drawn in words]
    parts.append(_labelled(graph.name(answer.entity), middle))
    parts.append(_legend(graph, [answer.entity, *(one.node for one in shown)], shown, top + high + 14))
    told = closing.noted(fact for neighbour in shown for fact in neighbour.facts)
    notes = closing.notes([*_beyond(answer), *page.notes(answer), *told])
    parts.append(drawing.document([*notes, *cited.listed()], parts[-1].bottom, SMALL))
    return drawing.sheet(question, _brief(graph, shown), lines, parts)


def _brief(graph: Graph, shown: Sequence[Neighbour]) -> str:
    told = []
    for title, group in page.grouped(graph, shown):
        told.append(f"{title}: {', '.join(graph.name(one.node) for one in group)}")
    return f"{'; '.join(told) or 'nobody'}."


def _beyond(answer: Answer) -> list[str]:
    more = len(answer.neighbours) - MOST
    return [f"{more:,} more not drawn (a table tells all)"] if more > 0 else []


def _cells(graph: Graph, shown: Sequence[Neighbour], cited: Citations) -> Iterator[_Cell]:
    for title, group in page.grouped(graph, shown):
        yield _Cell(None, (line(say(title, "title")),))
        for neighbour in group:
            told = [_relation(graph, fact, neighbour, cited) for fact in neighbour.facts[:_RELATIONS]]
            more = len(neighbour.facts) - len(told)
            rest = [line(say(f"and {more} more", "dim"))] if more else []
            yield _Cell(neighbour, (line(say(graph.name(neighbour.node), "name")), *told, *rest))


def _relation(graph: Graph, fact: Fact, neighbour: Neighbour, cited: Citations) -> Line:
    """Say in brief how a neighbour is joined, from whom one comes to it, and when."""
    if fact.part == "place":
        how = statement.bare(graph, fact) if not fact.own else statement.sentence(graph, fact)
    else:
        arrow, (label, *_) = statement.step(graph, fact, forward=fact.row.src == fact.entity)
        whom = f"{graph.name(fact.entity)} " if neighbour.depth > 1 else ""
        how = line(*arrow, say(whom), label)
    dated = statement.when(fact, with_certainty=fact.certainty != neighbour.certainty)
    stands = line(Span(", "), *statement.derived(fact)) if fact.premises else statement.contested(fact)
    return line(*how, statement.DOT, *dated, *stands, " ", *cited.of(fact.claims))


def _halves(cells: Sequence[_Cell]) -> tuple[list[_Cell], list[_Cell]]:
    """Part cells into two columns of about one height; no heading ends the first."""
    whole, left = sum(cell.height for cell in cells), 0.0
    for number, cell in enumerate(cells):
        if 2 * left + cell.height >= whole and number:
            cut = number - (cells[number - 1].neighbour is None)
            return list(cells[:cut]), list(cells[cut:])
        left += cell.height
    return list(cells), []


def _column(
    cells: Sequence[_Cell], side: int, middle: float, high: float
) -> Iterator[tuple[_Cell, Point, Drawn]]:
    """Write the cells of a column one below the other, on a bow about the middle; give where each begins."""
    top = middle - sum(cell.height for cell in cells) / 2
    for cell in cells:
        level = top + SIZE * 0.7
        bow = sqrt(max(0.0, 1 - ((level - middle) / (high / 2)) ** 2))
        x = _MIDDLE + side * (_NEAR + (_FAR - _NEAR) * bow)
        yield cell, (x, level), _written(cell, x + side * _WORDS, top, side)
        top += cell.height


def _written(cell: _Cell, x: float, top: float, side: int) -> Drawn:
    made = [Drawn("", top)]
    for number, words in enumerate(cell.lines):
        size = SMALL if number else SIZE
        anchor = "start" if side > 0 else "end"
        made.append(drawing.paragraph(words, x, made[-1].bottom, _ROOM, size, anchor=anchor))
    return drawing.joined(made)


def _edges(graph: Graph, shown: Sequence[Neighbour], at: Placed) -> Iterator[str]:
    """Draw a line to each neighbour from those that lead to it, in the manner of the surest relation."""
    for neighbour in shown:
        leads: dict[Node, list[Fact]] = {}
        for fact in neighbour.facts:
            leads.setdefault(fact.entity, []).append(fact)
        for start, facts in leads.items():
            if start in at:  # else one that is left out
                yield _edge(graph, facts, at[start], at[neighbour.node], neighbour)


def _edge(graph: Graph, facts: Sequence[Fact], a: Point, b: Point, neighbour: Neighbour) -> str:
    heads = [
        drawing.ends(graph, fact, forward=fact.row.src == fact.entity) for fact in facts if fact.part == "end"
    ]
    both = Ends(any(one.first for one in heads), any(one.last for one in heads))
    near = _around(graph.name(facts[0].entity), a, b) if a[0] == _MIDDLE else _CLEAR
    return drawing.arrow(_towards(a, b, near), _towards(b, a, _CLEAR), _stroke(facts, neighbour), both)


def _around(name: str, middle: Point, to: Point) -> float:
    """Give the px that a line leaves free about the middle, to end before the name below it."""
    far = hypot(to[0] - middle[0], to[1] - middle[1]) or 1
    aside, down = abs(to[0] - middle[0]) / far, (to[1] - middle[1]) / far
    wide, high = _extent(name)
    if down <= 0 or aside * _BELOW >= down * wide / 2:
        return _ROUND
    leaves = min((_BELOW + high) / down, wide / 2 / aside if aside else far)
    return max(_ROUND, min(leaves + 2, far / 2))


def _towards(a: Point, b: Point, far: float) -> Point:
    """Give the point so many px from one point to another."""
    part = far / (hypot(b[0] - a[0], b[1] - a[1]) or 1)
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])


def _stroke(facts: Iterable[Fact], neighbour: Neighbour) -> Stroke:
    surest = min(facts, key=lambda fact: list(drawing.STATUSES).index(fact.row.status))
    return drawing.stroke(surest, neighbour.certainty)


def _labelled(name: str, at: Point) -> Drawn:
    """Write the name of the entity in the middle, on white, so that the lines do not cross it."""
    words, (wide, high) = line(say(name, "name")), _extent(name)
    top = at[1] + _BELOW
    x, y, w, h = map(drawing.number, (at[0] - wide / 2, top, wide, high))
    made = f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="#ffffff" fill-opacity="0.85"/>\n'
    drawn = drawing.paragraph(words, at[0], top, _NAME, SIZE, anchor="middle")
    return Drawn(made + drawn.svg, drawn.bottom)


def _extent(name: str) -> tuple[float, float]:
    """Give the width and height in px of the name in the middle."""
    rows = letters.wrapped(line(say(name, "name")), _NAME, SIZE)
    wide = max(sum(word.width(SIZE) + 5 for word in row) for row in rows)
    return wide, len(rows) * SIZE * drawing.LEADING + 2


def _legend(graph: Graph, nodes: Iterable[Node], shown: Sequence[Neighbour], top: float) -> Drawn:
    kinds = {graph.kind(node) for node in nodes}
    labelled = [(id, kind.label) for id, kind in graph.vocabulary.kinds.items() if id in kinds]
    return drawing.legend(labelled, (_stroke(one.facts, one) for one in shown), top)
