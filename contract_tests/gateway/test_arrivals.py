"""What arrives behind a gateway: each request as it was sent."""

from dataclasses import replace
from operator import itemgetter
from urllib.parse import unquote

import pytest

from contract_tests.fidelity import (
    Fault,
    added_differs,
    arrival_of,
    body_differs,
    each_passes,
    malformed,
    media_type_of,
    whole_body_differs,
)
from contract_tests.probes import requests
from dingtalk_contract.conformance import GatewayJudge, Passage, spell_plainly
from dingtalk_contract.contract import Clause
from dingtalk_contract.exchange import Answer, Arrival, read_json, reveal


@pytest.mark.rule("arrival/http")
class TestHttp:
    """What arrives is complete, well-formed HTTP."""

    def test_what_arrives_is_http(self, judge: GatewayJudge, clause: Clause) -> None:
        """No arrival of the example is malformed or cut short."""
        each_passes(
            judge, clause, requests.with_values(judge), arrival_of(lambda _, arrival: malformed(arrival), judge)
        )


@pytest.mark.rule("arrival/method")
class TestMethod:
    """A request arrives with the method that it was sent with."""

    def test_the_method_stays(self, judge: GatewayJudge, clause: Clause) -> None:
        """No arrival of the example has another method."""

        def other(passage: Passage, arrival: Arrival) -> Fault:
            return None if arrival.method == passage.draft.method else f"it arrived as {arrival.method!r}"

        each_passes(judge, clause, requests.with_values(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/path")
class TestPath:
    """A request arrives at the path that it was sent to, with or without the prefix of the gateway's own address."""

    def test_the_path_stays(self, judge: GatewayJudge, clause: Clause) -> None:
        """No arrival of the example is at another path."""
        prefix = judge.target.address.prefix

        def other(passage: Passage, arrival: Arrival) -> Fault:
            allowed = [each.split("/") for each in (passage.draft.path, f"{prefix}{passage.draft.path}")]
            # Segment by segment, for an encoded slash is no slash (RFC 3986 section 2.2).
            got = [unquote(segment) for segment in arrival.path.split("/")]
            return None if got in allowed else f"it arrived at {arrival.path!r}"

        each_passes(judge, clause, requests.with_values(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/token")
class TestToken:
    """The token arrives as it was sent, whatever characters it holds."""

    def test_the_token_stays(self, judge: GatewayJudge, clause: Clause) -> None:
        """No token arrives changed, twice, or not at all."""
        name = judge.make.token_name

        def other(passage: Passage, arrival: Arrival) -> Fault:
            sent = [reveal(value) for key, value in passage.draft.query if key == name]
            got = [value for key, value in arrival.parameters if key == name]
            return None if got == sent else f"{len(got)} tokens arrived, of {[len(each) for each in got]} characters"

        each_passes(judge, clause, requests.with_tokens(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/parameters")
class TestParameters:
    """Further parameters of the query arrive as they were sent."""

    def test_further_parameters_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No further parameter is lost, changed or added."""
        name = judge.make.token_name

        def other(passage: Passage, arrival: Arrival) -> Fault:
            sent = [(key, reveal(value)) for key, value in passage.draft.query if key != name]
            got = [(key, value) for key, value in arrival.parameters if key != name]
            # The order of one name's values has a meaning, that of different names has none.
            is_kept = sorted(got, key=itemgetter(0)) == sorted(sent, key=itemgetter(0))
            return None if is_kept else f"the further parameters {got}, where {sent} were sent"

        each_passes(judge, clause, requests.with_parameters(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/content-type")
class TestContentType:
    """A body arrives as application/json."""

    def test_the_content_type_stays(self, judge: GatewayJudge, clause: Clause) -> None:
        """No body arrives as anything but JSON in UTF-8."""

        def other(_: Passage, arrival: Arrival) -> Fault:
            values = [value for name, value in arrival.headers if name == "content-type"]
            essence, charset = media_type_of(values[0] if values else None)
            is_kept = essence == judge.operation.media_type and charset in {"", "utf-8", "utf8"}
            return None if is_kept and len(values) == 1 else f"Content-Type: {values}"

        each_passes(judge, clause, requests.with_media_types(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/value")
class TestValue:
    """The page's example arrives with the values that it was sent with, and without those that it was not."""

    def test_the_values_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No documented value is lost, changed or added."""
        documented = {field.place for field in judge.operation.body.walk()}

        def other(passage: Passage, arrival: Arrival) -> Fault:
            got = read_json(arrival.body).value
            return body_differs(passage, arrival) or added_differs(passage.body, got, documented)

        each_passes(judge, clause, requests.with_values(judge), arrival_of(other, judge))


@pytest.mark.rule("arrival/spelling")
class TestSpelling:
    """The same JSON in other white space, order or escapes arrives as the same value."""

    def test_other_spellings_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No spelling arrives as another value."""
        each_passes(judge, clause, requests.with_spellings(judge), arrival_of(body_differs, judge))


@pytest.mark.rule("arrival/chunked")
class TestChunked:
    """A body sent in chunks arrives whole, or is refused with 411."""

    def test_chunks_arrive_whole(self, judge: GatewayJudge, clause: Clause) -> None:
        """No chunk is lost; a length may be asked for instead."""
        arrives = arrival_of(body_differs, judge)

        def other(passage: Passage) -> Fault:
            answer = passage.exchange.answer
            if not passage.arrivals and isinstance(answer, Answer) and answer.status == 411:
                return None
            if (fault := arrives(passage)) is None:
                return None
            # What does not arrive with its length either is for arrival/long.
            return fault if arrives(judge.send(replace(passage.probe, spell=spell_plainly))) is None else None

        each_passes(judge, clause, requests.in_chunks(judge), other)


@pytest.mark.rule("arrival/numbers")
class TestNumbers:
    """Numbers arrive digit by digit, up to 64 bits."""

    def test_numbers_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No number loses a digit."""
        each_passes(judge, clause, requests.with_numbers(judge), arrival_of(body_differs, judge))


@pytest.mark.rule("arrival/lists")
class TestLists:
    """Lists arrive in their order and with their repeats."""

    def test_lists_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No list is sorted, thinned or cut."""
        each_passes(judge, clause, requests.with_lists(judge), arrival_of(body_differs, judge))


@pytest.mark.rule("arrival/texts")
class TestTexts:
    """Text with quotes, control characters or spaces at its ends arrives as it was sent."""

    def test_odd_texts_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No quote, escape or space is changed."""
        each_passes(judge, clause, requests.with_odd_texts(judge), arrival_of(body_differs, judge))


@pytest.mark.rule("arrival/unicode")
class TestUnicode:
    """Text of any script arrives as it was sent, escaped or not."""

    def test_every_script_stays(self, judge: GatewayJudge, clause: Clause) -> None:
        """No letter of any script is changed."""
        each_passes(judge, clause, requests.with_scripts(judge), arrival_of(body_differs, judge))


@pytest.mark.rule("arrival/long")
class TestLong:
    """Long texts, long lists and bodies of 70,000 bytes arrive whole."""

    def test_long_bodies_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No long text, list or body is cut or refused."""
        each_passes(judge, clause, requests.with_length(judge), arrival_of(body_differs, judge))


@pytest.mark.rule("arrival/empty-list")
class TestEmptyList:
    """An empty list arrives as an empty list."""

    def test_empty_lists_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No empty list is dropped, filled or refused."""
        each_passes(judge, clause, requests.with_empty_lists(judge), arrival_of(body_differs, judge))


@pytest.mark.rule("arrival/further-fields")
class TestFurtherFields:
    """Fields that the document does not name arrive as they were sent, and none is added."""

    def test_further_fields_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No further field is lost, changed or added."""
        each_passes(judge, clause, requests.with_further_fields(judge), arrival_of(whole_body_differs, judge))


@pytest.mark.rule("arrival/free-values")
class TestFreeValues:
    """Values that the page leaves open, such as blank texts and fractions, arrive as they were sent."""

    def test_free_values_stay(self, judge: GatewayJudge, clause: Clause) -> None:
        """No value that is left open is changed or refused."""
        each_passes(judge, clause, requests.with_free_values(judge), arrival_of(body_differs, judge))
