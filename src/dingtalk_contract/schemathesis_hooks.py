"""Hooks for those who already run Schemathesis: it judges by outcome too, and accuses no correct server.

Named in schemathesis.toml (docs/schemathesis.md has one to copy); the token is $DINGTALK_ACCESS_TOKEN, or the page's.
"""

import os
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import requests
import schemathesis

from .contract import Operation, breached_rules, is_of_type, load_document
from .exchange import Answer, Outcome, judge_outcome, read_json

PROBE_SECONDS = 5
OTHER_METHODS = {"GET", "PUT", "PATCH", "DELETE"}


@schemathesis.check
def outcome_conforms(_ctx: Any, response: Any, case: Any) -> None:
    """Check that what the document forbids is not accepted, and that every answer is in the documented form."""
    operation = next((each for each in load_document().operations if each.path == case.operation.path), None)
    if operation is None:
        return
    answer = _answer(response)
    outcome, reading = judge_outcome(answer)
    _check_form(operation, answer, outcome, reading.members)
    forbidden = _forbidden(operation, response.request)
    if outcome is Outcome.ACCEPTED and forbidden is not None:
        raise AssertionError(f"Accepted, and the contract forbids it: {forbidden}.")
    if outcome is Outcome.ACCEPTED and operation.token_name and operation.id not in _probed:
        _probed.add(operation.id)
        _probe_tokens(operation, response.request)


_probed: set[str] = set()
"""The operations of this run whose token was tried already."""


def _probe_tokens(operation: Operation, request: Any) -> None:
    """Send an accepted request again without its token, and with one that nobody issued; none of these is generated."""
    for words, query in (("no token", ""), ("a token that was never issued", f"{operation.token_name}=never-issued")):
        probe = request.copy()
        probe.url = urlunsplit(urlsplit(request.url)._replace(query=query))
        with requests.Session() as session:
            session.trust_env = False
            response = session.send(probe, allow_redirects=False, timeout=PROBE_SECONDS)
        outcome, _ = judge_outcome(Answer(status=response.status_code, headers=(), body=response.content))
        if outcome is Outcome.ACCEPTED:
            raise AssertionError(f"Accepted, and the contract forbids it: {words}.")


def _answer(response: Any) -> Answer:
    headers = tuple((name.lower(), ", ".join(values)) for name, values in response.headers.items())
    return Answer(status=response.status_code, headers=headers, body=response.content)


def _check_form(operation: Operation, answer: Answer, outcome: Outcome, members: Any) -> None:
    if outcome in {Outcome.BROKEN, Outcome.MALFORMED} and answer.status != 501:
        raise AssertionError(f"The answer is {outcome}: neither accepted nor rejected in the documented form.")
    if outcome is Outcome.ACCEPTED and answer.status != 200:
        raise AssertionError(f"Accepted with HTTP {answer.status}, not 200.")
    if answer.status != 200 or members is None or outcome is Outcome.THROTTLED:
        return
    if "json" not in (answer.header("content-type") or "").lower():
        raise AssertionError(f"HTTP 200 with the media type {answer.header('content-type')!r}, which is not JSON.")
    for field in operation.answer.parts:
        name = field.steps[-1]
        if name in members and not is_of_type(members[name], field.types):
            raise AssertionError(f"{field.place} is not of the documented type {field.type_phrase}.")


def _forbidden(operation: Operation, request: Any) -> str | None:
    """Say what the contract forbids of the request that was sent, if anything."""
    if request.method != operation.method:
        return f"the method {request.method}" if request.method in OTHER_METHODS else None
    query = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    if operation.token_name and query.get(operation.token_name) != _good_token(operation):
        return "a token that was never issued"
    body = request.body.encode() if isinstance(request.body, str) else request.body
    reading = read_json(body or b"")
    if reading.fault is not None:
        media_type = str(request.headers.get("Content-Type", ""))
        return f"a body that is not JSON ({reading.fault})" if "json" in media_type else None
    place, rule = next(breached_rules(operation.body, reading.value), (None, None))
    return None if place is None else f"{place} breaks the rule {rule!r}"


def _good_token(operation: Operation) -> str:
    return os.environ.get("DINGTALK_ACCESS_TOKEN") or operation.token_example
