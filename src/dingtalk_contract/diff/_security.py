"""The credentials of two operations compared, by what they are and not by what they are called."""

from collections.abc import Iterator, Mapping

from ._changes import Change, change
from ._nodes import Node
from ._prose import compare_rest

PROSE = {"description", "x-provenance", "x-free", "x-example"}
_MARKS = str.maketrans(dict.fromkeys('{}[]":', " "))
Way = frozenset[str]
"""One way to show who calls: all of these credentials; none lets everyone in."""


def compare_security(old_root: Node, old: Node, new_root: Node, new: Node, operation: str) -> Iterator[Change]:
    """Compare the ways to show a credential."""
    before, after = _ways(old_root, old), _ways(new_root, new)
    is_wider, is_narrower = _covers(after, before), _covers(before, after)
    if is_wider and is_narrower:
        return
    move = "widened" if is_wider else "narrowed" if is_narrower else "changed"
    node = new.get("security") or new_root.get("security") or new
    words = f"`{operation}` asked for {_say(before)}, and asks for {_say(after)}."
    yield change(f"request/security/{move}", node, operation, words)


def compare_schemes(old: Node, new: Node) -> Iterator[Change]:
    """Compare what is said about the credentials that both documents ask for."""
    before, after = _named_by_kind(old), _named_by_kind(new)
    for kind, node in after.items():
        if kind in before:
            others = {*before[kind].members, *node.members} - PROSE
            yield from compare_rest(before[kind], node, _name(node), read=others)


def _covers(ways: frozenset[Way], others: frozenset[Way]) -> bool:
    """Return whether whoever is let in by one of the other ways is let in by one of these."""
    return all(any(way <= other for way in ways) for other in others)


def _ways(root: Node, operation: Node) -> frozenset[Way]:
    requirements = operation.get("security") or root.get("security")
    listed = requirements.items if requirements is not None else []
    ways = frozenset(_way(root, requirement) for requirement in listed)
    return ways or frozenset([Way()])


def _way(root: Node, requirement: Node) -> Way:
    schemes = _schemes(root)
    return frozenset(
        f"{_kind(schemes[name]) if name in schemes else name} {scopes.canonical if scopes.items else ''}".strip()
        for name, scopes in requirement.members.items()
    )


def _schemes(root: Node) -> Mapping[str, Node]:
    schemes = root.get("components", "securitySchemes")
    return schemes.members if schemes is not None else {}


def _named_by_kind(root: Node) -> Mapping[str, Node]:
    return {_kind(node): node for node in _schemes(root).values()}


def _kind(scheme: Node) -> str:
    members = {name: node for name, node in scheme.members.items() if name not in PROSE}
    return Node(pointer="", value=members).canonical


def _name(scheme: Node) -> str:
    return scheme.pointer.rpartition("/")[2]


def _say(ways: frozenset[Way]) -> str:
    return " or ".join(sorted(" and ".join(sorted(map(_plainly, way))) or "nothing" for way in ways))


def _plainly(kind: str) -> str:
    return " ".join(kind.translate(_MARKS).split())
