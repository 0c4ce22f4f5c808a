"""Compares akg with other engines: what a question costs, cold and warm, and what keeping a graph takes.

    python benchmarks/engines.py --data DIR
    python benchmarks/engines.py --data DIR --engines akg,sqlite --sizes 10k,1M --only cold-path
    python benchmarks/engines.py --data DIR --report

Makes the datasets in DIR, has each engine keep them, asks all the same questions, stops where two answers
differ, and then measures. What was measured is kept in DIR/results.json, from which --report prints the
tables, --write FILE puts them into a page, and --chart FILE draws. Each part can be run alone and again.

CPU time is that of a process and its children, user and system together. Cold is a fresh process that
answers one question, of files that the system has in memory; its time is given as a multiple of that of
`python -c pass`, medians of runs that take turns.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import chart
import graphs
import questions
import report

SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000, "5M": 5_000_000}
STORES = ("sqlite", "sqlite_plain", "duckdb", "ladybug", "igraph", "networkx")
ENGINES = ("akg", "akg ranked", *STORES)  # the second gives the three best paths by cost, as akg does unasked
MEASURES = ("build", "cold-path", "cold-timeline", "warm-paths")
PYTHON = (sys.executable, "-c", "pass")
ASK = (sys.executable, str(Path(__file__).with_name("ask.py")))
AKG = shutil.which("akg", path=os.path.dirname(sys.executable)) or "akg"
# A process counts the memory of the one that started it as its own: so a small one between them measures.
TIMED = """
import os, sys
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
SECONDS = 20  # of CPU for the many paths of one process; who is slow answers fewer
LONG = 10  # seconds of CPU: what takes longer is asked once
ALL_TIME = "0", "99999999"


class Run(NamedTuple):
    """What a process did."""

    cpu: float  # seconds, user and system
    wall: float  # seconds
    memory: float  # MiB, the most that was resident, mapped files included
    out: str
    over: bool  # whether it was ended because it took too long


Question = Callable[[str, int], Run]


def main() -> None:
    """Make, build, compare and measure what is asked for, or report."""
    asked = _arguments()
    results = Results(asked.data / "results.json")
    if not (asked.report or asked.write or asked.chart):
        for size in asked.sizes:
            _measure(Setting(asked.data / size, asked.timeout), size, asked, results)
    if asked.chart:
        asked.chart.write_text(chart.draw(results.kept), encoding="utf-8")
    if asked.write:
        report.put(report.tables(results.kept), asked.write, "engines")
    elif not asked.chart:
        print(report.tables(results.kept))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="where all of it is kept")
    for name, every in (("engines", ENGINES), ("sizes", tuple(SIZES)), ("only", MEASURES)):
        some = {"type": _some(every), "default": every, "metavar": "A,B", "help": ", ".join(every)}
        parser.add_argument(f"--{name}", **some)
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="of each cold question (5)")
    parser.add_argument("--timeout", type=float, default=900, metavar="S", help="for each process (900)")
    parser.add_argument("--report", action="store_true", help="only print the tables")
    parser.add_argument("--write", type=Path, metavar="FILE", help="only put them into this page")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="only write the chart, as SVG")
    return parser.parse_args()


