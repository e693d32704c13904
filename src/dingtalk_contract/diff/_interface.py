"""The Python interface that the generator makes of a document: functions, classes, and their parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ._identifiers import class_name, parameter_name, pascal_case
from ._nodes import Node
from ._operations import Place, walk_places
from ._schemas import EMPTY

_SCALARS = {"boolean": "bool", "integer": "int", "number": "float", "null": "None", "string": "str"}
_FORMATS = {"date-time": "datetime.datetime", "date": "datetime.date", "uuid": "UUID", "binary": "File"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a class or a function, with the types that it takes."""

    name: str
    types: frozenset[str]
    pointer: str

    def __str__(self) -> str:
        return f"{self.name}: {' | '.join(sorted(self.types, key=lambda each: (each == 'Unset', each)))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A class or a function, with its parameters in order."""

    name: str
    module: str
    parameters: tuple[Parameter, ...]
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """All classes by name, and all functions by operation."""

    classes: Mapping[str, Signature]
    functions: Mapping[str, Signature]
    sent: frozenset[str]
    """The classes that callers make, since requests hold them."""


def make_interface(document: Node) -> Interface:
    """Derive the interface of a document."""
    requests, maker = _Maker(classes={}), _Maker(classes={})
    functions = {place.name: requests.make_function(place) for place in walk_places(document)}
    schemas = document.get("components", "schemas")
    for name, schema in (schemas or EMPTY).members.items():
        maker.add_component(name, schema)
    return Interface(
        classes={**maker.classes, **requests.classes}, functions=functions, sent=frozenset(requests.classes)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    classes: dict[str, Signature]

    def add_component(self, name: str, schema: Node) -> None:
        # A component that only refers to another has no class of its own.
        if not schema.component:
            self.types_of(schema, name, "")

    def make_function(self, place: Place) -> Signature:
        name = parameter_name(str(place.node.read("operationId") or "_".join((place.method, *place.path.split("/")))))
        tags = place.node.texts("tags")
        listed = [node for _, node in sorted(place.parameters.items(), key=lambda each: each[0][0] != "path")]
        parameters = [
            self._parameter(
                str(node.read("name")), node.get("schema") or EMPTY, node, name, is_optional=not node.read("required")
            )
            for node in listed
        ]
        return Signature(
            name=name,
            module=parameter_name(tags[0]) if tags else "default",
            parameters=(*parameters, *self._body(place, name)),
            pointer=place.node.pointer,
        )

    def _body(self, place: Place, name: str) -> Iterator[Parameter]:
        contents = place.node.get("requestBody", "content")
        nodes = [content.get("schema") or EMPTY for content in (contents or EMPTY).members.values()]
        types = frozenset[str]().union(*(self.types_of(node, "body", name) for node in nodes))
        if types and contents is not None:
            types |= frozenset() if place.node.read("requestBody", "required") is True else {"Unset"}
            yield Parameter(name="body", types=types, pointer=contents.pointer)

    def _parameter(self, name: str, schema: Node, place: Node, parent: str, *, is_optional: bool) -> Parameter:
        types = self.types_of(schema, name, parent) | ({"Unset"} if is_optional else set())
        return Parameter(name=parameter_name(name), types=types, pointer=place.pointer)

    def types_of(self, schema: Node, name: str, parent: str) -> frozenset[str]:
        """Return the Python types of a schema, and keep the classes that it makes."""
        if schema.component.startswith("/components/schemas/"):
            name, parent = schema.component.rpartition("/")[2], ""
        kind, combined = schema.read("type"), [*self._parts(schema)]
        if schema.read("enum") is not None and kind != "boolean":
            return frozenset([_class_name(schema, name, parent)])
        if combined or isinstance(kind, list):
            return self._union(schema, combined, kind, name, parent)
        nothing = frozenset({"None"}) if schema.read("nullable") is True else frozenset[str]()
        if schema.read("const") is not None:
            return nothing | {f"Literal[{schema.read('const')!r}]"}
        if kind == "array":
            inner = self.types_of(schema.get("items") or EMPTY, f"{name}_item", parent)
            return nothing | {f"list[{' | '.join(sorted(inner))}]"}
        if kind == "object" or "allOf" in schema.members or (kind is None and "properties" in schema.members):
            return nothing | {self._add_class(schema, _class_name(schema, name, parent))}
        named = _FORMATS.get(str(schema.read("format"))) if kind == "string" else None
        return nothing | {named or _SCALARS.get(str(kind), "Any")}

    def _parts(self, schema: Node) -> Iterator[Node]:
        for keyword in ("anyOf", "oneOf"):
            found = schema.get(keyword)
            yield from found.items if found is not None else ()

    def _union(self, schema: Node, combined: list[Node], kind: object, name: str, parent: str) -> frozenset[str]:
        listed = [str(each) for each in kind] if isinstance(kind, list) else []
        alone = [Node(pointer=schema.pointer, value={**schema.members, "type": _text(each)}) for each in listed]
        parts = [*combined, *alone]
        return frozenset[str]().union(
            *(self.types_of(part, f"{name}_type_{index}", parent) for index, part in enumerate(parts))
        )

    def _add_class(self, schema: Node, name: str) -> str:
        if name not in self.classes:
            # Kept first, so that a class met again below is not made twice.
            self.classes[name] = Signature(name=name, module="models", parameters=(), pointer=schema.pointer)
            parameters = tuple(self._members(schema, name))
            self.classes[name] = Signature(name=name, module="models", parameters=parameters, pointer=schema.pointer)
        return name

    def _members(self, schema: Node, owner: str) -> Iterator[Parameter]:
        required = schema.texts("required")
        properties = (schema.get("properties") or EMPTY).members
        members = [
            self._parameter(name, node, node, owner, is_optional=name not in required)
            for name, node in properties.items()
        ]
        for part in (schema.get("allOf") or EMPTY).items:
            members += self._members(part, owner)
        yield from sorted(members, key=lambda each: "Unset" in each.types)


def _class_name(schema: Node, name: str, parent: str) -> str:
    title = str(schema.read("title") or name)
    return class_name(f"{pascal_case(parent)}{pascal_case(title)}" if parent else title)


def _text(value: str) -> Node:
    return Node(pointer="", value=value)
