"""Measures what a warm command costs: CPU time, as a ratio to a hello world of Typer and to `python -c pass`.

    python benchmarks/startup.py [DIR NAME NAME]

Asked is the dataset that comes with akg, or that in DIR for two names of it, through the installed script
`akg`, with the answer into a pipe. Runs of all commands take turns, so that all meet the same machine; of
each the median and the least count, user and system time together. A TAB is that of a name begun.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from completion import AKG, cpu

from akg import locate

RUNS = 25
HELLO = """
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def hello(name: str) -> None:
    print(f"Hello {name}")


app()
"""
NAMES = ("Taliban", "Hamza bin Laden")
TAB = "a TAB"
ASKING = {"_AKG_COMPLETE": "zsh"}
Command = Sequence[str]


def commands(hello: Path, first: str, second: str) -> dict[str, Command]:
    """Give what is run, by what it is called in the table."""
    return {
        "python -c pass": (sys.executable, "-c", "pass"),
        "hello world of Typer": (sys.executable, str(hello), "world"),
        "akg path": (AKG, "path", first, second),
        "akg neighbours": (AKG, "neighbours", first, "--limit", "20"),
        "akg timeline": (AKG, "timeline", first, "--limit", "20"),
        "akg show": (AKG, "show", second),
        "akg search": (AKG, "search", second),
        "akg path --format json": (AKG, "path", first, second, "--format", "json"),
        "akg path --help": (AKG, "path", "--help"),
        TAB: (AKG, f"akg show '{second[:-2]}"),
    }


def measured(run: Mapping[str, Command], env: dict[str, str], runs: int) -> dict[str, list[float]]:
    """Give the seconds that each took in each of its turns."""
    taken: dict[str, list[float]] = {name: [] for name in run}
    for _ in range(runs):
        for name, command in run.items():
            taken[name].append(cpu([*command], env | ASKING if name == TAB else env))
    return taken


def main() -> None:
    """Print the table."""
    data = Path(sys.argv[1]) if sys.argv[1:] else locate.bundled()
    with tempfile.TemporaryDirectory() as temporary:
        hello = Path(temporary, "hello.py")
        hello.write_text(HELLO, encoding="utf-8")
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"XDG_CACHE_HOME": str(Path(temporary, "cache")), "AKG_DATA": str(data)}
        names = NAMES if not sys.argv[1:] else sys.argv[2:4]
        run = commands(hello, *names)
        measured(run, env, 1)  # so that all is compiled, modules and data
        taken = measured(run, env, RUNS)
    print(f"Python {sys.version.split()[0]}, {RUNS} runs of each in turns, {data}")
    print(f"{'':24}{'ms':>8}{'of pass':>9}{'of hello':>10}{'least of hello':>16}")
    start, hello_world = list(taken.values())[:2]
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(
            f"{name:24}{1000 * middle:8.1f}{middle / statistics.median(start):9.2f}"
            f"{middle / statistics.median(hello_world):10.2f}{min(seconds) / min(hello_world):16.2f}"
        )


if __name__ == "__main__":
    main()
