"""The OpenAPI document, read once and with every reference replaced by what it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ..errors import DocumentError, UsageError
from ._carried import find_carried
from ._deeds import Deed, read_deed
from ._fields import Field, walk_fields
from ._links import Link, read_links
from ._yaml import read_yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method and path of the document, named by its operationId."""

    id: str
    method: str
    path: str
    summary: str
    token_name: str | None
    """The query parameter that carries the token, or None where the operation takes none."""
    media_type: str
    """Empty where there is no body: then the fields stand in the query."""
    body_schema: Mapping[str, Any]
    body_example: Any
    answer_schema: Mapping[str, Any]
    answer_example: Any
    free: frozenset[str]
    provenance: Mapping[str, Any]
    """Where the operation comes from, as `x-provenance` says it."""
    token_example: str = ""
    """A token for examples, nobody's."""
    links: tuple[Link, ...] = ()
    """What its answer gives to other operations, or to itself."""
    most_uses: int | None = None
    """How often it may be asked with the same values; None for without end."""
    is_destructive: bool = False
    """It deletes more than the caller may have made: it is asked on what the user named, or the run made, alone."""
    deed: Deed | None = None
    """What it does to what the target keeps, where the document says it."""

    @property
    def gives_tokens(self) -> bool:
        """Return whether other operations get their token of it."""
        return any(link.parameters for link in self.links)

    @cached_property
    def body(self) -> Field:
        """The request's fields below the outermost one: the body, or the query where there is none."""
        return walk_fields(self.body_schema, place="body" if self.media_type else "query")

    def values_of(self, role: str) -> list[Any]:
        """Return the values that the document lists for the field that stands for a role of the deed."""
        steps = self.deed.takes.get(role) if self.deed else None
        found = next((each for each in self.body.walk() if each.steps == steps), None)
        return list(found.schema.get("enum", ())) if found else []

    @cached_property
    def envelope(self) -> tuple[str, ...]:
        """The steps to the object that holds the operation's own fields: into the body's only member."""
        parts = self.body.parts
        is_wrapped = len(parts) == 1 and parts[0].types == {"object"} and bool(parts[0].parts)
        return parts[0].steps if is_wrapped else ()

    @cached_property
    def answer(self) -> Field:
        """The answer of HTTP 200 as the outermost field."""
        return walk_fields(self.answer_schema, place="answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The document: its version, its operations, and the plain data it was read from."""

    path: Path
    version: str
    operations: tuple[Operation, ...]
    raw: Mapping[str, Any]

    @property
    def token_name(self) -> str | None:
        """The query parameter that carries the token of the operations that say nothing else."""
        scheme = _token_scheme(self.raw, {})
        return str(scheme["name"]) if scheme else None

    def operation(self, operation_id: str) -> Operation:
        """Return the operation of this name.

        Raises:
            UsageError: there is none.
        """
        for each in self.operations:
            if each.id == operation_id:
                return each
        names = ", ".join(each.id for each in self.operations)
        raise UsageError(f"cannot find the operation {operation_id!r}: the document has {names}.")


def default_document_path() -> Path:
    """Return the path of the document that travels with the distribution."""
    return find_carried("spec") / "openapi.yaml"


def load_document(path: Path | None = None) -> Document:
    """Load a document, the distribution's own by default.

    Raises:
        DocumentError: it cannot be read, or lacks what this project needs of a document.
    """
    return _default_document() if path is None else _read_document(path)


@cache
def _default_document() -> Document:
    return _read_document(default_document_path())


def _read_document(path: Path) -> Document:
    try:
        raw = read_yaml(path)
        if not isinstance(raw, dict) or "openapi" not in raw:
            raise DocumentError(path, "it is no OpenAPI document: the key 'openapi' is missing")
        resolved = resolve_references(raw)
        operations = tuple(_with_bounds(list(_operations(resolved))))
        version = str(resolved["info"]["version"])
    except (KeyError, TypeError, AttributeError, RuntimeError) as error:
        raise DocumentError(path, f"it lacks what every operation needs: {error}") from error
    except ValueError as error:
        raise DocumentError(path, str(error)) from error
    if not operations:
        raise DocumentError(path, "it has no operation")
    return Document(path=path, version=version, operations=operations, raw=raw)


def resolve_references(raw: Any) -> Any:
    """Replace every local reference by what it names; siblings of `$ref` win.

    Raises:
        ValueError: a reference names nothing, leaves the document, or leads back to itself.
    """
    return _resolve(raw, raw, ())


def _resolve(node: Any, root: Any, trail: tuple[str, ...]) -> Any:
    if isinstance(node, list):
        return [_resolve(item, root, trail) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if not isinstance(reference, str):
        return {key: _resolve(value, root, trail) for key, value in node.items()}
    if reference in trail:
        raise ValueError(f"the reference {reference!r} leads back to itself")
    target = _resolve(_look_up(reference, root), root, (*trail, reference))
    siblings = {key: _resolve(value, root, trail) for key, value in node.items() if key != "$ref"}
    return {**target, **siblings} if siblings else target


def _look_up(reference: str, root: Any) -> Any:
    if not reference.startswith("#/"):
        raise ValueError(f"the reference {reference!r} leaves the document")
    node = root
    for part in reference[2:].split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(node, dict) or name not in node:
            raise ValueError(f"the reference {reference!r} names nothing")
        node = node[name]
    return node


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in (document.get("paths") or {}).items():
        for method in METHODS:
            if method in item:
                yield _operation(document, path, method, item[method])


def _with_bounds(operations: list[Operation]) -> Iterator[Operation]:
    links = [link for operation in operations for link in operation.links]
    for operation in operations:
        bounds = [link.most_uses for link in links if link.target == operation.id and link.most_uses is not None]
        yield replace(operation, most_uses=min(bounds)) if bounds else operation


def _operation(document: Mapping[str, Any], path: str, method: str, node: Mapping[str, Any]) -> Operation:
    contents = node["requestBody"]["content"] if "requestBody" in node else {"": _query_content(node)}
    media_type, content = next(iter(contents.items()))
    answer = next(iter(node["responses"]["200"]["content"].values()))
    scheme = _token_scheme(document, node)
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        path=path,
        summary=node.get("summary", ""),
        token_name=str(scheme["name"]) if scheme else None,
        token_example=str((scheme or {}).get("x-example", "")),
        media_type=media_type,
        body_schema=content["schema"],
        body_example=_example(content),
        answer_schema=answer["schema"],
        answer_example=_example(answer),
        free=frozenset(node.get("x-free", ())),
        provenance=node.get("x-provenance") or {},
        links=tuple(read_links(node["operationId"], node["responses"]["200"])),
        is_destructive=bool(node.get("x-destructive")),
        deed=read_deed(node),
    )


def _query_content(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the parameters of a query as if they were a body's fields."""
    parameters = [each for each in node.get("parameters", ()) if each.get("in") == "query"]
    properties = {each["name"]: each["schema"] for each in parameters}
    schema = {
        "type": "object",
        "required": [each["name"] for each in parameters if each.get("required")],
        "properties": properties,
        "x-free": ["further-fields"] if "further-parameters" in node.get("x-free", ()) else [],
        "x-provenance": node.get("x-provenance") or {},
    }
    example = {name: each["example"] for name, each in properties.items() if "example" in each}
    return {"schema": schema, "examples": {"parameters": {"value": example}}}


def _token_scheme(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any] | None:
    schemes = document.get("components", {}).get("securitySchemes", {})
    for requirement in node.get("security", document.get("security", ())):
        for name in requirement:
            scheme: Mapping[str, Any] = schemes.get(name, {})
            if scheme.get("type") == "apiKey" and scheme.get("in") == "query":
                return scheme
    return None


def _example(content: Mapping[str, Any]) -> Any:
    return next(iter(content["examples"].values()))["value"]
