"""Exchanges over one connection: any bytes out, one bounded answer in, one deadline for the whole."""

import socket
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import h11

from ..errors import UsageError
from ._messages import Answer, Draft, Failure, FailureKind
from ._sockets import show_authority

LONGEST_BODY = 1 << 20
LONGEST_HEAD = 1 << 16
_PIECE = 1 << 16
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a target is: scheme, host, port, and a path prefix if any."""

    scheme: str
    host: str
    port: int
    prefix: str

    @property
    def url(self) -> str:
        """The address as a URL without a trailing slash."""
        authority = show_authority(self.host, self.port).removesuffix(f":{_PORTS[self.scheme]}")
        return f"{self.scheme}://{authority}{self.prefix}"


def parse_url(url: str) -> Address:
    """Read a target's URL.

    Raises:
        UsageError: it is no http or https URL, or has a query, a fragment or user information.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        # The URL is not told: with a fault like this, nobody knows where in it a token stands.
        raise UsageError("cannot use this URL: its host or port cannot be read. Give http://HOST:PORT.") from None
    if "@" in parts.netloc:
        raise UsageError("cannot use this URL: it holds user information. Give the token with --access-token.")
    faults = {
        "it does not begin with http:// or https://": parts.scheme not in _PORTS,
        "it has no host": not parts.hostname,
        "it has a query. Give the token with --access-token": "?" in url,
        "it has a fragment": "#" in url,
        "it holds a space or a control character": any(char <= " " or char == "\x7f" for char in url),
    }
    if any(faults.values()):
        reason = next(text for text, present in faults.items() if present)
        raise UsageError(f"cannot use the URL {url.split('?', maxsplit=1)[0]!r}: {reason}.")
    return Address(
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=port or _PORTS[parts.scheme],
        prefix=parts.path.rstrip("/"),
    )


_USUAL = (("Accept", "*/*"), ("Accept-Encoding", "identity"), ("User-Agent", "dingtalk-contract"))


class _Stop(Exception):
    def __init__(self, kind: FailureKind, detail: str) -> None:
        self.failure = Failure(kind=kind, detail=detail)


@dataclass(slots=True, kw_only=True)
class Transport:
    """One connection to a target, kept alive where the target allows.

    No redirect is followed, no proxy, cookie or netrc of the environment is used, and no answer is decoded.
    """

    address: Address
    timeout: float
    resends: bool = True
    """What a connection that had served before took no more is sent again, once."""
    _socket: socket.socket | None = None
    _used: bool = field(default=False)

    def exchange(self, draft: Draft) -> Answer | Failure:
        """Send one request and read its answer, within the timeout in all.

        A reset of a connection that had served before is no fault of the target; then, unless told otherwise, a fresh
        one is tried once.
        """
        deadline = time.monotonic() + self.timeout
        may_resend = self.resends and self.is_open
        try:
            return self._attempt(draft, deadline)
        except _Stop as stop:
            self.close()
            if not (may_resend and stop.failure.kind is FailureKind.CLOSED and stop.failure.detail == _NOTHING_CAME):
                return stop.failure
        try:
            return self._attempt(draft, deadline)
        except _Stop as stop:
            self.close()
            return stop.failure

    @property
    def is_open(self) -> bool:
        """Return whether there is a connection that has served before."""
        return self._socket is not None and self._used

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None
        self._used = False

    def _attempt(self, draft: Draft, deadline: float) -> Answer | Failure:
        connection = self._socket or self._connect(deadline)
        self._socket = connection
        protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=LONGEST_HEAD)
        # A target may answer and close before it has read all; its answer is read all the same.
        sending_failed = not self._send(connection, _encode(draft, self.address, protocol), deadline)
        answer, keep = _Reader(connection, protocol, deadline).read()
        self._used = True
        if not keep or sending_failed:
            self.close()
        return answer

    def _connect(self, deadline: float) -> socket.socket:
        try:
            plain = socket.create_connection((self.address.host, self.address.port), _left(deadline))
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.address.scheme == "http":
                return plain
            plain.settimeout(_left(deadline))
            return ssl.create_default_context().wrap_socket(plain, server_hostname=self.address.host)
        except TimeoutError as error:
            raise _Stop(FailureKind.TIMEOUT, "no connection in time") from error
        except ssl.SSLError as error:
            raise _Stop(FailureKind.NOT_HTTP, f"no TLS: {error.reason or error}") from error
        except (OSError, UnicodeError) as error:
            detail = getattr(error, "strerror", None) or str(error)
            raise _Stop(FailureKind.REFUSED, detail.lower()) from error

    @staticmethod
    def _send(connection: socket.socket, data: bytes, deadline: float) -> bool:
        try:
            connection.settimeout(_left(deadline))
            connection.sendall(data)
        except TimeoutError as error:
            raise _Stop(FailureKind.TIMEOUT, "the request was not taken in time") from error
        except OSError:
            return False
        return True


