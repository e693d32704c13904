"""The HTML report in a real browser."""

import shutil
import subprocess
from pathlib import Path

import pytest

from dingtalk_contract.conformance.reports import RENDERERS, Translator, gather
from tests.conformance.runs import CATALOGUE, run
from tests.servers.conforming import conforming
from tests.servers.serving import Reply, Request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def hostile(request: Request) -> Reply:
    """Say what would change the page if it were live."""
    reply = conforming(request, without={"token"})
    said = "<script>document.title='changed'</script><img src=x onerror=\"document.title='changed'\">"
    return reply.edit(value={**reply.value, "errmsg": said})


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not on this machine")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_browser_shows_the_report_and_obeys_nothing_in_it(language: str, tmp_path: Path) -> None:
    """The page has every clause, and its title is its own."""
    record = gather(run(hostile)[1].lines)
    page = tmp_path / "report.html"
    text = RENDERERS["html"](record, Translator(catalogue=CATALOGUE, language=language))
    page.write_text(text, encoding="utf-8")

    command = [str(CHROMIUM), *OPTIONS, f"--user-data-dir={tmp_path}/profile", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    assert shown.count('<details class="clause') == len(record.results)
    assert "<title>changed" not in shown
    assert "<script" not in shown
    assert "<img" not in shown
