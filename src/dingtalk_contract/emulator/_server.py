"""One listening socket and the loop that serves it, until told to stop."""

import asyncio
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from email.utils import formatdate
from typing import TypeVar

from ..exchange import Address
from ._connection import Connection, Outbox
from ._limits import Limits
from ._requests import Request
from ._responses import Response

if sys.platform == "win32":
    from asyncio import new_event_loop
else:
    from uvloop import new_event_loop

T = TypeVar("T")

_BACKLOG = 2048
_TURNS = 10
_GRACE_SECONDS = 0.25
_PAUSE_SECONDS = 0.005
_LAST_SECONDS = 0.02


def url_of(listener: socket.socket) -> str:
    """Return the URL of what serves this socket."""
    host, port = listener.getsockname()[:2]
    return Address(scheme="http", host=host, port=port, prefix="").url


class Server:
    """One listener served until told to stop."""

    def __init__(self, respond: Callable[[Request], Response], listener: socket.socket, limits: Limits) -> None:
        self.respond = respond
        self.listener = listener
        self.limits = limits
        self.connections: set[Connection] = set()
        self.date = b""
        self.now = 0.0
        self.is_stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    def run(self, when_ready: Callable[[], object]) -> None:
        """Serve until `stop` is called."""
        with asyncio.Runner(loop_factory=new_event_loop) as runner:
            runner.run(self._serve(when_ready))

    def stop(self) -> None:
        """End `run`, from whatever thread or signal handler."""
        if self._loop is None:
            self._stopping.set()
            return
        # The loop may have ended by itself.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._stopping.set)

    def call(self, do: Callable[[], T]) -> T:
        """Do something between two requests, from another thread."""
        assert self._loop is not None, "it serves"
        done: Future[T] = Future()

        def act() -> None:
            try:
                done.set_result(do())
            except Exception as error:  # noqa: BLE001 - raised again where it was asked for
                done.set_exception(error)

        self._loop.call_soon_threadsafe(act)
        return done.result()

    @contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """Let SIGINT and SIGTERM end `run` cleanly, where this thread may take signals."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        taken = (signal.SIGINT, signal.SIGTERM)
        before = {each: signal.signal(each, lambda *_: self.stop()) for each in taken}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    async def _serve(self, when_ready: Callable[[], object]) -> None:
        loop = self._loop = asyncio.get_running_loop()
        self.outbox = Outbox(loop)
        self._tick()
        server = await loop.create_server(lambda: Connection(self, loop), sock=self.listener, backlog=_BACKLOG)
        when_ready()
        await self._stopping.wait()
        self.is_stopping = True
        await self._read_on()
        server.close()
        await self._end_connections()

    def _tick(self) -> None:
        assert self._loop is not None
        self.now = self._loop.time()
        # RFC 9110 section 6.6.1: who has a clock sends Date.
        self.date = formatdate(usegmt=True).encode()
        for connection in list(self.connections):
            connection.sweep()
        self._loop.call_later(1, self._tick)

    async def _end_connections(self) -> None:
        """Close what is idle, send what is owed, give what is half sent a moment, and break off the rest."""
        for connection in list(self.connections):
            if not connection.is_amid_request:
                connection.stop()
        await self._wait_for_connections(_GRACE_SECONDS)
        for connection in list(self.connections):
            connection.stop()
        await self._wait_for_connections(_GRACE_SECONDS)
        for connection in list(self.connections):
            connection.abort()
        await asyncio.sleep(0)

    async def _read_on(self) -> None:
        """Take and answer what the kernel holds: a few turns of the loop accept, read and write it."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if self.connections:
            # On a busy machine the kernel hands over a little later what was sent before.
            await asyncio.sleep(_LAST_SECONDS)

    async def _wait_for_connections(self, seconds: float) -> None:
        assert self._loop is not None
        deadline = self._loop.time() + seconds
        while self.connections and self._loop.time() < deadline:
            await asyncio.sleep(_PAUSE_SECONDS)
