"""Finds the dataset that a command is to read."""

import os
from pathlib import Path

from akg.errors import AkgError

VARIABLE = "AKG_DATA"


class NoDataset(AkgError):
    """The folder named does not exist, or holds no dataset."""


def dataset(asked: str | Path | None = None, here: Path | None = None) -> Path:
    """Return the folder asked for, else $AKG_DATA, else this folder, else the nearest `data` upwards.

    Those that hold no dataset are passed over; where none does, the bundled dataset is returned.

    Raises NoDataset where the one named by the user holds none.
    """
    return _named_or_near(asked, here) or bundled()


def own(asked: str | Path | None = None) -> Path:
    """Return the same, but never the bundled dataset for want of another: what is written is the user's.

    Raises NoDataset.
    """
    if found := _named_or_near(asked, None):
        return found
    raise NoDataset("there is no dataset here; name its folder with --data, or make one: akg init my-dataset")


def _named_or_near(asked: str | Path | None, here: Path | None) -> Path | None:
    if asked is not None:
        return checked(asked, "--data")
    if os.environ.get(VARIABLE):
        return checked(os.environ[VARIABLE], VARIABLE)
    start = here or _working_folder()
    near = (start, *(folder / "data" for folder in (start, *start.parents))) if start else ()
    return next((folder for folder in near if _holds_entities(folder)), None)


def bundled() -> Path:
    """Return the dataset that comes with akg: in a wheel beside the code, in a clone at the root."""
    inside = Path(__file__).parent / "data"
    return inside if _holds_entities(inside) else Path(__file__).parents[2] / "data"


def checked(named: str | Path, named_by: str) -> Path:
    """Return the folder if it holds a dataset, else raise NoDataset."""
    if not os.path.isdir(named):  # Path.is_dir raises where the way to it may not be searched
        raise NoDataset(f"{named_by}: {str(named)!r} is no folder; name one that holds entities.yaml")
    folder = Path(named)
    if not _holds_entities(folder):
        raise NoDataset(
            f"{named_by}: {str(folder)!r} holds no dataset; it needs entities.yaml (or entities/*.yaml)"
        )
    return folder


def _working_folder() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # it has been removed
        return None


def _holds_entities(folder: Path) -> bool:
    return os.path.isfile(folder / "entities.yaml") or any((folder / "entities").glob("[!.]*.yaml"))
