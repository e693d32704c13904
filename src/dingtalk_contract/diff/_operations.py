"""Two documents compared, operation by operation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..contract import METHODS
from ._bodies import compare_answers, compare_request_bodies
from ._changes import Change, change
from ._nodes import Node
from ._parameters import Key, compare_parameters, read_parameters
from ._prose import compare_rest
from ._schemas import compare_freedoms
from ._security import compare_security

READ_OPERATION = {"operationId", "parameters", "requestBody", "responses", "security", "deprecated", "x-free", "tags"}
READ_ITEM = {*METHODS, "parameters"}
_VARIABLE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One operation of a document, with the path that it stands under."""

    path: str
    method: str
    item: Node
    node: Node

    @property
    def name(self) -> str:
        """Its operationId, or its method and path where it has none."""
        name = self.node.read("operationId")
        return name if isinstance(name, str) else f"{self.method.upper()} {self.path}"

    @property
    def address(self) -> tuple[str, str]:
        """Its method and path, the names of variables left out."""
        return self.method, _VARIABLE.sub("{}", self.path)

    @property
    def parameters(self) -> Mapping[Key, Node]:
        """Its parameters, those of its path among them."""
        return read_parameters(self.path, self.item, self.node)


def compare_operations(old: Node, new: Node) -> Iterator[Change]:
    """Compare all operations of two documents."""
    before, after = list(walk_places(old)), list(walk_places(new))
    pairs = list(_pair(before, after))
    for was, is_ in pairs:
        yield from _compare_names(was, is_)
        yield from compare_parameters(was.parameters, is_.parameters)
        yield from compare_request_bodies(was.node.get("requestBody"), is_.node)
        yield from compare_answers(was.node.get("responses"), is_.node.get("responses"), is_.name)
        yield from compare_security(old, was.node, new, is_.node, is_.name)
        yield from compare_freedoms(was.node, is_.node, "request", is_.name)
        yield from _compare_annotations(was, is_)
    for place in before:
        if not any(place is was for was, _ in pairs):
            yield change("operation/removed", place.node, place.name, f"`{place.name}` is gone.", is_old=True)
    for place in after:
        if not any(place is is_ for _, is_ in pairs):
            yield change("operation/added", place.node, place.name, f"`{place.name}` is new.")


def walk_places(document: Node) -> Iterator[Place]:
    """Return every operation of a document."""
    paths = document.get("paths")
    for path, item in paths.members.items() if paths is not None else ():
        for method in METHODS:
            if method in item.members and not path.startswith("x-"):
                yield Place(path=path, method=method, item=item, node=item.members[method])


def _pair(before: list[Place], after: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Return each operation that is in both, known by its address or else by its name."""
    left = list(after)
    unpaired: list[Place] = []
    for place in before:
        twin = next((each for each in left if each.address == place.address), None)
        if twin is None:
            unpaired.append(place)
            continue
        left.remove(twin)
        yield place, twin
    for place in unpaired:
        twin = next((each for each in left if each.name == place.name), None)
        if twin is not None:
            left.remove(twin)
            yield place, twin


def _compare_names(old: Place, new: Place) -> Iterator[Change]:
    if old.address != new.address:
        words = f"`{new.name}` was {old.method.upper()} {old.path}, and is {new.method.upper()} {new.path}."
        yield change("operation/moved", new.node, new.name, words)
    elif old.node.read("operationId") != new.node.read("operationId"):
        node = new.node.get("operationId") or new.node
        yield change("operation/renamed", node, new.name, f"`{old.name}` is called `{new.name}`.")


def _compare_annotations(old: Place, new: Place) -> Iterator[Change]:
    subject = f"`{new.name}`"
    yield from compare_rest(old.item, new.item, new.name, read=READ_ITEM)
    yield from compare_rest(old.node, new.node, new.name, read=READ_OPERATION)
    before, after = (each.node.texts("tags") for each in (old, new))
    if before != after:
        node = new.node.get("tags") or new.node
        yield change("documentation/text", node, new.name, f"`tags` of {subject} is another.")
    if (old.node.read("deprecated") is True) != (new.node.read("deprecated") is True):
        words = f"{subject} is {'deprecated' if new.node.read('deprecated') is True else 'no longer deprecated'}."
        node = new.node.get("deprecated") or new.node
        yield change("field/annotation", node, new.name, words)
