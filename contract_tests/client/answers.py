"""The answers that clients get: every way that the service, or what stands before it, is known to answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from contract_tests.client.inputs import with_plain_values
from dingtalk_contract.conformance import ClientCase, ClientJudge, outcome_of
from dingtalk_contract.contract import ABSENT, ITEM, Clause, phrase, put, take
from dingtalk_contract.exchange import Outcome, Reply, encode_json, json_reply

LATE_SECONDS = 2.0
REQUEST_ID = "16l4ew3d47pdp"
OK = {"errcode": 0, "errmsg": "ok", "request_id": REQUEST_ID}
UNKNOWN = {"errcode": 820004, "errmsg": "流程实例不存在", "request_id": REQUEST_ID}
THROTTLED = 90018
BUSY = {"errcode": -1, "errmsg": "系统繁忙"}
PAGE = "<html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>\n"


def wrapped(code: int, words: str) -> dict[str, object]:
    """Return a refusal in the form that the public gateway was recorded to give it: 88 and a sub_code."""
    errmsg = f"ding talk error[subcode={code},submsg={words}]"
    return {"errcode": 88, "sub_code": str(code), "sub_msg": words, "errmsg": errmsg, "request_id": REQUEST_ID}


def html(status: int) -> Reply:
    """Return a page for people, as a proxy does."""
    return Reply(status=status, headers=(("Content-Type", "text/html; charset=utf-8"),), body=PAGE.encode())


def text(body: str, status: int = 200) -> Reply:
    """Return a body that is called JSON."""
    return Reply(status=status, headers=(("Content-Type", "application/json;charset=UTF-8"),), body=body.encode())


def answered(judge: ClientJudge, slug: str) -> Iterator[ClientCase]:
    """Return the example with each answer of a group."""
    for name, replies in _ANSWERS[slug].items():
        takes_long = slug in {"throttled", "busy", "once-throttled"}
        filled = tuple(_with_payload(judge, reply) for reply in replies)
        yield replace(judge.control, name=phrase("{0}: {1}", slug, name), replies=filled, takes_long=takes_long)
    other = _other_payload(judge)
    if slug == "accepted" and other != judge.operation.answer_example:
        name = phrase("{0}: {1}", slug, "with nothing listed, and with other flags")
        yield replace(judge.control, name=name, replies=(json_reply(other),))


def _other_payload(judge: ClientJudge) -> Any:
    """Return the document's accepted answer with its lists empty, and with the other value of each flag."""
    answer = judge.operation.answer_example
    for field in judge.operation.answer.walk():
        value = take(answer, field.steps) if ITEM not in field.steps else ABSENT
        if isinstance(value, bool | list):
            answer = put(answer, field.steps, [] if isinstance(value, list) else not value)
    return answer


def answered_late(judge: ClientJudge, _: Clause | None = None) -> Iterator[ClientCase]:
    """Return the example with an answer that comes after two seconds."""
    late = replace(_with_payload(judge, json_reply(OK)), delay=LATE_SECONDS)
    yield replace(judge.control, name=phrase("late: accepted after 2 s"), replies=(late,), takes_long=True)


def with_cases(make: Callable[[ClientJudge, Clause], Iterable[ClientCase]]) -> pytest.MarkDecorator:
    """Mark a test with what makes its cases."""
    return pytest.mark.cases.with_args(make)


def answered_with(groups: Mapping[str, Iterable[str]]) -> pytest.MarkDecorator:
    """Mark a test with its cases: the example with each answer of the groups that a table has for its rule."""
    return with_cases(lambda judge, clause: chain.from_iterable(answered(judge, each) for each in groups[clause.rule]))


def _with_payload(judge: ClientJudge, reply: Reply) -> Reply:
    """Return an answer that accepts with what the operation's accepted answers bring beside errcode and its like."""
    payload = {name: value for name, value in judge.operation.answer_example.items() if name not in OK}
    if not payload or outcome_of(reply) is not Outcome.ACCEPTED:
        return reply
    return replace(reply, body=reply.body.rstrip()[:-1] + b"," + encode_json(payload)[1:])


def answered_at_once(judge: ClientJudge, _: Clause | None = None) -> Iterator[ClientCase]:
    """Return plain values, and the example with each answer that comes at once."""
    yield from with_plain_values(judge)
    for group in GROUPS:
        yield from answered(judge, group)


