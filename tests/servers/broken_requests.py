"""Broken servers that take what they must refuse, beside those of broken_emulator.py, which break each clause once."""

import json

from tests.servers.conforming import TOKEN, accept, conforming, reject
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks


@breaks("control/minimal")
def refuses_everything(request: Request) -> Reply:
    """Accepts nothing at all."""
    return reject(request, "never")


@breaks("method", also=("token/required", "body/required"))
def accepts_everything(request: Request) -> Reply:
    """Accepts whatever comes."""
    return accept(request)


@breaks("method")
def takes_any_method(request: Request) -> Reply:
    """Does not look at the method."""
    return conforming(request, without={"method"})


@breaks("method")
def takes_put(request: Request) -> Reply:
    """Takes PUT for POST."""
    return conforming(request.edit(method="POST") if request.method == "PUT" else request)


@breaks("token/required")
def takes_a_blank_token(request: Request) -> Reply:
    """Takes a blank token for a good one."""
    return conforming(request, without={"token"} if request.query.get("access_token") == "" else ())


@breaks("token/required")
def ignores_the_token(request: Request) -> Reply:
    """Does not look at the token."""
    return conforming(request, without={"token"})


@breaks("token/known")
def takes_any_token(request: Request) -> Reply:
    """Takes any token that is not blank."""
    return conforming(request, without={"token"} if request.query.get("access_token") else ())


@breaks("token/known")
def compares_the_beginning_of_the_token(request: Request) -> Reply:
    """Takes any token that begins with the good one."""
    return conforming(request, without={"token"} if request.query.get("access_token", "").startswith(TOKEN) else ())


@breaks("token/known")
def compares_the_token_in_any_case(request: Request) -> Reply:
    """Takes the good token in another case."""
    return conforming(request, without={"token"} if request.query.get("access_token", "").lower() == TOKEN else ())


@breaks("token/known", stateful=True)
def remembers_an_accepted_body() -> Behaviour:
    """Answers a body that was accepted before from a cache, without a look at the token."""
    cache: set[bytes] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        if request.body in cache and request.query.get("access_token"):
            return accept(request) if conforming(request, without={"token"}).value["errcode"] == 0 else reply
        if reply.value["errcode"] == 0:
            cache.add(request.body)
        return reply

    return behaviour


@breaks("body/required")
def takes_no_body(request: Request) -> Reply:
    """Accepts an empty body."""
    if conforming(request, without={"content-type"}).value["errmsg"].endswith("json") and not request.body:
        return accept(request)
    return conforming(request)


@breaks("body/type")
def takes_a_list_of_bodies(request: Request) -> Reply:
    """Takes a list with one body for the body."""
    return conforming(_unwrapped(request))


def _unwrapped(request: Request) -> Request:
    try:
        value = request.value
    except ValueError:
        return request
    is_wrapped = isinstance(value, list) and len(value) == 1
    return request.edit(body=json.dumps(value[0]).encode()) if is_wrapped else request


@breaks("body/request/required")
def takes_a_body_without_request(request: Request) -> Reply:
    """Takes a body that is an object without the envelope."""
    try:
        is_bare = isinstance(request.value, dict) and "request" not in request.value
    except ValueError:
        is_bare = False
    good = b'{"request": {"agentid": 1, "process_instance_id": "a", "activity_id": "b"}}'
    return conforming(request.edit(body=good) if is_bare else request)


@breaks("body/request/type")
def takes_the_request_as_text(request: Request) -> Reply:
    """Takes the request as JSON in a string, as the old form bodies had it."""
    try:
        value = request.value
        text = value["request"] if isinstance(value, dict) else None
        inner = json.loads(text) if isinstance(text, str) else None
    except (ValueError, KeyError):
        inner = None
    is_text = isinstance(inner, dict)
    return conforming(request.edit(body=json.dumps({"request": inner}).encode()) if is_text else request)


def _inner(request: Request) -> dict[str, object]:
    try:
        value = request.value
    except ValueError:
        return {}
    inner = value.get("request") if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _with_inner(request: Request, **changes: object) -> Request:
    return request.edit(body=json.dumps({"request": {**_inner(request), **changes}}).encode())


@breaks("body/request/agentid/type")
def takes_true_for_a_number(request: Request) -> Reply:
    """Takes true for a number, as Python does."""
    return conforming(_with_inner(request, agentid=1) if _inner(request).get("agentid") is True else request)


@breaks("body/request/activity_id_list/items/type")
def checks_the_first_item_alone(request: Request) -> Reply:
    """Looks at the first item of the list, and at no other."""
    groups = _inner(request).get("activity_id_list")
    return conforming(_with_inner(request, activity_id_list=groups[:1]) if isinstance(groups, list) else request)


@breaks("method", stateful=True)
def is_poisoned_by_another_method() -> Behaviour:
    """Accepts nothing any more once it has refused a method."""
    poisoned: list[bool] = []

    def behaviour(request: Request) -> Reply:
        if request.method != "POST":
            poisoned.append(True)
        return reject(request, "poisoned") if poisoned else conforming(request)

    return behaviour
