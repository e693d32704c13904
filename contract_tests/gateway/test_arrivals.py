"""What arrives behind a gateway: each request in the envelope that it was sent in."""

from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import Any
from urllib.parse import unquote

import pytest

from contract_tests.gateway.verifiers import (
    Complaint,
    arrival_of,
    each_passes,
    example,
    malformed,
    media_type_of,
    with_values,
)
from contract_tests.samples import RESERVED
from dingtalk_contract.conformance import GatewayCase, GatewayJudge, RoundTrip, Spell
from dingtalk_contract.contract import Clause, phrase, put
from dingtalk_contract.exchange import Arrival, Draft, Outcome, Token, encode_json, encode_query, reveal

MEDIA_TYPES = ("{}", "{};charset=UTF-8", "{}; charset=utf-8")


@pytest.mark.rule("arrival/http")
def test_what_arrives_is_http(judge: GatewayJudge, clause: Clause) -> None:
    """No arrival of the example is malformed or cut short."""
    each_passes(judge, clause, with_values(judge), arrival_of(lambda _, arrival: malformed(arrival), judge))


@pytest.mark.rule("arrival/method")
def test_the_method_stays(judge: GatewayJudge, clause: Clause) -> None:
    """No arrival of the example has another method."""

    def other(trip: RoundTrip, arrival: Arrival) -> Complaint:
        return None if arrival.method == trip.draft.method else phrase("it arrived as {0}", repr(arrival.method))

    each_passes(judge, clause, with_values(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/path")
def test_the_path_stays(judge: GatewayJudge, clause: Clause) -> None:
    """No arrival of the example is at another path."""
    prefix = judge.target.address.prefix

    def other(trip: RoundTrip, arrival: Arrival) -> Complaint:
        allowed = [each.split("/") for each in (trip.draft.path, f"{prefix}{trip.draft.path}")]
        # Segment by segment, for an encoded slash is no slash (RFC 3986 section 2.2).
        got = [unquote(segment) for segment in arrival.path.split("/")]
        return None if got in allowed else phrase("it arrived at {0}", repr(arrival.path))

    each_passes(judge, clause, with_values(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/token")
def test_the_token_stays(judge: GatewayJudge, clause: Clause) -> None:
    """No token arrives changed, twice, or not at all."""
    name = judge.make.token_name

    def other(trip: RoundTrip, arrival: Arrival) -> Complaint:
        sent = [reveal(value) for key, value in trip.draft.query if key == name]
        got = [value for key, value in arrival.parameters if key == name]
        return (
            None
            if got == sent
            else phrase("{0} tokens arrived, of {1} characters", len(got), [len(each) for each in got])
        )

    each_passes(judge, clause, with_tokens(judge), arrival_of(other, judge))


def with_tokens(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with tokens full of characters that a query gives another meaning to."""
    yield example(judge)
    for value in (RESERVED, "UPPER-lower-0123", "a%20b%2Fc%00d", "令牌-😀", "x" * 1500, "a=b=c==", "../../a//b?c#d"):
        yield replace(example(judge), name=phrase("a token of odd characters"), token=Token(value=value))


@pytest.mark.rule("arrival/query")
def test_the_query_stays(judge: GatewayJudge, clause: Clause) -> None:
    """No documented parameter arrives changed, twice, or not at all."""

    def other(trip: RoundTrip, arrival: Arrival) -> Complaint:
        sent = sorted((key, reveal(value)) for key, value in trip.draft.query)
        got = sorted(arrival.parameters)
        return None if got == sent else phrase("{0} other parameters arrived", len(got))

    each_passes(judge, clause, with_query_values(judge), arrival_of(other, judge))


def with_query_values(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with values full of characters that a query gives another meaning to."""
    yield from with_values(judge)
    for field in judge.operation.body.parts:
        for value in (RESERVED, "UPPER-lower-0123", "a%20b%2Fc", "令牌-😀", "x" * 1500, "a=b=c=="):
            body = put(judge.known_good.body, field.steps, value)
            yield replace(example(judge), name=phrase("odd characters in {0}", field.place), body=body)


@pytest.mark.rule("arrival/parameters")
def test_further_parameters_stay(judge: GatewayJudge, clause: Clause) -> None:
    """No further parameter is lost, changed or added."""
    name = judge.make.token_name

    def other(trip: RoundTrip, arrival: Arrival) -> Complaint:
        sent = [(key, reveal(value)) for key, value in trip.draft.query if key != name]
        got = [(key, value) for key, value in arrival.parameters if key != name]
        # The order of one name's values has a meaning, that of different names has none.
        is_kept = sorted(got, key=itemgetter(0)) == sorted(sent, key=itemgetter(0))
        return None if is_kept else phrase("the further parameters {0}, where {1} were sent", got, sent)

    each_passes(judge, clause, with_parameters(judge), arrival_of(other, judge))


def with_parameters(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with further parameters in the query."""
    further = (("lang", "zh_CN"), ("empty", ""), ("more", "a b+c/d&e=f"), ("more", "二"))

    def spell(draft: Draft, value: Any) -> Draft:
        return replace(draft, body=encode_json(value), query=(*draft.query, *further))

    yield replace(example(judge), name=phrase("further parameters in the query"), spell=spell)


@pytest.mark.rule("arrival/raw-query")
def test_raw_characters_change_nothing(judge: GatewayJudge, clause: Clause) -> None:
    """No token is lost because raw characters stand behind it."""

    def other(trip: RoundTrip) -> Complaint:
        if not trip.arrivals and trip.exchange.outcome is Outcome.REJECTED:
            return None
        return arrival_of(parameters_differ, judge)(trip)

    def parameters_differ(trip: RoundTrip, arrival: Arrival) -> Complaint:
        assert trip.case.token is not None, "each of these cases has its own"
        sent = [(judge.make.token_name, trip.case.token.value), *RAW_PARAMETERS]
        return (
            None
            if list(arrival.parameters) == sent
            else phrase("{0} other parameters arrived", len(arrival.parameters))
        )

    each_passes(judge, clause, with_raw_query(judge), other)


RAW_PARAMETERS = (("filter", "[a]"), ("more", "{b}|c^d`e'f"))


def with_raw_query(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example with a token that is percent-encoded, and further parameters that are not."""
    for value in (f"{judge.known_good.token.value}+/=", judge.known_good.token.value):
        name, token = judge.make.token_name, Token(value=value)
        tail = "".join(f"&{key}={text}" for key, text in RAW_PARAMETERS)
        raw = Token(value=f"{name}={encode_query(value)}{tail}", shown=f"{name}={token.shown}{tail}")

        def spell(draft: Draft, body: Any, raw: Token = raw) -> Draft:
            return replace(draft, body=encode_json(body), query=(), raw_query=raw)

        yield replace(example(judge), name=phrase("raw characters in the query"), token=token, spell=spell)


@pytest.mark.rule("arrival/content-type")
def test_the_content_type_stays(judge: GatewayJudge, clause: Clause) -> None:
    """No body arrives as anything but JSON in UTF-8."""

    def other(_: RoundTrip, arrival: Arrival) -> Complaint:
        values = [value for name, value in arrival.headers if name == "content-type"]
        essence, charset = media_type_of(values[0] if values else None)
        is_kept = essence == judge.operation.media_type and charset in {"", "utf-8", "utf8"}
        return None if is_kept and len(values) == 1 else phrase("Content-Type: {0}", values)

    each_passes(judge, clause, with_media_types(judge), arrival_of(other, judge))


def with_media_types(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example, and the same with its required fields alone, under each way to write the media type."""
    for case in with_values(judge):
        for form in MEDIA_TYPES:
            yield replace(case, name=phrase("{0}, {1}", case.name, form.format("the media type")), spell=_typed(form))


def _typed(form: str) -> Spell:
    return lambda draft, value: replace(draft, body=encode_json(value), media_type=form.format(draft.media_type))
