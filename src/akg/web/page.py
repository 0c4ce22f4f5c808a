"""Puts the page of the explorer together: what it is made of, what it is told, and what it may do.

Nothing in the page is fetched from elsewhere, and its own policy forbids it: Content Security Policy Level 3,
https://www.w3.org/TR/CSP3/.
"""

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple

from akg.text import plain

# Where page.html has a part put in: {{csp}}, {{title}}, {{style}}, {{content}}, {{script}}.
_PLACE = re.compile(r"\{\{([a-z]+)\}\}")


class Page(NamedTuple):
    """A page, and the policy that goes with it as a header where it is served."""

    text: str
    policy: str


def asset(name: str) -> str:
    """Read a file that the page is made of, as it stands: its bytes are what the policy allows."""
    return files("akg.web").joinpath("assets", name).read_bytes().decode()


def made(content: Mapping[str, Any]) -> Page:
    """Put the page together that shows this content; the same content always gives the same page.

    Content is what `web.content` makes. Served, the page may ask where it came from, and nobody else may
    show it in a frame; in a file it may ask nobody.
    """
    shell, style, script = asset("page.html"), asset("explorer.css"), asset("explorer.js")
    policy = _policy(style, script, served=bool(content.get("served")))
    parts = {
        "csp": escape(policy),
        "title": escape(plain(str(content["title"]))),
        "style": style,
        "content": embedded(content),
        "script": script,
    }
    # In one pass over the shell alone, so that nothing in what is put in is ever taken for a place.
    filled = _PLACE.sub(lambda place: parts[place[1]], shell)
    # Whoever gives a page away gives copies of what others wrote, whose licences ask to go with each.
    return Page(f"{filled}<!--\n{asset('LICENSES.txt')}-->", f"{policy}; frame-ancestors 'none'")


def embedded(content: Mapping[str, Any]) -> str:
    """Pack content as base64 of JSON in gzip: a fifth of its size, and nothing that could end an element.

    >>> from base64 import b64decode
    >>> gzip.decompress(b64decode(embedded({"name": "</script>"})))
    b'{"name":"</script>"}'
    """
    made = json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return b64encode(gzip.compress(made.encode(), mtime=0)).decode()


@cache
def _policy(style: str, script: str, *, served: bool) -> str:
    """Allow this style and this script, pictures that the page makes itself, and nothing else.

    A policy in the page cannot say who may frame it; the header of the served form does.
    """
    allowed = {
        "default-src": "'none'",
        "script-src": f"'sha256-{_digest(script)}'",
        "style-src": f"'sha256-{_digest(style)}'",
        "img-src": "data: blob:",
        "connect-src": "'self'" if served else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {sources}" for what, sources in allowed.items())


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
