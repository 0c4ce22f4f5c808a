"""What may import what: the layers of the package, each above those that it is built on."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import akg

# Each may import only those before it, and a package its own files.
LAYERS = (
    "errors", "codes", "text", "spelling", "sentences", "dates", "vocabulary", "model",
    "heap", "claims", "locate", "marked", "lines", "files", "revision", "markup", "texts", "complaints",
    "values", "schema", "editor", "plain", "loader", "walk", "pinpoint", "settled", "terms", "alike",
    "suspicions", "checks",
    "reading", "rows", "over", "heard", "inferred", "memory",
    "atomic", "cache", "parsed", "snapshot", "bulk",
    "names", "named", "where", "facts", "citing", "contents", "changes", "chains", "corridor",
    "nearest", "ways", "queries", "graph", "render", "formats", "scalars", "layout", "commented",
    "formatting", "homes", "edits", "adding", "joining", "trial", "tables",
    "register", "shells", "offers", "web", "cli",
)  # fmt: skip
# Files of these do not import each other, but for those that all of them share.
APART = {
    "queries": (),
    "formats": (),
    "cli": ("app", "asking", "batch", "declared", "meant", "options", "output", "prompts", "session"),
}
# Queries are written against akg.reading alone, so that another form of the graph answers them as well.
HEAVY = ("networkx", "akg.graph", "akg.loader", "pydantic", "yaml")
# What few questions ask for.
SELDOM = (
    "akg.heard",
    "akg.inferred",
    "akg.suspicions",
    "akg.alike",
    "akg.named",
    "akg.texts",
    "akg.revision",
)

ROOT = Path(akg.__file__).parent
DATA = str(Path(__file__).parents[1] / "data")
FILES = {path.relative_to(ROOT).with_suffix("").as_posix().removesuffix("/__init__"): path
         for path in sorted(ROOT.rglob("*.py"))}  # fmt: skip
MODULES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def _imports(module: ast.Module) -> Iterator[str]:
    """Give all that is imported, in functions too: of akg as names in FILES, of others as written."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (_name(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = _name(f"{node.module}.{alias.name}")
                yield whole if whole in FILES else _name(str(node.module))


def _name(dotted: str) -> str:
    return dotted.removeprefix("akg.").replace(".", "/")


def _layer(name: str) -> str:
    return name.partition("/")[0]


def test_every_module_has_its_layer() -> None:
    assert {_layer(name) for name in FILES} - {"__init__", "__main__"} == set(LAYERS)


@pytest.mark.parametrize("name", [name for name in MODULES if _layer(name) in LAYERS])
def test_a_module_imports_only_layers_before_its_own(name: str) -> None:
    used = {_layer(other) for other in _imports(MODULES[name]) if other in FILES} - {_layer(name), "__init__"}
    assert used <= set(LAYERS[: LAYERS.index(_layer(name))])


@pytest.mark.parametrize("package", APART)
def test_files_of_a_package_do_not_import_each_other(package: str) -> None:
    shared = {package, *(f"{package}/{name}" for name in APART[package])}
    for name in (name for name in MODULES if _layer(name) == package and name not in shared):
        assert {other for other in _imports(MODULES[name]) if _layer(other) == package} <= shared, name


def _loaded(call: str, names: tuple[str, ...] = HEAVY) -> list[str]:
    """Run Python in a process of its own, and give what of these is loaded there."""
    tell = f"print(*(name for name in {names} if name in sys.modules), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", f"import atexit, sys; atexit.register(lambda: exec({tell!r})); {call}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return ran.stderr.splitlines()[-1].split()  # after what the command itself says there


def test_queries_read_a_graph_without_the_form_that_it_is_stored_in() -> None:
    queries = [name.replace("/", ".") for name in FILES if _layer(name) == "queries"]
    asking = ("names", "named", "where", "facts", *queries)
    assert _loaded("; ".join(f"import akg.{name}" for name in asking)) == []


def test_a_graph_in_memory_needs_no_networkx() -> None:
    assert _loaded("import akg.memory") == []


def test_help_imports_nothing_that_is_slow() -> None:
    assert _loaded("from akg.cli import main; sys.argv[1:] = ['--help']; main()") == []


def test_a_question_imports_no_networkx() -> None:
    assert {"networkx", "akg.graph"}.isdisjoint(_loaded(_show()))


@pytest.mark.parametrize(
    ("option", "needed"),
    [
        ([], set()),
        (["--known-at", "2020"], {"akg.heard"}),
        (["--without-source", "sarkar-2020"], {"akg.heard"}),
        (["--inferred"], {"akg.inferred"}),
    ],
)
def test_what_few_questions_ask_for_is_imported_for_these_alone(option: list[str], needed: set[str]) -> None:
    assert set(_loaded(_show(*option), SELDOM)) == needed


def _show(*options: str) -> str:
    words = ["show", "taliban", "--data", DATA, *options]
    return f"from akg.cli import main; sys.argv[1:] = {words}; main()"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_does_imports_no_click_and_catches_only_what_it_names(name: str) -> None:
    module = MODULES[name]
    assert (ast.get_docstring(module) or "").partition("\n")[0]
    assert not {_layer(other) for other in _imports(module)} & {"click", "click/core"}
    for handler in (node for node in ast.walk(module) if isinstance(node, ast.ExceptHandler)):
        assert handler.type is not None, f"{name}:{handler.lineno}"
        caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
        assert not caught & {"Exception", "BaseException"}, f"{name}:{handler.lineno}"
