"""What comes back through a gateway: each answer as the upstream gave it."""

from itertools import chain

import pytest

from contract_tests.gateway import answers
from contract_tests.gateway.verifiers import (
    REQUEST_ID,
    Complaint,
    answer_of,
    each_passes,
    further_differ,
    media_type_of,
    named_differ,
    none_has,
    value_differs,
)
from dingtalk_contract.conformance import GatewayJudge, RoundTrip, as_answer
from dingtalk_contract.contract import Clause, is_of_type, phrase, shorten, values_at
from dingtalk_contract.exchange import Answer, Failure, Outcome, read_json


@pytest.mark.rule("return/status")
def test_the_status_stays(judge: GatewayJudge, clause: Clause) -> None:
    """No status comes back as another."""

    def other(_: RoundTrip, given: Answer, got: Answer) -> Complaint:
        return (
            None
            if got.status == given.status
            else phrase("HTTP {0}, where the upstream gave {1}", got.status, given.status)
        )

    cases = chain(answers.with_statuses(judge), answers.with_values(judge))
    each_passes(judge, clause, cases, answer_of(other, judge))


@pytest.mark.rule("return/value")
def test_the_values_come_back(judge: GatewayJudge, clause: Clause) -> None:
    """No documented field is lost or changed."""
    names = [field.steps[-1] for field in judge.operation.answer.walk() if len(field.steps) == 1]

    def other(_: RoundTrip, given: Answer, got: Answer) -> Complaint:
        return named_differ(given, got, [name for name in names if name != REQUEST_ID])

    each_passes(judge, clause, answers.with_values(judge), answer_of(other, judge))


@pytest.mark.rule("return/form")
def test_the_form_is_kept(judge: GatewayJudge, clause: Clause) -> None:
    """No answer with HTTP 200 is malformed where the upstream's was not."""
    cases = chain(answers.with_values(judge), answers.with_further_fields(judge))
    each_passes(judge, clause, cases, lambda trip: form_is_lost(judge, trip))


def form_is_lost(judge: GatewayJudge, trip: RoundTrip) -> Complaint:
    """Find an HTTP 200 answer that breaks the documented form, where the upstream's own answer kept it or was none."""
    answer = trip.exchange.answer
    if isinstance(answer, Failure) or answer.status != 200:
        return None
    given = as_answer(trip.replies[0]) if trip.replies else None
    was_lost = isinstance(given, Answer) and given.status == 200 and malformed_answer(judge, given) is not None
    return None if was_lost else malformed_answer(judge, answer)


def malformed_answer(judge: GatewayJudge, answer: Answer) -> Complaint:
    """Find what is wrong with the form of an answer: no JSON object, or a documented field of another type."""
    reading = read_json((answer.decode() or answer).body)
    if reading.members is None:
        return phrase("HTTP {0} with no JSON object: {1}", answer.status, repr(answer.body[:80]))
    for field in judge.operation.answer.walk():
        wrong = [each for each in values_at(dict(reading.members), field.steps) if not is_of_type(each, field.types)]
        if wrong:
            return phrase("{0} is {1}, not of type {2}", field.place, shorten(repr(wrong[0])), field.type_phrase)
    return None


@pytest.mark.rule("return/request-id")
def test_the_request_id_comes_back(judge: GatewayJudge, clause: Clause) -> None:
    """No request_id is lost, changed or added."""

    def other(_: RoundTrip, given: Answer, got: Answer) -> Complaint:
        return named_differ(given, got, [REQUEST_ID], may_gain=False)

    each_passes(judge, clause, answers.with_values(judge), answer_of(other, judge))


@pytest.mark.rule("return/further-fields")
def test_further_fields_come_back(judge: GatewayJudge, clause: Clause) -> None:
    """No further field is lost, changed or added."""

    def other(_: RoundTrip, given: Answer, got: Answer) -> Complaint:
        return further_differ(given, got)

    each_passes(judge, clause, answers.with_further_fields(judge), answer_of(other, judge))


@pytest.mark.rule("return/text")
def test_every_script_comes_back(judge: GatewayJudge, clause: Clause) -> None:
    """No letter of any script is changed."""
    each_passes(judge, clause, answers.with_texts(judge), answer_of(value_differs, judge))


