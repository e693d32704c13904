"""The OpenAPI document, read so strictly that nothing broken reaches the generator."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dingtalk_contract.contract import read_yaml, resolve_references
from regeneration.errors import GenerationError

_VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that parses, whose references lead somewhere and whose version suits a distribution."""

    name: str
    version: str
    tree: dict[str, Any]
    content: bytes
    """What the generator reads, as JSON."""


def read_document(path: Path) -> Document:
    """Read the document once, or raise GenerationError with what is wrong with it."""
    try:
        tree = _read_mapping(path)
        resolve_references(tree)
        content = json.dumps(_open_enums(tree)).encode()
        return Document(name=str(path), version=_find_version(tree), tree=tree, content=content)
    except RecursionError as error:
        raise GenerationError(f"cannot use the document {str(path)!r}: it is nested too deeply") from error
    except (TypeError, ValueError) as error:
        raise GenerationError(f"cannot use the document {str(path)!r}: {error}") from error


def _read_mapping(path: Path) -> dict[str, Any]:
    tree = read_yaml(path)
    if not isinstance(tree, dict):
        raise TypeError("it is no mapping")
    return tree


def _open_enums(node: Any) -> Any:
    # The generator makes Python enums of them, which know one letter case.
    if isinstance(node, list):
        return [_open_enums(item) for item in node]
    if not isinstance(node, dict):
        return node
    dropped = {"const", "enum"} if "letter-case" in (node.get("x-free") or ()) else set()
    return {key: _open_enums(value) for key, value in node.items() if key not in dropped}


def _find_version(document: dict[str, Any]) -> str:
    info = document.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise ValueError(f"info.version is {version!r}, which no distribution can bear; write it like '1.2.0'")
    return version
