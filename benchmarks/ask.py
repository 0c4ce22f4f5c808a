"""Puts one question to one store, in a process that imports no more than that takes.

    ask.py STORE build DATASET FOLDER
    ask.py STORE path FOLDER A B
    ask.py STORE timeline FOLDER X SINCE UNTIL
    ask.py STORE paths FOLDER FILE SECONDS

`paths` reads pairs of ids from a file, and answers as many as it can in the given seconds of CPU, each with
its steps and the microseconds that it took.
"""

import sys


def main(name: str, verb: str, folder: str, *rest: str) -> None:
    """Answer on stdout."""
    store = __import__(f"stores.{name}", fromlist=["open"])
    if verb == "build":
        from pathlib import Path

        store.build(Path(folder), Path(rest[0]))
    elif verb == "path":
        print(*store.open(folder).path(*rest))
    elif verb == "timeline":
        facts = store.open(folder).timeline(rest[0], int(rest[1]), int(rest[2]))
        sys.stdout.writelines([f"{fact[0]} {fact[1]} {fact[2]} {fact[3]} {fact[4]}\n" for fact in facts])
    else:
        _paths(store.open(folder), *rest)


def _paths(store, file: str, seconds: str) -> None:
    from time import process_time_ns

    with open(file, encoding="utf-8") as lines:
        pairs = [line.split() for line in lines]
    end = process_time_ns() + float(seconds) * 1e9
    for a, b in pairs:
        start = process_time_ns()
        steps = len(store.path(a, b)) - 1
        now = process_time_ns()
        print(steps, (now - start) // 1000)
        if now > end:
            break


main(*sys.argv[1:])
