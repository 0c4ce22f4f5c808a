"""`--rev` answers from the dataset as it stood in a revision of git, and runs nothing of the repository's."""

import json
import os
import tempfile
from pathlib import Path
from shutil import copytree

import pytest
from commandline import Ran, run
from conftest import Write
from kept import begin, git, keep

from akg import cache, files, register, revision

LATER = "- {from: ada, type: met, to: brian, date: 2016, source: paper, at: para 2}\n"
NOW = "- {from: ada, type: met, to: guild, date: 2017, source: paper, at: para 3}\n"


@pytest.fixture
def kept(dataset: Write) -> Path:
    """A dataset with two revisions, and changed since."""
    folder = dataset()
    begin(folder)
    keep(folder, 1)
    dataset(relations=LATER)
    keep(folder, 2)
    return dataset(relations=NOW)


def asked(folder: Path, rev: str, *command: str, **environment: str) -> Ran:
    words = (*(command or ("search", "ada")), "--data", str(folder), "--rev", rev)
    return run(*words, encoding="utf-8", tty=False, **environment)


def met(folder: Path, rev: str, **environment: str) -> str:
    """Give the day of the meeting on file in a revision, and what is said of it on stderr."""
    ran = asked(folder, rev, "neighbours", "ada", "--format", "tsv", **environment)
    assert ran.code == 0, ran.err
    return ran.out.splitlines()[1].split("\t")[0]


# Answers

