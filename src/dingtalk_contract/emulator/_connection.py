"""One connection: requests read by httptools within bounds, each answered in its turn."""

import asyncio
import logging
import re
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from traceback import format_tb
from typing import Protocol, cast
from urllib.parse import unquote

import httptools

from ._limits import Limits
from ._requests import Request
from ._responses import Response, encode_answer, plain_answer

_LOGGER = logging.getLogger(__package__)
_MOST_GATHERED = 1 << 16
_OFFER = re.compile(rb"\r\nupgrade:(?=[ \t]*h2c\r\n)", re.IGNORECASE)


class Host(Protocol):
    """What a connection asks of the server that took it."""

    limits: Limits
    connections: set["Connection"]
    date: bytes
    now: float
    """The loop's time, at most a second old."""
    is_stopping: bool
    respond: Callable[[Request], Response]
    outbox: "Outbox"


class Outbox:
    """What is to be written at the end of a turn of the loop, so that clients are woken once for many answers."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._pieces: list[tuple[asyncio.Transport, bytes]] = []
        self._weight = 0

    def add(self, transport: asyncio.Transport, data: bytes) -> None:
        """Write this at the end of the turn, or at once where much has gathered."""
        if not self._pieces:
            self._loop.call_soon(self.flush)
        self._pieces.append((transport, data))
        self._weight += len(data)
        if self._weight > _MOST_GATHERED:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered."""
        pieces, self._pieces, self._weight = self._pieces, [], 0
        for transport, data in pieces:
            if not transport.is_closing():
                transport.write(data)


