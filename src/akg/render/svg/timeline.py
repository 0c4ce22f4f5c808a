"""Draws a timeline: bars on one axis of years, beside each what it was, and where that is written."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from akg import dates
from akg.dates import spans
from akg.dates.days import day
from akg.dates.words import in_year
from akg.queries.timeline import Answer
from akg.reading import Graph, Row
from akg.render import axis, chronicle, closing, phrases
from akg.render import timeline as page
from akg.render.citations import Citations
from akg.render.document import Item, Title, joined, line, say, text
from akg.render.svg import drawing
from akg.render.svg.drawing import DIM, MARGIN, SMALL, STATUSES, WIDTH, Drawn, number
from akg.where import certainty

_WHEN = 150  # px of the dates
_BARS = 250  # px of the axis
_GAP = 16  # px between columns
_LEFT = MARGIN + _WHEN + _GAP  # where the axis begins
_WHAT = _LEFT + _BARS + _GAP  # and the sentences
_BAR = 9  # px of height
_LEAST = 2.5  # px of a bar
_NAMED = 3  # entities that the question names; of more all are named below it
_BETWEEN = 34  # px between years on the axis
_COLUMNS = 240  # of the terminal whose axis has as many years
# How sure it is that a fact was so in a part of its bar: as the signs of the terminal's.
_FILLS: Mapping[str, str] = MappingProxyType({
    "certain": "", "at some time": "akg-sometime", "possible": "akg-possible", "denied": "none",
})  # fmt: skip


class _Scale(NamedTuple):
    """The years of the axis, and the day that each px of it is."""

    first: int  # year
    last: int

    def x(self, at: int) -> float:
        """Give where a day is; one beyond the axis is at its end."""
        begin, end = day(self.first, 1, 1), day(self.last + 1, 1, 1)
        return _LEFT + _BARS * (min(max(at, begin), end) - begin) / (end - begin)


class _Stretch(NamedTuple):
    """A part of a bar."""

    how: str  # a key of _FILLS
    first: int  # days, inclusive
    last: int


def picture(graph: Graph, answer: Answer, lines: Sequence[str] = ()) -> str:
    """Draw the facts in their blocks, then what the signs mean, what was left out, and the sources by number.

    `lines` say under what the answer was asked for. Facts without a year known of them have no bar.
    """
    cited = Citations(graph.sources)
    whom = [graph.name(node) for node in answer.entities]
    question = f"What happened to {_listed(whom)}, and when?"
    under = [text(phrases.as_of(answer.window, answer.sure))] if answer.window and answer.sure else []
    parts = [_patterns(), drawing.head(question, [*under, *lines])]
    if len(whom) > _NAMED:
        named = Item(line(), joined((phrases.entity(graph, node) for node in answer.entities), ", "))
        parts.append(drawing.document([named], parts[-1].bottom + 4, SMALL))
    years = axis.of((fact.row for fact in answer.dated), answer.window, _COLUMNS)
    scale = _Scale(years.first, years.last) if years else None
    top = parts[-1].bottom + 10
    rows = list(_rows(graph, answer, cited, scale, top + 18))
    bottom = max((row.bottom for row in rows), default=top)
    parts += [_axis(scale, top, bottom)] if scale else []
    parts += rows or [drawing.document([Item(line(), line(say(page.NOTHING, "dim")))], top)]
    parts += [_legend(answer, parts[-1].bottom + 14)] if scale else []
    facts = (*answer.dated, *answer.lasting, *answer.undated)
    notes = closing.notes([*page.notes(answer), *closing.noted(facts)])
    signs = closing.legend(graph, answer.entities, facts)
    parts.append(drawing.document([*notes, *signs, *cited.listed()], parts[-1].bottom, SMALL))
    brief = f"{phrases.counted((len(facts), 'fact'))} about {_listed(whom)}."
    return drawing.sheet(question, brief, [*under, *lines], parts)


def _listed(whom: Sequence[str]) -> str:
    if len(whom) > _NAMED:
        return f"{', '.join(whom[:_NAMED])} and {len(whom) - _NAMED} more"
    return " and ".join(filter(None, (", ".join(whom[:-1]), whom[-1])))


def _rows(
    graph: Graph, answer: Answer, cited: Citations, scale: _Scale | None, top: float
) -> Iterator[Drawn]:
    for title, facts, with_certainty in page.parts(answer):
        shown = [fact for fact in facts if not chronicle.repeats(graph, fact)]
        if shown and title:
            drawn = drawing.document([Title(line(say(title, "title")))], top + 8)
            yield drawn
            top = drawn.bottom
        for fact in shown:
            when, what = chronicle.row(graph, fact, cited, with_certainty=with_certainty)
            left, room = (_WHAT, WIDTH - MARGIN - _WHAT) if scale else (_LEFT, WIDTH - MARGIN - _LEFT)
            words = [
                drawing.paragraph(when, MARGIN, top, _WHEN, SMALL),
                drawing.paragraph(what, left, top, room, SMALL),
                Drawn(_bar(scale, fact.row, top + 3.5) if scale else "", top),
            ]
            yield drawing.joined(words)
            top = drawing.joined(words).bottom + 4


def _axis(scale: _Scale, top: float, bottom: float) -> Drawn:
    """Draw the years: a line for each that is written, the length of all bars."""
    room = _BARS // _BETWEEN
    unit = next(unit for unit in spans.units() if (scale.last + 1 - scale.first) / unit <= room)
    made = []
    for year in range(-(-scale.first // unit) * unit, scale.last + 2, unit):
        x = number(scale.x(day(year, 1, 1)))
        made.append(f'<path d="M{x} {number(top + 16)}V{number(bottom)}" stroke="#dddddd"/>\n')
        label = line(say(in_year(year), "dim"))
        made.append(drawing.paragraph(label, float(x), top, _BETWEEN * 2, 10, anchor="middle").svg)
    return Drawn("".join(made), bottom)


def _bar(scale: _Scale, row: Row, top: float) -> str:
    """Draw a fact over the days that it has: as `--at` would answer of each; blank is what is excluded."""
    if row.status == "retracted" or dates.is_undated(row.bounds):
        return ""
    begin, end = day(scale.first, 1, 1), day(scale.last + 1, 1, 1) - 1
    made = [_part(scale, one, row, top) for one in _stretches(row) if one.first <= end and one.last >= begin]
    made += [_beyond(_LEFT, -1, row, top)] * (row.es < begin)
    made += [_beyond(_LEFT + _BARS, 1, row, top)] * (row.le > end)
    return "".join(made)


def _stretches(row: Row) -> Iterator[_Stretch]:
    """Cut the time of a fact at its bounds: what is certain, or was at some time in it; what is possible."""
    if row.status == "denied":
        yield _Stretch("denied", row.es, row.le)
        return
    first, last = sorted((row.ls, row.ee))
    yield _Stretch("possible", row.es, row.le)
    if certainty(row, first, last) == "certain":
        yield _Stretch("certain" if row.ls <= row.ee else "at some time", first, last)


def _part(scale: _Scale, part: _Stretch, row: Row, top: float) -> str:
    left, right = scale.x(part.first), scale.x(min(part.last, dates.END - 1) + 1)
    wide = max(right - left, _LEAST)
    left = min(left, _LEFT + _BARS - wide)
    return _box(part.how, left, top, wide, STATUSES[row.status], dashed=row.status != "asserted")


def _box(how: str, left: float, top: float, wide: float, colour: str, *, dashed: bool) -> str:
    pattern = _FILLS[how]
    fill = {"": colour, "none": "#ffffff"}.get(pattern, f"url(#{pattern})")
    dashes = f' stroke-dasharray="{"1.5 3" if how == "denied" else "4 2"}"' if dashed else ""
    return (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(wide)}" height="{_BAR}" '
        f'fill="{fill}" stroke="{colour}" stroke-width="0.8"{dashes}/>\n'
    )


def _beyond(x: float, side: int, row: Row, top: float) -> str:
    """Draw a head where a fact may have begun before the axis, or gone on after it."""
    points = f"M{number(x + side)} {number(top)}l{number(side * 6)} {_BAR / 2}l{number(-side * 6)} {_BAR / 2}"
    return f'<path d="{points}" fill="none" stroke="{STATUSES[row.status]}"/>\n'


def _patterns() -> Drawn:
    """Give the hatchings, which tell the sure from the unsure in black and white too."""
    made = "".join(
        f'<pattern id="{id}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{step}" height="{step}" fill="#ffffff"/>'
        f'<path d="M0 0V{step}" stroke="{DIM}" stroke-width="{wide}"/></pattern>'
        for id, step, wide in (("akg-sometime", 3, 3), ("akg-possible", 5, 1.2))
    )
    return Drawn(f"<defs>{made}</defs>\n", 0)


def _legend(answer: Answer, top: float) -> Drawn:
    """Explain what the bars are filled with."""
    used = {part.how for fact in (*answer.dated, *answer.lasting) for part in _stretches(fact.row)}
    made, x = [], float(MARGIN)
    for how in _FILLS:
        if how in used:
            colour = STATUSES["denied" if how == "denied" else "asserted"]
            made.append(_box(how, x, top + 4, 30, colour, dashed=how == "denied"))
            made.append(drawing.paragraph(line(say(how)), x + 38, top, 120, SMALL).svg)
            x += 150
    return Drawn("".join(made), top + 20)
