"""`akg view`: the graph to look at, in the browser."""

import os
import signal
import sys
from collections.abc import Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING, Annotated

from akg import names
from akg.cli import options, session, tell
from akg.cli.declared import Argument, Option
from akg.cli.options import Filters, Origin
from akg.where import EVERY

if TYPE_CHECKING:
    from akg.web.site import Opened, Site

EXAMPLES = """\b
Examples:
  akg view
  akg view Taliban
  akg view --known-at 2019-08 --no-open
"""


def view(
    named: Annotated[
        list[str] | None,
        Argument(metavar="[NAME]...", help="Entities to open it on, each as other commands take them."),
    ] = None,
    *,
    port: Annotated[
        int, Option("--port", min=0, max=65535, metavar="N", help="Where to listen; 0 is any that is free.")
    ] = 0,
    no_open: Annotated[bool, Option("--no-open", help="Print the address, and open no browser.")] = False,
    known_at: options.KnownOption = None,
    without: options.WithoutOption = None,
    origin: options.Origin,
) -> None:
    """Show the graph in the browser: the explorer, served to this machine alone until Ctrl-C.

    Prints the address, which is of use only while akg runs. A change of the data shows when the page is
    loaded again.
    """
    from akg.web.server import Server  # here, because no help needs a server

    site = _site(origin, Filters(known_at=known_at, without=without), named or ())
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a browser that has gone is no reason to end
    with Server(site.answer, tell, port) as server:
        sys.stdout.write(f"{server.address}{site.fragment}\n")
        sys.stdout.flush()
        tell("the explorer is at this address, for this machine alone, until Ctrl-C")
        if not no_open and has_display():
            _open(f"{server.entry}{site.fragment}")
        server.serve_forever()


def _site(origin: Origin, filters: Filters, named: Sequence[str]) -> "Site":
    """Open the dataset, and again where its files have changed; a revision of git does not."""
    from akg import cache, locate
    from akg.web.site import Site

    if origin.rev is not None:
        once = opened(origin, filters, named, origin.data)
        return Site(lambda: once, lambda: "")
    folder = locate.folder(origin.data)
    origins = chain([origin], repeat(Origin(folder)))  # found once, it stays the one that is looked at
    return Site(lambda: opened(next(origins), filters, named, origin.data), lambda: cache.stamp(folder))


def opened(origin: Origin, filters: Filters, named: Sequence[str], data: str | None = None) -> "Opened":
    """Read the dataset, and say what the page begins with; `data` is what was typed to name it."""
    from akg.web.content import Opening
    from akg.web.interface import Base
    from akg.web.site import Opened

    graph, index, where, as_of = session.question(origin, filters, EVERY)
    if filters.known_at is not None or filters.without:
        index = names.Index(graph)  # what is not heard is not found by it either
    nodes = [names.one(index, name) for name in named]
    lines = [*as_of.told, *_unread(filters)]
    given = {**as_of.given, **({"data": data} if data else {})}
    return Opened(Base(graph, index, given), where, Opening(as_of.title, lines, nodes, folder=as_of.files))


def _unread(filters: Filters) -> list[str]:
    return [f"as if {', '.join(filters.without)} had not been read"] if filters.without else []


def has_display() -> bool:
    """Tell whether a browser has a screen to open on; one in the terminal would have akg's."""
    named = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, named))


def _open(address: str) -> None:
    """Open the browser beside the server, since some are waited for, and away from the terminal.

    Where no screen answers, what is found is often a browser for terminals, which would take over this one.
    """
    import subprocess
    from subprocess import DEVNULL

    command = [sys.executable, "-m", "webbrowser", address]
    subprocess.Popen(  # noqa: S603
        command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
    )
