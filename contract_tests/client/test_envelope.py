"""The envelope of each request: method, path, token, media type, encoding."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import pytest

from contract_tests.client.answers import answered, plain, with_cases
from contract_tests.client.inputs import with_plain_values
from contract_tests.client.verifiers import Check, Complaint, every_request
from contract_tests.samples import RESERVED
from dingtalk_contract.conformance import Call, ClientCase, ClientJudge
from dingtalk_contract.contract import Clause, phrase, shorten
from dingtalk_contract.exchange import JSON_MEDIA_TYPE, Arrival, Token, read_json

_UNRESERVED = re.compile(r"%([46][1-9A-F]|[57][0-9A]|3[0-9]|2D|2E|5F|7E)", re.IGNORECASE)


@pytest.mark.rule("envelope/http")
@with_cases(plain)
def test_every_request_is_http(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No request is malformed or cut short."""
    every_request(judge, clause, calls, http_conforms)


def http_conforms(_: Call, arrival: Arrival) -> Complaint:
    """Find a request that is no HTTP, or not a whole one."""
    return None if arrival.fault is None else phrase("{0}; it begins {1}", arrival.fault, repr(arrival.raw[:40]))


@pytest.mark.rule("envelope/method")
@with_cases(plain)
def test_the_method_conforms(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No request has another method."""
    every_request(judge, clause, calls, method_conforms(judge))


def method_conforms(judge: ClientJudge) -> Check:
    """Make the check that finds another method; under another path it is no matter of the operation."""
    finds_path = path_conforms(judge)

    def conforms(call: Call, arrival: Arrival) -> Complaint:
        is_other = arrival.method and arrival.method != judge.operation.method
        return (
            phrase("the method {0}", repr(arrival.method)) if is_other and finds_path(call, arrival) is None else None
        )

    return conforms


@pytest.mark.rule("envelope/path")
@with_cases(plain)
def test_the_path_conforms(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No request goes to another path."""
    every_request(judge, clause, calls, path_conforms(judge))


def path_conforms(judge: ClientJudge) -> Check:
    """Make the check that finds another path; unreserved characters may be percent-encoded."""

    def conforms(_: Call, arrival: Arrival) -> Complaint:
        path = _UNRESERVED.sub(lambda match: unquote(match.group()), arrival.path)
        return (
            None if not arrival.method or path == judge.operation.path else phrase("the path {0}", repr(arrival.path))
        )

    return conforms


@pytest.mark.rule("envelope/token/present")
@with_cases(plain)
def test_the_token_is_in_the_query(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No query lacks the token."""
    every_request(judge, clause, calls, token_is_present(judge))


def token_is_present(judge: ClientJudge) -> Check:
    """Make the check that finds a query without the token."""

    def conforms(_: Call, arrival: Arrival) -> Complaint:
        names = sorted({name for name, _ in arrival.parameters})
        is_there = not arrival.method or judge.operation.token_name in names
        return None if is_there else phrase("the parameters {0} alone in the query", names)

    return conforms


def with_tokens(judge: ClientJudge, _: Clause) -> Iterator[ClientCase]:
    """Return plain values, requests that may be sent again, and a token of reserved characters."""
    yield from with_plain_values(judge)
    for slug in ("once-throttled", "token-refused"):
        yield from answered(judge, slug)
    yield replace(judge.control, name=phrase("a token of reserved characters"), token=Token(value=RESERVED))


@pytest.mark.rule("envelope/token/value")
@with_cases(with_tokens)
def test_the_token_conforms(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No token is changed on its way."""
    every_request(judge, clause, calls, token_conforms(judge))


def token_conforms(judge: ClientJudge) -> Check:
    """Make the check that finds another token."""

    def conforms(call: Call, arrival: Arrival) -> Complaint:
        for name, value in arrival.parameters:
            if name == judge.operation.token_name and value != call.case.token.value:
                return phrase(
                    "another token: {0} characters, where {1} were given", len(value), len(call.case.token.value)
                )
        return None

    return conforms


@pytest.mark.rule("envelope/content-type")
@with_cases(plain)
def test_the_content_type_conforms(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No body is called anything else."""
    every_request(judge, clause, calls, content_type_conforms)


def content_type_conforms(_: Call, arrival: Arrival) -> Complaint:
    """Find a body under another media type."""
    if not arrival.body:
        return None
    named = arrival.header("content-type")
    is_json = named is not None and named.split(";")[0].strip().lower() == JSON_MEDIA_TYPE
    return (
        None
        if is_json
        else (phrase("no Content-Type") if named is None else phrase("the Content-Type {0}", repr(named)))
    )


@pytest.mark.rule("envelope/encoding")
@with_cases(plain)
def test_the_encoding_conforms(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No body is compressed, marked, or not UTF-8."""
    every_request(judge, clause, calls, encoding_conforms)


def encoding_conforms(_: Call, arrival: Arrival) -> Complaint:
    """Find a body that is coded, has a byte order mark, or is not UTF-8."""
    coding = arrival.header("content-encoding") or "identity"
    if arrival.body and coding.strip().lower() != "identity":
        return phrase("a body with Content-Encoding {0}", repr(coding))
    if arrival.body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return phrase("a body that begins with a byte order mark")
    try:
        arrival.body.decode("utf-8")
    except UnicodeDecodeError as error:
        return phrase("a body that is not UTF-8 at byte {0}", error.start)
    return phrase("a body with NUL between its letters") if arrival.body[:4].count(0) else None


@pytest.mark.rule("envelope/json")
@with_cases(plain)
def test_the_body_is_json(judge: ClientJudge, clause: Clause, calls: Iterator[Call]) -> None:
    """No body is anything but JSON."""
    every_request(judge, clause, calls, json_conforms)


def json_conforms(_: Call, arrival: Arrival) -> Complaint:
    """Find a body that is not JSON."""
    if not arrival.body:
        return None
    fault = read_json(arrival.body).fault
    return (
        None if fault is None else phrase("a body that is not JSON ({0}): {1}", fault, shorten(repr(arrival.body), 120))
    )
