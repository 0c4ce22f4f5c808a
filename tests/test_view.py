"""`akg view` as a process: its address, its end, and that the dataset may change and break."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlsplit

import kept
import pytest
from commandline import run
from conftest import Write
from served import viewing

from akg.cli import view

HINT = "akg: the explorer is at this address, for this machine alone, until Ctrl-C\n"


@contextmanager
def _started(*words: str | Path) -> Iterator[tuple["Popen[str]", str]]:
    """Start `akg view`, and give it with the address that it prints, which comes at once into a pipe."""
    with viewing(*words) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().rstrip("\n")
        finally:
            process.kill()


def _get(address: str, path: str = "") -> tuple[int, bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("GET", parts.path + path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_it_prints_where_it_is_and_ends_on_ctrl_c_with_the_port_free_at_once(dataset: Write) -> None:
    with _started("--data", dataset()) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        code, body = _get(address)
        assert (code, body.startswith(b"<!doctype html>")) == (200, True)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == -signal.SIGINT  # which a shell calls 130
        assert process.stderr
        assert process.stderr.read() == HINT
    port = urlsplit(address).port
    assert port
    with _started("--port", str(port), "--data", dataset()) as (_, again):
        assert urlsplit(again).port == port
        assert again != address


def test_a_browser_that_has_gone_is_not_its_end(dataset: Write) -> None:
    with _started("--data", dataset()) as (process, address):
        parts = urlsplit(address)
        for _ in range(10):
            with socket.create_connection((parts.hostname or "", parts.port or 0)) as one:
                one.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        assert _get(address)[0] == 200
        assert process.poll() is None


def test_it_opens_on_the_entity_that_is_named_by_any_of_its_names(dataset: Write) -> None:
    with _started("brian", "Ada", "--data", dataset()) as (_, address):
        assert urlsplit(address).fragment == "sel=brian"
        assert _get(address)[0] == 200


def test_a_revision_of_git_stays_what_is_looked_at(dataset: Write) -> None:
    folder = dataset()
    kept.begin(folder)
    kept.keep(folder)
    dataset(entities="- {id: carol, kind: person, name: Carol}\n", relations="[]\n")
    with _started("--rev", "HEAD", "--data", folder) as (_, address):
        for _ in range(2):
            assert _get(address)[0] == 200
        assert b'"matched": "Ada"' in _get(address, "api/search?q=ada")[1]


def test_the_dataset_that_was_named_is_in_the_commands_that_it_shows(dataset: Write) -> None:
    folder = str(dataset())
    with _started("--data", folder) as (_, address):
        _, told = _get(address, "api/path?start=ada&goal=brian")
    assert json.loads(told)["paths"]["command"] == f"akg path ada brian --data {folder}"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nobody"], 1, "akg: no entity is called 'nobody'"),
        (["--known-at", "soon"], 2, "akg: --known-at: "),
        (["--without-source", "x"], 2, "akg: --without-source: 'x' is unknown"),
        (["--port", "99999"], 2, "--port"),
        (["--rev", "main"], 2, "akg: "),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_served(
    dataset: Write, words: list[str], code: int, said: str
) -> None:
    ran = run("view", *words, "--no-open", "--data", str(dataset()))
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_port_that_is_taken_is_told_by_its_option(dataset: Write) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = run("view", "--port", str(port), "--no-open", "--data", str(dataset()))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"akg: --port: cannot listen on {port}: ")


def test_the_browser_is_given_an_address_that_leads_to_the_page_once(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: opened.append(command[-1]))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("akg.web.server.Server.serve_forever", lambda self: None)
    ran = run("view", "ada", "--data", str(dataset()))
    assert ran.code == 0
    [address] = opened
    assert urlsplit(address).fragment == "sel=ada"
    assert urlsplit(address).netloc == urlsplit(ran.out).netloc
    assert urlsplit(address).path != urlsplit(ran.out).path


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_browser_named_has_no_part_in_the_terminal(
    dataset: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, pipe = tmp_path / "browser", tmp_path / "pipe"
    browser.write_text(f'#!/bin/sh\necho noise\necho "$1 typed: $(cat)" > {pipe}\n')
    browser.chmod(0o755)
    os.mkfifo(pipe)
    told = os.open(pipe, os.O_RDWR)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    running = viewing("ada", "--data", dataset(), opens=True)
    try:
        assert select.select([told], [], [], 20)[0]
        assert os.read(told, 1000).decode().endswith("#sel=ada typed: \n")
    finally:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
        os.close(told)
    assert (out.count("\n"), err) == (1, HINT)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_no_browser_is_opened(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: pytest.fail("opened"))
    monkeypatch.setattr("akg.web.server.Server.serve_forever", lambda self: None)
    assert run("view", "--data", str(dataset())).code == 0


def test_no_other_command_imports_the_explorer(dataset: Write) -> None:
    for words in (("show", "ada"), ("path", "ada", "brian"), ("export", "graphml"), ("--help",)):
        script = (
            "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
            f"sys.argv = {['akg', *words]}; from akg.cli import main; main()"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env={"AKG_DATA": str(dataset())}
        )
        loaded = ran.stderr.splitlines()[-1].split()
        assert not [name for name in loaded if name.startswith(("akg.web", "http.server"))], words


def test_a_screen_is_where_the_desktop_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert view.has_display()
