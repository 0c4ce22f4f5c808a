"""akg: a knowledge graph in plain text, every answer dated, sourced, and honest about doubt."""

__version__ = "0.1.0"


class AkgError(Exception):
    """A request that cannot be answered; its message is meant for the user, its exit code for the shell."""

    exit_code = 2
