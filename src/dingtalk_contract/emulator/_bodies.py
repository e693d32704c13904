"""Request bodies: read as JSON by the letter of RFC 8259, and judged by the document's schema."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from ..contract import ITEM, LIMITS, Field, TargetKind, derived_rules, is_forbidden, is_numeral
from ..exchange import Reading, read_json, read_plain_json
from ._rejections import (
    BODY_EMPTY,
    BODY_TOO_LONG,
    BODY_UNFIT,
    BODY_UNREADABLE,
    Rejection,
    refuse_argument,
)
from ._requests import Request

_MOST_BREACHES = 50
_LENIENCES = frozenset({"digits", "letter-case"})
"""The freedoms by which a value stands for another one."""
_DIGITS = re.compile(r"-?[0-9]{1,300}")


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
    def _lenient(self) -> tuple[Field, ...]:
        return tuple(field for field in self.body.walk() if field.free & _LENIENCES)

    def read(self, body: bytes) -> tuple[Any, Rejection | None]:
        """Return the value of a body, and why it is refused if it is."""
        if len(body) > self.longest:
            return None, BODY_TOO_LONG
        if not body.strip(b" \t\r\n"):
            return None, BODY_EMPTY
        reading = read_plain_json(body)
        if reading.fault is not None:
            return None, replace(BODY_UNREADABLE, breaches=tuple(_name_faults(body, reading)))
        value = reading.value
        for field in self._lenient:
            value = _change(value, field.steps, partial(_make_plain, field))
        return value, self._refuse(value)

    def read_query(self, request: Request) -> tuple[Any, Rejection | None]:
        """Return the documented parameters of a query, and why they are refused if they are; an empty one is absent."""
        values: dict[str, Any] = {}
        for field in self.body.parts:
            value = request.query_value(field.steps[-1].encode()).decode("utf-8", "replace")
            values |= {field.steps[-1]: value} if value else {}
        missing = [field for field in self.body.parts if field.required and field.steps[-1] not in values]
        if missing:
            breaches = tuple(f"sent/{field.place}/required" for field in missing)
            return values, replace(BODY_UNFIT, breaches=breaches)
        return values, self._refuse(values)

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
        """Name the rule that derives the broken clause, None where no clause is derived from what is broken."""
        keyword = str(error.schema_path[-1])
        field = next((each for each in self.body.walk() if each.place == _place(_steps(error))), None)
        if keyword == "required":
            return None if field is not None and "absent" in field.free else keyword
        if keyword != "type":
            return LIMITS[keyword].rule if keyword in LIMITS else None
        value = error.instance
        if field is None or is_forbidden(field, value) or (value is None and field.is_item):
            return "type"
        rule = "null" if value is None else "digits" if is_numeral(value) else ""
        return rule if f"sent-{rule}" in derived_rules(field, TargetKind.CLIENT) else None


def _make_plain(field: Field, value: Any) -> Any:
    """Return the value that text stands for by a freedom: digits for a number, a word in another case."""
    if not isinstance(value, str):
        return value
    if "digits" in field.free and "string" not in field.types and _DIGITS.fullmatch(value):
        return int(value)
    listed = (*field.schema.get("enum", ()), field.schema.get("const")) if "letter-case" in field.free else ()
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


def _name_faults(body: bytes, reading: Reading) -> Iterator[str]:
    """Name what bytes that could not be read break; nothing where they are JSON, but beyond bounds."""
    if reading.repeated is not None:
        yield "sent/unique-names"
        return
    try:
        is_plain = not body.startswith(BOM_UTF8) and body.decode("utf-8") is not None
    except UnicodeDecodeError:
        is_plain = False
    if not is_plain:
        yield "envelope/encoding"
    elif read_json(body).fault is not None:
        yield "envelope/json"


def _replace_surrogates(value: Any) -> Any:
    # A lone surrogate is well-formed JSON, and more than the validator takes; any character will do in its place.
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
