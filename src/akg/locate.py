"""Finds the files of the dataset that a command works on.

Imported at every TAB, so that folders are strings here until one is handed out, and pathlib waits.
"""

from __future__ import annotations

import os

from akg import AkgError

TYPE_CHECKING = False  # typing's own costs its import
if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "AKG_DATA"
PARTS = ("entities", "relations", "sources", "vocabulary")  # of a dataset
LINES = ".jsonl"  # the ending of a file of JSON Lines, of which a vocabulary has none


class NoDataset(AkgError):
    """The folder named does not exist, or holds no dataset."""


def dataset(asked: str | Path | None = None, here: Path | None = None) -> Path:
    """Return the folder asked for, else $AKG_DATA, else this folder, else the nearest `data` upwards.

    Those that hold no dataset are passed over; where none does, the bundled dataset is returned.

    Raises NoDataset where the one named by the user holds none.
    """
    from pathlib import Path

    return Path(folder(asked, here))


def own(asked: str | None = None, here: Path | None = None) -> Path:
    """Return the dataset likewise, for a command that writes to it or checks it.

    Raises NoDataset also instead of the bundled dataset, which is nobody's own.
    """
    from pathlib import Path

    found = near(asked, here)
    if found is None:
        remedy = "name its folder with --data, or make one: akg init my-dataset"
        raise NoDataset(f"there is no dataset here; {remedy}")
    return Path(found)


def folder(asked: str | Path | None = None, here: str | Path | None = None) -> str:
    """Return what `dataset` does, as text."""
    return near(asked, here) or _bundled()


def near(asked: str | Path | None, here: str | Path | None = None) -> str | None:
    """Return what `dataset` does, as text; None instead of the bundled one."""
    for named, named_by in ((asked, "--data"), (os.environ.get(VARIABLE) or None, VARIABLE)):
        if named is not None:
            return _checked(named, named_by)
    start = here or _working_folder()
    places = (start, *(os.path.join(above, "data") for above in _upwards(start))) if start else ()
    return next((os.fspath(place) for place in places if _holds_entities(place)), None)


def bundled() -> Path:
    """Return the dataset that comes with akg: in a wheel beside the code, in a clone at the root."""
    from pathlib import Path

    return Path(_bundled())


def is_bundled(folder: Path) -> bool:
    """Whether a folder is that of the dataset that comes with akg."""
    return os.path.realpath(folder) == os.path.realpath(_bundled())


def seen(folder: Path) -> Path:
    """Give a folder as one would write it from here."""
    from pathlib import Path

    try:
        return folder.resolve().relative_to(Path.cwd())
    except (OSError, ValueError):  # the working folder is gone, or elsewhere
        return folder


def checked(named: str | Path, named_by: str) -> Path:
    """Return the folder if it holds a dataset, else raise NoDataset."""
    from pathlib import Path

    return Path(_checked(named, named_by))


def files(folder: str | Path, part: str) -> list[str]:
    """Find the files of a part: `part`.yaml, then part/*.yaml and part/*.jsonl by name; often none.

    A folder that cannot be listed stands there itself, for the reader to say why.
    """
    single, many = os.path.join(folder, f"{part}.yaml"), os.path.join(folder, part)
    found = [single] if os.path.lexists(single) else []
    try:
        names = sorted(os.listdir(many))
    except (FileNotFoundError, NotADirectoryError):
        return found
    except OSError:
        return [*found, many]
    return found + [os.path.join(many, name) for name in names if is_data(name, part)]


def is_data(name: str, part: str) -> bool:
    """Whether a file of this name, in the folder of a part, is read."""
    read = name.endswith(".yaml") or (name.endswith(LINES) and part != "vocabulary")
    return read and not name.startswith(".")


def _bundled() -> str:
    code = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(code, "data")
    return inside if _holds_entities(inside) else os.path.join(os.path.dirname(os.path.dirname(code)), "data")


def _checked(named: str | Path, named_by: str) -> str:
    if not os.path.isdir(named):  # Path.is_dir raises where the way to it may not be searched
        raise NoDataset(f"{named_by}: {str(named)!r} is no folder; name one that holds entities.yaml")
    if not _holds_entities(named):
        raise NoDataset(
            f"{named_by}: {str(named)!r} holds no dataset; "
            "it needs entities.yaml (or entities/*.yaml, entities/*.jsonl)"
        )
    return os.fspath(named)


def _upwards(start: str | Path) -> list[str]:
    """Give a folder and those that it is in, up to the root."""
    found = [os.fspath(start)]
    while (above := os.path.dirname(found[-1])) != found[-1]:
        found.append(above)
    return found


def _working_folder() -> str | None:
    try:
        return os.getcwd()
    except OSError:  # it has been removed
        return None


def _holds_entities(folder: str | Path) -> bool:
    if os.path.isfile(os.path.join(folder, "entities.yaml")):
        return True
    try:
        return any(is_data(name, "entities") for name in os.listdir(os.path.join(folder, "entities")))
    except (OSError, ValueError):  # a NUL in the name
        return False
