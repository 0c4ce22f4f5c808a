"""The hooks that other repositories take from this one."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from commandline import run
from conftest import Write
from pages import ROOT, read

HOOKS = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}


def test_each_hook_is_installed_with_akg_and_looks_at_the_dataset_as_a_whole() -> None:
    assert {(hook["language"], hook["pass_filenames"]) for hook in HOOKS.values()} == {("python", False)}
    assert [hook["entry"] for hook in HOOKS.values()] == ["akg check", "akg fmt"]


@pytest.mark.parametrize("id", HOOKS)
def test_a_hook_runs_for_the_files_of_a_dataset_and_no_other(id: str) -> None:
    pattern = re.compile(HOOKS[id]["files"])
    for file in ("entities.yaml", "data/relations.yaml", "my-data/sources/a.yaml", "vocabulary.yaml"):
        assert pattern.search(file), file
    for file in (
        "README.md",
        "data/notes.yaml",
        "old-entities.yaml",
        "data/schema/entities.json",
        "entities.yml",
    ):
        assert not pattern.search(file), file


@pytest.mark.parametrize("id", HOOKS)
def test_the_entry_of_a_hook_runs_with_the_arguments_of_the_page(id: str, dataset: Write) -> None:
    folder: Path = dataset()
    [config] = re.findall(r"^```yaml\n(repos:.*?)^```", read("docs/errors.md"), re.M | re.S)
    [repo] = yaml.safe_load(config)["repos"]
    arguments = {hook["id"]: hook["args"] for hook in repo["hooks"]}
    assert arguments.keys() == HOOKS.keys()
    words = [str(folder) if word == "my-dataset" else word for word in arguments[id]]
    assert run(*shlex.split(HOOKS[id]["entry"])[1:], *words).code == 0


def test_errors_stop_the_commit(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: bryan, source: paper}\n")
    assert run(*HOOKS["akg-check"]["entry"].split()[1:], "--data", str(folder)).code == 4