def _some(every: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        found = tuple(text.split(","))
        if unknown := set(found) - set(every):
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not of {', '.join(every)}")
        return found

    return parse


class Results:
    """What was measured, kept in a file: one record for each size, engine and measure, the latest."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def kept(self) -> list[dict]:
        """All records; read anew, since another run may measure another size meanwhile."""
        return json.loads(self._file.read_text(encoding="utf-8")) if self._file.exists() else []

    def keep(self, size: str, engine: str, measure: str, **found: object) -> None:
        """Put a record in the place of an older one."""
        key = {"size": size, "engine": engine, "measure": measure}
        kept = [one for one in self.kept if {name: one[name] for name in key} != key]
        kept.append(key | {"relations": SIZES[size]} | found | {"with": report.versions(engine)})
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        part.replace(self._file)
        print(size, engine, measure, f"{found['cpu']:.3f} s", file=sys.stderr, flush=True)


class Answers:
    """What was answered to each question of a size, by whichever engine was the first; kept in a file."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "answers.json"
        self._known: dict[str, list[int]] = json.loads(self._file.read_text()) if self._file.exists() else {}

    def compare(self, question: str, engine: str, *told: int) -> None:
        """Stop where an engine answers otherwise than is known; keep what it answers beyond that."""
        known = self._known.get(question, [])
        for n, (old, new) in enumerate(zip(known, told, strict=False)):
            if old != new:
                raise SystemExit(f"{self._file}: {question} {n}: {engine} has {new}, others have {old}")
        self._known[question] = known + list(told[len(known) :])
        self._file.write_text(json.dumps(self._known))


class Setting:
    """The files of one size, and how each engine is asked."""

    def __init__(self, folder: Path, timeout: float) -> None:
        self.folder, self._timeout = folder, timeout
        self.dataset = folder / "dataset"

    def store(self, engine: str) -> Path:
        """Give the folder of what an engine keeps."""
        return self.folder / "stores" / engine.split()[0]

    def build(self, engine: str) -> Run:
        """Have an engine keep the dataset anew."""
        store = self.store(engine)
        shutil.rmtree(store, ignore_errors=True)
        store.mkdir(parents=True)
        if engine == "akg":
            return self._run((AKG, "check", "--data", str(self.dataset)))
        return self._run((*ASK, engine, "build", str(self.dataset), str(store)))

    def path(self, engine: str, pair: tuple[str, str], *options: str) -> Run:
        """Ask a fresh process for a path."""
        if engine == "akg":
            options = ("--rank", "hops", "--k", "1", *options)
        if engine.startswith("akg"):
            return self._run((AKG, "path", *pair, "--data", str(self.dataset), *options))
        return self._run((*ASK, engine, "path", str(self.store(engine)), *pair))

    def timeline(self, engine: str, id: str, *options: str, window: tuple[str, str] | None = None) -> Run:
        """Ask a fresh process for a timeline."""
        if engine == "akg":
            dates = ("--from", window[0], "--to", window[1]) if window else ()
            return self._run((AKG, "timeline", id, "--data", str(self.dataset), *dates, *options))
        days = tuple(day.replace("-", "") for day in window) if window else ALL_TIME
        return self._run((*ASK, engine, "timeline", str(self.store(engine)), id, *days))

    def paths(self, engine: str, pairs: Path) -> Run:
        """Have one process answer a file of pairs."""
        if engine.startswith("akg"):
            hops = ("--rank", "hops", "--k", "1") if engine == "akg" else ()
            batch = ("path", "--pairs", str(pairs), *hops)
            return self._run((AKG, *batch, "--data", str(self.dataset)))
        return self._run((*ASK, engine, "paths", str(self.store(engine)), str(pairs), str(SECONDS)))

    def start(self) -> Run:
        """Run Python and nothing in it."""
        return self._run(PYTHON)

    def _run(self, command: tuple[str, ...]) -> Run:
        """Run a command to its end, or kill it at the time-out; raises what it complained of."""
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["XDG_CACHE_HOME"] = str(self.store("akg"))
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            began = time.monotonic()
            timed = (sys.executable, "-S", "-c", TIMED, *command)
            process = subprocess.Popen(timed, env=env, stdout=out, stderr=err, start_new_session=True)
            killer = threading.Timer(self._timeout, os.killpg, (process.pid, signal.SIGKILL))
            killer.start()
            code = process.wait()
            wall, over = time.monotonic() - began, code == -signal.SIGKILL
            killer.cancel()
            for file in (out, err):
                file.seek(0)
            if over:
                return Run(wall, wall, 0, "", over)
            *told, used = err.read().decode().splitlines()
            if code not in (0, 1) or "Traceback (most recent call last):" in told:
                raise SystemExit("\n".join([" ".join(command), *told[-20:]]))
            cpu, memory = map(float, used.split())
            return Run(cpu, wall, memory, out.read().decode(), over)


def _measure(setting: Setting, size: str, asked: argparse.Namespace, results: Results) -> None:
    if not setting.dataset.exists():
        graphs.make(setting.dataset, SIZES[size])
    chosen = questions.of(setting.folder)
    for engine in asked.engines:
        if engine != "akg ranked" and ("build" in asked.only or not setting.store(engine).exists()):
            _build(results, engine, setting)
    engines = [engine for engine in asked.engines if setting.store(engine).exists()]
    for measure, kinds in _cold_questions(setting, chosen).items():
        if measure in asked.only:
            _compare(setting, [engine for engine in engines if engine != "akg ranked"], measure, chosen)
            able = [engine for engine in engines if engine != "akg ranked" or measure == "cold-path"]
            for kind, ask in kinds.items():
                _cold(results, f"{measure} {kind}", able, asked.runs, setting, ask)
    if "warm-paths" in asked.only:
        for kind, pairs in (("random", chosen.random), ("hubs", chosen.hubs)):
            _warm(results, kind, engines, setting, pairs)


def _build(results: Results, engine: str, setting: Setting) -> None:
    run, store = setting.build(engine), setting.store(engine)
    kept = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
    if run.over:
        shutil.rmtree(store)
    results.keep(
        setting.folder.name, engine, "build",
        cpu=run.cpu, wall=run.wall, memory=run.memory, bytes=kept, over=run.over,
    )  # fmt: skip


def _compare(setting: Setting, engines: list[str], measure: str, chosen: questions.Questions) -> None:
    """Stop where engines do not answer alike: as many steps in each path, as many lines in each timeline."""
    answers = Answers(setting.folder)
    for kind, ask in _cold_questions(setting, chosen, "--format", "jsonl")[measure].items():
        for engine in engines:
            run = ask(engine, 0)
            if not run.over:
                told = _steps(engine, run.out) if measure == "cold-path" else run.out.count("\n")
                answers.compare(f"{measure} {kind}", engine, told)


def _cold_questions(
    setting: Setting, chosen: questions.Questions, *options: str
) -> dict[str, dict[str, Question]]:
    """Give the questions to a fresh process: of an engine and the number of the turn."""
    return {
        "cold-path": {
            "random": lambda engine, n: setting.path(engine, chosen.random[n], *options),
            "hubs": lambda engine, n: setting.path(engine, chosen.hubs[n], *options),
        },
        "cold-timeline": {
            "middle": lambda engine, n: setting.timeline(engine, chosen.middle, *options),
            "hub": lambda engine, n: setting.timeline(engine, chosen.hub, *options, window=questions.WINDOW),
        },
    }


def _steps(engine: str, out: str) -> int:
    """Count the steps of the path that was printed; -1 for none."""
    if engine.startswith("akg"):
        return json.loads(out.splitlines()[0])["hops"] if out else -1
    return len(out.split()) - 1


def _cold(
    results: Results, measure: str, engines: list[str], runs: int, setting: Setting, ask: Question
) -> None:
    """Let fresh processes take turns at one question a turn."""
    each: dict[str, list[Run]] = {engine: [] for engine in engines}
    start: list[float] = []
    for n in range(runs):
        for engine in engines:
            start.append(setting.start().cpu)
            if not any(run.cpu > LONG for run in each[engine]):
                each[engine].append(ask(engine, n))
    for engine, done in each.items():
        results.keep(
            setting.folder.name, engine, measure,
            cpu=statistics.median(run.cpu for run in done), start=statistics.median(start),
            memory=max(run.memory for run in done), over=any(run.over for run in done),
            each=[run.cpu for run in done],
        )  # fmt: skip


def _warm(results: Results, kind: str, engines: list[str], setting: Setting, pairs: list) -> None:
    """Have one process of each answer many pairs, and compare the steps of all."""
    answers = Answers(setting.folder)
    for engine in engines:
        found = (_batch if engine.startswith("akg") else _timed)(setting, engine, pairs)
        if engine != "akg ranked":
            answers.compare(f"warm-paths {kind}", engine, *found["steps"])
        del found["steps"]
        results.keep(setting.folder.name, engine, f"warm-paths {kind}", **found)


def _timed(setting: Setting, engine: str, pairs: list) -> dict:
    """Have each pair timed, of as many as there is time for."""
    run = setting.paths(engine, _file(setting, pairs))
    lines = [tuple(map(int, line.split())) for line in run.out.splitlines()]
    taken = [micros / 1e6 for _, micros in lines]
    steps = [steps for steps, _ in lines]
    worst = max(taken, default=0)
    return {"cpu": sum(taken), "pairs": len(taken), "over": not taken, "worst": worst, "steps": steps}


def _batch(setting: Setting, engine: str, pairs: list) -> dict:
    """Take the time of many pairs less that of one: of as many as promise to be answered in time."""
    one = setting.paths(engine, _file(setting, pairs[:1]))
    for number in (10, 100, len(pairs)):
        many = setting.paths(engine, _file(setting, pairs[:number]))
        if many.over or 10 * (many.cpu - one.cpu) > SECONDS:
            break
    steps = [_hops(line) for line in many.out.splitlines()] if engine == "akg" else []
    return {"cpu": many.cpu - one.cpu, "pairs": number - 1, "over": many.over, "steps": steps}


def _hops(line: str) -> int:
    results = json.loads(line).get("results")
    return results[0]["hops"] if results else -1


def _file(setting: Setting, pairs: list) -> Path:
    file = setting.folder / "pairs.tsv"
    file.write_text("".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")
    return file


if __name__ == "__main__":
    main()
