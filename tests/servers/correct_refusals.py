"""Correct servers that refuse, throttle or take what they may."""

import json
import re
import time
from typing import Any

from tests.servers.conforming import conforming, reject
from tests.servers.mending import (
    agentid_of,
    groups_of,
    inner_of,
    is_accepted,
    is_valid,
    mend,
    texts_of,
    token_of,
    value_of,
    with_inner,
)
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import conforms

REJECTION = ("answer/rejection-status",)


def _refusing(request: Request, *, is_odd: bool) -> Reply:
    return reject(request, "odd") if is_odd and is_valid(request) else conforming(request)


def _with_status(request: Request, statuses: dict[str, int], otherwise: int, **changes: Any) -> Reply:
    """Answer a fault with the status of its first words."""
    reply = conforming(request)
    if is_accepted(reply):
        return reply
    fault = str(reply.value["errmsg"])[4:]
    status = next((status for words, status in statuses.items() if fault.startswith(words)), otherwise)
    return reply.edit(status=status, **changes)


@conforms(warns=REJECTION)
def is_like_spring(request: Request) -> Reply:
    """Rejects with 400, 401, 404, 405 and 415, and the body of Spring."""
    statuses = {"method": 405, "path": 404, "token": 401, "content-type": 415}
    body = b'{"timestamp":"2026-01-01T00:00:00.000+00:00","status":400,"error":"Bad Request","path":"/"}'
    return _with_status(request, statuses, 400, body=body)


@conforms(warns=REJECTION)
def is_like_express(request: Request) -> Reply:
    """Rejects with pages of HTML, and 404 for other methods."""
    page = b"<!DOCTYPE html><pre>Cannot GET /</pre>"
    return _with_status(request, {"method": 404, "token": 403}, 400, body=page, media_type="text/html; charset=utf-8")


@conforms(warns=REJECTION)
def is_like_go(request: Request) -> Reply:
    """Rejects with plain text and Allow, as net/http does."""
    headers = (("X-Content-Type-Options", "nosniff"), ("Allow", "POST"))
    statuses = {"method": 405, "token": 401}
    return _with_status(request, statuses, 400, body=b"no\n", media_type="text/plain", headers=headers)


@conforms(warns=(*REJECTION, "body/content-type", "body/request/agentid/digits", "body/request/activity_id_list/null"))
def is_like_pydantic(request: Request) -> Reply:
    """Takes digits, null for an optional list and any media type."""
    mended = mend(request, "agentid", lambda value: isinstance(value, str) and value.isdecimal(), 1)
    inner = inner_of(mended)
    if "activity_id_list" in inner and inner["activity_id_list"] is None:
        mended = with_inner(mended, activity_id_list=[])
    reply = conforming(mended, without={"content-type"})
    detail = {"detail": [{"type": "missing", "loc": ["body", "request"], "msg": "Field required"}]}
    return reply if is_accepted(reply) else reply.edit(status=422, value=detail)


