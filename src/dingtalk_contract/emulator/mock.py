"""The emulator behind httpx, in process and without a socket, by respx."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import respx

from ._emulator import Emulator
from ._requests import Request
from ._responses import Response


@contextmanager
def mocked(emulator: Emulator) -> Iterator[str]:
    """Let httpx meet the emulator at the document's server, and give its URL; every other host is an error of respx."""
    url = str(emulator.document.raw["servers"][0]["url"])
    with respx.mock(assert_all_called=False) as router:
        router.route(host=urlsplit(url).hostname).mock(side_effect=lambda request: _exchange(emulator, request))
        yield url


def _exchange(emulator: Emulator, request: httpx.Request) -> httpx.Response:
    response = emulator.respond(_read(request))
    _fail(request, response)
    return httpx.Response(
        response.answer.status,
        headers=[*response.answer.headers, ("content-length", str(len(response.answer.body)))],
        content=b"" if request.method == "HEAD" else response.answer.body,
    )


def _read(request: httpx.Request) -> Request:
    path, _, query = request.url.raw_path.partition(b"?")
    return Request(
        method=request.method,
        path=unquote(path.decode("latin-1")),
        query=query,
        headers=[(name.lower(), value) for name, value in request.headers.raw],
        body=request.content,
    )


def _fail(request: httpx.Request, response: Response) -> None:
    """Raise what httpx raises where the answer is late or cut; nothing waits for it."""
    timeouts: dict[str, Any] = request.extensions.get("timeout", {})
    if response.delay > (timeouts.get("read") or math.inf):
        raise httpx.ReadTimeout("the emulator is late", request=request)
    if response.cut == 0:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    if response.cut is not None:
        words = "peer closed connection without sending complete message body"
        raise httpx.RemoteProtocolError(words, request=request)
