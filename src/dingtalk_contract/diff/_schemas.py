"""Two schemas compared, field by field, in a request or in an answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from ._changes import Change, change
from ._limits import READ as LIMITS
from ._limits import moved_limits
from ._nodes import Node
from ._prose import compare_rest

EMPTY = Node(pointer="", value={})
"""The schema that allows everything, as an absent one does."""
MONOTONE = ("allOf", "anyOf")
READ = {*LIMITS, "properties", "required", "items", "additionalProperties", "default", "x-free", *MONOTONE}
READ |= {"oneOf", "readOnly", "writeOnly"}
_EFFECTIVE = {"request": "readOnly", "answer": "writeOnly"}
_WORDS = {"narrowed": "allows less", "widened": "allows more", "changed": "allows other values"}


def compare_schemas(old: Node | None, new: Node | None, flow: str, subject: str) -> Iterator[Change]:
    """Compare two schemas of one place.

    Args:
        flow: `request` or `answer`.
        subject: the name of the place, as `compare_fields` gives it to the fields within.
    """
    before, after = _as_mapping(old), _as_mapping(new)
    yield from _compare_limits(before, after, flow, subject)
    yield from _compare_fields(before, after, flow)
    yield from _compare_additional(before, after, flow, subject)
    yield from (
        compare_schemas(before.get("items"), after.get("items"), flow, subject) if _has_items(before, after) else ()
    )
    yield from _compare_combinations(before, after, flow, subject)
    yield from compare_freedoms(before, after, flow, subject)
    yield from _compare_access(before, after, flow, subject)
    yield from compare_rest(before, after, subject, read=READ)


def compare_freedoms(old: Node, new: Node, flow: str, subject: str) -> Iterator[Change]:
    """Compare what two nodes leave open."""
    before, after = set(old.texts("x-free")), set(new.texts("x-free"))
    node = new.get("x-free") or old.get("x-free") or new
    is_old = "x-free" not in new.members
    for rule, verb, words in (("added", "leaves", after - before), ("removed", "no longer leaves", before - after)):
        if words:
            said = f"`{subject}` {verb} open: {', '.join(sorted(words))}."
            yield change(f"{flow}/freedom/{rule}", node, subject, said, is_old=is_old)


def _as_mapping(schema: Node | None) -> Node:
    """Return a schema as a mapping: true and an absent one allow everything, false nothing."""
    if schema is None or schema.value is True:
        return EMPTY if schema is None else Node(pointer=schema.pointer, value={})
    if schema.value is False:
        return Node(pointer=schema.pointer, value={"not": Node(pointer=schema.pointer, value={})})
    return schema


def _has_items(old: Node, new: Node) -> bool:
    return "items" in old.members or "items" in new.members


def _compare_limits(old: Node, new: Node, flow: str, subject: str) -> Iterator[Change]:
    for aspect, keyword, move in moved_limits(old.members, new.members):
        before, after = old.read(keyword), new.read(keyword)
        words = f"`{subject}` {_WORDS[move]}: `{keyword}` {_say(before)}, then {_say(after)}."
        node = new.get(keyword) or old.get(keyword) or new
        is_old = keyword not in new.members and keyword in old.members
        yield change(f"{flow}/{aspect}/{move}", node, subject, words, is_old=is_old)


def _say(value: Any) -> str:
    return "absent" if value is None else repr(value)


def _compare_fields(old: Node, new: Node, flow: str) -> Iterator[Change]:
    before, after = _fields(old), _fields(new)
    required = set(old.texts("required")), set(new.texts("required"))
    for name in dict.fromkeys((*before, *after, *sorted(required[0] | required[1]))):
        was, is_ = name in required[0], name in required[1]
        if name in before and name not in after and not is_:
            yield _removed(before, after, name, flow, was_required=was, is_closed=_is_closed(new))
        elif name in after and name not in before and not was:
            yield _added(after[name], name, flow, is_required=is_, was_closed=_is_closed(old))
        else:
            yield from compare_presence(new.get("required") or new, name, flow, was=was, is_=is_)
            if name in before or name in after:
                yield from compare_schemas(before.get(name), after.get(name), flow, name)


def compare_presence(node: Node, name: str, flow: str, *, was: bool, is_: bool) -> Iterator[Change]:
    """Compare whether a field must be there."""
    if was != is_:
        words = f"`{name}` must be there." if is_ else f"`{name}` need no longer be there."
        yield change(f"{flow}/field/{'required' if is_ else 'optional'}", node, name, words)


def _fields(schema: Node) -> Mapping[str, Node]:
    properties = schema.get("properties")
    return properties.members if properties is not None else {}


def _is_closed(schema: Node) -> bool:
    additional = schema.get("additionalProperties")
    return additional is not None and additional.value is False


def _removed(
    before: Mapping[str, Node], after: Mapping[str, Node], name: str, flow: str, *, was_required: bool, is_closed: bool
) -> Change:
    """Say that a field is gone, and which new one may be it under another name."""
    twins = [other for other, node in after.items() if other not in before and node.canonical == before[name].canonical]
    words = f"The field `{name}` is gone{f'; `{twins[0]}` has its schema' if twins else ''}."
    rule = "removed-required" if was_required and flow == "request" else "removed-closed" if is_closed else "removed"
    return change(f"{flow}/field/{rule}", before[name], name, words, is_old=True)


def _added(node: Node, name: str, flow: str, *, is_required: bool, was_closed: bool) -> Change:
    words = f"The field `{name}` is new and {'required' if is_required else 'optional'}."
    if flow == "answer" and was_closed:
        return change("answer/field/added-closed", node, name, words)
    return change(f"{flow}/field/added{'-required' if is_required else ''}", node, name, words)


def _compare_additional(old: Node, new: Node, flow: str, subject: str) -> Iterator[Change]:
    was_closed, is_closed = _is_closed(old), _is_closed(new)
    if was_closed != is_closed:
        move, verb = ("narrowed", "no longer has") if is_closed else ("widened", "may have")
        node = new.get("additionalProperties") or old.get("additionalProperties") or new
        is_old = "additionalProperties" not in new.members
        words = f"`{subject}` {verb} members that are not declared."
        yield change(f"{flow}/members/{move}", node, subject, words, is_old=is_old)
    elif not is_closed and any("additionalProperties" in each.members for each in (old, new)):
        schemas = [each.get("additionalProperties") for each in (old, new)]
        yield from compare_schemas(schemas[0], schemas[1], flow, subject)


def _compare_combinations(old: Node, new: Node, flow: str, subject: str) -> Iterator[Change]:
    for keyword in (*MONOTONE, "oneOf"):
        before, after = old.get(keyword), new.get(keyword)
        parts = _unlike(before.items if before else [], after.items if after else [])
        if keyword in MONOTONE and len(parts[0]) == len(parts[1]):
            for was, is_ in zip(*parts, strict=True):
                yield from compare_schemas(was, is_, flow, subject)
        elif parts != ([], []):
            node = after or before or new
            words = f"`{keyword}` of `{subject}` is another."
            yield change(f"{flow}/combination", node, subject, words, is_old=after is None)


def _unlike(old: list[Node], new: list[Node]) -> tuple[list[Node], list[Node]]:
    """Return the schemas of two lists that are not in both, wherever they stand."""
    before, after = [{each.canonical for each in listed} for listed in (old, new)]
    return [each for each in old if each.canonical not in after], [each for each in new if each.canonical not in before]


def _compare_access(old: Node, new: Node, flow: str, subject: str) -> Iterator[Change]:
    for keyword in ("readOnly", "writeOnly", "default"):
        before, after = old.get(keyword), new.get(keyword)
        is_same = (before.canonical if before else "") == (after.canonical if after else "")
        if keyword != "default":
            is_same = (old.read(keyword) is True) == (new.read(keyword) is True)
        if is_same:
            continue
        rule = f"{flow}/access" if keyword == _EFFECTIVE[flow] else "field/annotation"
        rule = f"{flow}/default" if keyword == "default" else rule
        node = after or before or new
        yield change(rule, node, subject, f"`{keyword}` of `{subject}` is another.", is_old=after is None)
