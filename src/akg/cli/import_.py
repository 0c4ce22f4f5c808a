"""`akg import`: a table becomes relations, its names entities, and every row its own source."""

import os
import shlex
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal, NamedTuple

from akg import locate
from akg.cli import options, output, session, tell
from akg.cli.declared import Argument, Option
from akg.dates import Shape
from akg.errors import AkgError
from akg.names import quoted
from akg.render import phrases
from akg.spelling import nfc, slug
from akg.text import plain

if TYPE_CHECKING:
    from akg.tables.delivery import Rejects
    from akg.tables.mapping import Columns
    from akg.tables.statements import Statements
    from akg.tables.tabular import Form, Row

EXAMPLES = """\b
Examples:
  akg import my-table.csv --map "Who=from,Did=type,Whom=to" --set kind=group
  akg import my-table.tsv --map 1=from,2=to --set type=met --set kind=person
  akg import my-table.csv --dates D.M.YYYY --dry-run
"""
TOLD = 20  # rows and names that are told one by one
Texts = list[str] | None
Kind = Literal["csv", "tsv", "jsonl"]  # as of akg.tables.tabular, which no help needs


class BadRequest(AkgError):
    """What was typed does not say how to read the table."""


class Meaning(NamedTuple):
    """What the columns mean."""

    columns: Annotated[
        Texts,
        Option(
            "--map", metavar="COLUMN=FIELD", help="What a column is, by its name or number; more by commas."
        ),
    ] = None
    constants: Annotated[
        Texts, Option("--set", metavar="FIELD=VALUE", help="What holds for every row; may be repeated.")
    ] = None
    types: Annotated[
        Texts,
        Option(
            "--map-type", metavar="WORDS=TYPE", help="The relation type that words mean; may be repeated."
        ),
    ] = None
    type_table: Annotated[
        str | None, Option("--types", metavar="FILE", help="A table of such words and types, in two columns.")
    ] = None
    kinds: Annotated[
        Texts, Option("--map-kind", metavar="WORDS=KIND", help="The kind that words mean; may be repeated.")
    ] = None
    shape: Annotated[Shape, Option("--shape", help="How new relation types lie in time.")] = "act"
    dates: Annotated[
        Texts,
        Option(
            "--dates", metavar="PATTERN", help="Dates that are not EDTF, such as D.M.YYYY; may be repeated."
        ),
    ] = None


class Written(NamedTuple):
    """How the table is written."""

    kind: Annotated[Kind | None, Option("--as", help="What the file is, if its name does not say.")] = None
    header: Annotated[
        bool, Option("--header", help="The first row names the columns, though --map gives numbers.")
    ] = False
    delimiter: Annotated[
        str | None, Option("--delimiter", metavar="SIGN", help="What stands between cells.")
    ] = None
    no_quotes: Annotated[bool, Option("--no-quotes", help="Quotation marks are text like any other.")] = False
    encoding: Annotated[str, Option("--encoding", metavar="NAME", help="How it is encoded.")] = "utf-8"


class Cited(NamedTuple):
    """What the rows cite."""

    source: Annotated[str | None, Option("--source", metavar="ID", help="The source that the table is.")] = (
        None
    )
    title: Annotated[str | None, Option("--title", metavar="TEXT", help="Its title, if it is new.")] = None
    publisher: Annotated[
        str | None, Option("--publisher", metavar="TEXT", help="Likewise, who published it.")
    ] = None
    date: Annotated[str | None, Option("--date", metavar="DATE", help="Likewise, when it was published.")] = (
        None
    )
    url: Annotated[str | None, Option("--url", metavar="URL", help="Likewise, where it can be read.")] = None


