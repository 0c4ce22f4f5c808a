"""A new dataset is written whole or not at all, passes the check, and answers what is printed to be asked."""

import re
import shlex
from pathlib import Path

import pytest
from commandline import Ran, run
from conftest import Write

from akg import checks, editor, loader
from akg.cli.init import TEMPLATE
from akg.schema import Claim, Entity, Relation

WRITTEN = [
    *(f"schema/{part}.json" for part in sorted(editor.PARTS)),
    *sorted(p.name for p in TEMPLATE.glob("*")),
]


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("AKG_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("options", [(), ("--bare",)])
def test_a_new_dataset_has_no_fault(here: Path, options: tuple[str, ...]) -> None:
    assert run("init", *options).code == 0
    assert checks.run(loader.load(here / "data")) == ()
    assert files(here / "data") == sorted(WRITTEN)


@pytest.mark.parametrize("folder", [(), ("."), ("a b",), ("one/two",), ("-x",)], ids=str)
def test_the_commands_that_it_names_work_as_printed(here: Path, folder: tuple[str, ...]) -> None:
    said = run("init", *(("--", *folder) if folder else ()))
    assert said.code == 0
    commands = re.findall("^  akg (.*)$", said.out, re.M)
    assert len(commands) == 3
    for command in commands:
        answered = run(*shlex.split(command))
        assert (answered.code, answered.err) == (0, "")
        assert "Vane" in answered.out or command.startswith("check")


def test_the_sample_has_a_dispute_to_show(here: Path) -> None:
    run("init")
    assert "disputed: asserted by Abel Crooke" in run("path", "Elin Marsh", "Jonas Vane", "-k", "1").out
    assert "denied by Abel Crooke" in run("timeline", "Vane").out
    assert "was founded by" in run("neighbours", "Lantern Society").out


def test_the_sample_meets_every_key_but_those_for_corrections(here: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATE.glob("*.yaml"))
    keys = {
        field.alias or key for model in (Entity, Relation, Claim) for key, field in model.model_fields.items()
    }
    assert {key for key in keys if not re.search(rf"\b{key}:", text)} == {"died", "meant", "set_aside", "via"}


MESSAGES = {
    "data": "'{}' is there already; name another folder (nothing was written)",
    "schema": "cannot write '{}': it is there already; name another folder, or move it away",
}


@pytest.mark.parametrize(
    "there", ["entities.yaml", "sources.yaml", "relations/more.yaml", "schema/sources.json"]
)
def test_what_is_there_is_left_alone_and_nothing_is_written_beside_it(here: Path, there: str) -> None:
    (here / "data" / there).parent.mkdir(parents=True, exist_ok=True)
    (here / "data" / there).write_text("mine")
    message = MESSAGES["schema" if there.startswith("schema") else "data"].format(f"data/{there}")
    assert run("init") == Ran(2, "", f"akg: {message}\n")
    assert files(here / "data") == [there]
    assert (here / "data" / there).read_text() == "mine"


def test_other_files_of_the_folder_are_no_hindrance(here: Path) -> None:
    (here / "README.md").write_text("mine")
    assert run("init", ".").code == 0
    assert files(here) == sorted([*WRITTEN, "README.md"])


def test_where_a_file_cannot_be_written_those_before_it_are_taken_away(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def full(path: Path, *arguments: str, **options: str) -> object:
        if path.name == "relations.yaml" and "x" in arguments:
            raise OSError(28, "No space left on device")
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    said = run("init", "new/data")
    assert said.err == "akg: cannot write 'new/data/relations.yaml': the disk is full\n"
    assert list(here.iterdir()) == []


def test_a_folder_that_is_a_file_or_nothing_is_refused(here: Path) -> None:
    (here / "data").write_text("mine")
    assert run("init") == Ran(2, "", "akg: 'data' is no folder; name another\n")
    reason = "a part of its path is a file, not a folder"
    message = f"cannot write 'data/new/schema/entities.json': {reason}"
    assert run("init", "data/new") == Ran(2, "", f"akg: {message}\n")
    assert run("init", "") == Ran(2, "", "akg: DIR is empty; name a folder, or '.' for this one\n")
    assert files(here) == ["data"]


def test_schemas_are_written_beside_the_data_and_never_into_the_bundled_dataset(here: Path) -> None:
    assert "there is no dataset here" in run("schema", "--write").err
    run("init")
    for path in (here / "data/schema").iterdir():
        path.unlink()
    (here / "data/schema").rmdir()
    said = run("schema", "--write")
    assert (said.code, said.out) == (0, "")
    assert said.err == "".join(f"akg: wrote data/schema/{part}.json\n" for part in editor.PARTS)
    assert files(here / "data") == sorted(WRITTEN)


def test_a_file_in_the_place_of_the_folder_of_schemas_is_named_with_what_to_do(dataset: Write) -> None:
    home = dataset() / "schema"
    home.write_text("mine")
    message = "cannot write 'schema': it is there already; name another folder, or move it away"
    assert run("schema", "--write", "--data", str(home.parent)) == Ran(2, "", f"akg: {message}\n")
    assert home.read_text() == "mine"


@pytest.mark.parametrize("link", ["schema", "schema/sources.json"])
def test_no_schema_is_written_through_a_link_that_leads_outside(here: Path, link: str) -> None:
    out = here / "out"
    out.mkdir()
    (here / "data" / link).parent.mkdir(parents=True)
    (here / "data" / link).symlink_to(out if link == "schema" else out / "new.json")
    message = "cannot write 'data/{}': it leads outside 'data'; remove the link that it goes through"
    first = "schema/entities.json" if link == "schema" else link
    assert run("init") == Ran(2, "", f"akg: {message.format(first)}\n")
    for part in ("entities", "relations"):
        (here / f"data/{part}.yaml").touch()
    assert run("schema", "--write") == Ran(2, "", f"akg: {message.format(link)}\n")
    assert files(here) == ["data/entities.yaml", "data/relations.yaml"]


def test_a_link_within_the_dataset_is_followed(here: Path) -> None:
    run("init")
    (here / "data/schema").rename(here / "data/editors")
    (here / "data/schema").symlink_to("editors")
    assert run("schema", "--write", "sources").err == "akg: wrote data/schema/sources.json\n"


def test_a_schema_needs_the_name_of_a_part() -> None:
    assert run("schema").err == (
        "akg: name one of entities, relations, sources, vocabulary, or --write them all into the dataset\n"
    )
