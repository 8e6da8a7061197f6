"""The one rule of the layout: arrows point one way, and the pure modules know nothing of the world."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "mle_gap"
PURE = (
    "ad_choices ad_clauses ad_facts ad_lexicon ad_lines ad_text ad_traps ad_words answers checks checks.finding "
    "checks.quiz checks.roles checks.skills closure document drawing estimate evidence job_ad journal layers levels "
    "ordering pace plan questionnaire quiz quiz_screen response resume schemas score screen study target trusted "
    "validation variants wording workflow yaml_text"
)
REPORT = "browse comparison estimating explaining matching planning progress report verifying"
# From the ground up: a module may import from its own layer and from every layer before it.
LAYERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("ground", frozenset({"", "errors", "page", "visible"})),
    ("models", frozenset({"models"} | {f"models.{path.stem}" for path in (SOURCE / "models").glob("[a-z]*.py")})),
    ("pure", frozenset(PURE.split())),
    (
        "report",
        frozenset(REPORT.split()),
    ),
    ("files", frozenset({"bank", "files", "rulebook"})),
    ("edges", frozenset({"ask", "catalog", "scan", "store"})),
    ("formats", frozenset({"formats"} | {f"formats.{path.stem}" for path in (SOURCE / "formats").glob("[a-z]*.py")})),
    ("cli", frozenset({"__main__", "cli"} | {f"cli.{path.stem}" for path in (SOURCE / "cli").glob("[a-z]*.py")})),
)
LAYER_OF = {module: n for n, (_, modules) in enumerate(LAYERS) for module in modules}
NAMES = [name for name, _ in LAYERS]
WORLD = frozenset(
    {"os", "pathlib", "sys", "time", "random", "secrets", "subprocess", "socket", "shutil", "tempfile", "io"}
)
MODULES = sorted(SOURCE.rglob("*.py"))


COMMANDS = frozenset(path.stem for path in (SOURCE / "cli").glob("[a-z]*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def imports_of(path: Path) -> set[str]:
    """Every module a file imports, also inside functions, without `mle_gap.` for its own."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            own = {name for name in inner if name.removeprefix("mle_gap.") in LAYER_OF}
            found |= own or {node.module}
    return {name.removeprefix("mle_gap.") if name != "mle_gap" else "" for name in found}


def may_import(module: str, other: str) -> bool:
    here, there = LAYER_OF[module], LAYER_OF[other]
    if NAMES[here] in ("edges", "formats"):
        # Edges and formats stand side by side: neither imports the other, and no edge imports an edge.
        return there < NAMES.index("edges" if NAMES[here] == "edges" else "files") or (
            NAMES[here] == "formats" and there == here
        )
    return there <= here


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_has_a_layer_and_imports_only_downwards(path: Path) -> None:
    module = name_of(path)
    assert module in LAYER_OF, "give the new module a layer in this test"
    own = {name for name in imports_of(path) if name in LAYER_OF}
    assert not {name for name in own if not may_import(module, name)}


PURE_MODULES = [path for path in MODULES if LAYER_OF.get(name_of(path), 99) <= NAMES.index("report")]


@pytest.mark.parametrize("path", PURE_MODULES, ids=name_of)
def test_pure_modules_know_no_file_clock_terminal_or_chance(path: Path) -> None:
    used = {name.split(".")[0] for name in imports_of(path)}
    allowed = {"io"} if name_of(path) == "drawing" else set()  # a StringIO for rich to draw into
    assert not used & WORLD - allowed
    assert "today()" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_opens_a_connection_or_starts_a_program(path: Path) -> None:
    used = {name.split(".")[0] for name in imports_of(path)}
    assert not used & {"socket", "ssl", "http", "urllib", "requests", "httpx", "subprocess", "multiprocessing"}
    text = path.read_text(encoding="utf-8")
    assert not [word for word in ("os.system", "eval(", "exec(", "__import__", "pickle") if word in text]


def test_the_arrow_test_itself_can_fail() -> None:
    assert not may_import("score", "catalog")
    assert not may_import("store", "ask")
    assert not may_import("formats.json", "store")
    assert not may_import("formats.json", "files")
    assert not may_import("ask", "formats")
    assert may_import("cli.assess", "store")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_keep_their_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            # A command is as long as its options.
            assert (node.end_lineno or 0) - node.lineno < (90 if node.name in COMMANDS else 40)
