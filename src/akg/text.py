"""Text from data made safe so that it can be printed, and words that are spelled much like others."""

import re
from collections.abc import Collection, Iterable

# What could move the cursor, recolour the screen or reorder the line: C0, DEL, C1, bidi embeddings, overrides
# and isolates, line and paragraph separators, lone surrogates; and what YAML refuses or nobody sees: U+FEFF,
# U+FFFE, U+FFFF. Joiners stay: Persian spelling needs them.
_UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
UNSAFE = re.compile(f"[{_UNSAFE}]")
# What is drawn as nothing: Unicode's Default_Ignorable_Code_Point, and the blank of Braille. White space and
# these apart, a name is SEEN; so says the schema for editors too, which knows the first 65,536 characters.
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
)
SEEN = rf"[^\s{_HIDDEN}]"
_SEEN = rf"[^\s{_HIDDEN}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"


def plain(text: str) -> str:
    r"""Make text safe to print on one line: no control or bidi characters, white space as single blanks.

    >>> plain("Red \x1b[31mHerring\n")
    'Red [31mHerring'
    """
    return " ".join((text if text.isprintable() else UNSAFE.sub("", text)).split())


def is_visible(text: str) -> bool:
    """Tell whether a text has a letter or sign that is seen."""
    return re.search(_SEEN, text) is not None  # compiled when first asked, because few commands ask


def likenesses(word: str, known: Iterable[str], limit: int = 10) -> list[tuple[str, float]]:
    """Return the known words spelled much like this one, with their likeness (of 100), best first."""
    from rapidfuzz import fuzz, process  # here, because its import costs more than most answers

    near = process.extract(word, list(known), scorer=fuzz.ratio, limit=limit, score_cutoff=70)
    return [(match, likeness) for match, likeness, _ in near]


def hint(word: str, known: Iterable[str]) -> str:
    """Word the suggestion for a mistyped id, ready to follow a message; empty where nothing is near."""
    near = likenesses(word, known, limit=1)
    return f"; did you mean {near[0][0]!r}?" if near else ""


def remedy(word: str, known: Collection[str]) -> str:
    """Word what to write instead of something unknown: what is near, else all that is known."""
    return hint(word, known) or f"; known are {', '.join(sorted(known))}"
