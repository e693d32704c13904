"""The facade as data: for each operation its method, its arguments and its result, as the document has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dingtalk_contract.contract import METHODS, resolve_references
from regeneration.document import Document
from regeneration.low_level import LowLevelOperation
from regeneration.names import class_name, method_name, python_name
from regeneration.schemas import Schema, answer_schema, argument_schema, require_plain, types_of

_SCALARS = {"boolean": "bool", "integer": "int", "null": "None", "number": "float", "string": "str"}
_NOT_FOR_ARGUMENTS = frozenset({"self", "options"})
# The last are what the class of a result is written with.
_NOT_FOR_MEMBERS = frozenset({"self", "further", "raw", "from_members", "field", "list", "Any", "Mapping"}) | {
    *_SCALARS.values()
}
_CLASS = "x-class"
"""The key under which a schema keeps the name by which it was referred to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """An argument of a method, or a member of a result."""

    field: str
    name: str
    annotation: str
    is_required: bool
    description: str
    record: str = ""
    """The class of the objects in it, if it is one that is rendered."""
    is_secret: bool = False
    """It is kept out of all that is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A class of results, of the whole answer or of an object inside it."""

    name: str
    description: str
    members: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Which members of an answer are the token, and the seconds that it is valid."""

    token: str
    seconds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The arguments and members by which a list is read page by page."""

    offset: str
    count: str
    more: str
    """The way to it from the result, in Python."""
    items: str
    item: str
    """The class of an item."""


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
    in_query: bool = False
    """The arguments stand in the query; there is no body."""
    grant: Grant | None = None
    """What its answer grants, where it gives other operations their token."""
    pages: Pages | None = None
    """How it is asked for page after page, where it lists."""


def read_methods(document: Document, low_level: Mapping[tuple[str, str], LowLevelOperation]) -> tuple[Method, ...]:
    """Return every operation of the document, in its order, or raise ValueError for one that cannot be rendered."""
    tree = resolve_references(_name_schemas(document.tree))
    methods = tuple(
        _read_method(tree, item[verb], low_level[verb, path])
        for path, item in tree.get("paths", {}).items()
        for verb in METHODS
        if verb in item
    )
    names = [method.name for method in methods]
    if len(set(names)) < len(names):
        raise ValueError("two operations have the same name in Python")
    return methods


def _name_schemas(tree: Mapping[str, Any]) -> dict[str, Any]:
    components = tree.get("components") or {}
    named = {name: {**schema, _CLASS: name} for name, schema in (components.get("schemas") or {}).items()}
    return {**tree, "components": {**components, "schemas": named}}


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
    in_query = "requestBody" not in node
    if not in_query and node.get("parameters"):
        raise ValueError(f"the facade cannot render the parameters of {place} beside its body")
    body = _query_schema(node, place) if in_query else _find_schema(node["requestBody"], f"{place}: requestBody")
    answer = _find_schema(node.get("responses", {}).get("200"), f"{place}: responses/200")
    envelope, inner = (None, body) if in_query else _open_envelope(body)
    response = node["responses"]["200"]
    records = tuple(_read_records(answer, class_name(identifier, "result"), is_answer=True))
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
        records=records,
        low_level=low_level,
        in_query=in_query,
        grant=_find_grant(response, answer),
        pages=_find_pages(node.get("x-pages"), records[-1], {record.name: record for record in records}),
    )


