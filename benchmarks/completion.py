"""Measures what a TAB costs: CPU time, as a ratio to that of `python -c pass`.

    python benchmarks/completion.py

Asked of the dataset that comes with akg and of one of 20,000 made names, through the installed script `akg`,
for the beginning of a name, for one letter, and for nothing typed yet: warm, with the register of names in
the cache, and cold, with the register made by the TAB itself. Each figure is the median of several runs that
take turns with runs of `python -c pass`, user and system time together.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from itertools import product
from pathlib import Path

from akg import locate

AKG = shutil.which("akg", path=os.path.dirname(sys.executable)) or "akg"
TYPED = {"a beginning": 'akg show "Hamza b', "a letter": "akg show a", "nothing": "akg show "}
FIRST = ("Abdul", "Ahmad", "Amina", "Bashir", "Daoud", "Farid", "Hamza", "Idris", "Jamila", "Karim")
MIDDLE = ("al-Rahman", "bin Yusuf", "Ghani", "Hakim", "Jalal", "Khan", "Mansur", "Noor", "Qadir", "Wali")
LAST = tuple(f"Number {n}" for n in range(200))
NAMES = 20_000


def made(folder: Path) -> Path:
    """Write a dataset of made names, each with an alias."""
    names = map(" ".join, product(FIRST, MIDDLE, LAST))
    with (folder / "entities.yaml").open("w", encoding="utf-8") as out:
        for n, name in zip(range(NAMES), names, strict=True):
            out.write(f"- {{id: p-{n}, kind: person, name: {name}, aliases: [Abu {n}]}}\n")
    (folder / "relations.yaml").touch()
    return folder


def cpu(command: list[str], env: Mapping[str, str]) -> float:
    """Run a command; give its user and system time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(command: list[str], env: Mapping[str, str], runs: int, cache: Path | None = None) -> float:
    """Give the median of a command's time over that of Python's start; `cache` is emptied before each run."""
    taken, start = [], []
    for _ in range(runs):
        if cache:
            shutil.rmtree(cache, ignore_errors=True)
        taken.append(cpu(command, env))
        start.append(cpu([sys.executable, "-c", "pass"], env))
    return statistics.median(taken) / statistics.median(start)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        cache = Path(temporary, "cache")
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"XDG_CACHE_HOME": str(cache), "_AKG_COMPLETE": "zsh"}
        folder = Path(temporary, "made")
        folder.mkdir()
        print(f"CPU time of a TAB, python -c pass = 1, Python {sys.version.split()[0]}")
        for name, data, colds in (("shipped", locate.bundled(), 5), (f"{NAMES:,} names", made(folder), 1)):
            env["AKG_DATA"] = str(data)
            print(f"{name}, cold: {ratio([AKG, TYPED['a beginning']], env, colds, cache):.1f}")
            for what, line in TYPED.items():
                offered = subprocess.check_output([AKG, line], env=env).count(b"\n") - 1
                print(f"{name}, warm, {what} typed, {offered:,} offered: {ratio([AKG, line], env, 25):.2f}")


if __name__ == "__main__":
    main()
