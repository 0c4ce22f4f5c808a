"""What parsing makes of large files, kept in the user's cache and read from there."""

import os
import shutil
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from commandline import run
from hypothesis import given
from hypothesis import strategies as st
from kept import begin, keep

from akg import bulk, cache, files, loader, marked, parsed
from akg.marked import Map, Seq

ADA, BRIAN = "- {id: ada, kind: person, name: Ada}\n", "- {id: brian, kind: person, name: Brian}\n"
MET = "- {from: ada, type: met, to: brian, date: 2019, source: paper}\n"
LEFT = "- {from: ada, type: praised, to: brian, date: 2020, source: paper}\n"
PARTS = {"entities/a": ADA, "entities/b": BRIAN, "relations/a": MET, "relations/b": LEFT}


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take note of the files that are parsed, but for vocabularies; for all others a few bytes are many."""
    noted: list[str] = []
    read = marked.read

    def noting(text: str, file: str) -> marked.Read:
        if file != "vocabulary.yaml":
            noted.append(file)
        return read(text, file)

    monkeypatch.setattr(marked, "read", noting)
    monkeypatch.setattr(parsed, "LEAST", len(ADA))
    return noted


def written(folder: Path) -> Path:
    """Write a dataset in files that are older than a tick; its sources are too small to be kept."""
    for name, text in PARTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "sources.yaml").write_text("- {id: paper, title: A}\n", encoding="utf-8")
    cache.settled(str(folder))
    return folder


def loaded(folder: Path) -> object:
    return loader.load(folder, parsed.read_file)


def kept_of(path: Path) -> Path:
    return Path(cache.place(str(path), "parsed"))


def test_what_has_not_changed_is_not_parsed_again(tmp_path: Path, parses: list[str]) -> None:
    folder = written(tmp_path)
    sound = loader.load(folder)
    assert loaded(folder) == sound
    parses.clear()
    assert loaded(folder) == sound
    assert parses == ["sources.yaml"]


def test_of_many_files_only_that_which_has_changed_is_parsed_before_the_next_answer(
    tmp_path: Path, parses: list[str]
) -> None:
    folder = written(tmp_path)
    assert "2019" in run("show", "Ada", "--data", str(folder)).out
    parses.clear()
    (folder / "relations" / "a.yaml").write_text(MET.replace("2019", "2018"), encoding="utf-8")
    answer = run("show", "Ada", "--data", str(folder)).out
    assert [year in answer for year in ("2018", "2019", "2020")] == [True, False, True]
    assert parses == ["sources.yaml", "relations/a.yaml"]


def test_warnings_are_placed_in_files_that_are_not_parsed_again(tmp_path: Path, parses: list[str]) -> None:
    folder = written(tmp_path)
    (folder / "relations" / "b.yaml").write_text(LEFT.replace("2020", "2020/.."), encoding="utf-8")
    asked = ("check", "--data", str(folder))
    told = run(*asked).out
    assert "relations/b.yaml:1:47" in told
    parses.clear()
    assert run(*asked).out == told
    assert set(parses) == {"sources.yaml"}


def test_small_files_are_not_kept(tmp_path: Path) -> None:
    folder = written(tmp_path)
    loaded(folder)
    assert [path for path in files.every(folder) if kept_of(path).exists()] == []


def test_a_revision_and_what_is_tried_out_are_parsed_and_not_kept(tmp_path: Path, parses: list[str]) -> None:
    folder = written(tmp_path)
    begin(folder)
    keep(folder)
    before = set(Path(cache.folder()).glob("*.parsed"))
    assert run("show", "Ada", "--data", str(folder), "--rev", "HEAD").code == 0
    assert set(Path(cache.folder()).glob("*.parsed")) == before
    assert bulk.reading("") is files.read_file


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[:-9],
    "one byte differs": lambda content: content.replace(b"brian", b"briam"),
    "longer": lambda content: content + b" ",
    "of another version": lambda content: content.replace(b"0.", b"9.", 1),
    "something else": lambda content: b"\0\0\0\0[]",
    "sound by its checksum, of another file": lambda content: b"9\0'x' 1\0%08x\0[]" % zlib.crc32(b"[]"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_parsed_and_kept_again(
    tmp_path: Path, parses: list[str], damage: Callable[[bytes], bytes]
) -> None:
    folder = written(tmp_path)
    sound = loaded(folder)
    there = kept_of(folder / "relations" / "a.yaml")
    whole = there.read_bytes()
    there.write_bytes(damage(whole))
    parses.clear()
    assert loaded(folder) == sound
    assert parses == ["sources.yaml", "relations/a.yaml"]
    assert there.read_bytes() == whole


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_what_others_can_write_is_not_believed(tmp_path: Path, parses: list[str]) -> None:
    folder = written(tmp_path)
    sound = loaded(folder)
    kept_of(folder / "relations" / "a.yaml").chmod(0o622)
    parses.clear()
    assert loaded(folder) == sound
    assert parses == ["sources.yaml", "relations/a.yaml"]
    assert kept_of(folder / "relations" / "a.yaml").stat().st_mode & 0o777 == 0o600


def test_a_cache_that_cannot_be_written_is_no_hindrance(
    tmp_path: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path)
    sound = loader.load(folder)
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert [loaded(folder), loaded(folder)] == [sound, sound]


def test_a_file_younger_than_a_tick_or_from_the_future_is_not_kept(
    tmp_path: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path)
    path = folder / "relations" / "a.yaml"
    changed = path.stat().st_ctime_ns
    for now in (changed + 1_000_000, changed - 1):
        monkeypatch.setattr(time, "time_ns", lambda now=now: now)
        assert parsed.read_file(path, folder) == files.read_file(path, folder)
        assert not kept_of(path).exists()


def test_a_file_under_another_name_is_parsed_for_that(tmp_path: Path, parses: list[str]) -> None:
    folder = written(tmp_path)
    loaded(folder)
    (folder / "relations" / "a.yaml").rename(folder / "relations" / "c.yaml")
    cache.settled(str(folder))
    parses.clear()
    assert loaded(folder) == loader.load(folder)
    assert parses[:2] == ["sources.yaml", "relations/c.yaml"]


def test_what_is_kept_of_a_file_goes_when_the_file_has_gone(tmp_path: Path, parses: list[str]) -> None:
    folder = written(tmp_path / "one")
    loaded(folder)
    gone, stays = (kept_of(folder / "relations" / name) for name in ("a.yaml", "b.yaml"))
    damaged = gone.with_name("1-1.parsed")
    shutil.copy(gone, damaged)
    damaged.write_bytes(damaged.read_bytes()[:20])
    (folder / "relations" / "a.yaml").unlink()
    assert run("show", "Ada", "--data", str(folder)).code == 0
    assert [path.exists() for path in (gone, damaged, stays)] == [False, False, True]


def _told(node: object) -> object:
    """Tell all of a value that was read, and where it stands."""
    if isinstance(node, Map):
        return node.mark, list(node.marks.items()), [(key, _told(value)) for key, value in node.items()]
    return (node.mark, node.marks, list(map(_told, node))) if isinstance(node, Seq) else node


LINES = st.sampled_from([
    "- id: ada", "  name: Zo\u00eb", "- {id: x, list: [a, {b: c}]}", "  note: a: b", "-", "  name:",
    "- {id: y",
    "- with: {source: s}", "  entities:", "  - {id: z, id: z}", "\t- x", '- "\\u200b"', '- "\\ud800"',
    "plain",
])  # fmt: skip


@given(st.text() | st.text("-{}[]:, \n'\"#\\ua") | st.lists(LINES).map("\n".join))
def test_whatever_a_file_holds_is_read_as_it_was_parsed(text: str) -> None:
    with TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
        folder = Path(made)
        path = folder / "entities.yaml"
        path.write_bytes(text.encode("utf-8", "replace"))
        patch.setattr(parsed, "LEAST", 0)
        patch.setattr(cache, "_TICK", 0)
        first, again, plain = (
            read(path, folder) for read in (parsed.read_file, parsed.read_file, files.read_file)
        )
        told = [
            (_told(part.roots[0][0]), part.roots[0][1], part.faults, part.lost)
            for part in (first, again, plain)
        ]
        assert kept_of(path).exists()
        kept_of(path).unlink()
    assert told[0] == told[1] == told[2]
