"""Finds names that are nearly alike: of the same words, but for their order and the spelling of one.

Words are compared as they sound. Spellings of one name in Latin letters differ in vowels, in c, k and q, in s
and z, and in doubled letters (Muhammad, Mohamed; Qaeda, Kaida). Where a consonant differs it is mostly
another name, be the rest as it may (Jalaluddin, Sirajuddin; Austria, Australia): those are not alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from akg.spelling import words

LIKENESS = 85  # of 100, at which two words of the same consonants are one: Niger and Nigeria have 83
SHORTEST = 4  # letters of a word that may be spelled in two ways; where shorter ones differ, they mean others
LONGEST = 50  # letters of such a word; what is longer is no word, and slow to compare
MOST_WORDS = 12  # of a name that is compared
WINDOW = 20  # names of one block, next to each other in order, that are compared with each

_ASIDE = frozenset({"the", "of", "and", "for"})
_ONE_SOUND = str.maketrans("yocqz", "iukks")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiu")

T = TypeVar("T")
Key = tuple[str, ...]


def pairs(names: Iterable[tuple[T, str]]) -> Iterator[tuple[T, T]]:
    """Give the owners of names that are nearly alike or sound the same, of each pair first who comes first.

    A pair may come several times. A name is compared with those with which it has all words but one; of very
    many such only with the nearest in order, so that the time is in proportion to the number of names. Blocks
    in order, and a window: Hernández and Stolfo, "The Merge/Purge Problem for Large Databases", 1995.
    >>> names = ["Ayman al-Zawahiri", "Aiman Zawahri", "Zawahiri, Ayman", "Muhammad al-Zawahiri"]
    >>> sorted(set(pairs(enumerate(names))))
    [(0, 1), (0, 2), (1, 2)]
    """
    blocks: dict[Key, list[tuple[str, int, T]]] = defaultdict(list)
    for number, (owner, name) in enumerate(names):
        for key, odd in dict.fromkeys(_keys(name)):
            blocks[key].append((odd, number, owner))
    for block in blocks.values():
        block.sort(key=lambda one: one[:2])
        for at, (odd, first, one) in enumerate(block):
            for word, second, other in block[at + 1 : at + 1 + WINDOW]:
                # Where this word is the same too, they are found by all their words.
                if not odd or (odd != word and _is_like(odd, word)):
                    yield (one, other) if first < second else (other, one)


def _keys(name: str) -> Iterator[tuple[Key, str]]:
    """Give under what a name is compared: all its words, then all but one and the consonants of that one."""
    said = sorted((_sound(word) for word in words(name) if word not in _ASIDE), key=_with_i)
    if not 0 < len(said) <= MOST_WORDS:
        return
    whole = tuple(map(_with_i, said))
    yield whole, ""
    for number, odd in enumerate(said):
        if SHORTEST <= len(odd) <= LONGEST and odd.isalpha():
            yield ("", odd.translate(_VOWELS), *whole[:number], *whole[number + 1 :]), odd


def _is_like(one: str, other: str) -> bool:
    """Compare words of the same consonants; an e may stand for an i (Qaeda) or for an a (Ahmed)."""
    from rapidfuzz import fuzz  # here, because its import costs more than most answers

    return fuzz.ratio(_with_i(one), _with_i(other)) >= LIKENESS or _with_a(one) == _with_a(other)


def _sound(word: str) -> str:
    if len(word) < SHORTEST or not word.isalpha():
        return word
    return _DOUBLED.sub(r"\1", word.translate(_ONE_SOUND))


def _with_i(word: str) -> str:
    return _DOUBLED.sub(r"\1", word.replace("e", "i")) if len(word) >= SHORTEST else word


def _with_a(word: str) -> str:
    return _DOUBLED.sub(r"\1", word.replace("e", "a"))
