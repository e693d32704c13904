"""The faults of the document as a whole: those that openapi-spec-validator finds, and what it passes."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import jsonschema_rs

from ..contract import SEMANTIC, resolve_references
from ._faults import Fault, Steps, fault_at
from ._fields import COMBINED, field_faults
from ._operations import operation_faults
from ._parameters import parameter_faults
from ._places import at, is_outermost, listed, members, walk_schemas
from ._values import value_faults

META = {"$ref": "https://json-schema.org/draft/2020-12/schema"}


def document_faults(file: object, raw: Mapping[str, Any], sources: Collection[str] | None) -> Iterator[Fault]:
    """Find the faults of a document whose references can be followed, and whose keys are text."""
    resolved = resolve_references(raw)
    malformed = list(_form_faults(file, raw))
    yield from malformed or _standard_faults(file, raw)
    yield from _version_faults(file, raw)
    for steps, schema in walk_schemas(raw):
        yield from _required_faults(file, resolved, steps, schema)
    yield from operation_faults(file, raw, resolved)
    yield from field_faults(file, raw, resolved, sources)
    yield from parameter_faults(file, raw)
    yield from value_faults(file, raw, resolved)


def _form_faults(file: object, raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Find where the document, or a schema in it, does not have the form that its specification gives it."""
    for error in _validator(raw).schema_validator.iter_errors(raw):
        yield _openapi_fault(file, error)
    for steps, schema in walk_schemas(raw):
        if is_outermost(steps) and not _is_old(raw):
            yield from _schema_faults(file, steps, schema)


def _standard_faults(file: object, raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Find what else the validator knows; it stumbles over a document of another form."""
    for error in _validator(raw).iter_errors():
        if _is_told(error, raw):
            yield _openapi_fault(file, error)


def _validator(raw: Mapping[str, Any]) -> Any:
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    return (OpenAPIV30SpecValidator if _is_old(raw) else OpenAPIV31SpecValidator)(raw)


def _openapi_fault(file: object, error: Any) -> Fault:
    remedy = "Write it as the OpenAPI Specification has it"
    # What follows the first line repeats the pointer, and the whole value.
    why = error.message.partition("\n")[0]
    return fault_at(file, error.absolute_path, wrong="the document breaks OpenAPI", why=why, remedy=remedy)


def _is_told(error: Any, raw: Mapping[str, Any]) -> bool:
    """Return whether a fault is told in the validator's words; schemas, defaults and names we tell with their place."""
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


def _version_faults(file: object, raw: Mapping[str, Any]) -> Iterator[Fault]:
    version = members(raw, "info").get("version")
    if isinstance(version, str) and not SEMANTIC.fullmatch(version):
        wrong = f"the version {version!r} is not semantic"
        remedy = "Write major, minor and patch, such as 1.0.0"
        yield fault_at(file, ("info", "version"), wrong=wrong, why="semver.org knows no such form", remedy=remedy)


def _schema_faults(file: object, steps: Steps, schema: Mapping[str, Any]) -> Iterator[Fault]:
    for error in jsonschema_rs.Draft202012Validator(META).iter_errors(schema):
        wrong, remedy = "the schema is no JSON Schema", "Write it as draft 2020-12 has it"
        yield fault_at(file, (*steps, *error.instance_path), wrong=wrong, why=error.message, remedy=remedy)


def _required_faults(file: object, resolved: Any, steps: Steps, schema: Mapping[str, Any]) -> Iterator[Fault]:
    names = listed(schema, "required")
    declared = set[str]().union(*(_declared(resolved, steps[:end]) for end in _hulls(steps))) if names else set()
    for name in names:
        if isinstance(name, str) and name not in declared:
            wrong, why = f"the required field {name!r} is not declared", "no properties have it"
            yield fault_at(file, (*steps, "required"), wrong=wrong, why=why, remedy="Declare it, or require it no more")


def _hulls(steps: Steps) -> Iterator[int]:
    """Return the lengths of the steps to a schema, and to those that it is combined into."""
    end = len(steps)
    yield end
    while steps[end - 2] in COMBINED or steps[end - 1] in {"not", "if", "then", "else"}:
        end -= 2 if steps[end - 2] in COMBINED else 1
        yield end


def _declared(root: Any, steps: Steps) -> set[str]:
    schema = at(root, steps)
    parts = [part for key in COMBINED for part in listed(schema, key)]
    return set(members(schema, "properties")).union(*(_declared(part, ()) for part in parts))
