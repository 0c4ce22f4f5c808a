"""Finds the dates that an English text mentions.

Found are days, months, seasons, years, decades and centuries, what bounds them ("since 2009", "before May"),
and ranges ("August-October 2019", "between 2017 and 2019"). Without a year nothing is a date ("on 29 May").
A number is a year from 1000 to 2099, unless it counts or numbers something ("2000 men", "resolution 1267").
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from akg.dates import DateError, Edtf, forms, parse


class Mention(NamedTuple):
    """A date that a text mentions; the text from `start` to `end` words it, with what bounds it."""

    start: int  # its first character, counted from 0
    end: int  # the character after its last
    date: Edtf


# A gap ends somewhere and is never tried again at another length: the time to search grows as the text does.
_GAP = r"\s{1,20}+"
_OF = f"(?:{_GAP}of)?+{_GAP}"
_DAY = "(?>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z])"
_MONTH = rf"(?>{forms.MONTH}(?!\w))"
_SEASON = f"(?:the{_GAP})?(?:spring|summer|autumn|fall|winter)"
# What may leave its year to the one after it: "May and July 2019".
_PART = f"(?>{_DAY}{_OF}{_MONTH}|{_MONTH}{_GAP}{_DAY}|{_MONTH}|{_SEASON})"
_YEAR = r"(?:1[0-9]|20)[0-9]{2}(?!\w)"
_DASH = "[-\u2010-\u2015\u2212]"
_TO = rf"(?:{_GAP}(?:to|until|till|through|{_DASH}){_GAP}|{_DASH}|/)"
_THIRD = f"(?:(?:the{_GAP})?(?:early|mid|late)(?:{_GAP}|{_DASH}))"
_LIKE = r"(?:(?:about|around|approximately|circa|ca?\.|perhaps|possibly|probably|maybe)\s{0,20})"
_COMMA_YEAR = f"(?:,{_GAP}|{_OF}){_YEAR}"
_ONE = f"""(?:
    {_SEASON}{_OF}{_YEAR}(?:{_DASH}|/)[0-9]{{2}}(?!\\w)
    |{_THIRD}?{_PART}{_COMMA_YEAR}
    |{_DAY}{_TO}{_DAY}{_OF}{_MONTH}{_COMMA_YEAR}
    |{_MONTH}{_GAP}{_DAY}{_TO}{_DAY}{_COMMA_YEAR}
    |[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
    |[0-9]{{1,2}}[./][0-9]{{1,2}}[./][0-9]{{4}}
    |{_THIRD}?(?:the{_GAP})?[0-9]{{3}}0s
    |(?:the{_GAP})?[0-9]{{1,2}}(?:st|nd|rd|th){_GAP}century
    |[0-9]{{1,4}}{_GAP}(?:BCE?|CE|AD)|AD{_GAP}[0-9]{{1,4}}
    |{_THIRD}?{_YEAR}(?:{_DASH}[0-9]{{2}}(?!\\w))?
)"""
_AND = f",?{_GAP}(?:and|or){_GAP}"
_PHRASE = rf"""
    (?=[0-9a-z]) (?<![\w$€£¥\#]) (?<![0-9][.,:/-])
    (?: (?P<listed>{_PART}) (?=(?:,{_GAP}{_PART}){{0,5}}{_AND}{_PART}{_OF}(?P<year>{_YEAR}))
    | (?P<days>{_DAY}) (?=(?:,{_GAP}{_DAY}){{0,5}}{_AND}{_DAY}{_OF}(?P<month>{_MONTH}{_OF}{_YEAR}))
    | (?: between{_GAP}(?:{_LIKE}?{_ONE}|{_PART}|{_DAY}){_GAP}and{_GAP}
        | (?:(?:since|until|till|up{_GAP}to|by|before|prior{_GAP}to|after|from){_GAP})?
          (?:(?:{_LIKE}?{_ONE}|{_PART})(?P<to>{_TO}))?
      ) {_LIKE}?{_ONE}
    ) (?!\w|%|[.,:/-][0-9])
"""
_NUMBERED = re.compile(
    r"(?:resolution|flight|page|room|no\.|nos?|pp?\.|para\.?|paragraph|number)\s{1,20}$", re.I
)
_COUNTED = re.compile(r"\s{1,20}(?:[a-z]+s|people|men|women|children|police|troops)\b")
_TEMPORAL = re.compile(r"\b(?:in|since|during|until|years?|the|an?|of)\s{1,20}$", re.I)

_ROUND = re.compile(
    r"(?:(?:between|from|by|about|around|up to)\s+)*(?:[0-9]{2}00\W+(?:\w+\W+)?)?[0-9]{2}00", re.I
)
_YEARS = re.compile(
    rf"(?<![0-9-])(?<!winter )(?<!winter of )([0-9]{{2}})([0-9]{{2}}){_DASH}([0-9]{{2}})(?![0-9-])"
)
_NUMERIC = re.compile("([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(_PHRASE, re.IGNORECASE | re.VERBOSE)


def find(text: str) -> list[Mention]:
    """Find the dates that a text mentions, in its order; none overlap, and what no calendar has is left out.

    >>> text = "It met in spring 2019, twice since 2009, and in the 1990s; fought from August-October 2019."
    >>> [(text[found.start : found.end], found.date.text) for found in find(text)]
    [('spring 2019', '2019-21'), ('since 2009', '2009/..'), ('the 1990s', '199X'), \
('from August-October 2019', '2019-08/2019-10')]
    >>> [found.date.text for found in find("between 2017 and 2019, or in July and October 2020; 2000 men")]
    ['2017..2019', '2020-07', '2020-10']
    """
    return list(_found(text))


def _found(text: str) -> Iterator[Mention]:
    for found in _phrase().finditer(text):
        if not _numbers(text, found) and (date := _read(_wording(text, found))):
            yield Mention(*found.span(), date)


def _wording(text: str, found: re.Match[str]) -> str:
    """Give the words of a mention, with what it leaves to the one after it."""
    if found["to"]:
        return f"{text[found.start() : found.start('to')]} to {text[found.end('to') : found.end()]}"
    return " ".join(part for part in (found[0], found["year"], found["month"]) if part)


def _numbers(text: str, found: re.Match[str]) -> bool:
    """Tell whether what looks like a year counts or numbers something."""
    before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 40]
    if _NUMBERED.search(before):
        return True
    amount = _ROUND.fullmatch(found[0]) is not None
    return amount and _COUNTED.match(after) is not None and _TEMPORAL.search(before) is None


@lru_cache(maxsize=1 << 12)
def _read(wording: str) -> Edtf | None:
    try:
        wording = _NUMERIC.sub(forms.day_first, " ".join(wording.split()))
        return parse(forms.english(_YEARS.sub(_both_years, wording)))
    except DateError:  # such as 31 February
        return None


def _both_years(found: re.Match[str]) -> str:
    """Write 2017-19 out; what does not go up is a month (2019-05)."""
    century, first, last = found.groups()
    return f"{century}{first} - {century}{last}" if last > first else found[0]
