"""An emulator of the document, and ways to ask it without a socket."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dingtalk_contract.contract import Document, Operation, load_document
from dingtalk_contract.emulator import EmbeddedEmulator, Emulator, Limits, Request, make_emulator
from dingtalk_contract.exchange import Answer, encode_json

START = {"1111": ["RUNNING"], "2222": ["RUNNING", "COMPLETED"], "3333": ["RUNNING"]}
"""The statuses of the to-dos of the page's example, by group."""

Ask = Callable[..., Answer]
Say = Callable[..., dict[str, Any]]


def statuses(emulator: Emulator, instance: str = "proc-zzz") -> dict[str, list[str]]:
    """Return the statuses of the to-dos of an instance, by group."""
    groups = emulator.state.instances[instance].groups
    return {name: [todo.status.value for todo in todos] for name, todos in groups.items()}


def make_request(operation: Operation, body: Any, token: str = "6d1bxxxx") -> Request:
    """Make a request of an operation with a body, and with all else as it must be."""
    return Request(
        method=operation.method,
        path=operation.path,
        query=f"access_token={token}".encode(),
        headers=((b"content-type", operation.media_type.encode()),),
        body=encode_json(body),
    )


@pytest.fixture(scope="session")
def document() -> Document:
    """Load the distribution's own document."""
    return load_document()


@pytest.fixture
def operation(document: Document) -> Operation:
    """Return the operation that every test asks for."""
    return document.operation("cancelTaskGroup")


@pytest.fixture
def emulator(document: Document) -> Emulator:
    """Make an emulator of the document, seeded with the page's example."""
    return make_emulator(document)


@pytest.fixture
def ask(emulator: Emulator, operation: Operation) -> Ask:
    """Send the page's example with some parts replaced, and give the answer."""

    def ask(
        method: str = "POST",
        path: str = operation.path,
        query: str = "access_token=6d1bxxxx",
        content_type: str | None = "application/json",
        body: Any = operation.body_example,
        headers: tuple[tuple[bytes, bytes], ...] = (),
    ) -> Answer:
        typed = () if content_type is None else ((b"content-type", content_type.encode()),)
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request(method=method, path=path, query=query.encode(), headers=(*typed, *headers), body=raw)
        return emulator.answer(request)

    return ask


@pytest.fixture
def say(ask: Ask) -> Say:
    """Send the page's example with some parts replaced, and give the members of the answer."""
    return lambda **parts: json.loads(ask(**parts).body)


@pytest.fixture
def say_with(say: Say, operation: Operation) -> Say:
    """Send the page's example with some fields of the request replaced, and give the members of the answer."""
    return lambda **fields: say(body={"request": {**operation.body_example["request"], **fields}})


@pytest.fixture
def operation_path(operation: Operation) -> str:
    """Return the path of the operation that every test asks for."""
    return operation.path


@pytest.fixture
def limits() -> Limits:
    """Bounds that a test reaches soon."""
    return Limits(head_bytes=8192, body_bytes=65536, request_seconds=0.5, idle_seconds=1.0, connections=20)


@pytest.fixture
def bounded(document: Document, limits: Limits) -> Iterator[EmbeddedEmulator]:
    """An emulator with narrow bounds, on a socket."""
    with EmbeddedEmulator(make_emulator(document, limits=limits)) as embedded:
        yield embedded
