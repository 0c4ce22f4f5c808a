"""Checks the records of a dataset against each other; each check is one function in one table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from akg import claims, dates, files, heap, pinpoint, settled, terms, walk
from akg.claims import STANDING
from akg.dates import BEGIN, END, UNDATED, Bounds, Edtf
from akg.errors import MOST, Fault, Place, Places, Severity, more
from akg.model import Claim, Dataset, Entity, Relation
from akg.settled import Settled
from akg.spelling import fold
from akg.text import hint
from akg.vocabulary import ANY, SITE, Vocabulary
from akg.walk import Evidence, Keys, Reference

Check = Callable[[Dataset], Iterator[Fault]]
Owner = tuple[Entity, str, Keys]  # of a name: who has it, how it is spelled there, and where
_MAIN: Keys = ("name",)  # leads to the name of an entity that is no alias
HINTS = 500  # ids for which a likely one is looked up; where more are unknown, they are no typing errors
CIRCULAR = ("part-of", "parent-of")  # types of which no circle can be
CIRCLES = 500  # of a type that are looked at; few corrections mend them, however many there are
# What is not known where a file, or a folder of files, could not be read.
_PART_OF_FILE = {
    "entities.yaml": "entity",
    "entities": "entity",
    "sources.yaml": "source",
    "sources": "source",
}
_SEVERITY: dict[str, Severity] = {"said-before": "error", "said-after-source": "error", "open-end": "warning"}


@heap.growing()
def run(
    data: Dataset,
    *,
    strict: bool = False,
    table: Sequence[Check] = (),
    read: files.Reading = files.read_file,
) -> tuple[Fault, ...]:
    """Return every fault of a dataset, those found on reading included, by file, line and column.

    What a record says is meant is left out. Strict, what is only suspicious is told as well. Other checks
    than CHECKS may be given. Files that hold what is at fault are read once more, by `read`.
    """
    found = _first(_found(data, table or CHECKS, strict=strict))
    every = (*data.faults, *pinpoint.values(data.folder, found, read))
    return tuple(sorted({(f.place, f.code, f.message): f for f in every}.values()))


def among(data: Dataset, table: Sequence[Check]) -> list[Fault]:
    """Give what the checks of a table find, but what is meant; the keys of each are still to be followed."""
    return list(_found(data, table, strict=False))


def _found(data: Dataset, table: Sequence[Check], *, strict: bool) -> Iterator[Fault]:
    meant = Settled(data)
    if strict:
        from akg.suspicions import STRICT  # here, because every command checks, and few look twice

        table = (*table, *STRICT)
    for check in table:
        yield from (fault for fault in check(data) if not meant.quiets(fault))
    if strict and not data.faults:  # what could not be read may be what was meant
        yield from meant.idle()


def _first(found: Iterable[Fault]) -> Iterator[Fault]:
    """Give each fault once: of errors and of warnings the first MOST, then one that stands for the others."""
    seen: dict[Severity, set[int]] = {"error": set(), "warning": set()}
    rest: dict[Severity, tuple[Fault, set[str]]] = {}
    for fault in found:
        key = hash((fault.place, fault.keys, fault.code, fault.message))  # a small thing to remember
        known = seen[fault.severity]
        if key not in known and len(known) < MOST:
            yield fault
        elif key not in known:
            _, records = rest.setdefault(fault.severity, (fault, set()))
            records.update([fault.record] if fault.record else [])
        known.add(key)
    for severity, (first, records) in rest.items():
        yield more(first, len(seen[severity]) - MOST, records)


def sound(data: Dataset, faults: Iterable[Fault]) -> tuple[Dataset, int]:
    """Return the dataset without what has errors or hangs on it, and how many records that leaves out.

    A relation hangs on its ends, and every record on its kind or type and on the sources that it cites.
    """
    errors = [fault for fault in faults if fault.severity == "error"]
    bad = {fault.record for fault in errors if fault.record}.union(*(fault.others for fault in errors))
    bad |= {ref.owner.id for ref in _dangling(data) if ref.what != "entity"}
    entities = {id: entity for id, entity in data.entities.items() if id not in bad}
    relations = tuple(
        r for r in data.relations if r.id not in bad and r.src in entities and r.dst in entities
    )
    left_out = len(bad | data.broken | (data.entities.keys() - entities.keys()))
    left_out += sum(r.id not in bad for r in data.relations) - len(relations)
    vocabulary = terms.without_idle(data.vocabulary)
    return data._replace(entities=entities, relations=relations, vocabulary=vocabulary), left_out


def unknown_ids(data: Dataset) -> Iterator[Fault]:
    """Find references to an entity, source, kind or relation type that does not exist."""
    known, remedies = walk.known(data), dict[tuple[str, str], str]()
    unread = {
        _PART_OF_FILE.get(fault.place.file.split("/")[0]) for fault in data.faults if fault.code == "file"
    }
    for ref in _dangling(data):
        if ref.id in data.broken or ref.what in unread:
            continue
        if (ref.what, ref.id) not in remedies:
            near = hint(ref.id, known[ref.what]) if len(remedies) < HINTS else ""
            remedies[ref.what, ref.id] = near or _remedy(ref.what, known[ref.what])
        message = f"{ref.id!r} is no {ref.what}{remedies[ref.what, ref.id]}"
        code = f"unknown-{ref.what.split()[-1]}"
        yield Fault(ref.place, "error", code, message, ref.owner.id, ref.keys)


def wrong_ends(data: Dataset) -> Iterator[Fault]:
    """Find relations whose type may not join the kinds at its ends."""
    for relation in data.relations:
        type = data.vocabulary.types.get(relation.type)
        ends = [data.entities[id].kind for id in (relation.src, relation.dst) if id in data.entities]
        kinds = [kind for kind in ends if kind in data.vocabulary.kinds]
        if type is None or len(kinds) < 2 or (relation.event and relation.type == SITE):
            continue
        src, dst = kinds
        if type.admits(src, dst) or (type.symmetric and type.admits(dst, src)):
            continue
        wanted = f"{_listed(type.from_kinds)} to {_listed(type.to_kinds)}"
        message = f"{type.id!r} goes from {wanted}, not from {src} to {dst}"
        remedy = "; exchange 'from' and 'to'" if type.admits(dst, src) else "; choose another type or kind"
        yield Fault(relation.where, "error", "wrong-kind", message + remedy, relation.id, ("type",))


def wrong_places(data: Dataset) -> Iterator[Fault]:
    """Find places that are none."""
    for ref in walk.references(data):
        entity = data.entities.get(ref.id) if ref.keys[-1] == "place" else None
        if entity and entity.kind != "place":
            message = f"the place {ref.id!r} is a record of kind {entity.kind}; name a place"
            yield Fault(ref.place, "error", "wrong-kind", message, ref.owner.id, ref.keys)


def self_loops(data: Dataset) -> Iterator[Fault]:
    """Find relations of an entity to itself."""
    for relation in data.relations:
        if relation.src == relation.dst:
            message = f"{relation.src!r} is related to itself; correct one end"
            yield Fault(relation.where, "error", "self", message, relation.id, ("to",))


def said_before(data: Dataset) -> Iterator[Fault]:
    """Find claims made before what they report."""
    for evidence in walk.evidences(data):
        for claim in _standing(evidence):
            date, spoken = claim.date or evidence.date, claims.said(claim, data.sources)
            if date and spoken and date.start and _last(spoken) < date.start.lo:
                message = (
                    f"said {spoken.text}, before it happened ({date.text}); correct one date, "
                    "and put a forecast into 'note'"
                )
                yield _at_claim(evidence, claim, "said-before", message, "said" if claim.said else "date")


def said_after_source(data: Dataset) -> Iterator[Fault]:
    """Find claims made after the source that carries them was published."""
    for evidence in walk.evidences(data):
        for claim in _standing(evidence):
            published = data.sources[claim.source].date if claim.source in data.sources else None
            if claim.said and published and claim.said.start and claim.said.start.lo > _last(published):
                message = (
                    f"said {claim.said.text}, after its source was published ({published.text}); correct one"
                )
                yield _at_claim(evidence, claim, "said-after-source", message, "said")


def denials(data: Dataset) -> Iterator[Fault]:
    """Find things that are denied, doubted or retracted though nobody on file asserted them."""
    for evidence in walk.evidences(data):
        if any(claim.stance == "asserts" for claim in evidence.claims):
            continue
        for claim in _standing(evidence)[:1]:
            word = {"denies": "denied", "doubts": "doubted", "retracts": "retracted"}[claim.stance]
            message = f"{word} but asserted by nobody; add the claim that is {word}"
            yield Fault(claim.where, "error", "denial-alone", message, evidence.owner.id, ("stance",))


def mirrored(data: Dataset) -> Iterator[Fault]:
    """Warn of a relation that is stated each way round, by types that say the same, with own claims."""
    mirrors = Mirrors(data.vocabulary)
    for one in data.relations:
        yield from mirrors.of(one.src, one.type, one.dst, one.date, one.where)


class Mirrors:
    """Remembers what was stated of which ends, by types that can say it from the other end."""

    def __init__(self, words: Vocabulary) -> None:
        either = {id: "/".join(sorted({id, *words.inverses(id)})) for id in words.types}
        self._symmetric = {id for id, type in words.types.items() if type.symmetric}
        self._turned = {id: both for id, both in either.items() if id in self._symmetric or "/" in both}
        self._numbers = {id: number for number, id in enumerate(self._turned)}
        self._places = Places()
        # The first by its ends, types and date: its place, type and direction in one number, since there may
        # be millions.
        self._stated: dict[str, int] = {}

    def of(self, src: str, type: str, dst: str, date: Edtf | None, where: Place) -> Iterator[Fault]:
        """Warn of a relation that was stated from its other end, else take note of it."""
        if type not in self._turned:
            return
        first, last = (src, dst) if src < dst else (dst, src)
        number = self._numbers[type]
        this = (self._places.number(where) << 16 | number) << 1 | (src == first)
        key = f"{first} {last} {self._turned[type]} {date.text if date else ''}"
        known = self._stated.setdefault(key, this)
        if (known ^ this) & 1 and (type in self._symmetric or known >> 1 & 0xFFFF != number):
            at = self._places.of(known >> 17)
            message = f"{at} states it the other way round; merge their claims into one record"
            yield Fault(where, "warning", "mirrored", message)


def open_acts(data: Dataset) -> Iterator[Fault]:
    """Warn of acts written as if they went on."""
    for evidence in walk.evidences(data):
        for date, place, keys in walk.dates_of(evidence) if evidence.shape == "act" else ():
            if date.interval and date.end is None and date.start is not None:
                message = f"{date.text} on an act means from then on; give its date, or a range a..b"
                yield Fault(place, "warning", "open-act", message, None, keys)


def open_ends(data: Dataset) -> Iterator[Fault]:
    """Warn of 'still so' where nobody knows when that was said."""
    for evidence in walk.evidences(data):
        for claim in _standing(evidence) if evidence.shape != "act" else ():
            when = claim.date or evidence.date
            known = claim.source in data.sources  # what is not is a fault of its own
            if when and when.open_end and known and claims.said(claim, data.sources) is None:
                message = f"{when.text} holds until it was said; give 'said', or date the source"
                yield _at_claim(evidence, claim, "open-end", message, "date")


def lives(data: Dataset) -> Iterator[Fault]:
    """Warn of people who act, or are in a state, before their birth or after their death.

    Of an act only the one who acts: the dead are still praised and succeeded.
    """
    derived: dict[tuple[str, str], Bounds] = {}  # once for all the relations of an event
    spans = {e.id: claims.life(e, data.sources) for e in data.entities.values() if e.born or e.died}
    spans = {id: life for id, life in spans.items() if life.es <= life.le}  # else see `died_before_born`
    for relation in data.relations:
        ends = [id for id in _alive_in(relation, data) if id in spans]
        if not ends:
            continue
        shape = data.vocabulary.types[relation.type].shape
        key = relation.event or relation.id, shape
        if key not in derived:
            derived[key] = claims.standing(relation.claims, relation.date, shape, data.sources).bounds
        for id in ends:
            if wrong := _outside(derived[key], spans[id]):
                when = relation.date.text if relation.date else "as claimed"
                message = f"dated {when}, {wrong} of {id!r}; correct a date, or tell in 'note' how it can be"
                yield Fault(relation.where, "warning", "outside-life", message, None, ("date",))


def _alive_in(relation: Relation, data: Dataset) -> tuple[str, ...]:
    """Give the ends that have to be alive for it: of a state both, of an act who acts, else none."""
    type = data.vocabulary.types.get(relation.type)
    if type is None or type.shape == "lasting":
        return ()
    return (relation.src, relation.dst) if type.symmetric or type.shape == "state" else (relation.src,)


def _outside(bounds: Bounds, life: Bounds) -> str | None:
    """Say how a time lies outside a life, as far as that is certain."""
    if bounds == UNDATED:
        return None
    if bounds.le < life.es or BEGIN < bounds.ls < life.es:
        return "before the birth"
    if bounds.es > life.le or END > bounds.ee > life.le:
        return "after the death"
    return None


def died_before_born(data: Dataset) -> Iterator[Fault]:
    """Warn of lives that end before they begin. Sources may say so, and then both stay on file: no error."""
    for entity in data.entities.values():
        life = claims.life(entity, data.sources)
        if life.le < life.es:
            message = f"{entity.id!r} died before being born; correct a date, or set a claim aside"
            yield Fault(entity.where, "warning", "died-before-born", message, None, ("died",))


def circles(data: Dataset) -> Iterator[Fault]:
    """Warn of what is, at one time, part of its own part, or its own forebear: of relations that stand.

    A warning, since each may be what its source says.
    """
    for type in CIRCULAR:
        stated = _stated(data, type)
        for circle in islice(_circles({src: list(ends) for src, ends in stated.items()}), CIRCLES):
            steps = [stated[src][dst] for src, dst in pairwise((*circle, circle[0]))]
            if max(bounds.es for _, bounds in steps) <= min(bounds.le for _, bounds in steps):
                shown = circle if len(circle) < 6 else [*circle[:5], "…"]
                message = f"closes a circle of {type}: {', '.join((*shown, circle[0]))}; correct one of them"
                yield Fault(steps[-1][0].where, "warning", "circle", message, None, ("to",))


def _stated(data: Dataset, type: str) -> Mapping[str, Mapping[str, tuple[Relation, Bounds]]]:
    """Give the relations of a type that stand, each with its time: of each pair the first, by both ends."""
    shape = data.vocabulary.types[type].shape
    found: dict[str, dict[str, tuple[Relation, Bounds]]] = defaultdict(dict)
    for relation in data.relations:
        if relation.type == type and relation.src != relation.dst:
            standing = claims.standing(relation.claims, relation.date, shape, data.sources)
            if standing.status in STANDING:
                found[relation.src].setdefault(relation.dst, (relation, standing.bounds))
    return found


def _circles(out: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Find one circle through each edge that leads back to where a walk in depth came through."""
    done: set[str] = set()
    for start in out:
        way, rest = {start: None}, [iter(out[start] if start not in done else ())]
        while rest:
            for node in rest[-1]:
                if node in way:
                    yield list(way)[list(way).index(node) :]
                elif node not in done:
                    way[node] = None
                    rest.append(iter(out.get(node, ())))
                    break
            else:
                rest.pop()
                done.add(way.popitem()[0])


