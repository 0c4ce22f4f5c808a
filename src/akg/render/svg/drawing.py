"""What pictures are drawn with: the sheet, paragraphs, the shapes of kinds, the lines of statuses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import hypot
from types import MappingProxyType
from typing import NamedTuple

from akg.claims import Status
from akg.dates import Certainty
from akg.facts import Fact
from akg.reading import Graph
from akg.render.document import Block, Document, Gap, Grid, Item, Line, Span, Style, Title, line, say, text
from akg.render.document import joined as spaced
from akg.render.phrases import shape as mark_of
from akg.render.svg import letters

WIDTH, MARGIN = 960, 24  # px
SIZE, SMALL, HEAD = 13.0, 11.5, 17.0  # of letters
LEADING = 1.35  # from line to line
_MARK = 6  # letters of a mark that text hangs from; what is longer is a part of it
INK, DIM, PALE = "#1a1a1a", "#555555", "#8a8a8a"
# Hues that colour-blind readers tell apart, as dark as text must be; each beside a shape. Source: Okabe and
# Ito, "Color Universal Design", 2008. The explorer has the same on light ground; a test holds them equal.
KINDS: Mapping[Style, str] = MappingProxyType({
    "person": "#0072b2", "group": "#b45300", "event": "#a6427f", "place": "#00795a", "other": "#5d636c",
})  # fmt: skip
STATUSES: Mapping[Status, str] = MappingProxyType({
    "asserted": INK, "disputed": "#d55e00", "denied": "#a63c00", "retracted": PALE,
})  # fmt: skip
_DASHES: Mapping[Status, str] = MappingProxyType({
    "asserted": "", "disputed": "7 4", "denied": "1.5 4", "retracted": "",
})  # fmt: skip
_STYLES: Mapping[Style, str] = MappingProxyType({
    "": "", "label": "", "date": "",
    "name": ' font-weight="bold"', "title": ' font-weight="bold"', "derived": ' font-style="italic"',
    "dim": f' fill="{DIM}"', "cite": f' fill="{DIM}"', "warn": ' fill="#a63c00"', "bad": ' fill="#a63c00"',
    **{kind: f' fill="{colour}"' for kind, colour in KINDS.items()},
})  # fmt: skip


class Drawn(NamedTuple):
    """Something drawn, and how far down it reaches."""

    svg: str
    bottom: float


def number(value: float) -> str:
    """Write a coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def sheet(question: str, told: str, lines: Iterable[str], parts: Sequence[Drawn]) -> str:
    """Put what is drawn on a white sheet, under the question and further lines; parts reach from its top.

    `told` is the answer in brief, for those who cannot see it.
    """
    height = max(part.bottom for part in parts) + MARGIN
    body = "".join(part.svg for part in parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{WIDTH}" height="{number(height)}" '
        f'viewBox="0 0 {WIDTH} {number(height)}" font-family="{letters.FONT}" font-size="{number(SIZE)}" '
        f'fill="{INK}">\n<title>{safe(question)}</title>\n<desc>{safe(" ".join([told, *lines]))}</desc>\n'
        f'<rect width="{WIDTH}" height="{number(height)}" fill="#ffffff"/>\n{body}</svg>\n'
    )


def safe(words: str) -> str:
    """Make text of any origin part of a picture."""
    return escape(say(words).text)


def head(question: str, lines: Iterable[str]) -> Drawn:
    """Write the question at the top of the sheet, and below it as of what it was asked."""
    made = [paragraph(line(say(question, "title")), MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEAD)]
    made += _below(made[0].bottom, (line(say(one, "dim")) for one in lines))
    return joined(made)


def _below(top: float, lines: Iterable[Line]) -> Iterator[Drawn]:
    for one in lines:
        drawn = paragraph(one, MARGIN, top, WIDTH - 2 * MARGIN, SMALL)
        top = drawn.bottom
        yield drawn


def joined(parts: Iterable[Drawn]) -> Drawn:
    """Make one of several parts, of which there is one at least."""
    every = list(parts)
    return Drawn("".join(part.svg for part in every), max(part.bottom for part in every))


def paragraph(
    words: Line, x: float, top: float, room: float, size: float = SIZE, *, anchor: str = "start"
) -> Drawn:
    """Write a line of text from its top downwards, in as many lines as the room asks for.

    `anchor` says which part of each line is at x: start, middle or end.
    """
    made = []
    aligned = f' text-anchor="{anchor}"' if anchor != "start" else ""
    scaled = f' font-size="{number(size)}"' if size != SIZE else ""
    rows = letters.wrapped(words, room, size)
    for row in rows:
        top += size * LEADING
        base = number(top - size * (LEADING - 1))
        made.append(f'<text x="{number(x)}" y="{base}"{aligned}{scaled}>{_row(row)}</text>\n')
    return Drawn("".join(made), top)


def _row(row: Sequence[letters.Word]) -> str:
    """Write words with a blank between them, the neighbouring pieces of one style together."""
    runs: list[tuple[str, Style]] = []
    for count, word in enumerate(row):
        for place, (piece, style) in enumerate(word.pieces):
            blank = " " if count and not place else ""
            if runs and runs[-1][1] == style:
                runs[-1] = (runs[-1][0] + blank + piece, style)
            else:
                runs += [(blank + piece, style)]
    return "".join(
        f"<tspan{_STYLES[style]}>{escape(run)}</tspan>" if _STYLES[style] else escape(run)
        for run, style in runs
    )


def document(blocks: Document, top: float, size: float = SIZE) -> Drawn:
    """Write a page, or part of one, from its top downwards; a table of it line by line."""
    made = [Drawn("", top)]
    for block in blocks:
        made.append(_block(block, made[-1].bottom, size))
    return joined(made)


