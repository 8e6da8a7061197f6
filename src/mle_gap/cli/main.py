"""Runs one command: the one place that prints results, and the one that turns exceptions into exit statuses."""

import sys
from pathlib import Path

from mle_gap.cli.output import Result, complain, deliver, silence
from mle_gap.errors import MAX_PROBLEMS, BadInput, CannotWrite, MleGapError

INTERRUPTED, BUG = 130, 4


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status; every exception ends here."""
    try:
        return _run(arguments)
    except BadInput as error:
        for problem in error.problems[:MAX_PROBLEMS]:
            complain(str(problem))
        return error.status
    except MleGapError as error:
        complain(str(error))
        return error.status
    except KeyboardInterrupt as interrupt:
        complain(str(interrupt) or "interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        silence(sys.stdout)
        return 0
    except OSError as error:
        silence(sys.stdout)
        complain(f"cannot read or write: {error.strerror or error}")
        return CannotWrite.status
    except Exception as error:
        return _usage_or_bug(error, arguments)


def _run(arguments: list[str]) -> int:
    from mle_gap.cli.app import command  # so that its import errors are handled too

    try:
        result = command(arguments)
    except SystemExit as end:
        # typer ends by itself after completion, and where nobody reads its help any more.
        if isinstance(end.__context__, OSError):
            raise end.__context__ from None
        return end.code if isinstance(end.code, int) else 0
    if not isinstance(result, Result):
        # Help and completion print by themselves.
        deliver(Result(""))
        if result == INTERRUPTED:
            complain("interrupted")
        return result if isinstance(result, int) else 0
    deliver(result)
    if result.note:
        complain(result.note)
    return result.status


def _usage_or_bug(error: Exception, arguments: list[str]) -> int:
    # typer keeps its usage errors in a private module; they are known by what they can do.
    format_message = getattr(error, "format_message", None)
    if callable(format_message):
        words = " ".join(str(format_message()).split())
        complain(f"{words.rstrip('.')}; see `{_help_for(error)}`")
        return 2
    if type(error).__name__ == "Abort":
        complain("interrupted")
        return INTERRUPTED
    complain(f"this is a bug in mle-gap: {type(error).__name__}; please report it with the file {_log(arguments)}")
    return BUG


def _help_for(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context is not None else 'mle-gap'} --help"


def _log(arguments: list[str]) -> Path | str:
    """Write the traceback where only this person can read it, and say where."""
    import traceback  # only a bug pays for these two
    from tempfile import NamedTemporaryFile

    try:
        with NamedTemporaryFile("w", prefix="mle-gap-", suffix=".log", delete=False, encoding="utf-8") as file:
            file.write(f"arguments: {arguments!r}\nPython {sys.version}\n{traceback.format_exc()}")
            return Path(file.name)
    except OSError:
        return "(which could not be written)"
