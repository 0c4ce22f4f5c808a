"""Serves the explorer to the browser of whoever started it, and to nobody else.

It listens on 127.0.0.1, which every user and every page in every browser of the machine can reach. So the
first part of each path is a secret, the headers that a browser sends must say that the page itself asks, and
there is nothing to be written, listed, or read by a path. Each connection answers once.
"""

import hmac
import io
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from threading import BoundedSemaphore, Lock
from types import MappingProxyType
from typing import Any, NamedTuple

from akg.errors import AkgError

HOST = "127.0.0.1"
LONGEST = 65_536  # bytes of a request that are waited for
PATIENCE = 10  # seconds for a request to arrive as a whole; a browser opens connections that it never uses
SENDING = 60  # and for an answer to be taken
AT_ONCE = 64  # connections; those beyond are closed unanswered
_UNNAMED = 80  # the port that browsers leave out
_ALLOWED = ("GET", "HEAD")
_FIXED: Mapping[str, str] = MappingProxyType({
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
})  # fmt: skip
_NOTHING = "default-src 'none'; frame-ancestors 'none'"  # the policy of what is no page


class Taken(AkgError):
    """The port asked for cannot be listened on."""

    def __init__(self, port: int, error: OSError) -> None:
        super().__init__(f"--port: cannot listen on {port}: {error.strerror or error}; name another, or none")


class Answer(NamedTuple):
    """What is sent back."""

    code: int
    type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    policy: str = _NOTHING
    location: str | None = None  # where to ask instead


# What answers: given what stands behind the secret in the path, and the query as it was sent.
Answering = Callable[[str, str], Answer]


class Server(ThreadingMixIn, TCPServer):
    """Listens from the moment it is made; `serve_forever` answers."""

    # Without it a port stays taken for a minute; Windows has no such wait, and would let others share it.
    allow_reuse_address = os.name == "posix"
    request_queue_size = AT_ONCE
    daemon_threads = True  # so that a slow client does not hold up the end

    def __init__(self, answering: Answering, tell: Callable[[str], None], port: int = 0) -> None:
        """Listen on the port, or where that is 0 on one that is free. Raises Taken."""
        self.answering, self.tell = answering, tell
        self.secret = secrets.token_urlsafe(24)
        self._entry = secrets.token_urlsafe(24)
        self._answers, self._room = Lock(), BoundedSemaphore(AT_ONCE)
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise Taken(port, error) from error

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}/{self.secret}/"

    @property
    def entry(self) -> str:
        """An address that leads to the page once.

        It is for the command line of a browser, which other users of the machine can read.
        """
        return f"http://{HOST}:{self.port}/{self._entry}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser calls this machine that has not been led here under another's name."""
        names = HOST, "localhost"
        return *(f"{name}:{self.port}" for name in names), *(names if self.port == _UNNAMED else ())

    def answer(self, path: str, query: str) -> Answer:
        """Answer what a path behind the secret asks, one question at a time; any other is not there."""
        first, slash, rest = path.removeprefix("/").partition("/")
        with self._answers:
            if slash and _same(first, self.secret):
                return self.answering(rest, query)
            if slash and not rest and self._entry and _same(first, self._entry):
                self._entry = ""
                return Answer(HTTPStatus.SEE_OTHER, location=f"/{self.secret}/")
        return Answer(HTTPStatus.NOT_FOUND)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, if there is room for one more."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say that an answer failed; that a client has gone is not worth a word."""
        error = sys.exception()
        if not isinstance(error, OSError):
            self.tell(f"an answer to the browser failed: {type(error).__name__}: {error}")


def _same(given: str, secret: str) -> bool:
    """Compare in a time that does not tell how much is right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


class _Handler(BaseHTTPRequestHandler):
    """Reads one request, and writes one answer."""

    server: Server

    def setup(self) -> None:
        super().setup()
        self.rfile = io.BufferedReader(io.BytesIO(_head(self.connection)))
        self.connection.settimeout(SENDING)

    def do_GET(self) -> None:
        if not self._is_own():
            self._send(Answer(HTTPStatus.FORBIDDEN))
            return
        path, _, query = self.path.partition("?")
        self._send(self.server.answer(path, query))

    do_HEAD = do_GET  # noqa: N815 -- so http.server finds it

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no request; http.server would tell its version, and the request again."""
        of_method = code == HTTPStatus.NOT_IMPLEMENTED
        self._send(Answer(HTTPStatus.METHOD_NOT_ALLOWED if of_method else code))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of requests."""

    def _is_own(self) -> bool:
        """Tell whether the page, or the one who opened it, asks: not another page, nor under another name.

        A name that leads here by its owner's doing (DNS rebinding) stands in Host.
        """
        hosts = self.headers.get_all("Host", [])
        origins = self.headers.get_all("Origin", [])
        sites = self.headers.get_all("Sec-Fetch-Site", [])
        return (
            len(hosts) == 1
            and hosts[0] in self.server.hosts
            and all(origin == f"http://{hosts[0]}" for origin in origins)
            and all(site in ("same-origin", "none") for site in sites)
        )

    def _send(self, answer: Answer) -> None:
        self.close_connection = True
        self.send_response_only(answer.code)
        headers = {
            "Content-Type": answer.type,
            "Content-Length": str(len(answer.body)),
            "Content-Security-Policy": answer.policy,
            "Connection": "close",
            **_FIXED,
        }
        if answer.location is not None:
            headers["Location"] = answer.location
        if answer.code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(_ALLOWED)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)


def _head(connection: socket.socket) -> bytes:
    """Read a request up to the blank line that ends its headers; what it is if it takes too long or too much.

    A limit for each line alone would let a client send one byte in each PATIENCE, for ever.
    """
    read, until = b"", time.monotonic() + PATIENCE
    while b"\r\n\r\n" not in read and b"\n\n" not in read and len(read) < LONGEST:
        connection.settimeout(max(until - time.monotonic(), 0.001))
        try:
            more = connection.recv(LONGEST)
        except TimeoutError:
            return b""
        if not more:
            break
        read += more
    return read
