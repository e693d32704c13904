"""Faults on demand: what goes wrong between a caller and the service, by name, so that clients can be tried on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from time import monotonic

from ..errors import UsageError
from ..exchange import JSON_MEDIA_TYPE, Answer
from ._rejections import GATEWAY_MEDIA_TYPE, PERMISSION_MISSING, TOKEN_EXPIRED, Rejection, refuse_caller

THROTTLED = "throttled-app"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with one answer: it says no, is another one, or does not arrive whole."""

    name: str
    rejection: Rejection | None = None
    answer: Answer | None = None
    cut: float | None = None
    """Which share of the bytes goes out; what was asked is carried out all the same."""


def _page(name: str, status: int, *headers: tuple[str, str]) -> Fault:
    body = f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n".encode()
    return Fault(name=name, answer=Answer(status=status, headers=(("content-type", "text/html"), *headers), body=body))


def _raw(name: str, body: str, media_type: str = GATEWAY_MEDIA_TYPE) -> Fault:
    return Fault(name=name, answer=Answer(status=200, headers=(("content-type", media_type),), body=body.encode()))


def _say(name: str, rejection: Rejection) -> Fault:
    return Fault(name=name, rejection=rejection)


FAULTS: Mapping[str, Fault] = {
    fault.name: fault
    for fault in (
        _say("busy", Rejection(errcode=-1, errmsg="系统繁忙")),
        _say("busy-400001", Rejection(errcode=400001, errmsg="系统繁忙")),
        _say(THROTTLED, refuse_caller("90018", "您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了")),
        _say("throttled-all", refuse_caller("90002", "从 T1 到 T2 请求总次数超过 1200 次, 限制将在 T3 结束.")),
        _say(
            "throttled-month",
            Rejection(
                errcode=90020,
                errmsg="您的企业本月api调用量已超过限制,调用量:10001次,额度:10000次",
                has_request_id=False,
            ),
        ),
        _raw("address-blocked", '{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0"}', JSON_MEDIA_TYPE),
        _say("address-not-listed", refuse_caller("60020", "访问ip不在白名单之中,request ip=127.0.0.1 appKey()")),
        _say("permission-missing", PERMISSION_MISSING),
        _say(
            "backend-failure",
            Rejection(errcode=15, sub_code="isp.-1", errmsg="Remote service error"),
        ),
        _say("token-expired", TOKEN_EXPIRED["40014"]),
        _page("server-error", 502),
        _page("unavailable", 503, ("retry-after", "1")),
        _page("too-many-requests", 429, ("retry-after", "1")),
        _raw("page", "<html><body>login</body></html>\n", "text/html"),
        _raw("no-json", '{"errcode":0,"errmsg":"o'),
        _raw("empty", ""),
        _raw("errcode-text", '{"errcode":"0","errmsg":"ok"}'),
        Fault(name="dropped", cut=0.0),
        Fault(name="broken-off", cut=0.9),
    )
}
"""The faults that can be had, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """One fault, how often it strikes, and how many times in all."""

    fault: Fault
    share: float = 1.0
    times: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What goes wrong, and how often."""

    throttle: int | None = None
    """How many requests a second are taken; beyond, the caller is throttled."""
    latency: float = 0.0
    """Seconds before each answer."""
    strikes: tuple[Strike, ...] = ()
    """The first that strikes counts."""


class Faults:
    """A plan carried out, random only by its seed."""

    def __init__(self, plan: Plan, *, seed: int = 0, clock: Callable[[], float] = monotonic) -> None:
        self.plan = plan
        self.are_none = plan.throttle is None and not plan.strikes
        self.left = [strike.times for strike in plan.strikes]
        """How many times each strikes yet; None without end."""
        self._clock = clock
        self._random = Random(seed)  # noqa: S311 - chance that a seed repeats, no secret
        self._second = 0
        self._taken = 0

    def next(self) -> Fault | None:
        """Return the fault that strikes the next request, None where none does."""
        if self.plan.throttle is not None and self._is_beyond(self.plan.throttle):
            return FAULTS[THROTTLED]
        for index, strike in enumerate(self.plan.strikes):
            left = self.left[index]
            if left == 0 or (strike.share < 1.0 and self._random.random() >= strike.share):
                continue
            self.left[index] = None if left is None else left - 1
            return strike.fault
        return None

    def _is_beyond(self, most: int) -> bool:
        second = int(self._clock())
        if second != self._second:
            self._second, self._taken = second, 0
        self._taken += 1
        return self._taken > most


def make_strike(name: str, share: float = 1.0, times: int | None = None) -> Strike:
    """Make a strike of a fault by its name.

    Raises:
        UsageError: there is no such fault, or share is no part of one.
    """
    if name not in FAULTS:
        raise UsageError(f"cannot show the fault {name!r}: there is none of this name. There are: {', '.join(FAULTS)}.")
    if not 0 <= share <= 1:
        raise UsageError(f"cannot show the fault {name!r}: its share is no number from 0 to 1.")
    return Strike(fault=FAULTS[name], share=share, times=times)
