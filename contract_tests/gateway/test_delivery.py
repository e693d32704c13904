"""How a gateway delivers: once, afresh, to the right caller, and never a failure as a success."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import pytest

from contract_tests.gateway import answers
from contract_tests.gateway.verifiers import (
    Complaint,
    answer_of,
    blame,
    each_passes,
    example,
    none_has,
    value_differs,
    was_made_up,
)
from dingtalk_contract.conformance import ClauseSkipped, GatewayCase, GatewayJudge, NotAsked, RoundTrip, SkipReason
from dingtalk_contract.contract import Clause, phrase
from dingtalk_contract.exchange import Answer, Outcome, read_json, reveal

TOGETHER = 24
ROUNDS = 3
IDLE = 0.3
"""Seconds in which a gateway can see that its upstream has closed a connection."""
SPARING = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait for a gateway that spares an upstream which has failed."""
ENOUGH = 8
"""How many of those that are under way together must arrive, so that something was judged."""
NUMBERS = (1, 2, 3, 4)
LOADED = frozenset({429, 503})
"""How a gateway may refuse what is too much for it."""
OWN_TEXTS = tuple(f"{word}-via" for word in ("ok", "no"))
"""How the texts begin that name the request that they answer."""


@pytest.mark.rule("delivery/once")
def test_nothing_arrives_twice(judge: GatewayJudge, clause: Clause) -> None:
    """No request arrived more than once, whatever its answer below 500."""
    judge.settle()
    none_has(judge, clause, [each for each in judge.trips if not was_answered_5xx(each)], came_again)


@pytest.mark.rule("delivery/fresh")
def test_no_answer_is_stored(judge: GatewayJudge, clause: Clause) -> None:
    """The same request, and another like it, gets a new answer each time."""

    def stored(trip: RoundTrip) -> Complaint:
        if was_made_up(judge, trip):
            return phrase("it had not arrived when it was answered {0}", judge.describe(trip))
        answer = trip.exchange.answer
        text = (read_json(answer.body).members or {}).get("errmsg") if isinstance(answer, Answer) else None
        others = {answers.fresh_text(number) for number in NUMBERS} - {numbers.get(id(trip))}
        return phrase("the answer {0}, which the upstream gave before", repr(text)) if text in others else None

    numbers: dict[int, str] = {}
    trips: list[RoundTrip] = []
    for number in NUMBERS:
        # The first ones are one request, the last is another to the same URL.
        mark = trips[0].mark if trips and number != NUMBERS[-1] else None
        trips.append(judge.send(answers.cacheable(judge, number), mark=mark))
        numbers[id(trips[-1])] = answers.fresh_text(number)
    none_has(
        judge,
        clause,
        [*trips, *(each for each in judge.trips if each.exchanges and was_made_up(judge, each))],
        stored,
    )


@pytest.mark.rule("delivery/unmixed")
def test_none_gets_what_is_anothers(judge: GatewayJudge, clause: Clause) -> None:
    """No request or answer is mixed with another."""
    arrived = 0
    for round_number in range(ROUNDS):
        cases = [answers.own(judge, round_number + number) for number in range(TOGETHER)]
        trips = judge.send_together(cases)
        none_has(judge, clause, trips, lambda trip: None if was_too_much(trip) else mixed(judge, trip))
        arrived += sum(bool(trip.arrivals) for trip in trips)
    if arrived < ENOUGH:
        raise NotAsked(f"of {ROUNDS * TOGETHER} requests under way together the gateway let {arrived} through")


@pytest.mark.rule("delivery/unmixed")
def test_none_gets_what_was_left_behind(judge: GatewayJudge, clause: Clause) -> None:
    """No answer goes to another request because its caller went away."""
    for number in range(ROUNDS):
        judge.abandon(replace(answers.own(judge, number), answering=answers.late()))
        trips = [judge.send(answers.own(judge, number + each)) for each in range(2)]
        none_has(judge, clause, trips, lambda trip: mixed(judge, trip))


