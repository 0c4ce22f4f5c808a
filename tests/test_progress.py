"""What stderr is told while long work goes on."""

import errno
import io
import sys
import threading
from threading import Event

import pytest

from akg.cli import progress


class _Stream(io.StringIO):
    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self._tty = tty
        self.told = Event()  # of all that is known

    def isatty(self) -> bool:
        return self._tty

    def write(self, text: str) -> int:
        if "1,200,000" in text or "\n" in text:
            self.told.set()
        return super().write(text)


def _told(monkeypatch: pytest.MonkeyPatch, *, tty: bool, soon: float, late: float) -> str:
    """Tell what is written by work that reads 1,200,000 relations, until it has been told of them."""
    stream = _Stream(tty=tty)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "SOON", soon)
    monkeypatch.setattr(progress, "LATE", late)
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown("reading") as shown:
        shown.tell(1_200_000)
        assert min(soon, late) > 1 or stream.told.wait(60)
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
def test_work_goes_on_where_nobody_can_be_told(monkeypatch: pytest.MonkeyPatch, *, tty: bool) -> None:
    tried = Event()

    class Gone(_Stream):
        def write(self, text: str) -> int:
            tried.set()
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    raised: list[object] = []
    monkeypatch.setattr(sys, "stderr", Gone(tty=tty))
    monkeypatch.setattr(progress, "SOON", 0.01)
    monkeypatch.setattr(progress, "LATE", 0.01)
    monkeypatch.setattr(threading, "excepthook", raised.append)
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown("reading"):
        assert tried.wait(60)
    assert raised == []


@pytest.mark.parametrize("tty", [True, False])
def test_short_work_is_not_told_of(monkeypatch: pytest.MonkeyPatch, *, tty: bool) -> None:
    assert _told(monkeypatch, tty=tty, soon=9, late=9) == ""
