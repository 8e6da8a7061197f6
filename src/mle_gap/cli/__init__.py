"""The command line: parse, load, call, print. `run` is the console script."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from mle_gap.cli.late import modules_late


def run() -> None:
    """Run `mle-gap` with the arguments of the process and exit with its status."""
    gc.disable()  # a short process: collecting garbage would be a tenth of its time
    # What is installed beside mle-gap has no say in it, and looking for plugins takes as long as the score.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    modules_late()
    try:
        from mle_gap.cli.main import main  # after the lines above
    except KeyboardInterrupt:
        sys.exit(130)
    status = main(sys.argv[1:])
    gc.freeze()  # nor look through everything once more at the end
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End at once: taking apart what was loaded is a thirtieth of the time. Whoever asked to be told is told."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # what could not be written was told before
            if stream is not None:
                stream.flush()
    os._exit(status)
