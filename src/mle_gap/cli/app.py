"""The typer application: the commands there are, in the order a person meets them."""

from typing import Annotated, Any

import typer

from mle_gap import __version__
from mle_gap.cli import assess, check, explain, plan, schema
from mle_gap.cli.output import Result

app = typer.Typer(
    name="mle-gap",
    rich_markup_mode=None,  # plain help: a third of the time to show it
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(epilog=assess.EXAMPLES)(assess.assess)
app.command(epilog=plan.EXAMPLES)(plan.plan)
app.command(epilog=explain.EXAMPLES)(explain.explain)
app.command(epilog=check.EXAMPLES)(check.check)
app.command(epilog=schema.EXAMPLES)(schema.schema)


class _Version(Exception):
    """Ends parsing: the version was asked for."""


def _version(asked: bool) -> None:
    if asked:
        raise _Version


EXAMPLES = """Examples

\b
  mle-gap assess                          rate yourself, see the gap and the plan
  mle-gap assess --quick                  a first answer in under three minutes
  mle-gap explain docker                  what the levels of a skill mean
"""


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
def start(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> Result | None:
    """How far you are from being a machine learning engineer, what holds you back, and what to learn next."""
    return Result(context.get_help() + "\n") if context.invoked_subcommand is None else None


def command(arguments: list[str]) -> Any:
    """Run one command; returns its Result, or None where typer printed by itself."""
    try:
        return app(arguments, prog_name="mle-gap", standalone_mode=False)
    except _Version:
        return Result(f"mle-gap {__version__}\n")
