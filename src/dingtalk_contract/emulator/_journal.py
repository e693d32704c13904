"""The journal: the last requests with what became of them, bounded in number and weight, shown without any token."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from time import time
from typing import Any, NamedTuple

from ..exchange import MASK, Answer, Secrets, Token, judge_outcome
from ._requests import Request
from ._responses import Response

_ENTRY_BYTES = 1000
_LONGEST_KEPT = 4096
_MOST_BREACHES = 100
_SAID_TOKEN = re.compile(r"(?i)((?:token|secret)(?:%5b%5d|\[\])?[\"']?\s*[=:]\s*[\"']?)([^&\"'\s,;}]+)")
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


class Entry(NamedTuple):
    """One request and its answer."""

    number: int
    at: float
    request: Request
    answer: Answer
    operation_id: str | None
    breaches: tuple[str, ...]
    """Ids of the clauses that the request broke."""
    fault: str | None
    """The fault on demand that struck, if any did."""
    weight: int


class Journal:
    """The last requests, oldest first."""

    def __init__(self, most_entries: int, most_bytes: int) -> None:
        self.count = 0
        """How many requests have come since the journal was cleared."""
        self.breaches: deque[Entry] = deque(maxlen=_MOST_BREACHES)
        """The last requests that broke a clause, kept beyond the others."""
        self._entries: deque[Entry] = deque()
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._weight = 0

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, request: Request, response: Response, operation_id: str | None) -> None:
        """Keep a request, and drop the oldest where there are too many, or they weigh too much."""
        self.count += 1
        answer, size = response.answer, len(request.body)
        if size > _LONGEST_KEPT:
            request, size = replace(request, body=request.body[:_LONGEST_KEPT]), _LONGEST_KEPT
        weight = _ENTRY_BYTES + size + request.head_bytes + len(request.query) + len(request.path) + len(answer.body)
        entry = Entry(self.count, time(), request, answer, operation_id, response.breaches, response.fault, weight)
        self._entries.append(entry)
        self._weight += weight
        while len(self._entries) > self._most_entries or (self._weight > self._most_bytes and len(self._entries) > 1):
            self._weight -= self._entries.popleft().weight
        if response.breaches:
            self.breaches.append(entry)

    def clear(self) -> None:
        """Forget every request."""
        self._entries.clear()
        self.breaches.clear()
        self.count = self._weight = 0


def show_entries(entries: Iterable[Entry], secret: Iterable[bytes]) -> list[dict[str, Any]]:
    """Return entries as JSON values, with every secret masked wherever it stands."""
    secrets = Secrets()
    for each in secret:
        secrets.add(Token(value=each.decode("utf-8", "replace")))
    return [_show(entry, secrets) for entry in entries]


def _show(entry: Entry, secrets: Secrets) -> dict[str, Any]:
    request = entry.request
    return {
        "number": entry.number,
        "at": datetime.fromtimestamp(entry.at, UTC).isoformat(timespec="milliseconds"),
        "operation": entry.operation_id,
        "method": request.method,
        "path": _mask(request.path, secrets),
        "query": _mask(_text(request.query), secrets),
        "headers": [[name, value] for name, value in _headers(request, secrets)],
        "body": _mask(_text(request.body), secrets),
        "breaches": list(entry.breaches),
        "fault": entry.fault,
        "outcome": judge_outcome(entry.answer)[0].value,
        "answer": {"status": entry.answer.status, "body": _mask(_text(entry.answer.body[:_LONGEST_KEPT]), secrets)},
    }


def _headers(request: Request, secrets: Secrets) -> Iterator[tuple[str, str]]:
    for raw_name, raw_value in request.headers:
        name, value = _text(raw_name), _text(raw_value)
        is_secret = name in _SECRET_HEADERS or "token" in name
        yield name, MASK if is_secret else _mask(value, secrets)


def _mask(text: str, secrets: Secrets) -> str:
    return _SAID_TOKEN.sub(rf"\1{MASK}", secrets.mask(text))


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
