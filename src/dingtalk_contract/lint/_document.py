"""
The faults of the document as a whole: those that openapi-spec-validator finds, and five that it passes.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from ..contract import METHODS, resolve_references
from ._faults import Fault, point

SEMANTIC = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def document_faults(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    """
    Find the faults of a document that was read.
    """
    broken = list(_reference_faults(file, raw))
    yield from broken
    if broken:
        # The validator itself stumbles over a reference that names nothing.
        return
    yield from _standard_faults(file, raw)
    yield from _security_faults(file, raw)
    version = str(raw.get("info", {}).get("version", ""))
    if not SEMANTIC.fullmatch(version):
        yield Fault(
            file=file, pointer="/info/version", message=f"the version {version!r} is not semantic: it is no X.Y.Z."
        )
    for steps, schema in walk_schemas(raw):
        yield from _required_faults(file, steps, schema)
    yield from _operation_faults(file, raw)


def _standard_faults(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    is_old = str(raw.get("openapi", "")).startswith("3.0.")
    validator = OpenAPIV30SpecValidator if is_old else OpenAPIV31SpecValidator
    for error in validator(raw).iter_errors():
        yield Fault(file=file, pointer=point(error.absolute_path), message=f"against OpenAPI: {error.message}.")


def _reference_faults(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    for steps, node in _walk(raw, ()):
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            try:
                resolve_references({**raw, "x-looked-up": {"$ref": node["$ref"]}})
            except ValueError as error:
                yield Fault(
                    file=file, pointer=point((*steps, "$ref")), message=f"a reference cannot be followed: {error}."
                )


def _security_faults(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    schemes = raw.get("components", {}).get("securitySchemes", {})
    places = [(("security",), raw.get("security", []))]
    for steps, node in walk_operations(raw):
        places.append(((*steps, "security"), node.get("security", [])))
    for steps, requirements in places:
        for index, requirement in enumerate(requirements):
            for name in requirement:
                if name not in schemes:
                    message = f"the security scheme {name!r} is used and not defined: no such name in components."
                    yield Fault(file=file, pointer=point((*steps, index, name)), message=message)


def _required_faults(file: str, steps: tuple[Any, ...], schema: Mapping[str, Any]) -> Iterator[Fault]:
    for name in schema.get("required", ()):
        if name not in schema.get("properties", {}):
            message = f"the field {name!r} is required and not declared: add it to properties."
            yield Fault(file=file, pointer=point((*steps, "required")), message=message)


def _operation_faults(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for steps, node in walk_operations(raw):
        name = node.get("operationId")
        if not isinstance(name, str) or not name.isidentifier():
            yield Fault(
                file=file, pointer=point(steps), message="the operation has no operationId that is an identifier."
            )
        elif name in seen:
            yield Fault(
                file=file, pointer=point((*steps, "operationId")), message=f"the operationId {name!r} stands twice."
            )
        seen.add(str(name))
        needed = {
            "summary": node.get("summary"),
            "description": node.get("description"),
            "requestBody/required": node.get("requestBody", {}).get("required"),
            "responses/200/content": node.get("responses", {}).get("200", {}).get("content"),
            "security": node.get("security", raw.get("security")),
            "x-provenance": node.get("x-provenance"),
        }
        for key in (key for key, value in needed.items() if not value):
            yield Fault(file=file, pointer=point(steps), message=f"the operation lacks {key}.")


def walk_operations(raw: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    """
    Give each operation with the steps that lead to it.
    """
    for path, item in raw.get("paths", {}).items():
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield ("paths", path, method), item[method]


def walk_schemas(raw: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    """
    Give each schema with the steps that lead to it, outermost first.
    """
    for name, schema in raw.get("components", {}).get("schemas", {}).items():
        yield from _walk_schema(schema, ("components", "schemas", name))
    for steps, node in _walk(raw.get("paths", {}), ("paths",)):
        if steps[-1:] == ("schema",) and isinstance(node, dict):
            yield from _walk_schema(node, steps)


def _walk_schema(schema: Any, steps: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    if not isinstance(schema, dict):
        return
    yield steps, schema
    for name, below in schema.get("properties", {}).items():
        yield from _walk_schema(below, (*steps, "properties", name))
    yield from _walk_schema(schema.get("items"), (*steps, "items"))


def _walk(node: Any, steps: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield steps, node
    if isinstance(node, dict | list):
        for key, below in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _walk(below, (*steps, key))


def schema_faults(file: str, steps: tuple[Any, ...], schema: Any, value: Any, what: str) -> Iterator[Fault]:
    """
    Find where a value does not keep a schema.
    """
    for error in jsonschema_rs.validator_for(schema).iter_errors(value):
        pointer = point((*steps, *error.instance_path))
        message = f"{what} does not keep the schema: {error.message}. Mend one of them."
        yield Fault(file=file, pointer=pointer, message=message)
