"""Which dataset a command reads."""

from pathlib import Path

import pytest

from akg import locate


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(locate.VARIABLE, raising=False)


def made(folder: Path, file: str = "entities.yaml") -> Path:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text("")
    return folder


def test_the_one_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, variable = made(tmp_path / "asked"), made(tmp_path / "variable")
    near = made(tmp_path / "data")
    monkeypatch.setenv(locate.VARIABLE, str(variable))
    assert locate.dataset(asked, tmp_path) == asked
    assert locate.dataset(None, tmp_path) == variable
    monkeypatch.setenv(locate.VARIABLE, "")
    assert locate.dataset(None, tmp_path) == near


def test_the_nearest_data_folder_upwards_is_found(tmp_path: Path) -> None:
    outer, inner = made(tmp_path / "data"), made(tmp_path / "a/data", "entities/people.yaml")
    deep = tmp_path / "a/b/c"
    deep.mkdir(parents=True)
    assert locate.dataset(here=deep) == inner
    assert locate.dataset(here=tmp_path) == outer


def test_a_data_folder_that_holds_no_entities_is_passed_over(tmp_path: Path) -> None:
    made(tmp_path / "data")
    made(tmp_path / "a/data", "entities/people.json")
    (tmp_path / "a/data/entities.yaml").mkdir()
    assert locate.dataset(here=tmp_path / "a") == tmp_path / "data"


def test_without_any_the_bundled_one_is_read(tmp_path: Path) -> None:
    assert locate.dataset(here=tmp_path) == locate.bundled()
    assert (locate.bundled() / "entities.yaml").is_file()


def test_a_folder_asked_for_that_is_none_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "data")
    with pytest.raises(locate.NoDataset) as none:
        locate.dataset(tmp_path / "gone", tmp_path)
    assert (
        str(none.value)
        == f"--data: {str(tmp_path / 'gone')!r} is no folder; name one that holds entities.yaml"
    )
    monkeypatch.setenv(locate.VARIABLE, str(tmp_path))
    with pytest.raises(locate.NoDataset) as empty:
        locate.dataset(None, tmp_path)
    assert str(empty.value) == (
        f"AKG_DATA: {str(tmp_path)!r} holds no dataset; "
        "it needs entities.yaml (or entities/*.yaml, entities/*.jsonl)"
    )


@pytest.mark.parametrize("name", ["", "\0", "x" * 5000])
def test_a_name_that_no_folder_can_have_is_no_dataset(name: str) -> None:
    with pytest.raises(locate.NoDataset):
        locate.checked(Path("/nowhere") / name, "--data")


def test_a_folder_that_is_a_dataset_itself_is_read_before_any_near_it(tmp_path: Path) -> None:
    made(tmp_path / "data")
    assert locate.dataset(None, made(tmp_path / "mine")) == tmp_path / "mine"
