"""Correct servers that refuse, throttle or take what they may."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from tests.servers.conforming import REQUIRED, conforming
from tests.servers.mending import (
    LIST,
    agentid_of,
    groups_of,
    ignoring,
    inner_of,
    is_valid,
    mend,
    reading,
    refusing,
    taking,
    texts_of,
    token_of,
    value_of,
)
from tests.servers.pacing import once, throttled
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import is_accepted, rejected, remaking
from tests.servers.trials import conform_each, conforms

REJECTION = ("answer/rejection-status",)
LENIENT = ("body/content-type", "body/request/agentid/digits", "body/request/activity_id_list/null")
DETAIL = {"detail": [{"type": "missing", "loc": ["body", "request"], "msg": "Field required"}]}
KNOWN = {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111"}
NUMERAL = re.compile(r"\s*[+-]?(0x\w+|\d+(\.\d*)?(e\d+)?)\s*")
ODD_STATUSES = (402, 409, 410, 418, 428, 431, 451, 499)
MISSED = Reply(status=404, media_type="text/plain", body=b"No response could be served")


def _with_status(otherwise: int, statuses: dict[str, int] | None = None, **changes: Any) -> Behaviour:
    """Make a server that answers a fault with the status of its first words."""

    def edit(_: Request, reply: Reply) -> Reply:
        fault = str(reply.value["errmsg"])[4:]
        found = (status for words, status in (statuses or {}).items() if fault.startswith(words))
        return reply.edit(status=next(found, otherwise), **changes)

    return remaking(rejected, edit)


def _answering_before(is_hit: Callable[[Request], bool], **changes: Any) -> Behaviour:
    """Make a server that answers some requests before it reads them."""
    return lambda request: Reply(**changes) if is_hit(request) else conforming(request)


def _throttling(**answer: Any) -> Callable[[], Behaviour]:
    return lambda: throttled(20, lambda _: Reply(**answer))


def _is_known(request: Request) -> bool:
    inner = inner_of(request)
    return inner | KNOWN == inner and set(groups_of(request)) <= {"1111", "2222"}


def _has_type_of_json(request: Request) -> bool:
    return request.headers.get("content-type", "").split(";")[0].strip().lower().endswith("+json")


def _is_beyond_the_document(request: Request) -> bool:
    return set(value_of(request)) != {"request"} or bool(set(inner_of(request)) - {*REQUIRED, LIST})


def _has_name_twice(request: Request) -> bool:
    odd: list[bool] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        odd.extend([True] if len(dict(pairs)) < len(pairs) else [])
        return dict(pairs)

    json.loads(request.body, object_pairs_hook=collect)
    return bool(odd)


conform_each(
    warns=REJECTION,
    is_like_spring=_with_status(
        400,
        {"method": 405, "path": 404, "token": 401, "content-type": 415},
        body=b'{"timestamp":"2026-01-01T00:00:00.000+00:00","status":400,"error":"Bad Request","path":"/"}',
    ),
    is_like_express=_with_status(
        400,
        {"method": 404, "token": 403},
        body=b"<!DOCTYPE html><pre>Cannot GET /</pre>",
        media_type="text/html; charset=utf-8",
    ),
    # Of net/http.
    is_like_go=_with_status(
        400,
        {"method": 405, "token": 401},
        body=b"no\n",
        media_type="text/plain",
        headers=(("X-Content-Type-Options", "nosniff"), ("Allow", "POST")),
    ),
    # It takes the known values alone, and answers 404 to all else.
    is_like_wiremock=lambda request: conforming(request) if is_valid(request) and _is_known(request) else MISSED,
    is_like_nginx=_with_status(403, {"method": 405}, body=b"", media_type=None),
    rejects_with_a_kind_of_json=_with_status(
        400, media_type="application/problem+json", body=b'{"type":"about:blank"}'
    ),
    rejects_with_odd_statuses=remaking(
        rejected, lambda request, reply: reply.edit(status=ODD_STATUSES[request.number % len(ODD_STATUSES)])
    ),
    refuses_large_bodies_with_413=_answering_before(
        lambda request: len(request.body) > 8192, status=413, body=b"", close=True
    ),
    refuses_long_queries_with_414=_answering_before(
        lambda request: len(request.target) > 2000, status=414, body=b"", close=True
    ),
)
conform_each(
    warns=("spelling/chunked", *REJECTION),
    refuses_chunks_with_411=_answering_before(lambda request: "transfer-encoding" in request.headers, status=411),
)
conform_each(
    warns=REJECTION,
    refuses_deep_json_with_400=_answering_before(
        lambda request: b"[" * 101 in request.body, status=400, value={"errcode": -2}
    ),
)
conform_each(
    warns=("body/request/agentid/digits",),
    # Whatever text some parser takes for a number.
    takes_every_numeral=taking(
        "agentid",
        lambda value: (
            isinstance(value, str) and re.fullmatch(r"\s*[+-]?(0x\w+|\d+(\.\d*)?(e\d+)?)\s*", value) is not None
        ),
        111,
    ),
)


@conforms(warns=(*REJECTION, *LENIENT))
def is_like_pydantic(request: Request) -> Reply:
    """Takes digits, null for an optional list and any media type."""
    mended = mend(request, "agentid", lambda value: isinstance(value, str) and value.isdecimal(), 1)
    reply = conforming(mend(mended, LIST, lambda value: value is None, []), without={"content-type"})
    return reply if is_accepted(reply) else reply.edit(status=422, value=DETAIL)


conform_each(
    refuses_long_ids=refusing(lambda request: any(len(text) > 64 for text in texts_of(request))),
    refuses_ids_of_odd_characters=refusing(
        lambda request: any(not re.fullmatch(r"[\w-]+", text, re.ASCII) for text in texts_of(request))
    ),
    refuses_empty_lists=refusing(lambda request: inner_of(request).get(LIST) == []),
    refuses_repeats_and_long_lists=refusing(
        lambda request: len(groups_of(request)) > 100 or len(set(groups_of(request))) < len(groups_of(request))
    ),
    refuses_unknown_fields=refusing(_is_beyond_the_document),
    refuses_other_agents=refusing(lambda request: agentid_of(request) != 111),
    refuses_numbers_with_a_point=refusing(lambda request: isinstance(agentid_of(request), float)),
    refuses_names_that_come_twice=refusing(_has_name_twice),
    # As RFC 8259 allows.
    takes_a_byte_order_mark=reading(lambda request: request.edit(body=request.body.removeprefix(b"\xef\xbb\xbf"))),
    takes_any_kind_of_json=ignoring("content-type", _has_type_of_json),
    is_busy_with_400001=_answering_before(
        lambda request: request.number % 30 == 17 and token_of(request) != "",
        value={"errcode": 400001, "errmsg": "系统繁忙"},
    ),
)
conform_each(
    stateful=True,
    cancels_each_body_once=once(lambda request: {request.body}),
    spends_a_group_even_where_it_refuses=once(lambda request: set(texts_of(request)) - {"proc-zzz"}),
    throttles_with_90018_in_88=_throttling(value={"errcode": 88, "sub_code": "90018", "sub_msg": "qps"}),
    throttles_with_90002=_throttling(value={"errcode": 90002, "errmsg": "请求总次数超过 1200 次"}),
    throttles_with_429=_throttling(status=429, body=b"", media_type=None),
    throttles_with_503=_throttling(status=503, body=b"busy", media_type="text/plain", headers=(("Retry-After", "1"),)),
)
conform_each(
    stateful=True,
    warns=REJECTION,
    refuses_a_repeat_with_409=once(lambda request: {inner_of(request)["activity_id"]}, status=409),
)


@conforms(stateful=True)
def wants_a_pause_between_repeats() -> Behaviour:
    """Refuses a group that was cancelled within a fifth of a second."""
    times: dict[Any, float] = {}

    def is_early(request: Request) -> bool:
        group, now = inner_of(request)["activity_id"], time.monotonic()
        since = times.get(group, 0)
        times[group] = since if now - since < 0.2 else now
        return now - since < 0.2

    return refusing(is_early)


@conforms()
def takes_a_tenth_of_a_second(request: Request) -> Reply:
    """Takes a tenth of a second for each fifth answer, one second at first."""
    delay = 1.0 if request.number == 1 else 0.1 if request.number % 5 == 0 else 0.0
    return conforming(request).edit(delay=delay)
