"""Draws what benchmarks/engines.py measured: an answer of a fresh process, by the size of the graph."""

from collections.abc import Iterable, Iterator
from math import log10

import report

PANELS = {
    "A path, in a fresh process": "cold-path random",
    "A timeline, in a fresh process": "cold-timeline middle",
}
COLOURS = ("#c0392b", "#e59866", "#1f618d", "#7fb3d5", "#148f77", "#7d3c98", "#7e5109", "#707b7c")
WIDTH, HEIGHT, LEFT, TOP, BELOW, GAP = 420, 300, 50, 40, 40, 130  # of a panel, in pixels


def draw(kept: report.Kept) -> str:
    """Draw the cold path and the cold timeline against the size of the graph, both scales logarithmic."""
    width, height = 2 * (LEFT + WIDTH + GAP), TOP + HEIGHT + BELOW
    drawn = ("".join(_panel(kept, *panel)) for panel in PANELS.items())
    body = "".join(
        f'<g transform="translate({LEFT + n * (LEFT + WIDTH + GAP)},{TOP})">{panel}</g>'
        for n, panel in enumerate(drawn)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12"><rect width="{width}" height="{height}" fill="white"/>{body}</svg>\n'
    )


def _panel(kept: report.Kept, title: str, measure: str) -> Iterator[str]:
    sizes = sorted({(one["relations"], one["size"]) for one in kept})
    first, last = log10(sizes[0][0]), log10(sizes[-1][0])
    across = {n: WIDTH * (log10(n) - first) / ((last - first) or 1) for n, _ in sizes}
    tens = range(5)  # 1 to 10,000 times

    def up(ratio: float) -> float:
        return HEIGHT * (1 - log10(ratio) / tens[-1])

    yield f'<text y="-18" font-size="14">{title}</text>'
    yield '<text y="-4" fill="#555">CPU time, python -c pass = 1</text>'
    for ten in tens:
        yield (
            f'<path d="M0,{up(10**ten):.0f}H{WIDTH}" stroke="#ddd"/>'
            f'<text x="-6" y="{up(10**ten) + 4:.0f}" text-anchor="end">{10**ten:,}</text>'
        )
    for n, size in sizes:
        yield f'<text x="{across[n]:.0f}" y="{HEIGHT + 18}" text-anchor="middle">{size}</text>'
    yield f'<text x="{WIDTH / 2:.0f}" y="{HEIGHT + 34}" text-anchor="middle" fill="#555">relations</text>'
    ends = []
    for (engine, name), colour in zip(report.NAMES.items(), COLOURS, strict=True):
        points = sorted(
            (one["relations"], one["cpu"] / one["start"])
            for one in kept if (one["engine"], one["measure"]) == (engine, measure) and not one["over"]
        )  # fmt: skip
        if points:
            line = " ".join(f"{across[n]:.1f},{up(ratio):.1f}" for n, ratio in points)
            yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
            ends.append((up(points[-1][1]), name, colour))
    yield from _labels(ends)


def _labels(ends: Iterable[tuple[float, str, str]]) -> Iterator[str]:
    """Write each name at the end of its line, or below the one before where that is too near."""
    above = -20.0
    for y, name, colour in sorted(ends):
        above = max(y, above + 14)
        yield f'<text x="{WIDTH + 6}" y="{above + 4:.0f}" fill="{colour}">{name}</text>'
