"""What stands beside the rules of a node: its prose, its extensions, and whatever nobody reads."""

from collections.abc import Collection, Iterator

from ._changes import Change, change
from ._nodes import Node

TEXT = {"title", "summary", "description", "externalDocs", "tags", "$comment", "xml"}
EXAMPLES = {"example", "examples", "x-example"}
ANNOTATIONS = {"deprecated", "readOnly", "writeOnly"}


def compare_rest(
    old: Node, new: Node, subject: str, *, read: Collection[str], default: str = "document/other"
) -> Iterator[Change]:
    """Compare the members of a node that the rules have not read.

    Args:
        default: the rule of members that nothing here knows.
    """
    for name in dict.fromkeys((*old.members, *new.members)):
        before, after = old.members.get(name), new.members.get(name)
        if name in read or _is_same(before, after) or (name in ANNOTATIONS and _is_on(before) == _is_on(after)):
            continue
        node = after or before
        assert node is not None
        words = f"`{name}` of `{subject}` is {'new' if before is None else 'gone' if after is None else 'another'}."
        yield change(_rule_of(name, default), node, subject, words, is_old=after is None)


def _is_same(old: Node | None, new: Node | None) -> bool:
    return old is new or (old is not None and new is not None and old.canonical == new.canonical)


def _is_on(node: Node | None) -> bool:
    return node is not None and node.value is True


def _rule_of(name: str, default: str) -> str:
    if name in TEXT:
        return "documentation/text"
    if name in EXAMPLES:
        return "documentation/example"
    if name in ANNOTATIONS:
        return "field/annotation"
    if name == "x-provenance":
        return "documentation/provenance"
    return "documentation/extension" if name.startswith("x-") else default
