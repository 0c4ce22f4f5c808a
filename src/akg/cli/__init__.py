"""The command line: the table of commands, and the entry point, which never shows a traceback."""

import gc
import io
import os
import signal
import sys
from collections.abc import Mapping
from types import MappingProxyType

# Each is a function of this name in the module akg.cli.<name>; only what is called is imported.
COMMANDS: Mapping[str, str] = MappingProxyType({
    "path": "How are two entities connected?",
    "neighbours": "Who is next to whom? (also: neighbors)",
    "timeline": "What happened when?",
    "show": "What is known of one entity?",
    "evidence": "Why does a relation stand as it does?",
    "search": "Which entities have such a name?",
    "stats": "What is in the dataset?",
    "sources": "What hangs on which source?",
    "diff": "What has changed?",
    "coverage": "What of a text is not on file yet?",
    "init": "A new dataset to begin with.",
    "add": "A new entity, relation, source or claim, checked first.",
    "import": "A table as relations, each row with its line as source.",
    "check": "What is wrong with the data?",
    "fmt": "The files in one order and layout, comments kept.",
    "schema": "What editors need to check and complete the files.",
    "export": "The graph for other programs, or as a page.",
    "view": "The graph to look at, in the browser.",
    "completion": "What has a shell complete names.",
})  # fmt: skip
COMPLETING = "_AKG_COMPLETE"  # names the shell that asks what may follow in a line
SPELLINGS: Mapping[str, str] = MappingProxyType({"neighbors": "neighbours"})
WRITTEN: Mapping[str, str] = MappingProxyType({"import": "import_"})  # commands that are words of Python


def main() -> None:
    """Run the command line and exit with its code; no traceback, whatever the data or the request."""
    gc.set_threshold(100_000)  # of new objects; at 700 a short command spends a tenth of its time collecting
    _end_at_once_on_signals()
    _open_streams()
    from akg import AkgError  # here and not above, because Ctrl-C is to be quiet during imports too

    try:
        try:
            if shell := os.environ.get(COMPLETING):
                from akg.cli import complete

                complete.run(shell, sys.argv[1:])
                sys.exit(0)
            from akg.cli import call

            call.run(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except AkgError as error:
        tell(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:  # where a command has Ctrl-C tidied up after
        sys.exit(130)
    except MemoryError:
        tell("out of memory: the dataset is too large for what this process may use")
        sys.exit(2)
    except OSError as error:
        what = f"cannot use {error.filename!r}"
        if not error.filename:  # stdout has none
            what = "cannot write the answer"
            # What is left in its buffer would be tried again on the way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        tell(f"{what}: {error.strerror or error}")
        sys.exit(2)


def tell(message: str) -> None:
    """Write a line to stderr, without the control characters that names and paths in it may hold."""
    from contextlib import suppress

    from akg.text import UNSAFE

    with suppress(OSError):  # that nobody can read it is no reason to withhold the answer
        sys.stderr.write(f"akg: {UNSAFE.sub('', message)}\n")


def _end_at_once_on_signals() -> None:
    """Let Ctrl-C, and `| head -1`, end akg as they end any other program."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # `nohup` and `&` have it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _open_streams() -> None:
    """Make all streams take every character; exit where stdout is closed."""
    if sys.stderr is None:  # `2>&-`
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:  # `>&-`
        tell("cannot write the answer: stdout is closed")
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a character that it lacks is written as its escape
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):  # a byte that is no text is read as a lone surrogate
        sys.stdin.reconfigure(errors="surrogateescape")
