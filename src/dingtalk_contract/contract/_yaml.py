"""YAML read strictly: a key that stands twice is a fault, not the last one wins."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, ClassVar

import yaml

# libyaml's parser where it is there: five times as fast.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"


class _StrictLoader(_Base):  # type: ignore[misc]  # the base is chosen at run time
    """A safe loader that refuses repeated keys."""

    # A date stays the text that it is, as in JSON.
    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in _Base.yaml_implicit_resolvers.items()
    }

    def construct_object(self, node: yaml.Node, *, deep: bool = False) -> Any:
        """Build what a node stands for, text at once: most of a document is text."""
        is_text = node.tag == _TEXT and isinstance(node, yaml.ScalarNode)
        return node.value if is_text else super().construct_object(node, deep=deep)

    def construct_mapping(self, node: yaml.MappingNode, *, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping, and fail on a key that stands twice."""
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable) or key in seen:
                fault = f"the key {key!r} stands twice" if isinstance(key, Hashable) else "a key is no text"
                raise yaml.constructor.ConstructorError(
                    "while reading a mapping", node.start_mark, fault, key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]  # PyYAML is untyped here


def read_yaml(path: Path) -> Any:
    """Read one YAML or JSON file.

    Raises:
        ValueError: it is no such file, or a key in it stands twice; the text says where.
    """
    return parse_yaml(_read(path))


def read_yaml_with_lines(path: Path) -> tuple[Any, Callable[[tuple[str, ...]], int]]:
    """Read one YAML or JSON file, and return what finds the line of a key, from 1, given the keys that lead to it.

    Raises:
        ValueError: as `read_yaml` has it.
    """
    text = _read(path)
    value, root = parse_yaml(text), yaml.compose(text, Loader=_StrictLoader)

    def line_of(steps: tuple[str, ...]) -> int:
        node, line = root, 1
        for step in steps:
            for key, below in node.value if isinstance(node, yaml.MappingNode) else ():
                if key.value == str(step):
                    node, line = below, key.start_mark.line + 1
                    break
        return line

    return value, line_of


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from error


def parse_yaml(text: str) -> Any:
    """Parse one YAML or JSON text.

    Raises:
        ValueError: it is none, or a key in it stands twice; the text says where.
    """
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a safe loader, see above
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" in line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ValueError(f"{error.problem}{where}") from error
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
