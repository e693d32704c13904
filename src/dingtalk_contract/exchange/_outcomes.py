"""What an answer amounts to: exactly one outcome for every exchange."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ._messages import Answer, Failure, Reading
from ._reading import read_json

_THROTTLING_CODES = frozenset({90002, 90005, 90006, 90018, 90019, 90020, 45009})
_BUSY_CODES = frozenset({-1, 400001})
_AUTHENTICATION = 88
_BLOCKED_STATUS = 1111


class Outcome(StrEnum):
    """What an answer amounts to."""

    ACCEPTED = "accepted"
    """2xx with a JSON object whose errcode is 0, or absent."""
    REJECTED = "rejected"
    """4xx whatever its body; or 2xx with a JSON object whose errcode is another number."""
    THROTTLED = "throttled"
    """Not now: a rate limit, the block of an address, or busy."""
    MALFORMED = "malformed"
    """Any other complete 2xx answer."""
    BROKEN = "broken"
    """The rest: no complete HTTP answer in time, 3xx, 5xx."""


def judge_outcome(answer: Answer | Failure) -> tuple[Outcome, Reading]:
    """Return the outcome of an answer, and its body as JSON; busy is for `is_busy` to tell."""
    if isinstance(answer, Failure):
        return Outcome.BROKEN, Reading(fault=answer.detail)
    reading = read_json(answer.body)
    return _outcome(answer, reading.members), reading


def is_busy(answer: Answer | Failure, reading: Reading) -> bool:
    """Return whether the target says that it is busy (系统繁忙), which a second try may mend."""
    if isinstance(answer, Failure) or not 200 <= answer.status < 300 or reading.members is None:
        return False
    return _code(reading.members.get("errcode")) in _BUSY_CODES


def _outcome(answer: Answer, members: Mapping[str, Any] | None) -> Outcome:
    if _is_throttled(answer, members):
        return Outcome.THROTTLED
    if 400 <= answer.status < 500:
        return Outcome.REJECTED
    if not 200 <= answer.status < 300:
        return Outcome.BROKEN
    if members is None:
        return Outcome.MALFORMED
    if "errcode" not in members:
        return Outcome.ACCEPTED
    code = _code(members["errcode"])
    if code is None:
        return Outcome.MALFORMED
    return Outcome.ACCEPTED if code == 0 else Outcome.REJECTED


def _is_throttled(answer: Answer, members: Mapping[str, Any] | None) -> bool:
    if answer.status == 429 or (answer.status == 503 and answer.header("retry-after") is not None):
        return True
    if members is None:
        return False
    code = _code(members.get("errcode"))
    if code == _AUTHENTICATION:
        sub_code = str(members.get("sub_code"))
        return sub_code.isdecimal() and len(sub_code) < 10 and int(sub_code) in _THROTTLING_CODES
    return code in _THROTTLING_CODES or ("errcode" not in members and _code(members.get("status")) == _BLOCKED_STATUS)


def _code(value: Any) -> int | Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return value
