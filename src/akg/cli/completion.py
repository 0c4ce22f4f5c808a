"""`akg completion`: what has a shell complete names."""

import sys
from importlib import resources
from typing import Annotated, Literal

from akg.cli.declared import Argument

EXAMPLES = """\b
Examples:
  akg completion bash
  akg completion fish > ~/.config/fish/completions/akg.fish
"""


def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish"],
        Argument(metavar="SHELL", help="bash, zsh or fish."),
    ],
) -> None:
    """Print what a shell reads at its start in order to complete commands, options and the names of entities.

    In ~/.bashrc write: eval "$(akg completion bash)"; in ~/.zshrc, after compinit: eval "$(akg completion
    zsh)". For fish print it into the file of the example. akg itself changes none of your files.
    """
    sys.stdout.write((resources.files("akg.cli") / f"completion.{shell}").read_text(encoding="utf-8"))
