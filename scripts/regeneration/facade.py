"""The facade as data: for each operation its method, its arguments and its result, as the document has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from regeneration.document import Document
from regeneration.low_level import LowLevelOperation
from regeneration.names import class_name, method_name, python_name
from regeneration.schemas import Schema, answer_schema, argument_schema, require_plain, resolve, types_of

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_NOT_FOR_ARGUMENTS = frozenset({"self", "options"})
_NOT_FOR_MEMBERS = frozenset({"self", "further", "raw", "from_members"})
_SCALARS = {"boolean": "bool", "integer": "int", "null": "None", "number": "float", "string": "str"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """An argument of a method, or a member of a result."""

    field: str
    name: str
    annotation: str
    is_required: bool
    description: str
    expression: str = ""
    """How a member is made of the parsed value `{}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A class of results, of the whole answer or of an object inside it."""

    name: str
    description: str
    members: tuple[Value, ...]
    is_outermost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One operation under the name of its method."""

    name: str
    token_name: str | None
    envelope: str | None
    summary: str
    description: str
    answer_description: str
    errcodes: tuple[tuple[str, str], ...]
    source: str
    arguments: tuple[Value, ...]
    arguments_schema: Schema
    answer_schema: Schema
    records: tuple[Record, ...]
    """Innermost first; the last is the result."""
    low_level: LowLevelOperation


def read_methods(document: Document, low_level: Mapping[tuple[str, str], LowLevelOperation]) -> tuple[Method, ...]:
    """Return every operation of the document, in its order, or raise ValueError for one that cannot be rendered."""
    methods = tuple(
        _read_method(document.tree, item[verb], low_level[verb, path])
        for path, item in document.tree.get("paths", {}).items()
        for verb in _METHODS
        if verb in item
    )
    names = [method.name for method in methods]
    if len(set(names)) < len(names):
        raise ValueError("two operations have the same name in Python")
    return methods


def default_server(document: Document) -> str:
    """Return the address of the real service, the document's first."""
    servers = document.tree.get("servers") or [{}]
    url = servers[0].get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise ValueError("servers[0].url is no address")
    return url.rstrip("/")


def _read_method(tree: Mapping[str, Any], node: Mapping[str, Any], low_level: LowLevelOperation) -> Method:
    identifier = str(node.get("operationId"))
    place = f"the operation {identifier!r}"
    node = resolve(node, tree)
    if node.get("parameters"):
        raise ValueError(f"the facade cannot render the parameters of {place}; only the token stands in the query")
    body = _find_schema(node.get("requestBody"), f"{place}: requestBody")
    answer = _find_schema(node.get("responses", {}).get("200"), f"{place}: responses/200")
    envelope, inner = _open_envelope(body)
    response = node["responses"]["200"]
    return Method(
        name=method_name(identifier),
        token_name=_find_token_name(tree, node),
        envelope=envelope,
        summary=str(node.get("summary", "")),
        description=str(node.get("description", "")),
        answer_description=str(response.get("description", "")),
        errcodes=tuple((str(code), str(words)) for code, words in response.get("x-errcodes", {}).items()),
        source=_source(node.get("x-provenance")),
        arguments=tuple(_read_arguments(inner)),
        arguments_schema=argument_schema(inner),
        answer_schema=answer_schema(answer),
        records=tuple(_read_records(answer, class_name(identifier, "result"), is_outermost=True)),
        low_level=low_level,
    )


def _find_schema(node: Any, place: str) -> Mapping[str, Any]:
    content = node.get("content") if isinstance(node, Mapping) else None
    schema = content.get("application/json", {}).get("schema") if isinstance(content, Mapping) else None
    if not isinstance(schema, Mapping) or types_of(schema) != ("object",):
        raise ValueError(f"the facade cannot render {place}: it has no JSON object")
    require_plain(schema, place)
    return schema


def _open_envelope(body: Mapping[str, Any]) -> tuple[str | None, Mapping[str, Any]]:
    # The fields of a body that is nothing but an envelope are the method's own arguments.
    members = body.get("properties", {})
    name, inner = next(iter(members.items()), ("", {}))
    is_envelope = len(members) == 1 and types_of(inner) == ("object",) and "properties" in inner
    return (str(name), inner) if is_envelope else (None, body)


def _find_token_name(tree: Mapping[str, Any], node: Mapping[str, Any]) -> str | None:
    schemes = tree.get("components", {}).get("securitySchemes", {})
    named = [name for requirement in node.get("security", tree.get("security", ())) for name in requirement]
    if not named:
        return None
    scheme = schemes.get(named[0], {})
    if len(named) > 1 or scheme.get("type") != "apiKey" or scheme.get("in") != "query":
        raise ValueError("the facade knows a token in the query alone")
    return str(scheme["name"])


def _source(provenance: Any) -> str:
    if not isinstance(provenance, Mapping):
        return ""
    words = ", ".join(str(provenance[key]) for key in ("kind", "source", "date") if key in provenance)
    return f"{words}: {provenance['note']}" if "note" in provenance else words


def _describe(schema: Mapping[str, Any]) -> str:
    words = [str(schema.get("description", ""))]
    if "example" in schema:
        words.append(f"Example: {schema['example']!r}.")
    source = _source(schema.get("x-provenance"))
    return "\n".join([*words, *([f"Source: {source.rstrip('.')}."] if source else [])])


def _read_arguments(inner: Mapping[str, Any]) -> Iterator[Value]:
    taken = set(_NOT_FOR_ARGUMENTS)
    for field, schema in inner.get("properties", {}).items():
        name = python_name(field, taken=taken)
        taken.add(name)
        is_required = field in inner.get("required", ())
        annotation = _annotate_argument(schema)
        yield Value(
            field=field,
            name=name,
            annotation=annotation if is_required or "None" in annotation.split(" | ") else f"{annotation} | None",
            is_required=is_required,
            description=_describe(schema),
        )


def _annotate_argument(schema: Mapping[str, Any]) -> str:
    def annotate(name: str) -> str:
        if name == "array":
            item = _annotate_argument(schema.get("items", {}))
            return f"list[{item}] | tuple[{item}, ...]"
        return "Mapping[str, Any]" if name == "object" else _SCALARS[name]

    return " | ".join(annotate(name) for name in types_of(schema)) or "Any"


def _read_records(schema: Mapping[str, Any], name: str, *, is_outermost: bool) -> Iterator[Record]:
    members = []
    taken = set(_NOT_FOR_MEMBERS)
    for field, below in schema.get("properties", {}).items():
        inner = f"{name}{class_name(field)}"
        member = python_name(field, taken=taken)
        taken.add(member)
        yield from _read_inner_records(below, inner)
        members.append(_read_member(below, field, member, inner, is_required=field in schema.get("required", ())))
    description = str(schema.get("description", ""))
    yield Record(name=name, description=description, members=tuple(members), is_outermost=is_outermost)


def _read_inner_records(schema: Mapping[str, Any], name: str) -> Iterator[Record]:
    if types_of(schema) == ("object",) and "properties" in schema:
        yield from _read_records(schema, name, is_outermost=False)
    elif types_of(schema) == ("array",) and "items" in schema:
        yield from _read_inner_records(schema["items"], f"{name}Item")


def _read_member(schema: Mapping[str, Any], field: str, name: str, inner: str, *, is_required: bool) -> Value:
    annotation, expression = _annotate_member(schema, inner)
    # An accepted answer's is 0 or absent, whatever is open of it else.
    annotation = "int" if field == "errcode" else annotation
    is_open = is_required or "None" in annotation.split(" | ") or annotation == "Any"
    return Value(
        field=field,
        name=name,
        annotation=annotation if is_open else f"{annotation} | None",
        is_required=is_required,
        description=_describe(schema),
        expression=expression,
    )


def _annotate_member(schema: Mapping[str, Any], inner: str, depth: int = 0) -> tuple[str, str]:
    named = types_of(schema)
    if named == ("object",) and "properties" in schema:
        return inner, f"{inner}.from_members({{}}, raw)"
    if named == ("array",) and "items" in schema:
        item, expression = _annotate_member(schema["items"], f"{inner}Item", depth + 1)
        each = f"item_{depth}"
        return f"list[{item}]", "{}" if expression == "{}" else f"[{expression.format(each)} for {each} in {{}}]"
    if named == ("integer",):
        # JSON Schema counts 1.0 as an integer.
        return ("float", "{}") if "fractional" in schema.get("x-free", ()) else ("int", "int({})")
    plain = {**_SCALARS, "array": "list[Any]", "object": "Mapping[str, Any]"}
    return " | ".join(plain[name] for name in named) or "Any", "{}"
