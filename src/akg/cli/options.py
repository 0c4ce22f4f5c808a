"""The options that mean the same in every command."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from akg.cli.declared import Argument, Option

Format = Literal["table", "json", "jsonl", "csv", "tsv", "md"]
Color = Literal["auto", "always", "never"]

NAMED = "An id, a name or alias, or words of a name."
NameArgument = Annotated[str | None, Argument(metavar="NAME", help=NAMED)]
BatchOption = Annotated[
    str | None,
    Option(
        "--batch",
        metavar="FILE",
        help="Answer each line of a file instead (- is stdin) with a line of JSON.",
    ),
]
PairsOption = Annotated[
    str | None,
    Option(
        "--batch",
        "--pairs",
        metavar="FILE",
        help="Answer each line of a file instead (- is stdin), two names and a tab, with a line of JSON.",
    ),
]
DataOption = Annotated[
    str | None,  # not a Path: that of an empty text is '.'
    Option(
        "--data",
        metavar="DIR",
        help="The dataset's folder; else AKG_DATA, this folder, the nearest ./data upwards, the bundled one.",
    ),
]
RevOption = Annotated[
    str | None,
    Option(
        "--rev",
        metavar="REV",
        help="As the dataset stood in this revision of git: a commit, a tag, a branch, HEAD~3.",
    ),
]
OwnDataOption = Annotated[
    str | None,
    Option(
        "--data",
        metavar="DIR",
        help="The dataset's folder; else AKG_DATA, this folder, the nearest ./data upwards.",
    ),
]
FormatOption = Annotated[Format, Option("--format", "-f", help="How to print the answer.")]
ColorOption = Annotated[Color, Option("--color", "--colour", help="Whether to use colours.")]
LimitOption = Annotated[
    int | None, Option("--limit", "-n", min=1, metavar="N", help="Print no more than this many.")
]
AtOption = Annotated[
    str | None,
    Option("--at", metavar="DATE", help="As of a date, such as 2019, 2019-05 or 2019-21 (spring)."),
]
FromOption = Annotated[str | None, Option("--from", metavar="DATE", help="Not over before this date.")]
ToOption = Annotated[str | None, Option("--to", metavar="DATE", help="Begun by this date.")]
CertainOption = Annotated[
    bool, Option("--certain", help="Only what is certain at the time asked about, not the possible.")
]
TypeOption = Annotated[
    list[str] | None,
    Option(
        "--type",
        "-t",
        metavar="TYPE",
        help="Only relations of this type; more by commas.",
    ),
]
AvoidTypeOption = Annotated[
    list[str] | None,
    Option("--avoid-type", metavar="TYPE", help="No relations of this type; more by commas."),
]
KindOption = Annotated[
    list[str] | None,
    Option("--kind", metavar="KIND", help="Only entities of this kind; more by commas."),
]
SourceOption = Annotated[
    list[str] | None,
    Option("--source", metavar="ID", help="Only what this source says; more by commas."),
]
WithoutOption = Annotated[
    list[str] | None,
    Option(
        "--without-source",
        metavar="ID",
        help="As if this source had not been read; more by commas.",
    ),
]
KnownOption = Annotated[
    str | None,
    Option("--known-at", metavar="DATE", help="By what was said or published by then alone."),
]
InferredOption = Annotated[
    bool, Option("--inferred", help="Also what follows by the chains of the vocabulary.")
]
StatusOption = Annotated[
    list[str] | None,
    Option(
        "--status",
        metavar="STATUS",
        help="asserted, disputed, denied, retracted or any; more by commas.",
    ),
]


_NAMES = (
    "at", "from", "to", "certain", "type", "avoid-type", "kind", "status", "source", "without-source",
    "known-at",
)  # fmt: skip


class Filters(NamedTuple):
    """What narrows an answer; the fields are the arguments of `akg.where.where`."""

    at: AtOption = None
    since: FromOption = None
    until: ToOption = None
    certain: CertainOption = False
    types: TypeOption = None
    avoid_types: AvoidTypeOption = None
    kinds: KindOption = None
    statuses: StatusOption = None
    sources: SourceOption = None
    without: WithoutOption = None
    known_at: KnownOption = None

    def given(self) -> dict[str, str | bool]:
        """Give what was asked for by the names of the options; empty where nothing was."""
        values = (",".join(value) if isinstance(value, list) else value for value in self)
        return {name: value for name, value in zip(_NAMES, values, strict=True) if value}


class Printing(NamedTuple):
    """How an answer is printed."""

    format: FormatOption = "table"
    color: ColorOption = "auto"


class Drawing(NamedTuple):
    """How an answer is printed, or drawn."""

    format: Annotated[
        Literal[Format, "svg"], Option("--format", "-f", help="How to print the answer; svg is a picture.")
    ] = "table"
    color: ColorOption = "auto"


def typed(given: Mapping[str, object], verb: str = "asked with") -> list[str]:
    """Say what was asked for by options, for an answer that is read alone; nothing where nothing was.

    Values come by the names of the options. `--known-at` is left to what says as of when an answer is.
    """
    words = []
    for name, value in given.items():
        if value and name != "known-at":
            told = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            words.append(f"--{name}" if value is True else f"--{name} {told}")
    return [f"{verb} {' '.join(words)}"] if words else []


class Origin(NamedTuple):
    """Which dataset is asked, and as of when it was kept."""

    data: DataOption = None
    rev: RevOption = None
