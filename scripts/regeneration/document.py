"""The OpenAPI document, read so strictly that nothing broken reaches the generator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from regeneration.errors import GenerationError

_VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that parses, whose references lead somewhere and whose version suits a distribution."""

    name: str
    content: bytes
    version: str
    tree: dict[str, Any]


def read_document(path: Path) -> Document:
    """Read the document once, or raise GenerationError with what is wrong with it."""
    try:
        content = path.read_bytes()
        document = parse_yaml(content)
        _require_references(document)
        return Document(name=str(path), content=content, version=_find_version(document), tree=document)
    except OSError as error:
        raise GenerationError(f"cannot use the document {str(path)!r}: {error.strerror}") from error
    except ValueError as error:
        raise GenerationError(f"cannot use the document {str(path)!r}: {error}") from error


def parse_yaml(content: bytes) -> dict[str, Any]:
    """Parse one YAML mapping in which no key stands twice, or raise a ValueError that says where."""
    # ruamel.yaml is what the generator itself reads with, and comes with it.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        parsed = YAML(typ="safe", pure=True).load(content)
    except MarkedYAMLError as error:
        raise ValueError(_describe_fault(error)) from error
    except YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if isinstance(parsed, dict):
        return parsed
    raise ValueError("it is no mapping")


def _describe_fault(error: Any) -> str:
    # A repeated key is quoted with both of its values, which may be pages long.
    problem = str(error.problem).partition(" with value ")[0]
    mark = error.problem_mark
    return f"{problem}, line {mark.line + 1}, column {mark.column + 1}" if mark else problem


def _require_references(document: dict[str, Any]) -> None:
    broken = [
        f"{reference!r} at {pointer}"
        for pointer, reference in _walk_references(document)
        if not _leads_somewhere(document, reference)
    ]
    if broken:
        raise ValueError(f"references lead nowhere: {', '.join(broken)}")


def _walk_references(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    seen: set[int] = set()
    ahead: list[tuple[str, Any]] = [("#", document)]
    while ahead:
        pointer, node = ahead.pop()
        # An alias may make a node its own descendant.
        if not isinstance(node, dict | list) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            yield pointer, node["$ref"]
        members = node.items() if isinstance(node, dict) else enumerate(node)
        ahead += [(f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}", value) for key, value in members]


def _leads_somewhere(document: Any, reference: str) -> bool:
    if not reference.startswith("#/"):
        return False
    node = document
    for part in unquote(reference[2:]).split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list) and key.isdecimal() and int(key) < len(node):
            node = node[int(key)]
        elif isinstance(node, dict) and key in node:
            node = node[key]
        else:
            return False
    return True


def _find_version(document: dict[str, Any]) -> str:
    info = document.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise ValueError(f"info.version is {version!r}, which no distribution can bear; write it like '1.2.0'")
    return version
