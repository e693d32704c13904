"""A YAML file as a tree whose references are followed, each node with the place where it is declared."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..contract import read_yaml

LARGEST = 100_000
"""How many nodes a file may have once its references and aliases are written out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One value of a file, and all below it."""

    pointer: str
    """Where it is declared, as a JSON pointer: behind a reference, the place that it names."""
    value: Any
    """A mapping of names to nodes, a list of nodes, or a value that has nothing below it."""
    component: str = ""
    """The pointer that a reference led through, if one did."""
    size: int = 1

    @property
    def members(self) -> Mapping[str, "Node"]:
        """The members, none where it is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list["Node"]:
        """The items, none where it is no list."""
        return self.value if isinstance(self.value, list) else []

    @property
    def plain(self) -> Any:
        """The value as plain data."""
        if isinstance(self.value, dict):
            return {name: node.plain for name, node in self.value.items()}
        return [node.plain for node in self.value] if isinstance(self.value, list) else self.value

    @property
    def canonical(self) -> str:
        """The value as text that is the same for equal values alone; true is not 1."""
        return json.dumps(self.plain, sort_keys=True, default=repr)

    def get(self, *names: str) -> "Node | None":
        """Return the node at the end of these names."""
        node: Node | None = self
        for name in names:
            node = node.members.get(name) if node is not None else None
        return node

    def read(self, *names: str) -> Any:
        """Return the plain value at the end of these names, None where there is none."""
        node = self.get(*names)
        return None if node is None else node.plain

    def texts(self, *names: str) -> list[str]:
        """Return the list at the end of these names as text, an empty one where there is none."""
        node = self.get(*names)
        return [str(each.plain) for each in node.items] if node is not None else []


def read_nodes(path: Path) -> Node:
    """Read a file as a tree.

    Raises:
        ValueError: it cannot be read, or a reference or an alias in it cannot be written out.
    """
    try:
        raw = read_yaml(path)
        root = _Builder(raw=raw, built={}, open_nodes=set(), counted=[0]).build(raw, "")
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if root.size > LARGEST:
        raise ValueError(f"it has more than {LARGEST} nodes when its references are written out")
    return root


def escape(name: object) -> str:
    """Write one name as a part of a JSON pointer (RFC 6901)."""
    return str(name).replace("~", "~0").replace("/", "~1")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    """Builds the tree of one file; what a reference names is built once."""

    raw: Any
    built: dict[str, Node]
    open_nodes: set[int | str]
    """What is being built now, aliases by identity and references by name: meeting one again is a circle."""
    counted: list[int]

    def build(self, value: Any, pointer: str) -> Node:
        self.counted[0] += 1
        if self.counted[0] > LARGEST:
            raise ValueError(f"it has more than {LARGEST} nodes when its aliases are written out")
        if not isinstance(value, dict | list):
            return Node(pointer=pointer, value=value)
        if id(value) in self.open_nodes:
            raise ValueError(f"a reference or alias leads back to itself at {pointer or '/'}")
        self.open_nodes.add(id(value))
        node = self._build_list(value, pointer) if isinstance(value, list) else self._build_mapping(value, pointer)
        self.open_nodes.discard(id(value))
        return node

    def _build_list(self, value: list[Any], pointer: str) -> Node:
        items = [self.build(item, f"{pointer}/{index}") for index, item in enumerate(value)]
        return Node(pointer=pointer, value=items, size=1 + sum(item.size for item in items))

    def _build_mapping(self, value: dict[Any, Any], pointer: str) -> Node:
        reference = value.get("$ref")
        followed = self._follow(reference) if isinstance(reference, str) else None
        members = {
            str(name): self.build(below, f"{pointer}/{escape(name)}")
            for name, below in value.items()
            if followed is None or name != "$ref"
        }
        if len(members) + (followed is not None) != len(value):
            raise ValueError(f"a key stands twice at {pointer or '/'}, as text and as something else")
        if followed is None:
            return Node(pointer=pointer, value=members, size=_weigh(members))
        if not members:
            return followed
        # What stands beside a reference wins over what it names.
        merged = {**followed.members, **members}
        return Node(pointer=pointer, value=merged, component=followed.component, size=_weigh(merged))

    def _follow(self, reference: str) -> Node:
        if reference not in self.built:
            if reference in self.open_nodes:
                raise ValueError(f"the reference {reference!r} leads back to itself")
            self.open_nodes.add(reference)
            node = self.build(self._look_up(reference), reference.removeprefix("#"))
            named = Node(pointer=node.pointer, value=node.value, component=reference[1:], size=node.size)
            self.built[reference] = named
            self.open_nodes.discard(reference)
        return self.built[reference]

    def _look_up(self, reference: str) -> Any:
        if not reference.startswith("#/"):
            raise ValueError(f"the reference {reference!r} leaves the document")
        value = self.raw
        for part in reference[2:].split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(value, dict) or name not in value:
                raise ValueError(f"the reference {reference!r} names nothing")
            value = value[name]
        return value


def _weigh(members: Mapping[str, Node]) -> int:
    return 1 + sum(node.size for node in members.values())
