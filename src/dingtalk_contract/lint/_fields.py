"""
The faults of fields: description, example and provenance of each, and what the page leaves open of it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..contract import resolve_references
from ._document import schema_faults, walk_operations, walk_schemas
from ._faults import Fault, point

KINDS = ("documented", "observed", "inferred")
FREEDOMS: Mapping[str, tuple[str, ...]] = {
    "further-fields": ("object",),
    "fractional": ("integer",),
    "negative": ("integer", "number"),
    "beyond-64-bit": ("integer", "number"),
    "blank": ("string",),
    "unknown": ("string", "integer", "number"),
    "empty": ("array",),
    "repeats": ("array",),
}
"""
What a page can leave open, and of which types; spec/README.md says each in a sentence.
"""
OPERATION_FREEDOMS = ("further-parameters",)


def field_faults(file: str, raw: Mapping[str, Any], sources: Collection[str]) -> Iterator[Fault]:
    """
    Find the faults of every field, example and freedom of a document whose references can be followed.
    """
    for steps, node in walk_operations(raw):
        yield from _provenance_faults(file, steps, node, sources)
        for word in node.get("x-free", ()):
            if word not in OPERATION_FREEDOMS:
                yield _freedom_fault(file, steps, word, "an operation")
    for steps, schema in walk_schemas(raw):
        if "$ref" in schema:
            continue
        yield from _field_faults(file, steps, schema, sources)
        yield from _value_faults(file, steps, resolve_references({**raw, "x-this": schema})["x-this"])
    yield from _content_faults(file, raw)


def _field_faults(
    file: str, steps: tuple[Any, ...], schema: Mapping[str, Any], sources: Collection[str]
) -> Iterator[Fault]:
    if not schema.get("description"):
        yield Fault(file=file, pointer=point(steps), message="the field has no description.")
    is_leaf = "properties" not in schema
    if is_leaf and "example" not in schema and "examples" not in schema:
        yield Fault(file=file, pointer=point(steps), message="the field has no example.")
    if "type" not in schema:
        yield Fault(file=file, pointer=point(steps), message="the field has no type.")
    yield from _provenance_faults(file, steps, schema, sources)
    named = schema.get("type", ())
    types = (named,) if isinstance(named, str) else tuple(named)
    for word in schema.get("x-free", ()):
        if not set(FREEDOMS.get(word, ())) & set(types):
            yield _freedom_fault(file, steps, word, f"the type {' or '.join(types)}")


def _freedom_fault(file: str, steps: tuple[Any, ...], word: str, what: str) -> Fault:
    return Fault(file=file, pointer=point((*steps, "x-free")), message=f"{word!r} is no freedom of {what}.")


def _provenance_faults(
    file: str, steps: tuple[Any, ...], node: Mapping[str, Any], sources: Collection[str]
) -> Iterator[Fault]:
    provenance = node.get("x-provenance") or {}
    if provenance.get("kind") not in KINDS:
        message = f"the provenance has no kind: it is none of {', '.join(KINDS)}."
        yield Fault(file=file, pointer=point((*steps, "x-provenance")), message=message)
    if provenance.get("source") not in sources:
        message = f"the source {provenance.get('source')!r} is not declared: name it in the sources of clauses.yaml."
        yield Fault(file=file, pointer=point((*steps, "x-provenance")), message=message)


def _value_faults(file: str, steps: tuple[Any, ...], schema: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("example", "default"):
        if key in schema:
            yield from schema_faults(file, (*steps, key), schema, schema[key], f"the {key}")
    for index, value in enumerate(schema.get("examples", ())):
        yield from schema_faults(file, (*steps, "examples", index), schema, value, "the example")


def _content_faults(file: str, raw: Mapping[str, Any]) -> Iterator[Fault]:
    resolved = resolve_references(raw)
    for steps, node in walk_operations(resolved):
        places: dict[tuple[Any, ...], Any] = {
            ("requestBody", "content"): node.get("requestBody", {}).get("content", {})
        }
        for status, answer in node.get("responses", {}).items():
            places["responses", status, "content"] = answer.get("content", {})
        for place, contents in places.items():
            for media_type, content in contents.items():
                yield from _example_faults(file, (*steps, *place, media_type), content)


def _example_faults(file: str, steps: tuple[Any, ...], content: Mapping[str, Any]) -> Iterator[Fault]:
    examples: dict[tuple[Any, ...], Any] = {
        ("examples", name, "value"): each.get("value") for name, each in content.get("examples", {}).items()
    }
    if "example" in content:
        examples[("example",)] = content["example"]
    if not examples:
        yield Fault(file=file, pointer=point(steps), message="the content has no example.")
    for place, value in examples.items():
        yield from schema_faults(file, (*steps, *place), content.get("schema", True), value, "the example")
