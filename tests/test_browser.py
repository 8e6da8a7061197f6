"""The page in a real browser: it is taken as it was written, asks for nothing, complains of nothing and fits."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from mle_gap.formats.html import render
from mle_gap.page import Page
from tests.test_html import Node, page_named, report_named, soiled, tree_of

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH"),
]
CASES = ("beginner, senior", "all wishes", "contradictions", "everything met")
WIDTHS = (320, 360, 390, 768, 1280)
# The browser asks these by itself for the time, for updates and for who is signed in.
ITS_OWN = re.compile(r"(^|\.)(google|googleapis|gvt1|gvt2)\.com$")


class Shown(NamedTuple):
    """What became of a page in the browser."""

    dom: str
    console: list[str]
    asked: set[str]


Browse = Callable[..., Shown]
OPTIONS = """--headless=new --no-sandbox --disable-gpu --no-first-run --disable-extensions
--disable-background-networking --disable-component-update --disable-sync --hide-scrollbars --enable-logging=stderr
--v=0 --virtual-time-budget=2000 --run-all-compositor-stages-before-draw --dump-dom"""


@pytest.fixture(scope="module")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Browse:
    """Open a file in the browser, without any network; the page may take two seconds of its own time."""
    profile = tmp_path_factory.mktemp("profile")

    def browse_(page: Path, *options: str) -> Shown:
        log = page.with_suffix(".net.json")
        given = (
            f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--log-net-log={log}",
            *options,
        )
        done = subprocess.run(
            [str(CHROMIUM), *OPTIONS.split(), *given, page.as_uri()],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
        asked = {urlsplit(url) for url in re.findall(r'"url":"([^"]+)"', log.read_text(encoding="utf-8"))}
        foreign = {url.geturl() for url in asked if url.hostname and not ITS_OWN.search(url.hostname)}
        return Shown(done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line], foreign)

    return browse_


def written(folder: Path, html: str, name: str = "page.html") -> Path:
    """The page as a file."""
    path = folder / name
    path.write_text(html, encoding="utf-8")
    return path


def elements(page: Node) -> list[tuple[str, dict[str, str]]]:
    """The elements with their attributes, in order."""
    return [(node.name, node.attributes) for node in page]


def taken(dom: str) -> Node:
    """The tree of a dumped document, in which the browser closes every shape of SVG by a tag of its own."""
    return tree_of(re.sub(r"<!DOCTYPE html>", "", dom, count=1))


@pytest.mark.parametrize("case", CASES)
def test_the_browser_takes_the_page_as_written_without_a_word_or_a_request(
    case: str, browse: Browse, tmp_path: Path
) -> None:
    shown = browse(written(tmp_path, render(report_named(case), Page())))
    assert shown.console == []
    assert shown.asked == set()
    page = taken(shown.dom)
    assert elements(page) == elements(page_named(case))
    assert page.text.split() == page_named(case).text.split()
    assert page.all("h1")
    assert page.all("table")


def test_hostile_texts_stay_texts_in_the_browser(browse: Browse, tmp_path: Path) -> None:
    dirt = "</title></style></svg><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'&lt;\u202e"
    html = render(soiled(report_named("all wishes"), dirt), Page())
    shown = browse(written(tmp_path, html))
    assert shown.console == []
    assert shown.asked == set()
    assert elements(taken(shown.dom)) == elements(tree_of(html))


def test_the_browser_would_complain_of_what_the_policy_forbids(browse: Browse, tmp_path: Path) -> None:
    html = render(report_named("everything met"), Page())
    forbidden = '<p style="color:red"></p><img src="https://example.org/x.png"><script>document.title="owned"</script>'
    shown = browse(written(tmp_path, html.replace("</footer>", f"{forbidden}</footer>")))
    assert len(shown.console) == 3
    assert shown.asked == set()
    assert "<title>owned" not in shown.dom


# Each page stands in a frame of a given width, for a window cannot be as narrow as a telephone.
MEASURE = """
const found = [];
for (const frame of document.querySelectorAll('iframe')) {
  const inside = frame.contentDocument, view = frame.contentWindow;
  const measure = () => inside.documentElement.scrollWidth;
  const closed = measure();
  inside.querySelectorAll('details').forEach(one => { one.open = true; });
  const leaves = one => {
    const box = one.getBoundingClientRect();
    return box.left < -1 || box.right > view.innerWidth + 1;
  };
  const wide = [...inside.querySelectorAll('body *')].filter(
    one => !one.closest('.scroll table, svg *') && leaves(one));
  const letters = [...inside.querySelectorAll('svg text')].filter(leaves);
  const style = one => view.getComputedStyle(inside.querySelector(one));
  found.push({width: view.innerWidth, closed, open: measure(),
    wide: wide.map(one => one.outerHTML.slice(0, 80)), letters: letters.map(one => one.textContent),
    ground: style('html').backgroundColor,
    ink: style('h1').color, bar: style('.bar').height, skip: style('.skip').position});
}
document.body.textContent = JSON.stringify(found);
"""


def measured(browse: Browse, folder: Path, pages: list[str], *options: str) -> list[dict[str, Any]]:
    """What the browser measures in each page at each width."""
    frames = "".join(
        f'<iframe style="border:0;width:{width}px;height:800px" srcdoc="{escape(html)}"></iframe>'
        for html in pages
        for width in WIDTHS
    )
    script = f"<script>window.onload = () => {{ {MEASURE} }};</script>"
    dom = browse(written(folder, f"<!DOCTYPE html><body>{frames}{script}</body>", "frames.html"), *options).dom
    found = tree_of(re.sub(r"<!DOCTYPE html>|<script>.*?</script>", "", dom, flags=re.DOTALL)).all("body")[0].text
    result: list[dict[str, Any]] = json.loads(found)
    return result


def looks(one: dict[str, Any]) -> tuple[str, ...]:
    """What tells that the style is in force, and which."""
    return one["ground"], one["ink"], one["bar"], one["skip"]


def test_no_page_is_wider_than_its_window_and_no_letter_of_a_chart_leaves_it(browse: Browse, tmp_path: Path) -> None:
    pages = [render(report_named(case), Page()) for case in CASES]
    pages.append(render(soiled(report_named("all wishes"), "x" * 300), Page()))
    found = measured(browse, tmp_path, pages)
    assert [one["width"] for one in found] == list(WIDTHS) * len(pages)
    for one in found:
        assert (one["closed"], one["open"]) == (one["width"], one["width"])
        assert (one["wide"], one["letters"]) == ([], [])
        assert looks(one) == ("rgb(255, 255, 255)", "rgb(20, 25, 29)", "14px", "absolute")


def test_by_night_the_page_is_dark(browse: Browse, tmp_path: Path) -> None:
    page = render(report_named("everything met"), Page())
    for one in measured(browse, tmp_path, [page], "--blink-settings=preferredColorScheme=0"):
        assert looks(one) == ("rgb(18, 23, 26)", "rgb(233, 238, 240)", "14px", "absolute")


def pages_of(browse: Browse, folder: Path, html: str, name: str) -> int:
    """How many sheets of paper the page takes."""
    pdf = folder / f"{name}.pdf"
    browse(written(folder, html, f"{name}.html"), f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_on_paper_all_tables_are_open(browse: Browse, tmp_path: Path) -> None:
    html = render(report_named("data-scientist, mid"), Page())
    printed = pages_of(browse, tmp_path, html, "closed")
    assert printed == pages_of(browse, tmp_path, html.replace("<details>", '<details open="">'), "open")
    assert printed > 1
