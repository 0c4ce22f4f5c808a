"""Writes faults as the commands by which GitHub Actions marks lines of a pull request.

Source: GitHub, "Workflow commands for GitHub Actions"; the escapes are those of its toolkit.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from akg.errors import Fault
from akg.text import plain

_OF_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_OF_PROPERTIES = _OF_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def lines(faults: Iterable[Fault], folder: Path) -> Iterator[str]:
    """Give one command a fault; `folder` is the dataset's, as one would write it from here.

    >>> from akg.errors import Place
    >>> fault = Fault(Place("sources/a,b.yaml", 3, 5), "error", "id", "100% wrong: 'A B'")
    >>> print(*lines([fault], Path("data")), end="")
    ::error file=data/sources/a%2Cb.yaml,line=3,col=5,title=akg id::100%25 wrong: 'A B'
    """
    for fault in faults:
        file = plain((folder / fault.place.file).as_posix()).translate(_OF_PROPERTIES)
        where = f"file={file},line={fault.place.line},col={fault.place.column},title=akg {fault.code}"
        yield f"::{fault.severity} {where}::{plain(fault.message).translate(_OF_MESSAGES)}\n"
