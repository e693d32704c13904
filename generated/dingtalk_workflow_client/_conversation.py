"""One call from its first request to its end, told in steps that a sync or an async client carries out alike."""

import json
import logging
import random
from collections.abc import Generator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from attrs import frozen

from ._answers import Accepted, RawAnswer
from ._logging import LOGGER
from ._operation import Operation
from ._options import Settings
from ._outcomes import asks_for_another_token, judge_answer
from ._schemas import Schema, find_argument_fault
from ._tokens import MASK, Token
from .errors import (
    Busy,
    ConnectionFailed,
    DingTalkError,
    InvalidArgument,
    Throttled,
    TransportFailed,
    UnexpectedStatus,
)

_FIRST_DELAY = 1.0
_LONGEST_DELAY = 10.0


@frozen(kw_only=True)
class Draft:
    """A request before it has its address and its token."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes
    token_name: str | None
    secret: Token | None = None
    """What stands in the path's query and is to be shown nowhere."""


@frozen
class AskToken:
    """Get the token; another one than this, where one was refused."""

    refused: Token | None


@frozen
class Send:
    """Make one exchange; the answer or the error is what comes of it."""

    draft: Draft
    token: Token | None
    timeout: float


@frozen
class Pause:
    """Wait for so many seconds."""

    seconds: float


Step = AskToken | Send | Pause
Conversation = Generator[Step, Any, Accepted]


def make_draft(operation: Operation, arguments: Mapping[str, Any]) -> Draft:
    """Check the arguments and make the request; those that are None and optional are left out."""
    needed = operation.arguments.get("required", ())
    given = {name: value for name, value in arguments.items() if value is not None or name in needed}
    try:
        fault = find_argument_fault(operation.arguments, given, "")
        made = operation.draft(given) if fault is None else {}
        content = _encode(made["json"]) if "json" in made else b""
        query = urlencode(made.get("params", {}), quote_via=quote, safe="")
    except (TypeError, ValueError, RecursionError) as error:
        fault = ("the arguments", f"cannot be written as JSON ({type(error).__name__})")
    if fault is not None:
        raise InvalidArgument(field=fault[0], reason=fault[1], operation=operation.name)
    return Draft(
        method=made["method"].upper(),
        path=f"{made['url']}?{query}" if query else made["url"],
        headers=made.get("headers", {}),
        content=content,
        token_name=operation.token_name,
        secret=_find_secret(operation.arguments, given),
    )


def _encode(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _find_secret(arguments: Schema, given: Mapping[str, Any]) -> Token | None:
    secret = (name for name, schema in arguments.get("properties", {}).items() if schema.get("format") == "password")
    return next((Token(given[name]) for name in secret if name in given), None)


def converse(operation: Operation, draft: Draft, settings: Settings, *, is_renewable: bool) -> Conversation:
    """Tell what is to be done next, until an answer is accepted or an error is final."""
    token: Token | None = None
    if operation.token_name is not None:
        token = yield AskToken(None)
    sent = 0
    while True:
        received = yield Send(draft, token, settings.timeout)
        shy = token or draft.secret
        verdict = judge_answer(operation, received, shy) if isinstance(received, RawAnswer) else received
        _log(draft, received, verdict)
        if isinstance(verdict, Accepted):
            return verdict
        verdict.operation = operation.name
        if is_renewable and token and asks_for_another_token(verdict):
            is_renewable = False
            token = yield AskToken(token)
            continue
        delay = _delay(verdict, sent)
        if sent == settings.retries or delay > _LONGEST_DELAY or not _may_be_sent_again(verdict, settings):
            raise verdict
        sent += 1
        LOGGER.info("%s: sent again in %.1f s, %d of %d", verdict, delay, sent, settings.retries)
        yield Pause(delay)


def _may_be_sent_again(error: DingTalkError, settings: Settings) -> bool:
    if isinstance(error, Throttled | Busy):
        return True
    if isinstance(error, ConnectionFailed):
        return error.refused
    is_lost = isinstance(error, TransportFailed) or (isinstance(error, UnexpectedStatus) and error.status >= 500)
    return settings.resend and is_lost and error.may_have_been_executed


def _delay(error: DingTalkError, sent: int) -> float:
    wanted = error.retry_after if isinstance(error, Throttled) else None
    jitter = random.uniform(0.5, 1.0)  # noqa: S311 - spreads callers out, keeps no secret
    backoff: float = min(_FIRST_DELAY * 2**sent, _LONGEST_DELAY) * jitter
    return max(wanted or 0.0, backoff)


def _log(draft: Draft, received: RawAnswer | DingTalkError, verdict: Accepted | DingTalkError) -> None:
    if LOGGER.isEnabledFor(logging.DEBUG):
        came = f"HTTP {received.status}" if isinstance(received, RawAnswer) else "no answer"
        said = "accepted" if isinstance(verdict, Accepted) else str(verdict)
        path = draft.path.partition("?")[0]
        LOGGER.debug("%s %s?%s=%s: %s, %s", draft.method, path, draft.token_name or "…", MASK, came, said)
