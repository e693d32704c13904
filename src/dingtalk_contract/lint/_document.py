"""The problems of the document as a whole: those that openapi-spec-validator finds, and what it passes."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import jsonschema_rs

from ..contract import SEMANTIC, resolve_references
from ._fields import COMBINED, field_problems
from ._keywords import keyword_problems
from ._operations import operation_problems
from ._parameters import parameter_problems
from ._places import at, is_outermost, listed, members, walk_schemas
from ._problems import Problem, Steps, problem_at
from ._values import value_problems

COMBINING = {*COMBINED, "not", "if", "then", "else"}
"""Where fields may be declared by another part; requests and answers have none of them."""
META = jsonschema_rs.Draft202012Validator({"$ref": "https://json-schema.org/draft/2020-12/schema"})


def document_problems(file: object, raw: Mapping[str, Any], sources: Collection[str] | None) -> Iterator[Problem]:
    """Find the problems of a document whose references can be followed, and whose keys are text."""
    resolved = resolve_references(raw)
    malformed = list(_form_problems(file, raw))
    yield from malformed or _standard_problems(file, raw)
    yield from _version_problems(file, raw)
    for steps, schema in walk_schemas(raw):
        yield from _required_problems(file, resolved, steps, schema)
    yield from operation_problems(file, raw, resolved)
    yield from field_problems(file, raw, resolved, sources)
    yield from keyword_problems(file, raw)
    yield from parameter_problems(file, raw)
    yield from value_problems(file, raw, resolved)


def _form_problems(file: object, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Find where the document, or a schema in it, does not have the form that its specification gives it."""
    for error in _validator(raw).schema_validator.iter_errors(raw):
        yield _openapi_problem(file, error)
    for steps, schema in walk_schemas(raw):
        if is_outermost(steps) and not _is_old(raw):
            yield from _schema_problems(file, steps, schema)


def _standard_problems(file: object, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Find what else the validator knows; it stumbles over a document of another form."""
    for error in _validator(raw).iter_errors():
        if _is_told(error, raw):
            yield _openapi_problem(file, error)


def _validator(raw: Mapping[str, Any]) -> Any:
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    return (OpenAPIV30SpecValidator if _is_old(raw) else OpenAPIV31SpecValidator)(raw)


def _openapi_problem(file: object, error: Any) -> Problem:
    remedy = "Write it as the OpenAPI Specification has it"
    # What follows the first line repeats the pointer, and the whole value.
    why = error.message.partition("\n")[0]
    return problem_at(file, error.absolute_path, wrong="the document breaks OpenAPI", why=why, remedy=remedy)


def _is_told(error: Any, raw: Mapping[str, Any]) -> bool:
    """Return whether a problem is told as the validator has it; schemas, defaults and names get their place from us."""
    from openapi_spec_validator.validation.exceptions import (
        DuplicateOperationIDError,
        ExtraParametersError,
        OpenAPIValidationError,
    )

    if not isinstance(error, OpenAPIValidationError):
        return False
    is_ours = isinstance(error, DuplicateOperationIDError | ExtraParametersError)
    return not is_ours and (_is_old(raw) or not error.absolute_schema_path)


def _is_old(raw: Mapping[str, Any]) -> bool:
    return str(raw.get("openapi")).startswith("3.0.")


def _version_problems(file: object, raw: Mapping[str, Any]) -> Iterator[Problem]:
    version = members(raw, "info").get("version")
    if isinstance(version, str) and not SEMANTIC.fullmatch(version):
        wrong = f"the version {version!r} is not semantic"
        remedy = "Write major, minor and patch, such as 1.0.0"
        yield problem_at(file, ("info", "version"), wrong=wrong, why="semver.org knows no such form", remedy=remedy)


def _schema_problems(file: object, steps: Steps, schema: Mapping[str, Any]) -> Iterator[Problem]:
    for error in META.iter_errors(schema):
        wrong, remedy = "the schema is no JSON Schema", "Write it as draft 2020-12 has it"
        yield problem_at(file, (*steps, *error.instance_path), wrong=wrong, why=error.message, remedy=remedy)


def _required_problems(file: object, resolved: Any, steps: Steps, schema: Mapping[str, Any]) -> Iterator[Problem]:
    if COMBINING & {*map(str, steps), *schema}:
        return
    for name in listed(schema, "required"):
        if isinstance(name, str) and name not in members(at(resolved, steps), "properties"):
            wrong, why = f"the required field {name!r} is not declared", "no properties have it"
            yield problem_at(
                file, (*steps, "required"), wrong=wrong, why=why, remedy="Declare it, or require it no more"
            )
