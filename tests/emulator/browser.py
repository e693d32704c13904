"""Chromium without a window, spoken to over a pipe in the DevTools protocol."""

import itertools
import json
import os
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conformance.test_browser import CHROMIUM, OPTIONS

SECONDS = 30
_LEFT = "Inspected target navigated or closed"
"""What is said where the page went on to another before it could answer."""


class Page:
    """One page of a browser."""

    def __init__(self, write: int, read: int) -> None:
        self._write = write
        self._read = read
        self._buffer = b""
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.requests: list[str] = []
        """The URLs that the page asked for."""

    def open(self, url: str) -> None:
        """Load a page in a tab of its own."""
        self._session = None
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Network.enable")
        self._ask("Page.navigate", url=url)

    def type(self, text: str) -> None:
        """Put text into what has the focus."""
        self._ask("Input.insertText", text=text)

    def narrow(self, width: int) -> None:
        """Show the page as on a phone of this width, in pixels."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=2, mobile=True)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        result = self._ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def wait_for(self, expression: str) -> Any:
        """Wait until an expression is true, and give its value."""
        deadline = time.monotonic() + SECONDS
        while not (value := self.evaluate(expression)):
            assert time.monotonic() < deadline, f"not within {SECONDS} s: {expression}"
            time.sleep(0.05)
        return value

    def click(self, selector: str) -> None:
        """Click on what a selector finds, once it is there."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait_for(f"{found} !== null")
        self.evaluate(f"{found}.click()")

    def _ask(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            said = self._take()
            if said.get("method") == "Network.requestWillBeSent":
                self.requests.append(said["params"]["request"]["url"])
            if said.get("id") == number:
                is_left = said.get("error", {}).get("message") == _LEFT
                assert "error" not in said or is_left, said
                return {"result": {}} if is_left else said["result"]

    def _take(self) -> Any:
        while b"\0" not in self._buffer:
            piece = os.read(self._read, 65536)
            assert piece, "the browser went away"
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)


@contextmanager
def browsing(folder: Path) -> Iterator[Page]:
    """Start Chromium with a profile in a folder, and end it afterwards."""
    to_browser, from_browser = os.pipe(), os.pipe()
    words = [str(CHROMIUM), *OPTIONS, "--remote-debugging-pipe", f"--user-data-dir={folder}/profile", "about:blank"]
    # Chromium reads from descriptor 3, and writes to 4.
    script = f"exec {shlex.join(words)} 3<&{to_browser[0]} 4>&{from_browser[1]}"
    kept = (to_browser[0], from_browser[1])
    with subprocess.Popen(
        ["/bin/bash", "-c", script], pass_fds=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        for descriptor in kept:
            os.close(descriptor)
        try:
            yield Page(to_browser[1], from_browser[0])
        finally:
            process.terminate()
            os.close(to_browser[1])
            os.close(from_browser[0])
