"""Reads the files of a dataset as they stood in a revision of the git repository that keeps it.

Nothing that a repository configures is run: no hooks, filters, pagers or monitors, and nothing is fetched.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from types import MappingProxyType
from typing import NamedTuple

from akg import files, locate
from akg.errors import AkgError

PATIENCE = 60  # seconds that git may take for one command
MOST = 10_000  # files
LARGEST = 4 * files.LARGEST  # bytes of all files: the same ones under many names cost a repository nothing
# Only commands are asked that have no hooks and look at neither the index nor the files: no option turns the
# monitors off that these would start. A repository that lies among the files of another is not taken for it.
_GIT = ("git", "--no-replace-objects", "-c", "safe.bareRepository=explicit")
# In words that do not depend on the user's language. No protocol is allowed, so that nothing is fetched by a
# git before 2.45 either, which may know no GIT_NO_LAZY_FETCH; protocol.allow would yield to what a repository
# allows by name.
_SETTINGS: Mapping[str, str] = MappingProxyType(
    {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}
)
# What is set where git runs akg, in a hook, leads to another repository than the folder's.
# Source: git rev-parse --local-env-vars.
_ELSEWHERE = frozenset({
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    # And what changes how names are read, or what is written beside an answer.
    "GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_LITERAL_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
    "GIT_TRACE", "GIT_TRACE_SETUP", "GIT_TRACE_PERFORMANCE", "GIT_TRACE_REFS", "GIT_TRACE2",
})  # fmt: skip
_ENTRY = re.compile(rb"(\d+) (\w+) ([0-9a-f]+) +(\d+|-|BAD)\t(.+)", re.S)
_SINGLE = tuple(f"{part}.yaml" for part in locate.PARTS)
_NO_FILES: Mapping[str, str] = MappingProxyType({
    "120000": "a symbolic link", "160000": "a submodule", "040000": "a folder",
})  # fmt: skip


class NoGit(AkgError):
    """Git cannot be run, or does not end."""


class NoRepository(AkgError):
    """The dataset's folder is in no git repository."""

    def __init__(self, folder: Path) -> None:
        remedy = "--rev and akg diff ask what git keeps; name a folder in a repository with --data"
        super().__init__(f"{_seen(folder)} is in no git repository; {remedy}")


class Distrusted(AkgError):
    """The repository belongs to somebody else, so that git does not read it."""

    def __init__(self, said: str) -> None:
        where = re.search(r"at ('.*')", said)
        at = where[1] if where else "DIR"
        remedy = f"if you trust it: git config --global --add safe.directory {at}"
        super().__init__(f"the git repository {at} belongs to another user, and is not read; {remedy}")


class Refused(AkgError):
    """Git cannot answer, for a reason of its own."""

    def __init__(self, folder: Path, said: str) -> None:
        super().__init__(
            f"git cannot read the repository of {_seen(folder)}: {said or 'it does not say why'}"
        )


class NoCommit(AkgError):
    """The repository has no such revision."""

    def __init__(self, folder: Path, rev: str, said: str) -> None:
        why = f" ({said})" if said and "single revision" not in said else ""
        remedy = "git log names those that there are"
        super().__init__(f"the git repository of {_seen(folder)} has no commit {rev!r}{why}; {remedy}")


class NotThen(AkgError):
    """The revision holds no dataset where it stands now."""

    def __init__(self, commit: "Commit", prefix: str) -> None:
        place = repr(prefix.rstrip("/")) if prefix else "the repository's own folder"
        elsewhere = f"if it stood elsewhere: git worktree add DIR {commit.short}, then --data"
        super().__init__(f"{commit} holds no dataset in {place}; {elsewhere}")


class Unusable(AkgError):
    """Something in the revision stands where a file of the dataset should, and cannot be read as one."""

    def __init__(self, commit: "Commit", name: str, why: str) -> None:
        super().__init__(f"{name!r} in {commit} {why}; ask another revision")


class Commit(NamedTuple):
    """A revision of a repository."""

    id: str  # in full
    short: str
    date: str  # the ISO day when it was committed, where that was done
    warnings: tuple[str, ...] = ()  # what git said about its name

    def __str__(self) -> str:
        return f"revision {self.short} of {self.date}"


class _Entry(NamedTuple):
    """What a revision has under a name."""

    mode: str
    id: str
    size: int | None  # bytes; None of what is no file, or not in this clone


def commit(folder: Path, rev: str) -> Commit:
    """Find a revision by what git takes for one: a commit's id, a branch, a tag, HEAD~3, main@{yesterday}.

    Raises NoGit, NoRepository, Distrusted, Refused, NoCommit.
    """
    _asked(folder, "rev-parse", "--show-toplevel")
    found = _run(folder, "rev-parse", "--verify", "--end-of-options", f"{rev}^{{commit}}")
    id, said = found.stdout.decode(errors="replace").strip(), _said(found)
    if found.returncode or not re.fullmatch("[0-9a-f]{40,64}", id):  # ^HEAD is a revision to leave out
        raise NoCommit(folder, rev, said.partition("\n")[0])
    # Not `git log`, which may run the repository's gpg.program.
    told = _asked(folder, "rev-list", "--max-count=1", "--format=%h %cs", id).decode().splitlines()[1]
    short, _, date = told.partition(" ")
    return Commit(id, short, date, tuple(line for line in said.splitlines() if line.startswith("warning:")))