def import_(
    file: Annotated[str, Argument(metavar="FILE", help="CSV, TSV or JSON Lines; - is stdin.")],
    *,
    meaning: Meaning,
    written: Written,
    cited: Cited,
    name: Annotated[
        str | None,
        Option("--name", metavar="NEW-ID", help="What the files that are written are called; else as FILE."),
    ] = None,
    data: options.OwnDataOption = None,
    dry_run: Annotated[
        bool, Option("--dry-run", help="Read the whole table, say what it gives, and write nothing.")
    ] = False,
) -> None:
    """Import a table: each row becomes a claim, each name an entity, in files of their own.

    Fields are from, type, to, date, text, role, place, about, note, by, via, hedge, stance, said, at, id, and
    kind (or from-kind, to-kind) for the names. Rows that give nothing are told, and kept in a file beside.
    Run again, it writes these files anew. A folder named by --data that is not there is made.
    """
    from akg.tables import delivery, onfile, statements  # here, because no help needs pydantic and YAML

    folder, called = _folder(data), _name(file, name)
    source = _source(cited, called, file, set(onfile.sources(folder, onfile.path(folder, "sources", called))))
    table = statements.Table(
        called, os.path.basename(file), source["id"], meaning.shape,
        {**_listed(meaning.type_table), **_pairs("--map-type", meaning.types)},
        _pairs("--map-kind", meaning.kinds),
    )  # fmt: skip
    kept = delivery.rejects(folder, called)
    session.tidy_on_ctrl_c()
    with ExitStack() as stack:
        columns, rows = _read(
            stack.enter_context(_opened(file)), _form(file, written), meaning, written.header
        )
        stack.enter_context(nullcontext() if dry_run else session.changing(folder))
        delivery.check(folder, called, table.source)
        rejects = stack.enter_context(delivery.Rejects(None if dry_run else kept, columns.head))
        told = _Told(file, rejects)
        found = statements.Statements(folder, table, columns, told.reject)
        files = delivery.write(folder, called, source, found, found.records(rows), dry_run=dry_run)
    told.rest(found)
    sys.stdout.writelines(_report(found, files, folder, kept, table.file, dry_run=dry_run))
    if not dry_run:
        _check(folder, files)


def _folder(data: str | None) -> Path:
    """Give the dataset; a folder that is named and not there, or empty, is to become one."""
    if data and (not os.path.lexists(data) or (os.path.isdir(data) and not os.listdir(data))):
        return Path(data)
    return locate.own(data)


def _name(file: str, name: str | None) -> str:
    """Give the name of the files to write. Raises BadRequest where that of FILE is none and none is given."""
    from akg import values

    made = name or slug(Path(file).stem if file != "-" else "")
    if made is None or not values.is_id(made):
        raise BadRequest(
            "what are the files to be called? Give --name in lower-case letters, digits and hyphens"
        )
    return made


def _source(cited: Cited, called: str, file: str, known: Collection[str]) -> dict[str, str]:
    """Give the record of the source; of one that is on file its id alone. Raises BadRequest."""
    from akg import dates, values

    id = cited.source
    if id and id in known:
        if any(cited[1:]):
            raise BadRequest(
                f"--source: {quoted(id)} is on file, with a title; leave out --title and the like"
            )
        return {"id": id}
    made: dict[str, str] = {"id": id or called, "title": cited.title or f"[{os.path.basename(file)}]"}
    made |= {key: value for key in ("publisher", "date", "url") if (value := getattr(cited, key))}
    if not values.is_id(made["id"]):
        raise BadRequest(
            f"--source: {quoted(made['id'])} is no id; write lower-case letters, digits, hyphens"
        )
    if made["id"] in known:
        raise BadRequest(
            f"the source {quoted(called)} is on file; cite it with --source, or give another --name"
        )
    if cited.date:
        try:
            dates.parse(cited.date)
        except dates.DateError as error:
            raise BadRequest(f"--date: {error}") from None
    return made


def _pairs(option: str, words: Texts) -> dict[str, str]:
    """Read WORDS=ID; the last sign counts, since an id has none. Raises BadRequest."""
    found = {}
    for word in words or ():
        left, sign, right = word.rpartition("=")
        if not sign or not left.strip():
            raise BadRequest(f"{option}: {quoted(word)} is not WORDS=ID")
        found[nfc(" ".join(left.split()))] = right.strip()
    return found


def _listed(file: str | None) -> dict[str, str]:
    """Read a table of words and ids, which begins with no header. Raises BadRequest."""
    from akg.tables import tabular

    if file is None:
        return {}
    found = {}
    kind = tabular.kind(file) or "csv"
    with _opened(file) as stream:
        for row in tabular.rows(stream, tabular.Form(kind, "\t" if kind == "tsv" else ",")):
            if len(row.cells) != 2 or row.fault:
                raise BadRequest(f"--types: {file}:{row.line}: not two columns, words and a type{row.fault}")
            found[nfc(" ".join(row.cells[0].split()))] = row.cells[1].strip()
    return found


def _opened(file: str) -> "AbstractContextManager[BinaryIO]":
    return nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb")


