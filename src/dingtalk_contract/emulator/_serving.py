"""The emulator on a socket: on a thread beside a test, or as all that a process does."""

import gc
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Self, TypeVar

from ..exchange import listen
from ._emulator import Emulator
from ._server import Server, url_of

T = TypeVar("T")


def serve(
    emulator: Emulator,
    host: str,
    port: int,
    *,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM comes, telling the address once connections are taken.

    Raises:
        AddressInUse: the address cannot be had; nothing was announced.
    """
    with listen(host, port) as listener:
        server = Server(emulator.respond, listener, emulator.limits)
        # What is loaded by now stays; the collector need not look at it again and again.
        gc.freeze()
        with server.stopped_by_signals(), suppress(KeyboardInterrupt):
            server.run(lambda: announce and announce(url_of(listener)))


class EmbeddedEmulator:
    """An emulator on a thread of its own for as long as a `with` block lasts."""

    def __init__(self, emulator: Emulator, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.emulator = emulator
        self.url = ""
        """Where it serves, such as http://127.0.0.1:54321."""
        self._host = host
        self._port = port
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        listener = listen(self._host, self._port)
        self.url = url_of(listener)
        self._server = Server(self.emulator.respond, listener, self.emulator.limits)
        ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="emulator", daemon=True)
        self._thread.start()
        ready.result()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._server is not None and self._thread is not None:
            self._server.stop()
            self._thread.join()

    def call(self, do: Callable[[Emulator], T]) -> T:
        """Do something with the emulator between two requests."""
        assert self._server is not None, "it serves"
        return self._server.call(lambda: do(self.emulator))

    def _run(self, ready: Future[None]) -> None:
        server = self._server
        assert server is not None
        with server.listener:
            try:
                server.run(lambda: ready.set_result(None))
            except BaseException as error:
                if ready.done():
                    raise
                ready.set_exception(error)
