"""The problems of values: examples and defaults, each against its own schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from ._places import at, members, walk_mappings, walk_schemas
from ._problems import Problem, Steps, schema_problems


def value_problems(file: object, raw: Mapping[str, Any], resolved: Mapping[str, Any]) -> Iterator[Problem]:
    """Find the examples and defaults that do not keep their schema, of schemas, media types, parameters and headers."""
    for steps, _ in walk_schemas(raw):
        schema = at(resolved, steps)
        for place, value in _own_values(at(raw, steps)):
            yield from schema_problems(file, (*steps, *place), schema, value, f"the {place[0]}")
    for steps, _ in walk_mappings(raw):
        node = at(resolved, steps)
        if isinstance(node, dict) and isinstance(node.get("schema"), dict) and "$ref" not in at(raw, steps):
            for place, value in _beside(node):
                yield from schema_problems(file, (*steps, *place), node["schema"], value, "the example")


def _own_values(schema: Mapping[str, Any]) -> Iterator[tuple[Steps, Any]]:
    for key in ("example", "default"):
        if key in schema:
            yield (key,), schema[key]
    examples = schema.get("examples")
    for index, value in enumerate(examples if isinstance(examples, list) else ()):
        yield ("examples", index), value


def _beside(node: Mapping[str, Any]) -> Iterator[tuple[Steps, Any]]:
    if "example" in node:
        yield ("example",), node["example"]
    for name, each in members(node, "examples").items():
        if "value" in members(each):
            yield ("examples", name, "value"), each["value"]
