"""What to write instead of a date that cannot be read.

The mistakes known here: old drafts of EDTF, what of EDTF is not supported, other orders and signs, English.
"""

import re
from collections.abc import Callable, Iterator

from akg.dates.days import day, iso
from akg.dates.parts import MONTHS, SEASONS

Rewrite = str | Callable[[re.Match[str]], str]  # as `re.sub` takes it


def _one_mark(found: re.Match[str]) -> str:
    """Move the marks on parts of a date to its end: % where there are several."""
    marks = set(found[0]) & set("?~%")
    return re.sub("[()?~%]", "", found[0]) + (marks.pop() if len(marks) == 1 else "%" if marks else "")


def day_first(found: re.Match[str]) -> str:
    """Reorder 29/02/2020, and 2/29/2020; '' where either could be the month."""
    day, month = sorted((int(found[1]), int(found[2])), reverse=True)
    return "" if day <= 12 and day != month else f"{found[3]}-{month:02}-{day:02}"


def _upper(found: re.Match[str]) -> str:
    return re.sub("[uUx]", "X", found[0])


_PLAIN = "[0-9]{4}(?:-[0-9]{2}){0,2}"  # a year, month or day
# (the whole text or piece, fault, what to write for that piece or None, advice where that cannot be read)
FORMS: tuple[tuple[str, str, Rewrite | None, str], ...] = (
    ("", "nothing is written", None, "write a date such as 2019-05, or leave it out"),
    ("(?i)open|present|now|today|ongoing", "an open end is '..'", "..", "write 2009/.. for 'open'"),
    (r"(?i)unknown|\?", "an unknown end is empty", "", "leave it out, or write 2009/ for an unknown end"),
    ("-?[uUxX]{4}(?:-[uUxX]{2}){0,2}[?~%]?", "it names no year", "", "leave the date out"),
    (r"[{].*", "all-of sets are not supported", None, "write one relation per date"),
    (r"(.+)(?:\?~|~\?)", "'?~' is now one mark", r"\1%", "write % for ?~"),
    (r"(.+)\^.*", "text after ^ is not supported", r"\1", "write the date alone"),
    (r"y(-?[0-9]{5,9})", "the Y of a long year is a capital", r"Y\1", ""),
    (r"Y(-?)0*([0-9]{4})", "Y is for years of more than four digits", r"\1\2", "write YYYY"),
    (r"[Yy]-?[0-9]+-.*", "a year with Y has no months", None, "write the year alone"),
    (r"[Yy]?-?[0-9]+[Ee][0-9]+(?:S[0-9]+)?", "exponents are not supported", None,
     "write the year out: Y170000000"),
    (r"Y?-?[0-9]+[SPp][0-9]+", "significant digits are not supported", None,
     "write X for unknown digits: 19XX"),
    (r"Y?-?[0-9]{10,}", "a year has at most nine digits", None, "write a nearer year"),
    (r"([12][0-9]{3})([01][0-9])([0-3][0-9])", "its hyphens are missing", r"\1-\2-\3", ""),
    (r"(-?)([0-9]{5,9})", "a year of more than four digits begins with Y", r"Y\1\2", "write Y12345"),
    (r"([0-9]{2})([?~%]?)", "a year has four digits, a century two and XX", r"\1XX\2", "write YYYY"),
    (r"([0-9]{3})([?~%]?)", "a year has four digits, a decade three and X", r"\1X\2", "write YYYY"),
    (r"-([0-9]{1,3})", "a year has four digits", lambda m: f"-{m[1]:0>4}", "write -0043 for 44 BC"),
    (r"\+([0-9].*)", "a year has no plus sign", r"\1", ""),
    ("(?=.*[uUxX])-?[0-9uUxX]{1,4}(?:-[0-9uUxX]{2}){0,2}[?~%]?", "X stands for unknown digits", _upper,
     "write X for u, and only for the last digits: 199X, 2004-XX, 2004-05-XX"),
    ("[0-9X?~%-]*[?~%][0-9X?~%-]*", "a mark stands at the end of the whole date", _one_mark, ""),
    (r"[0-9X?~%()-]*[()][0-9X?~%()-]*", "parts in parentheses are not supported", _one_mark, ""),
    (f"({_PLAIN}) ?[-–—] ?({_PLAIN})", "/ joins from and to, .. the ends of a range", r"\1/\2", ""),
    (r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", "not year, month, day", day_first,
     "write YYYY-MM-DD; which of the two is the month?"),
    (r"\[.*", "brackets that are not one set", None, "write a set as [2017, 2019]"),
)  # fmt: skip

