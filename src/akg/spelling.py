"""Folds names so that spellings of one name meet.

Imported at every TAB, so that it stands apart from `text`, and does without patterns.
"""

import unicodedata

ARTICLES = frozenset({"al", "el"})
SAME_WORD = {"ibn": "bin"}
# Apostrophes, and the letters and signs that stand for ayn and hamza in transliteration.
APOSTROPHES = "'’‘ʼʻʿʾ`´"
# Persian and Arabic forms of one letter, and the stroke that only stretches a word.
SAME_LETTER = {"ی": "ي", "ى": "ي", "ک": "ك", "ـ": None}
_DROPPED = str.maketrans({**dict.fromkeys(APOSTROPHES), **SAME_LETTER})
_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def nfc(text: str) -> str:
    """Compose letters and their accents, the form in which names are compared."""
    return unicodedata.normalize("NFC", text)


def words(name: str) -> tuple[str, ...]:
    """Split a name into its folded words: no case, accents, apostrophes or articles.

    >>> words("Ḥamza ibn-Lādin"), words("al-Qa’ida"), words("Al")
    (('hamza', 'bin', 'ladin'), ('qaida',), ('al',))
    """
    found = [SAME_WORD.get(word, word) for word in spelled(name)]
    return tuple(word for word in found if word not in ARTICLES) or tuple(found)


def spelled(name: str) -> list[str]:
    """Split a name into its words without case, accents and apostrophes, articles and ibn as they stand.

    >>> spelled("Ḥamza ibn-Lādin"), spelled("al-Qa’ida")
    (['hamza', 'ibn', 'ladin'], ['al', 'qaida'])
    """
    letters = unicodedata.normalize("NFKD", name.translate(_DROPPED)).casefold()
    if letters.isascii():
        return letters.translate(_SIGNS).split()
    kept = (c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(c if c.isalnum() else " " for c in kept).split()


def fold(name: str) -> str:
    """Give the key under which spellings of one name meet.

    >>> fold("el-Qaeda") == fold("AL QAEDA") == fold("al-Qaeda"), fold("Binladen") == fold("bin Laden")
    (True, True)
    """
    return "".join(words(name))


def slug(name: str) -> str | None:
    """Make an id of a name; None where it has letters that are not plain ones with accents, or none at all.

    >>> slug("Inès al-Mu’minīn"), slug("U.S. strikes"), slug("مثال"), slug("Ødegård")
    ('ines-al-muminin', 'u-s-strikes', None, None)
    """
    made = "-".join(spelled(name))
    return made if made and made.isascii() else None
