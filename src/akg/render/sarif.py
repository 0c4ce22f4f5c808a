"""Gives faults as SARIF, which code scanning services and editors read.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", with the properties that
GitHub's code scanning asks for. What a code means comes from `akg.codes`.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from akg import __version__
from akg.codes import CODES, Rule
from akg.errors import Fault
from akg.render.records import Record
from akg.text import plain

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NUMBERS = {code: number for number, code in enumerate(CODES)}


def log(faults: Iterable[Fault], folder: Path) -> Record:
    """Give one run with all faults; `folder` is the dataset's, as one would write it from here."""
    driver = {
        "name": "akg",
        "semanticVersion": __version__,
        "rules": [_rule(code, rule) for code, rule in CODES.items()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(fault, folder) for fault in faults],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, rule: Rule) -> Record:
    means, remedy = (text.replace("`", "") for text in (rule.means, rule.remedy))
    return {
        "id": code,
        "shortDescription": {"text": means},
        "fullDescription": {"text": f"{means} {remedy}"},
        "help": {"text": remedy, "markdown": rule.remedy},
    }


def _result(fault: Fault, folder: Path) -> Record:
    path = folder / fault.place.file
    # Relative to where akg was called, in a checkout its root; what lies elsewhere has a whole address.
    uri = path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
    region = {"startLine": fault.place.line, "startColumn": fault.place.column}
    return {
        "ruleId": fault.code,
        "ruleIndex": _NUMBERS[fault.code],
        "level": fault.severity,
        "message": {"text": plain(fault.message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