def voices_in_words(data: Dataset) -> Iterator[Fault]:
    """Warn of a speaker given in words who has a record: the words count as another voice than the id."""
    known = owners(data)
    for evidence in walk.evidences(data):
        for claim in _standing(evidence):
            for key, voice in (("by", claim.by), ("via", claim.via)):
                words = voice.words if voice and voice.of is None else None
                if words and (named := known.get(folded(words))):
                    ids = " or ".join(list(dict.fromkeys(entity.id for entity, _, _ in named))[:3])
                    message = f"{words!r} has a record, and counts as another voice; write {ids}"
                    yield Fault(claim.where, "warning", "voice-in-words", message, None, (key,))


def unread_files(data: Dataset) -> Iterator[Fault]:
    """Warn of files that look like data and are not read."""
    for file, right in files.unread(data.folder):
        remedy = f"rename it to {right}"
        if "/" in file and (data.folder / file).is_dir():
            remedy = "put its files beside it"
        message = f"looks like data and is not read; {remedy}, or move it elsewhere"
        yield Fault(Place(file, 1, 1), "warning", "unread-file", message)


def shared_names(data: Dataset) -> Iterator[Fault]:
    """Warn of what several entities are called, spelling aside: it makes a look-up ask back.

    An alias that is the name of another entity has a code of its own, since that one is looked up by it.
    """
    for held in owners(data).values():
        if len(held) < 2:
            continue
        called = {entity.id for entity, _, keys in held if keys == _MAIN}
        names = [one for one in held if one[2] == _MAIN]
        (first, _, _), *others = (*names, *(one for one in held if one[0].id not in called))
        for entity, name, keys in others:
            known = called and keys != _MAIN
            code, of = ("alias-is-name", "the name") if known else ("shared-name", "also a name")
            if entity.id != first.id:
                message = f"{name!r} is {of} of {first.id!r} ({first.where}); a look-up will ask which"
                yield Fault(entity.where, "warning", code, message, None, keys)


