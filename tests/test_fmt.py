"""`akg fmt`: which files it writes, what it refuses, and that it never writes half of one."""

import os
import subprocess
from pathlib import Path

import pytest
from commandline import Ran, process, run
from conftest import Write

from akg import atomic, locate

MESSY = b"- {kind: person, id: ada, name: Ada}   # she\n"
TIDY = b"- {id: ada, kind: person, name: Ada}  # she\n"


def test_it_writes_what_is_not_canonical_and_says_which(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset(entities=MESSY)
    monkeypatch.chdir(folder)
    before = (folder / "relations.yaml").stat()
    assert run("fmt") == Ran(0, "entities.yaml\n", "")
    assert (folder / "entities.yaml").read_bytes() == TIDY
    assert (folder / "relations.yaml").stat() == before
    assert run("fmt") == Ran(0, "", "")


def test_check_says_which_files_would_change_and_changes_none(dataset: Write) -> None:
    folder = dataset(entities=MESSY)
    assert run("fmt", "--check", "--data", str(folder)) == Ran(1, f"{folder}/entities.yaml\n", "")
    assert (folder / "entities.yaml").read_bytes() == MESSY
    assert run("fmt", "--data", str(folder)).code == 0
    assert run("fmt", "--check", "--data", str(folder)) == Ran(0, "", "")


def test_files_in_folders_are_formatted_and_of_named_files_no_other(dataset: Write) -> None:
    folder = dataset(entities=MESSY)
    (folder / "entities").mkdir()
    more = folder / "entities" / "more.yaml"
    more.write_bytes(MESSY)
    assert run("fmt", "--data", str(folder), str(more)) == Ran(0, f"{more}\n", "")
    assert (more.read_bytes(), (folder / "entities.yaml").read_bytes()) == (TIDY, MESSY)


def test_a_file_elsewhere_is_refused(dataset: Write, tmp_path: Path) -> None:
    folder, other = dataset(), tmp_path / "other.yaml"
    other.write_bytes(MESSY)
    message = f"akg: '{other}' is no file of the dataset '{folder}'; name another with --data\n"
    assert run("fmt", "--data", str(folder), str(other)) == Ran(2, "", message)
    assert other.read_bytes() == MESSY


def test_a_file_that_is_not_sound_yaml_is_left_and_the_others_are_formatted(dataset: Write) -> None:
    folder = dataset(entities=MESSY, relations="- {from: a\n", sources=b"- \xff\n")
    ran = run("fmt", "--data", str(folder))
    assert (ran.code, ran.out) == (4, f"{folder}/entities.yaml\n")
    assert ran.err == (
        f"{folder}/relations.yaml:1:3: error[yaml]: the quotation mark or bracket that opens here is never "
        "closed; close it, or quote the value\n"
        f"{folder}/sources.yaml:1:3: error[file]: byte 0xff is not UTF-8; save the file as UTF-8\n"
    )
    assert (folder / "relations.yaml").read_bytes() == b"- {from: a\n"


def test_records_that_check_refuses_are_formatted_all_the_same(dataset: Write) -> None:
    folder = dataset(entities="- {hue: red, id: ada}\n- x\n")
    assert run("fmt", "--data", str(folder)).code == 0
    assert (folder / "entities.yaml").read_text() == "- {id: ada, hue: red}\n- x\n"


def test_windows_line_ends_and_a_byte_order_mark_go(dataset: Write) -> None:
    folder = dataset(entities=b"\xef\xbb\xbf" + TIDY.replace(b"\n", b"\r\n"))
    assert run("fmt", "--data", str(folder)).out == f"{folder}/entities.yaml\n"
    assert (folder / "entities.yaml").read_bytes() == TIDY


def test_a_link_stays_a_link(dataset: Write) -> None:
    folder = dataset()
    (folder / "there.yml").write_bytes(MESSY)
    (folder / "entities.yaml").unlink()
    (folder / "entities.yaml").symlink_to("there.yml")
    assert run("fmt", "--data", str(folder)).code == 0
    assert (folder / "entities.yaml").is_symlink()
    assert (folder / "there.yml").read_bytes() == TIDY


def test_a_file_that_may_not_be_written_is_named(dataset: Write) -> None:
    folder = dataset(entities=MESSY)
    (folder / "entities.yaml").chmod(0o444)
    message = f"akg: cannot write '{folder}/entities.yaml': it is read-only; allow writing (chmod u+w)\n"
    assert run("fmt", "--data", str(folder)) == Ran(2, "", message)
    assert (folder / "entities.yaml").read_bytes() == MESSY


def test_the_dataset_that_comes_with_akg_is_not_written_unless_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    message = "akg: there is no dataset here; name its folder with --data, or make one: akg init my-dataset\n"
    assert run("fmt") == Ran(2, "", message)
    assert run("fmt", "--check") == Ran(2, "", message)
    assert run("fmt", "--check", "--data", str(locate.bundled())).err == ""


def test_who_changes_a_folder_waits_for_another_who_does(dataset: Write) -> None:
    folder = str(dataset(entities=MESSY))
    with atomic.alone(Path(folder)), pytest.raises(subprocess.TimeoutExpired):
        process("fmt", "--data", folder, timeout=2)
    assert process("fmt", "--data", folder).stdout == f"{folder}/entities.yaml{os.linesep}"


def test_who_only_checks_waits_for_nobody(dataset: Write) -> None:
    folder = dataset(entities=MESSY)
    with atomic.alone(folder):
        ran = process("fmt", "--check", "--data", str(folder))
    assert (ran.returncode, ran.stderr) == (1, "")


def test_the_shipped_data_is_in_this_form() -> None:
    assert run("fmt", "--check", "--data", str(locate.bundled())) == Ran(0, "", "")
