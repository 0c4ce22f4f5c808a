"""The snapshot: the same graph from a file, whatever has become of the file."""

import errno
import mmap
import os
import random
import shutil
import struct
import subprocess
import sys
import time
import weakref
import zlib
from array import array
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from chance import Drawn, drawn, examples
from commandline import run
from conftest import Write
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import data, world

from akg import __version__, atomic, bulk, cache, checks, loader, locate, names
from akg.memory import MemoryGraph
from akg.model import Dataset, Entity
from akg.names import Index
from akg.reading import Graph, Names, Row
from akg.snapshot import compiler, kept, sorting
from akg.snapshot.compiler import compiled
from akg.snapshot.graph import Snapshot
from akg.snapshot.lookup import Lookup
from akg.snapshot.sections import Damaged, Section, Sections, laid_out

MET = """
- {from: ada, type: met, to: brian, date: 2012, at: para 1, role: rivals, about: [guild]}
- {from: brian, type: leads, to: guild, date: 2010/.., place: york}
- {from: brian, type: leads, to: guild, date: 2012,
   claims: [{source: book, by: dora, stance: denies}, {source: book}]}
"""


def _snapshot(of: Dataset) -> Snapshot:
    return kept.in_memory(compiled(of))


def _told(graph: Graph) -> object:
    """Tell all that a graph answers."""
    days = [None, *sorted({day for r in range(graph.size) for day in graph.row(r).bounds})]
    return (
        graph.vocabulary, dict(graph.sources), list(graph.sources), graph.size,
        [(graph.row(r), graph.relation(r), list(graph.premises(r))) for r in range(graph.size)],
        [
            (
                graph.id(n), graph.node(graph.id(n)), graph.kind(n), graph.name(n), graph.entity(n),
                list(graph.neighbours(n)), graph.degree(n), list(graph.floors(n)),
                list(graph.mentioned_in(n)),
                [list(graph.between(n, other)) for other in range(len(graph))],
                [list(graph.incident(n, since, until)) for since in days for until in days],
            )
            for n in range(len(graph))
        ],
    )  # fmt: skip


def _found(index: Names) -> object:
    """Tell what is found under all names, folded names, words and beginnings, and what is much like these."""
    graph = index.graph
    called = [name for n in range(len(graph)) for name in graph.entity(n).names]
    keys = sorted({name[:length] for name in called for length in (1, 2, len(name))})
    return [
        (
            key, names.find(index, key), names.alike(index, f"{key}x"), list(index.exact(key)),
            list(index.beginning(key.casefold())), list(index.summary(key.casefold())),
            list(names.holding(index, key.casefold().split())), names.near(index, key),
        )
        for key in keys
    ]  # fmt: skip


@settings(max_examples=examples(60))
@given(drawn())
def test_a_snapshot_answers_as_the_graph_in_memory(made: Drawn) -> None:
    assert _told(_snapshot(made.data)) == _told(MemoryGraph(made.data))


def test_so_it_does_for_the_dataset_that_is_shipped_names_included() -> None:
    whole = loader.load(locate.bundled())
    sound, _ = checks.sound(whole, checks.run(whole))
    graph, memory = _snapshot(sound), MemoryGraph(sound)
    for n in range(len(memory)):
        assert graph.entity(n) == memory.entity(n)
        assert list(graph.incident(n)) == list(memory.incident(n))
        assert list(graph.mentioned_in(n)) == list(memory.mentioned_in(n))
        assert [list(graph.between(n, v)) for v in range(len(memory))] == [
            list(memory.between(n, v)) for v in range(len(memory))
        ]
    assert [(graph.row(r), graph.relation(r)) for r in range(graph.size)] == [
        (memory.row(r), memory.relation(r)) for r in range(memory.size)
    ]
    assert _found(Lookup(graph)) == _found(Index(memory))


def test_a_hub_passes_over_the_blocks_that_lie_outside_the_time_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    years = range(20, 2020)
    graph = _snapshot(
        data("\n".join(f"- {{from: ada, type: met, to: brian, date: {year:04}}}" for year in years))
    )
    read: list[int] = []
    row = Snapshot.row

    def counted(self: Snapshot, r: int) -> Row:
        read.append(r)
        return row(self, r)

    monkeypatch.setattr(Snapshot, "row", counted)
    ada = graph.node("ada")
    assert ada is not None
    [(r, _)] = graph.incident(
        ada, *world("- {from: ada, type: met, to: brian, date: 2012}").row(0).bounds[:2]
    )
    assert graph.relation(r).id == "ada.met.brian.2012"
    assert len(read) <= 2 * 64


