"""Broken servers that read a request by its bytes, or treat one request unlike the next."""

import time

from tests.servers.conforming import TOKEN, accept, conforming, reject
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks


@breaks("control/steady", stateful=True)
def refuses_one_request_in_twenty() -> Behaviour:
    """Refuses each twentieth good request."""
    count = [0]

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        if reply.value["errcode"] == 0:
            count[0] += 1
        return reject(request, "unlucky") if count[0] % 20 == 19 else reply

    return behaviour


@breaks("concurrency", stateful=True)
def answers_the_request_that_came_last() -> Behaviour:
    """Keeps the request in a global, and looks at it a little later."""
    latest: list[Request] = []

    def behaviour(request: Request) -> Reply:
        latest[:] = [request]
        time.sleep(0.002)
        return conforming(latest[0].edit(number=request.number))

    return behaviour


@breaks("spelling/json")
def looks_for_the_text_of_a_field(request: Request) -> Reply:
    """Looks for the names of fields in the text of the body."""
    reply = conforming(request)
    is_missing = reply.value["errcode"] == 0 and b'"activity_id"' not in request.body
    return reject(request, "no activity_id") if is_missing else reply


@breaks("spelling/json")
def wants_the_members_in_order(request: Request) -> Reply:
    """Wants agentid to be the first member."""
    reply = conforming(request)
    if reply.value["errcode"] == 0 and next(iter(request.value["request"])) != "agentid":
        return reject(request, "order")
    return reply


@breaks("spelling/token")
def compares_the_token_undecoded(request: Request) -> Reply:
    """Compares the token as it stands in the URL."""
    reply = conforming(request)
    return reject(request, "token") if TOKEN not in request.target else reply


@breaks("spelling/content-type")
def refuses_a_charset(request: Request) -> Reply:
    """Compares the Content-Type as a whole."""
    is_plain = request.headers.get("content-type") == "application/json"
    return conforming(request) if is_plain else reject(request, "content-type")


@breaks("spelling/headers")
def negotiates_by_accept(request: Request) -> Reply:
    """Refuses those who do not accept JSON."""
    accepted = request.headers.get("accept", "*/*")
    return conforming(request) if "json" in accepted or "*/*" in accepted else reject(request, "accept")


@breaks("spelling/chunked")
def demands_a_length(request: Request) -> Reply:
    """Refuses a body in chunks."""
    return reject(request, "no length") if "transfer-encoding" in request.headers else conforming(request)


@breaks("spelling/refusals")
def trusts_long_bodies(request: Request) -> Reply:
    """Checks no body beyond 64 KiB."""
    return (
        accept(request)
        if len(request.body) > 65536 and conforming(request).value["errcode"] != 88
        else conforming(request)
    )


@breaks("spelling/refusals")
def trusts_chunks(request: Request) -> Reply:
    """Checks no body that comes in chunks."""
    return accept(request) if "transfer-encoding" in request.headers else conforming(request)


@breaks("body/request/activity_id_list/items/type")
def checks_the_first_hundred_items(request: Request) -> Reply:
    """Looks at the first hundred items of a list."""
    reply = conforming(request)
    if reply.value["errmsg"].endswith("item type"):
        items = request.value["request"]["activity_id_list"]
        return accept(request) if all(isinstance(item, str) for item in items[:100]) else reply
    return reply


@breaks("answer/unique-names")
def writes_errmsg_twice(request: Request) -> Reply:
    """Writes a field twice where it rejects."""
    reply = conforming(request)
    if reply.value["errcode"] == 0:
        return reply
    return reply.edit(body=b'{"errcode": 1, "errmsg": "a", "errmsg": "b"}')
