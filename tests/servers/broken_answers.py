"""Broken servers whose statuses are not as documented, or that fail or hang up, in some answers alone."""

import json

from tests.servers.conforming import conforming
from tests.servers.mending import groups_of, inner_of, token_of, value_of
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.spoiling import (
    accepted,
    answering,
    failing,
    is_accepted,
    list_accepted,
    method_refused,
    rejected,
    remaking,
    saying,
    token_refused,
    unreadable,
)
from tests.servers.trials import break_each, breaks


def _has_envelope_of_text(request: Request) -> bool:
    value = value_of(request)
    return isinstance(value, dict) and isinstance(value.get("request"), str)


def _has_words_for_agentid(request: Request) -> bool:
    agentid = inner_of(request).get("agentid")
    return isinstance(agentid, str) and not agentid.isdigit()


def _is_utf8(body: bytes) -> bool:
    return body.decode("utf-8", "replace").encode() == body


@breaks("answer/errmsg/type")
def writes_errmsg_as_null(request: Request) -> Reply:
    """Gives errmsg as null where there is nothing to say."""
    return saying(accepted, errmsg=None)(request)


break_each(
    "answer/status",
    accepts_with_202=answering(accepted, status=202),
    accepts_lists_with_207=answering(list_accepted, status=207),
)


@breaks("answer/status", stateful=True)
def answers_a_repeat_with_208() -> Behaviour:
    """Answers 208 where the same accepted body comes again."""
    seen: set[bytes] = set()

    def behaviour(request: Request) -> Reply:
        reply = conforming(request)
        is_repeat = request.body in seen
        seen.update([request.body] if is_accepted(reply) else [])
        return reply.edit(status=208) if is_repeat and is_accepted(reply) else reply

    return behaviour


break_each("answer/status", accepts_with_201=answering(accepted, status=201))
break_each(
    "answer/rejection-status",
    refuses_tokens_with_401=answering(token_refused, status=401),
    refuses_methods_with_405=answering(method_refused, status=405),
    rejects_with_400=answering(rejected, status=400),
)
break_each(
    "answer/redirect", redirects_other_methods=answering(method_refused, status=303, headers=(("Location", "/docs"),))
)


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


break_each(
    "answer/redirect",
    rejects_with_300=answering(rejected, status=300),
    redirects_without_token=answering(token_refused, status=302, headers=(("Location", "/login"),)),
)
break_each(
    "answer/server-error",
    crashes_on_a_missing_token=answering(lambda request, _: "access_token" not in request.query, status=500),
    crashes_on_a_very_long_token=answering(lambda request, _: len(token_of(request)) > 255, status=500),
    crashes_on_malformed_json=answering(unreadable, status=500),
    crashes_on_a_body_that_is_a_list=answering(lambda request, _: isinstance(value_of(request), list), status=500),
    crashes_on_a_request_that_is_text=answering(lambda request, _: _has_envelope_of_text(request), status=500),
    crashes_on_text_for_agentid=answering(lambda request, _: _has_words_for_agentid(request), status=500),
    crashes_on_null_among_the_items=answering(lambda request, _: None in groups_of(request), status=500),
    fails_behind_its_gateway_now_and_then=answering(lambda request, _: request.number % 30 == 29, status=502),
)


@breaks("answer/server-error")
def answers_500_where_it_rejects(request: Request) -> Reply:
    """Answers a bad body with 500."""
    return answering(lambda _, reply: reply.value["errcode"] == 400002, status=500)(request)


break_each(
    "answer/complete",
    drops_the_connection_on_a_bad_token=remaking(token_refused, lambda *_: Reply(raw=b"")),
    promises_more_than_it_sends=answering(rejected, length=500),
    promises_less_than_it_sends=answering(rejected, length=20),
)
break_each("odd-requests", crashes_on_invalid_utf8=answering(lambda request, _: not _is_utf8(request.body), status=500))
break_each(
    "valid-requests",
    crashes_on_text_beyond_ascii=failing(lambda request: not json.dumps(request.value, ensure_ascii=False).isascii()),
)