def owners(data: Dataset) -> Mapping[str, Sequence[Owner]]:
    """Give by folded name who has it, how it is spelled there, and the keys that lead to it."""
    found: dict[str, list[Owner]] = defaultdict(list)
    for entity in data.entities.values():
        found[folded(entity.name)].append((entity, entity.name, _MAIN))
        for number, alias in enumerate(entity.aliases):
            found[folded(alias.name)].append((entity, alias.name, ("aliases", number)))
    return found


def folded(name: str) -> str:
    """Fold a name; one of signs alone, of which nothing would be left, stays as it is."""
    return fold(name) or name


def unused_sources(data: Dataset) -> Iterator[Fault]:
    """Warn of sources that no claim cites, once all claims can be read."""
    if data.faults:
        return
    others = {**walk.known(data), "source": {}}
    cited = {ref.id for ref in walk.references(data, but=others) if ref.what == "source"}
    for source in data.sources.values():
        if source.id not in cited:
            message = f"no claim cites {source.id!r}; cite it, or remove it"
            yield Fault(source.where, "warning", "unused-source", message, None, ("id",))


def _dangling(data: Dataset) -> Iterator[Reference]:
    return walk.references(data, but=walk.known(data))


def _standing(evidence: Evidence) -> list[Claim]:
    return [claim for claim in evidence.claims if claim.set_aside is None]


