"""What an answer amounts to: accepted, or the error that says why not."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from ._answers import Accepted, RawAnswer
from ._operation import Operation
from ._reading import Unreadable, read_members, walk_texts
from ._schemas import find_answer_fault, settle_integers
from ._tokens import Token
from .errors import (
    AuthenticationFailed,
    Busy,
    DingTalkError,
    MalformedAnswer,
    PermissionDenied,
    Rejected,
    Throttled,
    UnexpectedStatus,
)

# The codes of the service's own tables, bare, or as the sub_code of 88.
_ENVELOPE = 88
_RENEWABLE = frozenset({40014, 42001})
_KINDS: dict[type[Rejected], frozenset[int]] = {
    AuthenticationFailed: _RENEWABLE | {40001, 41001, 43007},
    PermissionDenied: frozenset({50002, 50003, 60011, 60020, 810007, 8100017}),
    Throttled: frozenset({90002, 90005, 90006, 90018, 90019, 90020, 45009}),
    Busy: frozenset({-1, 400001}),
}
# Bare, 40000 is a wrong argument; below 88 it is a blank token.
_BLANK_TOKEN = 40000
_BLOCKED_STATUS = 1111
_LONGEST_SHOWN = 200


def judge_answer(operation: Operation, raw: RawAnswer, token: Token | None) -> Accepted | DingTalkError:
    """Return what was accepted, or the error to raise."""
    verdict = _judge(operation, raw, token)
    if isinstance(verdict, DingTalkError):
        verdict.operation, verdict.answer = operation.name, raw
    return verdict


def asks_for_another_token(error: DingTalkError) -> bool:
    """Return whether an answer says that the token is bad, in either of the recorded forms."""
    return isinstance(error, AuthenticationFailed) and _code(error.errcode, error.sub_code) in _RENEWABLE


def _judge(operation: Operation, raw: RawAnswer, token: Token | None) -> Accepted | DingTalkError:
    try:
        members = read_members(raw.headers, raw.content)
    except Unreadable as unreadable:
        return _judge_unreadable(operation, raw, _show(str(unreadable), token))
    if members.get("status") == _BLOCKED_STATUS and "errcode" not in members:
        return Throttled(f"{operation.name} was throttled: the address is blocked", retry_after=_retry_after(raw))
    errcode = members.get("errcode", 0)
    if isinstance(errcode, int | float) and not isinstance(errcode, bool) and errcode != 0:
        rejected = _reject(operation, raw, members, token)
        # A server that failed may say anything in its answer, and may have done anything.
        is_failure = 500 <= raw.status < 600 and not isinstance(rejected, Throttled)
        return _unexpected(operation, raw) if is_failure else rejected
    if raw.status != 200:
        return _throttle(operation, raw) if _is_overload(raw) else _unexpected(operation, raw)
    fault = find_answer_fault(operation.answer, members, "")
    if fault is not None:
        return MalformedAnswer(f"{operation.name} got a malformed answer: {' '.join(fault).strip()}")
    # An operation's schema need not name errcode, and a number may be too long to be told from 0.
    if isinstance(errcode, bool) or not isinstance(errcode, int | float):
        return MalformedAnswer(f"{operation.name} got a malformed answer: errcode is no number that can be told")
    if token is not None and any(token.is_in(text) for text in walk_texts(members)):
        raw = evolve(raw, says_token=True)
    settled: dict[str, Any] = settle_integers(operation.answer, members)
    # 0.0 is the same number.
    return Accepted(members=settled | {"errcode": 0} if "errcode" in members else settled, raw=raw)


def _judge_unreadable(operation: Operation, raw: RawAnswer, reason: str) -> DingTalkError:
    if _is_overload(raw):
        return _throttle(operation, raw)
    if raw.status != 200:
        return _unexpected(operation, raw)
    return MalformedAnswer(f"{operation.name} got a malformed answer: {reason}")


def _is_overload(raw: RawAnswer) -> bool:
    return raw.status == 429 or (raw.status == 503 and "retry-after" in raw.headers)


def _throttle(operation: Operation, raw: RawAnswer) -> Throttled:
    return Throttled(f"{operation.name} was throttled: HTTP {raw.status}", retry_after=_retry_after(raw))


def _unexpected(operation: Operation, raw: RawAnswer) -> UnexpectedStatus:
    return UnexpectedStatus(f"{operation.name} got HTTP {raw.status}", status=raw.status)


def _retry_after(raw: RawAnswer) -> float | None:
    # Its other form, a date, is not used by rate limits; it counts as absent.
    value = raw.headers.get("retry-after", "").strip()
    return float(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _reject(operation: Operation, raw: RawAnswer, members: Mapping[str, Any], token: Token | None) -> Rejected:
    errcode = members["errcode"]
    if isinstance(errcode, float) and errcode.is_integer():
        errcode = int(errcode)
    sub_code = _text(members.get("sub_code"))
    kind = _kind(errcode, sub_code)
    if kind is Rejected and _is_overload(raw):
        kind = Throttled
    words = {name: _text(members.get(name)) for name in ("errmsg", "sub_code", "sub_msg", "request_id")}
    shown = [f"{name} {_show(text, token)}" for name, text in words.items() if text is not None]
    message = ", ".join([f"{operation.name} was rejected: errcode {errcode}", *shown])
    return kind(message, errcode=errcode, retry_after=_retry_after(raw), **words)


def _kind(errcode: int | float, sub_code: str | None) -> type[Rejected]:
    code = _code(errcode, sub_code)
    if errcode == _ENVELOPE and code == _BLANK_TOKEN:
        return AuthenticationFailed
    # Busy is told bare alone.
    kinds = [kind for kind, codes in _KINDS.items() if code in codes and not (kind is Busy and errcode == _ENVELOPE)]
    return kinds[0] if kinds else Rejected


def _code(errcode: int | float | None, sub_code: str | None) -> int | float | None:
    if errcode != _ENVELOPE:
        return errcode
    is_code = sub_code is not None and sub_code.isascii() and sub_code.isdigit() and len(sub_code) < 10
    return int(sub_code) if is_code and sub_code is not None else None


def _text(value: Any) -> str | None:
    # sub_code is text in every recorded answer; a number says the same.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _show(text: str, token: Token | None) -> str:
    masked = token.mask(text) if token else text
    return repr(masked if len(masked) <= _LONGEST_SHOWN else f"{masked[:_LONGEST_SHOWN]}…")
