"""The control: the known-good request, by which a target shows that a refusal means something."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..contract import ABSENT, Field, Operation, put, take
from ..exchange import Draft, Token, encode_json


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGood:
    """Values that the user says are good on the target."""

    token: Token
    body: Any
    """The valid request with every documented field."""
    spares: tuple[Any, ...] = ()
    """Further such requests, each of which a target that accepts a request only once accepts once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMaker:
    """Drafts of one operation's requests: the control, and what an edit makes of it."""

    operation: Operation
    token: Token
    headers: tuple[tuple[str, str | Token], ...] = ()

    @property
    def token_name(self) -> str:
        """The query parameter that carries the token; clauses on it stand for operations that have one alone."""
        assert self.operation.token_name is not None, "an operation without token has no clause on tokens"
        return self.operation.token_name

    def draft(self, body: Any, *, ascii_only: bool = True) -> Draft:
        """Make the draft of a request with this JSON body, its non-ASCII text escaped or as it is."""
        name = self.operation.token_name
        return Draft(
            method=self.operation.method,
            path=self.operation.path,
            query=((name, self.token),) if name else (),
            headers=self.headers,
            media_type=self.operation.media_type,
            body=encode_json(body, ascii_only=ascii_only),
        )


def required_only(body: Any, field: Field) -> Any:
    """Return a copy of a body without its optional fields."""
    for part in field.walk():
        if not part.required and take(body, part.steps) is not ABSENT:
            body = put(body, part.steps, ABSENT)
    return body


def with_values(example: Any, values: Mapping[tuple[str, ...], Any]) -> Any:
    """Return a copy of an example with other values at some places."""
    for steps, value in values.items():
        example = put(example, steps, value)
    return example
