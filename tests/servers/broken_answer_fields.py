"""Broken servers whose statuses or fields of the answer are not as documented, in some answers alone."""

import hashlib
import time
from typing import Any

from tests.servers.conforming import conforming
from tests.servers.mending import inner_of, is_accepted, token_of, value_of, with_fields
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import breaks


def _rejecting(request: Request, **fields: Any) -> Reply:
    reply = conforming(request)
    return reply if is_accepted(reply) else with_fields(reply, **fields)


def _accepting(request: Request, **fields: Any) -> Reply:
    reply = conforming(request)
    return with_fields(reply, **fields) if is_accepted(reply) else reply


@breaks("answer/errcode/type")
def rejects_with_a_null_errcode(request: Request) -> Reply:
    """Gives errcode as null where it rejects."""
    return _rejecting(request, errcode=None)


@breaks("answer/errcode/type")
def rejects_with_a_true_errcode(request: Request) -> Reply:
    """Gives errcode as true where it rejects."""
    return _rejecting(request, errcode=True)


@breaks("answer/errcode/type")
def rejects_with_an_object_for_errcode(request: Request) -> Reply:
    """Gives errcode as an object where it rejects."""
    return _rejecting(request, errcode={"code": 400002})


@breaks("answer/errcode/type")
def rejects_with_words_for_errcode(request: Request) -> Reply:
    """Gives errcode as a word where it rejects."""
    return _rejecting(request, errcode="invalidParameter")


@breaks("answer/errcode/type")
def rejects_tokens_with_digits_for_errcode(request: Request) -> Reply:
    """Gives errcode as text where it rejects a token."""
    reply = conforming(request)
    return with_fields(reply, errcode="88") if reply.value["errcode"] == 88 else reply


@breaks("answer/errcode/type")
def rejects_methods_with_digits_for_errcode(request: Request) -> Reply:
    """Gives errcode as text where it rejects a method."""
    reply = conforming(request)
    return reply if request.method == "POST" else with_fields(reply, errcode="43002")


@breaks("answer/errcode/type")
def accepts_with_false_for_errcode(request: Request) -> Reply:
    """Gives errcode as false where nothing is wrong."""
    return _accepting(request, errcode=False)


@breaks("answer/errcode/type")
def accepts_with_a_null_errcode(request: Request) -> Reply:
    """Gives errcode as null where nothing is wrong."""
    return _accepting(request, errcode=None)


@breaks("answer/errmsg/type")
def rejects_with_a_list_of_faults(request: Request) -> Reply:
    """Gives errmsg as a list of faults, as FastAPI has them."""
    return _rejecting(request, errmsg=[{"loc": ["body"], "msg": "field required"}])


@breaks("answer/errmsg/type")
def rejects_with_an_object_for_errmsg(request: Request) -> Reply:
    """Gives errmsg as an object where it rejects."""
    return _rejecting(request, errmsg={"zh": "错误"})


@breaks("answer/errmsg/type")
def rejects_with_a_null_errmsg(request: Request) -> Reply:
    """Gives errmsg as null where it rejects."""
    return _rejecting(request, errmsg=None)


@breaks("answer/errmsg/type")
def rejects_malformed_json_with_a_null_errmsg(request: Request) -> Reply:
    """Gives errmsg as null where it cannot parse."""
    reply = conforming(request)
    return with_fields(reply, errmsg=None) if str(reply.value["errmsg"]).endswith("json") else reply


@breaks("answer/errmsg/type")
def accepts_with_a_number_for_errmsg(request: Request) -> Reply:
    """Gives errmsg as 0 where it accepts."""
    return _accepting(request, errmsg=0)


@breaks("answer/errmsg/type")
def accepts_lists_with_false_for_errmsg(request: Request) -> Reply:
    """Gives errmsg as false where it accepts a list."""
    return _accepting(request, errmsg=False) if "activity_id_list" in inner_of(request) else conforming(request)


@breaks("answer/request_id/type")
def rejects_with_a_null_request_id(request: Request) -> Reply:
    """Gives request_id as null where it rejects."""
    return _rejecting(request, request_id=None)


@breaks("answer/request_id/type")
def accepts_with_a_null_request_id(request: Request) -> Reply:
    """Gives request_id as null where it accepts."""
    return _accepting(request, request_id=None)


@breaks("answer/request_id/type")
def rejects_with_an_object_for_request_id(request: Request) -> Reply:
    """Gives request_id as an object where it rejects."""
    return _rejecting(request, request_id={"trace": f"t{request.number}"})


@breaks("answer/request_id/type")
def writes_a_number_for_request_id_now_and_then(request: Request) -> Reply:
    """Gives request_id as a number where it is made of digits alone."""
    reply = conforming(request)
    return with_fields(reply, request_id=request.number) if request.number % 20 == 19 else reply


@breaks("answer/request_id/distinct")
def derives_its_request_id_from_the_body(request: Request) -> Reply:
    """Gives the same request_id for the same body."""
    return with_fields(conforming(request), request_id=hashlib.sha256(request.body).hexdigest())


@breaks("answer/request_id/distinct")
def derives_its_request_id_from_the_second(request: Request) -> Reply:
    """Gives the same request_id within a second."""
    return with_fields(conforming(request), request_id=f"t{int(time.time())}")


