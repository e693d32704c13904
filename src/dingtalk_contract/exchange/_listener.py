"""A listener of ours: it keeps each request exactly as it arrived, and answers as it is told."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import h11

from ._arrivals import Arrival, Reply
from ._sockets import listen, show_authority

LONGEST_HEAD = 1 << 17
LONGEST_BODY = 1 << 24
LONGEST_KEPT = 1 << 16
MOST_CONNECTIONS = 200
_PIECE = 1 << 16
_VERSIONS = {b"1.0", b"1.1"}

Answering = Callable[[Arrival], Reply]
"""Says how a request is answered; it is called once for each, in the order of arrival on its connection."""


@dataclass(slots=True, kw_only=True)
class Listener:
    """Listens on one address, with a thread for each connection; nothing that comes can end it."""

    answering: Answering
    host: str = "127.0.0.1"
    port: int = 0
    patience: float = 3.0
    """Seconds that a request once begun may pause before it is taken as it is, incomplete."""
    arrivals: list[Arrival] = field(default_factory=list)
    """What arrived, in the order in which it was complete."""
    _socket: socket.socket | None = None
    _open: set[socket.socket] = field(default_factory=set)
    _readers: "dict[int, _Reader]" = field(default_factory=dict)
    """By the numbers of connections that are open."""
    _peers: list[object] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._socket = listen(self.host, self.port)
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._accept, args=(self._socket,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._socket is not None, "it was entered"
        self._closing.set()
        # Wakes the thread that waits for a connection.
        _shut(self._socket)
        self._socket.close()
        with self._lock:
            left = list(self._open)
        for connection in left:
            _shut(connection)

    @property
    def url(self) -> str:
        """Where it listens, as a URL without a trailing slash."""
        return f"http://{show_authority(self.host, self.port)}"

    def settle(self, seconds: float) -> None:
        """Wait until every connection has ended, so that all that was sent has arrived; no longer than told."""
        assert self._socket is not None, "it was entered"
        deadline = time.monotonic() + seconds
        # A connection of our own stands in the queue behind all others: once it is taken, they are.
        with socket.create_connection((self.host, self.port), timeout=seconds) as own:
            while own.getsockname() not in self._peers and time.monotonic() < deadline:
                time.sleep(0.001)
        while self._open and time.monotonic() < deadline:
            time.sleep(0.001)

    def finish_reading(self, seconds: float) -> None:
        """Wait until each request that was begun is complete or given up; no longer than told beyond patience."""
        deadline = time.monotonic() + self.patience + seconds
        while any(reader.is_reading for reader in list(self._readers.values())) and time.monotonic() < deadline:
            time.sleep(0.001)

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, peer = listening.accept()
            except OSError:
                return
            with self._lock:
                is_welcome = len(self._open) < MOST_CONNECTIONS
                if is_welcome:
                    self._open.add(connection)
                self._peers.append(peer)
                number = len(self._peers)
            if not is_welcome:
                connection.close()
                continue
            threading.Thread(target=self._converse, args=(connection, number), daemon=True).start()

    def _converse(self, connection: socket.socket, number: int) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            reader = self._readers[number] = _Reader(connection=connection, patience=self.patience)
            while (read := reader.read()) is not None:
                with self._lock:
                    arrival = read(len(self.arrivals) + 1, number)
                    self.arrivals.append(arrival)
                if not self._answer(connection, reader, arrival):
                    return
        except OSError:
            return
        finally:
            with self._lock:
                self._open.discard(connection)
                self._readers.pop(number, None)
            connection.close()

    def _answer(self, connection: socket.socket, reader: "_Reader", arrival: Arrival) -> bool:
        """Answer a request, and tell whether the connection goes on."""
        reply = self.answering(arrival)
        self._closing.wait(reply.delay)
        goes_on = arrival.fault is None and reply.raw is None and not reply.drop and reader.begin_next()
        data = reply.encode(close=not goes_on)
        if data:
            connection.settimeout(self.patience)
            if reply.pause:
                end = data.find(b"\r\n\r\n") + 4
                connection.sendall(data[:end])
                self._closing.wait(reply.pause)
                data = data[end:]
            connection.sendall(data)
        if arrival.fault is not None:
            _drain(connection, self.patience)
        return goes_on


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _drain(connection: socket.socket, patience: float) -> None:
    """Read what is left of no use: bytes unread at the close would be a reset, and the answer lost."""
    connection.shutdown(socket.SHUT_WR)
    connection.settimeout(patience)
    left = LONGEST_BODY
    while left > 0 and (data := connection.recv(_PIECE)):
        left -= len(data)


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the requests of one connection, as far as they are any."""

    connection: socket.socket
    patience: float
    _protocol: h11.Connection = field(
        default_factory=lambda: h11.Connection(h11.SERVER, max_incomplete_event_size=LONGEST_HEAD)
    )
    _raw: bytearray = field(default_factory=bytearray)
    _started: float = 0.0
    is_reading: bool = False
    """A request was begun, and is not yet complete."""

    def read(self) -> "Callable[[int, int], Arrival] | None":
        """Read one request, and give what makes an arrival of it; None where the connection ends before one begins."""
        head: h11.Request | None = None
        body = bytearray()
        fault: str | None = None
        while fault is None:
            try:
                event = self._protocol.next_event()
                if event is h11.NEED_DATA:
                    fault = self._receive(is_within=head is not None)
                    if fault == _NOTHING:
                        return None
                elif isinstance(event, h11.Request):
                    head = event
                    fault = None if head.http_version in _VERSIONS else "it is not HTTP/1.0 or HTTP/1.1"
                elif isinstance(event, h11.Data):
                    body += event.data
                    fault = f"the body is longer than {LONGEST_BODY} bytes" if len(body) > LONGEST_BODY else None
                elif isinstance(event, h11.EndOfMessage):
                    break
                else:
                    return None
            except h11.RemoteProtocolError as error:
                fault = str(error)
        self.is_reading = False
        return self._maker(head, bytes(body), fault)

    def begin_next(self) -> bool:
        """Return whether another request may follow on this connection, and make ready for it."""
        self._protocol.send(h11.Response(status_code=200, headers=[("Content-Length", "0")]))
        self._protocol.send(h11.EndOfMessage())
        if self._protocol.our_state is not h11.DONE or self._protocol.their_state is not h11.DONE:
            return False
        self._protocol.start_next_cycle()
        self._raw.clear()
        self._raw += self._protocol.trailing_data[0]
        self._started = time.time()
        return True

    def _receive(self, *, is_within: bool) -> str | None:
        """Take more bytes; give a fault where none come though a request was begun, and _NOTHING where none was."""
        if is_within and self._protocol.they_are_waiting_for_100_continue:
            self.connection.sendall(self._protocol.send(h11.InformationalResponse(status_code=100, headers=[])) or b"")
        is_begun = is_within or bool(self._raw)
        # Between requests a connection may rest as long as its owner lives.
        self.connection.settimeout(self.patience if is_begun else None)
        try:
            data = self.connection.recv(_PIECE)
        except TimeoutError:
            return f"it is not complete, and nothing more came for {self.patience:g} s"
        except OSError:
            data = b""
        if not data and not is_begun:
            return _NOTHING
        if not self._raw:
            self._started = time.time()
        self.is_reading = True
        self._raw += data[: LONGEST_KEPT - len(self._raw)]
        self._protocol.receive_data(data)
        return None

    def _maker(self, head: h11.Request | None, body: bytes, fault: str | None) -> "Callable[[int, int], Arrival]":
        surplus = len(self._protocol.trailing_data[0])
        is_whole = len(self._raw) < LONGEST_KEPT
        raw = bytes(self._raw[: len(self._raw) - surplus] if is_whole and fault is None else self._raw)
        started = self._started

        def make(number: int, connection: int) -> Arrival:
            blank = Arrival(number=number, connection=connection, body=body, fault=fault, raw=raw, started=started)
            if head is None:
                return blank
            headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers)
            return Arrival(
                number=number,
                connection=connection,
                method=head.method.decode("latin-1"),
                target=head.target.decode("latin-1"),
                version=head.http_version.decode("latin-1"),
                headers=headers,
                body=body,
                chunked="chunked" in dict(headers).get("transfer-encoding", "").lower(),
                fault=fault,
                raw=raw,
                started=started,
            )

        return make


_NOTHING = "nothing came"