def plain(judge: ClientJudge, _: Clause | None = None) -> Iterator[ClientCase]:
    """Return every case whose values no careful client can stumble over."""
    yield from answered_at_once(judge)
    yield from answered_late(judge)


_THROTTLED = json_reply(wrapped(THROTTLED, "您的服务器调用钉钉开放平台接口次数超过限制"))
_CUT = 'HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: 61\r\n\r\n{"er'
_ANSWERS: dict[str, dict[str, tuple[Reply, ...]]] = {
    "accepted": {
        "errcode and errmsg": (json_reply({"errcode": 0, "errmsg": "ok"}),),
        "further fields": (json_reply({**OK, "success": True, "data": {"remark": None, "list": [1]}}),),
    },
    "rejected": {
        "plain": (json_reply(UNKNOWN),),
        "plain, large": (json_reply({"errcode": 8100017, "errmsg": "无操作审批流的权限", "request_id": REQUEST_ID}),),
        "plain, on no list": (json_reply({"errcode": 987654, "errmsg": "未知错误", "request_id": REQUEST_ID}),),
        "plain, a multiple of 256": (json_reply({"errcode": 43008, "errmsg": "参数需要multipart类型"}),),
        "wrapped": (json_reply(wrapped(60011, "没有调用该接口的权限")),),
        "wrapped, without a sub_code": (json_reply({"errcode": 88, "errmsg": "ding talk error"}),),
    },
    "errmsg": {
        "accepted, bare": (json_reply({"errcode": 0}),),
        "accepted, without errmsg": (json_reply({"errcode": 0, "request_id": REQUEST_ID}),),
        "accepted, in other words": (json_reply({**OK, "errmsg": "成功"}),),
        "rejected, without errmsg": (json_reply({"errcode": 820010, "request_id": "6pz3le495848"}),),
        "rejected, with ok": (json_reply({**UNKNOWN, "errmsg": "ok"}),),
    },
    "absent-errcode": {"accepted": (json_reply({"errmsg": "ok", "request_id": REQUEST_ID}),)},
    "token-refused": {
        "wrapped": (json_reply(wrapped(40014, "不合法的access_token")),),
        "plain": (json_reply({"errcode": 40014, "errmsg": "不合法的access_token", "request_id": REQUEST_ID}),),
        "expired": (json_reply({"errcode": 42001, "errmsg": "access_token超时", "request_id": REQUEST_ID}),),
    },
    "throttled": {
        "for good": (_THROTTLED,),
        "for good, plain": (json_reply({"errcode": 90002, "errmsg": "限流", "request_id": REQUEST_ID}),),
        "for good, with HTTP 429": (json_reply({"errcode": THROTTLED}, status=429),),
    },
    "once-throttled": {"then accepted": (_THROTTLED, json_reply(OK))},
    "busy": {
        "for good": (json_reply(BUSY),),
        "for good, of another code": (json_reply({"errcode": 400001, "errmsg": "系统繁忙"}),),
    },
    "client-error": {
        "403, JSON": (json_reply({"code": "Forbidden", "message": "not allowed"}, status=403),),
    },
    # Whoever answers so may not be the service, which a client may try again.
    "client-error-page": {"404, HTML": (html(404),)},
    "server-error": {
        "500, HTML": (html(500),),
        "502, JSON": (json_reply({"message": "An invalid response was received"}, status=502),),
    },
    "status": {
        "500, errcode 0": (json_reply(OK, status=500),),
        "403, errcode 0": (json_reply(OK, status=403),),
    },
    "not-json": {"HTML": (html(200),), "empty": (text(""),)},
    "parsed": {
        "accepted, spelt otherwise": (text('{\n  "request_id" : "1",\n  "err\\u0063ode" : 0\n}\n'),),
        "rejected, errcode 0 within": (json_reply({"result": {"errcode": 0}, **UNKNOWN}),),
        "rejected, errcode 0 in words": (json_reply({**UNKNOWN, "errmsg": '"errcode":0'}),),
        "cut off": (text('{"errcode":0,"errmsg":"o'),),
        "a list": (text("[]"),),
    },
    "dropped": {
        "without an answer": (Reply(drop=True),),
        "within the answer": (Reply(raw=_CUT.encode()),),
    },
}
GROUPS = tuple(_ANSWERS)