def test_what_is_kept_answers_until_a_file_changes(dataset: Write) -> None:
    folder = dataset()
    assert run("show", "Ada", "--data", str(folder)).code == 0
    found = kept.current(str(folder))
    assert found is not None
    assert (found.made_by, found.left_out, len(found)) == (__version__, 0, 4)
    (folder / "entities.yaml").write_text("- {id: ada, kind: person, name: Ada}\n", encoding="utf-8")
    assert kept.current(str(folder)) is None
    assert "1 record was left out for errors" in run("show", "Ada", "--data", str(folder)).err
    assert "1 record was left out for errors" in run("show", "Ada", "--data", str(folder)).err
    again = kept.current(str(folder))
    assert again is not None
    assert (again.left_out, len(again)) == (1, 1)


def test_a_change_in_place_to_as_many_bytes_right_after_the_answer_is_seen(dataset: Write) -> None:
    folder = dataset()
    for name in ("Ade", "Adi", "Ado", "Adu"):
        file = folder / "entities.yaml"
        before = file.read_text(encoding="utf-8")
        with file.open("r+", encoding="utf-8") as out:
            out.write(before.replace("name: Ad" + before.split("name: Ad")[1][0], f"name: {name}"))
        assert name in run("show", "ada", "--data", str(folder)).out


def _file(folder: Path) -> Path:
    """Ask something of a dataset, and return the file in which its snapshot is kept."""
    assert run("show", "Ada", "--data", str(folder)).code == 0
    return Path(kept.place(str(folder)))


