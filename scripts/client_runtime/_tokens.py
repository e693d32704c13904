"""The token: checked, percent-encoded once, never shown, and fetched by one caller at a time."""

import asyncio
import inspect
import json
import math
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

from .errors import InvalidArgument, TokenUnavailable

MASK = "***"
_SHORTEST_SECRET = 6
# The HTTP library takes a URL of 65,536 bytes, and a character may need twelve.
_LONGEST = 4096
_MARGIN = 60.0
"""Seconds before its end at which a token is renewed, where it lives long enough."""


class Token:
    """A token that can be sent; its identity tells one fetch from the next."""

    __slots__ = ("__weakref__", "_forms", "encoded", "prepared")

    def __init__(self, value: str) -> None:
        self.encoded = quote(value, safe="")
        self.prepared: dict[str, Any] = {}
        """What was made ready for requests with this token, by the path."""
        plain = {value, value.strip(), self.encoded}
        # Within quotes, or within the JSON that was its error's text.
        forms = {*plain, *(json.dumps(each)[1:-1] for each in plain), *(repr(each)[1:-1] for each in plain)}
        forms |= {json.dumps(each, ensure_ascii=False)[1:-1] for each in plain}
        self._forms = sorted(forms, key=len, reverse=True)

    def __repr__(self) -> str:
        """Show that there is a token, and not which."""
        return f"Token({MASK!r})"

    @property
    def is_telling(self) -> bool:
        """Whether it is long enough to be a secret; to mask a letter everywhere would spoil all logs."""
        return len(self._forms[-1]) >= _SHORTEST_SECRET

    def is_in(self, text: str) -> bool:
        """Return whether a text says the token."""
        return any(form in text for form in self._forms)

    def mask(self, text: str) -> str:
        """Return a server's text without the token."""
        for form in self._forms:
            text = text.replace(form, MASK)
        return text


class Credentials:
    """What the service is asked for a token with; each kind of client knows by which operation."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def __repr__(self) -> str:
        """Show that there are credentials, and not which."""
        return f"{type(self).__name__}({MASK!r})"


class Lease(NamedTuple):
    """A token, and for how many seconds it is valid."""

    token: object
    seconds: float


def find_token_fault(value: object) -> str | None:
    """Return why a value cannot be sent as a token, or None where it can."""
    if not isinstance(value, str):
        return f"must be a str, not {type(value).__name__}"
    if not value.strip():
        return "must not be blank"
    try:
        value.encode()
    except UnicodeEncodeError:
        return "must hold no lone surrogate"
    return None if len(value) <= _LONGEST else f"must have at most {_LONGEST} characters"


def _make_token(given: object) -> tuple[Token, float]:
    """Return a token, and when it is to be renewed by the monotonic clock: shortly before its end, if it has one."""
    value, seconds = given if isinstance(given, Lease) else (given, math.inf)
    fault = find_token_fault(value)
    if fault is None and isinstance(value, str):
        return Token(value), time.monotonic() + seconds - min(_MARGIN, seconds / 10)
    raise TokenUnavailable(f"cannot get a token: what the callable gave {fault}")


def require_source(token: object) -> None:
    """Raise InvalidArgument where something is neither a token nor a callable that returns one."""
    fault = None if callable(token) else find_token_fault(token)
    if fault is not None:
        raise InvalidArgument(field="token", reason=fault)


def _raise_failed(error: BaseException) -> NoReturn:
    if isinstance(error, TokenUnavailable):
        raise TokenUnavailable(*error.args) from error.__cause__
    raise TokenUnavailable(f"cannot get a token: the callable raised {type(error).__name__}") from error


class SyncTokens:
    """The token of a client and of all its threads."""

    def __init__(self, source: str | Callable[[], str | Lease]) -> None:
        require_source(source)
        self._source: Callable[[], object] = source if callable(source) else lambda: source
        self._lock = threading.Lock()
        self._current: Token | None = None
        self._over_at = math.inf
        self._fetch: tuple[int, Future[Token]] | None = None

    def get(self, refused: Token | None) -> Token:
        """Return the token, fetched anew where there is none yet or the current one was refused."""
        current = self._current
        if current is not None and current is not refused and time.monotonic() < self._over_at:
            return current
        me = threading.get_ident()
        with self._lock:
            newer = self._current
            if newer is not None and newer is not current and newer is not refused:
                return newer
            underway = self._fetch
            if underway is None:
                mine: Future[Token] = Future()
                self._current, self._fetch = None, (me, mine)
        if underway is None:
            return self._lead(mine)
        if underway[0] == me:
            raise TokenUnavailable("cannot get a token: the callable called the client that asks it")
        failure = underway[1].exception()
        return underway[1].result() if failure is None else _raise_failed(failure)

    def _lead(self, mine: Future[Token]) -> Token:
        try:
            token, over_at = _make_token(self._source())
        except BaseException as error:
            self._land(None)
            mine.set_exception(error)
            if isinstance(error, Exception):
                _raise_failed(error)
            raise
        self._land(token, over_at)
        mine.set_result(token)
        return token

    def _land(self, token: Token | None, over_at: float = math.inf) -> None:
        with self._lock:
            self._current, self._over_at, self._fetch = token, over_at, None


class AsyncTokens:
    """The token of a client and of all its tasks."""

    def __init__(self, source: str | Callable[[], str | Awaitable[str | Lease]]) -> None:
        require_source(source)
        self._source: Callable[[], object] = source if callable(source) else lambda: source
        self._current: Token | None = None
        self._over_at = math.inf
        self._fetch: asyncio.Task[Token] | None = None

    async def get(self, refused: Token | None) -> Token:
        """Return the token, fetched anew where there is none yet or the current one was refused."""
        if self._current is not None and self._current is not refused and time.monotonic() < self._over_at:
            return self._current
        underway = self._fetch
        # A fetch of another event loop cannot be awaited here, and may have ended with it.
        if underway is None or underway.done() or underway.get_loop() is not asyncio.get_running_loop():
            underway = self._fetch = asyncio.ensure_future(self._ask())
            underway.add_done_callback(_take_note)
        elif underway is asyncio.current_task():
            raise TokenUnavailable("cannot get a token: the callable called the client that asks it")
        # Shielded, since one caller's cancellation is no matter of the others that wait.
        try:
            return await asyncio.shield(underway)
        except Exception as error:  # noqa: BLE001 - a callable may raise anything
            failure = error
        _raise_failed(failure)

    async def _ask(self) -> Token:
        self._current = None
        given = self._source()
        token, over_at = _make_token(await given if inspect.isawaitable(given) else given)
        self._current, self._over_at = token, over_at
        return token


def _take_note(fetch: asyncio.Task[Token]) -> None:
    # Where all that waited were cancelled, nobody else takes the exception.
    if not fetch.cancelled():
        fetch.exception()
