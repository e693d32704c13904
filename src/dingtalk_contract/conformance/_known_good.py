"""Known-good values: the requests by which a target shows that a refusal means something, and where they come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..contract import (
    Document,
    Field,
    Operation,
    broken_limits,
    is_of_type,
    put_each,
    put_in_all,
    read_yaml_with_lines,
    values_at,
)
from ..errors import UsageError
from ..exchange import Draft, Token, encode_json


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGood:
    """Values of one operation that are good on the target."""

    token: Token
    body: Any
    """The valid request with every documented field."""
    spares: tuple[Any, ...] = ()
    """Further such requests, each of which a target that accepts a request only once accepts once."""
    named: frozenset[tuple[str, ...]] = frozenset()
    """The ways to the fields of the body that the user named."""
    has_own_token: bool = False
    """The user named the token."""

    @property
    def is_named(self) -> bool:
        """Return whether the user named a value of the body."""
        return bool(self.named)


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
        """Make the draft of a request with this JSON body, its non-ASCII text escaped or as it is.

        Where the operation has no body, its members stand in the query.
        """
        name = self.operation.token_name
        if not self.operation.media_type:
            return Draft(
                method=self.operation.method,
                path=self.operation.path,
                query=tuple(self._parameters(body)),
                headers=self.headers,
                media_type=None,
            )
        return Draft(
            method=self.operation.method,
            path=self.operation.path,
            query=((name, self.token),) if name else (),
            headers=self.headers,
            media_type=self.operation.media_type,
            body=encode_json(body, ascii_only=ascii_only),
        )

    def _parameters(self, values: Any) -> Iterator[tuple[str, str | Token]]:
        secret = {field.steps[-1] for field in self.operation.body.walk() if field.is_secret}
        for name, value in values.items() if isinstance(values, dict) else ():
            text = value if isinstance(value, str) else encode_json(value).decode()
            yield name, Token(value=text, shown=f"$DINGTALK_{name.upper()}") if name in secret else text


def example_of(operation: Operation) -> KnownGood:
    """Return the values of the document's example."""
    shown = f"$DINGTALK_{(operation.token_name or 'access_token').upper()}"
    return KnownGood(token=Token(value=operation.token_example, shown=shown), body=operation.body_example)


def secrets_in(tree: Field, value: Any) -> Iterator[Token]:
    """Return the secrets that stand in a value, by the fields of a request or an answer."""
    for field in tree.walk():
        for each in values_at(value, field.steps) if field.is_secret else ():
            if isinstance(each, str):
                yield Token(value=each)


def with_token(good: KnownGood, token: str | None) -> KnownGood:
    """Return the same values with another token, if there is one."""
    return replace(good, token=replace(good.token, value=token), has_own_token=True) if token else good


def with_named(good: KnownGood, operation: Operation, values: Mapping[str, Any]) -> KnownGood:
    """Return the same values with others wherever a field of a name stands; None stands for no value.

    A list for a field that is none stands for one value in each item around it, or for its first.
    """
    body, named = good.body, set(good.named)
    for field in operation.body.walk():
        value = values.get(field.steps[-1]) if field.steps and not field.is_item else None
        if isinstance(value, list) and "array" not in field.types:
            body = put_each(body, field.steps, value)
        elif value is not None:
            body = put_in_all(body, field.steps, value)
        named |= set() if value is None else {field.steps}
    return replace(good, body=body, named=frozenset(named))


def with_values(good: KnownGood, operation: Operation, values: Mapping[str, Any]) -> KnownGood:
    """Return the same values with others at some places, as `read_values` gives them."""
    good = with_token(good, values.get(_token_place(operation)))
    for field in operation.body.walk():
        if field.place in values:
            body = put_in_all(good.body, field.steps, values[field.place])
            good = replace(good, body=body, named=good.named | {field.steps})
    return good


def read_values(path: Path, document: Document) -> Mapping[str, Mapping[str, Any]]:
    """Read a file of values: by operationId, then by place, such as `body/request/agentid`.

    Raises:
        UsageError: it cannot be read, or names an operation or a place that is none, or a value breaks the document.
    """
    try:
        found, line_of = read_yaml_with_lines(path)
    except ValueError as error:
        raise UsageError(f"cannot read the values {str(path)!r}: {error}.") from error

    def refuse(reason: str, *steps: str) -> UsageError:
        return UsageError(f"cannot use the values {str(path)!r}: line {line_of(steps)}: {reason}.")

    operations = {operation.id: operation for operation in document.operations}
    if not isinstance(found, dict):
        raise refuse("it is no mapping of operations")
    for name, values in found.items():
        if name not in operations:
            raise refuse(f"there is no operation {name!r}; there are {', '.join(operations)}", name)
        if not isinstance(values, dict):
            raise refuse(f"{name} is no mapping of places to values", name)
        for place, value in values.items():
            if fault := _fault(operations[name], place, value):
                raise refuse(fault, name, place)
    return found


def _token_place(operation: Operation) -> str:
    return f"query/{operation.token_name}"


def _fault(operation: Operation, place: object, value: Any) -> str | None:
    if place == _token_place(operation):
        return None if isinstance(value, str) and value else f"{place} is no text"
    fields: dict[object, Field] = {field.place: field for field in operation.body.walk() if field.steps}
    field = fields.get(place)
    if field is None:
        return f"{operation.id} has no place {place!r}; it has {', '.join(map(str, fields))}"
    if not is_of_type(value, field.types):
        return f"{place} is not of its documented type, {field.type_phrase}"
    broken = next(broken_limits(field, value), None)
    return f"{place} breaks its documented {broken}" if broken else None
