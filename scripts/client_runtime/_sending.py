"""One exchange over a pool of connections: bounded in time and size, and never an exception of the HTTP library."""

import asyncio
import ssl
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import httpx
from attrs import frozen

from ._answers import RawAnswer
from ._conversation import Draft, Send
from ._deadline import Deadlines, TimeLeft
from ._logging import keep_out_of_logs
from ._reading import LARGEST_ANSWER
from ._tokens import Token
from .errors import ConnectionFailed, DingTalkError, InvalidArgument, MalformedAnswer, TimedOut, TransportFailed

_NOT_SENT = (httpx.ConnectError, httpx.ProxyError, httpx.LocalProtocolError, httpx.UnsupportedProtocol)
_LONGEST_SHOWN = 200
_DEEPEST_CHAIN = 20
_GRACE = 0.1


@frozen(kw_only=True)
class Address:
    """Where requests go, and by what way."""

    base_url: str
    user_agent: str
    max_connections: int
    # A proxy's address may hold a password.
    proxy: str | None
    ssl_context: ssl.SSLContext | None

    def prepare(self, draft: Draft, token: Token | None, timeout: object) -> httpx.Request:
        """Make the request; its URL is made once for each token."""
        if draft.secret:
            keep_out_of_logs(draft.secret)
        url = token.prepared.get(draft.path) if token else None
        if url is None:
            url = httpx.URL(self._join(draft, token))
            if token:
                token.prepared[draft.path] = url
                keep_out_of_logs(token)
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": self.user_agent,
            **draft.headers,
        }
        extensions = {"timeout": timeout}
        return httpx.Request(draft.method, url, headers=headers, content=draft.content, extensions=extensions)

    def _join(self, draft: Draft, token: Token | None) -> str:
        joint = "&" if "?" in draft.path else "?"
        query = f"{joint}{draft.token_name}={token.encoded}" if token else ""
        return f"{self.base_url}{draft.path}{query}"

    def transport_options(self) -> dict[str, Any]:
        """Return what both transports of the HTTP library are made of."""
        # Certificates are read from disk where they are needed alone; the context is never used for plain HTTP.
        is_plain = self.base_url.startswith("http:") and self.proxy is None
        verify = self.ssl_context or (ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else True)
        limits = httpx.Limits(max_connections=self.max_connections, max_keepalive_connections=self.max_connections)
        return {"verify": verify, "limits": limits, "proxy": self.proxy}


def require_url(field: str, value: object, *schemes: str, may_have_user: bool = False) -> str:
    """Return a URL without its last slash, or raise InvalidArgument with what keeps it from being one."""
    if not isinstance(value, str):
        raise InvalidArgument(field=field, reason=f"must be a str, not {type(value).__name__}")
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        httpx.URL(value)
    except (ValueError, httpx.InvalidURL):
        is_good = False
    if not is_good:
        raise InvalidArgument(field=field, reason=f"must be a URL of {' or '.join(schemes)}, with a host")
    # A query would swallow the path of every operation.
    if "?" in value or "#" in value or ("@" in parts.netloc and not may_have_user):
        raise InvalidArgument(field=field, reason="must have no query, no fragment, and no user")
    return value.rstrip("/")


class SyncSender:
    """The pool of a client."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._transport = httpx.HTTPTransport(**address.transport_options())
        self._deadlines = Deadlines()
        self._deadlines.bind(self._transport)

    def send(self, step: Send) -> RawAnswer | DingTalkError:
        """Make one exchange."""
        time_left = TimeLeft(step.timeout)
        self._deadlines.begin(time_left)
        try:
            response = self._transport.handle_request(self._address.prepare(step.draft, step.token, time_left))
            try:
                content = bytearray()
                for chunk in response.stream:  # type: ignore[union-attr]  # a sync transport gives a sync stream
                    content += chunk
                    if len(content) > LARGEST_ANSWER:
                        return _too_long()
                    if time_left.is_over():
                        return TimedOut(f"no whole answer in {step.timeout:g} s")
            finally:
                response.close()
            return _keep(response, content)
        except Exception as error:  # noqa: BLE001 - whatever a server makes a library raise ends here
            return _fail(error, step)

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()


class AsyncSender:
    """The pools of a client, one for each event loop that uses it."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._transports: WeakKeyDictionary[asyncio.AbstractEventLoop, httpx.AsyncHTTPTransport] = WeakKeyDictionary()

    def _transport(self) -> httpx.AsyncHTTPTransport:
        loop = asyncio.get_running_loop()
        transport = self._transports.get(loop)
        if transport is None:
            transport = self._transports[loop] = httpx.AsyncHTTPTransport(**self._address.transport_options())
        return transport

    async def send(self, step: Send) -> RawAnswer | DingTalkError:
        """Make one exchange."""
        try:
            # A little later than the phases end by themselves; for answers that trickle in.
            async with asyncio.timeout(step.timeout + _GRACE):
                return await self._exchange(step)
        except Exception as error:  # noqa: BLE001 - whatever a server makes a library raise ends here
            return _fail(error, step)

    async def _exchange(self, step: Send) -> RawAnswer | DingTalkError:
        request = self._address.prepare(step.draft, step.token, TimeLeft(step.timeout))
        response = await self._transport().handle_async_request(request)
        try:
            content = bytearray()
            async for chunk in response.stream:  # type: ignore[union-attr]  # an async transport gives an async stream
                content += chunk
                if len(content) > LARGEST_ANSWER:
                    return _too_long()
        finally:
            await response.aclose()
        return _keep(response, content)

    async def aclose(self) -> None:
        """Close every connection of this event loop; those of loops that ended are gone with them."""
        transport = self._transports.pop(asyncio.get_running_loop(), None)
        if transport is not None:
            await transport.aclose()


def _keep(response: httpx.Response, content: bytearray) -> RawAnswer:
    return RawAnswer(status=response.status_code, headers=dict(response.headers), content=bytes(content))


def _too_long() -> MalformedAnswer:
    return MalformedAnswer(f"the answer is longer than {LARGEST_ANSWER} bytes")


def _fail(error: Exception, step: Send) -> DingTalkError:
    # Not as its cause: the library's exceptions hold the request, whose URL holds the token.
    words = f"{type(error).__name__}: {error}"
    reason = (step.token.mask(words) if step.token else words)[:_LONGEST_SHOWN]
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        failure = TimedOut(f"no whole answer in {step.timeout:g} s")
        failure.may_have_been_executed = not isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
        return failure
    if isinstance(error, _NOT_SENT):
        return ConnectionFailed(f"no connection: {reason}", refused=_is_refused(error))
    return TransportFailed(f"no whole answer: {reason}")


def _is_refused(error: BaseException | None, depth: int = 0) -> bool:
    # A chain of exceptions may lead back to its beginning.
    if error is None or depth > _DEEPEST_CHAIN:
        return False
    if isinstance(error, ConnectionRefusedError):
        return True
    # The addresses of a host, which all failed.
    if isinstance(error, BaseExceptionGroup):
        return all(_is_refused(each, depth + 1) for each in error.exceptions)
    return _is_refused(error.__cause__ or error.__context__, depth + 1)
