"""Serves a dataset as `akg view` does, and asks it as a browser would, or as one who means ill."""

import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from types import MappingProxyType
from typing import Any, NamedTuple

from akg import cache
from akg.cli import view
from akg.cli.options import Filters, Origin
from akg.web.server import HOST, Server
from akg.web.site import Site

# What a page is made of, in small.
ASSETS: Mapping[str, str] = MappingProxyType({
    "page.html": '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="{{csp}}">'
    "<title>{{title}}</title><style>{{style}}</style></head><body>"
    '<script type="text/plain" id="content">{{content}}</script><script>{{script}}</script></body></html>',
    "explorer.css": "p { content: '{{title}}' }",
    "explorer.js": "'{{content}} \u2028 <!-- \u2713'",
    "LICENSES.txt": "Free for all, {{title}} too.\n------\n",
})  # fmt: skip
_IN_SMALL = f"from akg.web import page; page.asset = {dict(ASSETS)!r}.__getitem__; "


class Asked(NamedTuple):
    """An answer as it came."""

    code: int
    headers: dict[str, str]
    body: bytes


class Served:
    """A server in this process; `told` has what it said on the terminal."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.told: list[str] = []
        self.host = f"{HOST}:{server.port}"
        self.secret = f"/{server.secret}/"

    def ask(self, path: str | None = None, method: str = "GET", **headers: str) -> Asked:
        """Ask below the secret, or for another path if it begins with a slash; `_` in headers is `-`."""
        where = path if path is not None and path.startswith("/") else self.secret + (path or "")
        connection = HTTPConnection(HOST, self.server.port, timeout=20)
        connection.putrequest(method, where, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            if value:
                connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer: HTTPResponse = connection.getresponse()
        return Asked(answer.status, dict(answer.getheaders()), answer.read())

    def raw(self, sent: bytes) -> bytes:
        """Send bytes, and give what comes until the server closes; nothing where it does without a word."""
        with socket.create_connection((HOST, self.server.port), timeout=20) as connection:
            try:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(65536), b""))
            except OSError:  # it need not read what it will not answer
                return b""


@contextmanager
def serving(site: Site) -> Iterator[Served]:
    """Serve a site in this process."""
    told: list[str] = []
    with Server(site.answer, told.append) as server:
        thread = Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
        thread.start()
        served = Served(server)
        served.told = told
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()


def site(folder: Path, *named: str, **filters: Any) -> Site:
    """Give what `akg view` serves of a dataset."""
    asked = Filters(**filters)
    return Site(
        lambda: view.opened(Origin(str(folder)), asked, named, str(folder)), lambda: cache.stamp(str(folder))
    )


def viewing(*words: str | Path, opens: bool = False) -> "Popen[str]":
    """Start `akg view` as a process, without a browser unless that is asked for."""
    script = f"{_IN_SMALL}import sys; sys.argv[0] = 'akg'; from akg.cli import main; main()"
    command = [sys.executable, "-c", script, "view", *["--no-open"][opens:], *map(str, words)]
    return Popen(command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, text=True)
