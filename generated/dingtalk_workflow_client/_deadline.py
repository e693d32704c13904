"""A deadline for a whole exchange, where the HTTP library knows one for each read alone."""

import threading
import time
from typing import Any

import httpx

_LEAST = 0.001


class TimeLeft(dict[str, float]):
    """The time left of an exchange, whichever phase of it asks."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._deadline = time.monotonic() + seconds

    def get(self, _: object = None, default: object = None) -> Any:  # noqa: ARG002 - the signature of dict
        return max(self._deadline - time.monotonic(), _LEAST)

    def is_over(self) -> bool:
        """Return whether no time is left."""
        return time.monotonic() > self._deadline


class Deadlines:
    """The deadline of each thread's exchange, and connections that keep to it."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    def begin(self, time_left: TimeLeft) -> None:
        """Let this thread's reads end with the exchange that begins."""
        self._of_thread.time_left = time_left

    def bind(self, transport: httpx.HTTPTransport) -> None:
        """Make each read of a transport wait no longer than is left; else a head that trickles in had no end."""
        # The library offers no way to say this; where it moves, the rest of the deadline still holds, and a test fails.
        pool: Any = getattr(transport, "_pool", None)
        if hasattr(pool, "_network_backend"):
            pool._network_backend = _Backend(pool._network_backend, self)  # noqa: SLF001 - see above

    def shorten(self, timeout: float | None) -> float | None:
        """Return how long a read of this thread may wait."""
        time_left: TimeLeft | None = getattr(self._of_thread, "time_left", None)
        if time_left is None:
            return timeout
        left: float = time_left.get()
        return left if timeout is None else min(timeout, left)


class _Backend:
    """The library's own backend, whose connections keep to deadlines."""

    def __init__(self, inner: Any, deadlines: Deadlines) -> None:
        self._inner = inner
        self._deadlines = deadlines

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def connect_tcp(self, *arguments: Any, **options: Any) -> Any:
        return _Stream(self._inner.connect_tcp(*arguments, **options), self._deadlines)


class _Stream:
    """A connection that keeps to its thread's deadline."""

    def __init__(self, inner: Any, deadlines: Deadlines) -> None:
        self._inner = inner
        self._deadlines = deadlines

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def read(self, max_bytes: int, timeout: float | None = None) -> Any:
        return self._inner.read(max_bytes, self._deadlines.shorten(timeout))

    def start_tls(self, *arguments: Any, **options: Any) -> Any:
        return _Stream(self._inner.start_tls(*arguments, **options), self._deadlines)
