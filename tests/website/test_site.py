"""The site of the docs, built once and opened in a real browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dingtalk_contract.contract import TargetKind, clause_address, load_catalogue, load_document
from tests.conformance.test_browser import CHROMIUM
from tests.emulator.browser import Page, browsing

pytestmark = pytest.mark.site
ROOT = Path(__file__).resolve().parents[2]
BUILD = [sys.executable, "scripts/build_site.py", "--output"]
PHONE = 390
"""Pixels: the width of a phone."""
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not on this machine")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built anew."""
    folder = tmp_path_factory.mktemp("site") / "html"
    subprocess.run([*BUILD, str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A browser with an empty page."""
    with browsing(tmp_path) as page:
        yield page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_clause_has_its_address(site: Path, language: str) -> None:
    """Every clause on every kind is where reports link to."""
    document = load_document()
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("clauses/*.html")}
    for kind in TargetKind:
        for clause in load_catalogue(document, kind, operations=document.operations):
            file, _, anchor = clause_address(clause.id, kind, language).partition("#")
            assert f'id="{anchor}"' in pages[site / file]


def test_a_dead_link_fails_the_build(tmp_path: Path) -> None:
    """A page that links to nothing ends the build."""
    for dead in ("gone.md", "judging.md#nowhere"):
        script = (
            "import runpy, sys, website.assembly as a; made = a.matrix_page; "
            f"a.matrix_page = lambda: {{**made(), 'matrix.md': '[x]({dead})'}}; "
            f"sys.argv = ['build_site.py', '--output', {str(tmp_path / 'html')!r}]; "
            "runpy.run_path('scripts/build_site.py', run_name='__main__')"
        )
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=ROOT, env=_with_scripts(), capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert dead in done.stderr
        assert not (tmp_path / "html").exists()


def _with_scripts() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}


@needs_browser
def test_nothing_is_loaded_from_elsewhere(site: Path, page: Page) -> None:
    """The pages load files of the site, all of which are there."""
    for name in ("index", "api", "matrix", "clauses/cancelTaskGroup", "samples/queryTasks", "zh/index", "zh/api"):
        page.open((site / f"{name}.html").as_uri())
        page.wait_for("document.readyState === 'complete'")
    asked = [urlsplit(url) for url in page.requests if not url.startswith(("data:", "about:", "blob:"))]
    assert len(asked) > 7
    assert {url.scheme for url in asked} == {"file"}
    # The theme asks for the map of each language, and does without.
    assert [url.path for url in asked if not (Path(url.path).is_file() or url.path.endswith("/sitemap.xml"))] == []


@needs_browser
def test_a_newcomer_comes_to_a_verdict(site: Path, page: Page, tmp_path: Path) -> None:
    """One click shows a command, and it gives a verdict."""
    page.open((site / "index.html").as_uri())
    page.click(".grid.cards a[href='judging.html']")
    page.wait_for("location.pathname.endsWith('judging.html') && document.readyState === 'complete'")
    shown = page.evaluate("document.querySelector('pre').textContent")
    command = re.match(r"\$ dingtalk-contract (check server.*)\n", shown)
    assert command is not None

    words = [sys.executable, "-m", "dingtalk_contract", *command[1].split(), "--lang=en"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.stdout.splitlines()[-1].startswith("conforms: ")


@needs_browser
def test_the_matrix_sorts(site: Path, page: Page) -> None:
    """A click on a head sorts, a second one the other way."""
    page.open((site / "matrix.html").as_uri())
    cells = "[...document.querySelectorAll('.sortable tbody tr')].map((row) => row.cells[0].textContent)"
    page.wait_for("document.querySelector('.sortable th[role=button]') !== null")

    page.click(".sortable th")
    up = page.evaluate(cells)
    page.click(".sortable th")
    down = page.evaluate(cells)

    assert len(up) > 50
    assert up == list(reversed(down)) != down


@needs_browser
def test_the_search_finds_a_clause(site: Path, page: Page) -> None:
    """What is typed is found, without a server."""
    page.open((site / "index.html").as_uri())
    page.wait_for("document.readyState === 'complete'")
    page.evaluate("document.querySelector('.md-search__input').focus()")
    page.type("compression")
    page.wait_for("document.querySelector('.md-search-result__link') !== null")


@needs_browser
def test_the_api_is_shown(site: Path, page: Page) -> None:
    """The page of the API has every operation of the document."""
    page.open((site / "api.html").as_uri())
    page.wait_for(f"document.querySelectorAll('#api .opblock').length === {len(load_document().operations)}")


@needs_browser
def test_the_other_language_is_one_click_away(site: Path, page: Page) -> None:
    """A click on 中文 leads to the same page in Chinese, one on English back."""
    page.open((site / "clauses" / "createTasks.html").as_uri())
    page.click("a[hreflang=zh]")
    page.wait_for(
        "location.pathname.endsWith('/zh/clauses/createTasks.html') && document.documentElement?.lang === 'zh'"
    )
    page.click("a[hreflang=en]")
    page.wait_for("!location.pathname.includes('/zh/') && location.pathname.endsWith('/clauses/createTasks.html')")


@needs_browser
@pytest.mark.parametrize("name", ["index", "api", "clauses/createTasks", "samples/cancelTaskGroup", "matrix", "zh/api"])
def test_a_phone_need_not_scroll_sideways(site: Path, page: Page, name: str) -> None:
    """Nothing is wider than a phone but what scrolls for itself."""
    page.open((site / f"{name}.html").as_uri())
    page.narrow(PHONE)
    page.wait_for("document.readyState === 'complete'")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
