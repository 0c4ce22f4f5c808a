"""The options that mean the same in every command."""

from typing import Annotated, Literal

import typer

Format = Literal["table", "json", "jsonl", "csv", "tsv", "md"]
Color = Literal["auto", "always", "never"]

NameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="An id, a name or alias, or words of a name.", show_default=False),
]
DataOption = Annotated[
    str | None,  # not a Path: that of an empty text is '.'
    typer.Option(
        "--data",
        metavar="DIR",
        help="The dataset's folder; else AKG_DATA, this folder, the nearest ./data upwards, the bundled one.",
        show_default=False,
    ),
]
OwnDataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="The dataset's folder; else AKG_DATA, this folder, the nearest ./data upwards.",
        show_default=False,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]
ColorOption = Annotated[Color, typer.Option("--color", "--colour", help="Whether to use colours.")]
LimitOption = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Print no more than this many.")
]
AtOption = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help="As of a date, such as 2019, 2019-05 or 2019-21 (spring)."),
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not over before this date.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Begun by this date.")]
TypeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        "-t",
        metavar="TYPE",
        help="Only relations of this type; more by commas.",
        show_default=False,
    ),
]
KindOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help="Only entities of this kind; more by commas.", show_default=False
    ),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="ID", help="Only what this source says; more by commas.", show_default=False
    ),
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="asserted, disputed, denied, retracted or any; more by commas.",
        show_default=False,
    ),
]
