"""The verifiers: what is compared on both sides of a gateway, each with one sentence of what differs."""

import codecs
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dingtalk_contract.conformance import (
    ClauseSkipped,
    GatewayCase,
    GatewayJudge,
    RoundTrip,
    SkipReason,
    Violation,
)
from dingtalk_contract.contract import Clause, change_leaves, phrase, required_only
from dingtalk_contract.exchange import Answer, Arrival, Failure, Outcome, Reading, read_json

Complaint = str | None
"""What is wrong, in words, or None."""
Check = Callable[[RoundTrip], Complaint]
CLOCK = 0.005
"""Seconds by which two moments must differ, so that the one is later."""
REQUEST_ID = "request_id"
"""The member of an answer that is another each time, and has a clause of its own."""


def each_passes(judge: GatewayJudge, clause: Clause, cases: Iterable[GatewayCase], check: Check) -> None:
    """Show that no case has a fault on its way through the gateway and back."""
    for case in cases:
        trip = judge.send(case)
        if was_made_up(judge, trip):
            raise ClauseSkipped(SkipReason.CONSEQUENCE, f"{judge.operation.id}/delivery/fresh")
        if (fault := check(trip)) is not None:
            blame(judge, clause, trip, fault)


def was_made_up(judge: GatewayJudge, trip: RoundTrip) -> bool:
    """Return whether a gateway answered by itself as the upstream would, from a cache or otherwise."""
    answered = trip.exchange.started + trip.exchange.seconds
    # What arrived after its answer is no reason for it.
    if any(arrival.started < answered + CLOCK for arrival in trip.arrivals):
        return False
    return trip.exchange.outcome is Outcome.ACCEPTED or was_said_before(judge, trip)


def was_said_before(judge: GatewayJudge, trip: RoundTrip) -> bool:
    """Return whether an answer has the request_id of an earlier answer of the upstream."""
    answer = trip.exchange.answer
    request_id = _id_of(answer.body) if isinstance(answer, Answer) else None
    return request_id is not None and any(
        _id_of(reply.body) == request_id for each in judge.trips for reply in each.replies
    )


def _id_of(body: bytes) -> Any:
    return (read_json(body).members or {}).get(REQUEST_ID)


def none_has(judge: GatewayJudge, clause: Clause, trips: Iterable[RoundTrip], check: Check) -> None:
    """Show that none of these trips has a fault."""
    judge.require_control()
    for trip in trips:
        if trip.exchanges and trip.mark not in judge.blamed and (fault := check(trip)) is not None:
            blame(judge, clause, trip, fault)


def blame(judge: GatewayJudge, clause: Clause, trip: RoundTrip, fault: str) -> None:
    """Say that a clause is broken, unless another one explains it."""
    judge.blamed.add(trip.mark)
    try:
        judge.session.skip_explained(clause)
    finally:
        judge.session.failed[clause.id] = clause.level
    raise Violation(
        expected=phrase("{0} This time: {1}.", clause.statement, trip.case.name),
        received=fault,
        exchange=trip.exchange.shorten(),
    )


def arrival_of(check: Callable[[RoundTrip, Arrival], Complaint], judge: GatewayJudge) -> Check:
    """Make the check of the first arrival of a trip; nothing may have arrived at all."""

    def checked(trip: RoundTrip) -> Complaint:
        if not trip.arrivals:
            return phrase("nothing arrived; what came back: {0}", judge.describe(trip))
        arrival = trip.arrivals[0]
        return malformed(arrival) or check(trip, arrival)

    return checked


def answer_of(check: Callable[[RoundTrip, Answer, Answer], Complaint], judge: GatewayJudge) -> Check:
    """Make the check of what came back beside what the upstream had answered, both as they are when decompressed."""

    def checked(trip: RoundTrip) -> Complaint:
        answer = trip.exchange.answer
        if not trip.replies or isinstance(answer, Failure):
            return phrase("{0} arrived; what came back: {1}", len(trip.arrivals), judge.describe(trip))
        reply = trip.replies[0]
        given = Answer(
            status=reply.status,
            headers=tuple((name.lower(), value) for name, value in reply.headers),
            body=reply.body,
        )
        return check(trip, given.decode() or given, answer.decode() or answer)

    return checked


def malformed(arrival: Arrival) -> Complaint:
    """Find what is no HTTP in an arrival."""
    if arrival.fault is not None:
        return phrase("{0}; it begins {1}", arrival.fault, repr(arrival.raw[:60]))
    return phrase("it has both Content-Length and Transfer-Encoding") if arrival.is_framed_twice else None


def body_differs(trip: RoundTrip, arrival: Arrival) -> Complaint:
    """Find another JSON value in an arrival; members that were added at will are for another clause."""
    return _read_and_compare(trip.body, arrival.body, ignore_added=True)


def whole_body_differs(trip: RoundTrip, arrival: Arrival) -> Complaint:
    """Find another JSON value in an arrival, or one with more members."""
    return _read_and_compare(trip.body, arrival.body, ignore_added=False)


def added_differs(body: Any, got: Any, documented: Collection[str], place: str = "body") -> Complaint:
    """Find a documented field that was not sent."""
    if not isinstance(body, Mapping) or not isinstance(got, Mapping):
        return None
    for name, value in got.items():
        inner = f"{place}/{name}"
        if name not in body and inner in documented:
            return phrase("{0} arrived, and was not sent: {1}", inner, _shown(value))
        if name in body and (fault := added_differs(body[name], value, documented, inner)) is not None:
            return fault
    return None