class Connection(asyncio.Protocol):
    """One connection from its first byte to its end; what is no HTTP is answered 400 and told nobody."""

    def __init__(self, host: Host, loop: asyncio.AbstractEventLoop) -> None:
        self.since = host.now
        """When the present wait began: for a request, for its rest, or for the client to take an answer."""
        self._host = host
        self._loop = loop
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._waiting: deque[tuple[Request, bool]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._late: tuple[Response, bool, bool] | None = None
        self._is_stuck = False
        self._has_ended = False
        self._is_left = False
        self._unread = 0
        self._in_head = True
        self._begin()

    @property
    def is_amid_request(self) -> bool:
        """Some of a request came, and not all of it."""
        return self._unread > 0 or not self._in_head

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection, or turn it away where there are too many."""
        self._transport = cast("asyncio.Transport", transport)
        self._host.connections.add(self)
        if len(self._host.connections) > self._host.limits.connections:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's own signature
        """Forget the connection."""
        self._has_ended = True
        self._waiting.clear()
        self._host.connections.discard(self)
        if self._timer is not None:
            self._timer.cancel()

    def pause_writing(self) -> None:
        """Read no more from a client that does not take its answers."""
        self._is_stuck = True
        self.since = self._host.now
        self._hold()

    def resume_writing(self) -> None:
        """Go on with a client that has taken its answers."""
        self._is_stuck = False
        self._go_on()

    def data_received(self, data: bytes) -> None:
        """Read what came; Java's HttpClient offers h2c with each first request, and the parser would drop its body."""
        if self._has_ended or self._is_left:
            return
        if not self._unread:
            self.since = self._host.now
        self._unread += len(data)
        try:
            # RFC 9110 section 7.8: a server may ignore Upgrade.
            self._parser.feed_data(_OFFER.sub(b"\r\nignored:", data) if b"h2c" in data else data)
        except httptools.HttpParserUpgrade:
            # What follows is no HTTP, or so the client means; what is owed is sent.
            self._is_left = True
            if not self._owes:
                self.end()
        except httptools.HttpParserCallbackError as error:
            _tell(error.__context__ or error)
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
        except httptools.HttpParserError:
            self._refuse(HTTPStatus.BAD_REQUEST)
        else:
            if self._in_head and self._unread > self._host.limits.head_bytes:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def eof_received(self) -> bool:
        """Stay open to send what is still owed."""
        self._is_left = True
        return self._owes

    def on_message_begin(self) -> None:
        """Begin a request."""
        self.since = self._host.now
        self._unread = max(self._unread, 1)
        self._begin()

    def on_url(self, url: bytes) -> None:
        """Take a part of the target."""
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._head_bytes += len(name) + len(value)
        name = name.lower()
        self._headers.append((name, value))
        if name == b"expect":
            self._is_expecting = value.lower() == b"100-continue"

    def on_headers_complete(self) -> None:
        """Look whether the head is bearable, and ask for the body where the client waits to be asked."""
        self._in_head = False
        if self._head_bytes + len(self._target) > self._host.limits.head_bytes:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._is_expecting and not self._owes:
            self._write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, piece: bytes) -> None:
        """Take a piece of the body, up to one byte beyond the bound."""
        room = self._host.limits.body_bytes + 1 - len(self._body)
        if room > 0:
            self._body += piece[:room]

    def on_message_complete(self) -> None:
        """Answer the request, or let it wait its turn."""
        self._in_head = True
        self._unread = 0
        if self._has_ended:
            return
        path, _, query = self._target.partition(b"?")
        request = Request(
            method=self._parser.get_method().decode("ascii"),
            path=_read_path(path),
            query=query,
            headers=self._headers,
            body=bytes(self._body),
            head_bytes=self._head_bytes,
        )
        ends = not self._parser.should_keep_alive() or self._parser.get_http_version() == "1.0"
        if self._owes or self._is_stuck:
            self._waiting.append((request, ends))
        else:
            self._answer(request, ends=ends)

    def sweep(self) -> None:
        """End the connection where it has kept us waiting for too long."""
        waited = self._host.now - self.since
        if self._late:
            return
        if self._is_stuck:
            if waited > self._host.limits.request_seconds:
                self.abort()
        elif self.is_amid_request:
            if waited > self._host.limits.request_seconds:
                self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        elif waited > self._host.limits.idle_seconds:
            self.end()

    def stop(self) -> None:
        """Send what is owed at once, and end."""
        if self._timer is not None:
            self._timer.cancel()
        if self._late:
            self._deliver()
        if not self._waiting:
            self.end()

    def end(self) -> None:
        """Send what is written, then close."""
        self._has_ended = True
        if self._transport is not None:
            self._host.outbox.flush()
            self._transport.close()

    def abort(self) -> None:
        """Close at once."""
        self._has_ended = True
        if self._transport is not None:
            self._transport.abort()

    def _begin(self) -> None:
        self._target = b""
        self._headers: list[tuple[bytes, bytes]] = []
        self._head_bytes = 0
        self._is_expecting = False
        # Not bytes: a million pieces of one byte each must not be copied a million times.
        self._body = bytearray()

    def _answer(self, request: Request, *, ends: bool) -> None:
        try:
            response = self._host.respond(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client is answered and the others go on
            _tell(error)
            response = Response(answer=plain_answer(HTTPStatus.INTERNAL_SERVER_ERROR))
        is_head = request.method == "HEAD"
        if response.delay:
            self._late = response, is_head, ends
            self._hold()
            self._timer = self._loop.call_later(response.delay, self._deliver)
        else:
            self._send(response, is_head=is_head, ends=ends)

    def _deliver(self) -> None:
        if self._late is None or self._has_ended:
            return
        (response, is_head, ends), self._late = self._late, None
        self._send(response, is_head=is_head, ends=ends)
        self._go_on()

    def _send(self, response: Response, *, is_head: bool, ends: bool) -> None:
        self.since = self._host.now
        ends = ends or self._host.is_stopping
        data = encode_answer(response.answer, self._host.date, is_head=is_head, ends=ends)
        if response.cut is not None:
            data, ends = data[: int(len(data) * response.cut)], True
        self._write(data)
        if ends:
            self.end()

    @property
    def _owes(self) -> bool:
        return self._late is not None or bool(self._waiting)

    def _refuse(self, status: HTTPStatus) -> None:
        if self._owes:
            # What came before it is answered first, and then nothing.
            self._is_left = True
        elif not self._has_ended:
            self._write(encode_answer(plain_answer(status), self._host.date, is_head=False, ends=True))
            self.end()

    def _write(self, data: bytes) -> None:
        if self._transport is not None and data and not self._has_ended:
            self._host.outbox.add(self._transport, data)

    def _hold(self) -> None:
        if self._transport is not None and not self._has_ended:
            self._transport.pause_reading()

    def _go_on(self) -> None:
        """Answer what waits its turn, then read on."""
        while self._waiting and not (self._late or self._is_stuck or self._has_ended):
            request, ends = self._waiting.popleft()
            self._answer(request, ends=ends)
        if self._transport is None or self._late or self._is_stuck or self._has_ended:
            return
        if self._is_left:
            self.end()
        else:
            self._transport.resume_reading()


def _tell(error: BaseException) -> None:
    # Without its text, which may hold what a client sent.
    _LOGGER.error("a fault of the emulator: %s\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))


def _read_path(target: bytes) -> str:
    """Return the decoded path of a target, which may come with scheme and host (RFC 9112 section 3.2.2)."""
    text = target.decode("latin-1")
    if not text.startswith("/") and "://" in text:
        text = "/" + text.partition("://")[2].partition("/")[2]
    return unquote(text) if "%" in text else text
