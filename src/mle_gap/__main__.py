"""`python -m mle_gap` is the same as `mle-gap`."""

from mle_gap.cli import run

if __name__ == "__main__":
    run()