_NAMES = {name[:3].lower(): f"{number:02}" for number, name in enumerate(MONTHS, 1)}
_NAMES |= {SEASONS[code][2]: str(code) for code in range(21, 25)} | {"fall": "23", "autumn": "23"}
MONTH = "(?:" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|sept)\.?"  # in English, any case
_MONTH = f"({MONTH})"
_SEASON = "spring|summer|autumn|fall|winter"
_PART = f"(?:[0-9]{{1,2}} (?:of )?{MONTH}|{MONTH} [0-9]{{1,2}}|{MONTH}|(?:the )?(?:{_SEASON}))"
_TO = " ?-+ ?| (?:to|until|till|through|and) "


def _number(found: re.Match[str]) -> str:
    """Give the code of a month or season, by its name."""
    word = found[1].lower()
    return _NAMES.get(word) or _NAMES[word[:3]]


# Part -> its months in a year, its days in a month (of 31), its years in a decade.
_THIRDS = {
    "early": (("01", "04"), ("01", "10"), "04"),
    "mid": (("05", "08"), ("11", "20"), "37"),
    "late": (("09", "12"), ("21", ""), "59"),
}


def _third(found: re.Match[str]) -> str:
    """Give the range of the early, mid or late part of a year, month or decade."""
    months, (first, last), years = _THIRDS[found[1].lower()]
    date = found[2]
    if date.endswith("X"):
        return f"{date[:3]}{years[0]}..{date[:3]}{years[1]}"
    if len(date) == 4:
        return f"{date}-{months[0]}..{date}-{months[1]}"
    if int(date[5:]) > 12:
        return date  # of a season no part has a name
    return f"{date}-{first}..{_next(_next(date, 1) + '-01', -1) if not last else f'{date}-{last}'}"


def _whole(first: str, last: str, to: int = 2) -> Rewrite:
    """Write both ends of a range in full, with what stands between them, `-` as a word."""
    return lambda m: f"{m.expand(first)} {m[to].strip(' -') or 'to'} {m.expand(last)}"


def _next(date: str, step: int) -> str:
    """Give the year, month or day after a date, or with -1 before it."""
    year, *rest = map(int, date.split("-"))
    if not rest:
        return f"{year + step:04}"
    if len(rest) > 1:
        return iso(day(year, *rest) + step) or date
    first, length, _ = SEASONS.get(rest[0]) or (rest[0], 1, "")
    months = year * 12 + first - 1 + (step * length if step > 0 else step)
    return f"{months // 12:04}-{months % 12 + 1:02}"


