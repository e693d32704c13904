"""Breakages of the answer: its status, its media type, its bytes, or one of its fields, mostly where it rejects."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ...contract import is_of_type, put
from ...exchange import read_json
from .._replies import Reply
from .._requests import Request
from ._scene import Breakage, Scene, Serve, is_accepted

_TEXT, _NUMBER = "text", 400002


def _where_rejected(spoil: Callable[[Reply], None]) -> Breakage:
    """Make the breakage that spoils what is said of rejected requests."""

    def make(scene: Scene) -> Serve:
        def serve(request: Request) -> Reply:
            reply = scene.serve(request)
            if not is_accepted(reply):
                spoil(reply)
            return reply

        return serve

    return make


def _edit(**changes: Any) -> Callable[[Reply], None]:
    def spoil(reply: Reply) -> None:
        reply.answer = replace(reply.answer, **changes)

    return spoil


def _cut(reply: Reply) -> None:
    reply.cut = 0.9


def _repeat_a_name(reply: Reply) -> None:
    reply.answer = replace(reply.answer, body=b'{"errcode":0,' + reply.answer.body.removeprefix(b"{"))


def _encode_as_gbk(reply: Reply) -> None:
    text = reply.answer.body.decode().replace("{", '{"note":"错误",', 1)
    reply.answer = replace(reply.answer, body=text.encode("gbk", "replace"))


def accept_with_201(scene: Scene) -> Serve:
    """Answer accepted requests 201."""

    def serve(request: Request) -> Reply:
        reply = scene.serve(request)
        if is_accepted(reply):
            reply.answer = replace(reply.answer, status=201)
        return reply

    return serve


def give_another_type(scene: Scene) -> Serve:
    """Return a field another type where a request is rejected."""
    wrong = _NUMBER if is_of_type(_TEXT, scene.field.types) else _TEXT

    def serve(request: Request) -> Reply:
        reply = scene.serve(request)
        members = read_json(reply.answer.body).members
        if not is_accepted(reply) and members is not None:
            body = json.dumps(put(dict(members), scene.field.steps, wrong), ensure_ascii=False).encode()
            reply.answer = replace(reply.answer, body=body)
        return reply

    return serve


def give_one_request_id(scene: Scene) -> Serve:
    """Return one and the same request_id to all."""

    def serve(request: Request) -> Reply:
        reply = scene.serve(request)
        members = read_json(reply.answer.body).members or {}
        if "request_id" in members:
            body = json.dumps({**members, "request_id": "0"}, ensure_ascii=False, separators=(",", ":")).encode()
            reply.answer = replace(reply.answer, body=body)
        return reply

    return serve


RULES: Mapping[str, Breakage] = {
    "answer-type": give_another_type,
    "answer/complete": _where_rejected(_cut),
    "answer/server-error": _where_rejected(_edit(status=500)),
    "answer/redirect": _where_rejected(_edit(status=302)),
    "answer/json": _where_rejected(_edit(body=b"[]")),
    "answer/encoding": _where_rejected(_encode_as_gbk),
    "answer/unique-names": _where_rejected(_repeat_a_name),
    "answer/status": accept_with_201,
    "answer/rejection-status": _where_rejected(_edit(status=400)),
    "answer/media-type": _where_rejected(_edit(headers=(("content-type", "text/plain"),))),
    "answer/request_id/distinct": give_one_request_id,
}