@conforms(warns=REJECTION)
def is_like_wiremock(request: Request) -> Reply:
    """Takes the known values alone, and answers 404 to all else."""
    inner = inner_of(request)
    known = {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111"}
    is_known = {**inner, **known} == inner and all(group in ["1111", "2222"] for group in groups_of(request))
    missed = Reply(status=404, media_type="text/plain", body=b"No response could be served")
    return conforming(request) if is_valid(request) and is_known else missed


@conforms(warns=REJECTION)
def is_like_nginx(request: Request) -> Reply:
    """Rejects with 403 and no body at all, and 405 for methods."""
    return _with_status(request, {"method": 405}, 403, body=b"", media_type=None)


@conforms(warns=REJECTION)
def rejects_with_a_kind_of_json(request: Request) -> Reply:
    """Rejects with a problem document under 400."""
    return _with_status(request, {}, 400, media_type="application/problem+json", body=b'{"type":"about:blank"}')


@conforms(warns=REJECTION)
def rejects_with_odd_statuses(request: Request) -> Reply:
    """Rejects with 402, 409, 410, 411, 418, 428, 431 and 451."""
    statuses = (402, 409, 410, 418, 428, 431, 451, 499)
    return _with_status(request, {}, statuses[request.number % len(statuses)])


@conforms(warns=("spelling/chunked", *REJECTION))
def refuses_chunks_with_411(request: Request) -> Reply:
    """Asks for a length where a body comes in chunks."""
    return Reply(status=411) if "transfer-encoding" in request.headers else conforming(request)


@conforms(warns=REJECTION)
def refuses_large_bodies_with_413(request: Request) -> Reply:
    """Answers 413 beyond 8 KiB, and closes."""
    return Reply(status=413, body=b"", close=True) if len(request.body) > 8192 else conforming(request)


@conforms(warns=REJECTION)
def refuses_long_queries_with_414(request: Request) -> Reply:
    """Answers 414 to an address of more than 2000 characters."""
    is_long = len(request.target) > 2000
    return Reply(status=414, body=b"", close=True) if is_long else conforming(request)


@conforms()
def refuses_long_ids(request: Request) -> Reply:
    """Refuses texts of more than 64 characters."""
    return _refusing(request, is_odd=any(len(text) > 64 for text in texts_of(request)))


@conforms()
def refuses_ids_of_odd_characters(request: Request) -> Reply:
    """Refuses texts that have more than letters, digits and joints."""
    return _refusing(request, is_odd=any(not re.fullmatch(r"[\w-]+", text, re.ASCII) for text in texts_of(request)))


@conforms()
def refuses_empty_lists(request: Request) -> Reply:
    """Refuses a list without items."""
    return _refusing(request, is_odd=inner_of(request).get("activity_id_list") == [])


@conforms()
def refuses_repeats_and_long_lists(request: Request) -> Reply:
    """Refuses an item that comes twice, and more than a hundred."""
    groups = groups_of(request)
    return _refusing(request, is_odd=len(groups) > 100 or len({str(item) for item in groups}) < len(groups))


@conforms()
def refuses_unknown_fields(request: Request) -> Reply:
    """Refuses what is not documented, within the envelope and beside it."""
    value = value_of(request)
    known = {"agentid", "process_instance_id", "activity_id", "activity_id_list"}
    is_odd = isinstance(value, dict) and (set(value) != {"request"} or bool(set(inner_of(request)) - known))
    return _refusing(request, is_odd=is_odd)


@conforms()
def refuses_other_agents(request: Request) -> Reply:
    """Refuses an app that is not the token's, as a number."""
    return _refusing(request, is_odd=agentid_of(request) != 111)


@conforms()
def refuses_numbers_with_a_point(request: Request) -> Reply:
    """Refuses an agentid with a point or an exponent, be it whole."""
    return _refusing(request, is_odd=isinstance(agentid_of(request), float))


@conforms()
def refuses_names_that_come_twice(request: Request) -> Reply:
    """Refuses an object that has a name twice."""

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        odd.extend([True] if len(dict(pairs)) < len(pairs) else [])
        return dict(pairs)

    odd: list[bool] = []
    if is_valid(request):
        json.loads(request.body, object_pairs_hook=collect)
    return _refusing(request, is_odd=bool(odd))


@conforms()
def takes_a_byte_order_mark(request: Request) -> Reply:
    """Passes over a byte order mark before the body, as RFC 8259 allows."""
    return conforming(request.edit(body=request.body.removeprefix(b"\xef\xbb\xbf")))


@conforms()
def takes_any_kind_of_json(request: Request) -> Reply:
    """Takes media types that end in +json."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    return conforming(request, without={"content-type"} if media_type.endswith("+json") else ())


@conforms(stateful=True)
def cancels_each_body_once() -> Behaviour:
    """Refuses a body that it has accepted before, to the octet."""
    seen: set[bytes] = set()

    def behaviour(request: Request) -> Reply:
        is_repeat = request.body in seen
        seen.update([request.body] if is_valid(request) else [])
        return _refusing(request, is_odd=is_repeat)

    return behaviour


@conforms(stateful=True, warns=REJECTION)
def refuses_a_repeat_with_409() -> Behaviour:
    """Answers 409 where a group was cancelled before."""
    seen: set[Any] = set()

    def behaviour(request: Request) -> Reply:
        group = inner_of(request).get("activity_id") if is_valid(request) else None
        is_repeat = group is not None and group in seen
        seen.add(group)
        return reject(request, "cancelled").edit(status=409) if is_repeat else conforming(request)

    return behaviour


@conforms(stateful=True)
def wants_a_pause_between_repeats() -> Behaviour:
    """Refuses a group that was cancelled within a fifth of a second."""
    times: dict[Any, float] = {}

    def behaviour(request: Request) -> Reply:
        if not is_valid(request):
            return conforming(request)
        group, now = inner_of(request)["activity_id"], time.monotonic()
        is_early = now - times.get(group, 0) < 0.2
        times[group] = times.get(group, 0) if is_early else now
        return _refusing(request, is_odd=is_early)

    return behaviour


@conforms(stateful=True)
def spends_a_group_even_where_it_refuses() -> Behaviour:
    """Holds a group to be finished once any good token has named it."""
    seen: set[str] = set()

    def behaviour(request: Request) -> Reply:
        is_repeat = bool(seen & {text for text in texts_of(request) if text != "proc-zzz"})
        reply = _refusing(request, is_odd=is_repeat)
        seen.update(texts_of(request) if reply.value["errcode"] == 0 else [])
        return reply

    return behaviour


def _throttling(name: str, form: Reply) -> None:
    def make() -> Behaviour:
        times: list[float] = []

        def behaviour(request: Request) -> Reply:
            now = time.monotonic()
            times[:] = [each for each in times if now - each < 1]
            if len(times) >= 20:
                return form
            times.append(now)
            return conforming(request)

        return behaviour

    make.__name__ = name
    conforms(stateful=True)(make)


_throttling("throttles_with_90018_in_88", Reply(value={"errcode": 88, "sub_code": "90018", "sub_msg": "qps"}))
_throttling("throttles_with_90002", Reply(value={"errcode": 90002, "errmsg": "请求总次数超过 1200 次"}))
_throttling("throttles_with_429", Reply(status=429, body=b"", media_type=None))
_throttling(
    "throttles_with_503", Reply(status=503, body=b"busy", media_type="text/plain", headers=(("Retry-After", "1"),))
)


@conforms(stateful=True)
def is_busy_with_400001() -> Behaviour:
    """Says that it is busy to each thirtieth request."""

    def behaviour(request: Request) -> Reply:
        is_busy = request.number % 30 == 17 and bool(token_of(request))
        return Reply(value={"errcode": 400001, "errmsg": "系统繁忙"}) if is_busy else conforming(request)

    return behaviour


@conforms(stateful=True)
def takes_a_tenth_of_a_second() -> Behaviour:
    """Takes a tenth of a second for each fifth answer, one second at first."""

    def behaviour(request: Request) -> Reply:
        delay = 1.0 if request.number == 1 else 0.1 if request.number % 5 == 0 else 0.0
        return conforming(request).edit(delay=delay)

    return behaviour