# Wording -> EDTF, one step after the other. The steps need not be right for every text: what they come to is
# only suggested if it can be read.
ENGLISH: tuple[tuple[str, Rewrite], ...] = (
    (r"[\u2010-\u2015\u2212]", "-"),
    (r"[^\x00-\x7f]", lambda m: str(int(m[0])) if m[0].isdecimal() else m[0]),
    (r"\s+", " "),
    (r"\b(?:the )?([0-9]{1,2})(?:st|nd|rd|th) century\b", lambda m: f"{int(m[1]) - 1:02}XX"),
    (r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1"),
    # What leaves its year or month to the end of the range: 3-5 May 2019, May 3-5, 2019, May-June 2019.
    (
        rf"\b([0-9]{{1,2}})({_TO})([0-9]{{1,2}}) (?:of )?({MONTH}),? (?:of )?([0-9]{{4}})\b",
        _whole(r"\1 \4 \5", r"\3 \4 \5"),
    ),
    (
        rf"\b({MONTH}) ([0-9]{{1,2}})({_TO})([0-9]{{1,2}}),? (?:of )?([0-9]{{4}})\b",
        _whole(r"\1 \2 \5", r"\1 \4 \5", 3),
    ),
    (rf"\b({_PART})({_TO})({_PART}),? (?:of )?([0-9]{{4}})\b", _whole(r"\1 \4", r"\3 \4")),
    (r"\b(?:the )?winter(?: of)? ([0-9]{4})[/-][0-9]{2}\b", r"\1-24"),
    (r"\b([0-9]{1,2}) (?:of )?" + _MONTH + r",?(?: of)? ([0-9]{4})\b", lambda m: f"{m[2]} {m[1]} {m[3]}"),
    (r"\b" + _MONTH + r" ([0-9]{1,2}),? ([0-9]{4})\b", lambda m: f"{m[3]}-{_number(m)}-{m[2]:0>2}"),
    (rf"\b(?:the )?({_SEASON}),?(?: of)? ([0-9]{{4}})\b", lambda m: f"{m[2]}-{_number(m)}"),
    (r"\b" + _MONTH + r",?(?: of)? ([0-9]{4})\b", lambda m: f"{m[2]}-{_number(m)}"),
    (r"\b([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})\b", lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}"),
    (r"^([0-9]{1,2})[./-]([0-9]{4})$", lambda m: f"{m[2]}-{m[1]:0>2}"),
    (r"^([0-9]{4})[./-]([0-9]{1,2})$", lambda m: f"{m[1]}-{m[2]:0>2}"),
    (r"\b(?:the )?([0-9]{3})0s\b", r"\1X"),
    (r"\bAD ([0-9]{1,4})\b|\b([0-9]{1,4}) (?:CE|AD)\b", lambda m: f"{m[1] or m[2]:0>4}"),
    (r"\b([0-9]{1,4}) BCE?\b", lambda m: f"{1 - int(m[1]):05}" if m[1] != "1" else "0000"),
    (f"^(?:before|prior to) ({_PLAIN})$", lambda m: f"..{_next(m[1], -1)}"),
    (f"^after ({_PLAIN})$", lambda m: f"{_next(m[1], 1)}.."),
    (r"\b(?:the )?(early|mid|late)[ -](?:the )?([0-9]{3}[0-9X](?:-[0-9]{2})?)\b(?!-)", _third),
    (r"\b(?:about|around|approximately|circa|ca?\.?) ?([0-9X-]+)", r"\1~"),
    (r"\b(?:perhaps|possibly|probably|maybe) ([0-9X-]+)", r"\1?"),
    (r"^since (.+)$", r"\1/.."),
    (r"^(?:until|till|up to) (.+)$", r"/\1"),
    (r"^by (.+)$", r"..\1"),
    (r"^between (.+) and (.+)$", r"\1..\2"),
    (r"^(?:from )?(.+) (?:to|until|till|through|-) (.+)$", r"\1/\2"),
    (r"^from (.+)$", r"\1/"),
    (r" ?(/|\.\.) ?", r"\1"),
)


def guesses(text: str, piece: str) -> Iterator[tuple[str, str | None, str]]:
    """Guess what is meant by a date of which a piece cannot be read, the likeliest first.

    Each guess is (fault, whole date to write or None, advice where that date cannot be read either or '').
    """
    wording = english(text)
    if wording != text:
        yield "it is not written as EDTF", wording, ""
    for pattern, fault, rewrite, advice in FORMS:
        if found := re.fullmatch(pattern, piece):
            yield fault, _rewritten(text, found, rewrite), advice


def _rewritten(text: str, found: re.Match[str], rewrite: Rewrite | None) -> str | None:
    if rewrite is None or not found[0]:
        return None
    form = found.expand(rewrite) if isinstance(rewrite, str) else rewrite(found)
    return text.replace(found[0], form, 1)


def english(text: str) -> str:
    """Turn the wording of a date into EDTF, as far as it goes.

    >>> english("between May 2017 and 3 June 2019"), english("since about 1970"), english("44 BC")
    ('2017-05..2019-06-03', '1970~/..', '-0043')
    """
    for pattern, rewrite in ENGLISH:
        text = re.sub(pattern, rewrite, text, flags=re.IGNORECASE)
    return text
