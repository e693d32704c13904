"""The places of a document, walked without trust in its form, each with the steps that lead to it."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..contract import METHODS
from ._problems import Steps

DATA = {"example", "examples", "default", "enum", "const"}
"""Keys below which values stand, in which a name such as `schema` means nothing."""
NAMES = {
    *("properties", "patternProperties", "dependentSchemas", "$defs", "schemas", "content", "headers", "responses"),
    *("parameters", "requestBodies", "securitySchemes", "pathItems", "paths", "webhooks", "callbacks", "links"),
}
"""Keys below which the keys are names of the author's choice."""
NAMED_SCHEMAS = {"properties", "patternProperties", "dependentSchemas", "$defs", "schemas"}
LISTED_SCHEMAS = {"allOf", "anyOf", "oneOf", "prefixItems"}
SINGLE_SCHEMAS = {"schema", "items", "additionalProperties", "contains", "not", "if", "then", "else"}


def members(node: Any, *path: str) -> Mapping[str, Any]:
    """Return the mapping at the end of a path, an empty one where there is none."""
    for name in path:
        node = node.get(name) if isinstance(node, dict) else None
    return node if isinstance(node, dict) else {}


def listed(node: Any, name: str) -> list[Any]:
    """Return the list that a node has under a name, an empty one where there is none."""
    found = members(node).get(name)
    return found if isinstance(found, list) else []


def at(root: Any, steps: Steps) -> Any:
    """Return the node at the end of steps that were walked."""
    for step in steps:
        root = root[step]
    return root


def walk_everything(node: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Return each node, outermost first, values among them."""
    yield steps, node
    if isinstance(node, dict | list):
        for key, below in node.items() if isinstance(node, dict) else enumerate(node):
            yield from walk_everything(below, (*steps, key))


def walk_mappings(
    node: Any, steps: Steps = (), *, has_names: bool = False
) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    """Return each mapping, outermost first, that says something about the interface and is no value."""
    if isinstance(node, list):
        for index, below in enumerate(node):
            yield from walk_mappings(below, (*steps, index))
    if not isinstance(node, dict):
        return
    if not has_names:
        yield steps, node
    for key, below in node.items():
        if has_names or not (key in DATA or key.startswith("x-")):
            yield from walk_mappings(below, (*steps, key), has_names=not has_names and key in NAMES)


def walk_operations(raw: Any) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    """Return each operation."""
    for path, item in members(raw, "paths").items():
        for method in METHODS:
            if members(item, method):
                yield ("paths", path, method), members(item, method)


def walk_contents(operation: Any) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    """Return each media type of an operation's request and of its answers, the request's first."""
    places: list[tuple[Steps, Any]] = [(("requestBody",), operation.get("requestBody"))]
    places += [(("responses", status), answer) for status, answer in members(operation, "responses").items()]
    for steps, node in places:
        for media_type, content in members(node, "content").items():
            yield (*steps, "content", media_type), members(content)


def walk_schemas(raw: Any) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    """Return each schema, outermost first."""
    yield from ((steps, node) for steps, node in walk_mappings(raw) if _is_schema(steps))


def is_outermost(steps: Steps) -> bool:
    """Return whether a schema lies in no other."""
    return steps[-1:] == ("schema",) or steps[:-1] == ("components", "schemas")


def _is_schema(steps: Steps) -> bool:
    if len(steps) > 1 and steps[-2] in NAMED_SCHEMAS | LISTED_SCHEMAS:
        return True
    return bool(steps) and steps[-1] in SINGLE_SCHEMAS
