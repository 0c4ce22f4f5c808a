"""Checks the rows of a vocabulary against each other: which kinds types join, and what follows from what."""

from collections.abc import Iterable, Iterator

from akg.errors import Fault, Place
from akg.model import Dataset
from akg.text import remedy
from akg.vocabulary import ANY, SAME, Chain, RelationType, Vocabulary
from akg.walk import Keys


def unknown_kinds(data: Dataset) -> Iterator[Fault]:
    """Find relation types that join kinds which do not exist."""
    kinds = data.vocabulary.kinds
    for type in data.vocabulary.types.values():
        for key, joined in (("from", type.from_kinds), ("to", type.to_kinds)):
            for kind in sorted(joined - kinds.keys() - data.broken - {ANY, SAME}):
                message = f"{kind!r} is no kind{remedy(kind, kinds)}"
                yield Fault(type.where, "error", "unknown-kind", message, None, (key,))


def idle_chains(data: Dataset) -> Iterator[Fault]:
    """Find chains, and types with an inverse, from which nothing can follow."""
    yield from _idle(data.vocabulary)


def _idle(words: Vocabulary) -> Iterator[Fault]:
    for chain in words.chains.values():
        yield from _idle_chain(words, chain)
    for type in words.types.values():
        if type.inverse_of:
            yield from _idle_inverse(words, type, type.inverse_of)


def _idle_chain(words: Vocabulary, chain: Chain) -> Iterator[Fault]:
    named: list[tuple[Keys, str]] = [(("implies",), chain.implies)]
    named += [(("chain", number), step.type) for number, step in enumerate(chain.steps)]
    unfit = list(_unfit(words, named, chain.where))
    yield from unfit
    if chain.id in words.types:
        message = f"{chain.id!r} is also the id of a relation type; give the chain another"
        yield Fault(chain.where, "error", "chain", message, None, ("id",))
    if [step.type for step in chain.steps] == [chain.implies]:
        message = f"{chain.implies!r} would follow from itself; name another type"
        yield Fault(chain.where, "error", "chain", message, None, ("implies",))
    elif len(chain.steps) == 1 and not unfit:
        yield from _both_ways(words, chain.steps[0].type, chain.implies, chain.where, "implies")


def _idle_inverse(words: Vocabulary, type: RelationType, other: str) -> Iterator[Fault]:
    if other == type.id:
        message = f"{type.id!r} is its own inverse; write 'symmetric: true' instead"
        yield Fault(type.where, "error", "chain", message, None, ("inverse_of",))
        return
    unfit = list(_unfit(words, [(("inverse_of",), other), (("id",), type.id)], type.where))
    yield from unfit
    for one, implied in ((type.id, other), (other, type.id)) if not unfit else ():
        yield from _both_ways(words, one, implied, type.where, "inverse_of")


def _both_ways(words: Vocabulary, id: str, implied: str, where: Place, key: str) -> Iterator[Fault]:
    """Find a symmetric type from which alone one that is not would follow: nobody knows which way."""
    one, other = words.types.get(id), words.types.get(implied)
    if one and other and one.symmetric and not other.symmetric:
        message = f"{id!r} means the same both ways, but {implied!r} does not; name another type"
        yield Fault(where, "error", "chain", message, None, (key,))


def _unfit(words: Vocabulary, named: Iterable[tuple[Keys, str]], where: Place) -> Iterator[Fault]:
    """Find the types of a chain that do not exist, or are acts, which are over when something else begins."""
    for keys, id in named:
        if id not in words.types:
            message = f"{id!r} is no relation type{remedy(id, words.types)}"
            yield Fault(where, "error", "unknown-type", message, None, keys)
        elif words.types[id].shape == "act":
            message = f"{id!r} is an act, and nothing follows from acts; name a type that holds for a time"
            yield Fault(where, "error", "chain", message, None, keys)


def without_idle(words: Vocabulary) -> Vocabulary:
    """Drop the chains and inverses from which nothing can follow."""
    idle = {fault.place for fault in _idle(words)}
    types = {id: t._replace(inverse_of=None) if t.where in idle else t for id, t in words.types.items()}
    chains = {id: chain for id, chain in words.chains.items() if chain.where not in idle}
    return words._replace(types=types, chains=chains)
