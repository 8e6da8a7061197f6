"""The command line: parse, load, call, print. `run` is the console script."""

import gc
import sys


def run() -> None:
    """Run `mle-gap` with the arguments of the process and exit with its status."""
    gc.disable()  # a short process: collecting garbage would be a tenth of its time
    from mle_gap.cli.main import main  # noqa: PLC0415 - after the line above

    sys.exit(main(sys.argv[1:]))