def _form(file: str, written: Written) -> "Form":
    """Say how a table is written. Raises BadRequest."""
    from akg.tables import tabular

    kind = written.kind or tabular.kind(file) or ("csv" if written.delimiter else None)
    if kind is None:
        raise BadRequest(f"the name {quoted(file)} does not say what it is; give --as csv, tsv or jsonl")
    sign = (written.delimiter or ("\t" if kind == "tsv" else ",")).replace("\\t", "\t")
    if len(sign) != 1 or sign in '"\r\n':
        raise BadRequest(f"--delimiter: {quoted(sign)} is not one character; a tab is \\t")
    return tabular.Form(kind, sign, not written.no_quotes, written.encoding)


def _read(stream: BinaryIO, form: "Form", meaning: Meaning, header: bool) -> "tuple[Columns, Iterator[Row]]":
    """Find the columns that are meant, and give the rows behind the header. Raises BadMapping, BadTable."""
    from akg.tables import mapping, tabular

    rows = tabular.rows(stream, form)
    given, fixed = mapping.assigned(meaning.columns or ()), mapping.constants(meaning.constants or ())
    patterns = meaning.dates or ()
    if form.kind == "jsonl":
        return mapping.columns(given, fixed, patterns, None, named=True), rows
    head = next(rows, None)
    if head is None or head.fault:
        raise tabular.BadTable(
            f"the first row cannot be read: {head.fault}" if head else "the table is empty"
        )
    named = header or mapping.needs_header(given)
    columns = mapping.columns(given, fixed, patterns, head.cells, named=named)
    return columns, rows if named else chain([head], rows)


class _Told:
    """What is said on stderr of rows and names: the first of each, and how many there are more."""

    def __init__(self, file: str, rejects: "Rejects") -> None:
        self._file, self._rejects, self._count = file, rejects, 0

    def reject(self, row: "Row", why: str) -> None:
        """Tell why a row gives nothing, and keep it."""
        self._count += 1
        if self._count <= TOLD:
            tell(f"{self._file}:{row.line}: {why}")
        self._rejects.add(row, why)

    def rest(self, found: "Statements") -> None:
        """Tell the rest, once all rows are read."""
        if self._count > TOLD:
            tell(f"{self._count - TOLD:,} more rows were rejected")
        if found.beside:
            tell(f"{found.beside:,} of the relations are on file already; they stand beside under other ids")
        alike = list(found.cast.alike())
        for one, other in alike[:TOLD]:
            tell(
                f"{quoted(one.name)} ({one.id}) is spelled like {quoted(other.name)} ({other.id}); "
                "if they are one, make it an alias of a record of yours and import again"
            )
        if len(alike) > TOLD:
            tell(f"{len(alike) - TOLD:,} more names are spelled like others (akg check --strict tells them)")


def _report(
    found: "Statements", files: Sequence[Path], folder: Path, kept: Path, file: str, *, dry_run: bool
) -> Iterator[str]:
    """Say what became of the rows, and which files were written."""
    seen = locate.seen(folder)
    new, types = len(found.cast.new), sum(id in found.words.used for id in found.words.new_types)
    joined = len(found.cast.joined)
    entities = phrases.counted((new + joined, "entity")) + f" ({joined:,} on file before)" * bool(joined)
    made = phrases.counted((found.relations, "relation"), (types, "new relation type"))
    rows = phrases.counted((found.read - found.rejected, "row"))
    see = f" (see {seen / kept.name})" if found.rejected and not dry_run else ""
    yield f"{'would import' if dry_run else 'imported'} {rows} of {plain(file)}: "
    yield f"{entities}, {made}; {found.rejected:,} rejected{see}\n"
    for path in () if dry_run else files:
        yield f"{seen / path.relative_to(folder)}\n"


def _check(folder: Path, files: Sequence[Path]) -> None:
    """Check the dataset, keep its snapshot, and tell what is wrong with what was written."""
    command = f"akg check --data {shlex.quote(str(locate.seen(folder)))}"
    names = {path.relative_to(folder).as_posix() for path in files}
    made = session.built(folder)
    session.refresh(made)
    faults = [fault for fault in made.faults if fault.place.file in names]
    output.faults(faults[:TOLD], folder)
    if len(faults) > TOLD:
        tell(f"{len(faults) - TOLD:,} more errors and warnings; run: {command}")
    if any(fault.severity == "error" and fault.place.file not in names for fault in made.faults):
        left_out = phrases.counted((made.left_out, "record"))
        tell(f"for errors in other files {left_out} cannot be asked, maybe of the import too; run: {command}")
    if any(fault.severity == "error" for fault in faults):
        raise SystemExit(output.ERRORS)
