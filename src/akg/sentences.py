"""Finds where the sentences of a paragraph end."""

import re

_CLOSING = "[\"'”’»)\\]]*"
_END = re.compile(rf"[.!?…]{_CLOSING}(?:\[[0-9]{{1,4}}\])*$")  # a reference may follow: [12]
_BREAK = re.compile(rf"(?P<end>[.!?…]{_CLOSING})\s+(?=[\"'“‘«(\[]*[^\W_a-z])")
# What a full stop follows within a sentence: a letter alone, and what stands before names and numbers.
_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Dr|Mr|Mrs|Ms|St|Gen|Col|Lt|Maj|Capt|Sgt|Prof|Rev|Sen|Gov|vs|No|Nos|cf|ca))\.$"
)


def ends(block: str) -> bool:
    """Tell whether a piece of text ends as a sentence does.

    >>> ends("He ran (at last.)"), ends("Later years"), ends("It is so.[12]")
    (True, False, True)
    """
    return _END.search(block[-40:]) is not None


def split(paragraph: str) -> list[tuple[int, int]]:
    """Give where each sentence begins and ends, in characters.

    >>> text = "Dr. Ada met U.S. envoys. Brian did not."
    >>> [text[first:last] for first, last in split(text)]
    ['Dr. Ada met U.S. envoys.', 'Brian did not.']
    """
    found, first = [], 0
    for gap in _BREAK.finditer(paragraph):
        before = paragraph[max(first, gap.start() - 6) : gap.start() + 1]
        if not _ABBREVIATED.search(before):
            found.append((first, gap.end("end")))
            first = gap.end()
    return [*found, (first, len(paragraph))] if first < len(paragraph) else found
