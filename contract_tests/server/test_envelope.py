"""What surrounds the body: the method and the media type."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from contract_tests.server.verifiers import none_accepted
from dingtalk_contract.conformance import ServerCase, ServerJudge
from dingtalk_contract.contract import Clause, phrase

OTHER_METHODS = ("GET", "DELETE", "PROPFIND", "PUT", "PATCH")
"""Methods that carry a request of their own; HEAD, OPTIONS and TRACE are for HTTP to answer."""
WITH_A_BODY = ("PUT", "PATCH")
"""Methods whose body every server expects, and so reads or closes the connection."""
OTHER_MEDIA_TYPES = (
    *("text/plain", "application/xml", "application/octet-stream", "text/html", "application/javascript"),
    *("application/json-seq", "application/xjson", "text/x-json-like", "application/x-www-form-urlencoded"),
)


@pytest.mark.rule("method")
def test_other_methods_are_not_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control under another method is not accepted."""
    none_accepted(judge, clause, with_other_methods(judge))


def with_other_methods(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control under methods that are not the documented one."""
    draft = judge.make.draft(judge.body)
    closing = (*draft.headers, ("Connection", "close"))
    # First, because it ends the connection on which a body may still lie unread.
    if judge.operation.method == "POST":
        override = (*closing, ("X-HTTP-Method-Override", "POST"))
        yield ServerCase(
            phrase("method GET with X-HTTP-Method-Override: POST"), replace(draft, method="GET", headers=override)
        )
    for method in OTHER_METHODS:
        # A plain server leaves a body unread that it did not expect: then no other request follows on that connection.
        headers = draft.headers if method in WITH_A_BODY else closing
        if method != judge.operation.method:
            yield ServerCase(phrase("method {0}", method), replace(draft, method=method, headers=headers))
    if judge.operation.method != "GET":
        for words, pairs in (("as JSON", judge.body), ("field by field", _innermost(judge.body))):
            texts = tuple((name, each if isinstance(each, str) else json.dumps(each)) for name, each in pairs.items())
            query = (*draft.query, *texts)
            yield ServerCase(
                phrase("method GET with its query {0}", words), replace(draft, method="GET", query=query, body=None)
            )


def _innermost(body: Any) -> Any:
    """Return the single values within an envelope, where there is one; how a query holds a list, nobody settled."""
    inner = list(body.values())
    members = inner[0] if len(inner) == 1 and isinstance(inner[0], dict) else body
    return {name: value for name, value in members.items() if not isinstance(value, list)}


@pytest.mark.rule("body/content-type")
def test_other_media_types_are_not_accepted(judge: ServerJudge, clause: Clause) -> None:
    """The control under another media type is not accepted."""
    none_accepted(judge, clause, with_other_media_types(judge))


def with_other_media_types(judge: ServerJudge) -> Iterator[ServerCase]:
    """Return the control under media types that are not JSON, under none, and as a form."""
    draft = judge.make.draft(judge.body)
    for media_type in OTHER_MEDIA_TYPES:
        yield ServerCase(phrase("Content-Type {0}", media_type), replace(draft, media_type=media_type))
    yield ServerCase(phrase("no Content-Type"), replace(draft, media_type=None))
    form = "&".join(f"{name}={quote(json.dumps(value))}" for name, value in judge.body.items()).encode()
    yield ServerCase(
        phrase("the body as a form"), replace(draft, media_type="application/x-www-form-urlencoded", body=form)
    )