@pytest.mark.rule("delivery/slow")
def test_patience_is_no_second_try(judge: GatewayJudge, clause: Clause) -> None:
    """No request is sent again while its answer is awaited."""
    arrives_once(judge, clause, answers.slow(judge))


@pytest.mark.rule("delivery/awaited")
def test_late_answers_come_back(judge: GatewayJudge, clause: Clause) -> None:
    """No answer is given up within two seconds."""

    def lost(trip: RoundTrip) -> Complaint:
        # What became a success is for delivery/failure.
        is_success = trip.exchange.outcome is Outcome.ACCEPTED
        return None if is_success else answer_of(value_differs, judge)(trip)

    each_passes(judge, clause, answers.slow(judge), lost)


@pytest.mark.rule("delivery/after-error")
def test_an_error_is_no_second_try(judge: GatewayJudge, clause: Clause) -> None:
    """No request of the run so far was sent again after 5xx."""
    for case in answers.with_server_errors(judge):
        judge.send(case)
    judge.settle()
    none_has(judge, clause, [each for each in judge.trips if was_answered_5xx(each)], came_again)


@pytest.mark.rule("delivery/after-drop")
def test_a_drop_is_no_second_try(judge: GatewayJudge, clause: Clause) -> None:
    """No request is sent again after a drop."""
    arrives_once(judge, clause, answers.dropped(judge))


@pytest.mark.rule("delivery/error-answers")
def test_error_answers_come_back(judge: GatewayJudge, clause: Clause) -> None:
    """No 5xx answer is replaced by another."""

    def replaced(trip: RoundTrip) -> Complaint:
        # What did not arrive was no answer of the upstream.
        return answer_of(other, judge)(trip) if trip.arrivals else None

    def other(trip: RoundTrip, given: Answer, got: Answer) -> Complaint:
        if got.status != given.status:
            return phrase("HTTP {0} {1}, where the upstream gave {2}", got.status, repr(got.body[:60]), given.status)
        return value_differs(trip, given, got)

    trips = [judge.send(case) for case in answers.with_server_errors(judge)]
    if any(trip.exchange.outcome is Outcome.ACCEPTED or is_made_of_failure(trip) for trip in trips):
        raise ClauseSkipped(SkipReason.CONSEQUENCE, f"{judge.operation.id}/delivery/failure")
    none_has(judge, clause, trips, replaced)


@pytest.mark.rule("delivery/idle")
def test_a_closed_connection_is_no_failure(judge: GatewayJudge, clause: Clause) -> None:
    """No request is lost or repeated after an idle connection was closed."""
    for _ in range(ROUNDS):
        require_passage(judge)
        judge.session.sleep(IDLE)
        trip = judge.send(example(judge, phrase("the example after an idle connection was closed")))
        judge.settle()
        none_has(judge, clause, [trip], lambda each: came_again(each) or was_lost(judge, each))


def require_passage(judge: GatewayJudge) -> None:
    """Wait until the gateway passes a request on, whose connection is closed; it may spare an upstream that failed."""
    for pause in (*SPARING, None):
        trip = judge.send(answers.closing(judge))
        if not was_too_much(trip):
            return
        if pause is not None:
            judge.session.sleep(pause)
    raise NotAsked(f"the gateway still spared its upstream after {sum(SPARING):g} s: {judge.describe(trip)}")


def was_lost(judge: GatewayJudge, trip: RoundTrip) -> Complaint:
    """Find a request that did not arrive, or whose answer did not come back."""
    is_kept = bool(trip.arrivals) and trip.exchange.outcome is Outcome.ACCEPTED
    # An answer that was stored is for delivery/fresh.
    if is_kept or was_made_up(judge, trip):
        return None
    return phrase("{0} arrived; what came back: {1}", len(trip.arrivals), judge.describe(trip))


@pytest.mark.rule("delivery/accounted")
def test_nothing_arrives_that_was_not_sent(judge: GatewayJudge, clause: Clause) -> None:
    """No request arrives that bears no mark, after failures too."""
    for case in chain(answers.dropped(judge), answers.with_server_errors(judge)):
        judge.send_once(case)
    judge.settle()
    if judge.strays:
        trip, arrival = judge.strays[0]
        blame(judge, clause, trip, f"{arrival.method} {len(arrival.body)} bytes {arrival.body[:60]!r} arrived besides")