@pytest.mark.rule("return/content-type")
def test_the_media_type_comes_back(judge: GatewayJudge, clause: Clause) -> None:
    """No media type is changed, no false charset is added."""

    def other(_: RoundTrip, given: Answer, got: Answer) -> Complaint:
        values = [value for name, value in got.headers if name == "content-type"]
        (wanted, _charset), (essence, charset) = (
            media_type_of(value) for value in (given.header("content-type"), values[0] if values else None)
        )
        is_kept = essence == wanted and charset in {"", "utf-8", "utf8"} and len(values) == 1
        said = ", ".join(values)
        return (
            None
            if is_kept
            else phrase("Content-Type: {0}, where the upstream gave {1}", said, given.header("content-type"))
        )

    each_passes(judge, clause, answers.with_media_types(judge), answer_of(other, judge))


@pytest.mark.rule("return/content-encoding")
def test_only_what_is_accepted_is_compressed(judge: GatewayJudge, clause: Clause) -> None:
    """No answer is compressed unasked, or says so wrongly."""

    def other(trip: RoundTrip, given: Answer, got: Answer) -> Complaint:
        coding = got.header("content-encoding")
        is_asked = ("Accept-Encoding", "gzip") in trip.draft.headers
        if coding not in {None, "identity"} and not is_asked:
            return phrase("Content-Encoding: {0}, which the request does not accept", coding)
        answer = trip.exchange.answer
        is_coded_so = isinstance(answer, Answer) and answer.decode() is not None
        is_same = is_coded_so and value_differs(trip, given, got) is None
        return (
            None if is_same else phrase("Content-Encoding: {0}, and bytes that begin {1}", coding, repr(got.body[:12]))
        )

    each_passes(judge, clause, answers.for_codings(judge), answer_of(other, judge))


@pytest.mark.rule("return/long")
def test_long_answers_come_back(judge: GatewayJudge, clause: Clause) -> None:
    """No long answer is cut or refused."""
    each_passes(judge, clause, answers.with_length(judge), answer_of(value_differs, judge))


@pytest.mark.rule("return/framing")
def test_every_framing_comes_back(judge: GatewayJudge, clause: Clause) -> None:
    """No framing of the upstream loses a byte."""
    each_passes(judge, clause, answers.with_framings(judge), answer_of(value_differs, judge))


@pytest.mark.rule("return/not-json")
def test_other_bytes_come_back(judge: GatewayJudge, clause: Clause) -> None:
    """No byte of what is not JSON is changed."""

    def other(trip: RoundTrip, given: Answer, got: Answer) -> Complaint:
        is_same = got.body == given.body and got.status == given.status
        # What became a success is for delivery/failure.
        is_same = is_same or trip.exchange.outcome is Outcome.ACCEPTED
        return (
            None
            if is_same
            else phrase("HTTP {0} {1}, where {2} was given", got.status, repr(got.body[:60]), repr(given.body[:60]))
        )

    each_passes(judge, clause, answers.with_bytes(judge), answer_of(other, judge))


@pytest.mark.rule("return/retry-after")
def test_retry_after_comes_back(judge: GatewayJudge, clause: Clause) -> None:
    """No wish of the upstream to wait is lost."""

    def other(trip: RoundTrip, given: Answer, got: Answer) -> Complaint:
        wanted, value = given.header("retry-after"), got.header("retry-after")
        # What became a success is for delivery/failure.
        is_same = value == wanted or trip.exchange.outcome is Outcome.ACCEPTED
        return None if is_same else phrase("Retry-After: {0}, where the upstream gave {1}", value, wanted)

    each_passes(judge, clause, answers.throttled(judge), answer_of(other, judge))


@pytest.mark.rule("return/complete")
def test_every_request_is_answered(judge: GatewayJudge, clause: Clause) -> None:
    """No request of the run so far was left without an answer."""

    def left(trip: RoundTrip) -> Complaint:
        answer = trip.exchange.answer
        if isinstance(answer, Failure):
            return judge.describe(trip)
        if answer.surplus:
            return phrase("after the answer's end came {0}", repr(answer.surplus[:40]))
        return phrase("the answer has both Content-Length and Transfer-Encoding") if answer.is_framed_twice else None

    none_has(judge, clause, judge.trips, left)