def _acknowledge_at_once(connection: socket.socket) -> None:
    """Spare a target that writes head and body apart the 40 ms of a delayed acknowledgement, where the system can."""
    if hasattr(socket, "TCP_QUICKACK"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _Stop(FailureKind.TIMEOUT, "no complete answer in time")
    return left


def _encode(draft: Draft, address: Address, protocol: h11.Connection) -> bytes:
    """Return the request's bytes, and tell the protocol enough of it to read the answer."""
    host = address.url.split("//")[1].removesuffix(address.prefix)
    lines = [f"{draft.method} {address.prefix}{draft.target} HTTP/1.1", f"Host: {host}"]
    own = draft.all_headers()
    named = {name.lower() for name, _ in own}
    lines += [f"{name}: {value}" for name, value in _USUAL if name.lower() not in named]
    lines += [f"{name}: {value}" for name, value in own]
    body = draft.body or b""
    if draft.chunked and body:
        lines.append("Transfer-Encoding: chunked")
        body = b"".join(_chunks(body)) + b"0\r\n\r\n"
    elif draft.body is not None or draft.method in {"POST", "PUT", "PATCH"}:
        lines.append(f"Content-Length: {len(body)}")
    method = draft.method if draft.method.isalpha() else "POST"
    protocol.send(h11.Request(method=method, target="/", headers=[("Host", "target")]))
    protocol.send(h11.EndOfMessage())
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + body


def _chunks(body: bytes, size: int = 32) -> list[bytes]:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return [f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces]


_START = b"HTTP/"
_NOTHING_CAME = "the connection was closed without an answer"


@dataclass(slots=True)
class _Reader:
    """One answer read from a connection, bounded in size and time."""

    connection: socket.socket
    protocol: h11.Connection
    deadline: float
    received: int = 0
    first: bytes = b""

    def read(self) -> tuple[Answer, bool]:
        """Read the answer, and tell whether the connection can serve again."""
        response: h11.Response | None = None
        body = bytearray()
        while True:
            event = self._next_event()
            if isinstance(event, h11.Response):
                response = event
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > LONGEST_BODY:
                    raise _Stop(FailureKind.TOO_LARGE, f"the body is longer than {LONGEST_BODY} bytes")
            elif isinstance(event, h11.EndOfMessage) and response is not None:
                return self._finish(response, bytes(body))

    def _next_event(self) -> object:
        while True:
            try:
                event = self.protocol.next_event()
            except h11.RemoteProtocolError as error:
                raise self._fault(str(error)) from error
            if event is h11.PAUSED or isinstance(event, h11.ConnectionClosed):
                raise self._fault("the connection was closed before the answer's end")
            if event is not h11.NEED_DATA:
                return event
            self.protocol.receive_data(self._receive())

    def _receive(self) -> bytes:
        try:
            self.connection.settimeout(_left(self.deadline))
            _acknowledge_at_once(self.connection)
            data = self.connection.recv(_PIECE)
        except TimeoutError as error:
            raise _Stop(FailureKind.TIMEOUT, "no complete answer in time") from error
        except OSError as error:
            detail = _NOTHING_CAME if not self.received else "the connection was reset before the answer's end"
            raise _Stop(FailureKind.CLOSED, detail) from error
        if not data and not self.received:
            raise _Stop(FailureKind.CLOSED, _NOTHING_CAME)
        self.received += len(data)
        self.first = (self.first + data)[: len(_START)]
        if not _START.startswith(self.first):
            raise self._fault("")
        return data

    def _fault(self, reason: str) -> _Stop:
        if not _START.startswith(self.first):
            return _Stop(FailureKind.NOT_HTTP, f"what came does not begin like HTTP: {self.first!r}")
        if self.protocol.their_state is h11.ERROR and "too long" in reason:
            return _Stop(FailureKind.TOO_LARGE, f"the headers are longer than {LONGEST_HEAD} bytes")
        return _Stop(FailureKind.CLOSED, reason)

    def _finish(self, response: h11.Response, body: bytes) -> tuple[Answer, bool]:
        surplus = self.protocol.trailing_data[0]
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
        answer = Answer(status=response.status_code, headers=headers, body=body, surplus=surplus)
        return answer, self.protocol.their_state is h11.DONE and not surplus
