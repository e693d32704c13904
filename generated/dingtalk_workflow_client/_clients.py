"""The clients without their operations: settings, token, pool, and the carrying out of calls."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NoReturn, Self

from ._answers import Accepted
from ._conversation import AskToken, Conversation, Pause, converse, make_draft
from ._operation import Operation
from ._options import CallOptions, Settings
from ._sending import Address, AsyncSender, SyncSender, require_url
from ._tokens import MASK, AsyncTokens, SyncTokens
from .errors import ClientClosed, InvalidArgument

DEFAULT_TIMEOUT = 10.0
DEFAULT_RETRIES = 3
DEFAULT_CONNECTIONS = 100


def _require_address(
    *, base_url: object, user_agent: str, max_connections: object, proxy: object, ssl_context: object
) -> Address:
    if isinstance(max_connections, bool) or not isinstance(max_connections, int) or max_connections < 1:
        raise InvalidArgument(field="max_connections", reason="must be an int of at least 1")
    if ssl_context is not None and not isinstance(ssl_context, ssl.SSLContext):
        raise InvalidArgument(
            field="ssl_context", reason=f"must be an ssl.SSLContext, not {type(ssl_context).__name__}"
        )
    return Address(
        base_url=require_url("base_url", base_url, "http", "https"),
        user_agent=user_agent,
        max_connections=max_connections,
        proxy=None if proxy is None else require_url("proxy", proxy, "http", "https", may_have_user=True),
        ssl_context=ssl_context,
    )


class SyncClient:
    """A client whose calls block; threads may share it."""

    _user_agent = "dingtalk-workflow-client"

    def __init__(
        self,
        token: str | Callable[[], str],
        *,
        base_url: str,
        timeout: float = DEFAULT_TIMEOUT,
        retries: int = DEFAULT_RETRIES,
        resend: bool = False,
        max_connections: int = DEFAULT_CONNECTIONS,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = Settings.require(timeout=timeout, retries=retries, resend=resend)
        self._tokens = SyncTokens(token)
        self._address = _require_address(
            base_url=base_url,
            user_agent=self._user_agent,
            max_connections=max_connections,
            proxy=proxy,
            ssl_context=ssl_context,
        )
        self._sender = SyncSender(self._address)
        self._is_closed = False

    def __repr__(self) -> str:
        """Show where the client calls, and never its token."""
        return f"{type(self).__name__}(token={MASK!r}, base_url={self._address.base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or stored: the token would be, and connections cannot be."""
        raise TypeError(f"cannot copy or pickle {type(self).__name__}: it holds a token and connections")

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

    def _require_open(self) -> None:
        if self._is_closed:
            raise ClientClosed("the client is closed")

    def _call(self, operation: Operation, arguments: Mapping[str, Any], options: CallOptions | None) -> Accepted:
        self._require_open()
        settings = self._settings.override(options)
        draft = make_draft(operation, arguments)
        steps = converse(operation, draft, settings, is_renewable=self._tokens.is_renewable)
        return self._carry_out(steps)

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


class AsyncClient:
    """A client whose calls are awaited, under asyncio; tasks may share it."""

    _user_agent = "dingtalk-workflow-client"

    def __init__(
        self,
        token: str | Callable[[], str | Awaitable[str]],
        *,
        base_url: str,
        timeout: float = DEFAULT_TIMEOUT,
        retries: int = DEFAULT_RETRIES,
        resend: bool = False,
        max_connections: int = DEFAULT_CONNECTIONS,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = Settings.require(timeout=timeout, retries=retries, resend=resend)
        self._tokens = AsyncTokens(token)
        self._address = _require_address(
            base_url=base_url,
            user_agent=self._user_agent,
            max_connections=max_connections,
            proxy=proxy,
            ssl_context=ssl_context,
        )
        self._sender = AsyncSender(self._address)
        self._is_closed = False

    def __repr__(self) -> str:
        """Show where the client calls, and never its token."""
        return f"{type(self).__name__}(token={MASK!r}, base_url={self._address.base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or stored: the token would be, and connections cannot be."""
        raise TypeError(f"cannot copy or pickle {type(self).__name__}: it holds a token and connections")

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

    def _require_open(self) -> None:
        if self._is_closed:
            raise ClientClosed("the client is closed")

    async def _call(self, operation: Operation, arguments: Mapping[str, Any], options: CallOptions | None) -> Accepted:
        self._require_open()
        settings = self._settings.override(options)
        draft = make_draft(operation, arguments)
        steps = converse(operation, draft, settings, is_renewable=self._tokens.is_renewable)
        return await self._carry_out(steps)

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
