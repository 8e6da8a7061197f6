"""The typer application: the commands there are, in groups and in the order a person meets them."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from mle_gap import __version__
from mle_gap.cli.output import Result

GROUPS = {
    "Start": ("assess", "plan", "verify", "scan", "match"),
    "Understand": ("explain", "compare", "roles", "skills"),
    "Track": ("done", "undo", "history"),
    "Data": ("check", "schema", "data"),
}


class _Grouped(TyperGroup):
    """Lists the commands under the headings of GROUPS."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the name is typer's
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(limit=80)) for name in names])


NAMES = tuple(name for names in GROUPS.values() for name in names)


def _app(arguments: list[str]) -> typer.Typer:
    """The application with the command that is wanted, with all where none is named: each takes its time to make."""
    app = typer.Typer(
        name="mle-gap",
        cls=_Grouped,
        rich_markup_mode=None,  # plain help: a third of the time to show it
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True, epilog=EXAMPLES)(start)
    for name in arguments[:1] if arguments and arguments[0] in NAMES else NAMES:
        module: Any = import_module(f"mle_gap.cli.{name}")
        if name == "data":
            app.add_typer(module.app, name=name)
        else:
            app.command(epilog=module.EXAMPLES)(getattr(module, name))
    return app


class _Version(Exception):
    """Ends parsing: the version was asked for."""


def _version(asked: bool) -> None:
    if asked:
        raise _Version


EXAMPLES = """Examples

\b
  mle-gap assess                          rate yourself, see the gap and the plan
  mle-gap assess --quick                  a first answer in under three minutes
  mle-gap roles ml-engineer               what the job is
  mle-gap skills docker                   what the levels of a skill mean
"""


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
        return _app(arguments)(arguments, prog_name="mle-gap", standalone_mode=False)
    except _Version:
        return Result(f"mle-gap {__version__}\n")