def _block(block: Block, top: float, size: float) -> Drawn:
    match block:
        case Gap():
            return Drawn("", top + size * 0.8)
        case Title(words):
            return paragraph(words, MARGIN, top, WIDTH - 2 * MARGIN, size)
        case Grid(_, rows):
            return document([Item(line(), spaced(row, Span("  "))) for row in rows], top, size)
        case Item(mark, body, indent):
            left = MARGIN + indent * size / 2
            if len(text(mark)) > _MARK:
                return paragraph(line(*mark, *body), left, top, WIDTH - MARGIN - left, size)
            hangs = left + letters.width(text(mark), size)
            marked = paragraph(mark, left, top, WIDTH, size) if text(mark).strip() else Drawn("", top)
            return joined([marked, paragraph(body, hangs, top, WIDTH - MARGIN - hangs, size)])


def shape(kind: str, x: float, y: float, radius: float = 9) -> str:
    """Draw the shape of a kind about a point: what `phrases.shape` gives as a letter."""
    _, style = mark_of(kind)
    look = f'fill="{KINDS[style]}" stroke="{INK}"'
    r, u, v = (number(one) for one in (radius, x, y))
    if style == "person":
        return f'<circle cx="{u}" cy="{v}" r="{r}" {look}/>\n'
    wide, flat = number(radius * 1.1), number(2 * radius * 0.9)
    paths: Mapping[Style, str] = {
        "group": f"m-{number(radius * 0.9)} -{number(radius * 0.9)}h{flat}v{flat}h-{flat}z",
        "event": f"m0 -{r}l{wide} {number(radius * 1.9)}h-{number(2.2 * radius)}z",
        "place": f"m0 {r}l{wide} -{number(radius * 1.9)}h-{number(2.2 * radius)}z",
        "other": f"m0 -{wide}l{wide} {wide}l-{wide} {wide}l-{wide} -{wide}z",
    }
    return f'<path d="M{u} {v}{paths[style]}" {look}/>\n'


class Stroke(NamedTuple):
    """How a line is drawn: dashes tell the status, a paler one with hollow heads what is only possible."""

    status: Status = "asserted"
    possible: bool = False

    @property
    def words(self) -> str:
        """What it means."""
        unlike = [self.status] * (self.status != "asserted" or not self.possible)
        return ", ".join([*unlike, *["only possible"] * self.possible])

    @property
    def look(self) -> str:
        """It as attributes."""
        dashes = f' stroke-dasharray="{_DASHES[self.status]}"' if _DASHES[self.status] else ""
        wide = "1" if self.status == "retracted" else "1.8"
        pale = ' stroke-opacity="0.55"' if self.possible else ""
        return f'stroke="{STATUSES[self.status]}" stroke-width="{wide}"{dashes}{pale}'


def stroke(fact: Fact, certainty: Certainty | None) -> Stroke:
    """Give the line of a fact."""
    return Stroke(fact.row.status, certainty == "possible")


class Ends(NamedTuple):
    """Where a line has heads."""

    first: bool
    last: bool


def ends(graph: Graph, fact: Fact, *, forward: bool) -> Ends:
    """Give the heads of a relation on a line along which it is read forward, or backward."""
    if graph.vocabulary.types[fact.row.type].symmetric:
        return Ends(first=True, last=True)
    return Ends(first=not forward, last=forward)


Point = tuple[float, float]


def arrow(a: Point, b: Point, how: Stroke, heads: Ends) -> str:
    """Draw a straight line with heads; of what is denied a bar across stands for each."""
    long = hypot(b[0] - a[0], b[1] - a[1]) or 1
    across, down = (b[0] - a[0]) / long, (b[1] - a[1]) / long
    points = " ".join(number(one) for one in a), " ".join(number(one) for one in b)
    made = [f'<path d="M{points[0]}L{points[1]}" fill="none" {how.look}/>\n']
    made += [_tip(a, -across, -down, how)] * heads.first + [_tip(b, across, down, how)] * heads.last
    return "".join(made)


def _tip(at: Point, across: float, down: float, how: Stroke) -> str:
    """Draw what a line ends with that leads in a direction: a head, or the tee of a denial."""
    colour = STATUSES[how.status]

    def to(along: float, aside: float) -> str:
        x, y = at[0] + along * across - aside * down, at[1] + along * down + aside * across
        return f"{number(x)} {number(y)}"

    if how.status == "denied":
        return f'<path d="M{to(0, -7)}L{to(0, 7)}" stroke="{colour}" stroke-width="2.4"/>\n'
    inside = "#ffffff" if how.possible else colour
    return f'<path d="M{to(0, 0)}L{to(-10, -4.5)}L{to(-10, 4.5)}z" fill="{inside}" stroke="{colour}"/>\n'


def legend(kinds: Iterable[tuple[str, str]], strokes: Iterable[Stroke], top: float) -> Drawn:
    """Explain the shapes and lines that a picture has, each once; kinds by id and label."""
    made: list[str] = []
    signs: list[tuple[str | Stroke, str]] = [*dict.fromkeys(kinds)]
    signs += [(how, how.words) for how in sorted(dict.fromkeys(strokes))]
    x = float(MARGIN)
    for sign, words in signs:
        wide = 22 if isinstance(sign, str) else 48
        room = wide + letters.width(words, SMALL) + 20
        if x + room > WIDTH - MARGIN:
            x, top = float(MARGIN), top + 20
        level = top + 11
        if isinstance(sign, str):
            made.append(shape(sign, x + 8, level, 7))
        else:
            made.append(arrow((x, level), (x + 38, level), sign, Ends(first=False, last=True)))
        made.append(paragraph(line(say(words)), x + wide, top + 2, room, SMALL).svg)
        x += room
    return Drawn("".join(made), top + 24)
