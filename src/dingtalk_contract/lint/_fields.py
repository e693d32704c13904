"""The problems of fields: description, example and provenance of each, and what the page leaves open of it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..contract import METHODS
from ._freedoms import FREEDOMS
from ._places import at, members, walk_contents, walk_mappings, walk_operations
from ._problems import Problem, Steps, problem_at
from ._references import BROKEN, target_steps

KINDS = ("documented", "observed", "inferred")
COMBINED = ("allOf", "anyOf", "oneOf")
TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")


def field_problems(
    file: object, raw: Mapping[str, Any], resolved: Mapping[str, Any], sources: Collection[str] | None
) -> Iterator[Problem]:
    """Find the problems of every field of requests and answers, and of all provenance and freedom in the document."""
    for steps in (place for place, is_field in body_schemas(raw) if is_field):
        for what in _lacks(at(resolved, steps)):
            wrong, why = f"the field lacks {what}", "every field has it"
            yield problem_at(file, steps, wrong=wrong, why=why, remedy="Add it")
    for steps, node in walk_mappings(raw):
        if node.get("x-provenance"):
            yield from _provenance_problems(file, (*steps, "x-provenance"), node["x-provenance"], sources)
        if "x-free" in node:
            yield from _freedom_problems(file, (*steps, "x-free"), node["x-free"], _kinds(steps, at(resolved, steps)))


def body_schemas(raw: Mapping[str, Any]) -> Iterator[tuple[Steps, bool]]:
    """Return the steps to each schema of requests and answers once, and whether it must describe a field."""
    seen: set[Steps] = set()
    for steps, operation in walk_operations(raw):
        for place, content in _contents(raw, steps, operation):
            if isinstance(content.get("schema"), dict):
                yield from _schemas_below(raw, (*place, "schema"), seen)


def _contents(raw: Any, steps: Steps, operation: Mapping[str, Any]) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    followed = {**operation, "requestBody": _follow(raw, operation.get("requestBody"))}
    followed["responses"] = {status: _follow(raw, answer) for status, answer in members(operation, "responses").items()}
    for place, content in walk_contents(followed):
        holder = members(at(operation, place[:-2]))
        start = target_steps(holder["$ref"]) if "$ref" in holder else (*steps, *place[:-2])
        yield (*start, *place[-2:]), content


def _follow(raw: Any, node: Any) -> Any:
    return at(raw, target_steps(node["$ref"])) if "$ref" in members(node) else node


def _schemas_below(raw: Any, steps: Steps, seen: set[Steps], *, is_field: bool = True) -> Iterator[tuple[Steps, bool]]:
    node = at(raw, steps)
    if steps in seen or BROKEN in members(node):
        return
    seen.add(steps)
    reference = members(node).get("$ref")
    # What stands beside a reference describes the field here, not where it is declared.
    is_described = is_field and (reference is None or len(node) > 1)
    # Only a named field owes more than true or false.
    yield steps, is_described and (isinstance(node, dict) or steps[-1] != "items")
    if reference is not None:
        yield from _schemas_below(raw, target_steps(reference), seen, is_field=is_field and not is_described)
    for place in (*(("properties", name) for name in members(node, "properties")), ("items",)):
        if place[0] in members(node):
            yield from _schemas_below(raw, (*steps, *place), seen)


def _lacks(schema: Any) -> Iterator[str]:
    if isinstance(schema, bool):
        yield "a schema that says more than true or false"
        return
    if not str(schema.get("description") or "").strip():
        yield "a description"
    # The example of an object is that of its members.
    if not {"properties", "example", "examples", *COMBINED} & set(schema):
        yield "an example"
    if not {"type", "enum", "const", *COMBINED} & set(schema):
        yield "a type"
    if not schema.get("x-provenance"):
        yield "x-provenance"


def _provenance_problems(
    file: object, steps: Steps, provenance: Any, sources: Collection[str] | None
) -> Iterator[Problem]:
    if not isinstance(provenance, dict):
        wrong, why = "x-provenance is no mapping", f"it is {provenance!r}"
        yield problem_at(file, steps, wrong=wrong, why=why, remedy="Name its kind and its source")
        return
    kind, source = provenance.get("kind"), provenance.get("source")
    if kind not in KINDS:
        wrong, why = f"the provenance is of the kind {kind!r}", f"it is none of {', '.join(KINDS)}"
        yield problem_at(file, steps, wrong=wrong, why=why, remedy="Say how the source says it")
    if sources is not None and source not in [*sources]:
        wrong, why = f"the source {source!r} is not declared", "clauses.yaml has no such name in its sources"
        yield problem_at(file, steps, wrong=wrong, why=why, remedy="Declare it there, or name another")


def _kinds(steps: Steps, node: Mapping[str, Any]) -> list[str]:
    """Return the types that freedoms must fit, none where they are unknown; an operation has one of its own."""
    if steps[0] == "paths" and steps[2:] in {(method,) for method in METHODS}:
        return ["operation"]
    named = node.get("type", [])
    return [each for each in (named if isinstance(named, list) else [named]) if each in TYPES]


def _freedom_problems(file: object, steps: Steps, words: Any, kinds: list[str]) -> Iterator[Problem]:
    if not isinstance(words, list):
        yield problem_at(file, steps, wrong="x-free is no list", why=f"it is {words!r}", remedy="List its words")
        return
    for word in words:
        freedom = FREEDOMS.get(word) if isinstance(word, str) else None
        if freedom is None:
            why = f"the words are {', '.join(FREEDOMS)}"
            yield problem_at(file, steps, wrong=f"{word!r} is no freedom", why=why, remedy="Take one of them")
        elif kinds and not any(kind in freedom.fits for kind in kinds):
            wrong = f"{word!r} is no freedom of {' or '.join(kinds)}"
            why = f"it fits {', '.join(freedom.fits)}"
            yield problem_at(file, steps, wrong=wrong, why=why, remedy="Leave it out")
