"""Correct servers that differ in what they may."""

import json
import time

from tests.servers.conforming import TOKEN, accept, conforming, find_fault, reject
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import conforms


def _inner(request: Request) -> dict[str, object]:
    inner: dict[str, object] = request.value["request"]
    return inner


@conforms()
def plain(request: Request) -> Reply:
    """Answers as documented."""
    return conforming(request)


@conforms()
def says_nothing_but_errcode(request: Request) -> Reply:
    """Leaves out every optional field."""
    reply = conforming(request)
    return reply.edit(value={"errcode": reply.value["errcode"]})


@conforms()
def leaves_out_errcode_where_it_accepts(request: Request) -> Reply:
    """Answers an accepted request with an empty object."""
    reply = conforming(request)
    return reply.edit(value={}) if reply.value["errcode"] == 0 else reply


@conforms()
def writes_zero_as_a_fraction(request: Request) -> Reply:
    """Writes 0 as 0.0, and adds fields of its own."""
    reply = conforming(request)
    return reply.edit(value={**reply.value, "errcode": float(reply.value["errcode"]), "result": {"a": [None]}})


@conforms()
def answers_like_the_gateway(request: Request) -> Reply:
    """Answers a bad token with 88 and a sub_code."""
    reply = conforming(request)
    if reply.value["errcode"] != 88:
        return reply
    return reply.edit(value={"errcode": 88, "sub_code": "40014", "sub_msg": "不合法的access_token"})


@conforms(warns=("answer/rejection-status",))
def rejects_with_422(request: Request) -> Reply:
    """Rejects with a problem document under 422, and 401 for tokens."""
    reply = conforming(request)
    if reply.value["errcode"] == 0:
        return reply
    return Reply(
        status=401 if reply.value["errcode"] == 88 else 422,
        body=b"no",
        media_type="text/plain",
    )


@conforms(warns=("answer/rejection-status",))
def knows_no_other_method(request: Request) -> Reply:
    """Answers other methods with 501, as HTTP has it for those it does not know."""
    return Reply(status=501, body=b"", media_type=None) if request.method != "POST" else conforming(request)


@conforms()
def refuses_unknown_ids(request: Request) -> Reply:
    """Refuses instances and groups that it does not know."""
    reply = conforming(request)
    if reply.value["errcode"] == 0:
        inner = _inner(request)
        groups = [inner["activity_id"], *inner.get("activity_id_list", [])]  # type: ignore[misc]  # checked by now
        if inner["process_instance_id"] != "proc-zzz" or not set(groups) <= {"1111", "2222"}:
            return reject(request, "unknown")
    return reply


@conforms()
def refuses_all_that_is_free(request: Request) -> Reply:
    """Refuses unknown fields, blanks, fractions, empty and repeating lists, and further parameters."""
    reply = conforming(request)
    if reply.value["errcode"] != 0:
        return reply
    inner = _inner(request)
    known = {"agentid", "process_instance_id", "activity_id", "activity_id_list"}
    groups = inner.get("activity_id_list", ["x"])
    is_odd = (
        set(inner) - known
        or set(request.value) != {"request"}
        or set(request.query) != {"access_token"}
        or not str(inner["process_instance_id"]).strip()
        or not str(inner["activity_id"]).strip()
        or not isinstance(inner["agentid"], int)
        or not 0 <= inner["agentid"] < 2**63
        or not groups
        or len(set(groups)) < len(groups)  # type: ignore[call-overload, arg-type]  # checked by now
    )
    return reject(request, "odd") if is_odd else reply


