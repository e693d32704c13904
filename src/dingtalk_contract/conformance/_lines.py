"""The lines of the run record: exchanges and findings as plain data, with every token masked."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..contract import Clause
from ..exchange import Answer, Arrival, Failure, Secrets, show_headers, show_target, to_curl
from ._exchanges import LONGEST_KEPT, Exchange
from ._passages import Passage
from ._results import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMaker:
    """Makes lines for one target."""

    secrets: Secrets
    base_url: str

    def exchange_line(self, exchange: Exchange, clause: Clause) -> dict[str, Any]:
        """Make the line of one exchange, filed under the clause that it was made for."""
        draft, answer = exchange.draft, exchange.answer
        failure = {"failure": self.secrets.mask(answer.detail)} if isinstance(answer, Failure) else {}
        return {
            "record": "exchange",
            "number": exchange.number,
            "clause": clause.id,
            "purpose": exchange.purpose.value,
            "request": {
                "method": draft.method,
                "url": f"{self.base_url}{show_target(draft)}",
                "headers": show_headers(draft),
                "body": None if draft.body is None else self._text(draft.body),
            },
            "answer": self._answer(answer) if isinstance(answer, Answer) else None,
            **failure,
            "outcome": exchange.outcome.value,
            "started": datetime.fromtimestamp(exchange.started, UTC).isoformat(timespec="milliseconds"),
            "seconds": round(exchange.seconds, 4),
        }

    def passage_line(self, passage: Passage, clause: Clause) -> dict[str, Any]:
        """Make the line of one passage through a gateway: the exchange, and what arrived behind it."""
        line = self.exchange_line(passage.exchange.shorten(), clause)
        del line["purpose"]
        arrivals = [request_line(arrival, self.secrets) for arrival in passage.arrivals]
        return {**line, "scenario": passage.probe.name, "arrivals": arrivals}

    def details(self, clause: Clause, finding: Finding, known: str | None) -> dict[str, Any]:
        """Make what a result says beyond its verdict."""
        details: dict[str, Any] = {} if known is None else {"known": known}
        if finding.reason:
            details["reason"] = self.secrets.mask(finding.reason)
        violation = finding.violation
        if violation is None:
            return details
        details |= {
            "expected": self.secrets.mask(violation.expected),
            "received": self.secrets.mask(violation.received),
        }
        if violation.exchange is not None:
            details["reproduce"] = to_curl(violation.exchange.draft, self.base_url)
            details["shown_by"] = violation.exchange.number
        if violation.note is not None:
            details["note"] = violation.note.value
        return details | {"hint": clause.hints["en"]}

    def _answer(self, answer: Answer) -> dict[str, Any]:
        headers = [
            [self.secrets.mask(name)[:200], self.secrets.mask(value)[:1000]] for name, value in answer.headers[:50]
        ]
        return {"status": answer.status, "headers": headers, "body": self._text(answer.body)}

    def _text(self, data: bytes) -> str:
        return self.secrets.mask(data.decode("utf-8", "backslashreplace"))


def request_line(arrival: Arrival, secrets: Secrets) -> dict[str, Any]:
    """Make the part of a line that shows a request as it arrived."""
    fault = {} if arrival.fault is None else {"fault": secrets.mask(arrival.fault)}
    return {
        "method": secrets.mask(arrival.method)[:200],
        "url": secrets.mask(arrival.target)[:LONGEST_KEPT],
        "headers": [[secrets.mask(name)[:200], secrets.mask(value)[:1000]] for name, value in arrival.headers[:50]],
        "body": bounded_text(arrival.body if arrival.method else arrival.raw, secrets),
        **fault,
    }


def bounded_text(data: bytes, secrets: Secrets) -> str:
    """Return bytes as text, masked before it is cut, so that no token is left by halves."""
    text = secrets.mask(data.decode("utf-8", "backslashreplace"))
    return text if len(text) <= LONGEST_KEPT else f"{text[:LONGEST_KEPT]}…"
