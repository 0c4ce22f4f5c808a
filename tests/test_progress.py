"""What stderr is told while long work goes on."""

import io
import re
import sys

import pytest

from akg.cli import progress


class _Stream(io.StringIO):
    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


def _told(monkeypatch: pytest.MonkeyPatch, *, tty: bool, soon: float, late: float) -> str:
    """Tell what is written by work that reads 1,200,000 relations, until it has been told of them."""
    stream = _Stream(tty=tty)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "SOON", soon)
    monkeypatch.setattr(progress, "LATE", late)
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown("reading") as shown:
        shown.tell(1_200_000)
        while min(soon, late) < 1 and not re.search("1,200,000|\n", stream.getvalue()):
            pass
    return stream.getvalue()


def test_a_terminal_is_told_how_far_it_is_and_the_line_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _told(monkeypatch, tty=True, soon=0.01, late=9)
    assert told.startswith("\rakg: reading")
    assert "\rakg: reading: 1,200,000 relations read\x1b[K" in told
    assert told.endswith("\r\x1b[K")


def test_a_file_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _told(monkeypatch, tty=False, soon=9, late=0.01)
    assert told in ("akg: reading: 1,200,000 relations read\n", "akg: reading\n")


@pytest.mark.parametrize("tty", [True, False])
def test_short_work_is_not_told_of(monkeypatch: pytest.MonkeyPatch, *, tty: bool) -> None:
    assert _told(monkeypatch, tty=tty, soon=9, late=9) == ""
