"""What each code of a fault means, and what to do about it; docs/errors.md has an example of each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Told = Literal["error", "warning", "second look"]  # the last a warning for `akg check --strict` alone


class Rule(NamedTuple):
    """What a code means, and the remedy, in words; `code` and file names stand in backticks."""

    means: str
    remedy: str
    told: Told = "error"


CODES: Mapping[str, Rule] = MappingProxyType(
    {
        # The file
        "file": Rule(
            "The file cannot be read: it is no UTF-8, no ordinary file, too large, leads out "
            "of the folder, or may "
            "not be read; or a folder of files may not be listed.",
            "Save it as UTF-8; put the file itself into the folder; split it; allow reading.",
        ),
        "missing-file": Rule(
            "The dataset has no entities or no relations.", "Add the file; it may be empty."
        ),
        "yaml": Rule(
            "It is not YAML here. Mostly a value with a comma, colon, quote or bracket that is not quoted.",
            "Quote the value; check brackets and indentation.",
        ),
        "yaml-anchor": Rule(
            "An anchor (`&`).", "Write the value out, or use `with`; quote text that begins with `&`."
        ),
        "yaml-alias": Rule(
            "An alias (`*`).", "Write the value out, or use `with`; quote text that begins with `*`."
        ),
        "yaml-tag": Rule("A tag (`!`).", "Remove it; quote text that begins with `!`."),
        "yaml-document": Rule("A second document begins.", "Put all records into one list, without `---`."),
        "yaml-depth": Rule("Nesting deeper than any record has.", "Check the brackets."),
        "json": Rule(
            "A line of JSON Lines that is not JSON, not UTF-8, too long or too deep: of a record that goes "
            "on in the next line, or of words without double quotes.",
            "Write each record on one line, with what writes JSON.",
        ),
        "control-character": Rule(
            "A control character, or one that changes the direction of writing.", "Remove it."
        ),
        "duplicate-key": Rule("A key stands twice in a record.", "Keep one."),
        "no-value": Rule(
            "A key or list item without a value, an empty text or list, a name of which nothing is seen.",
            "Give it a value, or remove it; quote words with a comma.",
        ),
        # The record
        "not-a-list": Rule("The file holds something else than a list.", "Begin each record with `- `."),
        "not-a-record": Rule("An item of the list is no record.", "Write `key: value` pairs."),
        "bad-group": Rule(
            "A group without its `with`, or without its list.", "Write `with: {…}` and `relations: […]`."
        ),
        "vocabulary": Rule(
            "The vocabulary holds something else than `kinds`, `types` and `chains`.",
            "Remove it, or correct the key.",
        ),
        "missing-key": Rule("A key that the record needs is not there.", "Add it: see The data format."),
        "unknown-key": Rule("A key that such a record does not have.", "Correct or remove it."),
        "wrong-type": Rule("A list where words are wanted, or the like.", "Write what the message says."),
        "wrong-value": Rule("None of the words that the key takes.", "Take one of those listed."),
        "id": Rule(
            "No id: not lower-case letters, digits and single hyphens, or too long.",
            "Write it so. The `id` of a relation has no blank and no `:`.",
        ),
        "date": Rule("No date.", "Write what the message says: see Dates."),
        "number": Rule("No number and no range of numbers.", "Write `500`, `400..600` or `400..`."),
        "voice": Rule("Nobody who could speak.", "Write an id, a name in words, or `{unnamed: …}`."),
        "text": Rule("No words, or too many, for who speaks.", "Write from 1 to 10,000 characters."),
        "too-long": Rule(
            "A text of more than 10,000 characters, or a chain of more than five steps.", "Shorten it."
        ),
        "party": Rule(
            "A party with both or neither of `who` and `text`, or with `count` or `of` beside `who`.",
            "Give `who` for an entity, `text` for words.",
        ),
        "no-source": Rule(
            "A relation, event, figure or summary without source.", "Add `source` and `at`, or `claims`."
        ),
        "short-and-claims": Rule("A claim in short form beside `claims`.", "Move it into `claims`."),
        "inverse": Rule(
            "A relation type with both or neither of `inverse` and `symmetric: true`.", "Give one of them."
        ),
        "chain": Rule(
            "A chain, or a type with `inverse_of`, from which nothing can follow: one of its types is an "
            "act, it would follow from itself, its id is that of a type, or its one step goes both ways and "
            "what it implies does not.",
            "Name a type that holds for a time, or do what the message says.",
        ),
        "duplicate-id": Rule(
            "Two entities, relations, sources, kinds, types or chains have the same id, or a "
            "relation has that of an entity, or of a date or number of its own (`ada.born`).",
            "Give one another id. Relations without `id`: merge their claims, or give one an "
            "`id`. Parties: join their roles.",
        ),
        "more": Rule(
            "There are more than a thousand faults; so many are told one by one.",
            "Mend those, then check again.",
        ),
        # What it refers to
        "unknown-entity": Rule("An id that no entity has.", "Correct it, or add the record."),
        "unknown-source": Rule("An id that no source has.", "Correct it, or add it to `sources.yaml`."),
        "unknown-kind": Rule(
            "A kind that is not in the vocabulary.", "Correct it, or add it to `vocabulary.yaml`."
        ),
        "unknown-type": Rule(
            "A relation type that is not in the vocabulary.", "Correct it, or add it to `vocabulary.yaml`."
        ),
        "wrong-kind": Rule(
            "A type that may not join these kinds, a `place` that is none, or a key of "
            "another kind of record.",
            "Exchange the ends, or choose another type.",
        ),
        "self": Rule("A relation of an entity to itself.", "Correct one end."),
        # What it says
        "said-before": Rule("Said before it happened.", "Correct a date; put a forecast into `note`."),
        "said-after-source": Rule("Said after the source was published that reports it.", "Correct a date."),
        "denial-alone": Rule(
            "Denied, doubted or retracted, though nobody on file asserts it.", "Add the claim that is denied."
        ),
        # Warnings
        "open-act": Rule(
            "An act dated as if it went on: `2019/..`.", "Give its date, or a range `a..b`.", "warning"
        ),
        "open-end": Rule(
            "A state that still holds, and nobody knows when that was said.",
            "Give `said`, or date the source.",
            "warning",
        ),
        "mirrored": Rule(
            "A relation stated from each end for one date, by a type that means the same both ways or by its "
            "inverse.",
            "Merge their claims into one record.",
            "warning",
        ),
        "outside-life": Rule(
            "Somebody acts, or is in a state, before their birth or after their death.",
            "Correct a date, or say in `note` how it can be.",
            "warning",
        ),
        "died-before-born": Rule(
            "Somebody died before being born.",
            "Correct a date, or set a claim aside; where sources contradict each other, leave it.",
            "warning",
        ),
        "circle": Rule(
            "What is part of its own part at one time, or its own forebear.",
            "Correct one of the relations; where sources contradict each other, leave it.",
            "warning",
        ),
        "voice-in-words": Rule(
            "A speaker given by a name that a record has: the words count as another voice than the record.",
            "Write the id. For somebody else of that name, `{unnamed: …, of: …}`.",
            "warning",
        ),
        "shared-name": Rule(
            "A name, or an alias, that several entities have: every look-up by it asks which.",
            "None, if it is so; else correct it.",
            "warning",
        ),
        "alias-is-name": Rule(
            "An alias that is the name of another entity: a look-up by that name asks which.",
            "None, if it is so; else correct or remove it.",
            "warning",
        ),
        "unused-source": Rule(
            "A source that no claim cites; looked for where all records can be read.",
            "Cite it, or remove it.",
            "warning",
        ),
        "unread-file": Rule(
            "What looks like data and is not read: a file for its name or ending, a folder in a folder.",
            "Rename it as the message says, or move it elsewhere.",
            "warning",
        ),
        # Second looks
        "likely-duplicate": Rule(
            "Two entities of nearly one name, or one id in a catalogue, that no relation joins; or two "
            "relations of one type and ends that nothing tells apart: their times, roles and places agree.",
            "Merge them. Entities that are two, or may be: `same-as`; relations: give `role` or `date`.",
            "second look",
        ),
        "one-source": Rule(
            "A death, or a relation of a type that is `serious`, that hangs on one source alone.",
            "Look for another source.",
            "second look",
        ),
        "precise-date": Rule(
            "A date more exact than the words of its source that stand beside it as `text`.",
            "Write the vaguer date, or put into `text` what it was read from.",
            "second look",
        ),
        "unmentioned": Rule(
            "An entity that no relation and no other entity mentions.",
            "Relate it, or remove it.",
            "second look",
        ),
        "meant-nothing": Rule(
            "A code under `meant` of which there is no warning in the record; looked for where all records "
            "can be read.",
            "Remove it.",
            "second look",
        ),
    }
)

_NEVER_MEANT = frozenset({"unread-file", "meant-nothing"})  # about no record; about what is meant
# What a record may say is meant, under `meant`.
MAY_BE_MEANT = tuple(c for c, rule in CODES.items() if rule.told != "error" and c not in _NEVER_MEANT)
