"""What akg is compared with: each module keeps a dataset its own way, and answers from what it kept.

A store has four verbs; the fifth, the size on disk, is counted of its folder.

    build(dataset, folder)        keeps what `stores.dataset` reads
    open(folder)                  gives what has the other two
    .path(a, b)                   the ids of a path of fewest steps from a to b; empty where there is none
    .timeline(x, since, until)    the facts of x, by time: first day, last day, type, the other end, source

Days are numbers such as 20140131, so that they sort and need no library to be printed.
"""

from collections.abc import Sequence

Seen = tuple[dict[int, int | None], dict[int, int | None]]  # from each end: an entity, and the one before it


def chain(seen: Seen, met: Sequence[int]) -> list[int]:
    """Give a chain from one end of a search to the other, by way of those that both have met at."""
    nodes = list(met)
    while (before := seen[0][nodes[0]]) is not None:
        nodes.insert(0, before)
    while (after := seen[1][nodes[-1]]) is not None:
        nodes.append(after)
    return nodes