COMMANDS = (
    "path ada brian", "neighbours ada", "timeline ada", "show ada", "evidence ada brian", "search ada",
    "sources", "sources paper", "export graphml",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_answers_as_from_the_files_of_then_and_says_of_when_that_is(
    command: str, kept: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    then = tmp_path_factory.mktemp("then")
    git(kept, "worktree", "add", "--quiet", str(then / "files"), "HEAD~1")
    short = git(kept, "rev-parse", "--short", "HEAD~1").strip()
    today = run(*command.split(), "--data", str(then / "files"))
    ran = asked(kept, "HEAD~1", *command.split())
    said = f"from revision {short} of 2026-11-01\n"
    out, err = ("", f"akg: {said}") if "export" in command or "csv" in command else (said, "")
    assert ran == (0, out + today.out, err + today.err)


def test_json_names_the_revision_in_full_and_by_when_what_it_tells_was_known(kept: Path) -> None:
    id = git(kept, "rev-parse", "HEAD").strip()
    for command in ("stats", "show ada"):
        then = json.loads(asked(kept, "HEAD", *command.split(), "--known-at", "2020", "--format", "json").out)
        assert (then["revision"], then["known_at"]) == ({"id": id, "date": "2026-11-02"}, "2020")
        now = json.loads(run(*command.split(), "--format", "json", "--data", str(kept)).out)
        assert (now["revision"], now["known_at"]) == (None, None)


def test_a_revision_is_named_as_git_does(kept: Path) -> None:
    first, second = "ada.met.brian.2019", "ada.met.brian.2016"
    git(kept, "tag", "old", "HEAD~1")
    git(kept, "tag", "--annotate", "--message=Signed", "signed", "HEAD~1")
    git(kept, "branch", "side", "HEAD~1")
    old = git(kept, "rev-parse", "HEAD~1").strip()
    for rev in ("HEAD~1", "old", "signed", "side", old, old[:8], "main^", "HEAD@{1}", "HEAD^{/Day 1}"):
        assert met(kept, rev) == first, rev
    for rev in ("HEAD", "main", "main@{0}", "@"):
        assert met(kept, rev) == second, rev
    git(kept, "checkout", "--quiet", "--force", "--detach", "HEAD~1")
    assert met(kept, "HEAD") == first


def test_what_git_says_of_a_name_is_passed_on(kept: Path) -> None:
    git(kept, "tag", "main", "HEAD~1")
    ran = asked(kept, "main")
    assert ran.err.splitlines()[0] == "akg: git: warning: refname 'main' is ambiguous."


def test_a_dataset_may_be_a_folder_of_a_repository_or_of_a_worktree(kept: Path, tmp_path: Path) -> None:
    inner = tmp_path / "deep" / "näme"
    (inner / "relations").mkdir(parents=True)
    for part in ("entities", "sources"):
        (inner / f"{part}.yaml").write_bytes((kept / f"{part}.yaml").read_bytes())
    (inner / "relations" / "early met.yaml").write_text(LATER)
    (inner / "relations" / ".hidden.yaml").write_text("no data")
    (inner / "relations" / "notes.txt").write_text("no data")
    keep(tmp_path, 3)
    (inner / "relations" / "early met.yaml").write_text(NOW)
    assert met(inner, "HEAD") == "ada.met.brian.2016"
    git(tmp_path, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "HEAD~1")
    assert met(tmp_path / "tree", "HEAD") == "ada.met.brian.2016"
    assert met(tmp_path / "tree", "HEAD~1") == "ada.met.brian.2019"


def test_records_with_errors_are_left_out_of_a_revision_too(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: nobody, source: paper}\n")
    begin(folder)
    keep(folder)
    short = git(folder, "rev-parse", "--short", "HEAD").strip()
    assert asked(folder, "HEAD").err.splitlines() == [
        f"akg: 1 record was left out for errors of revision {short} of 2026-11-01; "
        "git worktree add makes a folder of it that akg check takes",
    ]


def test_nothing_stays_behind_and_the_names_for_completion_are_those_of_now(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    room = tmp_path_factory.mktemp("room")
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    (kept / "entities.yaml").write_text("- {id: zoe, kind: person, name: Zoe}\n")
    run("search", "zoe", "--data", str(kept))
    path = Path(cache.place(str(kept), "names"))
    before = path.read_bytes()
    assert asked(kept, "HEAD").code == 0
    assert (list(room.iterdir()), path.read_bytes()) == ([], before)
    assert register.current(str(kept)) is not None


# What cannot be answered


def refused(ran: Ran, folder: Path) -> str:
    assert (ran.code, ran.out) == (2, "")
    return ran.err.replace(str(folder), "DIR")


@pytest.mark.parametrize(
    "rev",
    [
        "HEAD~9",
        "nowhere",
        "--all",
        "-x",
        "--output=x",
        "",
        "a..b",
        "^HEAD",
        "HEAD:",
        "HEAD^{tree}",
        "a b",
        "@{u}",
    ],
)
def test_what_names_no_commit_is_told(rev: str, kept: Path) -> None:
    ran = asked(kept, rev)
    assert refused(ran, kept).startswith(f"akg: the git repository of 'DIR' has no commit {rev!r}")
    assert ran.err.endswith("; git log names those that there are\n")


def test_a_repository_without_a_commit_has_none(dataset: Write) -> None:
    folder = dataset()
    begin(folder)
    assert refused(asked(folder, "HEAD"), folder) == (
        "akg: the git repository of 'DIR' has no commit 'HEAD'; git log names those that there are\n"
    )


def test_a_folder_that_is_in_no_repository_is_told(dataset: Write) -> None:
    folder = dataset()
    assert refused(asked(folder, "HEAD", GIT_CEILING_DIRECTORIES=str(folder.parent)), folder) == (
        "akg: 'DIR' is in no git repository; --rev and akg diff ask what git keeps; "
        "name a folder in a repository with --data\n"
    )


def test_a_folder_inside_a_bare_repository_is_refused(dataset: Write, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", ".")
    ran = asked(dataset(), "HEAD")
    assert refused(ran, tmp_path).startswith("akg: git cannot read the repository of 'DIR': ")


def test_a_repository_that_lies_among_the_files_is_not_taken_for_the_dataset_s(
    dataset: Write, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", ".")
    for name, value in (("core.bare", "false"), ("core.worktree", str(tmp_path))):
        git(tmp_path, "config", name, value)
    keep(dataset())
    assert "cannot use bare repository" in refused(asked(tmp_path, "HEAD"), tmp_path)


def test_an_object_that_another_replaces_is_read_as_it_was_committed(kept: Path) -> None:
    git(kept, "replace", "HEAD", "HEAD~1")
    assert met(kept, "HEAD") == "ada.met.brian.2016"


def test_a_folder_that_is_new_or_was_renamed_is_told_with_a_way_out(kept: Path) -> None:
    copytree(kept, kept / "new", ignore=lambda *_: [".git"])
    keep(kept, 3)
    short = git(kept, "rev-parse", "--short", "HEAD~1").strip()
    assert refused(asked(kept / "new", "HEAD~1"), kept) == (
        f"akg: revision {short} of 2026-11-02 holds no dataset in 'new'; if it stood elsewhere: "
        f"git worktree add DIR {short}, then --data\n"
    )


def test_without_git_that_is_said(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("empty")
    assert refused(asked(kept, "HEAD", PATH=str(empty)), kept) == (
        "akg: git is not installed, or not on the path; --rev and akg diff need it\n"
    )


def test_a_git_that_does_not_answer_is_not_waited_for(
    kept: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path_factory.mktemp("slow") / "git"
    slow.write_text("#!/bin/sh\nexec sleep 9\n")
    slow.chmod(0o755)
    monkeypatch.setattr(revision, "PATIENCE", 0.2)
    ran = asked(kept, "HEAD", PATH=f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    assert refused(ran, kept) == "akg: git has not answered within 0.2 seconds; try again\n"


def test_a_repository_of_another_user_is_not_read(kept: Path) -> None:
    ran = asked(kept, "HEAD", GIT_TEST_ASSUME_DIFFERENT_OWNER="1", GIT_CONFIG_GLOBAL=os.devnull)
    assert refused(ran, kept) == (
        "akg: the git repository 'DIR' belongs to another user, and is not read; "
        "if you trust it: git config --global --add safe.directory 'DIR'\n"
    )


def test_what_is_no_file_is_refused_and_not_followed(kept: Path, tmp_path: Path) -> None:
    (kept / "vocabulary.yaml").symlink_to("/etc/passwd")
    keep(kept)
    assert "'vocabulary.yaml' in revision" in (said := refused(asked(kept, "HEAD"), kept))
    assert said.endswith("is a symbolic link, which is not followed; ask another revision\n")
    (kept / "vocabulary.yaml").unlink()
    (kept / "vocabulary").symlink_to("/etc")
    keep(kept)
    assert "'vocabulary' in revision" in (said := refused(asked(kept, "HEAD"), kept))
    assert "is a symbolic link" in said
    (kept / "vocabulary").unlink()
    (kept / "vocabulary.yaml").mkdir()
    (kept / "vocabulary.yaml" / "x").touch()
    keep(kept)
    assert "'vocabulary.yaml' in revision" in (said := refused(asked(kept, "HEAD"), kept))
    assert "is a folder" in said


def test_a_submodule_is_refused(kept: Path) -> None:
    (kept / "vocabulary").mkdir()
    begin(kept / "vocabulary")
    keep(kept / "vocabulary")
    keep(kept)
    assert "'vocabulary' in revision" in (said := refused(asked(kept, "HEAD"), kept))
    assert "is a submodule" in said


def test_a_file_or_all_files_that_are_too_large_are_not_read(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    monkeypatch.setattr(revision, "LARGEST", 1 << 20)
    (kept / "vocabulary.yaml").write_text("#" * (1 << 20))
    keep(kept)
    assert refused(asked(kept, "HEAD"), kept).endswith(
        "are larger than 1 MiB together; ask another revision\n"
    )
    (kept / "vocabulary.yaml").write_text("#" * ((1 << 20) + 1))
    keep(kept)
    assert refused(asked(kept, "HEAD"), kept).endswith("is larger than 1 MiB; ask another revision\n")


def test_a_revision_of_too_many_files_is_not_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "MOST", 2)
    assert refused(asked(kept, "HEAD"), kept).endswith("are more than 2; ask another revision\n")


# Repositories that mean harm

# Those that git runs where it reads, writes its index or a name, or fetches. Source: githooks(5).
HOOKS = (
    "fsmonitor-watchman", "post-checkout", "post-index-change", "post-rewrite", "pre-auto-gc",
    "reference-transaction", "update", "post-update", "pre-receive", "post-receive",
)  # fmt: skip


def test_a_tree_with_names_that_lead_elsewhere_writes_nothing_there(kept: Path, tmp_path: Path) -> None:
    blob = bytes.fromhex(git(kept, "rev-parse", "HEAD:entities.yaml").strip())
    made = bytes.fromhex(_tree(kept, b"100644 a/../../evil.yaml\0" + blob + b"100644 ok.yaml\0" + blob))
    sources = bytes.fromhex(git(kept, "rev-parse", "HEAD:sources.yaml").strip())
    top = _tree(kept, b"40000 entities\0" + made + b"100644 relations.yaml\0" + sources)
    id = git(kept, "commit-tree", "-m", "evil", top).strip()
    assert asked(kept, id).code == 0


def _tree(folder: Path, content: bytes) -> str:
    (folder / "tree").write_bytes(content)
    made = git(folder, "hash-object", "-t", "tree", "-w", "--literally", "tree").strip()
    (folder / "tree").unlink()
    return made


def test_nothing_that_a_repository_configures_is_run(kept: Path, tmp_path: Path) -> None:
    spy = tmp_path / "spy"
    spy.write_text(f'#!/bin/sh\necho ran "$0" "$@" >> \'{tmp_path}/ran\'\nexit 1\n')
    spy.chmod(0o755)
    (tmp_path / ".gitattributes").write_text("*.yaml filter=spy diff=spy\n")
    keep(kept)
    for name in (
        "core.fsmonitor", "core.pager", "pager.rev-list", "pager.cat-file", "filter.spy.smudge",
        "filter.spy.clean", "filter.spy.process", "diff.spy.textconv", "gpg.program", "core.sshCommand",
        "core.askPass", "core.alternateRefsCommand", "uploadpack.packObjectsHook", "credential.helper",
    ):  # fmt: skip
        git(kept, "config", name, str(spy))
    git(kept, "config", "log.showSignature", "true")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\nDay 1"
    told = git(kept, "cat-file", "commit", "HEAD").replace("\nDay 1", signature)
    git(
        kept,
        "update-ref",
        "HEAD",
        git(kept, "hash-object", "-t", "commit", "-w", "--stdin", given=told).strip(),
    )
    for name in HOOKS:
        (kept / ".git" / "hooks" / name).symlink_to(spy)
    assert asked(kept, "HEAD", GIT_PAGER=str(spy)).code == 0
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("unknown", ["", "GIT_NO_LAZY_FETCH"], ids=["this git", "an old git"])
@pytest.mark.parametrize("url", ["ext::{spy}", "{spy}::x", "ssh://x/y", "/nowhere"])
def test_what_a_clone_lacks_is_not_fetched(
    url: str, unknown: str, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {name: value for name, value in revision._SETTINGS.items() if name != unknown}
    monkeypatch.setattr(revision, "_SETTINGS", known)
    spy = tmp_path / "git-remote-spy"
    spy.write_text(f"#!/bin/sh\necho ran >> '{tmp_path}/ran'\nexit 1\n")
    spy.chmod(0o755)
    lost = git(kept, "rev-parse", "HEAD:relations.yaml").strip()
    (kept / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    for name, value in {
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin",
        "remote.origin.promisor": "true", "remote.origin.url": url.format(spy=spy if "ext" in url else "spy"),
        "remote.origin.uploadpack": str(spy), "core.sshCommand": str(spy),
        **{f"protocol.{name}.allow": "always" for name in ("ext", "spy", "ssh", "file")},
    }.items():  # fmt: skip
        git(kept, "config", name, value)
    ran = asked(kept, "HEAD", PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert (ran.code, ran.out) == (2, "")
    assert "relations.yaml" in ran.err or "cannot read" in ran.err
    assert not (tmp_path / "ran").exists()


def test_a_hook_of_another_repository_does_not_lead_there(
    kept: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    begin(other)
    keep(other)
    assert met(kept, "HEAD", GIT_DIR=str(other / ".git"), GIT_INDEX_FILE="x") == "ada.met.brian.2016"