@contextmanager
def laid_out(folder: Path, commit: Commit) -> Iterator[Path]:
    """Give for a `with` block a folder of its own that holds the dataset's files as of a revision.

    Only those that `locate.files` would find. Raises NotThen, Unusable, and what `commit` does.
    """
    entries = _entries(folder, commit)
    _check(entries, commit)
    if not any(name.startswith("entities") for name in entries):
        raise NotThen(commit, os.fsdecode(_asked(folder, "rev-parse", "--show-prefix")).rstrip("\n"))
    contents = _contents(folder, commit, {entry.id for entry in entries.values()})
    with TemporaryDirectory(prefix="akg-") as made:
        for name, entry in entries.items():
            path = Path(made, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(contents[entry.id])
        yield Path(made)


def _entries(folder: Path, commit: Commit) -> dict[str, _Entry]:
    """List what stands under the names of a dataset's files, by these."""
    at = [f"{part}{end}" for part in locate.PARTS for end in (".yaml", "", "/")]
    listed = _asked(folder, "ls-tree", "-l", "-z", commit.id, "--", *at)
    found: dict[str, _Entry] = {}
    for line in listed.split(b"\0")[:-1]:
        if (parsed := _ENTRY.fullmatch(line)) is None:
            raise Refused(folder, f"it lists {line[:100]!r}")
        mode, _, id, size, name = (os.fsdecode(field) for field in parsed.groups())
        if _is_read(name, mode):
            found[name] = _Entry(mode, id, int(size) if size.isdigit() else None)
    return found


def _is_read(name: str, mode: str) -> bool:
    """Tell whether a dataset has a file of this name, or what leads to such; a tree may hold any name."""
    part, _, rest = name.partition("/")
    if part not in locate.PARTS:
        return part in _SINGLE and not rest
    return locate.is_data(rest, part) and os.path.basename(rest) == rest if rest else mode in _NO_FILES


def _check(entries: Mapping[str, _Entry], commit: Commit) -> None:
    """Raise Unusable of what is no file, is not in this clone, or is too large, and of too many files."""
    if len(entries) > MOST:
        raise Unusable(commit, "all files", f"are more than {MOST:,}")
    for name, entry in entries.items():
        if entry.mode in _NO_FILES:
            raise Unusable(commit, name, f"is {_NO_FILES[entry.mode]}, which is not followed")
        if entry.size is None:
            raise Unusable(commit, name, "is not in this clone, and is not fetched (git fetch would)")
        if entry.size > files.LARGEST:
            raise Unusable(commit, name, f"is larger than {files.LARGEST >> 20} MiB")
    if sum(entry.size or 0 for entry in entries.values()) > LARGEST:
        raise Unusable(commit, "all files", f"are larger than {LARGEST >> 20} MiB together")


def _contents(folder: Path, commit: Commit, ids: set[str]) -> dict[str, bytes]:
    """Read the contents of files, by the ids that git gives them."""
    told = _asked(folder, "cat-file", "--batch", given="".join(f"{id}\n" for id in ids).encode())
    found, at = dict[str, bytes](), 0
    while at < len(told):
        end = told.index(b"\n", at)
        id, kind, *size = told[at:end].decode().split()
        if kind != "blob":
            raise Unusable(commit, id, f"is {kind}")
        at = end + 1 + int(size[0])
        found[id] = told[end + 1 : at]
        at += 1
    return found


def _asked(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints. Raises NoGit, NoRepository, Distrusted, Refused."""
    ran = _run(folder, *arguments, given=given)
    if ran.returncode == 0:
        return ran.stdout
    said = _said(ran)
    if "not a git repository" in said:
        raise NoRepository(folder)
    if "dubious ownership" in said:
        raise Distrusted(said)
    raise Refused(folder, said.partition("\n")[0])


def _run(folder: Path, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    with TemporaryFile() as stdin:  # not a pipe: a git that ends before it has read that would end akg
        stdin.write(given)
        stdin.seek(0)
        try:
            return subprocess.run(  # noqa: S603
                [*_GIT, "-C", str(folder), *arguments], stdin=stdin, capture_output=True, check=False,
                env={**kept, **_SETTINGS}, timeout=PATIENCE,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise NoGit(f"git has not answered within {PATIENCE} seconds; try again") from None
        except FileNotFoundError:
            raise NoGit("git is not installed, or not on the path; --rev and akg diff need it") from None
        except OSError as error:
            raise NoGit(f"git cannot be run: {error.strerror or error}") from None


def _seen(folder: Path) -> str:
    return repr(str(locate.seen(folder)))


def _said(ran: "subprocess.CompletedProcess[bytes]") -> str:
    """Give what git wrote to stderr, without the word that it begins with."""
    return ran.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
