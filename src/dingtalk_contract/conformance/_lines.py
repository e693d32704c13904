"""The lines of the run record: exchanges and calls as plain data, bounded, with every token masked."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ..contract import Clause, shorten
from ..exchange import Answer, Arrival, Draft, Failure, Secrets, show_headers, show_target
from ._calls import Call, as_answer
from ._exchanges import LONGEST_KEPT, Exchange
from ._round_trips import RoundTrip

Data = dict[str, Any]


def exchange_line(exchange: Exchange, clause: Clause, secrets: Secrets) -> Data:
    """Make the line of one exchange, filed under the clause that it was made for."""
    particular = {"purpose": exchange.purpose.value}
    request = _draft(exchange.draft, exchange.base_url, secrets)
    return _line(exchange.number, clause, particular, request, exchange.answer, secrets) | {
        "outcome": exchange.outcome.value,
        "started": _time(exchange.started),
        "seconds": round(exchange.seconds, 4),
    }


def round_trip_line(trip: RoundTrip, clause: Clause, secrets: Secrets) -> Data:
    """Make the line of one round trip through a gateway: the exchange, and what arrived behind it."""
    line = exchange_line(trip.exchange.shorten(), clause, secrets)
    del line["purpose"]
    arrivals = [_arrival(arrival, secrets) for arrival in trip.arrivals]
    return {**line, "scenario": trip.case.name, "arrivals": arrivals}


def call_lines(call: Call, clause: Clause, secrets: Secrets) -> Iterator[Data]:
    """Make the lines of one call of a client: one for each exchange, and one for the process."""
    particular = {"scenario": call.case.name}
    for number, (arrival, reply, outcome) in zip(call.numbers, call.answers, strict=True):
        request = _arrival(arrival, secrets)
        yield _line(number, clause, particular, request, as_answer(reply), secrets) | {
            "outcome": outcome.value,
            "started": _time(arrival.started),
            "seconds": round(reply.delay, 4),
        }
    yield {
        "record": "process",
        "clause": clause.id,
        **particular,
        "exit_code": call.ending.exit_code,
        "output": bounded_text(call.ending.output, secrets),
        "errors": bounded_text(call.ending.errors, secrets),
        "exchanges": list(call.numbers),
        "seconds": round(call.ending.seconds, 4),
    }


def bounded_text(data: bytes, secrets: Secrets) -> str:
    """Return bytes as text, masked before it is cut, so that no token is left by halves."""
    return shorten(secrets.mask(data.decode("utf-8", "backslashreplace")), LONGEST_KEPT)


def _line(
    number: int,
    clause: Clause,
    particular: Mapping[str, str],
    request: Data,
    answer: Answer | Failure,
    secrets: Secrets,
) -> Data:
    failure = {"failure": secrets.mask(answer.detail)} if isinstance(answer, Failure) else {}
    shown = None if isinstance(answer, Failure) else _answer(answer, secrets)
    head = {"record": "exchange", "number": number, "clause": clause.id, **particular}
    return {**head, "request": request, "answer": shown, **failure}


def _draft(draft: Draft, base_url: str, secrets: Secrets) -> Data:
    return {
        "method": draft.method,
        "url": f"{base_url}{show_target(draft)}",
        "headers": show_headers(draft),
        # What we send is shown whole, so that it can be repeated.
        "body": None if draft.body is None else secrets.mask(draft.body.decode("utf-8", "backslashreplace")),
    }


def _arrival(arrival: Arrival, secrets: Secrets) -> Data:
    fault = {} if arrival.fault is None else {"fault": secrets.mask(arrival.fault)}
    return {
        "method": secrets.mask(arrival.method)[:200],
        "url": secrets.mask(arrival.target)[:LONGEST_KEPT],
        "headers": _headers(arrival.headers, secrets),
        "body": bounded_text(arrival.body if arrival.method else arrival.raw, secrets),
        **fault,
    }


def _answer(answer: Answer, secrets: Secrets) -> Data:
    # The body was cut when it was kept, with the mark that says so.
    body = secrets.mask(answer.body.decode("utf-8", "backslashreplace"))
    return {"status": answer.status, "headers": _headers(answer.headers, secrets), "body": body}


def _headers(headers: tuple[tuple[str, str], ...], secrets: Secrets) -> list[list[str]]:
    return [[secrets.mask(name)[:200], secrets.mask(value)[:1000]] for name, value in headers[:50]]


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