@breaks("answer/request_id/distinct")
def counts_its_requests_to_thirty(request: Request) -> Reply:
    """Begins again with its request_id after thirty."""
    return with_fields(conforming(request), request_id=f"id{request.number % 30}")


@breaks("answer/request_id/distinct")
def rejects_with_a_blank_request_id(request: Request) -> Reply:
    """Gives one and the same request_id where it rejects."""
    return _rejecting(request, request_id="none")


@breaks("answer/status")
def accepts_with_202(request: Request) -> Reply:
    """Answers that the cancel will be done."""
    reply = conforming(request)
    return reply.edit(status=202) if is_accepted(reply) else reply


@breaks("answer/status")
def accepts_lists_with_207(request: Request) -> Reply:
    """Answers 207 where it cancels several groups."""
    reply = conforming(request)
    return reply.edit(status=207) if is_accepted(reply) and "activity_id_list" in inner_of(request) else reply


@breaks("answer/status", stateful=True)
def answers_a_repeat_with_208() -> Behaviour:
    """Answers 208 where the same body comes again."""
    seen: set[bytes] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        is_repeat = request.body in seen
        seen.update([request.body] if is_accepted(reply) else [])
        return reply.edit(status=208) if is_repeat and is_accepted(reply) else reply

    return behaviour


@breaks("answer/json")
def accepts_with_204(request: Request) -> Reply:
    """Answers an accepted request with nothing."""
    reply = conforming(request)
    return Reply(status=204, body=b"", media_type=None, length=-1, close=True) if is_accepted(reply) else reply


@breaks("answer/rejection-status")
def refuses_tokens_with_401(request: Request) -> Reply:
    """Answers 401 to a bad token."""
    reply = conforming(request)
    return reply.edit(status=401) if reply.value["errcode"] == 88 else reply


@breaks("answer/rejection-status")
def refuses_methods_with_405(request: Request) -> Reply:
    """Answers 405 to other methods."""
    reply = conforming(request)
    return reply if request.method == "POST" else reply.edit(status=405)


@breaks("answer/redirect")
def redirects_other_methods(request: Request) -> Reply:
    """Sends other methods to the manual."""
    reply = conforming(request)
    return reply if request.method == "POST" else reply.edit(status=303, headers=(("Location", "/docs"),))


@breaks("answer/redirect", stateful=True)
def answers_304_to_a_repeat() -> Behaviour:
    """Answers 304 where the same rejected body comes again."""
    seen: set[bytes] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        is_repeat = request.body in seen
        seen.update([] if is_accepted(reply) else [request.body])
        return reply.edit(status=304, body=b"") if is_repeat and not is_accepted(reply) else reply

    return behaviour


@breaks("answer/redirect")
def rejects_with_300(request: Request) -> Reply:
    """Rejects with 300 and good JSON."""
    reply = conforming(request)
    return reply if is_accepted(reply) else reply.edit(status=300)


@breaks("answer/server-error")
def crashes_on_a_missing_token(request: Request) -> Reply:
    """Answers 500 where the query has no token."""
    reply = conforming(request)
    return reply if "access_token" in request.query else reply.edit(status=500)


@breaks("answer/server-error")
def crashes_on_a_very_long_token(request: Request) -> Reply:
    """Answers 500 where a token does not fit its column."""
    reply = conforming(request)
    return reply.edit(status=500) if len(token_of(request)) > 255 else reply


@breaks("answer/server-error")
def crashes_on_malformed_json(request: Request) -> Reply:
    """Answers 500 where it cannot parse."""
    reply = conforming(request)
    return reply.edit(status=500) if str(reply.value["errmsg"]).endswith("json") else reply


@breaks("odd-requests")
def crashes_on_invalid_utf8(request: Request) -> Reply:
    """Answers 500 where a body is not UTF-8."""
    try:
        request.body.decode()
    except UnicodeDecodeError:
        return conforming(request).edit(status=500)
    return conforming(request)


@breaks("answer/server-error")
def crashes_on_a_body_that_is_a_list(request: Request) -> Reply:
    """Asks a list for its member, and answers 500."""
    reply = conforming(request)
    return reply.edit(status=500) if isinstance(value_of(request), list) else reply


@breaks("answer/server-error")
def crashes_on_a_request_that_is_text(request: Request) -> Reply:
    """Asks text for its member, and answers 500."""
    value = value_of(request)
    is_text = isinstance(value, dict) and isinstance(value.get("request"), str)
    return conforming(request).edit(status=500) if is_text else conforming(request)


@breaks("answer/server-error")
def crashes_on_text_for_agentid(request: Request) -> Reply:
    """Converts any text to a number, and answers 500 where it cannot."""
    agentid = inner_of(request).get("agentid")
    is_text = isinstance(agentid, str) and not agentid.isdigit()
    return conforming(request).edit(status=500) if is_text else conforming(request)


@breaks("answer/server-error")
def crashes_on_null_among_the_items(request: Request) -> Reply:
    """Trims each item, and answers 500 where one is null."""
    groups = inner_of(request).get("activity_id_list")
    has_null = isinstance(groups, list) and None in groups
    return conforming(request).edit(status=500) if has_null else conforming(request)


@breaks("answer/server-error")
def fails_behind_its_gateway_now_and_then(request: Request) -> Reply:
    """Answers 502 to each thirtieth request."""
    reply = conforming(request)
    return reply.edit(status=502) if request.number % 30 == 29 else reply