def _query_schema(node: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """Return the parameters of a query as an object's members."""
    parameters = node.get("parameters") or []
    if not parameters or any(each.get("in") != "query" or not each["name"].isidentifier() for each in parameters):
        raise ValueError(f"the facade cannot render {place}: it has neither a body nor parameters of the query alone")
    schema = {
        "type": "object",
        "required": [each["name"] for each in parameters if each.get("required")],
        "properties": {
            each["name"]: {"description": each.get("description", ""), **each["schema"]} for each in parameters
        },
    }
    require_plain(schema, place)
    return schema


def _find_grant(response: Mapping[str, Any], answer: Mapping[str, Any]) -> Grant | None:
    given = {
        str(each) for link in (response.get("links") or {}).values() for each in link.get("parameters", {}).values()
    }
    tokens = {each.removeprefix("$response.body#/") for each in given if each.startswith("$response.body#/")}
    members = answer.get("properties", {})
    seconds = [name for name, schema in members.items() if schema.get("x-lifetime")]
    token = next((each for each in sorted(tokens) if each in members), None)
    return Grant(token=token, seconds=seconds[0]) if token and seconds else None


def _find_pages(node: Any, result: Record, records: Mapping[str, Record]) -> Pages | None:
    if not isinstance(node, Mapping):
        return None
    more, _ = _find_member(node["more"], result, records)
    items, listed = _find_member(node["items"], result, records)
    names = {name: python_name(node[name], taken=_NOT_FOR_ARGUMENTS) for name in ("offset", "count")}
    return Pages(**names, more=more, items=items, item=listed.record)


def _find_member(path: str, result: Record, records: Mapping[str, Record]) -> tuple[str, Value]:
    """Return the way to a member in Python, and the member; raise ValueError where there is none."""
    first, _, rest = path.partition("/")
    member = next((each for each in result.members if each.field == first), None)
    if member is None:
        raise ValueError(f"the facade cannot find {first!r} in the answer")
    if not rest:
        return member.name, member
    names, innermost = _find_member(rest, records[member.record], records)
    return f"{member.name}.{names}", innermost


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
        yield Value(
            field=field,
            name=name,
            annotation=_join(_argument_types(schema), is_required=is_required),
            is_required=is_required,
            description=_describe(schema),
            is_secret=schema.get("format") == "password",
        )


def _join(types: Iterable[str], *, is_required: bool) -> str:
    kept = dict.fromkeys([*types, *(() if is_required else ("None",))])
    return "Any" if "Any" in kept else " | ".join(kept)


def _argument_types(schema: Mapping[str, Any]) -> Iterator[str]:
    listed = [schema["const"]] if "const" in schema else schema.get("enum", ())
    is_exact = "letter-case" not in schema.get("x-free", ()) and all(isinstance(each, str | int) for each in listed)
    if listed and is_exact:
        yield f"Literal[{', '.join(map(repr, listed))}]"
        return
    for name in types_of(schema) or ("",):
        if name == "array":
            items = schema.get("items", {})
            item = _join(_argument_types(items), is_required=True)
            # A list of one type is no list of a wider one, but text is a sequence of text.
            may_be_text = not types_of(items) or "string" in types_of(items)
            yield from (f"list[{item}]", f"tuple[{item}, ...]") if may_be_text else (f"Sequence[{item}]",)
        else:
            yield {**_SCALARS, "object": "Mapping[str, Any]", "": "Any"}[name]


def _read_records(schema: Mapping[str, Any], name: str, *, is_answer: bool = False) -> Iterator[Record]:
    members = []
    taken = set(_NOT_FOR_MEMBERS)
    for field, below in schema.get("properties", {}).items():
        member = python_name(field, taken=taken)
        taken.add(member)
        record, inner = _find_object(below, f"{name}{class_name(field)}")
        if record:
            yield from _read_records(inner, record)
        # An accepted answer's is 0 or absent, whatever is open of it else.
        types = ["int"] if is_answer and field == "errcode" else _member_types(below, record)
        is_required = field in schema.get("required", ())
        members.append(
            Value(
                field=field,
                name=member,
                annotation=_join(types, is_required=is_required),
                is_required=is_required,
                description=_describe(below),
                record=record,
                is_secret=below.get("format") == "password",
            )
        )
    yield Record(name=name, description=str(schema.get("description", "")), members=tuple(members))


def _find_object(schema: Mapping[str, Any], name: str) -> tuple[str, Mapping[str, Any]]:
    """Find the objects that a value is or lists, and the name of their class; none where it may be either."""
    holders = {"array", "object"}.intersection(types_of(schema))
    if holders == {"array"} and "items" in schema:
        return _find_object(schema["items"], f"{name}Item")
    is_object = holders == {"object"} and "properties" in schema
    return class_name(schema.get(_CLASS, name)) if is_object else "", schema


def _member_types(schema: Mapping[str, Any], record: str) -> Iterator[str]:
    for name in types_of(schema) or ("",):
        if name == "array" and "items" in schema:
            yield f"list[{_join(_member_types(schema['items'], record), is_required=True)}]"
        elif name == "object" and record:
            yield record
        elif name == "integer" and "fractional" in schema.get("x-free", ()):
            yield "float"
        else:
            yield {**_SCALARS, "array": "list[Any]", "object": "Mapping[str, Any]", "": "Any"}[name]
