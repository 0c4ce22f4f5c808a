"""Keeps a folder in git, by people and on days that are made up."""

import os
import subprocess
from pathlib import Path

DAY = "2026-11-{:02}T12:00:00+01:00"


def git(folder: Path, *arguments: str, day: int = 1, given: str = "") -> str:
    """Run git in a folder, with nobody's settings; give what it prints."""
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org", "GIT_AUTHOR_DATE": DAY.format(day),
        "GIT_COMMITTER_DATE": DAY.format(day),
    }  # fmt: skip
    ran = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=env,
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def begin(folder: Path) -> None:
    """Make a repository of a folder."""
    git(folder, "init", "--quiet", "--initial-branch=main")


def keep(folder: Path, day: int = 1) -> str:
    """Commit all that is in the folder's repository; give the id of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message=Day {day}", day=day)
    return git(folder, "rev-parse", "HEAD").strip()
