"""Everything that a call may raise, but for a TypeError where an argument is missing or unknown.

DingTalkError
├── InvalidArgument             a value that the document forbids; nothing was sent
├── TokenUnavailable            the callable gave no token that can be sent
├── ClientClosed                the client was closed before the call
├── Rejected                    an answer that says no (errcode other than 0)
│   ├── AuthenticationFailed    the token is missing, unknown or expired
│   ├── PermissionDenied        the token is good, but may not do this
│   ├── Throttled               too many calls (限流); later may do
│   └── Busy                    the service is busy (系统繁忙); later may do
├── MalformedAnswer             HTTP 200 with something that is no documented answer
├── UnexpectedStatus            an answer of another HTTP status
└── TransportFailed             no complete answer
    ├── ConnectionFailed        no connection; nothing was sent
    └── TimedOut                not in time
"""

from typing import Any

from ._answers import RawAnswer


class DingTalkError(Exception):
    """A call that did not end in an accepted answer; its text bears no token."""

    operation: str | None = None
    """The method that was called."""
    answer: RawAnswer | None = None
    """The answer as it arrived, if one did."""
    may_have_been_executed: bool = False
    """Whether the service may have done what was asked all the same."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Let errors travel between processes with all their fields."""
        return _restore, (type(self), self.args, vars(self))


def _restore(kind: type[DingTalkError], arguments: tuple[Any, ...], fields: dict[str, Any]) -> DingTalkError:
    error = kind.__new__(kind, *arguments)
    vars(error).update(fields)
    return error


class InvalidArgument(DingTalkError):
    """A value that the document, or the client, does not take; nothing was sent."""

    def __init__(self, *, field: str, reason: str, operation: str | None = None) -> None:
        self.operation = operation
        self.field = field
        self.reason = reason
        super().__init__(f"{operation + ': ' if operation else ''}{field} {reason}")


class TokenUnavailable(DingTalkError):
    """The callable failed, or gave what cannot be sent as a token; its own error is the cause."""


class ClientClosed(DingTalkError):
    """The client was closed before the call; nothing was sent."""


class Rejected(DingTalkError):
    """An answer that says no; nothing was executed."""

    def __init__(
        self,
        message: str,
        *,
        errcode: int | float | None = None,
        errmsg: str | None = None,
        sub_code: str | None = None,
        sub_msg: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.errcode = errcode
        self.errmsg = errmsg
        self.sub_code = sub_code
        self.sub_msg = sub_msg
        self.request_id = request_id
        self.retry_after = retry_after
        super().__init__(message)


class AuthenticationFailed(Rejected):
    """The token is missing, unknown or expired; a callable was asked for another one already."""


class PermissionDenied(Rejected):
    """The token is good, but the app, the address or the instance is not allowed this."""


class Throttled(Rejected):
    """Too many calls (限流); errcode is None where the answer has none, `retry_after` is in seconds."""


class Busy(Rejected):
    """The service is busy (系统繁忙)."""


class MalformedAnswer(DingTalkError):
    """HTTP 200 with something that is no documented answer."""

    may_have_been_executed = True


class UnexpectedStatus(DingTalkError):
    """An answer of another HTTP status than 200 that does not say why."""

    def __init__(self, message: str, *, status: int) -> None:
        self.status = status
        self.may_have_been_executed = not 400 <= status < 500
        super().__init__(message)


class TransportFailed(DingTalkError):
    """No complete answer: the connection was lost, or what came is no HTTP."""

    may_have_been_executed = True


class ConnectionFailed(TransportFailed):
    """No connection; nothing was sent. `refused` tells a refused one from all else."""

    may_have_been_executed = False

    def __init__(self, message: str, *, refused: bool) -> None:
        self.refused = refused
        super().__init__(message)


class TimedOut(TransportFailed):
    """No complete answer in time."""
