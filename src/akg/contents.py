"""What records say, key by key and in words, without the places where they stand."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from akg.dates import Edtf
from akg.model import Claim, Entity, Relation, Source, Unnamed
from akg.rows import Own
from akg.vocabulary import Chain, Kind, RelationType

Contents = Counter[tuple[str, str]]  # keys and values; some keys have several
CLAIM = tuple(name for name in Claim._fields if name != "where")
_MANY = frozenset({"about", "alias", "party"})  # keys whose values are added or removed, each by itself


class Field(NamedTuple):
    """A value that differs, in words; None where there is none."""

    key: str
    before: str | None
    after: str | None


def claim(one: Claim) -> tuple[Hashable, ...]:
    """Give what a claim says, by the keys of CLAIM."""
    return tuple(getattr(one, key) for key in CLAIM)


def differing(before: Contents, after: Contents) -> Iterator[Field]:
    """Give the values that differ, by key."""
    gone, come = before - after, after - before
    for key in sorted({key for key, _ in (*gone, *come)}):
        old, new = (sorted(value for k, value in some.elements() if k == key) for some in (gone, come))
        if key in _MANY:
            yield from (Field(key, value, None) for value in old)
            yield from (Field(key, None, value) for value in new)
        else:
            yield from (Field(key, *pair) for pair in zip_longest(old, new))


def relation(one: Relation) -> Contents:
    """Give what the record of a relation says besides its claims."""
    given = {
        "id": one.id, "from": one.src, "type": one.type, "to": one.dst, "date": one.date, "text": one.text,
        "place": one.place, "role": one.role, "note": one.note, "meant": _joined(one.meant),
    }  # fmt: skip
    return _contents(given, (("about", id) for id in one.about))


def entity(one: Entity, parties: Iterable[Relation]) -> Contents:
    """Give what the record of an entity says besides its claims; `parties` are those of an event."""
    given = {
        "kind": one.kind, "name": one.name, "summary": one.summary, "note": one.note, "date": one.date,
        "text": one.text, "place": one.place, "meant": _joined(one.meant),
        **{f"ids.{catalogue}": id for catalogue, id in one.ids},
    }  # fmt: skip
    many = [("alias", _described(alias.name, alias.lang)) for alias in one.aliases]
    many += [("party", _described(party.src, party.type, party.role, party.note)) for party in parties]
    many += [("party", _unnamed(party)) for party in one.unnamed]
    return _contents(given, many)


def own(one: Own) -> Contents:
    """Give what is said of a number besides its claims; of what else is claimed of an entity, nothing.

    A name, and the date of what happened, are told with the entity's record.
    """
    if one.figure is None:
        return Contents()
    told = one.figure
    value = _range(told.low, told.high)
    return _contents(
        {"what": told.what, "value": value, "date": told.date, "text": told.text, "note": told.note}
    )


def source(one: Source) -> Contents:
    """Give what the record of a source says."""
    return _contents({
        "title": one.title, "author": one.author, "publisher": one.publisher, "date": one.date,
        "url": one.url, "kind": one.kind, "note": one.note, "meant": _joined(one.meant),
    })  # fmt: skip


def kind(one: Kind) -> Contents:
    """Give what the vocabulary says of a kind."""
    return _contents({"label": one.label, "plural": one.plural, "description": one.description})


def type(one: RelationType) -> Contents:
    """Give what the vocabulary says of a relation type."""
    return _contents({
        "label": one.label, "inverse": one.inverse, "shape": one.shape, "description": one.description,
        "from": _joined(sorted(one.from_kinds)), "to": _joined(sorted(one.to_kinds)),
        "symmetric": _yes(one.symmetric), "inverse_of": one.inverse_of, "serious": _yes(one.serious),
    })  # fmt: skip


def chain(one: Chain) -> Contents:
    """Give what the vocabulary says of a chain."""
    steps = _joined(f"{'' if step.forward else '^'}{step.type}" for step in one.steps)
    return _contents({"implies": one.implies, "chain": steps, "description": one.description})


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def _joined(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


def _contents(given: Mapping[str, str | Edtf | None], many: Iterable[tuple[str, str]] = ()) -> Contents:
    """Put values into words; what a record does not say is left out."""
    told = ((key, one.text if isinstance(one, Edtf) else one) for key, one in given.items())
    return Counter([*((key, value) for key, value in told if value is not None), *many])


def _unnamed(party: Unnamed) -> str:
    number = _range(*party.number) if party.number else None
    return _described(party.text, party.type, party.of, party.role, number)


def _described(first: str, *more: str | None) -> str:
    """Join what a value is made of.

    >>> _described("guild", "took-part-in", None, "host")
    'guild (took-part-in; host)'
    """
    rest = "; ".join(filter(None, more))
    return f"{first} ({rest})" if rest else first


def _range(low: float, high: float | None) -> str:
    """Write a number as in a record, exactly."""
    if low == high:
        return f"{low:.15g}"
    return f"{low:.15g}.." if high is None else f"{low:.15g}..{high:.15g}"
