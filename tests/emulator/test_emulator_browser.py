"""The emulator's pages in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dingtalk_contract.contract import Operation
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator
from tests.conformance.test_browser import CHROMIUM
from tests.emulator.browser import Page, browsing

from .conftest import statuses

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which is not on this machine")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A browser with an empty page."""
    with browsing(tmp_path) as page:
        yield page


def test_the_example_is_sent_from_the_documentation(page: Page, emulator: Emulator, operation: Operation) -> None:
    """A click on the documentation cancels groups, as both pages show."""
    with EmbeddedEmulator(emulator) as embedded:
        page.open(f"{embedded.url}/_emulator/")
        page.wait_for("document.body?.innerText.includes('RUNNING') && !document.body.innerText.includes('CANCELED')")

        page.open(f"{embedded.url}/docs")
        block = f"[id$='-{operation.id}']"
        page.click(f"{block} button.execute")
        answer = page.wait_for(
            f'document.querySelector("{block} .live-responses-table tbody td.response-col_description")?.innerText'
        )

        page.open(f"{embedded.url}/_emulator/")
        shown = page.wait_for("document.body?.innerText.includes('Journal') && document.body.innerText")

    assert '"errcode": 0' in answer
    assert statuses(emulator)["1111"] == ["CANCELED"]
    assert statuses(emulator)["3333"] == ["RUNNING"]
    assert shown.count("CANCELED") == 2
    assert f"POST {operation.path}?access_token=***" in shown
    assert {url.split("/")[2] for url in page.requests if url.startswith("http")} == {embedded.url.split("/")[2]}


def test_a_hostile_request_is_text_in_the_browser(page: Page, emulator: Emulator) -> None:
    """Markup in the journal changes nothing on the page."""
    hostile = "<script>document.title='changed'</script><img src=x onerror=\"document.title='changed'\">"
    emulator.add({"instances": [{"id": hostile, "groups": [{"id": hostile, "todos": [{"id": 1, "user": hostile}]}]}]})

    with EmbeddedEmulator(emulator) as embedded:
        page.open(f"{embedded.url}/_emulator/")
        page.wait_for("document.body?.innerText.includes('<script>')")
        title = page.evaluate("document.title")
        images = page.evaluate("document.images.length")

    assert (title, images) == ("Emulator", 0)