def value_differs(_: RoundTrip, given: Answer, got: Answer) -> Complaint:
    """Find another JSON value in an answer; the request's id, and what was added, are for other clauses."""
    return _answers_differ(given, got, ignore_added=True)


def named_differ(given: Answer, got: Answer, names: Collection[str], *, may_gain: bool = True) -> Complaint:
    """Find another value in some members of an answer."""
    wanted = read_json(given.body).members or {}
    members = _read(got.body).members
    if members is None:
        return phrase("HTTP {0} {1}, where the upstream gave {2}", got.status, repr(got.body[:80]), _shown(wanted))
    part = {name: members[name] for name in names if name in members and (name in wanted or not may_gain)}
    return difference({name: wanted[name] for name in names if name in wanted}, part, ignore_added=False)


def further_differ(given: Answer, got: Answer) -> Complaint:
    """Find a member of an answer that was lost, changed or added, but for the request's id."""
    wanted, members = (read_json(each.body).members or {} for each in (given, got))
    return difference(_without(wanted, REQUEST_ID), _without(members, REQUEST_ID), ignore_added=False)


def _without(value: Any, apart: str) -> Any:
    return {name: each for name, each in value.items() if name != apart} if isinstance(value, Mapping) else value


def _answers_differ(given: Answer, got: Answer, *, ignore_added: bool) -> Complaint:
    reading = _read(got.body)
    if reading.fault is not None:
        return phrase("HTTP {0} with no JSON, {1}: {2}", got.status, reading.fault, repr(got.body[:80]))
    values = (_without(each, REQUEST_ID) for each in (read_json(given.body).value, reading.value))
    return difference(*values, ignore_added=ignore_added)


def _read_and_compare(sent: Any, got: bytes, *, ignore_added: bool) -> Complaint:
    reading = _read(got)
    if reading.fault is not None:
        return phrase("the body that arrived is no JSON, {0}: {1}", reading.fault, repr(got[:80]))
    return difference(sent, reading.value, ignore_added=ignore_added)


def _read(body: bytes) -> Reading:
    """Read what a gateway wrote: it may add no byte order mark (RFC 8259 section 8.1), and no name a second time."""
    reading = read_json(body)
    if body.startswith(codecs.BOM_UTF8):
        return replace(reading, fault="a byte order mark stands before it")
    return reading if reading.repeated is None else replace(reading, fault=f"{reading.repeated!r} stands in it twice")


def difference(sent: Any, got: Any, *, ignore_added: bool, place: str = "") -> Complaint:
    """Say where two JSON values differ: by type, by exact number, by order of lists; None where nowhere."""
    at = place or "the body"
    if isinstance(sent, Mapping) and isinstance(got, Mapping):
        if missing := [name for name in sent if name not in got]:
            return phrase("{0} lost {1}", at, repr(missing[0]))
        added = [name for name in got if name not in sent]
        if added and not ignore_added:
            return phrase("{0} gained {1}", at, repr(added[0]))
        inner = (
            difference(sent[name], got[name], ignore_added=ignore_added, place=f"{place}/{name}".strip("/"))
            for name in sent
        )
        return next((fault for fault in inner if fault is not None), None)
    if isinstance(sent, list) and isinstance(got, list):
        pairs = zip(sent, got, strict=False)
        faults = (
            difference(a, b, ignore_added=ignore_added, place=f"{place}/{index}") for index, (a, b) in enumerate(pairs)
        )
        first = next((fault for fault in faults if fault is not None), None)
        return first or (
            None if len(sent) == len(got) else phrase("{0} has {1} items, where {2} were sent", at, len(got), len(sent))
        )
    if _kind(sent) == _kind(got) and sent == got:
        return None
    return phrase("{0} is {1}, where {2} was sent", at, _shown(got), _shown(sent))


def _kind(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return repr(value)
    return "text" if isinstance(value, str) else "list" if isinstance(value, list) else "number or object"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:40]}…{text[-30:]}"


def media_type_of(value: str | None) -> tuple[str, str]:
    """Return a media type and its charset, both in lower case."""
    essence, _, parameters = (value or "").partition(";")
    charsets = [part.partition("=")[2].strip(' "') for part in parameters.split(";") if "charset" in part.lower()]
    return essence.strip().lower(), (charsets[0] if charsets else "").lower()


def example(judge: GatewayJudge, name: str = "the page's example") -> GatewayCase:
    """Return the page's example."""
    return GatewayCase(name=name, body=judge.known_good.body, answering=judge.accept)


def with_values(judge: GatewayJudge) -> Iterator[GatewayCase]:
    """Return the example, the same with its required fields alone, and with its flags turned."""
    yield example(judge)
    bodies = {
        phrase("the required fields alone"): required_only(judge.operation.body, judge.known_good.body),
        phrase("the flags turned"): change_leaves(
            judge.operation.body,
            judge.known_good.body,
            lambda _, value, __: not value if isinstance(value, bool) else value,
        ),
    }
    for name, body in bodies.items():
        if body != judge.known_good.body:
            yield replace(example(judge), name=name, body=body)