@conforms(warns=("body/request/agentid/digits", "body/content-type", "body/request/activity_id_list/null"))
def is_lenient_where_it_may(request: Request) -> Reply:
    """Takes digits for numbers, null for a missing list, and any media type."""
    fault = find_fault(request, without={"content-type"})
    try:
        value = json.loads(request.body)
        inner = dict(value["request"])
    except (ValueError, KeyError, TypeError):
        return conforming(request)
    if fault == "agentid type" and isinstance(inner["agentid"], str) and inner["agentid"].isdigit():
        inner["agentid"] = int(inner["agentid"])
    if inner.get("activity_id_list", 0) is None:
        del inner["activity_id_list"]
    repaired = json.dumps({"request": inner}).encode() if isinstance(value["request"], dict) else request.body
    return conforming(request.edit(body=repaired), without={"content-type"})


@conforms(stateful=True)
def cancels_each_group_once() -> Behaviour:
    """Refuses a group that was cancelled before."""
    cancelled: set[str] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        if reply.value["errcode"] != 0:
            return reply
        inner = _inner(request)
        groups = {inner["activity_id"], *inner.get("activity_id_list", [])}  # type: ignore[misc]  # checked by now
        if groups & cancelled:
            return reject(request, "cancelled before")
        cancelled.update(str(group) for group in groups)
        return reply

    return behaviour


@conforms(stateful=True)
def cancels_an_instance_once() -> Behaviour:
    """Refuses an instance of which anything was cancelled before."""
    cancelled: set[object] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        if reply.value["errcode"] != 0:
            return reply
        instance = _inner(request)["process_instance_id"]
        if instance in cancelled:
            return reject(request, "cancelled before")
        cancelled.add(instance)
        return reply

    return behaviour


@conforms()
def closes_each_connection(request: Request) -> Reply:
    """Closes the connection after each answer."""
    return conforming(request).edit(close=True)


@conforms()
def answers_in_chunks(request: Request) -> Reply:
    """Sends its answers in chunks."""
    return conforming(request).edit(chunked=True, media_type="application/json; charset=UTF-8")


@conforms()
def answers_without_length(request: Request) -> Reply:
    """Ends its answers by closing the connection, as HTTP/1.0 does."""
    reply = conforming(request).edit(length=-1)
    return reply.edit(raw=reply.encode().replace(b"HTTP/1.1", b"HTTP/1.0", 1))


@conforms()
def says_that_it_is_gbk_in_ascii(request: Request) -> Reply:
    """Names another charset, where it makes no difference."""
    reply = conforming(request)
    return reply.edit(body=json.dumps(reply.value).encode(), media_type="application/json;charset=GBK")


@conforms(stateful=True)
def is_busy_now_and_then() -> Behaviour:
    """Says that it is busy to each hundredth request."""

    def behaviour(request: Request) -> Reply:
        return Reply(value={"errcode": -1, "errmsg": "系统繁忙"}) if request.number % 100 == 50 else conforming(request)

    return behaviour


@conforms(stateful=True)
def throttles_at_a_hundred_a_second() -> Behaviour:
    """Takes a hundred requests a second, and then says so in one of the recorded forms."""
    times: list[float] = []
    forms = (
        Reply(value={"errcode": 88, "sub_code": "90018", "sub_msg": "qps"}),
        Reply(value={"errcode": 90002, "errmsg": "qps"}),
        Reply(status=429, body=b"", headers=(("Retry-After", "1"),)),
        Reply(status=503, body=b"", headers=(("Retry-After", "1"),)),
        Reply(value={"status": 1111, "wait": 5, "source": "x5", "punish": "deny", "uuid": "x"}),
    )

    def behaviour(request: Request) -> Reply:
        now = time.monotonic()
        times[:] = [each for each in times if now - each < 1]
        if len(times) >= 100:
            return forms[request.number % len(forms)]
        times.append(now)
        return conforming(request)

    return behaviour


@conforms()
def reads_the_first_of_two_tokens(request: Request) -> Reply:
    """Knows its token, and a second one besides."""
    return conforming(request, without={"token"} if request.query.get("access_token") in {TOKEN, "second"} else ())


@conforms()
def is_slow(request: Request) -> Reply:
    """Takes a while for each answer."""
    return accept(request).edit(delay=0.005) if find_fault(request) is None else conforming(request).edit(delay=0.005)
