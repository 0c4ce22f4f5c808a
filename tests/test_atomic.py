"""Files that are written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from akg import atomic


def test_a_file_appears_whole_when_the_block_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with atomic.writing(path) as out:
        out.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert _names(tmp_path) == ["out"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError, SystemExit])
def test_a_block_that_stops_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with pytest.raises(stop):
        _write_and_raise(path, stop())
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["out"]


def test_a_new_file_gets_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with atomic.writing(tmp_path / "out"):
            pass
    finally:
        os.umask(before)
    assert _mode(tmp_path / "out") == 0o640


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.touch(mode=0o600)
    with atomic.writing(path) as out:
        out.write(b"secret")
    assert _mode(path) == 0o600


def test_a_link_still_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path, target = tmp_path / "link", tmp_path / "there" / "out"
    path.symlink_to(target)
    with atomic.writing(path) as out:
        out.write(b"new")
    assert path.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with atomic.writing(path) as out:
            out.write(b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "none" / "out"
    assert _refusal(path) == f"cannot write {str(path)!r}: there is no such folder; create it first"
    assert _names(tmp_path) == []


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == f"cannot write {str(tmp_path)!r}: it is a folder; name a file in it"


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "out"
    assert _refusal(path) == f"cannot write {str(path)!r}: a part of its path is a file, not a folder"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_in_words() -> None:
    assert _refusal(Path("/dev/full")) == "cannot write '/dev/full': the disk is full"


@pytest.mark.parametrize(
    ("code", "reason"), [(errno.EACCES, "permission denied"), (errno.EROFS, os.strerror(errno.EROFS))]
)
def test_a_folder_that_may_not_be_written_to_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", refuse)
    assert _refusal(tmp_path / "out") == f"cannot write {str(tmp_path / 'out')!r}: {reason}"


def test_a_disk_that_fills_up_at_the_last_moment_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "out"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    assert _refusal(path) == f"cannot write {str(path)!r}: the disk is full"
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["out"]


def test_a_file_changed_since_it_was_read_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"newer")
    with pytest.raises(atomic.Changed):
        atomic.change(path, b"old", b"mine")
    with pytest.raises(atomic.Changed):
        atomic.change(path, None, b"mine")
    assert path.read_bytes() == b"newer"


def _refusal(path: Path) -> str:
    with pytest.raises(atomic.Unwritable) as raised:
        _write(path)
    return str(raised.value)


def _write(path: Path) -> None:
    with atomic.writing(path) as out:
        out.write(b"new")


def _write_and_raise(path: Path, stop: BaseException) -> None:
    with atomic.writing(path) as out:
        out.write(b"new")
        raise stop


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
