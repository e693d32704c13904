"""Request bodies: read as JSON by the letter of RFC 8259, and judged by the document's schema."""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from ..contract import ITEM, LIMITS, Field, is_forbidden
from ..exchange import Reading, read_plain_json
from ._rejections import (
    BODY_EMPTY,
    BODY_TOO_LONG,
    BODY_UNFIT,
    BODY_UNREADABLE,
    Rejection,
    refuse_argument,
)

_MOST_BREACHES = 50
_LENIENCES = frozenset({"digits", "letter-case"})
"""The freedoms by which a value stands for another one."""


def compile_schema(schema: Mapping[str, Any]) -> Draft202012Validator:
    """Make a validator in the dialect of OpenAPI 3.1.

    Raises:
        ValueError: the schema is none.
    """
    return Draft202012Validator(dict(schema))


@dataclass(frozen=True, kw_only=True)
class BodyReader:
    """Reads the bodies of one operation."""

    validator: Draft202012Validator
    body: Field
    longest: int

    @cached_property
    def _is_lenient(self) -> bool:
        return any(field.free & _LENIENCES for field in self.body.walk())

    def read(self, body: bytes) -> tuple[Any, Rejection | None]:
        """Return the value of a body, and why it is refused if it is."""
        if len(body) > self.longest:
            return None, BODY_TOO_LONG
        if not body.strip(b" \t\r\n"):
            return None, BODY_EMPTY
        reading = read_plain_json(body)
        if reading.fault is not None:
            return None, replace(BODY_UNREADABLE, breaches=(_name_fault(body, reading),))
        value = reading.value
        for field in self.body.walk() if self._is_lenient else ():
            if field.free & _LENIENCES:
                value = _change(value, field.steps, partial(_make_plain, field))
        return value, self._refuse(value)

    def _refuse(self, value: Any) -> Rejection | None:
        try:
            try:
                return self._judge(value)
            except UnicodeEncodeError:
                return self._judge(_replace_surrogates(value))
        except (ValueError, RecursionError):
            return BODY_UNFIT

    def _judge(self, value: Any) -> Rejection | None:
        return None if self.validator.is_valid(value) else self._word(value)

    def _word(self, value: Any) -> Rejection:
        """Word the first fault for the answer, and name all of them as breaches."""
        errors = list(islice(self.validator.iter_errors(value), _MOST_BREACHES))
        faults = [(_steps(error), self._rule(error)) for error in errors]
        steps, rule = faults[0]
        rejection = refuse_argument(tuple(map(str, steps)), is_missing=rule == "required")
        breaches = dict.fromkeys(f"sent/{_place(steps)}/{rule}" for steps, rule in faults if rule is not None)
        return replace(rejection, breaches=tuple(breaches))

    def _rule(self, error: ValidationError) -> str | None:
        """Name the rule that derives the broken clause, None where no clause is derived from the schema's keyword."""
        keyword = str(error.schema_path[-1])
        if keyword == "required":
            return keyword
        if keyword != "type":
            return LIMITS[keyword].rule if keyword in LIMITS else None
        value = error.instance
        field = next((each for each in self.body.walk() if each.place == _place(_steps(error))), None)
        if field is None or field.is_item or is_forbidden(field, value):
            return "type"
        return "null" if value is None else "digits"


def _make_plain(field: Field, value: Any) -> Any:
    """Return a value that stands for another by a freedom: digits for a number, a word in another case."""
    if not isinstance(value, str):
        return value
    if "digits" in field.free and value.isascii() and value.removeprefix("-").isdecimal():
        return int(value)
    listed = field.schema.get("enum", ()) if "letter-case" in field.free else ()
    return next((each for each in listed if isinstance(each, str) and each.casefold() == value.casefold()), value)


def _change(value: Any, steps: tuple[str, ...], change: Callable[[Any], Any]) -> Any:
    """Return a copy of a value with what stands at the end of these steps changed, in each item of a list."""
    if not steps:
        return change(value)
    if steps[0] == ITEM and isinstance(value, list):
        return [_change(item, steps[1:], change) for item in value]
    if isinstance(value, dict) and steps[0] in value:
        return {**value, steps[0]: _change(value[steps[0]], steps[1:], change)}
    return value


def _steps(error: ValidationError) -> tuple[str | int, ...]:
    steps = tuple(error.instance_path)
    return (*steps, error.kind.property) if isinstance(error.kind, ValidationErrorKind.Required) else steps


def _place(steps: tuple[str | int, ...]) -> str:
    return "/".join(["body", *(ITEM if isinstance(step, int) else step for step in steps)])


def _name_fault(body: bytes, reading: Reading) -> str:
    if reading.repeated is not None:
        return "sent/unique-names"
    try:
        is_plain = not body.startswith(BOM_UTF8) and body.decode("utf-8") is not None
    except UnicodeDecodeError:
        is_plain = False
    return "envelope/json" if is_plain else "envelope/encoding"


def _replace_surrogates(value: Any) -> Any:
    # A lone surrogate is well-formed JSON, and more than the validator takes; any character will do in its place.
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
