"""The parameters of two operations compared, as fields of the request."""

import re
from collections.abc import Iterator, Mapping

from ._changes import Change, change
from ._nodes import Node
from ._prose import compare_rest
from ._schemas import compare_freedoms, compare_presence, compare_schemas

SERIALIZATION = {"style": None, "explode": None, "allowReserved": False, "allowEmptyValue": False}
"""How a parameter is written, with what an absent one means; style and explode have defaults by place."""
READ = {"name", "in", "required", "schema", "content", "x-free", *SERIALIZATION}
_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
_VARIABLE = re.compile(r"\{([^}]*)\}")

Key = tuple[str, str]


def read_parameters(path: str, item: Node, operation: Node) -> Mapping[Key, Node]:
    """Return the parameters of an operation, those of its path among them, each by what it is known by."""
    found: dict[Key, Node] = {}
    for holder in (item, operation):
        listed = holder.get("parameters")
        for parameter in listed.items if listed is not None else []:
            found[_key(parameter, path)] = parameter
    return found


def compare_parameters(before: Mapping[Key, Node], after: Mapping[Key, Node]) -> Iterator[Change]:
    """Compare the parameters of two operations."""
    for key in dict.fromkeys((*before, *after)):
        was, is_ = before.get(key), after.get(key)
        if is_ is None and was is not None:
            rule = f"request/field/removed{'-required' if was.read('required') is True else ''}"
            name = str(was.read("name"))
            yield change(rule, was, name, f"The {key[0]} parameter `{name}` is gone.", is_old=True)
        elif was is None and is_ is not None:
            must = is_.read("required") is True
            name = str(is_.read("name"))
            words = f"The {key[0]} parameter `{name}` is new and {'required' if must else 'optional'}."
            yield change(f"request/field/added{'-required' if must else ''}", is_, name, words)
        elif was is not None and is_ is not None:
            yield from _compare(was, is_)


def compare_values(old: Node, new: Node, flow: str, subject: str) -> Iterator[Change]:
    """Compare the schemas of two parameters or headers, wherever they stand."""
    yield from compare_schemas(_schema(old), _schema(new), flow, subject)
    if (_media_type(old), _media_type(new)) != (None, None) and _media_type(old) != _media_type(new):
        words = f"`{subject}` was written as {_media_type(old) or 'text'}, and is as {_media_type(new) or 'text'}."
        yield change(f"{'request/serialization' if flow == 'request' else 'document/other'}", new, subject, words)


def _key(parameter: Node, path: str) -> Key:
    """Know a parameter by its place and name; one of the path by its position, since its name is not sent."""
    place, name = str(parameter.read("in")), str(parameter.read("name"))
    if place == "path":
        variables = _VARIABLE.findall(path)
        return place, str(variables.index(name)) if name in variables else name
    return place, name.lower() if place == "header" else name


def _compare(old: Node, new: Node) -> Iterator[Change]:
    name = str(new.read("name"))
    if old.read("name") != new.read("name") and new.read("in") == "path":
        words = f"The path parameter `{old.read('name')}` is called `{name}`; nothing changes on the wire."
        yield change("request/field/renamed", new, name, words)
    must = [each.read("required") is True for each in (old, new)]
    yield from compare_presence(new.get("required") or new, name, "request", was=must[0], is_=must[1])
    for keyword in SERIALIZATION:
        if _written(old, keyword) != _written(new, keyword):
            node = new.get(keyword) or new
            yield change("request/serialization", node, name, f"`{keyword}` of `{name}` is another.")
    yield from compare_values(old, new, "request", name)
    yield from compare_freedoms(old, new, "request", name)
    yield from compare_rest(old, new, name, read=READ)


def _written(parameter: Node, keyword: str) -> object:
    style = parameter.read("style") or _STYLES.get(str(parameter.read("in")))
    default = {"style": style, "explode": style == "form"}.get(keyword, SERIALIZATION[keyword])
    value = parameter.read(keyword)
    return default if value is None else value


def _schema(node: Node) -> Node | None:
    contents = node.get("content")
    content = next(iter(contents.members.values()), None) if contents is not None else None
    return node.get("schema") or (content.get("schema") if content is not None else None)


def _media_type(node: Node) -> str | None:
    contents = node.get("content")
    return next(iter(contents.members), None) if contents is not None else None
