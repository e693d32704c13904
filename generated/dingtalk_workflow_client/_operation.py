"""What the client knows of an operation: where it goes, what it takes, what it answers."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from ._schemas import Schema


@frozen(kw_only=True)
class Operation:
    """One operation of the document, under the name of its method here."""

    name: str
    token_name: str | None
    """The query parameter that carries the token."""
    arguments: Schema
    answer: Schema
    draft: Callable[[Mapping[str, Any]], dict[str, Any]]
    """Returns the request for these arguments, as the low-level client makes it: method, url, headers, json."""