@pytest.mark.rule("delivery/failure")
def test_no_failure_becomes_a_success(judge: GatewayJudge, clause: Clause) -> None:
    """No failure of the upstream comes back as accepted."""

    def turned(trip: RoundTrip) -> Complaint:
        is_success = trip.exchange.outcome is Outcome.ACCEPTED or is_hollow_success(trip)
        return judge.describe(trip) if is_success or is_made_of_failure(trip) else None

    none_has(judge, clause, [each for each in judge.trips if was_rejected_late(each)], turned)
    each_passes(judge, clause, answers.failing(judge), turned)
    # Last of all in a run, for a gateway may take its time to see that the upstream is back.
    judge.listen_no_more()
    none_has(judge, clause, [judge.send_once(example(judge, phrase("nobody listens upstream")))], turned)


def arrives_once(judge: GatewayJudge, clause: Clause, cases: Iterable[GatewayCase]) -> None:
    """Show that what the upstream fails to answer well is not sent again."""
    trips = [judge.send(case) for case in cases]
    judge.settle()
    none_has(judge, clause, trips, came_again)


def came_again(trip: RoundTrip) -> Complaint:
    """Find a request that arrived more than once."""
    return phrase("{0} arrivals of one request", len(trip.arrivals)) if len(trip.arrivals) > 1 else None


def was_answered_5xx(trip: RoundTrip) -> bool:
    """Return whether the upstream answered a request, when it first came, with an error of its own."""
    return bool(trip.replies) and trip.replies[0].status >= 500


def was_rejected_late(trip: RoundTrip) -> bool:
    """Return whether the upstream rejected a request, and took a second and a half for it."""
    return bool(trip.replies) and trip.replies[0].delay > answers.LATE_SECONDS


def is_hollow_success(trip: RoundTrip) -> bool:
    """Return whether a status of success came back with no body, where the upstream said nothing of the kind."""
    answer = trip.exchange.answer
    is_hollow = isinstance(answer, Answer) and answer.status // 100 == 2 and not answer.body
    return is_hollow and not any(not reply.body for reply in trip.replies)


def is_made_of_failure(trip: RoundTrip) -> bool:
    """Return whether a status of success came back without an answer in it, where the upstream gave no such thing."""
    answer = trip.exchange.answer
    if not isinstance(answer, Answer) or trip.exchange.outcome is not Outcome.MALFORMED:
        return False
    was_success = any(reply.raw is None and not reply.drop and reply.status // 100 == 2 for reply in trip.replies)
    # What is no HTTP may be taken for HTTP/0.9, and handed on as it is.
    is_handed_on = any(answer.body in (reply.raw or b"") for reply in trip.replies) and bool(answer.body)
    return not was_success and not is_handed_on


def was_too_much(trip: RoundTrip) -> bool:
    """Return whether the gateway refused a request by itself, for its load."""
    answer = trip.exchange.answer
    return not trip.arrivals and isinstance(answer, Answer) and answer.status in LOADED


def mixed(judge: GatewayJudge, trip: RoundTrip) -> Complaint:
    """Find a request that another stands in for, in whole or in part, or the answer to another."""
    if len(trip.arrivals) != 1:
        return phrase("{0} requests marked {1} arrived, where one was sent", len(trip.arrivals), repr(trip.mark))
    name = judge.operation.token_name
    sent, got = (
        [value for key, value in pairs if key == name] for pairs in (trip.draft.query, trip.arrivals[0].parameters)
    )
    if [reveal(each) for each in sent] != got:
        return phrase("the request marked {0} arrived with another's token", repr(trip.mark))
    answer = trip.exchange.answer
    text = str((read_json(answer.body).members or {}).get("errmsg", "")) if isinstance(answer, Answer) else ""
    is_anothers = text.startswith(OWN_TEXTS) and not text.endswith(trip.mark)
    return (
        phrase("the answer {0}, where the request is marked {1}", repr(text), repr(trip.mark)) if is_anothers else None
    )