def _put(file: Path, content: bytes) -> None:
    """Put another file in the place of one, which this process may have mapped."""
    file.unlink()
    file.write_bytes(content)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda whole: whole[: len(whole) // 2],
    "longer": lambda whole: whole + b"\0" * 8,
    "another program's": lambda _: b"SQLite format 3\0" * 99,
    "of another format": lambda whole: whole[:12] + b"\x63" + whole[13:],
    "of the other byte order": lambda whole: whole[:8] + whole[8:12][::-1] + whole[12:],
    "with other facts": lambda whole: whole.replace(b'"left_out":0', b'"left_out":7'),
    "another version's": lambda _: b"".join(
        laid_out([Section("facts", "s", b'{"made_by":"0.0.0"}')])
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_snapshot_is_made_anew_without_a_word(dataset: Write, how: str) -> None:
    folder = dataset()
    file = _file(folder)
    whole, answer = file.read_bytes(), run("show", "Ada", "--data", str(folder))
    _put(file, SPOILT[how](whole))
    assert run("show", "Ada", "--data", str(folder)) == answer
    assert file.read_bytes() == whole


def test_a_snapshot_of_another_version_that_is_laid_out_alike_is_made_anew(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset()
    with monkeypatch.context() as patch:
        patch.setattr(compiler, "__version__", "0.0.0")
        _file(folder)
    assert kept.current(str(folder)) is None
    _file(folder)
    found = kept.current(str(folder))
    assert found is not None
    assert found.made_by == __version__


def test_what_a_killed_builder_left_is_cleared_away_after_a_while(dataset: Write) -> None:
    folder = dataset()
    file = _file(folder)
    old, young = file.with_name(".akg-0123.tmp"), file.with_name(".akg-4567.tmp")
    for left, age in ((old, 7_200), (young, 60)):
        left.touch()
        os.utime(left, (time.time() - age, time.time() - age))
    file.unlink()
    _file(folder)
    assert (old.exists(), young.exists()) == (False, True)
    young.unlink()


def test_a_snapshot_that_others_can_write_or_that_is_a_link_is_not_believed(dataset: Write) -> None:
    folder = dataset()
    file = _file(folder)
    file.chmod(0o666)
    assert kept.current(str(folder)) is None
    assert kept.current(str(folder)) is None
    file.chmod(0o600)
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert kept.current(str(folder)) is None
    assert _file(folder).is_file()
    assert not file.is_symlink()


NOT_KEPT = (
    "akg: the files of '{}' change while they are read, or are dated in the future; "
    "the next question will read the dataset anew\n"
)
RAISED = (Damaged, IndexError, KeyError, TypeError, ValueError, AttributeError)


def _walked(content: bytes) -> None:
    """Read all that a snapshot holds."""
    graph = Snapshot(Sections(content))
    _told(graph)
    _found(Lookup(graph))


def test_a_flipped_byte_never_does_more_than_raise_and_is_found_on_verifying() -> None:
    content = b"".join(map(bytes, laid_out(compiled(data(MET)))))
    held = sum(memoryview(piece).nbytes for _, _, piece in compiled(data(MET)))
    missed = 0
    for at in random.Random(1).sample(range(len(content)), 2_000):
        flipped = bytearray(content)
        flipped[at] ^= 1 << at % 8
        with suppress(Damaged):
            missed += Sections(bytes(flipped)).sound
        with suppress(*RAISED):  # the command line verifies the file then
            _walked(bytes(flipped))
    assert missed <= 2_000 * (len(content) - held) // len(content)  # those that fill up to a multiple of 8


def test_a_section_that_would_lie_outside_the_file_is_refused_though_all_checksums_fit() -> None:
    content = bytearray(b"".join(map(bytes, laid_out([Section("facts", "s", b"{}")]))))
    header, entry = struct.Struct("=8sIIQIII4x"), struct.Struct("=24sc7xQQI4x")
    for at, length in ((102, 3), (2**40, 2), (0, 2**63)):
        entry.pack_into(content, header.size, b"facts", b"s", at, length, 0)
        table = zlib.crc32(content[header.size : header.size + entry.size])
        fields = header.unpack_from(content)[:5]
        check = zlib.crc32(header.pack(*fields, table, 0)[:32])
        header.pack_into(content, 0, *fields, table, check)
        with pytest.raises(Damaged, match="do not fit"):
            Sections(bytes(content))


def test_a_damaged_section_gives_the_answer_or_a_clear_word_and_never_a_traceback(dataset: Write) -> None:
    folder = dataset()
    file = _file(folder)
    whole = file.read_bytes()
    answer = run("path", "Ada", "Brian", "--data", str(folder))
    sections = Sections(whole)
    heard = set()
    for name in sections.names:
        flipped = bytearray(whole)
        view = sections[name]
        begin = whole.index(bytes(view)) if len(view) else 0
        for at in range(begin, begin + view.nbytes, max(view.nbytes // 5, 1)):
            flipped[at] ^= 0xFF
        _put(file, bytes(flipped))
        ran = run("path", "Ada", "Brian", "--data", str(folder))
        heard.add(ran.err if ran.code == 2 else "")
        assert ran.code in (0, 1, 2, 3)
        assert "Traceback" not in ran.err
        assert not (file.exists() and ran.err.endswith("is removed; ask again\n"))
        file.unlink(missing_ok=True)
        assert run("path", "Ada", "Brian", "--data", str(folder)) == answer
    assert "akg: what was kept of the dataset in the cache was damaged, and is removed; ask again\n" in heard


def test_check_verifies_the_snapshot_when_asked_to(dataset: Write) -> None:
    folder = dataset()
    file = _file(folder)
    check = ("check", "--cache", "--data", str(folder))
    assert f"akg: the snapshot {str(file)!r} is as it was written" in run(*check).err
    whole = file.read_bytes()
    name = whole.index(b"brian", whole.index(b"ada"))  # in the section of ids, and none that is read at once
    _put(file, whole[:name] + b"brain" + whole[name + 5 :])
    assert f"akg: the snapshot {str(file)!r} was damaged" in run(*check).err
    assert f"akg: the snapshot {str(file)!r} is as it was written" in run(*check).err


def test_a_builder_that_is_killed_leaves_nothing_that_is_believed(dataset: Write) -> None:
    folder = dataset()
    answer = run("show", "Ada", "--data", str(folder))
    file = Path(kept.place(str(folder)))
    chance = random.Random(1)
    for _ in range(6):
        file.unlink(missing_ok=True)
        builder = subprocess.Popen([sys.executable, "-m", "akg", "show", "Ada", "--data", str(folder)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(chance.random() * 0.8)
        builder.kill()
        builder.wait()
        assert run("show", "Ada", "--data", str(folder)) == answer
    # And whatever had been written of it when it was: no beginning of a file is one.
    whole = file.read_bytes()
    for size in range(0, len(whole), 97):
        with pytest.raises(Damaged):
            Snapshot(Sections(whole[:size]))


def test_two_builders_at_once_both_succeed(dataset: Write) -> None:
    folder = dataset()
    call = [sys.executable, "-m", "akg", "show", "Ada", "--data", str(folder)]
    both = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    ended = [(*one.communicate(timeout=120), one.returncode) for one in both]
    assert ended[0] == ended[1]
    assert ended[0][1:] == (b"", 0)
    assert [path.name for path in Path(kept.place(str(folder))).parent.glob("*.tmp")] == []


def test_a_cache_that_cannot_be_written_costs_a_line_on_stderr_and_nothing_else(
    dataset: Write, tmp_path: Path
) -> None:
    folder = dataset()
    answer = run("show", "Ada", "--data", str(folder))
    taken = tmp_path / "a file"
    taken.write_text("", encoding="utf-8")
    elsewhere = str(taken)
    told = run("show", "Ada", "--data", str(folder), XDG_CACHE_HOME=elsewhere)
    assert (told.code, told.out) == (answer.code, answer.out)
    [line] = told.err.splitlines()
    assert line.startswith("akg: cannot write ")
    assert line.endswith("; each question will have to read the dataset anew")
    checked = run("check", "--cache", "--data", str(folder), XDG_CACHE_HOME=elsewhere)
    assert (checked.code, checked.err) == (0, told.err)


def test_so_does_a_full_disk(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = dataset()
    answer = run("show", "Ada", "--data", str(folder))
    _file(folder).unlink()

    def full(path: str, content: object) -> None:
        raise atomic.Unwritable(Path(path), OSError(errno.ENOSPC, "No space left on device"))

    monkeypatch.setattr(cache, "write", full)
    told = run("show", "Ada", "--data", str(folder))
    assert (told.code, told.out) == (answer.code, answer.out)
    assert told.err.count("\n") == 1
    assert "the disk is full; each question will have to read the dataset anew" in told.err


def test_check_does_not_say_that_a_snapshot_is_kept_which_could_not_be_written(
    dataset: Write, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    elsewhere = str(tmp_path / "a file")
    told = run("check", "--cache", "--data", str(dataset()), XDG_CACHE_HOME=elsewhere)
    assert told.code == 0
    assert "cannot write" in told.err
    assert "a new snapshot is kept" not in told.err


def test_files_that_change_while_they_are_read_are_read_again(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset()
    compiled = bulk.compiled

    def meanwhile(*given: Any, **named: Any) -> bulk.Made:
        made = compiled(*given, **named)
        file = folder / "entities.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("Ada", "Eve"), encoding="utf-8")
        return made

    monkeypatch.setattr(bulk, "compiled", meanwhile)
    assert run("show", "Eve", "--data", str(folder)).code == 0


def test_another_users_snapshot_is_not_believed(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = dataset()
    _file(folder)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert kept.current(str(folder)) is None


def test_the_snapshot_is_made_of_files_that_are_older_than_a_tick(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset()
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        pause(seconds)

    pause = time.sleep
    monkeypatch.setattr(time, "sleep", sleep)
    (folder / "entities.yaml").touch()
    assert cache.settled(str(folder)) == cache.stamp(str(folder))
    assert 0 < sum(slept) <= 0.02
    slept.clear()
    assert cache.settled(str(folder)) == cache.stamp(str(folder))
    assert slept == []


def test_files_from_the_future_are_not_kept(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = dataset()
    monkeypatch.setattr(time, "time_ns", lambda: 10**18)
    assert cache.settled(str(folder)) == ""
    ran = run("show", "Ada", "--data", str(folder))
    assert (ran.code, ran.err) == (0, NOT_KEPT.format(folder))
    assert kept.current(str(folder)) is None


def test_files_that_are_written_all_the_time_are_not_waited_for_in_vain(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset()
    slept: list[float] = []
    monkeypatch.setattr(cache, "_changes", lambda _: [time.time_ns()])
    monkeypatch.setattr(time, "sleep", slept.append)
    assert cache.settled(str(folder)) == ""
    assert sum(slept) <= 2.0


@pytest.mark.parametrize("command", [("show", "Ada"), ("check",), ("check", "--cache")])
def test_what_is_read_while_a_file_changes_answers_once_and_is_not_kept(
    dataset: Write, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    folder = dataset()
    answer = run(*command, "--data", str(folder)).out
    Path(kept.place(str(folder))).unlink()
    Path(cache.place(str(folder), "names")).unlink()
    compiled = bulk.compiled

    def disturbed(*asked: Any, **more: Any) -> bulk.Made:
        with (folder / "relations.yaml").open("a", encoding="utf-8") as out:
            out.write("# a word more\n")
        return compiled(*asked, **more)

    monkeypatch.setattr(bulk, "compiled", disturbed)
    ran = run(*command, "--data", str(folder))
    assert (ran.out, ran.err) == (answer, NOT_KEPT.format(folder))
    assert [Path(cache.place(str(folder), what)).exists() for what in ("snapshot", "names")] == [False, False]


def test_a_snapshot_that_is_not_believed_is_let_go_of_so_that_windows_lets_it_be_replaced(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset()
    _file(folder)
    (folder / "relations.yaml").touch()
    held: list[weakref.ref[mmap.mmap]] = []
    mapped = cache.mapped

    def noted(path: str) -> mmap.mmap | None:
        found = mapped(path)
        held.extend([weakref.ref(found)] if found is not None else [])
        return found

    monkeypatch.setattr(cache, "mapped", noted)
    assert kept.current(str(folder)) is None
    assert [one() for one in held] == [None]


@given(st.lists(st.integers(0, 9), max_size=40), st.randoms(use_true_random=False))
def test_numbers_are_sorted_and_taken_alike_with_numpy_and_without(
    keys: list[int], chance: random.Random
) -> None:
    order = chance.sample(range(len(keys)), len(keys))

    def sorted_by(many: int) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sorting, "MANY", many)
            column = array("I", keys)
            return (
                sorting.grouped(column, 10), sorting.grouped(column, 10, order), sorting.taken(column, order)
            )  # fmt: skip

    begins = array("Q", [0, *(sum(key <= k for key in keys) for k in range(10))])
    by_key = array("I", sorted(order, key=keys.__getitem__))
    assert sorted_by(10**9) == sorted_by(0)
    assert sorting.grouped(array("I", keys), 10, order) == (begins, by_key)
    assert list(sorting.ranks(order)) == [order.index(n) for n in range(len(keys))]


def test_the_snapshot_of_a_dataset_that_has_gone_goes_when_another_is_made(
    dataset: Write, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    shutil.copytree(dataset(), gone)
    file, other = _file(gone), _file(tmp_path)
    shutil.rmtree(gone)
    assert file.exists()
    other.unlink()
    assert _file(tmp_path).exists()
    assert not file.exists()


def test_a_record_is_one_object_while_it_is_kept_and_not_all_are(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = _snapshot(data(MET))
    assert (graph.relation(0), graph.entity(0)) == (graph.relation(0), graph.entity(0))
    assert graph.relation(0) is graph.relation(0)
    assert graph.entity(0) is graph.entity(0)
    monkeypatch.setattr("akg.snapshot.graph.KEPT", 1)
    told = _told(graph)
    assert told == _told(world(MET))


def test_a_search_reads_no_entity_that_it_does_not_find(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = "".join(f"- {{id: p{n}, kind: person, name: Person {n}}}\n" for n in range(50))
    folder = str(dataset(entities=people, relations="[]\n", sources="[]\n"))
    run("search", "Person", "--data", folder)
    read: set[str] = set()
    entity = Snapshot.entity

    def noted(self: Snapshot, n: int) -> Entity:
        read.add(self.id(n))
        return entity(self, n)

    monkeypatch.setattr(Snapshot, "entity", noted)
    assert "Person 7  " in run("search", "Person 7", "--data", folder).out
    assert read <= {"p7"}
