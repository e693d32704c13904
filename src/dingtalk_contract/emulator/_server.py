"""
One listening socket and the loop that serves it, until told to stop.
"""

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from functools import partial

from uvicorn.config import Config
from uvicorn.server import ServerState

from ..errors import AddressInUse
from ..exchange import Address
from ._protocol import QuietProtocol
from ._requests import Message, Receive, Send

Application = Callable[[Message, Receive, Send], Awaitable[None]]

_BACKLOG = 2048
_HIGHEST_PORT = 65535


def listen(host: str, port: int) -> socket.socket:
    """
    Take an address, a free port where it is 0.

    Raises:
        AddressInUse: it cannot be had.
    """
    address = f"{host}:{port}"
    # getaddrinfo would take 65536 for 0.
    if not 0 <= port <= _HIGHEST_PORT:
        raise AddressInUse(address, f"a port is a number from 0 to {_HIGHEST_PORT}")
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise AddressInUse(address, _reason(error)) from error
    try:
        if os.name == "posix":  # elsewhere it would let two listeners share one address
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressInUse(address, _reason(error)) from error
    return listener


def url_of(listener: socket.socket) -> str:
    """
    Give the URL of what serves this socket.
    """
    host, port = listener.getsockname()[:2]
    return Address(scheme="http", host=host, port=port, prefix="").url


class Server:
    """
    One listener served until told to stop; uvicorn's own server logs, takes signals and is slow to end.
    """

    def __init__(self, application: Application, listener: socket.socket) -> None:
        self.listener = listener
        self._config = Config(
            application,
            http=QuietProtocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            proxy_headers=False,
        )
        self._state = ServerState()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    def run(self, when_ready: Callable[[], object]) -> None:
        """
        Serve until `stop` is called.
        """
        with asyncio.Runner(loop_factory=self._config.get_loop_factory()) as runner:
            runner.run(self._serve(when_ready))

    def stop(self) -> None:
        """
        End `run`, from whatever thread or signal handler.
        """
        if self._loop is None:
            self._stopping.set()
            return
        # The loop may have ended by itself.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._stopping.set)

    @contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """
        Let SIGINT and SIGTERM end `run` cleanly, where this thread may take signals.
        """
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
        self._loop = asyncio.get_running_loop()
        self._config.load()
        make_protocol = partial(QuietProtocol, config=self._config, server_state=self._state, app_state={})
        server = await self._loop.create_server(make_protocol, sock=self.listener, backlog=_BACKLOG)
        self._tell_time()
        when_ready()
        await self._stopping.wait()
        server.close()
        await self._end_connections()

    def _tell_time(self) -> None:
        # RFC 9110 section 6.6.1: who has a clock sends Date.
        self._state.default_headers = [(b"date", formatdate(usegmt=True).encode())]
        assert self._loop is not None
        self._loop.call_later(1, self._tell_time)

    async def _end_connections(self) -> None:
        """
        Close what is idle, let what is being answered end, and break off what waits for a client.
        """
        for connection in list(self._state.connections):
            connection.shutdown()
        await asyncio.sleep(0)
        for connection in list(self._state.connections):
            connection.transport.abort()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=0.5)


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError):
        return "this cannot be the name of a host"
    return (error.strerror or str(error)).lower()
