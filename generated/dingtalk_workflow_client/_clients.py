"""The clients without their operations: settings, token, pool, and the carrying out of calls."""

import asyncio
import math
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic, NoReturn, Self, TypeVar

from ._answers import Accepted
from ._conversation import AskToken, Conversation, Pause, converse, make_draft
from ._operation import Operation
from ._options import CallOptions, Settings
from ._sending import Address, AsyncSender, SyncSender, require_url
from ._tokens import MASK, AsyncTokens, Credentials, Lease, SyncTokens
from .errors import ClientClosed, InvalidArgument

DEFAULT_TIMEOUT = 10.0
DEFAULT_RETRIES = 3
DEFAULT_CONNECTIONS = 100

TokenSource = TypeVar("TokenSource")


class _Client(Generic[TokenSource]):
    """What both clients have: checked settings, an address, and an end."""

    _user_agent = "dingtalk-workflow-client"
    _server: str
    """The service that is called where no other is named."""
    _token_operation: Operation
    """The operation that gives tokens."""
    _token_members: tuple[str, str]
    """Where its answer has the token and its seconds."""

    def __init__(
        self,
        token: TokenSource,
        *,
        base_url: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        retries: int = DEFAULT_RETRIES,
        resend: bool = False,
        max_connections: int = DEFAULT_CONNECTIONS,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = Settings.require(timeout=timeout, retries=retries, resend=resend)
        if isinstance(max_connections, bool) or not isinstance(max_connections, int) or max_connections < 1:
            raise InvalidArgument(field="max_connections", reason="must be an int of at least 1")
        if ssl_context is not None and not isinstance(ssl_context, ssl.SSLContext):
            reason = f"must be an ssl.SSLContext, not {type(ssl_context).__name__}"
            raise InvalidArgument(field="ssl_context", reason=reason)
        self._address = Address(
            base_url=require_url("base_url", self._server if base_url is None else base_url, "http", "https"),
            user_agent=self._user_agent,
            max_connections=max_connections,
            proxy=None if proxy is None else require_url("proxy", proxy, "http", "https", may_have_user=True),
            ssl_context=ssl_context,
        )
        self._is_closed = False
        self._is_renewable = callable(token) or isinstance(token, Credentials)
        self._connect(token)

    def _connect(self, token: TokenSource) -> None:
        raise NotImplementedError

    def __repr__(self) -> str:
        """Show where the client calls, and never its token."""
        return f"{type(self).__name__}(token={MASK!r}, base_url={self._address.base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or stored: the token would be, and connections cannot be."""
        raise TypeError(f"cannot copy or pickle {type(self).__name__}: it holds a token and connections")

    def _require_open(self) -> None:
        if self._is_closed:
            raise ClientClosed("the client is closed")

    def _begin(self, operation: Operation, arguments: Mapping[str, Any], options: CallOptions | None) -> Conversation:
        self._require_open()
        settings = self._settings.override(options)
        return converse(operation, make_draft(operation, arguments), settings, is_renewable=self._is_renewable)

    def _ask_for_token(self, credentials: Credentials) -> Conversation:
        return self._begin(self._token_operation, credentials.values, None)

    def _lease(self, accepted: Accepted) -> Lease:
        token, seconds = (accepted.members.get(name) for name in self._token_members)
        return Lease(token, seconds if isinstance(seconds, int | float) else math.inf)


class SyncClient(_Client[str | Callable[[], str] | Credentials]):
    """A client whose calls block; threads may share it."""

    def _connect(self, token: str | Callable[[], str] | Credentials) -> None:
        def lease() -> Lease:
            assert isinstance(token, Credentials), "it is asked of credentials alone"
            return self._lease(self._carry_out(self._ask_for_token(token)))

        self._tokens = SyncTokens(lease if isinstance(token, Credentials) else token)
        self._sender = SyncSender(self._address)

    def __enter__(self) -> Self:
        """Use the client for a while."""
        self._require_open()
        return self

    def __exit__(self, *_: object) -> None:
        """Close it at the end."""
        self.close()

    def close(self) -> None:
        """Close every connection; no call can be made afterwards."""
        self._is_closed = True
        self._sender.close()

    def _call(self, operation: Operation, arguments: Mapping[str, Any], options: CallOptions | None) -> Accepted:
        return self._carry_out(self._begin(operation, arguments, options))

    def _carry_out(self, steps: Conversation) -> Accepted:
        done: Any = None
        while True:
            try:
                step = steps.send(done)
            except StopIteration as end:
                accepted: Accepted = end.value
                return accepted
            if isinstance(step, AskToken):
                done = self._tokens.get(step.refused)
            elif isinstance(step, Pause):
                time.sleep(step.seconds)
            else:
                done = self._sender.send(step)


class AsyncClient(_Client[str | Callable[[], str | Awaitable[str]] | Credentials]):
    """A client whose calls are awaited, under asyncio; tasks may share it."""

    def _connect(self, token: str | Callable[[], str | Awaitable[str]] | Credentials) -> None:
        async def lease() -> Lease:
            assert isinstance(token, Credentials), "it is asked of credentials alone"
            return self._lease(await self._carry_out(self._ask_for_token(token)))

        self._tokens = AsyncTokens(lease if isinstance(token, Credentials) else token)
        self._sender = AsyncSender(self._address)

    async def __aenter__(self) -> Self:
        """Use the client for a while."""
        self._require_open()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it at the end."""
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection; no call can be made afterwards."""
        self._is_closed = True
        await self._sender.aclose()

    async def _call(self, operation: Operation, arguments: Mapping[str, Any], options: CallOptions | None) -> Accepted:
        return await self._carry_out(self._begin(operation, arguments, options))

    async def _carry_out(self, steps: Conversation) -> Accepted:
        done: Any = None
        while True:
            try:
                step = steps.send(done)
            except StopIteration as end:
                accepted: Accepted = end.value
                return accepted
            if isinstance(step, AskToken):
                done = await self._tokens.get(step.refused)
            elif isinstance(step, Pause):
                await asyncio.sleep(step.seconds)
            else:
                done = await self._sender.send(step)