def _remedy(what: str, known: Iterable[str]) -> str:
    if what in ("kind", "relation type"):
        return f"; known are {', '.join(sorted(known))}"
    if what == "source":
        return "; add it to sources.yaml"
    return "; add its record, or where it says who speaks, write {unnamed: ...}"


def _listed(kinds: frozenset[str]) -> str:
    return "any kind" if ANY in kinds else " or ".join(sorted(kinds))


def _last(date: Edtf) -> int:
    return dates.bounds(date, "act").le


def _at_claim(evidence: Evidence, claim: Claim, code: str, message: str, key: str) -> Fault:
    """Word a fault at a key of a claim, or of its record where the claim takes the record's date."""
    severity = _SEVERITY[code]
    record = evidence.owner.id if severity == "error" else None
    if key == "date" and claim.date is None:
        return Fault(evidence.place, severity, code, message, record, (*evidence.keys, "date"))
    return Fault(claim.where, severity, code, message, record, (key,))


# Of files, of the vocabulary, and of entities among each other.
OF_ALL: tuple[Check, ...] = (
    unread_files,  # first, because of very many faults only the first are told
    terms.unknown_kinds,
    terms.idle_chains,
    shared_names,
)
# Of a record with what it refers to: what these find of some records does not depend on all others.
OF_RECORDS: tuple[Check, ...] = (
    settled.unknown,
    unknown_ids,
    wrong_ends,
    wrong_places,
    self_loops,
    said_before,
    said_after_source,
    denials,
    open_acts,
    open_ends,
    lives,
    died_before_born,
    voices_in_words,
)
# Of relations among each other: `bulk` does the same with what it keeps of millions.
OF_RELATIONS: tuple[Check, ...] = (mirrored, circles, unused_sources)
CHECKS: tuple[Check, ...] = (*OF_ALL, *OF_RECORDS, *OF_RELATIONS)
