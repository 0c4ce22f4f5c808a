"""What is behind the secret in the server's path: the page, and the questions that it asks."""

import json
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from typing import NamedTuple

from akg.errors import OF_DAMAGE, AkgError
from akg.render.records import Record
from akg.snapshot import kept
from akg.text import UNSAFE
from akg.web import content, extent, interface, page
from akg.web.content import Opening
from akg.web.interface import Base
from akg.web.server import Answer
from akg.where import Where

_API = "api/"
_BROKEN = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>akg</title>
</head><body><h1>The dataset cannot be shown</h1><pre>{}</pre><p>Mend it, then load this page again.</p>
</body></html>
"""


class Opened(NamedTuple):
    """A dataset as it was read, and what the page begins with."""

    base: Base
    where: Where  # what of it is told
    opening: Opening


class Site:
    """Answers from a dataset, which is read anew when the page is loaded and files have changed since."""

    def __init__(self, opened: Callable[[], Opened], stamp: Callable[[], str]) -> None:
        """Open the dataset; `stamp` tells the state of its files. Raises what `opened` does."""
        self._open, self._stamp = opened, stamp
        self._read()

    @property
    def fragment(self) -> str:
        """What stands behind the address of the page, so that it shows the first entity that is named."""
        graph, named = self._opened.base.graph, self._opened.opening.named
        return f"#sel={graph.id(named[0])}" if named else ""

    def answer(self, path: str, query: str) -> Answer:
        """Answer what a path below the secret asks; what is wrong is told in words, as in a terminal."""
        if path.startswith(_API):
            return self._told(path.removeprefix(_API), query)
        return Answer(HTTPStatus.NOT_FOUND) if path else self._shown()

    def _read(self) -> None:
        self._as_of = self._stamp()  # before it is read: what changes meanwhile is read again
        self._opened = self._open()
        self._page: Answer | None = None

    def _shown(self) -> Answer:
        try:
            if self._stamp() != self._as_of:
                self._read()
            self._page = self._page or _page(self._opened)
        except OF_DAMAGE as error:
            return self._broken(str(self._mended(error)))
        except (AkgError, OSError) as error:
            return self._broken(_words(error))
        return self._page

    def _broken(self, words: str) -> Answer:
        self._as_of = ""  # so that the next load reads it again
        made = _BROKEN.format(escape(UNSAFE.sub("", words)))
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, "text/html; charset=utf-8", made.encode())

    def _told(self, question: str, query: str) -> Answer:
        try:
            return _json(HTTPStatus.OK, interface.answer(self._opened.base, question, query))
        except AkgError as error:
            unknown = error.exit_code == 1
            code = HTTPStatus.NOT_FOUND if unknown else HTTPStatus.BAD_REQUEST
            return _json(code, {"error": _words(error)})
        except OSError as error:
            return _json(HTTPStatus.SERVICE_UNAVAILABLE, {"error": _words(error)})
        except OF_DAMAGE as error:
            return _json(HTTPStatus.SERVICE_UNAVAILABLE, {"error": str(self._mended(error))})

    def _mended(self, error: Exception) -> AkgError:
        """Give what to say where a snapshot that is damaged is to blame, which is removed; else raise."""
        if not kept.drop_damaged():
            raise error
        self._as_of = ""
        return kept.Lost()


def _page(opened: Opened) -> Answer:
    base, where, opening = opened
    held = extent.held(base.graph, where, opening.named)
    lines = list(opening.lines)
    if not held.whole:
        lines.append(
            f"opened on a part of {len(base.graph):,} entities; search, or expand, to reach the others"
        )
    told = content.of(base.graph, where, held, opening._replace(lines=lines, served=True))
    made = page.made(told)
    return Answer(HTTPStatus.OK, "text/html; charset=utf-8", made.text.encode(), made.policy)


def _json(code: int, told: Record) -> Answer:
    body = json.dumps(told, ensure_ascii=True, allow_nan=False).encode()
    return Answer(code, "application/json", body)


def _words(error: AkgError | OSError) -> str:
    if isinstance(error, OSError):
        return f"cannot use {error.filename!r}: {error.strerror or error}"
    return str(error)
